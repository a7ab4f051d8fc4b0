"""Hold the messages to their promises: rules in plain words, renderers no file can turn against us."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import (
    FAMILIES,
    RENDERERS,
    RULES,
    Diagnostic,
    Edit,
    Place,
    Related,
    Rule,
    closest,
    did_you_mean,
    quoted,
    some_of,
    unmistakable,
)
from generator.diagnostics.renderers.as_text import brief
from tests.cases.case_file import read_case

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

CASES = Path(__file__).parents[1] / "cases"
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
RULE = "champ-inconnu"
NASTY = (
    "deux\nlignes\r\net un retour\rseul",
    "100 % de %0A et de %25",
    "\x1b[2J\x1b]0;titre\x07 efface l'écran",
    "un\ttableau\tde\ttabulations",
    "é" * 5000,
    "👩‍👩‍👧‍👦 🇫🇷 e\u0301",
    "droite \u202e gauche \u2066 invisible \u200b",
    "ligne\u2028paragraphe\u2029suite\x85fin\x0b\x0c",
    "octets \udcff perdus",
    "::error file=x::y\n::set-output name=a::b",
    "",
)


def named(name: str) -> Diagnostic:
    """A fault in a file of that name, whose texts hold that name too."""
    place = Place(path=name, line=1, column=1, end_line=1, end_column=4)
    related = (Related(place, f"voir {name}"),)
    return Diagnostic(
        place=place,
        rule=RULE,
        message=f"faute {name}",
        help=f"aide {name}",
        related=related,
        lines=(f"titre: {name}",),
    )


def rendered(form: str, *diagnostics: Diagnostic, lines: Sequence[str] = ()) -> str:
    return RENDERERS[form](diagnostics, lambda _path: lines)


# --- every renderer -----------------------------------------------------------------------------


@pytest.mark.parametrize("form", RENDERERS)
@pytest.mark.parametrize("text", NASTY)
def test_nothing_unseen_gets_through(form: str, text: str) -> None:
    written = rendered(form, named(text), lines=[text])
    assert {unicodedata.category(c) for c in written if c != "\n"}.isdisjoint(UNSEEN)
    assert written.encode()
    assert written.endswith("\n")


@pytest.mark.parametrize("form", RENDERERS)
@given(
    path=st.text(max_size=40), text=st.text(max_size=200), line=st.integers(0, 9), column=st.integers(0, 99)
)
def test_any_text_at_any_place(form: str, path: str, text: str, line: int, column: int) -> None:
    place = Place(path, line, column)
    fault = Diagnostic(
        place=place, rule=RULE, message=text, help=text, related=(Related(place, text),), lines=(text, text)
    )
    written = rendered(form, fault, lines=[text] * 3)
    assert {unicodedata.category(c) for c in written if c != "\n"}.isdisjoint(UNSEEN)


@pytest.mark.parametrize(
    ("form", "empty"), [("texte", ""), ("github", ""), ("gitlab", "[]\n"), ("json", "[]\n")]
)
def test_nothing_to_say(form: str, empty: str) -> None:
    assert rendered(form) == empty


# --- the terminal -------------------------------------------------------------------------------


def test_text_shows_the_place() -> None:
    place = Place(path="toolbox/bocal.md", line=2, column=8, end_line=2, end_column=13)
    fault = Diagnostic(
        place=place,
        rule=RULE,
        message="faute",
        help="remède",
        related=(Related(Place("a.md", 4, 2), "ici aussi"),),
    )
    assert rendered("texte", fault, lines=["---", "titre: Bocal"]) == (
        "toolbox/bocal.md:2:8: erreur[champ-inconnu] faute\n"
        "  |\n"
        "2 | titre: Bocal\n"
        "  |        ^^^^^\n"
        "  aide: remède\n"
        "  voir: a.md:4:2: ici aussi\n"
    )


LINES = ("---", "titre: Bocal", "---")


def test_lines_to_copy() -> None:
    fault = Diagnostic(
        place=Place("a.md"), rule=RULE, message="faute", help="écrivez b.md", related=(), lines=LINES
    )
    assert brief(fault) == (
        "a.md:1:1: erreur[champ-inconnu] faute\n"
        "  aide: écrivez b.md\n"
        "        ---\n"
        "        titre: Bocal\n"
        "        ---\n"
    )
    assert rendered("github", fault).endswith("::faute%0Aaide : écrivez b.md%0A---%0Atitre: Bocal%0A---\n")
    told = json.loads(rendered("gitlab", fault))[0]["description"]
    assert told == "faute — écrivez b.md\n---\ntitre: Bocal\n---"
    assert json.loads(rendered("json", fault))[0]["lines"] == list(LINES)


def test_text_without_the_line() -> None:
    fault = Diagnostic(place=Place("toolbox/bocal.md", 7), rule=RULE, message="faute", help="remède")
    assert rendered("texte", fault) == brief(fault)


def test_text_of_a_long_line_stays_on_the_screen() -> None:
    line = "x" * 2500 + "ICI" + "x" * 2500
    written = rendered(
        "texte",
        Diagnostic(Place(path="a.md", line=1, column=2501, end_line=1, end_column=2504), RULE, "faute"),
        lines=[line],
    )
    shown, marks = written.splitlines()[2:4]
    assert len(shown) < 120
    assert shown[marks.index("^") : marks.rindex("^") + 1] == "ICI"


def test_text_of_tabs_keeps_the_marks_below() -> None:
    fault = Diagnostic(Place(path="a.md", line=1, column=3, end_line=1, end_column=4), RULE, "faute")
    shown, marks = rendered("texte", fault, lines=["\t\tX"]).splitlines()[2:4]
    assert shown[marks.index("^")] == "X"


def test_text_past_the_end_of_the_line() -> None:
    fault = Diagnostic(Place(path="a.md", line=1, column=5000, end_line=1, end_column=5001), RULE, "faute")
    assert max(map(len, rendered("texte", fault, lines=["court"]).splitlines())) < 60


# --- forges and programs ------------------------------------------------------------------------


@pytest.mark.parametrize("text", NASTY)
def test_github_says_a_fault_a_line(text: str) -> None:
    written = rendered("github", named(text), named(text))
    assert len(written.splitlines()) == 2
    assert all(line.startswith("::error file=") for line in written.splitlines())


def test_github_file_name_cannot_end_its_property() -> None:
    written = rendered("github", named("a.md,line=9::fin,title=x"))
    assert written.startswith(
        "::error file=a.md%2Cline=9%3A%3Afin%2Ctitle=x,line=1,endLine=1,col=1,endColumn=4,"
    )


def test_github_several_lines_have_no_columns() -> None:
    written = rendered(
        "github", Diagnostic(Place(path="a.md", line=2, column=3, end_line=4, end_column=1), RULE, "faute")
    )
    assert written == "::error file=a.md,line=2,endLine=4,title=champ-inconnu::faute\n"


def test_github_warning() -> None:
    assert rendered("github", Diagnostic(Place("a.md"), "fiche-isolee", "x")).startswith("::warning ")


def issues(*diagnostics: Diagnostic) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(rendered("gitlab", *diagnostics))
    return found


def test_gitlab_fingerprints_tell_twins_apart() -> None:
    faults = [Diagnostic(Place("a.md", line), RULE, "faute") for line in (1, 1, 2, 3)]
    faults += [Diagnostic(Place("b.md"), RULE, "faute"), Diagnostic(Place("a.md"), "champ-vide", "faute")]
    assert len({issue["fingerprint"] for issue in issues(*faults)}) == len(faults)


def test_gitlab_fingerprint_follows_a_fault_that_moved() -> None:
    (before,) = issues(Diagnostic(place=Place("a.md", 3, 2), rule=RULE, message="faute", help="aide"))
    (after,) = issues(
        Diagnostic(place=Place("a.md", 9, 5), rule=RULE, message="faute", help="une aide mieux écrite")
    )
    assert before["fingerprint"] == after["fingerprint"]


def test_gitlab_fields() -> None:
    (issue,) = issues(
        Diagnostic(
            place=Place(path="a.md", line=3, column=2, end_line=3, end_column=6),
            rule="fiche-isolee",
            message="faute",
            help="aide",
        )
    )
    fingerprint = issue.pop("fingerprint")
    assert re.fullmatch("[0-9a-f]{64}", fingerprint)
    positions = {"begin": {"line": 3, "column": 2}, "end": {"line": 3, "column": 6}}
    assert issue == {
        "description": "faute — aide",
        "check_name": "fiche-isolee",
        "severity": "minor",
        "location": {"path": "a.md", "positions": positions},
    }


def test_json_fields() -> None:
    related = (Related(Place(path="b.md", line=1, column=1, end_line=2, end_column=3), "ici"),)
    edits = (Edit(Place(path="a.md", line=3, column=2, end_line=3, end_column=6), "é"),)
    written = rendered(
        "json",
        Diagnostic(
            place=Place("a.md", 3, 2),
            rule=RULE,
            message="accentué",
            help="aide",
            related=related,
            lines=(),
            edits=edits,
        ),
    )
    assert "accentué" in written
    end = {"line": 1, "column": 1, "end_line": 2, "end_column": 3}
    assert json.loads(written) == [
        {
            "rule": RULE,
            "severity": "error",
            "path": "a.md",
            "line": 3,
            "column": 2,
            "end_line": 3,
            "end_column": 3,
            "message": "accentué",
            "help": "aide",
            "lines": [],
            "edits": [{"path": "a.md", "line": 3, "column": 2, "end_line": 3, "end_column": 6, "text": "é"}],
            "related": [{"path": "b.md", **end, "message": "ici"}],
            "others": 0,
            "more": "",
        }
    ]


def test_json_keeps_the_order_given() -> None:
    """What a proposal changes of its judge comes first, wherever that is."""
    places = [Place("b.md"), Place("a.md", 9, 2), Place("a.md", 9, 12), Place("a.md", 10)]
    listed = json.loads(rendered("json", *(Diagnostic(place, RULE, "faute") for place in places)))
    assert [(item["path"], item["line"], item["column"]) for item in listed] == [
        ("b.md", 1, 1),
        ("a.md", 9, 2),
        ("a.md", 9, 12),
        ("a.md", 10, 1),
    ]


@pytest.mark.parametrize("form", ["gitlab", "json"])
@given(text=st.text(st.characters(exclude_categories=["Cs"])))
def test_json_reads_back(form: str, text: str) -> None:
    (item,) = json.loads(rendered(form, Diagnostic(Place(text), RULE, text)))
    assert item.get("message", item.get("description")) == text
    assert (item.get("path") or item.get("location", {}).get("path", "")) == text


# --- words --------------------------------------------------------------------------------------


@given(st.text())
def test_quoted_lets_nothing_unseen_through(text: str) -> None:
    words = quoted(text)
    assert {unicodedata.category(c) for c in words}.isdisjoint(UNSEEN)
    assert words.startswith("« ")
    assert words.endswith(" »")


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("eua", "« eua »"),
        (2024, "« 2024 »"),
        ("a\u200bb", "« a[U+200B]b »"),
        ("a\nb", "« a b »"),
        ("x" * 60, f"« {'x' * 60} »"),
        ("x" * 5000, f"« {'x' * 59}… »"),
    ],
)
def test_quoted(text: object, words: str) -> None:
    assert quoted(text) == words


@pytest.mark.parametrize(
    ("word", "near"),
    [
        ("resumé", "resume"),
        ("TITRE", "titre"),
        ("licnece", "licence"),
        ("Résultats", "résultats"),
        ("template", None),
        ("", None),
        ("titre" * 10_000, None),
    ],
)
def test_closest(word: str, near: str | None) -> None:
    assert closest(word, ["titre", "resume", "licence", "résultats"]) == near


def test_nothing_near_is_not_proposed() -> None:
    assert did_you_mean("xyz", ["titre"]) == ""
    assert did_you_mean("titer", ["titre"]) == "vouliez-vous dire « titre » ?"


@pytest.mark.parametrize(
    ("words", "listed"),
    [
        ([], ""),
        (["a"], "a"),
        (["a", "b"], "a ou b"),
        (["a", "b", "c"], "a, b ou c"),
        (["a", "b", "c", "d"], "a, b, c… (4 en tout)"),
    ],
)
def test_some_of(words: list[str], listed: str) -> None:
    assert some_of(words, 3) == listed


# --- the catalogue ------------------------------------------------------------------------------


# What a programmer says and a town-hall clerk does not.
JARGON = re.compile(
    r"\b(clés?|clefs?|chaînes?|null|booléens?|front matter|slugs?|pars(er|eur)|identifiants?|octets?|"
    r"exécuter|syntaxe|métadonnées|string|boolean|array|dépôt distant|regex)\b"
)


def of_rule(test: Callable[[Rule], None]) -> Callable[[Rule], None]:
    """Run a test on each rule."""
    return pytest.mark.parametrize("rule", RULES.values(), ids=lambda rule: rule.name)(test)


@of_rule
def test_rule_is_complete(rule: Rule) -> None:
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)
    assert all([rule.summary, rule.why, rule.remedy, rule.wrong, rule.right])
    assert rule.wrong != rule.right


@of_rule
def test_rule_speaks_plainly(rule: Rule) -> None:
    for text in (rule.summary, rule.why, rule.remedy):
        assert text[0].isupper()
        assert text.endswith((".", "…"))
        # An exclamation mark may be spoken of, between « », never used.
        assert "!" not in re.sub("« .*? »", "", text)
        assert "  " not in text
        assert not JARGON.search(text.casefold())


def test_every_message_speaks_plainly() -> None:
    """The words of authors, between « », are theirs."""
    told = "\n".join(read_case(path).expected for path in CASES.glob("*/*.txt"))
    words = re.findall(r"(?<=\] ).*|(?<=  aide: ).*", told)
    assert len(words) > 400
    assert [line for line in words if JARGON.search(re.sub("« .*? »", "", line).casefold())] == []


def test_families_are_explained() -> None:
    for family in FAMILIES:
        assert family.title
        assert family.introduction.endswith(".")
        assert family.rules


def test_no_rule_in_two_families() -> None:
    names = [rule.name for family in FAMILIES for rule in family.rules]
    assert sorted(names) == sorted(set(names))


# --- the word that was meant, without a doubt ---------------------------------------------------


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("lien-durabel", "lien-durable"),
        ("lien-durble", "lien-durable"),
        ("lien-durablee", "lien-durable"),
        ("lien-durabla", "lien-durable"),
        ("Lien_Durable", "lien-durable"),
        ("lién durable", "lien-durable"),
        ("lien-durable.", "lien-durable"),
        ("len-durabel", None),
        ("ilen-durabel", None),
        ("enjue", None),
        ("r1-bis", None),
        ("r1-fin", "r1-fin"),
        ("r2-fin", None),
        ("pat", None),
        ("cour", None),
        ("", None),
    ],
)
def test_unmistakable(word: str, meant: str | None) -> None:
    known = ["lien-durable", "decider-ensemble", "r1-fin", "pot", "cours", "court"]
    assert unmistakable(word, known) == meant
    assert meant is None or closest(word, known) == meant


@given(
    word=st.text("abcé-_1", max_size=8),
    known=st.lists(st.text("abcé-_1", min_size=1, max_size=8), max_size=6),
)
def test_what_is_unmistakable_is_what_is_asked(word: str, known: list[str]) -> None:
    """The remedy that a machine applies is the one that « vouliez-vous dire » names."""
    meant = unmistakable(word, known)
    assert meant is None or (
        meant in known and did_you_mean(word, known) == f"vouliez-vous dire {quoted(meant)} ?"
    )
