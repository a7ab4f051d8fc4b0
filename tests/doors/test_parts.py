"""A site made in parts is the site made at once, byte for byte; parts that do not go together make none."""

from __future__ import annotations

import shutil
from functools import partial
from typing import TYPE_CHECKING

import pytest

from generator.parting import build_part, join
from generator.pipeline import PROJECT, CouldNotRun, build
from generator.publishing.part_file import FILE, LEAVES, LINKS, SITE_FOLDER, read_part, sign_part
from generator.share import Share
from tests.cases.case_file import lay, lay_base, read_case
from tests.doors.command import espace
from tests.doors.test_build import digests
from tests.once import once
from tests.pictures import drawn, photograph

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

COUNTS = (1, 3, 8)
# What a part has to know of others: a menu whose titles are those of pages, a foot that leads below.
_SETTINGS = """
nav:
  - index.md
  - Agir:
      - boite-a-outils/cercle-d-essai.md
      - acteurs.md
  - Agenda: agenda.md
extra:
  pied:
    - titre: Un enjeu
      adresse: enjeux/decider-ensemble/
    - titre: Frise
      adresse: frise/
"""
_ACTOR = """---
titre: Collectif {}
resume: Un collectif parmi d'autres.
type: association
licence: CC-BY-SA-4.0
---
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commons in `espace`, its `site`, and its parts: `3/2` is the second of three."""
    return once(tmp_path_factory, "parts", _make)


def _make(top: Path) -> None:
    root = top / "espace"
    lay_base(root)
    lay(root, read_case(PROJECT / "tests/golden/petit-espace.txt").files)
    (root / "mkdocs.yml").write_text(_SETTINGS, encoding="utf-8")
    _illustrate(root)
    _built(root, top / "site")
    for count in COUNTS:
        for rank in range(1, count + 1):
            _built(root, top / f"{count}/{rank}", Share(rank, count))


def _illustrate(root: Path) -> None:
    """Images, and more actors than the first page of their list shows: the menu leads to it."""
    for number in range(55):
        actor = _ACTOR.format(number)
        (root / f"content/acteurs/collectif-{number}.md").write_text(actor, encoding="utf-8")
    for number in range(3):
        (root / f"toolbox/photo-{number}.jpg").write_bytes(
            photograph("JPEG", drawn(20 + number, 20), located=False)
        )
    with (root / "toolbox/cercle-d-essai.md").open("a", encoding="utf-8") as page:
        page.writelines(f"\n![Une photo {number}](photo-{number}.jpg)\n" for number in range(3))


def _built(root: Path, out: Path, share: Share | None = None) -> None:
    done = build_part(root, out, share) if share else build(root, out)
    assert done.result is not None, done.staging.report
    assert done.result.published
    assert not done.result.slow


def parts(made: Path, count: int) -> list[Path]:
    return [made / f"{count}/{rank}" for rank in range(1, count + 1)]


@pytest.mark.parametrize("count", COUNTS)
def test_a_site_of_parts_is_the_site(made: Path, tmp_path: Path, count: int) -> None:
    done = join(made / "espace", parts(made, count)[::-1], tmp_path / "site")
    assert done.broken == ()
    assert digests(tmp_path / "site") == digests(made / "site")


def test_each_part_has_its_share(made: Path) -> None:
    pages = [sum(path.name == "index.html" for path in one.rglob("*")) for one in parts(made, 8)]
    assert min(pages[1:]) > sum(pages) / 7.5 / 2
    assert 0 < pages[0] < sum(pages) / 7.5
    assert sum(pages) == sum(path.name == "index.html" for path in (made / "site").rglob("*"))


def test_a_part_is_made_again_over_itself(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made / "espace", tmp_path / "espace", ignore=shutil.ignore_patterns("build"))
    out = tmp_path / "partie"
    shutil.copytree(made / "3/2", out)
    with (tmp_path / "espace/toolbox/cercle-d-essai.md").open("a", encoding="utf-8") as page:
        page.write("\nUne phrase de plus.\n")
    _built(tmp_path / "espace", out, Share(2, 3))
    assert read_part(out).origin.commons != read_part(made / "3/2").origin.commons
    with pytest.raises(CouldNotRun, match="ne sont pas faites des mêmes fiches"):
        join(made / "espace", [made / "3/1", out, made / "3/3"], tmp_path / "site")


