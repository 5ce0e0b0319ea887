"""`pactgen scaffold`: write the backend, or bring it up to date with its contract.

Location: pactgen/cli/scaffold.py.
"""

from typing import Annotated

import typer

from pactgen.cli import options
from pactgen.cli.answer import finish
from pactgen.cli.progress import Watch


def scaffold(
    contract: options.Contract = None,
    feature: options.FeatureName = None,
    out: options.Out = None,
    overlay: options.Overlay = None,
    template: options.Template = None,
    trust: options.Trust = False,
    strict: options.Strict = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would be written, write nothing.")
    ] = False,
    no_prove: Annotated[
        bool,
        typer.Option("--no-prove", help="Skip the smoke run; the log then says so."),
    ] = False,
    as_json: options.Json = False,
) -> None:
    """Write the backend of a contract.

    Run it again whenever the contract changed. Files that are yours are never touched again; a
    generated file that was edited stops the run (exit 5) before anything is written. The result is
    proved: compiled, migrated, booted, and every operation called (exit 1 when that fails; the log
    says what).
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import scaffolded, stopped  # noqa: PLC0415

    request = pipeline.Request(
        contract=contract,
        out=out,
        feature=feature,
        overlays=tuple(overlay or ()),
        template=template,
        trust=trust,
        strict=strict,
    )
    watch = Watch(quiet=as_json)
    try:
        result = pipeline.scaffold(request, watch, prove=not no_prove, write=not dry_run)
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    finish(scaffolded(result, seconds=watch.rounded()), as_json=as_json)
