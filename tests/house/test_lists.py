"""Lists stand in the order a French reader expects, and never take a proposal or an invention for a deed."""

from __future__ import annotations

import re
from html import unescape
from typing import TYPE_CHECKING

import pytest

from generator import pages
from generator.grammar import alphabetical
from generator.pipeline import PROJECT, check

if TYPE_CHECKING:
    from collections.abc import Mapping

    from generator.checking import Checked

_TITLE = re.compile(r'<p class="carte-titre"><a href="[^"]*">([^<]*)')
_GROUPS = re.compile(r"<h[23] id=[^>]*data-nombre=[^>]*>")


@pytest.fixture(scope="module")
def real() -> Checked:
    return check(PROJECT)


@pytest.fixture(scope="module")
def made(real: Checked) -> Mapping[str, str]:
    return {page.address: page.html or "" for page in pages.render(real.index)}


@pytest.mark.parametrize(
    "names",
    [
        ["Demoscan", "L'Étang", "Une idée"],
        ["9 idées", "10 idées", "Les 27 lieux"],
        ["Élan", "Les élus", "Emplois"],
        ["Le cœur", "Coexister", "La corde"],
        ["« À table »", "Le bar", "Lestage"],
    ],
)
def test_an_article_an_accent_or_a_mark_moves_no_title(names: list[str]) -> None:
    names.reverse()
    assert sorted(names, key=alphabetical) == names[::-1]


@pytest.mark.parametrize("address", ["/experimentations/", "/boite-a-outils/", "/acteurs/"])
def test_each_group_of_a_list_is_in_order(made: Mapping[str, str], address: str) -> None:
    groups = [[unescape(one) for one in _TITLE.findall(part)] for part in _GROUPS.split(made[address])]
    groups = [group for group in groups if group]
    assert len(groups) > 2
    assert max(map(len, groups)) > 9
    for group in groups:
        assert group == sorted(group, key=alphabetical)


def test_what_is_proposed_or_invented_was_led_by_nobody(real: Checked, made: Mapping[str, str]) -> None:
    shown = made["/collectivites/"]
    for item in real.commons.experimentations:
        where = f'"/experimentations/{item.id}/"'
        led = item.autour_du_labo and item.statut not in {"proposition", "appel"}
        assert (where in shown) == led, item.id
    assert "Val-Fictif" not in shown
    assert shown.index('id="Avec"') < shown.index("SMICVAL") < shown.index('id="Autour"')


def test_a_card_says_whose_experiment_it_is(made: Mapping[str, str]) -> None:
    words = set(re.findall(r'<span class="nature">(Exp[^<]*)</span>', made["/enjeux/toutes-les-etapes/"]))
    assert len(words) > 1
    assert "Expérimentation" not in words


def test_the_register_is_read_by_skill_and_by_place(made: Mapping[str, str]) -> None:
    shown = made["/acteurs/"]
    index = dict(re.findall(r'<dt id="[^"]*">([^<]*)</dt> <dd>(.*?)</dd>', shown))
    assert 'href="/acteurs/bruded/"' in index["Bretagne"]
    assert any("récits" in words.lower() and "/acteurs/bruded/" in found for words, found in index.items())
    assert not any("/acteurs/atelier-des-possibles/" in found for found in index.values())
    places = list(re.findall(r'<dt id="Territoire-[^"]*">([^<]*)</dt>', shown))
    assert places[-1] == "Sans territoire indiqué"
    assert places[:-1] == sorted(places[:-1], key=alphabetical)
