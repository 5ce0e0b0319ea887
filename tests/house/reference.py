"""The pages of docs/ that are printed from the program: `make docs` writes them, a test compares.

Location: tests/house/reference.py.
"""

import contextlib
import io
import os
from pathlib import Path
from unittest import mock

from pactgen.cli.main import app
from pactgen.diagnostics.pages import pages as diagnostics_pages

DOCS = Path(__file__).parents[2] / "docs"
COMMANDS = tuple(command.callback.__name__ for command in app.registered_commands)


def help_of(*arguments: str) -> str:
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), mock.patch.dict(os.environ, {"COLUMNS": "100"}):
        app([*arguments, "--help"], prog_name="pactgen", standalone_mode=False)
    return "\n".join(line.rstrip() for line in printed.getvalue().strip().splitlines())


def cli_page() -> str:
    parts = [
        "# The command line",
        "Printed from the program: `make docs` writes this page.",
        f"```text\n{help_of()}\n```",
    ]
    for command in COMMANDS:
        parts += [f"## pactgen {command}", f"```text\n{help_of(command)}\n```"]
    return "\n\n".join(parts) + "\n"


def pages() -> dict[str, str]:
    return {"cli.md": cli_page(), **diagnostics_pages()}


def main() -> None:
    for stale in (DOCS / "diagnostics").glob("*.md"):
        stale.unlink()
    for name, text in pages().items():
        path = DOCS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
