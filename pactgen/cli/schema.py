"""`pactgen schema`: the tables that the backend has, as a document.

Location: pactgen/cli/schema.py.
"""

from pathlib import Path
from typing import Annotated, Literal

import typer

from pactgen.cli import options
from pactgen.cli.answer import finish
from pactgen.cli.progress import Watch


def schema(
    contract: options.Contract = None,
    overlay: options.Overlay = None,
    form: Annotated[
        Literal["sql", "dbml"], typer.Option("--format", help="SQL statements or DBML.")
    ] = "sql",
    dialect: Annotated[
        Literal["postgresql", "mysql", "sqlite"] | None,
        typer.Option(
            "--dialect",
            help="The database whose words and types are used; else that of the schema document, "
            "else PostgreSQL.",
            show_default=False,
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Write to FILE.", show_default=False),
    ] = None,
    as_json: options.Json = False,
) -> None:
    """Print the tables for the database engineer to correct.

    Without a schema document these are the tables that pactgen infers from the contract, with one
    it is that document, in one spelling.
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import schema_printed, stopped  # noqa: PLC0415

    request = pipeline.Request(contract=contract, overlays=tuple(overlay or ()))
    try:
        _, design = pipeline.gaps(request, Watch(quiet=as_json))
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    finish(schema_printed(design, form, dialect, output=output), as_json=as_json)
