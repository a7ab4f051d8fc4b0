"""The official French territories, offline: `reference().get("commune-68224")` gives the place or None."""

from generator.territory.lieu import Former, Lieu
from generator.territory.reference import Reference, reference

__all__ = ["Former", "Lieu", "Reference", "reference"]
