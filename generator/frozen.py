"""Frozen values, quick to make: pages are built out of hundreds of thousands of them."""

from __future__ import annotations

from types import FunctionType
from typing import dataclass_transform

import msgspec

replace = msgspec.structs.replace
"""A copy of a value with some of its fields changed."""


@dataclass_transform(frozen_default=True)
class Frozen(msgspec.Struct, frozen=True, tag=True, tag_field="@"):
    """A value with named fields that never change; equal to another of its class with the same fields.

    It is told with the name of its sort: two sorts may share their fields and not what follows from them.
    """


def told(value: object) -> bytes:
    """A value as bytes, the values inside it included: two different values give different bytes.

    Functions are left out: they must follow from the other fields of what holds them. Raises TypeError for
    what is neither plain nor made of fields.
    """
    return _TOLD.encode(value)


def _left_out(value: object) -> None:
    if not isinstance(value, FunctionType):
        message = f"this cannot be told: {type(value).__name__}"
        raise TypeError(message)


_TOLD = msgspec.msgpack.Encoder(enc_hook=_left_out)
