"""Check today's commons against what was published before: addresses, revisions and names must last."""

from generator.permanence.address_ledger import CHAMPS_DU_REGISTRE, Ledger, as_ledger
from generator.permanence.broken_promises import broken_promises
from generator.permanence.former_addresses import former_addresses, key_of
from generator.permanence.ledger_file import read_ledger, written_ledger
from generator.permanence.ledger_promises import ledger_promises
from generator.permanence.revision_promises import lasts
from generator.permanence.state import Seal, State
from generator.permanence.text import seal
from generator.permanence.withdrawals import withdrawals

__all__ = [
    "CHAMPS_DU_REGISTRE",
    "Ledger",
    "Seal",
    "State",
    "as_ledger",
    "broken_promises",
    "former_addresses",
    "key_of",
    "lasts",
    "ledger_promises",
    "read_ledger",
    "seal",
    "withdrawals",
    "written_ledger",
]
