"""What comes out passes the tools that its own pyproject sets up, and its own tests."""

from __future__ import annotations

from tests.live.projects import Project, run_tool


def check(project: Project, *command: str) -> None:
    done = run_tool(project, *command)
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]


def test_ruff_finds_nothing(project: Project) -> None:
    check(project, "ruff", "check", "--no-cache", "--output-format", "concise", ".")


def test_ruff_would_format_nothing(project: Project) -> None:
    check(project, "ruff", "format", "--no-cache", "--check", ".")


def test_mypy_finds_nothing(project: Project) -> None:
    check(project, "mypy", "--cache-dir", "/dev/null")


def test_import_linter_finds_nothing(project: Project) -> None:
    done = run_tool(project, "tests.live.lint_imports", "--no-cache")
    assert done.returncode == 0, (done.stdout + done.stderr)[-4000:]
    assert "Contracts: " in done.stdout


def test_its_own_tests_pass(project: Project) -> None:
    check(project, "pytest", "-q", "-W", "error", "-p", "no:cacheprovider", "-p", "no:xdist")
