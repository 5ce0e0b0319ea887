"""The same contract gives the same bytes: twice, for any hash seed, on any Python."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.live.projects import ROOT, Project, files_of, scaffold

OTHER_PYTHONS = sorted(
    path
    for path in Path(sys.base_prefix).parent.glob("3.*/bin/python")
    if path.parent.parent.name.rpartition(".")[0] in {"3.11", "3.12", "3.13", "3.14"}
)


def assert_same_bytes(first: Project, second: Project) -> None:
    before, after = files_of(first.folder), files_of(second.folder)
    assert sorted(before) == sorted(after)
    assert [path for path in before if before[path] != after[path]] == []


@pytest.mark.parametrize("seed", ["1", "4242"])
def test_hash_seed_changes_nothing(project: Project, tmp_path: Path, seed: str) -> None:
    again = scaffold(project.contract, tmp_path / "backend", PYTHONHASHSEED=seed)
    assert_same_bytes(project, again)


@pytest.mark.parametrize("python", OTHER_PYTHONS, ids=lambda path: path.parent.parent.name)
def test_python_version_changes_nothing(project: Project, tmp_path: Path, python: Path) -> None:
    usable = subprocess.run(
        [python, "-c", "import pactgen.pipeline, copier, jinja2, orjson, typer, jsonschema_rs"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if usable.returncode != 0:
        pytest.skip(f"{python} lacks what pactgen needs")
    again = scaffold(project.contract, tmp_path / "backend", python=python)
    assert_same_bytes(project, again)


def test_second_run_changes_no_byte(project: Project, tmp_path: Path) -> None:
    first = scaffold(project.contract, tmp_path / "backend")
    before = files_of(first.folder)
    scaffold(project.contract, first.folder)
    assert files_of(first.folder) == before
