"""Name a record for ever in what readers keep: a calendar or a feed must know it again once it is renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.model import Ref, owner_of

if TYPE_CHECKING:
    from generator.model import Commons


def premier_nom(commons: Commons, ref: Ref) -> Ref:
    """The name under which a record was first published: the first of its `anciens_ids`, if any."""
    owner = owner_of(ref)
    home = _first(commons, owner, owner.id)
    if owner == ref:
        return Ref(ref.kind, home)
    part = ref.id.partition("/")[2]
    return Ref(ref.kind, f"{home}/{_first(commons, ref, part)}" if part else home)


def premiere_adresse(commons: Commons, ref: Ref) -> str:
    """The address at which a record was first published. It still answers: old names lead to the new one."""
    return address(premier_nom(commons, ref))


def _first(commons: Commons, ref: Ref, name: str) -> str:
    record = commons.get(ref)
    return record.anciens_ids[0] if record and record.anciens_ids else name
