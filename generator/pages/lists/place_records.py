"""What is told around each place, in small files that `/mon-territoire/` fetches: `/assets/ici/`.

`lieux.json` names the places that have a page, `<territoire>.json` tells what was tried in one that holds
others, `taille-<n>.json` in the communes of one size. A card is a pair: an address, and what `cartes.js`
draws.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections import defaultdict
from typing import TYPE_CHECKING

from generator.addresses import address, country_address, feed_address
from generator.model import Ref
from generator.output import OutputFile
from generator.pages.frame import cards
from generator.pages.frame.card_json import card_json
from generator.pages.frame.counts import counted_in_words, real_ones, sort_key
from generator.territory import FRANCE, HOLDING, population

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.model import Experimentation
    from generator.pages.frame.atlas import Atlas
    from generator.pages.frame.views import Card
    from generator.territory import Lieu

FOLDER = "assets/ici"
SIZES = (
    (0, "de moins de 500 habitants"),
    (500, "de 500 à 2 000 habitants"),
    (2_000, "de 2 000 à 10 000 habitants"),
    (10_000, "de 10 000 à 50 000 habitants"),
    (50_000, "de 50 000 à 200 000 habitants"),
    (200_000, "de plus de 200 000 habitants"),
)
"""The sizes of communes: the least population of each, and its words."""
_MOST = 6


def place_records(atlas: Atlas) -> Iterator[OutputFile]:
    """Every such file, in the order of their names."""
    told = _TellingOfPlaces(atlas)
    yield _file("lieux", _written(_known(atlas)))
    for lieu in atlas.territoires.values():
        if lieu.niveau in HOLDING and lieu.code:
            yield _file(lieu.id, told.place(lieu))
    for number, items in sorted(_by_size(atlas).items()):
        yield _file(f"taille-{number}", told.size(SIZES[number][1], items))


class _TellingOfPlaces:
    """Writes what is told, each card once for all the files that show it."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas
        self._cards: dict[str, str] = {}

    def place(self, lieu: Lieu) -> str:
        """`compte`, `essais`, `acteurs`, how many real experiments on each enjeu, and the feed if any."""
        atlas = self._atlas
        items = real_ones(atlas.par_territoire.get(lieu.id, ()))
        actors = [
            one
            for one in atlas.acteurs_par_territoire.get(lieu.id, ())
            if Ref("acteur", one.id) not in atlas.inventes
        ]
        counts = {
            address(Ref("enjeu", enjeu.id)): count
            for enjeu in atlas.commons.enjeux
            if (count := len(real_ones(atlas.par_croisement.get((enjeu.id, lieu.id), ()))))
        }
        feed = feed_address(Ref("territoire", lieu.id))
        followed = feed if feed in atlas.abonnements else ""
        return self._joined(
            {"compte": counted_in_words(items), "enjeux": counts, "flux": followed},
            essais=(cards.experiment_card(atlas, one) for one in items[:_MOST]),
            acteurs=(cards.actor_card(atlas, one) for one in actors[:_MOST]),
        )

    def size(self, words: str, items: tuple[Experimentation, ...]) -> str:
        """`titre`, `compte` and `essais` of the communes of one size."""
        shown = (cards.experiment_card(self._atlas, one) for one in items[:_MOST])
        return self._joined({"titre": words, "compte": counted_in_words(items)}, essais=shown)

    def _joined(self, head: dict[str, object], **lists: Iterable[Card]) -> str:
        told = "".join(f',"{name}":[{",".join(map(self._card, found))}]' for name, found in lists.items())
        return f"{_written(head)[:-1]}{told}}}"

    def _card(self, card: Card) -> str:
        if card.adresse not in self._cards:
            self._cards[card.adresse] = f"[{_written(card.adresse)},{card_json(card)}]"
        return self._cards[card.adresse]


def _known(atlas: Atlas) -> dict[str, object]:
    """`pages`: how many real experiments in each official place that has a page; then the other places."""
    everywhere = atlas.territoires.values()
    own = sorted(
        (lieu for lieu in everywhere if not lieu.code and Ref("territoire", lieu.id) not in atlas.inventes),
        key=lambda lieu: (sort_key(lieu.libelle), lieu.id),
    )
    others = {lieu.pays: atlas.country_name(lieu) for lieu in everywhere if lieu.pays != FRANCE}
    return {
        "pages": {
            lieu.id: len(real_ones(atlas.par_territoire.get(lieu.id, ()))) for lieu in everywhere if lieu.code
        },
        "autres": [
            *([lieu.libelle, _kind(atlas, lieu), address(Ref("territoire", lieu.id))] for lieu in own),
            *([name, "pays", country_address(code)] for code, name in sorted(others.items())),
        ],
    }


def _kind(atlas: Atlas, lieu: Lieu) -> str:
    level = atlas.level_name(lieu).lower()
    return level if lieu.pays == FRANCE else f"{level}, {atlas.country_name(lieu)}"


def _by_size(atlas: Atlas) -> dict[int, tuple[Experimentation, ...]]:
    """The real experiments of the communes of each size, by its rank in `SIZES`, the newest first."""
    least = [one for one, _ in SIZES]
    found: defaultdict[int, list[Experimentation]] = defaultdict(list)
    for item in real_ones(atlas.experimentations):
        people = (population(lieu.id) for lieu in atlas.lieux[item.id])
        for number in {bisect_right(least, one) - 1 for one in people if one}:
            found[number].append(item)
    return {number: tuple(items) for number, items in found.items()}


def _file(name: str, text: str) -> OutputFile:
    return OutputFile(f"{FOLDER}/{name}.json", f"{text}\n".encode())


def _written(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
