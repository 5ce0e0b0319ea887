"""The ledger: what became of every keyword of the contract.

Location: pactgen/passes/ledger/. `keep` counts; `account` yields the single rows; `fates` has the
four answers; one table for each kind of object: documents, operations, parameters, messages,
schemas (with checks), security. `reach` knows how the operations lead to an object.
"""

from pactgen.passes.ledger.account import account
from pactgen.passes.ledger.keep import keep_ledger

__all__ = ["account", "keep_ledger"]
