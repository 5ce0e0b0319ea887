"""The smallest value that a schema accepts, for answers that must carry something.

Used where the contract requires a member that nothing supplies; each use is a Decision.
"""

from __future__ import annotations

import re
from typing import Final
from weakref import WeakKeyDictionary

from pactgen.ir.contract import ABSENT, Contract, Json, Property, Schema
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.pattern_texts import PatternUnsupportedError, matching
from pactgen.passes.reading.shapes import forms_of, items_of, shape_of, types_of
from pactgen.passes.words.vocabulary import bare

_FORMATS: dict[str, str] = {
    "uuid": "00000000-0000-0000-0000-000000000000",
    "date-time": "1970-01-01T00:00:00Z",
    "date": "1970-01-01",
    "time": "00:00:00Z",
    "email": "nobody@example.com",
    "uri": "about:blank",
    "url": "about:blank",
    "hostname": "localhost",
    "ipv4": "192.0.2.1",
    "ipv6": "::",
    "byte": "",
}
_ENDS: Final = frozenset(
    {"err", "error", "fail", "failed", "failure", "invalid"}
    | {"canceled", "cancelled", "declined", "deleted", "denied", "expired", "rejected"}
)
"""What nothing is when it has just been made."""
_DEPTH = 6
_path_names: WeakKeyDictionary[Contract, frozenset[str]] = WeakKeyDictionary()


def smallest(contract: Contract, schema: Schema, depth: int = 0) -> Json:
    """Return a small valid value: default, const, an enum value, else made from the bounds.

    Of an enum it is the first value that does not say that something failed or is over.
    """
    found = effective(contract, schema)
    for told in (schema.default, found.default, found.const):
        if told is not ABSENT:
            return told
    if found.enum:
        values = [value for value in found.enum if value is not None]
        well = (value for value in values if bare(str(value)) not in _ENDS)
        return next(well, values[0] if values else None)
    kinds = types_of(contract, schema)
    options = () if found.types or found.properties else found.one_of or found.any_of
    if options and "null" not in kinds and depth <= _DEPTH:
        return smallest(contract, min(options, key=lambda one: _size(contract, one)), depth + 1)
    if not kinds and (found.items is not None or found.prefix_items):
        return []
    if "null" in kinds or not kinds or depth > _DEPTH:
        return None
    if "object" in kinds:
        return _object(contract, schema, depth)
    if "array" in kinds:
        return _array(contract, schema, found, depth)
    if "string" in kinds:
        return _text(found)
    if "boolean" in kinds:
        return False
    return _number(found, whole="integer" in kinds)


def smallest_member(contract: Contract, member: Property, depth: int = 0) -> Json:
    """Return the smallest value of a property; what paths name things by is no empty text."""
    value = smallest(contract, member.schema, depth)
    if value != "" or effective(contract, member.schema).max_length == 0:
        return value
    return "-" if bare(member.name) in _names_in_paths(contract) else value


def _names_in_paths(contract: Contract) -> frozenset[str]:
    """Return what path parameters are called, without case and separators."""
    if contract not in _path_names:
        _path_names[contract] = frozenset(
            bare(parameter.name)
            for operation in contract.operations
            for parameter in operation.parameters
            if parameter.location == "path"
        )
    return _path_names[contract]


def _size(contract: Contract, schema: Schema) -> int:
    """Rank an alternative: scalars are smaller than lists, and those than objects."""
    kinds = types_of(contract, schema)
    return 3 if not kinds else 2 if "object" in kinds else int("array" in kinds)


def _object(contract: Contract, schema: Schema, depth: int) -> Json:
    members = list(shape_of(contract, schema).properties)
    for form in forms_of(contract, schema)[:1]:
        members += shape_of(contract, form).properties
    return {
        member.name: smallest_member(contract, member, depth + 1)
        for member in members
        if member.required
    }


def _array(contract: Contract, schema: Schema, found: Schema, depth: int) -> Json:
    items = items_of(contract, schema)
    if items is None or not found.min_items:
        return []
    return [smallest(contract, items, depth + 1) for _ in range(found.min_items)]


def _text(found: Schema) -> str:
    if found.format in _FORMATS:
        return _FORMATS[found.format]
    least = found.min_length or 0
    if found.pattern is not None:
        return _in_form(found.pattern, least) or _example(found) or "-" * least
    return "-" * least


def _in_form(pattern: str, least: int) -> str | None:
    """Return a text of the pattern that stands for nothing; None where none can be written."""
    try:
        text = matching(pattern, minimum=least)
        return text if re.search(pattern, text) and len(text) >= least else None
    except (PatternUnsupportedError, re.error):
        return None


def _example(found: Schema) -> str | None:
    """Return the contract's own text: the only one that is known to be valid."""
    return next((one for one in found.examples if isinstance(one, str)), None)


def _number(found: Schema, *, whole: bool) -> int | float:
    step = found.multiple_of or 1
    low = found.minimum if found.minimum is not None else None
    if found.exclusive_minimum is not None:
        low = found.exclusive_minimum + step
    high = found.maximum if found.maximum is not None else found.exclusive_maximum
    value: int | float = 0
    if low is not None and low > 0:
        value = -(-low // step) * step
    elif high is not None and high < 0:
        value = (high // step) * step
    return int(value) if whole else value
