"""What the views print of a hand-made design passes the tools of the generated project."""

from __future__ import annotations

import compileall
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from pactgen.project import render_project
from tests.views.designs import railway

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(scope="module")
def backend(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("railway")
    files = render_project(railway(), document={"paths": {}}, inputs={"docs/api.yaml": b"{}\n"})
    for file in files:
        path = root / file.path
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(file.content)
    return root


def run(backend: Path, *command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=backend, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]


def test_it_is_python(backend: Path) -> None:
    assert compileall.compile_dir(backend / "src", quiet=1)


def test_the_formatter_would_change_nothing(backend: Path) -> None:
    run(backend, "ruff", "format", "--no-cache", "--check", ".")


def test_the_linter_finds_nothing(backend: Path) -> None:
    run(backend, "ruff", "check", "--no-cache", ".")


@pytest.mark.slow
def test_the_type_checker_finds_nothing(backend: Path) -> None:
    run(backend, "mypy", "--cache-dir", "/dev/null")


def test_the_same_design_gives_the_same_bytes() -> None:
    first, second = (
        render_project(railway(), document={}, inputs={"docs/api.yaml": b""}) for _ in range(2)
    )
    assert first == second


def test_every_method_of_a_repository_has_a_caller(backend: Path) -> None:
    services = "".join(path.read_text() for path in backend.glob("src/*/*/service.py"))
    for path in backend.glob("src/*/*/repository.py"):
        for line in path.read_text().splitlines():
            if line.startswith("    async def "):
                name = line.split("async def ")[1].partition("(")[0]
                assert f".{name}(" in services, f"{path.parent.name}: nobody calls {name}"
