"""How a new row gets its key: counted, drawn, or random text in the form of the contract.

Location: pactgen/passes/reading/drawn_keys.py. Used by the passes that design tables.
"""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from pactgen.ir.database import DIGITS, Generated
from pactgen.passes.reading.columns import effective

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract, Schema

FEWEST: Final = 8
"""Fewer would clash too soon."""
BETWEEN: Final = ("", "-", "_", ":")
"""What may stand between the fixed beginning and what is drawn."""
SAMPLES: Final = tuple(uuid.uuid5(uuid.NAMESPACE_OID, str(number)) for number in range(8))
"""Each has digits and letters; a form that takes all of them takes any."""
_VERSION: Final = 0xF << 76
ORDERED: Final = tuple(uuid.UUID(int=one.int & ~_VERSION | 0x7 << 76) for one in SAMPLES)
"""As those, of version 7."""
_FIXED: Final = re.compile(r"(?:[A-Za-z0-9_:./-]|\\([_:./-])|\[([A-Za-z0-9_])\])(?![*+?{])")


def generated_key(
    contract: Contract, schema: Schema | None, kind: str, *, supplied: bool
) -> Generated:
    """Choose how a new row gets its key."""
    match kind:
        case "integer" | "bigint":
            if not supplied:
                return Generated(kind="identity")
            drawn = Generated(kind="random_int")
            bits = None if schema is None else _bits(effective(contract, schema))
            return drawn if bits is None else replace(drawn, bits=min(drawn.bits, bits))
        case "uuid":
            found = None if schema is None else effective(contract, schema)
            form = Generated(kind="uuid", ordered=True)
            return form if found is None else _in_order(form, found)
        case _:
            found = None if schema is None else effective(contract, schema)
            return Generated(kind="uuid", ordered=True) if found is None else _drawn_text(found)


def _bits(schema: Schema) -> int | None:
    """Return how many bits every number has that the schema takes; None where it does not say."""
    below = None if schema.exclusive_maximum is None else schema.exclusive_maximum - 1
    most = [int(bound) for bound in (schema.maximum, below) if bound is not None and bound >= 1]
    return (min(most) + 1).bit_length() - 1 if most else None


def _drawn_text(schema: Schema) -> Generated:
    """Return the first form of random text that the schema accepts; a UUID where none is."""
    forms = list(_forms(schema.pattern or ""))
    accepted = next((form for form in forms if _is_accepted(form, schema, SAMPLES)), forms[0])
    return _in_order(accepted, schema)


def _in_order(form: Generated, schema: Schema) -> Generated:
    """Let keys sort by time where the schema takes them and they are drawn whole."""
    whole = form.digits in {0, DIGITS}
    return replace(form, ordered=whole and _is_accepted(form, schema, ORDERED))


def _forms(pattern: str) -> Iterator[Generated]:
    """Yield what could be drawn: a UUID, its digits, fewer of them, each after what is fixed."""
    fixed = _beginning(pattern)
    for digits in (0, *range(DIGITS, FEWEST - 1, -1)):
        for between in BETWEEN if fixed else BETWEEN[:1]:
            for upper in (False, True)[: 1 + bool(digits)]:
                yield Generated(kind="uuid", prefix=fixed + between, digits=digits, upper=upper)


def _beginning(pattern: str) -> str:
    """Return the characters that every match begins with: `EVT_` of `^EVT_[a-z]+$`."""
    at = int(pattern.startswith("^"))
    found = []
    while one := _FIXED.match(pattern, at):
        found.append(one[1] or one[2] or one[0])
        at = one.end()
    return "".join(found)


def _is_accepted(form: Generated, schema: Schema, samples: Iterable[uuid.UUID]) -> bool:
    texts = [spelled(form, one) for one in samples]
    if any(schema.max_length is not None and len(text) > schema.max_length for text in texts):
        return False
    try:
        return all(re.search(schema.pattern or "", text, re.ASCII) for text in texts)
    except re.error:  # a pattern that only ECMAScript has
        return form.digits == 0


def spelled(form: Generated, drawn: uuid.UUID) -> str:
    """Return the text of a UUID, as the backend spells it."""
    text = drawn.hex[: form.digits] if form.digits else str(drawn)
    return form.prefix + (text.upper() if form.upper else text)
