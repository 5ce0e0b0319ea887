"""What an endpoint takes as its body, and what a success sends back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.ir.fills import Fill
    from pactgen.ir.wire import WireType
    from pactgen.source import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyInput:
    """The request body of an endpoint."""

    name: str
    """Python identifier: `new`, `changes`, …"""
    type: WireType
    required: bool
    media_types: tuple[str, ...]
    """Those that the backend reads, first choice first; others are answered 415."""
    origin: Origin
    member: str | None = None
    """Attribute that holds the row, where the body wraps it (`{"issue": {…}}`)."""
    as_bytes: bool = False
    """Nobody takes it apart; `type` says nothing."""
    may_be_null: bool = False
    """JSON's null says as much as no body at all."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a success sends back."""

    status: int
    media_type: str | None
    """None: no content."""
    fill: Fill | None
    """None, although there is a media type: JSON's null, as the contract tells no content."""
    type: WireType | None
    """Of the whole body."""
    headers: tuple[tuple[str, Fill], ...] = ()
    """Documented headers that the backend can fill (required ones always)."""
    made: int | None = None
    """The status where the request made the row that it names, which is documented apart."""
