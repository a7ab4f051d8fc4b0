"""Follow a protocol through its revisions: hypotheses to their verdicts, tools to what they showed."""

from generator.protocol.evidence import Essai, SuiviHypothese, Usage, hypotheses, uses

__all__ = ["Essai", "SuiviHypothese", "Usage", "hypotheses", "uses"]