def test_a_part_passes_through_a_forge(made: Path, three: list[Path], tmp_path: Path) -> None:
    """Which drops what is hidden, and the rights of files."""
    for path in [path for one in three for path in one.rglob("*")]:
        if path.name.startswith("."):
            path.unlink()
        elif path.is_file():
            path.chmod(0o600)
    assert join(made / "espace", three, tmp_path / "site").published
    assert digests(tmp_path / "site") == digests(made / "site")
    modes = {path.stat().st_mode & 0o777 for path in (tmp_path / "site").rglob("*") if path.is_file()}
    assert modes == {0o644}


@pytest.fixture
def three(made: Path, tmp_path: Path) -> list[Path]:
    """Three parts that a test may harm."""
    found = []
    for one in parts(made, 3):
        found.append(tmp_path / f"partie-{one.name}")
        shutil.copytree(one, found[-1])
    return found


def _cut(name: str, three: list[Path]) -> None:
    file = next(three[1].rglob(name))
    file.write_bytes(file.read_bytes()[:-1])


def _poisoned(name: str, three: list[Path]) -> None:
    file = next(three[1].rglob(name))
    content = file.read_bytes()
    file.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])


def _without_a_page(three: list[Path]) -> None:
    next((three[1] / SITE_FOLDER).rglob("index.html")).unlink()


def _with_one_more(three: list[Path]) -> None:
    (three[1] / SITE_FOLDER / "de-trop.html").write_text("<p>De trop</p>", encoding="utf-8")


def _with_a_link(three: list[Path]) -> None:
    page = next((three[1] / SITE_FOLDER).rglob("index.html"))
    there = page.rename(three[1] / "ailleurs.html")
    page.symlink_to(there)


def _as_another(three: list[Path], **told: str) -> None:
    _signed(three[1], 2, 3, **told)


def _signed(folder: Path, rank: int, count: int, **told: str) -> None:
    origin = read_part(folder).origin
    values = {name: getattr(origin, name) for name in origin.__struct_fields__}
    sign_part(folder, type(origin)(**{**values, **told}), rank=rank, count=count)


def _all_by_another_program(three: list[Path]) -> None:
    for rank, folder in enumerate(three, 1):
        _signed(folder, rank, 3, program="autre")


def _twice(three: list[Path]) -> None:
    three.append(three[1])


def _with_what_another_has(three: list[Path]) -> None:
    shutil.copytree(three[0] / SITE_FOLDER, three[1] / SITE_FOLDER, dirs_exist_ok=True)
    told = read_part(three[0])
    sign_part(three[1], told.origin, rank=2, count=3)


def _without_what_the_search_knows(three: list[Path]) -> None:
    told = read_part(three[1])
    (three[1] / LEAVES).write_bytes(b"rien")
    sign_part(three[1], told.origin, rank=2, count=3)


