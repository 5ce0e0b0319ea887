"""`pactgen gaps`: the answers that the contract forgot to document.

Location: pactgen/cli/gaps.py.
"""

from pathlib import Path
from typing import Annotated

import typer

from pactgen.cli import options
from pactgen.cli.answer import finish
from pactgen.cli.progress import Watch


def gaps(
    contract: options.Contract = None,
    overlay: options.Overlay = None,
    merged: Annotated[
        bool, typer.Option("--merged", help="Print the contract with the overlay applied.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(
            "--output",
            "-o",
            metavar="FILE",
            help="Write to FILE, as JSON when it ends in .json, else as YAML.",
            show_default=False,
        ),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Print the answers that the contract forgot to document.

    The output is an OpenAPI Overlay, for the architect. Saved as docs/NAME.overlay.yaml it is
    accepted: part of the contract from then on. With a schema document it also takes back what
    the contract allows and a column cannot keep.
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import gaps_found, stopped  # noqa: PLC0415

    request = pipeline.Request(contract=contract, overlays=tuple(overlay or ()))
    try:
        source, design = pipeline.gaps(request, Watch(quiet=as_json))
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    finish(gaps_found(source, design, merged=merged, output=output), as_json=as_json, bare=True)
