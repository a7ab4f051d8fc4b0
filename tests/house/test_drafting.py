"""Hold drafting to its promises: every field in its shape and words, every line of a revision kept."""

from __future__ import annotations

import copy
import json
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.drafting import Draft, Refusal, Wish, new, revise
from generator.drafting.field_blocks import blocks
from generator.frozen import replace
from generator.schema import Schemas, conform
from generator.sources import Document, Sources, read
from generator.sources.record import read_record
from tests.cases.case_file import lay_base

ROOT = Path(__file__).resolve().parents[2]
SCHEMAS = Schemas.read(ROOT / "schemas")
NAMES = {
    "journal": ("essai-complet", "marche"),
    "protocole": ("essai-complet",),
    "evaluation": ("essai-complet",),
    "page": ("contribuer/marche",),
    "lexique": (),
    "site": (),
}
KINDS = sorted(SCHEMAS.trees)
DAY = "2027-03-04"
_COMMENTED = re.compile(r"^( *)#((?: *#)* *(?:- )?[a-z_]+:.*| *#* *-)$", re.MULTILINE)


@pytest.fixture
def base(tmp_path: Path) -> Path:
    """The small commons of the cases, its experiment without protocol nor evaluation."""
    lay_base(tmp_path)
    for path in ("protocole/r1.md", "evaluation.md"):
        (tmp_path / "experiments/essai-complet" / path).unlink()
    return tmp_path


def drafted(root: Path, kind: str, *names: str) -> Draft:
    made = new(read(root), SCHEMAS, Wish(kind, names or NAMES.get(kind, ("marche",)), DAY))
    assert isinstance(made, Draft), made
    return made


def document(kind: str, draft: Draft) -> Document:
    found, faults = read_record(draft.path, kind, "x", content=draft.text.encode())
    assert faults == []
    return found


