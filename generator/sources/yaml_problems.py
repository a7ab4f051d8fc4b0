"""Explain a YAML error in French: what is wrong, where its cause is, and what to write instead."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.sources import yaml_layout, yaml_signs
from generator.sources.unreadable import Spot, Unreadable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from yaml import MarkedYAMLError

    from generator.sources.unreadable import Reading

# The order matters: the nearest cause first, the parser's own view last.
_READERS: tuple[Callable[[Spot], Iterator[Reading]], ...] = (
    yaml_signs.tab,
    yaml_signs.quote,
    yaml_layout.no_break_space,
    yaml_signs.bracket,
    yaml_signs.first_character,
    yaml_signs.block_text,
    yaml_layout.glued,
    yaml_layout.colon_in_text,
    yaml_layout.missing_colon,
    yaml_layout.after_quote,
    yaml_signs.machine,
    yaml_layout.indentation,
)
_COMPARE = "comparez-la avec la même ligne d'une fiche existante : espaces, guillemets, deux-points"


def explain(error: MarkedYAMLError, text: str) -> Unreadable:
    """The explanation, in our words, of the parser's `error` in `text`."""
    spot = Spot(error, text.split("\n"))
    for reader in _READERS:
        for rule, message, remedy in reader(spot):
            return Unreadable(rule, message, remedy, mark=spot.mark, mendings=spot.mendings)
    return Unreadable("yaml-illisible", "cette ligne ne se lit pas", _COMPARE, mark=spot.mark)
