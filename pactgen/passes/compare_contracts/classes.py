"""The classes of changes that a contract can go through, and which of them break clients.

Location: pactgen/passes/compare_contracts/classes.py. A change breaks when a request that was right
before may be refused now, or an answer may hold what a client was told not to expect. docs/
regenerating.md prints this table.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.source import Origin

Kind = Literal[
    "operation-removed",
    "operation-added",
    "operation-deprecated",
    "base-path-changed",
    "parameter-removed",
    "parameter-added",
    "parameter-required-added",
    "parameter-became-required",
    "parameter-became-optional",
    "body-removed",
    "body-added",
    "body-required-added",
    "body-became-required",
    "body-became-optional",
    "request-media-removed",
    "request-media-added",
    "request-property-removed",
    "request-property-added",
    "request-required-property-added",
    "request-property-became-required",
    "request-property-became-optional",
    "request-narrowed",
    "request-widened",
    "success-removed",
    "success-added",
    "failure-removed",
    "failure-added",
    "response-media-removed",
    "response-media-added",
    "response-property-removed",
    "response-property-added",
    "response-property-became-optional",
    "response-property-became-required",
    "response-narrowed",
    "response-widened",
    "security-tightened",
    "security-loosened",
]

BREAKING: Final[Mapping[Kind, bool]] = MappingProxyType(
    {
        "operation-removed": True,
        "operation-added": False,
        "operation-deprecated": False,
        "base-path-changed": True,
        "parameter-removed": True,
        "parameter-added": False,
        "parameter-required-added": True,
        "parameter-became-required": True,
        "parameter-became-optional": False,
        "body-removed": True,
        "body-added": False,
        "body-required-added": True,
        "body-became-required": True,
        "body-became-optional": False,
        "request-media-removed": True,
        "request-media-added": False,
        "request-property-removed": True,
        "request-property-added": False,
        "request-required-property-added": True,
        "request-property-became-required": True,
        "request-property-became-optional": False,
        "request-narrowed": True,
        "request-widened": False,
        "success-removed": True,
        "success-added": False,
        "failure-removed": False,
        "failure-added": False,
        "response-media-removed": True,
        "response-media-added": False,
        "response-property-removed": True,
        "response-property-added": False,
        "response-property-became-optional": True,
        "response-property-became-required": False,
        "response-narrowed": False,
        "response-widened": True,
        "security-tightened": True,
        "security-loosened": False,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractChange:
    """One thing that is different for clients."""

    kind: Kind
    operation: str
    """`GET /bookings`."""
    subject: str
    """What it is about, e.g. `body.note` or `200.items[].price`."""
    says: str
    """What was and what is, for people."""
    origin: Origin
    """In the new contract; in the old one for what is gone."""

    @property
    def breaking(self) -> bool:
        """A client of the old contract may fail."""
        return BREAKING[self.kind]
