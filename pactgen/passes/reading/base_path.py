"""Under which path the operations are served."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from pactgen.config import Config
    from pactgen.ir.contract import Contract

_SLASHES: Final = re.compile("/{2,}")
_URL: Final = re.compile("(?:[^:/?#]+:)?(?://(?P<host>[^/?#]*))?(?P<path>[^?#]*)")
"""A URI by RFC 3986, appendix B: hosts of contracts are `[your-host]`, which `urllib` refuses."""


def base_path_of(contract: Contract, config: Config) -> str:
    """Return what stands before every path of the contract; empty, or it starts with a slash.

    Slashes that meet are one: `https://host/{base}` where the default of `base` is `/v1`.
    """
    server = contract.servers[0] if contract.servers else ""
    told = halves(server)[1] if config.base_path is None else config.base_path
    path = _SLASHES.sub("/", told).rstrip("/")
    return f"/{path}" if path and not path.startswith("/") else path


def halves(url: str) -> tuple[str, str]:
    """Return the host of a server's URL and the path behind it; either may be empty."""
    found = _URL.match(url.strip())
    return ("", "") if found is None else (found["host"] or "", found["path"])
