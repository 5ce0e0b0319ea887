"""The views of token_issuer.py and callers.py: logging in, and the caller's own row.

Location: pactgen/views/accounts.py. Used by plan.py and skeleton.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, identifier
from pactgen.ir.behaviours import LogIn
from pactgen.values import dataclass
from pactgen.views.access import takes_caller
from pactgen.views.fills import issues_tokens

if TYPE_CHECKING:
    from pactgen.ir.design import Design


@dataclass(frozen=True, slots=True, kw_only=True)
class TokensView:
    """Everything that token_issuer.py prints."""

    package: Emitted
    compares_texts: bool
    """Some passwords are kept as they came."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CallersView:
    """Everything that callers.py prints."""

    package: Emitted


def has_logins(design: Design) -> bool:
    """Tell whether an operation issues tokens: to log in, to stay so, or to sign up."""
    return any(issues_tokens(each) for each in design.endpoints)


def has_callers(design: Design) -> bool:
    """Tell whether an operation asks who is calling: for that row, or what it says."""
    asked = any(takes_caller(each) or each.of_tenant for each in design.endpoints)
    return asked or design.person is not None


def tokens_view(design: Design) -> TokensView:
    """Prepare token_issuer.py."""
    behaviours = [each.behaviour for each in design.endpoints]
    texts = any(isinstance(each, LogIn) and not each.is_hashed for each in behaviours)
    return TokensView(package=identifier(design.package), compares_texts=texts)


def callers_view(design: Design) -> CallersView:
    """Prepare callers.py."""
    return CallersView(package=identifier(design.package))
