"""The ledger of a real publication: all that it publishes, and what it holds the next one to."""

from __future__ import annotations

import hashlib
import io
import json
import os
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.request import urlopen

import pytest
import yaml
from PIL import Image

from generator import pipeline
from generator.addresses import LEDGER, is_internal
from generator.checking import state_of
from generator.publishing.mark import MARK
from tests.cases.case_file import lay_base
from tests.documents import document
from tests.doors.repositories import commit, git, only_our_settings, published_commons, rewrite
from tests.doors.test_base import run
from tests.pictures import drawn, photograph, picture

if TYPE_CHECKING:
    from collections.abc import Callable

    from generator.diagnostics import Diagnostic

PROJECT = Path(__file__).parents[2]
R1 = Path("experiments/essai-complet/protocole/r1.md")
TOOL = Path("toolbox/cercle-d-essai.md")
PLAN = Path("experiments/essai-complet/plan.png")
PDF = document()
FORMER = """anciennes_adresses:
  - /1000.jours
  - /Outils/Cercle.HTML
  - /caf%C3%A9/cr%C3%A8me
  - "/vieux dossier/page 2.htm"
  - /index.php
  - /100%25/
  - /Boite-a-outils/Cercle/index.html
  - /templates/page
  - /fil.xml
"""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A commons with former names, former addresses, a withdrawal, images of all names, published."""
    root = tmp_path_factory.mktemp("registre")
    lay_base(root)
    (root / "experiments/essai-complet").rename(root / "experiments/essai-entier")
    rewrite(root / "experiments/essai-entier/index.md", "licence:", "anciens_ids: [essai-complet]\nlicence:")
    for name in ("atelier-d-essai", "bilan-d-essai"):
        rewrite(root / f"content/evenements/{name}.md", "essai-complet", "essai-entier")
    rewrite(root / TOOL, "licence:", f"{FORMER}licence:")
    shown = '![Un plan de la salle](../plan.png "Le plan.") et [un questionnaire](questions.Pdf).\n'
    with (root / "experiments/essai-entier/protocole/r1.md").open("a", encoding="utf-8") as file:
        file.write(shown)
    (root / "experiments/essai-entier/plan.png").write_bytes(picture("plan.png"))
    (root / "experiments/essai-entier/protocole/questions.Pdf").write_bytes(PDF)
    _write(root / "content/retraits/banc.md", WITHDRAWN)
    built = pipeline.build(root, root / "site")
    assert built.result is not None, built.staging.report
    assert built.result.published, built.result.broken
    return root


WITHDRAWN = """---
titre: Le banc
adresses:
  - /experimentations/banc/
  - /experimentations/banc/agenda.ics
  - /donnees/protocoles/banc.json
  - /territoires/commune-68224/flux.xml
