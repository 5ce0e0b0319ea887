"""Under which path the operations are served."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from pactgen.config import Config
    from pactgen.ir.contract import Contract


def base_path_of(contract: Contract, config: Config) -> str:
    """Return what stands before every path of the contract; empty, or it starts with a slash."""
    server = contract.servers[0] if contract.servers else ""
    told = urlsplit(server).path if config.base_path is None else config.base_path
    path = told.rstrip("/")
    return f"/{path}" if path and not path.startswith("/") else path
