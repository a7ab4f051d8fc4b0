"""The reading of files: exact places, YAML 1.2 values, and no bytes at all that can stop it."""

from __future__ import annotations

import hashlib
import os
import re
import time
import unicodedata
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from generator.diagnostics import RULES, Place
from generator.sources import Document, Sources, read
from generator.sources.characters import FORBIDDEN, PLAIN
from generator.sources.identity import Identity, identify
from generator.sources.record import read_record
from tests.house.growth import TRIES, seconds
from tests.pictures import picture

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from generator.diagnostics import Diagnostic

PATH = "toolbox/banc.md"
# Two seconds are promised; a loaded machine runs the tests.
LONGEST = 2.0


def lue(content: str | bytes, kind: str = "outil") -> tuple[Document, list[Diagnostic]]:
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content
    return read_record(PATH, kind, "banc", content=data)


def data(header: str) -> Mapping[str, Any]:
    document, faults = lue(f"---\n{header}\n---\n")
    assert faults == []
    assert document.data is not None
    return document.data


def rules(content: str | bytes) -> list[str]:
    return [fault.rule for fault in lue(content)[1]]


def place(where: Place) -> tuple[int, int, int, int]:
    return where.line, where.column, where.end_line, where.end_column


@pytest.mark.parametrize(
    "text",
    [
        "01004",
        "no",
        "yes",
        "on",
        "12:30",
        "2024-02-30",
        "0x1F",
        "0o17",
        "1_000",
        ".inf",
        "+1",
        ".5",
        "1.",
        "=",
        "True",
        "NULL",
        "1e999",
        "9" * 16,
        "9" * 5000,
        "-",
        "0.",
        "١٢",
        "1e5000",
        "<<x",
        "c'est",
        "a#b",
    ],
)
def test_text_stays_text(text: str) -> None:
    header = f"champ: {text}" if text != "-" else "champ: '-'"
    assert data(header) == {"champ": text}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("true", True),
        ("false", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("0", 0),
        ("-12", -12),
        ("999999999999999", 999999999999999),
        ("1.50", 1.5),
        ("-0.25", -0.25),
        ("12.0", 12),
        ("1e3", 1000),
        ("1e300", 1e300),
        ("2025", 2025),
        ("'12'", "12"),
        ('"true"', "true"),
        ("''", ""),
    ],
)
def test_values(text: str, value: object) -> None:
    read_value = data(f"champ: {text}")["champ"]
    assert read_value == value
    assert type(read_value) is type(value)


def test_merge_key_is_a_name_like_another() -> None:
    assert data("<<: {a: 1}") == {"<<": {"a": 1}}


def test_empty_front_matter_is_an_empty_mapping() -> None:
    assert lue("---\n---\n")[0].data == {}
    assert lue("---\n# rien\n---")[0].data == {}


def test_positions_count_characters() -> None:
    header = (
        "titre: Le café 👩‍🌾\népoque: {début: 2025, 'fin': \"é😀\"}\n"
        "liste:\n  - un\n  - a: 1.50\nvide:\nlong: |\n  x\n"
    )
    positions = lue(f"---\n{header}---\n")[0].positions
    assert place(positions.key(("titre",))) == (2, 1, 2, 6)
    assert place(positions.value(("titre",))) == (2, 8, 2, 19)
    assert place(positions.key(("époque", "fin"))) == (3, 23, 3, 28)
    assert place(positions.value(("époque", "fin"))) == (3, 30, 3, 34)
    assert place(positions.value(("époque",))) == (3, 9, 3, 35)
    assert place(positions.value(("liste", 0))) == (5, 5, 5, 7)
    assert place(positions.key(("liste", 1, "a"))) == (6, 5, 6, 6)
    assert place(positions.value(("liste",))) == (5, 3, 6, 12)
    assert place(positions.value(("vide",))) == (7, 1, 7, 5)
    assert positions.value(("long",)).line == 8
    assert positions.raw(("liste", 1, "a")) == "1.50"
    assert positions.raw(("époque", "début")) == "2025"
    assert positions.raw(("époque", "fin")) is None
    assert positions.raw(("époque",)) is None


def test_positions_fall_back_on_the_nearest_parent() -> None:
    positions = lue("---\na:\n  b: 1\n---\n")[0].positions
    assert positions.value(("a", "absent", 3)) == positions.value(("a",))
    assert positions.key(("a", "absent")) == positions.key(("a",))
    assert positions.key(()) == positions.value(("absent",)) == Place(PATH)


