"""Hold the typography of pages: what it sets, what it leaves as written; setting twice changes nothing."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from generator.pages import render
from generator.pipeline import PROJECT, check
from generator.publishing.headings import toc_tokens
from generator.publishing.page_file import page_file
from generator.typography import typeset, typeset_spoken, typeset_text

if TYPE_CHECKING:
    from collections.abc import Mapping

# What a person hears or sees of a tag; the card that a search carries is read once taken out of its page.
_READ = re.compile(r' (?:alt|title|aria-label|placeholder)="([^"]*)"')
_HIDDEN = re.compile(r"<i hidden [^>]*>")

SET = [
    ("Quoi ? Oui ! Non ; voici : rien", "Quoi\u202f? Oui\u202f! Non\u202f; voici\u00a0: rien"),
    ("« mot » et «mot»", "«\u00a0mot\u00a0» et «\u00a0mot\u00a0»"),
    ("L'atelier d'« essai », aujourd'hui", "L’atelier d’«\u00a0essai\u00a0», aujourd’hui"),
    ("À suivre...", "À suivre…"),
    (
        "1 150 personnes, 12 000 000 €, 12 % de 40 km",
        "1\u202f150 personnes, 12\u202f000\u202f000\u00a0€, 12\u00a0% de 40\u00a0km",
    ),
    ("n° 3", "n°\u00a03"),
    ("de 19 h 30 à 21 h", "de 19\u00a0h\u00a030 à 21\u00a0h"),
    ("«» et « »", "«\u00a0» et «\u00a0»"),
    # As they are: a year before a number, hours, addresses, English quotes of code.
    ("en 2020 300 personnes", "en 2020 300 personnes"),
    ("à 12:30, sur https://exemple.fr/a?b;c", "à 12:30, sur https://exemple.fr/a?b;c"),
    ("les 'mots' entre guillemets simples", "les 'mots' entre guillemets simples"),
]
HIGH = [
    ("le 1er mai, la 27e Région", "le 1<sup>er</sup>\u00a0mai, la 27<sup>e</sup> Région"),
    (
        '<time datetime="2021-05-01">1er mai 2021</time>',
        '<time datetime="2021-05-01">1<sup>er</sup>\u00a0mai 2021</time>',
    ),
    ("le 7 juillet, du 10 au 16 mai 2021", "le 7\u00a0juillet, du 10 au 16\u00a0mai 2021"),
    ("en 2021 mars fut long, 7 marseillais", "en 2021 mars fut long, 7 marseillais"),
    ("r1e, 1er-mai, /1er/, x.1er", "r1e, 1er-mai, /1er/, x.1er"),
    ('<p title="l\'eau : 1er">l&#39;eau</p>', '<p title="l\'eau : 1er">l’eau</p>'),
    ("<code>l'eau : 1er</code> l'eau", "<code>l'eau : 1er</code> l’eau"),
    ("l'<em>eau</em> <b>vive</b> :", "l’<em>eau</em> <b>vive</b>\u00a0:"),
]


@pytest.mark.parametrize(("written", "shown"), SET)
def test_a_text_is_set(written: str, shown: str) -> None:
    assert typeset_text(written) == shown
    assert typeset(escape(written, quote=False)) == shown


@pytest.mark.parametrize(("written", "shown"), HIGH)
def test_a_page_is_set(written: str, shown: str) -> None:
    assert typeset(written) == shown
    assert typeset(shown) == shown


_FRENCH = st.text(st.sampled_from("ab1 23'«»;:!?.%€\u00a0\u202f…’er-/n°km"), max_size=40)


@given(_FRENCH | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=40))
@example("1 000 000 000 : ...... l''l n° 12 %")
@example(" :»")
@example("» juin")
@example("...1er")
@example("1 h 11e")
def test_setting_twice_changes_nothing_and_words_stay(text: str) -> None:
    once = typeset_text(text)
    assert typeset_text(once) == once
    assert _bare(once) == _bare(text)
    html = typeset(escape(text))
    assert typeset(html) == html
    assert _bare(re.sub("</?sup>", "", html)) == _bare(escape(text))


def _bare(text: str) -> str:
    """Without what typography may change: blanks, apostrophes, the dots of an ellipsis."""
    return re.sub(r"\s|&#x27;|['’]", "", text.replace("…", "..."))


def test_what_a_browser_shows_of_a_page_keeps_its_spaces() -> None:
    title = typeset_text("Qui  décide ?\nNous : « tous »")
    staged = page_file("/", title, title, html=f'<h2 id="q">{title}</h2>').content.decode()
    kept = "Qui décide\u202f? Nous\u00a0: «\u00a0tous\u00a0»"
    assert yaml.safe_load(staged.split("---")[1]) == {"title": kept, "description": kept}
    [content] = toc_tokens(staged)
    assert [one["name"] for one in content["children"]] == [kept]


def test_what_links_and_images_say_is_set_and_nothing_else_of_them() -> None:
    written = """<img src="l'eau.png" alt="Qui  décide ? L'eau : 1er" title="d'ici">
<a href="/l'a ?b" title="l'eau">'</a> <code>&lt;img alt="l'eau ?"&gt;</code> alt="l'eau" """
    shown = """<img src="l'eau.png" alt="Qui  décide\u202f? L’eau\u00a0: 1er" title="d’ici">
<a href="/l'a ?b" title="l’eau">'</a> <code>&lt;img alt="l'eau ?"&gt;</code> alt="l'eau" """
    assert typeset_spoken(written) == shown
    assert typeset_spoken(shown) == shown


@pytest.fixture(scope="module")
def site_pages() -> Mapping[str, str]:
    real = check(PROJECT)
    return {page.address: page.html or "" for page in render(real.index)}


def test_no_attribute_a_person_reads_is_left_as_typed(site_pages: Mapping[str, str]) -> None:
    read = {words for html in site_pages.values() for words in _READ.findall(_HIDDEN.sub("", html))}
    assert len(read) > 100
    assert {words for words in map(unescape, read) if typeset_text(words) != words} == set()
