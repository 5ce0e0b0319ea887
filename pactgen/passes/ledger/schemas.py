"""The keywords of schemas: what becomes of each, by the ways that lead to the schema.

Location: pactgen/passes/ledger/schemas.py. Uses `checks` for bodies; used by `account`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.ledger.checks import checked, is_assertion
from pactgen.passes.ledger.fates import (
    BESIDE_REFERENCE,
    DOCUMENTED,
    EXTENSION,
    NOT_SERVED,
    UNCHECKED_PART,
    USED,
    Fate,
    documented,
    gravest,
    unsupported,
)
from pactgen.passes.ledger.texts import NOT_READ
from pactgen.passes.ledger.ways import (
    ANSWER,
    BODY,
    BYTES,
    OTHER,
    SILENT,
    TEXT,
    UNREAD,
    UNSENT,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Json
    from pactgen.ir.statement import Statement
    from pactgen.passes.ledger.reach import Reach

ANNOTATIONS: Final = frozenset(
    {
        "title", "description", "example", "examples", "externalDocs", "deprecated", "$comment",
        "$vocabulary", "$dynamicAnchor", "contentMediaType", "contentSchema", "x-example",
    }
)  # fmt: skip
_NAMING: Final = frozenset({"$schema", "$id", "$anchor", "$defs", "definitions"})
_PASSIVE: Final = (
    (SILENT, documented("messages in this direction leave the property out")),
    (UNREAD, documented(NOT_READ.why or "")),
    (BYTES, documented("the body is passed on as bytes")),
    (UNSENT, documented("the backend does not send this answer or header")),
    (OTHER, documented("the body is checked by the schema of another media type")),
)
_ANY_OPTION: Final = Fate("used", "a text is read as the first option that it fits")
_OTHERS: Final = documented("a parameter that nobody knows is ignored")
_NO_NULL: Final = documented("text has no null")
_NOT_IN_ANSWERS: Final = unsupported("answers are not checked against it", "MEDIUM")


def schema_fate(word: str, said: Statement, reach: Reach) -> Fate:
    """Return what becomes of a keyword of a schema."""
    if word in ANNOTATIONS:
        return DOCUMENTED
    ways = reach.ways.to(said.origin)
    if not ways:
        return UNCHECKED_PART if reach.ways.lead_around(said.origin) else NOT_SERVED
    return fate_by_ways(word, said.node, ways, reach)


def fate_by_ways(word: str, node: Mapping[str, Json], ways: int, reach: Reach) -> Fate:
    """Return what becomes of a keyword of a schema that is met by these ways."""
    if word.startswith("x-"):
        return USED if word.startswith("x-pactgen-") or word == "x-nullable" else EXTENSION
    if word == "$ref" or word in _NAMING:
        return USED
    if not reach.modern and "$ref" in node:
        return BESIDE_REFERENCE
    if word == "xml":
        return USED if reach.reads_xml and ways & BODY else DOCUMENTED
    found = gravest(_fates(word, node, ways))
    if found is not None:
        return found
    return next((fate for way, fate in _PASSIVE if ways & way), NOT_SERVED)


def part_fate(said: Statement, fate: Fate, reach: Reach) -> Fate:
    """Return what becomes of a keyword of an object inside a schema: discriminator or XML."""
    ways = reach.ways.to(said.origin.parent())
    if not ways:
        return NOT_SERVED
    return USED if fate is DOCUMENTED and reach.reads_xml and ways & BODY else fate


def _fates(word: str, node: Mapping[str, Json], ways: int) -> Iterator[Fate]:
    if ways & BODY:
        yield checked(word, node, ways)
    if ways & TEXT:
        yield _read(word, node, ways)
    if ways & ANSWER:
        yield USED if is_assertion(word) else _answered(word, node, ways)


def _read(word: str, node: Mapping[str, Json], ways: int) -> Fate:
    """Return what becomes of a keyword in a parameter."""
    fate = checked(word, node, ways)
    if fate.status != "enforced":
        return fate
    match word:
        case "additionalProperties" if node[word] is False:
            return _OTHERS
        case "oneOf" if not _is_one_type(node[word]):
            return _ANY_OPTION
        case "nullable":
            return _NO_NULL
        case _:
            return fate


def _is_one_type(options: Json) -> bool:
    """Tell whether all options are numbers, or all texts, so that a text may fit several."""
    listed = options if isinstance(options, list) else []
    types = [one.get("type") if isinstance(one, dict) else None for one in listed]
    return bool(types) and None not in types and types.count(types[0]) == len(types)


def _answered(word: str, node: Mapping[str, Json], ways: int) -> Fate:
    """Return what becomes of a keyword in an answer when no type of an answer says it."""
    fate = checked(word, node, ways)
    unknown = fate.status == "unsupported" and fate.level == "HIGH"
    return _NOT_IN_ANSWERS if unknown else fate
