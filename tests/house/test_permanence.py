"""Hold the promise to the letter: any byte of a published revision that changes is told; errata only grow."""

from __future__ import annotations

import json
import random
import re
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml

from generator.model import Ref
from generator.permanence.revision_promises import revisions
from generator.permanence.state import State
from generator.permanence.text import first_difference, outside_errata
from generator.pipeline import PROJECT
from generator.schema import conform
from generator.sources.characters import decode
from generator.sources.record import read_record
from generator.working import schemas_of

if TYPE_CHECKING:
    from generator.diagnostics import Diagnostic

SCHEMAS = schemas_of(PROJECT)
HOME, R1 = Ref("experimentation", "banc"), Ref("protocole", "banc/r1")
PATH = "experiments/banc/protocole/r1.md"
HEAD = """---
date: 2025-04-02
etat: publiee   # après l'atelier ouvert
hypotheses:
  - {id: H1, enonce: "Un banc fait parler les passants : c'est à voir.", seuil: 40}
"""
ERRATA = """errata:
  - date: 2025-04-05
    texte: "Lire « dix heures », et non « huit heures »."

  # relu en mai
  - {date: 2025-05-02, texte: Lire « samedi ».}
"""
TAIL = """dispositifs:
  - id: D1
    titre: Samedi sur le banc
    description: >-
      De dix heures à midi,
      quand il ne pleut pas.
licence: CC0-1.0
---
Chaque samedi de marché.

    errata: ceci est du texte
"""
TEXTS = {
    "sans errata": HEAD + TAIL,
    "errata au milieu": HEAD + "\n" + ERRATA + "\n# la suite\n" + TAIL,
    "errata à la fin": (HEAD + TAIL).replace("licence: CC0-1.0\n", "licence: CC0-1.0\n" + ERRATA),
    "errata en ligne": HEAD + "errata: [{date: 2025-04-05, texte: Lire « dix ».}]\n" + TAIL,
}
EACH = pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS.keys())
EDITS = 150  # of each text
BYTES = b"aZ09 \t\n\r-:#{}[],\"'\\|>&*!%?~\x00\x7f\xc3\xa9\xff\xe2\x80"


class Told(NamedTuple):
    """What is said of a file that replaces a published revision."""

    unreadable: bool
    promises: list[Diagnostic]


def said(old: bytes, new: bytes) -> Told:
    past, _ = state(old)
    today, faults = state(new)
    broken = list(revisions(past, today, today.names()))
    return Told(any(fault.severity == "error" for fault in faults), broken)


def state(content: bytes) -> tuple[State, list[Diagnostic]]:
    """A commons of one revision, and the faults of that revision."""
    home, _ = read_record("experiments/banc/index.md", *HOME, content=b"---\ntitre: Le banc\n---\n")
    document, faults = read_record(PATH, *R1, content=content)
    text, _ = decode(PATH, content)
    if document.data is not None:
        faults += conform(SCHEMAS, document).diagnostics
    texts = {R1: text} if text is not None else {}
    return State(
        records={HOME: home, R1: document},
        texts=texts,
        main={},
        pages=frozenset(),
        tombstones=frozenset(),
        files={},
        moves={},
    ), faults


# --- one byte -----------------------------------------------------------------------------------


@EACH
@pytest.mark.parametrize("windows", [False, True], ids=["unix", "windows"])
def test_any_byte_that_changes_is_told(text: str, *, windows: bool) -> None:
    old = text.encode()
    if windows:
        old = b"\xef\xbb\xbf" + old.replace(b"\n", b"\r\n")
    around = errata_zone(old)
    written = old[around.start : around.stop]
    errata = range(around.stop - len(written.lstrip()), around.start + len(written.rstrip()))
    drawn = random.Random(f"{text}{windows}")  # noqa: S311 — the same edits at each run
    for _ in range(EDITS):
        at, new = edited(old, drawn)
        told = said(old, new)
        if decode(PATH, new)[0] == decode(PATH, old)[0]:
            assert told.promises == [], (at, new)
            assert told.unreadable == (not is_utf8(new)), (at, new)
        elif told.unreadable:
            continue  # its own fault: nothing that is published is read from it
        elif at in errata and only_grew(old, new):
            assert told.promises == [], (at, new)
        elif around and around.start <= at <= around.stop and not told.promises:
            assert only_grew(old, new), (at, new)
        else:
            assert {fault.rule for fault in told.promises} == {"revision-modifiee"}, (at, new)
            assert all(fault.place.path == PATH for fault in told.promises)


