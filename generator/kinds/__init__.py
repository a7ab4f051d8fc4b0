"""What each kind of record is, read from the schemas: where it lives, where it is published, its names."""

from generator.kinds.kind import Kind, declared
from generator.kinds.kinds import SHIPPED, Kinds, kinds_of

__all__ = ["SHIPPED", "Kind", "Kinds", "declared", "kinds_of"]
