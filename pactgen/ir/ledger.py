"""What became of the input: keyword by keyword, and what it should have said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.decisions.decision import Level
    from pactgen.ir.contract import Json
    from pactgen.source import Origin

LedgerStatus = Literal["enforced", "used", "documented", "unsupported"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerRow:
    """What became of one keyword of the input."""

    origin: Origin
    """The keyword itself."""
    holder: str
    """The kind of object that it stands in: `schema`."""
    keyword: str
    status: LedgerStatus
    why: str | None = None
    level: Level | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class LedgerEntry:
    """What became of all keywords of one sort: rows that differ in their place only."""

    holder: str
    keyword: str
    status: LedgerStatus
    why: str | None = None
    level: Level | None = None
    count: int
    places: tuple[Origin, ...]
    """The first few."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gap:
    """An answer that must exist and that the contract does not document."""

    operation: Origin
    operation_label: str
    path: str
    method: str
    status: int
    when: str
    """Why the backend sends it, one sentence."""
    content: Mapping[str, Json] | None
    """The `content` map to document, None for none."""
    headers: tuple[str, ...] = ()
