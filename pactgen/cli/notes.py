"""What the merge tells of a file, said once where it holds for many names or lines.

Location: pactgen/cli/notes.py. A contract that drops a feature takes dozens of names away; `--json`
lists them all. Used by outcomes.py.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.merge.values import Note

_FEW: Final = 3
_SHOWN: Final = 6
_QUOTED: Final = re.compile(r"`[^`]+`")


def told_of(notes: Iterable[Note]) -> Iterator[str]:
    """Yield the lines that tell the notes of one file."""
    alike: dict[str, list[Note]] = {}
    for note in notes:
        alike.setdefault(_QUOTED.sub("``", note.message), []).append(note)
    for first, *others in alike.values():
        yield f"{first.name}: {first.message}"
        if len(others) < _FEW:
            yield from (f"{each.name}: {each.message}" for each in others)
            continue
        shown = ", ".join(_briefly(each, first) for each in others[:_SHOWN])
        more = f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else ""
        yield f"the same holds for {shown}{more}"


def _briefly(note: Note, first: Note) -> str:
    """Return the name of a note, and what it says it of where that is another thing."""
    said = _QUOTED.search(note.message)
    subject = f" ({said[0]})" if said is not None and said[0] not in first.message else ""
    return f"{note.name}{subject}"
