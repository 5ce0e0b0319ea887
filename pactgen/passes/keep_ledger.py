"""Account for what the contract says and the backend does not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.design import Custom, Design, Endpoint, LedgerRow, UnusedRole
from pactgen.passes.messages import essence

if TYPE_CHECKING:
    from pactgen.passes.model_wire import WireBuilder


def keep_ledger(design: Design, wire: WireBuilder) -> tuple[LedgerRow, ...]:
    """Return the rows of the ledger: operations, parameters, media types, schema keywords."""
    rows: list[LedgerRow] = []
    for endpoint in design.endpoints:
        custom = isinstance(endpoint.behaviour, Custom)
        rows.append(
            LedgerRow(
                origin=endpoint.operation.origin,
                keyword=endpoint.operation.method,
                status="unsupported" if custom else "enforced",
                why=endpoint.behaviour.reason if isinstance(endpoint.behaviour, Custom) else None,
                level="HIGH" if custom else None,
            )
        )
        rows.extend(
            LedgerRow(
                origin=part.parameter.origin,
                keyword="parameters",
                status="documented",
                why=part.role.reason,
                level="MEDIUM",
            )
            for part in endpoint.inputs
            if isinstance(part.role, UnusedRole) and not custom
        )
        rows.extend(_media(endpoint))
    rows.extend(
        LedgerRow(
            origin=design.contract.origin.child("webhooks", name),
            keyword="webhooks",
            status="documented",
            why="The backend serves the API; calling out is the service's business.",
            level="LOW",
        )
        for name in design.contract.webhooks
    )
    rows.extend(wire.ledger())
    return tuple(sorted(rows, key=lambda row: (row.origin, row.keyword, row.status)))


def _media(endpoint: Endpoint) -> list[LedgerRow]:
    """Content types of the body that the backend answers 415 to."""
    body = endpoint.operation.body
    if body is None or endpoint.body is None:
        return []
    return [
        LedgerRow(
            origin=entry.origin,
            keyword="content",
            status="unsupported",
            why=f"{entry.content_type} is answered 415.",
            level="MEDIUM",
        )
        for entry in body.media
        if essence(entry.content_type) not in endpoint.body.media_types
    ]
