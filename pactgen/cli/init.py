"""`pactgen init`: a contract to start from.

Location: pactgen/cli/init.py.
"""

from pathlib import Path
from typing import Annotated

import typer

from pactgen.cli import options
from pactgen.cli.answer import Answer, finish


def init(
    folder: Annotated[Path, typer.Argument(help="The project.", show_default=False)] = Path(),
    as_json: options.Json = False,
) -> None:
    """Write a small contract to start from.

    Writes docs/api.yaml and pactgen.yaml, and never over a file that is there.
    """
    from pactgen.workspace.starter import start  # noqa: PLC0415

    written, kept = start(folder)
    lines = [f"wrote {path}" for path in written]
    lines += [f"kept {path}, it was there before" for path in kept]
    lines += ["Next: edit docs/api.yaml, then `pactgen scaffold`."]
    answer = Answer(
        out="".join(f"{line}\n" for line in lines),
        data={"written": list(written), "kept": list(kept)},
    )
    finish(answer, as_json=as_json)
