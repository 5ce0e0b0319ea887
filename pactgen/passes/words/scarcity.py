"""Words of what runs low: how lists of it are called, and the columns that tell it.

Location: pactgen/passes/words/scarcity.py. Used by `scarce_rows`.
"""

from __future__ import annotations

import re
from typing import Final

SCARCE: Final = re.compile(
    r"(?:is |be |only |running |alert )*(?:"
    r"low(?: in)?(?: on)? (?:stock|inventory|quantity|supply|level)|(?:stock|inventory) low"
    r"|(?:below|under) (?:the )?(?:min(?:imum)?|reorder|threshold|safety)"
    r"(?: (?:stock|level|point|quantity|threshold))?"
    r"|(?:need|to|due for|require)(?: a)? (?:reorder|restock|replenish)\w*"
    r"|(?:reorder|restock|replenish)\w*(?: (?:needed|required|due|list|alert))?"
    r"|understocked|bajo stock|stock bajo|estoque baixo|stock faible"
    r")(?: (?:alert|item|product|part|list|only|warning))*"
)
"""What lists of such rows and flags that ask for them are called, in the singular."""
LIMITS: Final = frozenset({"min", "minimum", "reorder", "threshold", "safety", "minimo", "alert"})
"""Words of the column that says how many there should be."""
REORDERED: Final = frozenset({"reorder", "threshold", "alert"})
"""Of a limit at which something is to be done: a row that is at it is one of them."""
NO_LIMITS: Final = frozenset({"max", "maximum", "price", "day", "age", "order", "cost", "time"})
STOCKS: Final = (
    frozenset({"stock", "hand", "inventory", "existencia", "estoque"}),
    frozenset({"quantity", "cantidad", "quantidade", "available", "amount", "count", "balance"}),
)
"""Words of the column that says how many there are, the best ones first."""
NO_STOCKS: Final = NO_LIMITS | {"reserved", "sold", "incoming", "ordered", "allocated", "value"}
AT_OR_BELOW: Final = re.compile(
    r"<=|\u2264|\b(?:at or (?:below|under)|(?:below|under|less than) or (?:equal|at)"
    r"|(?:at|to) most|(?:has|have|is|are|when)? ?reach(?:ed|es|ing)?|or less|or (?:fewer|lower)"
    r"|not (?:above|more than|greater)|menor o igual|menor ou igual)\b",
    re.IGNORECASE,
)
BELOW: Final = re.compile(
    r"<|\b(?:below|under|less than|lower than|fewer than|beneath|fall\w* short|por debajo"
    r"|abaixo|unter)\b",
    re.IGNORECASE,
)
ASKED: Final = frozenset({"threshold", "level", "limit", "below", "min", "minimum", "quantity"})
"""What a list of what runs low calls the number that it is asked with."""
