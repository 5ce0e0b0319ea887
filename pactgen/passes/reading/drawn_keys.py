"""How a new row gets its key: counted, drawn, or random text in the form of the contract.

Location: pactgen/passes/reading/drawn_keys.py. Used by the passes that design tables.
"""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Final

from pactgen.ir.database import ALPHABETS, DIGITS, DrawnPart, Generated
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.drawn_forms import drawn_parts
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract, Schema

FEWEST: Final = 8
"""Fewer would clash too soon."""
NUMBER: Final = "^1[0-9]{14}$"
"""Texts that spell whole numbers: JavaScript holds each exactly."""
BETWEEN: Final = ("", "-", "_", ":")
"""What may stand between the fixed beginning and what is drawn."""
_UNDRAWN: Final = frozenset({"ipv4", "ipv6", "date", "date-time", "time", "email", "uri"})
"""Formats of texts that no random one has."""
_VERSION: Final = 0xF << 76
_HASHED: Final = tuple(uuid.uuid5(uuid.NAMESPACE_OID, str(number)).int for number in range(8))
"""Each has digits and letters; a form that takes all of them takes any."""
SAMPLES: Final = tuple(uuid.UUID(int=one & ~_VERSION | 0x4 << 76) for one in _HASHED)
ORDERED: Final = tuple(uuid.UUID(int=one & ~_VERSION | 0x7 << 76) for one in _HASHED)
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
    """Return the first form of random text that the schema accepts; a UUID where none is.

    A text that fills in the parts of the pattern comes last: UUIDs sort by time, and people know
    them.
    """
    forms = list(_forms(schema.pattern or ""))
    others = (Generated(kind="form", parts=parts) for parts in drawn_parts(schema.pattern or ""))
    every = (form for form in (*forms, *others) if _is_accepted(form, schema, SAMPLES))
    return _in_order(next(every, forms[0]), schema)


def _in_order(form: Generated, schema: Schema) -> Generated:
    """Let keys sort by time where the schema takes them and they are drawn whole."""
    whole = form.kind == "uuid" and form.digits in {0, DIGITS}
    return replace(form, ordered=whole and _is_accepted(form, schema, ORDERED))


def takes_drawn(form: Generated, schema: Schema) -> bool:
    """Whether a schema takes the texts that are drawn in this form."""
    return schema.format not in _UNDRAWN and _is_accepted(form, schema, SAMPLES)


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
    if any(len(text) < (schema.min_length or 0) for text in texts):
        return False
    try:
        return all(re.search(schema.pattern or "", text, re.ASCII) for text in texts)
    except re.error:  # a pattern that only ECMAScript has
        return form.digits == 0


def spelled(form: Generated, drawn: uuid.UUID) -> str:
    """Return the text of a UUID, as the backend spells it."""
    if form.kind == "form":
        return "".join(_filled(part, drawn.int) for part in form.parts)
    text = drawn.hex[: form.digits] if form.digits else str(drawn)
    return form.prefix + (text.upper() if form.upper else text)


def _filled(part: DrawnPart, chance: int) -> str:
    if part.alphabet is None:
        return part.text
    characters = ALPHABETS[part.alphabet]
    return "".join(characters[(chance >> 3 * at) % len(characters)] for at in range(part.length))
