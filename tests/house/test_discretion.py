"""Measure the guard of personal data on labelled sentences, and hold the public page to the figures."""

from __future__ import annotations

import html
import re

import pytest

from generator.diagnostics import seek
from generator.pipeline import PROJECT
from generator.prose import render
from tests.house.labelled import HELD_OUT, measure, sentences

PAGE = PROJECT / "content/confidentialite.md"
SENTENCES = sentences()


def test_there_are_sentences_of_both_sorts_and_none_twice() -> None:
    measured = measure(SENTENCES)
    assert min(measured.personal, measured.honest) >= 150
    assert len({one.text for one in SENTENCES}) == len(SENTENCES)
    assert sum(one.part == HELD_OUT for one in SENTENCES) >= 150


@pytest.mark.parametrize("part", ["", HELD_OUT])
def test_what_reaches_a_person_is_found_and_little_else(part: str) -> None:
    measured = measure([one for one in SENTENCES if part in one.part])
    assert measured.recall >= 0.98
    assert measured.false_alarms <= 0.01


def test_the_page_of_confidentiality_tells_what_is_measured() -> None:
    """The sentence of the page is made of the figures: change them there when they change here."""
    one, held = measure(SENTENCES), measure([one for one in SENTENCES if one.part == HELD_OUT])
    missed = f"en laisse passer {one.missed}" if one.missed else "n'en laisse passer aucune"
    refused = f"en refuse {one.refused}" if one.refused else "n'en refuse aucune"
    expected = (
        f"Sur {len(SENTENCES)} phrases d'essai inventées, {one.personal} contiennent de quoi joindre ou "
        f"reconnaître une personne : le contrôle {missed}. "
        f"Des {one.honest} autres, il {refused} à tort. "
        f"{held.personal + held.honest} de ces phrases n'ont servi qu'à cette mesure."
    )
    assert expected in PAGE.read_text(encoding="utf-8").replace("\u00a0", " ")


def test_what_a_reader_sees_is_found_in_the_file() -> None:
    """What the guard finds in the page, it finds in what was typed."""
    seen = {one.text: _seen(one.text) for one in SENTENCES if "<" not in one.text}
    assert [text for text, shown in seen.items() if any(seek(shown)) and not any(seek(text))] == []


def _seen(text: str) -> str:
    """What the page of that text shows."""
    shown = render(text, resolve=lambda href: href, pixels=lambda _: None).html
    return html.unescape(re.sub(r"<[^>]*>", "", re.sub(r"</(?:p|li|td|th|h\d)>", "\n\n", shown)))
