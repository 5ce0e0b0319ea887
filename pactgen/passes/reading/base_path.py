"""Under which path the operations are served."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pactgen.config import Config
    from pactgen.ir.contract import Contract

_SLASHES: Final = re.compile("/{2,}")


def base_path_of(contract: Contract, config: Config) -> str:
    """Return what stands before every path of the contract; empty, or it starts with a slash.

    Slashes that meet are one: `https://host/{base}` where the default of `base` is `/v1`.
    """
    server = contract.servers[0] if contract.servers else ""
    told = urlsplit(server).path if config.base_path is None else config.base_path
    path = _SLASHES.sub("/", told).rstrip("/")
    return f"/{path}" if path and not path.startswith("/") else path
