"""Answers that are one column and nothing around it: `[…]` of a part, `42` for a new row.

Location: pactgen/passes/endpoints/lone_columns.py. Used by build_answers.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, Literal

from pactgen.ir.contract import ABSENT
from pactgen.ir.fills import Fill, FromColumn
from pactgen.passes.reading.columns import effective, storage_of
from pactgen.passes.reading.messages import success_of
from pactgen.passes.reading.shapes import items_of

if TYPE_CHECKING:
    from pactgen.ir.contract import Contract, Schema
    from pactgen.ir.database import Column
    from pactgen.passes.endpoints.question import Question

_WRITES: Final = frozenset({"create", "replace", "update"})
_COUNTS: Final = frozenset({"integer", "bigint"})
_KEY: Final = re.compile(r"\b(?:ids?|identifiers?|uuids?|guids?|keys?)\b", re.IGNORECASE)
_OTHER: Final = re.compile(
    r"\b(?:number|count|amount|total|affected|codes?|status|version|revision|position)\b",
    re.IGNORECASE,
)
"""What else a whole number that answers a change may tell."""


def lone_column(question: Question, schema: Schema) -> Fill | None:
    """Return the column that the whole answer is; None where it is more, or another thing."""
    verdict = question.verdict
    if not verdict.shows:
        return _key_of_row(question, schema)
    empty: Literal["[]", "{}"] = "{}" if items_of(question.contract, schema) is None else "[]"
    return FromColumn(column=verdict.shows, or_empty=empty if verdict.may_lack else None)


def _key_of_row(question: Question, schema: Schema) -> Fill | None:
    """Return the key of the row that was written: a bare whole number or UUID is its id.

    So commands answer (`Guid Create(…)`). A text is the key where the contract says so.
    """
    stored, one = question.stored, question.one
    if question.verdict.name not in _WRITES or stored is None or one.many:
        return None
    keys = [column for column in stored.table.columns if column.primary_key]
    if len(keys) != 1 or not _is_shown(question.contract, schema, keys[0]):
        return None
    success = success_of(one.operation)
    said = " ".join(
        filter(None, (schema.description, success.description if success is not None else None))
    )
    if _KEY.search(said):
        return FromColumn(column=keys[0].name)
    told = keys[0].kind == "text" or (keys[0].kind in _COUNTS and _OTHER.search(said))
    return None if told else FromColumn(column=keys[0].name)


def _is_shown(contract: Contract, schema: Schema, key: Column) -> bool:
    """Whether the answer holds any value that the key has."""
    found = effective(contract, schema)
    if found.enum is not None or found.const is not ABSENT:
        return False
    kind = storage_of(contract, schema).kind
    return kind == key.kind or {kind, key.kind} == _COUNTS
