"""Contracts to scaffold, and the projects that come out of them.

The examples of this repository always take part. `PACTGEN_SPECS` may name folders and files with
further OpenAPI documents, as PATH does; `PACTGEN_SPECS_ONLY` limits them to some, by their names.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, ClassVar

import yaml

ROOT = Path(__file__).parents[2]
SUFFIXES = (".yaml", ".yml", ".json")
TIMEOUT = 600


def contracts() -> list[Path]:
    """Return every contract to test with."""
    examples = sorted((ROOT / "examples").glob("*/docs/api.*"))
    only = set(filter(None, os.environ.get("PACTGEN_SPECS_ONLY", "").split(",")))
    further = [
        path
        for named in filter(None, os.environ.get("PACTGEN_SPECS", "").split(os.pathsep))
        for path in _documents(Path(named))
        if not only or name_of(path) in only
    ]
    return [*examples, *further]


def _documents(named: Path) -> list[Path]:
    if named.is_file():
        return [named]
    return sorted(path for path in named.iterdir() if path.suffix in SUFFIXES)


def name_of(contract: Path) -> str:
    """Return a short name for a contract: of its file, or of the folder that holds its tree."""
    return contract.parent.parent.name if contract.stem in {"api", "openapi"} else contract.stem


def load(path: Path) -> dict[str, Any]:
    """Read a document; YAML dates stay text, as JSON has none."""
    text = path.read_text(encoding="utf-8")
    document: dict[str, Any] = (
        json.loads(text) if path.suffix == ".json" else yaml.load(text, Loader=JsonLoader)  # noqa: S506 - a safe loader
    )
    return document


def refers_to_files(node: Any) -> bool:
    """Whether a document is the root of a tree."""
    match node:
        case dict():
            reference = node.get("$ref")
            outside = isinstance(reference, str) and not reference.startswith("#")
            return outside or any(map(refers_to_files, node.values()))
        case list():
            return any(map(refers_to_files, node))
        case _:
            return False


class JsonLoader(yaml.CSafeLoader):
    """A safe loader that knows the types of JSON only."""

    yaml_implicit_resolvers: ClassVar = {
        first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
        for first, pairs in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }


@dataclass(frozen=True)
class Project:
    """A scaffolded project and what pactgen said about it."""

    contract: Path
    folder: Path
    report: dict[str, Any]

    @cached_property
    def document(self) -> dict[str, Any]:
        """The original document; of a tree of files the one that the backend serves."""
        written = load(self.contract)
        if not refers_to_files(written):
            return written
        return load(self.folder / "src" / self.report["package"] / "contract.json")

    @cached_property
    def merged(self) -> dict[str, Any]:
        """The original with the answers that it forgot."""
        target = self.folder.parent / f"{self.folder.name}-merged.json"
        done = pactgen("gaps", self.contract, "--merged", "--output", target)
        assert done.returncode == 0, done.stderr
        return load(target)

    @property
    def merged_file(self) -> Path:
        """The file of `merged`."""
        assert self.merged
        return self.folder.parent / f"{self.folder.name}-merged.json"

    @property
    def custom(self) -> frozenset[str]:
        """The operations that honestly answer 501, by their labels."""
        return frozenset(one["operation"] for one in self.report["operations"]["custom"])


def pactgen(
    *arguments: str | Path, python: Path = Path(sys.executable), **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the command line of this repository."""
    return subprocess.run(
        [str(python), "-m", "pactgen", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
        capture_output=True,
        check=False,
        text=True,
        timeout=TIMEOUT,
    )


def scaffold(
    contract: Path, folder: Path, *, python: Path = Path(sys.executable), **env: str
) -> Project:
    """Scaffold without proving, and demand success."""
    done = pactgen(
        "scaffold", contract, "--out", folder, "--no-prove", "--json", python=python, **env
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return Project(contract=contract, folder=folder, report=json.loads(done.stdout))


def run_tool(project: Project, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a development tool as the project's own pyproject sets it up."""
    paths = [str(project.folder / "src"), *([str(ROOT)] if command[0].startswith("tests.") else [])]
    environment = {
        **os.environ,
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONPATH": os.pathsep.join(paths),
    }
    environment.pop("DATABASE_URL", None)
    return subprocess.run(
        [sys.executable, "-m", *command],
        cwd=project.folder,
        env=environment,
        capture_output=True,
        check=False,
        text=True,
        timeout=TIMEOUT,
    )


def files_of(folder: Path) -> dict[str, bytes]:
    """Return every file of a project with its bytes."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def copy_of(project: Project, folder: Path) -> Project:
    """Return a project that a test may change."""
    shutil.copytree(project.folder, folder)
    return Project(contract=project.contract, folder=folder, report=project.report)
