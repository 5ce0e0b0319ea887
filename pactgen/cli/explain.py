"""`pactgen explain`: why the result looks as it does.

Location: pactgen/cli/explain.py.
"""

from pathlib import Path
from typing import Annotated

import typer

from pactgen.cli import options
from pactgen.cli.answer import finish
from pactgen.cli.progress import Watch


def explain(
    subject: Annotated[
        str,
        typer.Argument(
            metavar="ID|FILE:LINE",
            help="A decision as the log names it (storage/Booking), an operation "
            "('GET /bookings'), or a line of the contract or of a generated file.",
        ),
    ],
    contract: Annotated[
        Path | None,
        typer.Option("--contract", help="The contract, where it is not found by itself."),
    ] = None,
    out: options.Out = None,
    as_json: options.Json = False,
) -> None:
    """Show why something looks as it does.

    The question, the choice, why, the evidence, the alternatives, and how to decide otherwise.
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import explained, stopped  # noqa: PLC0415

    request = pipeline.Request(contract=contract, out=out)
    try:
        facts = pipeline.compile_contract(request, Watch(quiet=as_json)).facts
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    finish(explained(facts, subject), as_json=as_json)
