"""Write a file that a person asked for with `-o`: whole, or not at all.

Location: pactgen/cli/saving.py. Used by outcomes.py.
"""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from pactgen.cli import answer
from pactgen.cli.answer import Answer


def saved(output: Path, text: str, done: Answer) -> Answer:
    """Write the text and return `done`; where it cannot be written, the old file stays.

    Args:
        output: the file; its folder must be there.
        text: all that it will hold.
        done: what to say afterwards.
    """
    try:
        _replace(output, text)
    except OSError as error:
        why = f"{output}: {error.strerror or error}"
        return Answer(
            code=answer.USAGE,
            err=f"error: cannot write {why}\n  help: the file is as it was; name another with -o\n",
            data={"error": why},
        )
    return done


def _replace(output: Path, text: str) -> None:
    if output.is_relative_to("/dev") or output.is_fifo():
        output.write_text(text, encoding="utf-8")
        return
    place = output.resolve()
    handle, beside = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
        mode = place.stat().st_mode if place.exists() else 0o666 & ~_umask()
        Path(beside).chmod(mode)
        Path(beside).replace(place)
    except OSError:
        Path(beside).unlink(missing_ok=True)
        raise


def _umask() -> int:
    """Return what new files may not have; asking sets it, so it is set back."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
