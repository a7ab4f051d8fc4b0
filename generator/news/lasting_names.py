"""Give records names that stay the same in calendars and feeds, even when the record is renamed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.addresses import address
from generator.model import Ref, owner_of

if TYPE_CHECKING:
    from generator.model import Commons, Site


def lasting_name(site: Site, nom: str) -> str:
    """A URI that stays when the site moves to another domain; `nom` starts at the root of the site.

    It begins with the identity that the site states: a name and a date make a `tag:` (RFC 4151), an address
    is kept as it was. A site that states none is known by the address it has.
    """
    stated = site.identite or site.url
    return f"{stated.rstrip('/')}{nom}" if "://" in stated else f"tag:{stated}:{nom}"


def first_name(commons: Commons, ref: Ref) -> Ref:
    """The name under which a record was first published: the first of its `anciens_ids`, if any."""
    owner = owner_of(ref)
    home = _first(commons, owner, owner.id)
    if owner == ref:
        return Ref(ref.kind, home)
    part = ref.id.partition("/")[2]
    return Ref(ref.kind, f"{home}/{_first(commons, ref, part)}" if part else home)


def first_address(commons: Commons, ref: Ref) -> str:
    """The address at which a record was first published. It still answers: old names lead to the new one."""
    return address(first_name(commons, ref), commons.kinds)


def _first(commons: Commons, ref: Ref, name: str) -> str:
    record = commons.get(ref)
    return record.anciens_ids[0] if record and record.anciens_ids else name
