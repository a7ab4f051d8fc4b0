"""Two dates make one phrase, which repeats neither year nor month."""

from __future__ import annotations

import pytest

from generator.pages.frame.dates_in_words import period_in_words


@pytest.mark.parametrize(
    ("debut", "fin", "words"),
    [
        ("2021-05-03", "2021-05-05", "du 3 au 5 mai 2021"),
        ("2021-05-01", "2021-05-02", "du 1er au 2 mai 2021"),
        ("2021-05-03", "2021-06-05", "du 3 mai au 5 juin 2021"),
        ("2021-12-03", "2022-01-05", "du 3 décembre 2021 au 5 janvier 2022"),
        ("2021-05", "2021-06-05", "mai 2021 – 5 juin 2021"),
        ("2021-05-03", "2021-05-03", "3 mai 2021"),
        ("2021-05-03", None, "depuis le 3 mai 2021"),
        ("2021", None, "depuis 2021"),
        (None, "2021-05-03", "jusqu'au 3 mai 2021"),
        (None, None, ""),
    ],
)
def test_two_dates_are_one_phrase(debut: str | None, fin: str | None, words: str) -> None:
    assert period_in_words(debut, fin) == words


@pytest.mark.parametrize(
    ("debut", "words"),
    [
        ("2021-10-03", "commencée le 3 octobre 2021"),
        ("2021-10", "commencée en octobre 2021"),
        ("2021", "commencée en 2021"),
    ],
)
def test_what_is_over_does_not_go_on(debut: str, words: str) -> None:
    assert period_in_words(debut, None, passee=True) == words