anciennes_adresses: [/Banc.html]
date: 2026-05-02
motif: Cette expérimentation a été racontée deux fois.
licence: CC-BY-SA-4.0
---
"""


_OF_RECORDS = ("/donnees/fiches/", "/donnees/tables/", "/donnees/tableur/")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def ledger(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((root / f"site{LEDGER}").read_bytes())
    return found


def test_it_lists_all_that_is_published_and_nothing_else(root: Path) -> None:
    files = (path.relative_to(root / "site").as_posix() for path in (root / "site").rglob("*"))
    published = {
        f"/{name.removesuffix('index.html') if name.rpartition('/')[2] == 'index.html' else name}"
        for name in files
        if (root / "site" / name).is_file()
    }
    published = {where for where in published if not is_internal(where) and where != "/404.html"}
    published -= {f"/{MARK}"}  # for the next build, not for readers
    # A record and its rows go with its page, whose address is listed.
    published = {where for where in published if not where.startswith(_OF_RECORDS)}
    listed = [entry["adresse"] for entry in ledger(root)["adresses"]]
    assert published == set(listed)
    assert listed == sorted(set(listed))
    assert {
        "/1000.jours/",
        "/Outils/Cercle.HTML",
        "/café/crème/",
        "/templates/page/",
        "/Banc.html",
    } < published
    assert "/donnees/protocoles/essai-complet.json" in published


def test_the_state_that_promises_are_held_to_is_that_list(root: Path) -> None:
    state = state_of(root, pipeline.check(root))
    listed = {entry["adresse"] for entry in ledger(root)["adresses"]}
    answering = state.pages | state.machines | state.files.keys() | state.moves.keys()
    assert answering == listed


def test_digests_are_those_of_the_files(root: Path) -> None:
    by_address = {entry["adresse"]: entry for entry in ledger(root)["adresses"]}
    digested = [one for one in by_address.values() if one["nature"] in {"outil", "enjeu", "fichier", "page"}]
    assert digested
    for entry in digested:
        if not entry["fiche"].startswith("schemas/"):
            content = (root / entry["fiche"]).read_bytes()
            assert entry["empreinte"] == hashlib.sha256(content).hexdigest(), entry
    revision = by_address["/experimentations/essai-entier/protocole/r1/"]
    assert revision["nature"] == "revision-publiee"
    assert set(revision["montre"]) == {
        "/experimentations/essai-entier/plan.png",
        "/experimentations/essai-entier/protocole/questions.pdf",
    }


def test_files_for_machines_answer_under_former_names_and_once_withdrawn(root: Path) -> None:
    site = root / "site"
    for name in (
        "donnees/protocoles/{}.json",
        "experimentations/{}/agenda.ics",
        "experimentations/{}/plan.png",
    ):
        old, new = (site / name.format(one) for one in ("essai-complet", "essai-entier"))
        assert old.read_bytes() == new.read_bytes(), name
    told = json.loads((site / "donnees/protocoles/banc.json").read_bytes())
    assert (told["retire"], told["date"]) == (True, "2026-05-02")


def test_a_redirect_leads_to_its_page(root: Path) -> None:
    for name in ("1000.jours/index.html", "Outils/Cercle.HTML", "vieux dossier/page 2.htm"):
        text = (root / "site" / name).read_text(encoding="utf-8")
        assert f'url={"../" * name.count("/")}boite-a-outils/cercle-d-essai/"' in text


def test_a_server_of_files_answers_at_each_former_address_as_it_was_written(root: Path) -> None:
    handler = partial(SimpleHTTPRequestHandler, directory=str(root / "site"))
    written = yaml.safe_load(FORMER)["anciennes_adresses"]
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for where in [*written, "/1000.jours/", "/Banc.html"]:
            asked = f"http://127.0.0.1:{server.server_port}{where.replace(' ', '%20')}"
            with urlopen(asked) as answer:
                assert answer.headers.get_content_type() == "text/html", where
                assert "Page déplacée" in answer.read().decode(), where
        server.shutdown()


# --- a commons held to it -----------------------------------------------------------------------


@pytest.fixture
def online(root: Path, tmp_path: Path) -> Path:
    """The ledger, kept apart."""
    path = tmp_path / "adresses.json"
    path.write_bytes((root / f"site{LEDGER}").read_bytes())
    return path


@pytest.fixture
def work(root: Path, tmp_path: Path) -> Path:
    """A copy of the records, to be changed; no history goes with it."""
    copy = tmp_path / "espace"
    for top in ("content", "experiments", "toolbox"):
        _copy(root / top, copy / top)
    return copy


def _copy(source: Path, target: Path) -> None:
    for path in source.rglob("*"):
        if path.is_file():
            into = target / path.relative_to(source)
            into.parent.mkdir(parents=True, exist_ok=True)
            into.write_bytes(path.read_bytes())


def told(work: Path, online: Path) -> list[tuple[str, str]]:
    found = pipeline.check(work, ledger=online).diagnostics
    return [(fault.rule, fault.place.path) for fault in found if fault.severity == "error"]


def test_the_same_commons_keeps_all_of_it(work: Path, online: Path) -> None:
    assert pipeline.check(work, ledger=online).diagnostics == ()


REVISION = "experiments/essai-entier/protocole/r1.md"


def _append(work: Path) -> None:
    with (work / REVISION).open("a", encoding="utf-8") as file:
        file.write("Un mot de plus.\n")


def _erratum(work: Path, text: str = "Lire dix, et non onze.") -> None:
    rewrite(work / REVISION, "licence:", f'errata:\n  - {{date: 2026-03-01, texte: "{text}"}}\nlicence:')


def _draw(work: Path) -> None:
    (work / "experiments/essai-entier/plan.png").write_bytes(picture("plan.png", "autre"))


CHANGES: dict[str, tuple[Callable[[Path], object], set[tuple[str, str]]]] = {
    "texte": (_append, {("revision-modifiee", REVISION)}),
    "seuil": (
        lambda work: rewrite(work / REVISION, "seuil: 10", "seuil: 12"),
        {("revision-modifiee", REVISION)},
    ),
    "erratum": (_erratum, set()),
    "image": (_draw, {("image-de-revision-changee", "experiments/essai-entier/plan.png")}),
    "pdf": (
        lambda work: (work / "experiments/essai-entier/protocole/questions.Pdf").write_bytes(
            document(words="Autre")
        ),
        {("image-de-revision-changee", "experiments/essai-entier/protocole/questions.Pdf")},
    ),
    "adresse": (
        lambda work: rewrite(work / TOOL, "  - /1000.jours\n", ""),
        {("adresse-perdue", "adresses.json")},
    ),
    "nom": (
        lambda work: rewrite(work / TOOL, "rond-d-essai", "autre"),
        {("adresse-perdue", "adresses.json")},
    ),
    "retrait": (
        lambda work: (work / "content/retraits/banc.md").unlink(),
        {("adresse-perdue", "adresses.json")},
    ),
    "domaine": (
        lambda work: rewrite(work / "content/site.yml", "essai.example", "autre.example"),
        {("identite-du-site-changee", "content/site.yml")},
    ),
    "domaine, identité gardée": (
        lambda work: rewrite(
            work / "content/site.yml",
            "url: https://essai.example/",
            "url: https://autre.example/\nidentite: https://essai.example/",
        ),
        set(),
    ),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_would_be_lost_is_told(name: str, work: Path, online: Path) -> None:
    change, expected = CHANGES[name]
    change(work)
    found = {
        (rule, path.rpartition("/")[2] if path.endswith(".json") else path)
        for rule, path in told(work, online)
    }
    assert found == expected


def test_an_erratum_online_stays(work: Path, root: Path, tmp_path: Path) -> None:
    _erratum(work)
    pipeline.stage(work, tmp_path / "docs")
    online = tmp_path / "docs/donnees/adresses.json"
    assert told(work, online) == []
    rewrite(work / REVISION, "dix, et", "douze, et")
    assert told(work, online) == [("revision-modifiee", REVISION)]
    del root


# --- any file at all ----------------------------------------------------------------------------

GOOD = {"format": 1, "site": "https://essai.example", "identite": "https://essai.example"}
HOSTILE: dict[str, bytes] = {
    "vide": b"",
    "liste": b"[]",
    "nombre": b"1" * 10_000,
    "profond": b"[" * 200_000,
    "octets": bytes(range(256)) * 10,
    "sans site": json.dumps({"format": 1, "adresses": []}).encode(),
    "format": json.dumps(GOOD | {"format": True, "adresses": []}).encode(),
    "adresse": json.dumps(GOOD | {"adresses": [{"adresse": "/\x1b[31m\u202e", "nature": "page"}]}).encode(),
    "longue": json.dumps(GOOD | {"adresses": [{"adresse": "/" + "a" * 5000, "nature": "page"}]}).encode(),
    "autre champ": json.dumps(GOOD | {"adresses": [{"adresse": "/", "script": "x"}]}).encode(),
    "empreinte": json.dumps(GOOD | {"adresses": [{"adresse": "/", "empreinte": "zz"}]}).encode(),
    "errata": json.dumps(GOOD | {"adresses": [{"adresse": "/", "errata": [{}]}]}).encode(),
    "montre": json.dumps(GOOD | {"adresses": [{"adresse": "/", "montre": {"x": 1}}]}).encode(),
    "montre, liste": json.dumps(GOOD | {"adresses": [{"adresse": "/", "montre": ["/a"]}]}).encode(),
    "ailleurs": json.dumps(GOOD | {"adresses": [{"adresse": "//ailleurs.example/"}]}).encode(),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_ledger_is_a_fault(name: str, tmp_path: Path) -> None:
    lay_base(tmp_path / "espace")
    path = tmp_path / "registre.json"
    path.write_bytes(HOSTILE[name])
    assert told(tmp_path / "espace", path) == [("registre-illisible", path.as_posix())]


def test_what_is_too_heavy_or_no_file_is_a_fault(tmp_path: Path) -> None:
    lay_base(tmp_path / "espace")
    heavy, pipe = tmp_path / "lourd.json", tmp_path / "tuyau"
    with heavy.open("wb") as file:
        file.truncate(70 * 1024 * 1024)
    os.mkfifo(pipe)
    for path in (heavy, pipe, tmp_path, tmp_path / "rien.json"):
        done = run("--root", tmp_path / "espace", "--registre", path)
        assert done.returncode == 1
        assert "registre-illisible" in done.stdout


# --- what a revision shows, against a real branch -----------------------------------------------


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A revision that shows an image and a PDF, on `main`; a branch of work that starts there."""
    only_our_settings(monkeypatch, tmp_path)
    root = published_commons(tmp_path / "espace")
    with (root / R1).open("a", encoding="utf-8") as file:
        file.write('![Un plan](../plan%2Epng "Le plan.") et [un questionnaire](questions\\.pdf).\n')
    (root / PLAN).write_bytes(photograph("PNG", drawn(60, 40), located=False))
    (root / R1).with_name("questions.pdf").write_bytes(PDF)
    commit(root, "une révision qui montre")
    git(root, "branch", "-f", "main")
    return root


