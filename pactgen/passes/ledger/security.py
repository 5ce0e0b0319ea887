"""The keywords of security schemes.

Location: pactgen/passes/ledger/security.py. Used by `account`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.passes.ledger.fates import (
    DOCUMENTED,
    ENFORCED,
    USED,
    Fate,
    documented,
    unsupported,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import SecurityScheme
    from pactgen.ir.statement import Statement
    from pactgen.passes.ledger.reach import Reach

_NOT_ASKED: Final = documented("no operation asks for the scheme")
_REFUSED: Final = unsupported("nothing verifies such credentials: they are refused", "HIGH")
_ELSEWHERE: Final = documented("tokens are issued elsewhere; settings name the keys")
_SCHEME: Final[Mapping[str, Fate]] = {
    **dict.fromkeys(("type", "name", "in", "scheme"), ENFORCED),
    **dict.fromkeys(("$ref", "flows", "flow", "scopes"), USED),
    **dict.fromkeys(("description", "deprecated", "bearerFormat"), DOCUMENTED),
    **dict.fromkeys(
        (
            "openIdConnectUrl", "oauth2MetadataUrl", "authorizationUrl", "tokenUrl", "refreshUrl",
            "deviceAuthorizationUrl",
        ),
        _ELSEWHERE,
    ),
}  # fmt: skip
TABLES: Final[Mapping[str, Mapping[str, Fate]]] = {
    "OAuth flows object": dict.fromkeys(
        ("implicit", "password", "clientCredentials", "authorizationCode", "deviceAuthorization"),
        USED,
    ),
    "OAuth flow": {
        "scopes": USED,
        **dict.fromkeys(
            ("authorizationUrl", "tokenUrl", "refreshUrl", "deviceAuthorizationUrl"), _ELSEWHERE
        ),
    },
}


def scheme_fate(word: str, said: Statement, reach: Reach) -> Fate | None:
    """Return what becomes of a keyword of a security scheme."""
    fate = _SCHEME.get(word)
    scheme = reach.schemes.get(said.origin)
    if fate is not ENFORCED or scheme is None:
        return fate
    if scheme.key not in reach.asked:
        return _NOT_ASKED
    return ENFORCED if _is_verified(scheme) else _REFUSED


def _is_verified(scheme: SecurityScheme) -> bool:
    if scheme.type == "http":
        return scheme.scheme in {"bearer", "basic"}
    return scheme.type != "mutualTLS"
