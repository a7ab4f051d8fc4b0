"""Hold what folds the words of readers to what folded the words of pages, and both to how French varies."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from generator.search import words
from tests.browser.visits import DESK, visit

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.visits import Site

_TEXT = re.compile(r"<[^>]*>")
_FOLD = """async (texts) => {
  const { index } = await import(new URL("/assets/recherche.js", location.href).href);
  const { french } = await index.head;
  return texts.map((text) => french.words(text).map(({ term, written, isVoid }) => [term, written, isVoid]));
}"""
_STRANGE = (
    "ŒUVRE Æther ß İstanbul ﬁn 2e 1er 49.3 x² ΣΟΦΟΣ Σ l'l'eau aujourd’hui qu'ʼil 日本 été à-coup _a_b naïve Ÿ"
)

# Each line is one word, in all these forms.
ALIKE = """
mise en œuvre | mise en oeuvre | Mises en Œuvre
habitant | l'habitant | l’habitant | d'habitants | HABITANTES | qu'habitant
aller-vers | aller vers | Aller‑vers
porte à porte | porte-à-porte | PORTE A PORTE
élu | élus | l'élue | élues | elu
démocratie | démocratique | démocraties | democratie
participation | participer | participatif | participatives | participants | participé
délibération | délibérer | délibératif | délibérations
vote | voter | votent | votants | votes | voté
citoyen | citoyenne | citoyens | citoyennes | citoyenneté
local | locaux | locale | locales
journal | journaux
réseau | réseaux
enjeu | enjeux
décision | décider | décident | décisions
association | associer | associations | associatif
pétition | pétitions
gratuit | gratuite | gratuitement
expérimentation | expérimenter | expérimenté | expérimentateurs
mobile | mobilité | mobilités
arpentage | arpentages | arpenter
témoignage | témoigner
"""
# Each line is so many words.
APART = """
vie | Vierzon
Mulhouse | Mulouse
petit | pétition
marché | marchand
sénateur | sen
public | publi
région | régisseur
abstention | absence
village | ville
avantage | avant
"""


def test_both_fold_every_word_of_the_site_alike(browser: Browser, site: Site) -> None:
    texts = [_TEXT.sub(" ", path.read_text(encoding="utf-8")) for path in site.folder.rglob("index.html")]
    every = sorted({word for text in texts for word in text.split()})
    assert len(every) > 10_000
    asked = [*every, _STRANGE]
    with visit(browser, site, f"{site.address}/recherche/", width=DESK) as seen:
        found = seen.page.evaluate(_FOLD, asked)
    assert [[[one.term, one.written, one.void] for one in words(text)] for text in asked] == found


def terms(text: str) -> list[str]:
    return [one.term for one in words(text) if not one.void]


@pytest.mark.parametrize("line", ALIKE.strip().split("\n"))
def test_forms_of_a_word_are_one(line: str) -> None:
    first, *others = map(str.strip, line.split("|"))
    assert {tuple(terms(other)) for other in others} == {tuple(terms(first))}


@pytest.mark.parametrize("line", APART.strip().split("\n"))
def test_words_stay_apart(line: str) -> None:
    forms = [tuple(terms(one)) for one in line.split("|")]
    assert len(set(forms)) == len(forms)