def test_site_is_read_from_its_first_line() -> None:
    document, faults = read_record("content/site.yml", "site", "site", content=b"nom: Essai\nurl: x: y\n")
    assert document.data is None
    assert [(fault.rule, fault.place.line, fault.place.column) for fault in faults] == [
        ("yaml-illisible", 2, 7)
    ]
    document, faults = read_record("content/site.yml", "site", "site", content=b"nom: Essai\n")
    assert (document.data, document.body, faults) == ({"nom": "Essai"}, "", [])
    assert place(document.positions.key(("nom",))) == (1, 1, 1, 4)


def test_body_keeps_its_lines() -> None:
    document, faults = lue("\ufeff---\r\ntitre: A\r\n---  \r\n\r\n    code\r\n---\r\nfin\r\n")
    assert faults == []
    assert (document.body, document.body_line) == ("\n    code\n---\nfin\n", 4)


def test_a_broken_front_matter_keeps_its_body_and_its_name() -> None:
    document, faults = lue("---\ntitre: [\n---\n## Titre\n")
    assert [fault.rule for fault in faults] == ["yaml-illisible"]
    assert (document.kind, document.id, document.data, document.body) == ("outil", "banc", None, "## Titre\n")


def test_what_is_invisible_in_the_body_reaches_no_one() -> None:
    document, faults = lue("---\ntitre: A\n---\nun\u202edeux\n")
    assert [fault.rule for fault in faults] == ["caractere-bidirectionnel"]
    assert (document.data, document.body) == ({"titre": "A"}, "undeux\n")


def test_every_format_character_is_refused() -> None:
    visible = {
        *range(0x600, 0x606),
        0x6DD,
        0x70F,
        0x890,
        0x891,
        0x8E2,
        0x110BD,
        0x110CD,
        *range(0x13430, 0x13440),
    }
    joiner = 0x200D
    every = [
        code for code in range(0x110000) if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"}
    ]
    let_through = {code for code in every if not FORBIDDEN.search(f"a{chr(code)}a")}
    assert {0x9, 0xA} <= let_through <= {0x9, 0xA} | visible
    everything = map(chr, range(0x110000))
    assert not [sign for sign in everything if PLAIN.fullmatch(sign) and FORBIDDEN.search(f"a{sign}a")]
    assert FORBIDDEN.search(f"a{chr(joiner)}a")
    assert not FORBIDDEN.search("👩‍🌾 🏳️‍🌈 👩🏽‍🔬 ❤️ é e\u0301 « oui »")


@pytest.mark.parametrize(
    ("path", "identity"),
    [
        ("content/site.yml", ("site", "site")),
        ("content/enjeux/lien-durable.md", ("enjeu", "lien-durable")),
        ("content/territoires/val.md", ("territoire", "val")),
        ("content/acteurs/a.md", ("acteur", "a")),
        ("content/evenements/a-1.md", ("evenement", "a-1")),
        ("content/retraits/a.md", ("retrait", "a")),
        ("content/accueil.md", ("page", "accueil")),
        ("content/contribuer/proposer.md", ("page", "contribuer/proposer")),
        ("experiments/x/index.md", ("experimentation", "x")),
        ("experiments/x/evaluation.md", ("evaluation", "x")),
        ("experiments/x/protocole/r2.md", ("protocole", "x/r2")),
        ("experiments/x/journal/2025-03-02-a-b.md", ("journal", "x/2025-03-02-a-b")),
        ("toolbox/404.md", ("outil", "404")),
        ("toolbox/cercle/index.md", ("outil", "cercle")),
    ],
)
def test_identity(path: str, identity: tuple[str, str]) -> None:
    assert identify(path) == Identity(*identity)


@pytest.mark.parametrize(
    ("path", "rule"),
    [
        ("content/enjeux/index.md", "fichier-mal-place"),
        ("content/acteurs/x/y.md", "fichier-mal-place"),
        ("content/aux.md", "nom-reserve"),
        ("content/-a.md", "nom-refuse"),
        ("content/a--b.md", "nom-refuse"),
        ("content/a.b.md", "nom-refuse"),
        ("toolbox/com1.md", "nom-reserve"),
        ("toolbox/index.md", "fichier-mal-place"),
        ("toolbox/index/index.md", "fichier-mal-place"),
        ("toolbox/cercle/autre.md", "fichier-mal-place"),
        ("toolbox/readme.md", "fichier-mal-place"),
        ("experiments/x.md", "fichier-mal-place"),
        ("experiments/x/Index.md", "nom-refuse"),
        ("experiments/x/protocole/r0.md", "nom-de-revision"),
        ("experiments/x/protocole/r1000.md", "nom-de-revision"),
        ("experiments/x/protocole/R1.md", "nom-de-revision"),
        ("experiments/x/journal/2025-3-2-a.md", "nom-de-journal"),
        ("experiments/x/journal/2025-02-29-a.md", "nom-de-journal"),
        ("experiments/x/journal/0000-01-01-a.md", "nom-de-journal"),
        ("experiments/x/journal/2025-03-02-A.md", "nom-refuse"),
        ("experiments/x/notes/a.md", "fichier-mal-place"),
    ],
)
def test_refused_path(path: str, rule: str) -> None:
    found = identify(path)
    assert found[0] == rule


