"""Hold today's commons to what was published before: addresses, revisions and names that last."""

from generator.permanence.comparison import broken_promises
from generator.permanence.former_addresses import former_addresses, key_of
from generator.permanence.state import State
from generator.permanence.withdrawals import withdrawals

__all__ = ["State", "broken_promises", "former_addresses", "key_of", "withdrawals"]
