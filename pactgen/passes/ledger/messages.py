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

if TYPE_CHECKING:
    from pactgen.ir.statement import Statement
    from pactgen.passes.ledger.reach import Reach
    from pactgen.source import Origin

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
_REQUEST: Final = "requestBody"


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
    return _PARTS if _is_request(said.origin) and ENFORCED in fates else DOCUMENTED


def encoding_fate(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what becomes of a keyword of an encoding: the same as of the encoding."""
    if word not in _ENCODING_WORDS:
        return None
    holder = said.origin
    while holder.pointer and holder not in reach.media:
        holder = holder.parent()
    is_read = ENFORCED in reach.media.get(holder, ()) and _is_request(holder)
    return _PARTS if is_read else DOCUMENTED


def _is_request(place: Origin) -> bool:
    steps = place.pointer.split("/")
    return "requestBody" in steps or "requestBodies" in steps or "responses" not in steps


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