def found(root: Path) -> tuple[Diagnostic, ...]:
    return pipeline.check(root, "main").diagnostics


def test_nothing_changed(published: Path) -> None:
    assert found(published) == ()


def test_the_last_byte_of_a_document_counts(published: Path) -> None:
    (published / R1).with_name("questions.pdf").write_bytes(PDF[:-1] + b"\r")
    assert [fault.rule for fault in found(published)] == ["image-de-revision-changee"]


def test_an_image_may_be_written_otherwise_but_not_drawn_otherwise(published: Path) -> None:
    content = (published / PLAN).read_bytes()
    (published / PLAN).write_bytes(_written_otherwise(content))
    assert (published / PLAN).read_bytes() != content
    assert found(published) == ()
    (published / PLAN).write_bytes(photograph("PNG", drawn(60, 50), located=False))
    assert [fault.rule for fault in found(published)] == ["image-de-revision-changee"]


def _written_otherwise(content: bytes) -> bytes:
    out = io.BytesIO()
    with Image.open(io.BytesIO(content)) as image:
        plain = Image.new(image.mode, image.size)
        plain.paste(image)
        plain.save(out, "PNG", compress_level=0)
    return out.getvalue()


def test_a_renamed_experiment_takes_its_images_along(published: Path) -> None:
    (published / "experiments/essai-complet").rename(published / "experiments/essai-entier")
    rewrite(
        published / "experiments/essai-entier/index.md", "licence:", "anciens_ids: [essai-complet]\nlicence:"
    )
    for name in ("atelier-d-essai", "bilan-d-essai"):
        rewrite(published / f"content/evenements/{name}.md", "essai-complet", "essai-entier")
    assert found(published) == ()
    (published / "experiments/essai-entier/plan.png").write_bytes(picture("plan.png", "autre"))
    assert [fault.rule for fault in found(published)] == ["image-de-revision-changee"]


