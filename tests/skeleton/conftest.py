"""A backend without features: the skeleton, rendered once, importable as `skeleton_sample`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import copier
import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

SKELETON = Path(__file__).parents[2] / "templates" / "fastapi" / "skeleton"
PACKAGE = "skeleton_sample"

ANSWERS = {
    "package": PACKAGE,
    "project": "skeleton-sample",
    "title_docstring": "The title of a contract.",
    "title_markdown": "The title of a contract",
}

# What follows the contract is not part of the skeleton; here the contract is empty.
GENERATED = {
    "features.py": """
        BASE_PATH = "/v1"
        ROUTERS = ()
    """,
    "failures.py": """
        DEFAULT_SHAPE = None
        BY_OPERATION = {}
        INVALID_INPUT = {"old": 400}
    """,
    "schemes.py": f"""
        from {PACKAGE}.security import ApiKey, Basic, Bearer, Unsupported

        SCHEMES = {{
            "token": Bearer(scopes=("read", "write")),
            "header": ApiKey(place="header", name="X-Key"),
            "query": ApiKey(place="query", name="key"),
            "cookie": ApiKey(place="cookie", name="session"),
            "basic": Basic(),
            "digest": Unsupported(),
        }}
    """,
    "contract.json": """
        {"openapi": "3.1.0", "info": {"title": "Sample", "version": "1"}, "paths": {}}
    """,
}


@pytest.fixture(scope="session", autouse=True)
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Render the backend and put it on the path."""
    project = tmp_path_factory.mktemp("skeleton") / "project"
    copier.run_copy(str(SKELETON), project, data=ANSWERS, defaults=True, quiet=True)
    for name, text in GENERATED.items():
        lines = [line.removeprefix(" " * 8) for line in text.strip("\n").splitlines()]
        (project / "src" / PACKAGE / name).write_text("\n".join(lines))
    sys.path.insert(0, str(project / "src"))
    yield project
    sys.path.remove(str(project / "src"))
