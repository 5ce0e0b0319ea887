"""JSON values as Python literals, broken over lines as `ruff format` does."""

import math
from collections.abc import Mapping, Sequence

from pactgen.emit.characters import columns
from pactgen.emit.emitted import Emitted
from pactgen.emit.literal import string
from pactgen.ir.contract import Json

WIDTH = 100
STEP = 4


def value(data: Json, *, indent: int = 0, before: int = 0, after: int = 0) -> Emitted:
    """Return the literal.

    Args:
        data: what a JSON parser returned.
        indent: columns that the statement is indented by.
        before: columns that its line has already used up, the indentation included.
        after: columns that follow the literal on its last line.
    """
    return Emitted(_printed(data, indent, max(before, indent), after))


def _printed(data: Json, indent: int, before: int, after: int) -> str:
    flat = one_line(data)
    if before + columns(flat) + after <= WIDTH:
        return flat
    inner = indent + STEP
    margin = "\n" + " " * inner
    if isinstance(data, Mapping) and data:
        keys = {key: f"{string(key)}: " for key in data}
        lines = [
            f"{keys[key]}{_printed(member, inner, inner + columns(keys[key]), 1)},"
            for key, member in data.items()
        ]
        return "{" + margin + margin.join(lines) + "\n" + " " * indent + "}"
    if isinstance(data, list) and data:
        lines = [f"{_printed(item, inner, inner, 1)}," for item in data]
        return "[" + margin + margin.join(lines) + "\n" + " " * indent + "]"
    return flat


def one_line(data: Json) -> Emitted:
    """Return the literal on one line, however long."""
    return Emitted(_flat(data))


def _flat(data: Json) -> str:
    match data:
        case None | bool():
            return repr(data)
        case str():
            return string(data)
        case int() | float():
            return number(data)
        case Mapping():
            members = ", ".join(f"{string(key)}: {_flat(member)}" for key, member in data.items())
            return "{" + members + "}"
        case Sequence():
            return "[" + ", ".join(_flat(item) for item in data) + "]"


def number(data: float) -> Emitted:
    """Return a number; those that JSON cannot write are refused."""
    if data in {math.inf, -math.inf} or data != data:  # noqa: PLR0124
        raise ValueError(f"not a JSON number: {data!r}")
    return Emitted(repr(data))