def write(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("---\ntitre: A\n---\n", encoding="utf-8")


def commons(root: Path, *paths: str) -> Sources:
    write(root, *paths, "content/enjeux/lien-durable.md")
    (root / "content/site.yml").write_text("nom: Essai\n", encoding="utf-8")
    return read(root)


def told(sources: Sources) -> list[tuple[str, str]]:
    return [(fault.place.path, fault.rule) for fault in sources.diagnostics]


def test_an_empty_root_says_what_a_commons_needs(tmp_path: Path) -> None:
    sources = read(tmp_path)
    assert [rule for _, rule in told(sources)] == ["site-manquant"]
    assert [(document.kind, document.data) for document in sources.documents] == [("site", None)]


def test_read_is_sorted_and_repeatable(tmp_path: Path) -> None:
    sources = commons(
        tmp_path, "toolbox/b.md", "toolbox/a.md", "experiments/x/index.md", "content/accueil.md"
    )
    paths = [document.path for document in sources.documents]
    assert told(sources) == []
    assert paths == sorted(paths)
    assert read(tmp_path) == sources


def test_what_is_badly_named_stays_known(tmp_path: Path) -> None:
    sources = commons(
        tmp_path, "toolbox/Banc.md", "experiments/Le Café/index.md", "experiments/y/Evaluation.md"
    )
    assert told(sources) == [
        ("experiments/Le Café", "nom-refuse"),
        ("experiments/y/Evaluation.md", "nom-refuse"),
        ("experiments/y/index.md", "experimentation-sans-index"),
        ("toolbox/Banc.md", "nom-refuse"),
    ]
    known = {(document.kind, document.id) for document in sources.documents if document.data is None}
    assert known == {
        ("outil", "banc"),
        ("experimentation", "le-cafe"),
        ("experimentation", "y"),
        ("evaluation", "y"),
    }


def test_attachments(tmp_path: Path) -> None:
    write(tmp_path, "toolbox/banc/index.md")
    image = picture("plan.png")
    (tmp_path / "toolbox/banc/plan.png").write_bytes(image)
    sources = commons(tmp_path)
    assert told(sources) == []
    (found,) = sources.attachments
    assert (found.path, found.size) == ("toolbox/banc/plan.png", len(image))
    assert found.digest == hashlib.sha256(image).hexdigest()
    assert found.pixels == (60, 40)


def test_nothing_is_followed_nor_waited_for(tmp_path: Path) -> None:
    (tmp_path / "ailleurs").mkdir()
    (tmp_path / "toolbox").symlink_to(tmp_path / "ailleurs", target_is_directory=True)
    (tmp_path / "ailleurs/secret.md").write_text("---\ntitre: secret\n---\n", encoding="utf-8")
    (tmp_path / "experiments/x").mkdir(parents=True)
    os.mkfifo(tmp_path / "experiments/x/index.md")
    (tmp_path / "experiments/x/boucle").symlink_to(tmp_path / "experiments", target_is_directory=True)
    sources = commons(tmp_path)
    assert told(sources) == [
        ("experiments/x/boucle", "lien-symbolique"),
        ("experiments/x/index.md", "fichier-refuse"),
        ("toolbox", "lien-symbolique"),
    ]
    assert "secret" not in repr(sources)


def test_a_root_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "toolbox").write_text("rien", encoding="utf-8")
    assert told(commons(tmp_path)) == [("toolbox", "fichier-refuse")]


def test_names_that_cannot_be_printed_are_shown(tmp_path: Path) -> None:
    write(tmp_path, "toolbox/a\nb\x1b[31m.md", os.fsdecode(b"toolbox/\xff\xfe.md"))
    for fault in commons(tmp_path).diagnostics:
        assert fault.rule == "nom-refuse"
        for text in (fault.place.path, fault.message, fault.help):
            assert not FORBIDDEN.search(text)
            assert "\n" not in text


