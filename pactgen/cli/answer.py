"""What a command says when it is done: text for people or one JSON object, and an exit code.

Location: pactgen/cli/answer.py. Used by every command; standard output belongs to the answer,
everything else goes to standard error.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, NoReturn

import typer

if TYPE_CHECKING:
    from collections.abc import Mapping

DONE: Final = 0
DRIFT: Final = 1
FAILED_PROOF: Final = 1
USAGE: Final = 2
WRONG_INPUT: Final = 3
BLOCKED: Final = 4
CONFLICT: Final = 5
BUG: Final = 70
INTERRUPTED: Final = 130


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One of these a command."""

    code: int = DONE
    out: str = ""
    """For standard output."""
    err: str = ""
    """For standard error: diagnostics, conflicts, hints."""
    data: Mapping[str, Any] = field(default_factory=dict)
    """For `--json`; the exit code is added."""


def finish(answer: Answer, *, as_json: bool, bare: bool = False) -> NoReturn:
    """Print an answer and leave; `bare` JSON is a document of its own, without the exit code."""
    announce(answer, as_json=as_json, bare=bare)
    raise typer.Exit(answer.code)


def announce(answer: Answer, *, as_json: bool, bare: bool = False) -> None:
    """Print an answer, and go on."""
    if as_json:
        print_json(answer.data if bare else {"exit_code": answer.code, **answer.data})
        return
    sys.stdout.write(answer.out)
    sys.stdout.flush()
    sys.stderr.write(answer.err)


def print_json(data: Mapping[str, Any]) -> None:
    """Print the one object on one line: whoever reads line by line knows where it ends."""
    sys.stdout.write(json.dumps(data, ensure_ascii=False) + "\n")
    sys.stdout.flush()
