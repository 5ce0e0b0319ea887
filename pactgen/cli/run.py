"""`pactgen run`: start the scaffolded backend.

Location: pactgen/cli/run.py.
"""

import signal
from typing import Annotated

import typer

from pactgen.cli import options
from pactgen.cli.answer import DONE, FAILED_PROOF, announce, finish


def run(
    port: Annotated[
        int, typer.Option("--port", min=0, max=65535, help="0 takes a free one.")
    ] = 8000,
    database_url: Annotated[
        str | None,
        typer.Option(
            "--database-url",
            envvar="DATABASE_URL",
            metavar="URL",
            help="Default: SQLite in a temporary folder, gone when the backend ends.",
            show_default=False,
        ),
    ] = None,
    out: options.Out = None,
    as_json: options.Json = False,
) -> None:
    """Start the scaffolded backend.

    Applies the migrations, and prints how to reach the backend once it answers. The credentials are
    for development and for this run. Ctrl-C ends it.
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import serving, stopped  # noqa: PLC0415

    signal.signal(signal.SIGTERM, signal.default_int_handler)
    request = pipeline.Request(out=out)
    try:
        with pipeline.serve(request, port=port, database_url=database_url) as server:
            announce(serving(server), as_json=as_json, bare=True)
            code = server.process.wait()
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    except KeyboardInterrupt:
        raise typer.Exit(DONE) from None
    raise typer.Exit(FAILED_PROOF if code else DONE)
