"""The program: its commands, and what becomes of an error.

Location: pactgen/cli/main.py. Exit codes: 0 done · 1 drift or failed proof · 2 usage · 3 the input
is wrong · 4 a person must decide · 5 conflict, nothing written · 70 a bug in pactgen.
"""

from __future__ import annotations

import gc
import sys
import traceback
from typing import Annotated, NoReturn

import typer

from pactgen import __version__
from pactgen.cli import answer
from pactgen.cli.adopt import adopt
from pactgen.cli.check import check
from pactgen.cli.diff import diff
from pactgen.cli.explain import explain
from pactgen.cli.gaps import gaps
from pactgen.cli.handoff import handoff
from pactgen.cli.init import init
from pactgen.cli.prove import prove
from pactgen.cli.run import run
from pactgen.cli.scaffold import scaffold
from pactgen.cli.schema import schema
from pactgen.cli.validate import validate

app = typer.Typer(
    name="pactgen",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
    no_args_is_help=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
COMMANDS = (
    scaffold,
    check,
    diff,
    adopt,
    run,
    prove,
    validate,
    explain,
    gaps,
    schema,
    handoff,
    init,
)
for command in COMMANDS:
    app.command()(command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"pactgen {__version__}")
        raise typer.Exit


@app.callback()
def _program(
    _: Annotated[
        bool,
        typer.Option("--version", callback=_version, is_eager=True, help="Show the version."),
    ] = False,
) -> None:
    """Compile an API contract to a backend, and log why it looks as it does.

    Start with `pactgen scaffold docs/api.yaml`, then `pactgen run`.

    Exit codes: 0 done, 1 drift or failed proof, 2 usage, 3 the input is wrong, 4 a person must
    decide, 5 conflict and nothing was written, 70 a bug in pactgen.
    """


def main() -> NoReturn:
    """Run one command and leave with its exit code."""
    gc.disable()  # a compiler makes values and next to no garbage; the proof asks for it
    try:
        code = _ran(as_json="--json" in sys.argv)
    except answer.UnwritableError as error:
        code = _unwritable(error)
    gc.freeze()  # else the interpreter's last collection walks every object of a giant contract
    sys.exit(code)


def _ran(*, as_json: bool) -> int:
    try:
        return app(prog_name="pactgen", standalone_mode=False) or answer.DONE
    except KeyboardInterrupt:
        return answer.INTERRUPTED
    except answer.UnwritableError:
        raise
    except Exception as error:  # noqa: BLE001 - the last place that can say something sensible
        return _failed(error, as_json=as_json)


def _unwritable(error: answer.UnwritableError) -> int:
    """Say so, and let go of standard output: the interpreter would complain of it at its end."""
    sys.stdout = None
    if error.unread:
        return answer.UNREAD
    sys.stderr.write(f"error: {error}\n")
    return answer.USAGE


def _failed(error: Exception, *, as_json: bool) -> int:
    """Print a usage error as one, everything else as the bug that it is."""
    if type(error).__name__ == "Abort":
        return answer.INTERRUPTED
    if callable(show := getattr(error, "show", None)):
        show()
        message, code = str(error), answer.USAGE
    else:
        message, code = _bug(error), answer.BUG
        sys.stderr.write(message)
    if as_json:
        answer.print_json({"exit_code": code, "error": message.strip()})
    return code


def _bug(error: Exception) -> str:
    places = traceback.extract_tb(error.__traceback__)
    place = f"{places[-1].filename}:{places[-1].lineno}" if places else "?"
    return (
        f"pactgen {__version__} has a bug: {type(error).__name__}: {error}\n"
        f"  at {place}\n"
        "Nothing of your project was changed by halves. Please report it with this message, the\n"
        "command and the smallest contract that shows it; PACTGEN_TRACEBACK=1 prints the whole\n"
        "traceback.\n" + _traceback(error)
    )


def _traceback(error: Exception) -> str:
    import os  # noqa: PLC0415 - only a bug asks

    if not os.environ.get("PACTGEN_TRACEBACK"):
        return ""
    return "".join(traceback.format_exception(error))
