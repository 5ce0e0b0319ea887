"""One shared file and the edits in it.

Location: pactgen/workspace/merging.py. Chooses between the merge of definitions and that of lines.
Used by changes.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.merge.lines import merge_lines
from pactgen.merge.python import merge_python

if TYPE_CHECKING:
    from pactgen.merge.values import Merged


def text_of(content: bytes) -> str | None:
    """Return a file of the project with the line ends that pactgen writes; None: no text."""
    try:
        return content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError:
        return None


def merge_file(path: str, base: str, ours: str, theirs: str) -> Merged:
    """Merge the edits of one file with what pactgen prints now."""
    base, theirs = base.replace("\r\n", "\n"), theirs.replace("\r\n", "\n")
    if path.endswith(".py"):
        return merge_python(base, ours, theirs)
    return merge_lines(base, ours, theirs)
