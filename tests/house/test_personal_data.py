"""Hold the guard of personal data to its word: all that reaches a person, nothing else, in bounded time."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

import pytest

from generator.diagnostics import seek, veiled
from generator.pipeline import check
from tests.cases.case_file import lay_base
from tests.house.growth import steep
from tests.house.personal import LOOKALIKES, addresses, lookalikes, numbers

if TYPE_CHECKING:
    from pathlib import Path

_WORDS = (
    *("Le", "premier", "soir", "douze", "habitants", "ont", "parlé", "du", "marché", "en", "2024", "puis"),
    *("le", "02/03/2026", "à", "14h30", "au", "46 %", "des", "1 150 000 €", "votés", "n° 12", "(voir", "r1)"),
)
_SLOTS = (
    "{}",
    "({})",
    "« {} »",
    "**{}**",
    "_{}_",
    "`{}`",
    "| {} |",
    "> {}",
    '![Un banc](banc.png "{}")',
    "{}.",
    "{},",
)
_HEADER = "---\ntitre: 'Le cercle ({})'\nresume: On s'assoit en rond et l'on essaie, chacun à son tour.\n"
_REST = "type: outil\nenjeux: [pouvoir-d-agir]\nanciens_ids: [rond-d-essai]\nlicence: CC-BY-SA-4.0\n---\n"


def prose(chance: random.Random) -> tuple[str, str]:
    """(before, after) of a text, in words that resemble those of records."""

    def some() -> str:
        return " ".join(chance.choices(_WORDS, k=chance.randint(1, 9)))

    before, after = chance.choice(_SLOTS).split("{}")
    return f"{some()} au\n\n{before}", f"{after}\n\n{some()}."


def _data() -> list[str]:
    chance = random.Random(21)  # noqa: S311 — examples, not secrets
    return [*addresses(chance, 250), *numbers(chance, 250)]


def test_every_datum_is_found_where_it_stands() -> None:
    chance = random.Random(1)  # noqa: S311 — as above
    for datum in _data():
        before, after = prose(chance)
        found = list(seek(before + datum + after))
        assert [(one.start, one.end) for one in found] == [(len(before), len(before + datum))], datum
        assert datum not in found[0].message
        assert veiled(before + datum + after) == before + datum[0] + "·" * (len(datum) - 1) + after


def test_nothing_else_is_found() -> None:
    chance = random.Random(2)  # noqa: S311 — as above
    tried = [*LOOKALIKES, *lookalikes(chance, 400)]
    assert len(set(tried)) > 400
    for text in tried:
        before, after = prose(chance)
        assert list(seek(before + text + after)) == [], text


@pytest.mark.parametrize("rank", range(0, 500, 25))
def test_the_check_tells_the_place_and_keeps_the_secret(tmp_path: Path, rank: int) -> None:
    lay_base(tmp_path)
    datum = _data()[rank]
    text = f"{_HEADER.format(datum)}{_REST}Écrire : {datum}\n"
    (tmp_path / "toolbox/cercle-d-essai.md").write_text(text, encoding="utf-8")
    found = [one for one in check(tmp_path).diagnostics if one.rule == "donnee-personnelle"]
    lines = text.split("\n")
    assert {one.place.line for one in found} == {2, text.count("\n")}
    for one in found:
        line = lines[one.place.line - 1]
        assert line[one.place.column - 1 : one.place.end_column - 1] == datum
        assert datum not in one.message + one.help


_HOSTILE = (
    *("a@", "a@a.a", "0", "06 ", "a", "a.", "(at)", "a arobase ", "a point ", "+1", "+1 ", "06\n", " ", "()"),
    *("&nbsp;", "00 ", "http://", "10.1234/", "é@é.é", "ISBN ", "06 12 34 56 7", "a@a point ", "(0", "0-"),
    *(
        "\n",
        "+33()",
        "0033 (",
        "a-@-a",
        "%40",
        "_a",
        "_a@",
        "git@a",
        "www.",
        "a [ at ] a [ dot ] ",
        "06.",
        "1 000 ",
    ),
    *(
        "<!-- ",
        "](",
        "[",
        "| 06 ",
        "**",
        "&#48;",
        "%",
        "\\",
        "FR76 1",
        "2 69 05 49",
        "wa.me/3",
        '"a',
        "jean.a @b.fr ",
    ),
    *(
        "notes : ",
        "\uff10",
        "a chez a",
        "a@b.fr ",
        "01 02 03 04 05 ",
        "0<!-- -->6",
        "https://a.fr/?q=",
        "https://a.fr/?m=a@b.fr ",
        "&m=a@b.fr",
    ),
)


@pytest.mark.parametrize("piece", _HOSTILE)
def test_time_grows_like_the_text(piece: str) -> None:
    """40 kB take 20 to 120 ms; what grows like the square of the text would take many seconds."""
    for before, after in (("", ""), ("x@", ""), ("", "@x.fr"), ("+33", ""), ("06", "")):

        def work(size: int) -> None:
            text = f"{before}{(piece * size)[:size]}{after}"  # noqa: B023 — called at once
            list(seek(text))
            veiled(text)

        # An eighth of the text, hence a sixty-fourth of the 2 s that its square would take.
        assert not steep(work, 5_000, 2 / 64), (before, after)
