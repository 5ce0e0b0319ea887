"""Where things are: the project's root, its contract, its configuration, its overlays.

Location: pactgen/workspace/project.py. The layouts of docs/ differ from team to team, so finding is
tolerant, and two candidates of equal rank are never guessed between. Used by pipeline.py.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

from pactgen.values import dataclass

_SUFFIXES: Final = (".yaml", ".yml", ".json")
_STEMS: Final = ("api", "openapi", "swagger")
_FIRST: Final = tuple(
    f"{folder}{stem}{suffix}" for folder in ("docs/", "") for stem in _STEMS for suffix in _SUFFIXES
)
"""Looked for in this order; the first that exists is the contract."""

_SCHEMA_SUFFIXES: Final = (".sql", ".dbml")
_SCHEMA_NAME: Final = "schema"
_NO_SCHEMA: Final = ("seed", "data", "fixture", "test", "quer", "sample", "demo")
SCHEMA_COPIES: Final = "contract/schema"
"""Where a project keeps the schema that it was generated from."""

_DEEP: Final = 3
"""docs/{feature}/architecture/api.yaml is as deep as the known layouts go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ambiguous:
    """Several documents could be the contract, or none is there."""

    candidates: tuple[Path, ...]


def find_contract(root: Path) -> Path | Ambiguous:
    """Return the contract of a project whose command line and configuration name none."""
    for name in _FIRST:
        if (root / name).is_file():
            return root / name
    found = tuple(
        sorted(
            path
            for stem in _STEMS
            for suffix in _SUFFIXES
            for path in (root / "docs").glob(f"*/**/{stem}{suffix}")
        )
    )
    return found[0] if len(found) == 1 else Ambiguous(candidates=found)


def root_of(contract: Path) -> Path:
    """Return the project that a contract belongs to: the folder above docs/, else the current."""
    docs = find_docs(contract)
    return Path.cwd() if docs is None else docs.parent


def find_docs(contract: Path) -> Path | None:
    """Return the docs/ folder that a contract lies in, if it does."""
    folders = contract.absolute().parents[:_DEEP]
    return next((folder for folder in folders if folder.name == "docs"), None)


def find_overlays(contract: Path) -> tuple[Path, ...]:
    """Return the overlays beside a contract that lies in docs/, sorted by name."""
    folder = contract.absolute().parent
    if find_docs(contract) is None:
        return ()
    return tuple(sorted(path for suffix in _SUFFIXES for path in folder.glob(f"*.overlay{suffix}")))


def find_schemas(contract: Path) -> tuple[Path, ...]:
    """Return the database engineer's documents in the docs/ folder of a contract, sorted by name.

    A document called like a schema comes before any other; scripts of data and queries are none.
    """
    docs = find_docs(contract)
    if docs is None:
        return ()
    folders = tuple(dict.fromkeys((contract.absolute().parent, docs)))
    scripts = [
        path
        for folder in folders
        for suffix in _SCHEMA_SUFFIXES
        for path in sorted(folder.glob(f"*{suffix}"))
        if not path.stem.lower().startswith(_NO_SCHEMA)
    ]
    called = [path for path in scripts if _SCHEMA_NAME in path.stem.lower()]
    if called or scripts:
        return tuple(called or scripts)
    told = [path for folder in folders for path in sorted(folder.glob("*schema*.md"))]
    migrations = [folder / "migrations" for folder in folders]
    return tuple(told or [path for path in migrations if any(path.glob("*.sql"))])


def shown(path: Path, root: Path) -> str:
    """Return how a file is named in every output: relative to the project, else by its name.

    A file outside of the project goes by its name alone, so that the same input gives the same
    output wherever the two folders lie.
    """
    place = Path(os.path.abspath(path))  # noqa: PTH100 - resolve() would follow links
    top = Path(os.path.abspath(root))  # noqa: PTH100
    return place.relative_to(top).as_posix() if place.is_relative_to(top) else place.name
