"""What a command says when it is done: text for people or one JSON object, and an exit code.

Location: pactgen/cli/answer.py. Used by every command; standard output belongs to the answer,
everything else goes to standard error.
"""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, Any, Final, NoReturn

import typer

from pactgen.values import dataclass, field

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
UNREAD: Final = 141
"""What a shell says of a program whose reader went away."""


class UnwritableError(Exception):
    """Standard output took no more."""

    def __init__(self, error: OSError) -> None:
        """Keep why."""
        super().__init__(f"cannot write the output: {error.strerror or error}")
        self.unread = isinstance(error, BrokenPipeError)


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
    _print(answer.out)
    sys.stderr.write(answer.err)


def print_json(data: Mapping[str, Any]) -> None:
    """Print the one object on one line: whoever reads line by line knows where it ends."""
    _print(json.dumps(data, ensure_ascii=False) + "\n")


def _print(text: str) -> None:
    """Write all of a text to standard output.

    Unbuffered (`PYTHONUNBUFFERED`) one call writes what fits, and says nothing of the rest.

    Raises:
        UnwritableError: the disk is full, or nobody reads any more.
    """
    sys.stdout.flush()
    rest = memoryview(text.encode(sys.stdout.encoding, sys.stdout.errors or "strict"))
    try:
        while rest:
            rest = rest[sys.stdout.buffer.write(rest) :]
        sys.stdout.buffer.flush()
    except OSError as error:
        raise UnwritableError(error) from error