def blanks(value: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """The paths of what is not filled in."""
    if value is None:
        return [path]
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    return [blank for step, each in inside for blank in blanks(each, (*path, step))]


def fill(kind: str, data: dict[str, Any]) -> None:
    """Put an example of the schema in each blank."""
    for path in blanks(data):
        holder: Any = data
        for step in path[:-1]:
            holder = holder[step]
        holder[path[-1]] = SCHEMAS.node(kind, path)["examples"][0]


def asked(kind: str, text: str) -> dict[str, Any]:
    """The fields that a form asks for: an experiment has more of them than a front matter can explain."""
    short = "--- Plus tard ---" in text
    assert short == (kind == "experimentation")
    fields = SCHEMAS.trees[kind]["properties"].items()
    return {name: node for name, node in fields if not (short and "x-plus-tard" in node)}


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_shows_every_field_in_the_shape_of_its_schema(kind: str, base: Path) -> None:
    """Without a single « # », each field is there, and examples in the blanks make a record."""
    draft = drafted(base, kind)
    text = draft.text
    while _COMMENTED.search(text):
        text = _COMMENTED.sub(r"\1\2", text)
    whole = document(kind, Draft(draft.path, text))
    assert whole.data is not None
    assert sorted(_names(whole.data)) == sorted(_asked({"properties": asked(kind, text)}))
    filled = copy.deepcopy(dict(whole.data))
    fill(kind, filled)
    assert [fault.message for fault in conform(SCHEMAS, replace(whole, data=filled)).diagnostics] == []


def _names(value: object) -> set[str]:
    """Every field that data hold, at any depth: `sources.titre`."""
    if isinstance(value, list):
        return {name for each in value for name in _names(each)}
    if not isinstance(value, dict):
        return set()
    return {
        name for key, each in value.items() for name in (key, *(f"{key}.{inner}" for inner in _names(each)))
    }


def _asked(node: dict[str, Any]) -> set[str]:
    """Every field that a schema knows, at any depth."""
    while "items" in node:
        node = node["items"]
    fields = node.get("properties", {}).items()
    return {name for key, each in fields for name in (key, *(f"{key}.{inner}" for inner in _asked(each)))}


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_speaks_the_words_of_its_schema(kind: str, base: Path) -> None:
    """Titles, descriptions and choices, whatever the line they are folded on."""
    text = " ".join(re.sub(r"^ *#?(?: *# *)?", "", line) for line in drafted(base, kind).text.splitlines())
    said = " ".join(text.split())
    tree = SCHEMAS.trees[kind]
    short = "Plus tard" in text
    assert short == (kind == "experimentation"), "it has more fields than a front matter can explain"
    fields = {
        name: node for name, node in tree["properties"].items() if not (short and "x-plus-tard" in node)
    }
    assert [name for name in tree["properties"] if f"{name} : " not in said and f"{name}:" not in said] == []
    nodes = list(_nodes({"properties": fields}))
    told = [each[name] for each in nodes for name in ("title", "description")]
    told += [label for each in nodes if len(each.get("enum", ())) <= 12 for label in _labels(each)]
    assert [words for words in told if " ".join(words.split()) not in said] == []


def _labels(node: dict[str, Any]) -> list[str]:
    return [*node.get("x-libelles", {}).values(), *node.get("x-explications", {}).values()]


def _nodes(tree: dict[str, Any]) -> list[dict[str, Any]]:
    fields = tree.get("properties") or tree.get("items", {}).get("properties", {})
    return [node for each in fields.values() for node in (each, *_nodes(each))]


@pytest.mark.parametrize("kind", KINDS)
def test_a_form_leaves_room_for_its_author(kind: str, base: Path) -> None:
    """Its comments count in the 16 KiB of a front matter."""
    assert len(drafted(base, kind).text.encode()) <= 13 * 1024


def test_a_form_full_of_hypotheses_is_brief(base: Path) -> None:
    """Ninety-nine verdicts to give, each of a long statement: the form still fits, and asks for them all."""
    listed = [
        json.dumps({"id": f"H{number}", "enonce": "mot " * 30}, ensure_ascii=False)
        for number in range(1, 100)
    ]
    header = (
        f"---\ndate: 2026-01-01\netat: publiee\nhypotheses: [{', '.join(listed)}]\nlicence: CC0-1.0\n---\n"
    )
    (base / "experiments/essai-complet/protocole/r1.md").write_text(header, encoding="utf-8")
    draft = drafted(base, "evaluation")
    assert len(draft.text.encode()) <= 13 * 1024
    data = document("evaluation", draft).data
    assert data is not None
    assert [verdict["hypothese"] for verdict in data["verdicts"]] == [f"H{n}" for n in range(1, 100)]


def test_verdicts_are_asked_for_what_was_ever_published(base: Path) -> None:
    """A hypothesis that a later revision dropped is judged as well; a draft's is not. Its words are shown."""
    folder = base / "experiments/essai-complet/protocole"
    for number, state, names in ((1, "publiee", "H1 H2"), (2, "publiee", "H2 H10"), (3, "brouillon", "H11")):
        listed = "".join(
            f'  - {{id: {one}, enonce: "Le {one}\\n  vaut {number}"}}\n' for one in names.split()
        )
        text = f"---\ndate: 2026-0{number}-01\netat: {state}\nhypotheses:\n{listed}licence: CC0-1.0\n---\n"
        (folder / f"r{number}.md").write_text(text, encoding="utf-8")
    draft = drafted(base, "evaluation")
    data = document("evaluation", draft).data
    assert data is not None
    assert [verdict["hypothese"] for verdict in data["verdicts"]] == ["H1", "H2", "H10"]
    assert "    # H2 : Le H2 vaut 2\n  - hypothese: H2\n" in draft.text


def test_what_is_known_is_filled_in(base: Path) -> None:
    """Dates, the licence of the site, the first numbers, the statut of what begins."""
    (base / "content/site.yml").write_text("nom: x\nlicence: etalab-2.0\n", encoding="utf-8")
    held = {kind: document(kind, drafted(base, kind)).data or {} for kind in KINDS}
    assert {kind for kind in KINDS if held[kind].get("licence") == "etalab-2.0"} == set(KINDS) - {
        "enjeu",
        "lexique",
        "page",
        "site",
    }
    assert {kind: held[kind]["date"] for kind in KINDS if "date" in held[kind]} == dict.fromkeys(
        ("evaluation", "journal", "protocole", "retrait"), DAY
    )
    assert held["experimentation"]["statut"] == "proposition"
    assert held["evenement"]["debut"] is None
    assert (held["protocole"]["hypotheses"][0]["id"], held["protocole"]["etat"]) == ("H1", "brouillon")
    wish = Wish("evenement", ("marche",), DAY, asked=True)
    made = new(read(base), SCHEMAS, wish)
    assert isinstance(made, Draft)
    assert f"\ndebut: {DAY}\n" in made.text


def test_few_ids_are_listed_and_many_are_located(base: Path) -> None:
    text = drafted(base, "outil").text
    assert "# Choix possibles, d'après toolbox : cercle-d-essai.\n" in text
    source = (base / "toolbox/cercle-d-essai.md").read_text(encoding="utf-8")
    for number in range(20):
        (base / f"toolbox/outil-{number}.md").write_text(source, encoding="utf-8")
    text = drafted(base, "outil").text
    assert "# Choix possibles : les noms des 21 fiches de toolbox, sans « .md ».\n" in text


def test_an_official_place_needs_no_level(base: Path) -> None:
    """Its level is that of the official reference, and a rule refuses it in the file."""
    assert "\n#niveau:\n" in drafted(base, "territoire", "commune-68224").text
    assert "\nniveau: # à remplir\n" in drafted(base, "territoire", "val-d-ailleurs").text


# --- the next revision --------------------------------------------------------------------------

_REVISION = """---
# La deuxième, relue avec les élus.
date: "2026-04-01"
etat: publiee  # enfin
titre: "Le protocole : suite"
motifs: [resultats]

# Les trois hypothèses sont dans l'ordre où elles sont venues.

hypotheses:
  # celle-ci d'abord
  - {id: H1, enonce: 'L''essai, dit-on', seuil: 40 %}
  - id: H3
    enonce: |
      Deux lignes
      # et un faux commentaire

      puis une autre.
    # indentée, donc de H3
# Au-dessus des dispositifs.
dispositifs:
  - id: D2
    titre: "un texte
# qui passe la marge"
    hypotheses: [H1,
      H3]
changements:
  - {quoi: H3, pourquoi: il le fallait}
#  - quoi: H1
#    pourquoi:

#hypotheses_retirees:
#  - id: H1

errata: [{date: 2026-04-02, texte: x}]
auteurs: [Camille]
licence: CC-BY-SA-4.0
publie_le: 2026-04-01
anciens_ids: [r9]
---
Un texte.\\
---

# avec un titre
"""


def revised(root: Path, text: str, day: str = DAY) -> Draft | Refusal:
    (root / "experiments/essai-complet/protocole/r1.md").write_bytes(text.encode())
    return revise(read(root), SCHEMAS, "essai-complet", day=day)


def test_a_revision_keeps_what_is_not_its_own(base: Path) -> None:
    """Hypotheses, devices and body to the letter, comments and quotes included; nothing of the dates."""
    made = revised(base, _REVISION)
    assert isinstance(made, Draft)
    assert made.path == "experiments/essai-complet/protocole/r2.md"
    kept = _REVISION[_REVISION.index("# Les trois") : _REVISION.index("changements:")]
    assert kept in made.text
    assert made.text.endswith("---\n" + _REVISION.rpartition("anciens_ids: [r9]\n---\n")[2])
    assert "\nauteurs: [Camille]\nlicence: CC-BY-SA-4.0\n---\n" in made.text
    for gone in ("2026-04-0", "publiee  #", "relue", "il le fallait", "errata", "anciens_ids", "suite"):
        assert gone not in made.text
    assert made.text.count("#hypotheses_retirees:") == made.text.count("\nchangements:") == 1


def test_a_revision_asks_for_its_reasons(base: Path) -> None:
    """Its day, a draft, why it was written; an entry ready for each number, and the next free ones told."""
    made = revised(base, _REVISION.replace('titre: "Le protocole : suite"\n', ""))
    assert isinstance(made, Draft)
    assert f"\ndate: {DAY}\netat: brouillon\n" in made.text
    assert "\nmotifs:\n  - # à remplir\n" in made.text
    entries = "".join(f"#  - quoi: {name}\n#    pourquoi:\n" for name in ("H1", "H3", "D2", "texte"))
    assert f"\nchangements: # à remplir\n{entries}" in made.text
    assert "une nouvelle hypothèse s'appelle H4, un nouveau dispositif D3" in made.text.replace("\n# ", " ")
    held = document("protocole", made)
    assert {path[0] for path in blanks(held.data)} == {"motifs", "changements"}


def test_a_title_is_not_borne_twice(base: Path) -> None:
    """Two revisions may not have one title: another is asked for, and a text that changes has its reason."""
    made = revised(base, _REVISION)
    assert isinstance(made, Draft)
    data = document("protocole", made).data
    assert data is not None
    assert (data["titre"], data["changements"]) == (None, [{"quoi": "texte", "pourquoi": None}])


def test_a_revision_of_a_filled_form_leaves_its_words_behind(base: Path) -> None:
    """What the form said of fields that are a revision's own does not follow it from one to the next."""
    form = drafted(base, "protocole").text.replace("etat: brouillon", "etat: publiee")
    made = revised(base, form.replace("# à remplir", "Une phrase"), "2028-01-01")
    assert isinstance(made, Draft)
    assert made.text.count("Remplissez les lignes") == 0
    again = revise(
        _followed(base, made.text.replace("etat: brouillon", "etat: publiee")),
        SCHEMAS,
        "essai-complet",
        day="2028-01-02",
    )
    assert isinstance(again, Draft)
    assert _without_names(again.text) == _without_names(made.text)


def _followed(root: Path, text: str) -> Sources:
    (root / "experiments/essai-complet/protocole/r2.md").write_text(text, encoding="utf-8")
    return read(root)


def _without_names(text: str) -> str:
    return re.sub(r"\br[0-9]\b|2028-01-0[0-9]", "", text)


@pytest.mark.parametrize(
    "header",
    [
        "a: 1\n",
        "\n\n# x\na: 1\n\n\n# y\n\nb:\n# z\n# zz\n",
        "a: |\n  # x\n\n  y\n\n\nb: >-\n  z\n",
        'a: "x\n# y\n\n  z"\nb: [1,\n# c\n 2]\n# d\nc: {}\n',
        "a:\n- 1\n- 2\n# x\nb:\n- {c: 1}\n",
        "a: x\n  y\n  z\n# w\nb: 'q\n\n  r'\n",
        "a:\nb:\nc: ~\n",
        _REVISION.partition("---\n")[2].partition("---\n")[0],
    ],
)
def test_no_line_is_lost(header: str) -> None:
    """Put together again, the blocks are the file; none holds two fields."""
    read_in, _ = read_record("x.md", "outil", "x", content=f"---\n{header}---\n".encode())
    cut = blocks(read_in)
    assert cut is not None
    assert "".join(f"{line}\n" for block in cut for line in block.lines) == header
    assert [block.name for block in cut if block.name] == list(read_in.data or {})


def test_no_line_is_lost_in_what_is_published() -> None:
    for read_in in read(ROOT).documents:
        if read_in.data and read_in.kind != "site" and (cut := blocks(read_in)) is not None:
            text = "".join(f"{line}\n" for block in cut for line in block.lines)
            assert text == read_in.positions.text, read_in.path


@pytest.mark.parametrize("header", ["{a: 1, b: 2}\n", "  a: 1\n  b: 2\n", "? a\n: 1\n"])
def test_fields_that_share_a_line_are_not_cut(header: str) -> None:
    read_in, _ = read_record("x.md", "outil", "x", content=f"---\n{header}---\n".encode())
    assert read_in.data
    assert blocks(read_in) is None


_PIECES = [
    "\n",
    "#",
    " ",
    '"',
    "'",
    "- ",
    "|\n",
    "# x\n",
    "{",
    "}",
    ": ",
    "\n#motifs:\n",
    "date: 2020-01-01\n",
]
_EXPERIMENT, _ = read_record(
    "experiments/e/index.md", "experimentation", "e", content=b"---\ntitre: x\n---\n"
)


@settings(max_examples=400, deadline=None)
@given(st.integers(0, len(_REVISION)), st.sampled_from(_PIECES), st.integers(0, 3))
def test_a_revision_is_readable_whatever_was_written(at: int, piece: str, eaten: int) -> None:
    """A published file changed anywhere gives a refusal, or a revision that holds the same things."""
    text = f"{_REVISION[:at]}{piece}{_REVISION[at + eaten :]}"
    before, found = read_record("experiments/e/protocole/r1.md", "protocole", "e/r1", content=text.encode())
    made = revise(Sources((_EXPERIMENT, before), (), tuple(found)), SCHEMAS, "e", day=DAY)
    if isinstance(made, Refusal):
        return
    after = document("protocole", made)
    assert before.data
    assert after.data
    assert after.body == before.body
    for name in before.data.keys() & {"hypotheses", "dispositifs", "licence", "auteurs"}:
        assert after.data[name] == before.data[name]


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(KINDS),
    st.lists(
        st.one_of(st.text(max_size=8), st.sampled_from(["e", "..", "/", ".", "a", "index"])), max_size=3
    ),
)
def test_no_name_leads_out_of_its_folder(kind: str, names: list[str]) -> None:
    """Whatever is typed, a path is made of plain names, under one of the three folders."""
    made = new(Sources((_EXPERIMENT,), (), ()), SCHEMAS, Wish(kind, tuple(names), DAY))
    if isinstance(made, Draft):
        assert re.fullmatch(r"(content|experiments|toolbox)(/[a-z0-9]+(-[a-z0-9]+)*)*\.(md|yml)", made.path)
