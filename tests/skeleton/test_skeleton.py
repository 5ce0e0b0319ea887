"""The skeleton by itself: it renders, compiles, and is clean by the rules that it brings along."""

from __future__ import annotations

import compileall
import subprocess
import sys
from typing import TYPE_CHECKING

import copier
import pytest
from jinja2 import UndefinedError

from tests.skeleton.conftest import ANSWERS, SKELETON

if TYPE_CHECKING:
    from pathlib import Path

# The shortest and a long name: line breaks must not depend on it.
PACKAGES = ("a", "bookshop", "z" + "_long_name" * 4)


def render(target: Path, answers: dict[str, str]) -> Path:
    copier.run_copy(str(SKELETON), target, data=answers, defaults=True, quiet=True)
    return target


def ruff(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ruff", *arguments, "--no-cache", "."]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False)


@pytest.mark.parametrize("package", PACKAGES)
def test_is_clean(package: str, tmp_path: Path) -> None:
    project = render(tmp_path / "project", {**ANSWERS, "package": package})

    assert compileall.compile_dir(str(project), quiet=1)
    checked = ruff("check", "--output-format", "concise", cwd=project)
    assert checked.returncode == 0, checked.stdout
    formatted = ruff("format", "--check", "--diff", cwd=project)
    assert formatted.returncode == 0, formatted.stdout
    assert not [path for path in project.rglob("*") if path.suffix == ".jinja"]


def test_asks_for_every_answer(tmp_path: Path) -> None:
    with pytest.raises((UndefinedError, ValueError)):
        render(tmp_path / "project", {"package": "sample"})


def test_prints_only_declared_answers(tmp_path: Path) -> None:
    project = render(tmp_path / "project", {**ANSWERS, "package": "sample"})

    text = "".join(path.read_text() for path in sorted(project.rglob("*")) if path.is_file())
    assert "bookshop" not in text.lower()
    assert "{{" not in text
