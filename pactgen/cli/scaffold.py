"""`pactgen scaffold`: write the backend, or bring it up to date with its contract.

Location: pactgen/cli/scaffold.py.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from pactgen.cli import options
from pactgen.cli.answer import Answer, finish
from pactgen.cli.progress import Watch
from pactgen.values import asdict, replace

if TYPE_CHECKING:
    from pactgen.stages.values import Request


class ConflictForm(StrEnum):
    """What becomes of a conflict."""

    STOP = "stop"
    MARKERS = "markers"
    YOURS = "yours"


def scaffold(
    contract: options.Contract = None,
    feature: options.FeatureName = None,
    out: options.Out = None,
    overlay: options.Overlay = None,
    schema: options.Schema = None,
    template: options.Template = None,
    trust: options.Trust = False,
    strict: options.Strict = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written, write nothing.")
    ] = False,
    allow_destructive: Annotated[
        list[str] | None,
        typer.Option(
            help="Let the migration lose this: `bookings.note`, `bookings`, or `all`. Repeatable.",
            metavar="NAME",
        ),
    ] = None,
    no_prove: Annotated[
        bool,
        typer.Option("--no-prove", help="Skip the smoke run; the log then says so."),
    ] = False,
    conflicts: Annotated[
        ConflictForm,
        typer.Option(
            help="What to do where your edits and the contract's changes meet: stop and write "
            "nothing (exit 5), write both sides into your files between conflict markers, or "
            "keep yours at these places."
        ),
    ] = ConflictForm.STOP,
    as_json: options.Json = False,
) -> None:
    """Write the backend of a contract.

    Run it again whenever the contract changed: your edits are merged with the change. Where both
    meet, and where a generated file was edited, the run stops (exit 5) before anything is written.
    Files that are yours are never touched again. The result is proved: compiled, migrated, booted,
    and every operation called (exit 1 when that fails; the log says what).
    """
    from pactgen.stages import repeating  # noqa: PLC0415
    from pactgen.stages.values import OnConflict, Request  # noqa: PLC0415

    request = Request(
        contract=contract,
        out=out,
        feature=feature,
        overlays=tuple(overlay or ()),
        schemas=tuple(schema or ()),
        template=template,
        trust=trust,
        strict=strict,
        allowed=tuple(allow_destructive or ()),
        conflicts=OnConflict(conflicts.value),
    )
    if not dry_run and (said := repeating.repeated(request, prove=not no_prove)) is not None:
        finish(Answer(**said), as_json=as_json)
    finish(_run(request, prove=not no_prove, write=not dry_run, quiet=as_json), as_json=as_json)


def _run(request: Request, *, prove: bool, write: bool, quiet: bool) -> Answer:
    """Run the compiler, which is loaded only now."""
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import scaffolded, stopped  # noqa: PLC0415
    from pactgen.stages import repeating  # noqa: PLC0415

    watch = Watch(quiet=quiet)
    try:
        result = pipeline.scaffold(request, watch, prove=prove, write=write)
    except pipeline.StoppedError as error:
        return stopped(error.reason)
    if write:
        settled = replace(result.compiled, changes=result.compiled.changes.settled())
        again = scaffolded(replace(result, compiled=settled), seconds={})
        repeating.keep(result.compiled, asdict(again))
    return scaffolded(result, seconds=watch.rounded())