HOSTILE = {
    "crochets": "---\na: " + "[" * 16000 + "\n---\n",
    "accolades": "---\na: " + "{" * 16000 + "\n---\n",
    "couples": "---\na: " + "[{a: " * 3000 + "\n---\n",
    "quarante-mille": "---\na: " + "[" * 40000 + "\n---\n",
    "tirets": "---\n" + "- " * 8000 + "a\n---\n",
    "points-d-interrogation": "---\n" + "? " * 8000 + "a\n---\n",
    "decalages": "---\n" + "".join(" " * n + "a:\n" for n in range(170)) + "---\n",
    "chiffres": "---\na: " + "9" * 5000 + "\n---\n",
    "champs-vides": "---\n" + "a: \n" * 4000 + "---\n",
    "champs": "---\n" + "".join(f"a{n}: 1\n" for n in range(1600)) + "---\n",
    "doubles": "---\n" + "".join(f"a{n}: 1\n" for n in range(800)) * 2 + "---\n",
    "rire": "---\na: &a [x]\n" + "".join(f"b{n}: &b{n} [*a, *a, *a]\n" for n in range(300)) + "---\n",
    "dieses": "---\n" + "a: b #c\n" * 2000 + "---\n",
    "espaces": "---\na:" + " " * 16000 + "b\n---\n",
    "deux-points": "---\n" + ":" * 16000 + "\n---\n",
    "deux-points-espaces": "---\n" + "a: " * 5000 + "\n---\n",
    "virgules": "---\na: [" + ",a" * 7000 + "]\n---\n",
    "guillemets": "---\n" + "a: '\n" * 3200 + "---\n",
    "lignes-sans-fin": "---\n" + "\n" * 200_000,
    "tirets-sans-fin": "---\n" + " ---\n" * 50_000,
    "inverses": "---\na: A\n---\n" + "\u202e" * 80_000,
    "nuls": "\0" * 270_000,
    "liants": "\u200d" * 80_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_is_quick(name: str) -> None:
    """Of several measures the least counts: the machine has other work."""

    def work() -> None:
        document, _ = lue(HOSTILE[name])
        for path in ((), ("a",), ("a", 0), ("a799",)):
            document.positions.value(path)

    assert any(seconds(work) < LONGEST for _ in range(TRIES))
    _, faults = lue(HOSTILE[name])
    assert len(faults) <= 22
    assert faults or name in {"chiffres", "champs", "espaces"}


VALID = """---
titre: Le café des voisins
enjeux: [lien-durable, "pouvoir-d-agir"]
collectivites:
  - {territoire: val-fictif, role: porteuse}
resume: |
  Deux lignes,
  l'une sous l'autre.
participants: {min: 3, max: 20.5}
---
## Déroulé

Un texte.
"""
SIGNS = st.sampled_from(
    [*"-:[]{}#&*!|>'\"%@`?,.~<\\\n \t0a", "---\n", "é", "😀", "\u00a0", "\u202e", "\ufeff", "<<", "\r"]
)


def sound(content: bytes, kind: str = "outil") -> None:
    began = time.process_time()
    document, faults = lue(content, kind)
    assert time.process_time() - began < LONGEST
    lines = content.count(b"\n") + content.count(b"\r") + 1
    for fault in faults:
        assert fault.rule in RULES
        assert 1 <= fault.place.line <= lines + 1
        assert fault.place.column >= 1
        assert fault.message
        assert fault.help
        assert not re.search(r"\b(found|expected|while|mapping)\b", fault.message + fault.help)
        hash(fault)
    if document.data is None:
        assert faults
    else:
        assert not any(FORBIDDEN.search(text) for text in _texts(document.data))
        for key in document.data:
            assert document.positions.key((key,)).line > (kind != "site")
    assert not FORBIDDEN.search(document.body)


def _texts(value: object) -> list[str]:
    if isinstance(value, dict):
        return [*value, *(text for item in value.values() for text in _texts(item))]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [value] if isinstance(value, str) else []


quick = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@quick
@given(st.binary(max_size=300))
def test_any_bytes(content: bytes) -> None:
    sound(content)
    sound(b"---\n" + content + b"\n---\n")


@quick
@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    content = text.encode("utf-8", "surrogatepass")
    sound(content, "site")
    sound(b"---\na: " + content + b"\n---\n")


@settings(quick, max_examples=400)
@given(st.lists(SIGNS, max_size=40).map("".join))
def test_any_signs(text: str) -> None:
    sound(f"---\n{text}\n---\n".encode())
    sound(f"---\na: b\nc: {text}\nd: e\n---\n".encode())
    sound(text.encode(), "site")


@settings(quick, max_examples=400)
@given(st.integers(0, len(VALID)), st.integers(0, 12), st.lists(SIGNS, max_size=3).map("".join))
def test_any_slip_of_the_hand(start: int, length: int, typed: str) -> None:
    sound((VALID[:start] + typed + VALID[start + length :]).encode())
