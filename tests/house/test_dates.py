"""Two dates make one phrase, which repeats neither year nor month, and no line cuts a day from its month."""

from __future__ import annotations

import pytest

from generator.pages.dates import jour, periode


@pytest.mark.parametrize(
    ("debut", "fin", "words"),
    [
        ("2021-05-03", "2021-05-05", "du 3 au 5\u00a0mai 2021"),
        ("2021-05-01", "2021-05-02", "du 1er au 2\u00a0mai 2021"),
        ("2021-05-03", "2021-06-05", "du 3\u00a0mai au 5\u00a0juin 2021"),
        ("2021-12-03", "2022-01-05", "du 3\u00a0décembre 2021 au 5\u00a0janvier 2022"),
        ("2021-05", "2021-06-05", "mai 2021 – 5\u00a0juin 2021"),
        ("2021-05-03", "2021-05-03", "3\u00a0mai 2021"),
        ("2021-05-03", None, "depuis le 3\u00a0mai 2021"),
        ("2021", None, "depuis 2021"),
        (None, "2021-05-03", "jusqu'au 3\u00a0mai 2021"),
        (None, None, ""),
    ],
)
def test_two_dates_are_one_phrase(debut: str | None, fin: str | None, words: str) -> None:
    assert periode(debut, fin) == words


@pytest.mark.parametrize(
    ("debut", "words"),
    [
        ("2021-10-03", "commencée le 3\u00a0octobre 2021"),
        ("2021-10", "commencée en octobre 2021"),
        ("2021", "commencée en 2021"),
    ],
)
def test_what_is_over_does_not_go_on(debut: str, words: str) -> None:
    assert periode(debut, None, passee=True) == words


def test_the_first_of_a_month_is_set_high() -> None:
    assert jour("2021-05-01") == '<time datetime="2021-05-01">1<sup>er</sup>\u00a0mai 2021</time>'
