"""Lead to where anyone can propose an experiment, or tell of one: guides that a small site may not have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address, proposition
from generator.model import Ref

if TYPE_CHECKING:
    from generator.pages.atlas import Atlas

_PROPOSE = Ref("page", "contribuer/proposer-une-experimentation")
_TELL = Ref("page", "contribuer/documenter-une-experimentation")
_WAY_IN = "/contribuer/"


def proposer(atlas: Atlas, *, enjeu: str = "", territoire: str = "", type_outil: str = "") -> str:
    """The address of a proposal in which what is known already stands."""
    if atlas.commons.get(_PROPOSE) is None:
        return _WAY_IN
    return proposition(enjeu, territoire, type_outil)


def raconter(atlas: Atlas) -> str:
    """The address of the guide for those who tell of an experiment that took place."""
    return _WAY_IN if atlas.commons.get(_TELL) is None else address(_TELL)
