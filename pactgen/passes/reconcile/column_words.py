"""Words of columns and properties that tell which of them are the same.

Location: pactgen/passes/reconcile/column_words.py. Used by `align_columns`.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

DRAWN: Final = frozenset({"uuid", "guid", "uid"})
NAMES: Final = frozenset({("name",), ("title",), ("label",)})
"""What rows are called by."""
COUNTS: Final = frozenset(
    {("point",), ("unit",), ("hour",), ("minute",), ("day",), ("kg",), ("km",)}
)
"""What a number is told in without being another one: a price in cents is."""
SEATS: Final = frozenset({"seat", "place", "slot"})
"""Last words of a column that says how many there is room for."""
QUALIFIED: Final = frozenset(
    {"name", "email", "phone", "title", "description", "price", "code", "note"}
    | {"address", "date", "status"}
)
"""Last words of columns of which rows often have one, with a word before them or without."""
MEASURES: Final = MappingProxyType(
    {
        "millisecond": ("ms", "msec"),
        "second": ("s", "sec"),
        "minute": ("min",),
        "hour": ("h", "hr"),
        "byte": ("size",),
        "gram": ("g",),
        "meter": ("m",),
        "kilometer": ("km",),
    }
)
"""Columns that are called by what they count alone, and how that ends other names in short."""
LENGTHS: Final = frozenset({"duration", "length", "runtime"})
"""What takes so many milliseconds, seconds or minutes."""
VALUES: Final = frozenset({("amount",), ("value",)})
MOMENTS: Final = frozenset({"at", "date", "datetime", "time", "timestamp", "when"})
"""What answers call the moment when a row was made."""
PROSE: Final = frozenset({"body", "comment", "content", "message", "text"})
"""What the words of a remark are called."""
VALUED: Final = frozenset({"amount", "value"})
"""What a row has one of: `discountValue` is its `amount`."""
FIGURES: Final = frozenset({"amount", "count", "value"})
"""Last words of a column that keeps a number: `xp_value` is the `xp`."""
