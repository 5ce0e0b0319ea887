"""Defaults that their own schema allows: others are read as what they spell, or dropped.

Location: pactgen/readers/openapi/defaults.py. Used by `lower_schema`.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import orjson

from pactgen.ir.contract import ABSENT, Absent, Json, Schema
from pactgen.readers.openapi.instance import violation
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.readers.openapi.instance import Follow


def with_default(schema: Schema, follow: Follow, report: Callable[..., None]) -> Schema:
    """Keep a default that the schema allows; read text as the value it spells; drop others."""
    value = schema.default
    reason = None if value is ABSENT else violation(value, schema, follow)
    if value is ABSENT or reason is None:
        return schema
    meant = _spelt(value)
    readable = meant is not ABSENT and violation(meant, schema, follow) is None
    report(
        "repair-default",
        schema.origin.child("default"),
        value=as_json(value),
        reason=reason,
        reading=f"as {as_json(meant)}" if readable else "as no default",
    )
    return replace(schema, default=meant if readable else ABSENT)


def _spelt(value: Json) -> Json | Absent:
    """Return the value that a text spells, or the text that a number spells."""
    if isinstance(value, str):
        try:
            meant: Json = orjson.loads(value)
        except orjson.JSONDecodeError:
            return ABSENT
        return meant
    return as_json(value) if isinstance(value, bool | int | float) else ABSENT


def as_json(value: Json | Absent) -> str:
    """Return a value as messages quote it."""
    return "" if value is ABSENT else json.dumps(value, ensure_ascii=False)