def is_utf8(content: bytes) -> bool:
    """Whether a file is written as it should be: what is not is read as its author saw it."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def edited(content: bytes, drawn: random.Random) -> tuple[int, bytes]:
    """The content with one byte changed, inserted or removed, and where."""
    at = drawn.randrange(len(content))
    byte = bytes([drawn.choice(BYTES)])
    return at, drawn.choice(
        [
            content[:at] + byte + content[at + 1 :],
            content[:at] + byte + content[at:],
            content[:at] + content[at + 1 :],
        ]
    )


def errata_zone(content: bytes) -> range:
    """The bytes of the field `errata` with the empty lines around it; none where there is no such field."""
    found = re.search(rb"(?:\r?\n)*^errata:.*\r?\n(?:(?:  .*)?\r?\n)*", content, re.MULTILINE)
    return range(found.start(), found.end()) if found else range(0)


def only_grew(old: bytes, new: bytes) -> bool:
    """Whether, read by another parser, only the end of the errata differs."""
    (before, text), (after, other) = whole(old), whole(new)
    first, now = before.pop("errata", None) or [], after.pop("errata", None) or []
    return (before, text) == (after, other) and isinstance(now, list) and now[: len(first)] == first


def whole(content: bytes) -> tuple[dict[str, Any], str]:
    text = content.decode("utf-8-sig").replace("\r\n", "\n")
    _, header, body = re.split(r"^---[ \t]*$", text, maxsplit=2, flags=re.MULTILINE)
    return yaml.load(header, yaml.CBaseLoader), body  # noqa: S506 — texts only: it makes no objects


# --- errata that grow ---------------------------------------------------------------------------


@EACH
def test_errata_may_grow_in_any_writing(text: str) -> None:
    drawn = random.Random(text)  # noqa: S311 — the same errata at each run
    zone = errata_zone(text.encode())
    known = whole(text.encode())[0].get("errata", [])
    names = [found.start() for found in re.finditer(r"^[a-z]+:", text.partition("\n---\n")[0], re.MULTILINE)]
    for _ in range(60):
        listed = [*known, *(erratum(drawn) for _ in range(drawn.randint(1, 3)))]
        around = "\n" * drawn.randint(0, 2)
        block = f"{around}{written(listed, drawn)}{around}"
        if known:
            new = text.encode()[: zone.start] + f"\n{block}".encode() + text.encode()[zone.stop :]
        else:
            at = drawn.choice(names)
            new = (text[:at] + block + text[at:]).encode()
        assert said(text.encode(), new) == (False, []), new
        # Published in their turn, they do not go away.
        assert said(new, text.encode()).promises, new


def erratum(drawn: random.Random) -> dict[str, str]:
    day = f"2026-{drawn.randint(1, 12):02}-{drawn.randint(1, 28):02}"
    return {"date": day, "texte": drawn.choice(["Lire « D2 ».", "# dix: onze", "l'une\nou l'autre", "- non"])}


def written(listed: list[dict[str, str]], drawn: random.Random) -> str:
    """A list of errata in one of the ways YAML has."""
    if drawn.random() < 0.3:
        return f"errata: {json.dumps(listed, ensure_ascii=False)}\n"
    indent = drawn.choice(["", "  ", "    "])
    items = [
        f"{indent}- date: {one['date']}\n{indent}  texte: {json.dumps(one['texte'], ensure_ascii=False)}\n"
        for one in listed
    ]
    between = drawn.choice(["", "\n", f"{indent or ' '}# relu\n"])
    return f"errata:{drawn.choice(['', '  # corrections'])}\n{between.join(items)}"


def test_errata_keep_their_order() -> None:
    old = TEXTS["errata au milieu"]
    first, second = "2025-04-05", "2025-05-02"
    new = old.replace(first, "@").replace(second, first).replace("@", second)
    (fault,) = said(old.encode(), new.encode()).promises
    assert "n'est plus là" in fault.message or "a changé" in fault.message


# --- where it differs ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "place", "words"),
    [
        ("seuil: 40", "seuil: 45", (5, 81), ("40", "45")),
        ("date: 2025-04-02", "date: 2025-04-03", (2, 15), ("02", "03")),
        ("licence: CC0-1.0\n", "licence: CC0-1.0\nresume: Nouveau.\n", (13, 1), ("", "resume: Nouveau.")),
        ("    titre: Samedi sur le banc\n", "", (8, 1), ("titre: Samedi sur le banc", "")),
        ("Chaque samedi", "Chaque  samedi", (14, 8), ("samedi", "samedi")),
        ("du texte\n", "du texte", (16, 1), ("", "")),
    ],
)
def test_the_first_place_that_differs(
    old: str, new: str, place: tuple[int, int], words: tuple[str, str]
) -> None:
    text = TEXTS["sans errata"]
    assert text.count(old) == 1
    changed = text.replace(old, new)
    sides = []
    for one in (text, changed):
        document, _ = read_record(PATH, *R1, content=one.encode())
        sides.append(outside_errata(document, one))
    found = first_difference(*sides)
    assert found is not None
    assert (found.line, found.column) == place
    assert (found.old, found.new) == words
    assert first_difference(sides[0], sides[0]) is None