def test_an_image_that_goes_is_told_once_by_its_revision(published: Path) -> None:
    (published / PLAN).unlink()
    assert sorted(fault.rule for fault in found(published)) == ["image-de-revision-changee", "lien-mort"]


def test_an_image_with_another_extension_keeps_its_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    only_our_settings(monkeypatch, tmp_path)
    root = published_commons(tmp_path / "espace")
    (root / TOOL).with_suffix("").mkdir()
    home = (root / TOOL).with_suffix("") / "index.md"
    (root / TOOL).rename(home)
    with home.open("a", encoding="utf-8") as file:
        file.write('![Un plan](plan.jpeg "Le plan.")\n')
    home.with_name("plan.jpeg").write_bytes(picture("plan.jpeg"))
    commit(root, "une photo")
    git(root, "branch", "-f", "main")
    home.with_name("plan.jpeg").rename(home.with_name("plan.jpg"))
    rewrite(home, "plan.jpeg", "plan.jpg")
    assert found(root) == ()


def test_a_revision_still_shows_the_image_of_a_tool_that_was_renamed(tmp_path: Path) -> None:
    root = published_commons(tmp_path / "espace")
    home = (root / TOOL).with_suffix("") / "index.md"
    home.parent.mkdir()
    (root / TOOL).rename(home)
    with home.open("a", encoding="utf-8") as file:
        file.write('![Un plan](plan.png "Le plan.")\n')
    home.with_name("plan.png").write_bytes(picture("plan.png"))
    with (root / R1).open("a", encoding="utf-8") as file:
        file.write('![Un plan](../../../toolbox/cercle-d-essai/plan.png "Le plan.")\n')
    commit(root, "une révision montre l'image d'un outil")
    git(root, "branch", "-f", "main")
    home.parent.rename(root / "toolbox/cercle")
    rewrite(root / "toolbox/cercle/index.md", "[rond-d-essai]", "[rond-d-essai, cercle-d-essai]")
    rewrite(
        root / "experiments/essai-complet/journal/2026-03-02-premier-cercle.md", "cercle-d-essai", "cercle"
    )
    assert found(root) == ()
    (root / "toolbox/cercle/plan.png").write_bytes(picture("plan.png", "autre"))
    assert [fault.rule for fault in found(root)] == ["image-de-revision-changee"]
