"""A folder brought to hold a site holds its files and no other, whatever stood there before."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from generator.publishing.fresh import Recipe, bring
from generator.publishing.recollection import Recollection, recollect, retain

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

PAGES = {"index.html": "Accueil", "eau/index.html": "Eau", "assets/a.css": "a {}"}


class Building:
    """One build after another of the same folders, as publications do."""

    def __init__(self, top: Path) -> None:
        self.target, self.published = top / "target", top / "site"
        self.memory = top / "engine.json"
        self.made: list[str] = []

    def bring(self, pages: dict[str, str]) -> None:
        self.made = []

        def made(path: str) -> bytes:
            self.made.append(path)
            return pages[path].encode()

        seen = recollect(self.memory)
        held = bring(self.target, self.published, Recipe(pages, made), seen=seen)
        retain(self.memory, seen.then("", {}, held))
        assert {path for path, one in held.items() if one[2]} == {
            path for path in pages if path[-5:] == ".html"
        }


@pytest.fixture
def building(tmp_path: Path) -> Building:
    return Building(tmp_path)


def _held(folder: Path) -> dict[str, str]:
    assert not [path for path in folder.rglob("*") if path.is_symlink()]
    files = [path for path in folder.rglob("*") if path.is_file()]
    return {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in files}


def _file_where_a_folder_goes(target: Path) -> None:
    for name in ("index.html", "a.css", "eau/index.html"):
        (target / name).unlink(missing_ok=True)
    (target / "eau").rmdir()
    (target / "eau").write_text("un fichier", encoding="utf-8")


def _folder_where_a_file_goes(target: Path) -> None:
    (target / "index.html").unlink()
    (target / "index.html" / "dessous").mkdir(parents=True)


def _link_out(target: Path) -> None:
    outside = target.parent / "dehors.html"
    outside.write_text("Accueil", encoding="utf-8")
    facts = (target / "index.html").stat()
    os.utime(outside, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    (target / "index.html").unlink()
    (target / "index.html").symlink_to(outside)


def _written_over(target: Path) -> None:
    (target / "index.html").write_text("Accueiz", encoding="utf-8")  # as long


def _cut_short(target: Path) -> None:
    facts = (target / "index.html").stat()
    (target / "index.html").write_text("Acc", encoding="utf-8")
    os.utime(target / "index.html", ns=(facts.st_atime_ns, facts.st_mtime_ns))


def _others(target: Path) -> None:
    (target / "assets" / "recherche").mkdir(parents=True)
    (target / "assets" / "recherche" / "x").write_text("x", encoding="utf-8")
    (target / ".reste").write_text("x", encoding="utf-8")


@pytest.mark.parametrize(
    "damage",
    [
        _file_where_a_folder_goes,
        _folder_where_a_file_goes,
        _link_out,
        _written_over,
        _cut_short,
        _others,
    ],
)
def test_what_stood_there_is_brought_to_order(building: Building, damage: Callable[[Path], None]) -> None:
    building.bring(PAGES)
    damage(building.target)
    building.bring(PAGES)
    assert _held(building.target) == PAGES
    assert not (building.target / "assets" / "recherche" / "x").exists()


def test_a_folder_that_is_a_link_is_replaced_and_what_it_led_to_is_left(
    building: Building, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "ailleurs"
    elsewhere.mkdir()
    (elsewhere / "mien").write_text("à moi", encoding="utf-8")
    building.target.symlink_to(elsewhere)
    building.bring(PAGES)
    assert _held(building.target) == PAGES
    assert _held(elsewhere) == {"mien": "à moi"}


def test_only_what_differs_is_made(building: Building) -> None:
    building.bring(PAGES)
    assert sorted(building.made) == sorted(PAGES)
    building.bring(PAGES)
    assert building.made == []
    building.bring({**PAGES, "eau/index.html": "Eau claire"})
    assert building.made == ["eau/index.html"]


def test_what_is_published_already_is_given_a_second_name(building: Building) -> None:
    building.bring(PAGES)
    building.target.rename(building.published)
    building.bring({**PAGES, "eau/index.html": "Eau claire"})
    assert building.made == ["eau/index.html"]
    assert _held(building.published) == PAGES
    assert _held(building.target) == {**PAGES, "eau/index.html": "Eau claire"}
    building.bring({**PAGES, "index.html": "Autre accueil"})
    assert _held(building.published) == PAGES, "a file with two names is replaced, never written into"


@pytest.mark.parametrize("keep_date", [False, True])
def test_a_published_file_that_someone_wrote_over_is_not_taken_up(
    building: Building, *, keep_date: bool
) -> None:
    building.bring(PAGES)
    building.target.rename(building.published)
    building.bring(PAGES)
    file = building.published / "index.html"
    facts = file.stat()
    file.write_text("Accueiz", encoding="utf-8")  # as long, and in both sites at once
    if keep_date:
        os.utime(file, ns=(facts.st_atime_ns, facts.st_mtime_ns))
    building.bring(PAGES)
    assert _held(building.target) == PAGES


@pytest.mark.parametrize("told", ["", "{", "[]", '{"recipe": "", "sources": {}, "made": {"index.html": 3}}'])
def test_a_memory_that_cannot_be_read_makes_everything_again(building: Building, told: str) -> None:
    building.bring(PAGES)
    building.memory.write_text(told, encoding="utf-8")
    assert recollect(building.memory) == Recollection()
    building.bring(PAGES)
    assert sorted(building.made) == sorted(PAGES)
    assert _held(building.target) == PAGES


def test_several_processes_make_the_same(tmp_path: Path) -> None:
    pages = {f"p{n}/index.html": f"Page {n}" for n in range(600)}
    recipe = Recipe(pages, lambda path: pages[path].encode())
    made = {}
    for jobs in (1, 3):
        made[jobs] = bring(tmp_path / str(jobs), tmp_path / "site", recipe, seen=Recollection(), jobs=jobs)
        assert _held(tmp_path / str(jobs)) == pages
    told = [{path: one[1:] for path, one in some.items()} for some in made.values()]
    assert told[0] == told[1]
    assert (
        bring(tmp_path / "3", tmp_path / "site", recipe, seen=Recollection().then("", {}, made[3])) == made[3]
    )


def test_what_a_process_cannot_make_is_told(tmp_path: Path) -> None:
    def made(path: str) -> bytes:
        raise ValueError(path)

    with pytest.raises(ValueError, match=r"^p[0-9]+$"):
        bring(
            tmp_path / "a",
            tmp_path,
            Recipe({f"p{n}": "" for n in range(600)}, made),
            seen=Recollection(),
            jobs=2,
        )
