"""What stands in members of an answer that must be there and that nothing fills.

Location: pactgen/passes/endpoints/receipts.py. Used by build_answers.py. An answer may repeat its
own status, a list that is not cut is page 1 of 1, and a text says at least `OK`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.contract import ABSENT
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.samples import smallest
from pactgen.passes.reading.shapes import types_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import singular
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Json, Property, Schema

_STATUS: Final = frozenset(
    {"httpcode", "httpstatus", "httpstatuscode", "responsecode", "status", "statuscode"}
)
_THINGS: Final = frozenset(
    {"created", "entity", "inserted", "item", "new", "object", "record", "resource"}
)
"""What an answer calls whatever was written."""
_LEAST: Final = 3
_NUMBERS: Final = frozenset({"integer", "number"})


def receipt(
    contract: Contract, member: Property, *, status: int, is_whole: bool, is_shown: bool
) -> Json:
    """Return what stands in such a member.

    Args:
        contract: what its schema may refer to.
        member: of the answer, outside of its rows.
        status: of the answer.
        is_whole: the answer is a list that is not cut into pages.
        is_shown: a text that its schema shows is what it says.
    """
    found = effective(contract, member.schema)
    told = types_of(contract, member.schema) - {"null"}
    if told and told <= _NUMBERS and found.enum is None and found.const is ABSENT:
        number = _number(bare(member.name), found, status, is_whole=is_whole)
        if number is not None:
            return number
    value = smallest(contract, member.schema)
    if value == "" or (isinstance(value, str) and not value.strip("-") and found.enum is None):
        return _phrase(value, found, is_shown=is_shown)
    return value


def _number(name: str, schema: Schema, status: int, *, is_whole: bool) -> int | None:
    """Return the status, as it is or as the contract shows it, or the only page."""
    if name in _STATUS | {"code"}:
        shown = next((each for each in schema.examples if type(each) is int), None)
        says = name in _STATUS or "http" in (schema.description or "").lower()
        told = status if says and shown is None else shown
    else:
        told = 1 if is_whole and name in vocabulary.PAGE | vocabulary.PAGES else None
    return told if told is not None and _is_within(schema, told) else None


def _is_within(schema: Schema, number: int) -> bool:
    least, most = schema.minimum, schema.maximum
    return (least is None or number >= least) and (most is None or number <= most)


def _phrase(least: str, schema: Schema, *, is_shown: bool) -> str:
    shown = [each for each in schema.examples if isinstance(each, str) and each]
    phrase = shown[0] if shown and is_shown else "OK"
    length = len(least)
    return phrase if len(phrase) >= length else phrase + "." * (length - len(phrase))


def means_key(name: str, nouns: tuple[str, ...]) -> bool:
    """Tell whether a member beside the row, in small letters, is the key of what was written.

    It is called after the thing, or its start (`doc_id` of `documents`), or as any thing is.
    """
    stem = name.removesuffix("id")
    if not stem or stem == name:
        return False
    called = {bare(word) for noun in nouns for word in (noun, singular(noun))}
    starts = len(stem) >= _LEAST and any(each.startswith(stem) for each in called)
    return stem in called | _THINGS or starts
