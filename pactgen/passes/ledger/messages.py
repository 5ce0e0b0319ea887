"""The keywords of request bodies, responses, media types, encodings and headers.

Location: pactgen/passes/ledger/messages.py. Used by `account`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.ledger.fates import (
    DOCUMENTED,
    ENFORCED,
    NOT_SERVED,
    USED,
    Fate,
    gravest,
    unsupported,
)
from pactgen.passes.ledger.schemas import ANNOTATIONS, fate_by_ways
from pactgen.passes.ledger.texts import OTHER_SPELLING
from pactgen.passes.reading.messages import JSON, essence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Json
    from pactgen.ir.statement import Statement
    from pactgen.passes.ledger.reach import Reach

_PARTS: Final = unsupported("the parts of a body are not looked at by themselves", "MEDIUM")
_STREAMS: Final = unsupported("the items of a stream are not looked at", "HIGH")
_ENCODINGS: Final = frozenset({"encoding", "itemEncoding", "prefixEncoding"})
_ENCODING_WORDS: Final = frozenset(
    {
        "contentType", "headers", "style", "explode", "allowReserved", "encoding",
        "itemEncoding", "prefixEncoding",
    }
)  # fmt: skip
_DESCRIBING: Final = frozenset({"description", "summary", "example", "examples", "links"})


def body_fate(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what becomes of a keyword of a request body, or of the `body` parameter of 2.0."""
    if word in _DESCRIBING:
        return DOCUMENTED
    if word in {"$ref", "in", "name"}:
        return USED
    fates = reach.bodies.get(said.origin)
    if fates is None:
        return NOT_SERVED
    match word:
        case "content":
            return gravest(fates)
        case "schema":
            return gravest((*fates, *reach.media.get(said.origin, ())))
        case "required":
            return ENFORCED if said.node[word] is True else USED
        case _:
            return None


def media_fate(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what becomes of a keyword of a media type."""
    if word in _DESCRIBING:
        return DOCUMENTED
    if word == "$ref":
        return USED
    fates = reach.media.get(said.origin)
    if fates is None:
        return NOT_SERVED
    if word == "schema":
        return gravest(fates)
    if word == "itemSchema":
        return _STREAMS
    if word not in _ENCODINGS:
        return None
    if ENFORCED not in fates:
        return DOCUMENTED
    encodings = said.node[word]
    if word != "encoding" or not isinstance(encodings, dict):
        return _PARTS
    told = (
        _encoded(name, one) for one in encodings.values() if isinstance(one, dict) for name in one
    )
    return gravest(told) or USED


def encoding_fate(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what becomes of a keyword of an encoding."""
    if word not in _ENCODING_WORDS:
        return None
    holder = said.origin
    while holder.pointer and holder not in reach.media:
        holder = holder.parent()
    if ENFORCED not in reach.media.get(holder, ()):
        return DOCUMENTED
    return _encoded(word, said.node)


def _encoded(word: str, encoding: Mapping[str, Json]) -> Fate:
    """Return what becomes of a keyword of an encoding of a body that is read."""
    match word:
        case "style" | "explode":
            style, exploded = encoding.get("style", "form"), encoding.get("explode") is not False
            return (
                USED if style == "deepObject" or (style == "form" and exploded) else OTHER_SPELLING
            )
        case "contentType" if essence(str(encoding[word])) == JSON:
            return USED
        case "allowReserved":
            return USED
        case _:
            return _PARTS


def response_fate(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what becomes of a keyword of a response."""
    if word in _DESCRIBING:
        return DOCUMENTED
    if word == "$ref":
        return USED
    if said.origin not in reach.responses:
        return NOT_SERVED
    match word:
        case "headers" | "content":
            return USED if reach.responses[said.origin] else DOCUMENTED
        case "schema":
            return gravest(reach.media.get(said.origin, (NOT_SERVED,)))
        case _:
            return None


def header_fate(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what becomes of a keyword of a response header."""
    if word in _DESCRIBING or word in {"deprecated", "style", "explode"}:
        return DOCUMENTED
    if word == "$ref":
        return USED
    fates = reach.headers.get(said.origin)
    if fates is None:
        return NOT_SERVED
    match word:
        case "schema" | "content" | "type":
            return gravest(fates)
        case "required" if said.node[word] is True:
            return gravest(fates)
        case "required":
            return DOCUMENTED
        case _:
            ways = reach.ways.to(said.origin)
            return fate_by_ways(word, said.node, ways, reach) if ways else DOCUMENTED


def items_fate(word: str, said: Statement, reach: Reach) -> Fate:
    """Return what becomes of a keyword of the items of a parameter or header of 2.0."""
    ways = reach.ways.to(said.origin)
    if word in ANNOTATIONS:
        return DOCUMENTED
    return fate_by_ways(word, said.node, ways, reach) if ways else NOT_SERVED
