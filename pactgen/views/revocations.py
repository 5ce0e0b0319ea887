"""The view of revocations.py, and what services and routers do with tokens that are taken back.

Location: pactgen/views/revocations.py. Used by plan.py and the views of router and service.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, identifier
from pactgen.ir.behaviours import LogOut, RenewTokens
from pactgen.values import dataclass
from pactgen.views.blocks import Nested, Statement
from pactgen.views.bodies import sent_row
from pactgen.views.known import known

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint, Feature


@dataclass(frozen=True, slots=True, kw_only=True)
class RevocationsView:
    """Everything that revocations.py prints."""

    package: Emitted
    table: Emitted


def has_revocations(design: Design) -> bool:
    """Tell whether tokens are refused before they expire, where somebody took them back."""
    return design.revocations is not None


def revokes(design: Design, feature: Feature) -> bool:
    """Tell whether the feature's service deals with tokens that are taken back."""
    return has_revocations(design) and any(
        isinstance(each.behaviour, LogOut | RenewTokens) for each in feature.endpoints
    )


def revocations_view(design: Design) -> RevocationsView:
    """Prepare revocations.py."""
    return RevocationsView(
        package=identifier(design.package), table=identifier(known(design.revocations))
    )


def logout_method(design: Design, endpoint: Endpoint, behaviour: LogOut) -> list[Statement]:
    """Take back what the caller, the body, or both bring."""
    statements: list[Statement] = []
    if behaviour.of_caller:
        ends = "end_all_sessions" if behaviour.everywhere else "end_session"
        statements.append(f"await self._revocations.{ends}(caller)")
    if behaviour.token is None:
        return statements
    sent = sent_row(design, known(endpoint.body))
    taken = f"await self._revocations.take_back({sent.expression}.{identifier(behaviour.token)})"
    if not sent.is_optional:
        return [*statements, *sent.statements, taken]
    return [*statements, *sent.statements, f"if {sent.condition}:", Nested(taken)]


def renewal_checks(design: Design, behaviour: RenewTokens) -> list[Statement]:
    """Refuse a refresh token that was taken back; use it up, where another one is answered."""
    if not has_revocations(design):
        return []
    return [f"await self._revocations.{'redeem' if behaviour.once else 'require_live'}(caller)"]
