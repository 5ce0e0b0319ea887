"""Revisions pass the linters of the project that they come to."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from random import Random

import pytest

from pactgen.migrations.difference import difference
from pactgen.migrations.renames import Stated, find_renames
from tests.migrations.databases import text_of
from tests.migrations.schemas import drawn, mutated

BIN = Path(sys.executable).parent
IGNORED = "D1,E501,INP001,PLR0915,COM812,CPY,D203,D213,D401,D403,RUF001,RUF002,RUF003"
RUFF = ("ruff", "check", "--isolated", "--select=ALL", f"--ignore={IGNORED}")
FORMAT = ("ruff", "format", "--isolated", "--check")
WIDE = ("--line-length=100", "--target-version=py311", "--output-format=concise")
MYPY = ("mypy", "--strict", "--config-file=", "--cache-dir=.mypy_cache")


def said(folder: Path, *command: str) -> str:
    program = [str(BIN / command[0]), *command[1:], "."]
    done = subprocess.run(program, cwd=folder, capture_output=True, check=False, text=True)
    return done.stdout + done.stderr if done.returncode else ""


@pytest.mark.slow
def test_revisions_are_clean(tmp_path: Path) -> None:
    for seed in range(400):
        random = Random(seed)  # noqa: S311 - a test that can be repeated
        old = drawn(random)
        new = mutated(random, old)
        _, found = find_renames(old, new, Stated(tables={}, columns={}))
        text = text_of(old, difference(old, new, renames=found))
        (tmp_path / f"r{seed:04}.py").write_text(text)
    assert "reflect_args=" in "".join(each.read_text() for each in tmp_path.glob("*.py"))
    assert said(tmp_path, *RUFF, *WIDE) == ""
    assert said(tmp_path, *FORMAT, *WIDE[:2]) == ""
    assert said(tmp_path, *MYPY) == ""
