"""The phases and the stops of a life, as our schemas have them: for tests that write lives."""

from __future__ import annotations

from generator.pipeline import PROJECT
from generator.working import schemas_of

_SCHEMAS = schemas_of(PROJECT)
PHASES, ARRETS = tuple(_SCHEMAS.phases), _SCHEMAS.arrets
VERDICTS = _SCHEMAS.values("evaluation", "verdicts.verdict")
