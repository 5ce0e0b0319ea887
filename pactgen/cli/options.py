"""What several commands take, with the help that goes with it.

Location: pactgen/cli/options.py.
"""

from pathlib import Path
from typing import Annotated

import typer

Contract = Annotated[
    Path | None,
    typer.Argument(
        help="The OpenAPI document, YAML or JSON. Default: that of pactgen.yaml or of the last "
        "run, else docs/api.yaml, docs/openapi.yaml or the only one found under docs/.",
        show_default=False,
    ),
]
Out = Annotated[
    Path | None,
    typer.Option(
        "--out",
        metavar="DIR",
        help="The project to write. Default: the folder above docs/ when the contract lies in "
        "docs/, because that is where the architect's documents and the backend meet; else the "
        "current folder.",
        show_default=False,
    ),
]
Overlay = Annotated[
    list[Path] | None,
    typer.Option(
        "--overlay",
        metavar="PATH",
        help="An accepted OpenAPI Overlay, part of the contract from then on; repeatable. "
        "docs/*.overlay.yaml is found without it.",
        show_default=False,
    ),
]
Schema = Annotated[
    list[Path] | None,
    typer.Option(
        "--schema",
        metavar="PATH",
        help="The database engineer's schema, a document or a folder of migrations; repeatable. "
        "Its tables are the law. Default: that of pactgen.yaml or of the last run, else what is "
        "found beside the contract in docs/.",
        show_default=False,
    ),
]
FeatureName = Annotated[
    str | None,
    typer.Option(
        "--feature",
        metavar="NAME",
        help="Names the decision log, docs/decision-logs/NAME-backend.md. Default: from the "
        "contract's title.",
        show_default=False,
    ),
]
Template = Annotated[
    Path | None,
    typer.Option(
        "--template",
        metavar="DIR",
        help="A Copier template of your own for the project's skeleton.",
        show_default=False,
    ),
]
Trust = Annotated[
    bool, typer.Option("--trust", help="Let the template of --template run code (tasks).")
]
Strict = Annotated[
    bool,
    typer.Option("--strict", help="Treat faults that pactgen could repair as errors (exit 3)."),
]
Json = Annotated[
    bool, typer.Option("--json", help="Print one JSON object on stdout and nothing else.")
]