HARMS: dict[str, tuple[Callable[[list[Path]], None], str]] = {
    "a page is cut short": (partial(_cut, "index.html"), r"n'est plus comme il a été fait : site/"),
    "a page is poisoned": (partial(_poisoned, "index.html"), r"n'est plus comme il a été fait : site/"),
    "what the search knows is poisoned": (partial(_poisoned, LEAVES), rf"n'est plus .* : {LEAVES}"),
    "what it leads to is cut short": (partial(_cut, LINKS), rf"n'est plus .* : {LINKS}"),
    "what it says is cut short": (partial(_cut, FILE), "est abîmé"),
    "what it says is poisoned": (partial(_poisoned, FILE), "est abîmé"),
    "it says nothing": (lambda three: (three[1] / FILE).unlink(), "n'est pas une partie de site"),
    "a page is missing": (_without_a_page, "n'est plus comme il a été fait"),
    "a page is added": (_with_one_more, r"site/de-trop\.html"),
    "a page is a link": (_with_a_link, "n'est plus comme il a été fait"),
    "a part is missing": (lambda three: three.remove(three[1]), r"il manque la partie 2/3\n.*--part 2/3"),
    "two are missing": (lambda three: three.__delitem__(slice(2)), "il manque les parties 1/3, 2/3"),
    "a part comes twice": (_twice, "sont toutes deux la partie 2/3"),
    "of another count": (lambda three: _signed(three[1], 2, 4), "est une partie de 3, et .* une partie de 4"),
    "of other records": (partial(_as_another, commons="x"), "ne sont pas faites des mêmes fiches"),
    "of another day": (partial(_as_another, day="2020-01-01"), "ne sont pas faites pour le même jour"),
    "by other settings": (partial(_as_another, settings="x"), "ne sont pas faites avec les mêmes réglages"),
    "by another program": (partial(_as_another, program="x"), "ne sont pas faites par la même version"),
    "for another address": (partial(_as_another, url="https://x.fr/"), "pour la même adresse"),
    "all by another program": (_all_by_another_program, "par une autre version de cet outil"),
    "two have a file": (_with_what_another_has, "ont toutes deux"),
    "the search is not told all": (_without_what_the_search_knows, "ne dit pas tout de ses pages"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_parts_that_make_no_site_are_refused(
    made: Path, three: list[Path], tmp_path: Path, harm: str
) -> None:
    do, words = HARMS[harm]
    do(three)
    with pytest.raises(CouldNotRun, match=words) as refusal:
        join(made / "espace", three, tmp_path / "site")
    assert "\n  aide: " in str(refusal.value)
    assert not (tmp_path / "site").exists()


def test_a_link_to_what_no_part_has_keeps_the_old_site(made: Path, three: list[Path], tmp_path: Path) -> None:
    shutil.copytree(made / "site", tmp_path / "site")
    lost = next(one for one in three if (one / SITE_FOLDER / "enjeux/decider-ensemble/index.html").is_file())
    told = read_part(lost)
    (lost / SITE_FOLDER / "enjeux/decider-ensemble/index.html").unlink()
    sign_part(lost, told.origin, rank=told.rank, count=told.count)
    done = espace("join", *three, "--root", made / "espace", "--out", tmp_path / "site")
    assert done.returncode == 1
    assert "lien mort « /enjeux/decider-ensemble/ »" in done.stderr
    assert "l'ancien reste en place" in done.stderr
    assert digests(tmp_path / "site") == digests(made / "site")


def test_links_that_were_not_read_are_read(made: Path, three: list[Path], tmp_path: Path) -> None:
    told = read_part(three[1])
    (three[1] / LINKS).write_bytes(b"rien")
    sign_part(three[1], told.origin, rank=told.rank, count=told.count)
    assert join(made / "espace", three, tmp_path / "site").published
    assert digests(tmp_path / "site") == digests(made / "site")


def test_parts_are_typed(made: Path, three: list[Path], tmp_path: Path) -> None:
    done = espace("join", *three, "--root", made / "espace", "--out", tmp_path / "site")
    assert (done.returncode, done.stderr) == (0, "")
    assert " pages dans " in done.stdout
    assert digests(tmp_path / "site") == digests(made / "site")


@pytest.mark.parametrize("typed", ["0/3", "4/3", "1", "1/0", "a/b", "-1/3", "1/3/5", ""])
def test_what_is_no_part_is_refused(tmp_path: Path, typed: str) -> None:
    done = espace("build", "--part", typed, "--out", tmp_path / "partie")
    assert done.returncode == 2
    assert f"« {typed} » n'est pas une partie : écrivez laquelle et de combien, comme 2/8" in done.stderr


def test_a_part_says_where(made: Path) -> None:
    done = espace("build", "--part", "1/3", "--root", made / "espace")
    assert (done.returncode, "--out DOSSIER" in done.stderr) == (2, True)


def test_what_is_not_ours_stays(made: Path, three: list[Path], tmp_path: Path) -> None:
    theirs = tmp_path / "these"
    theirs.mkdir()
    (theirs / "chapitre.odt").write_text("à moi", encoding="utf-8")
    for out in (theirs, made / "site", made / "espace/content"):
        with pytest.raises(CouldNotRun, match="aide: "):
            build_part(made / "espace", out, Share(1, 3))
    before = digests(three[0])
    for out in (theirs, three[0], made / "espace"):
        with pytest.raises(CouldNotRun, match="aide: "):
            join(made / "espace", three, out)
    assert digests(three[0]) == before
    assert (theirs / "chapitre.odt").read_text(encoding="utf-8") == "à moi"
