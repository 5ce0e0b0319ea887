"""Segments of file paths: refused unless harmless on every system."""

import re

from pactgen.emit.emitted import Emitted
from pactgen.emit.identifier import UnfitNameError

_SEGMENT = re.compile(r"[^\W.-][\w.-]*(?<![.])")
_WINDOWS = re.compile(r"(?i:con|prn|aux|nul|conin\$|conout\$|com[0-9]|lpt[0-9])(?:\..*)?")
_LONGEST = 255


def path_segment(text: str) -> Emitted:
    """Return the name of one file or folder unchanged when it can be one anywhere."""
    harmless = _SEGMENT.fullmatch(text) and not _WINDOWS.fullmatch(text)
    if not harmless or len(text.encode()) > _LONGEST:
        raise UnfitNameError(f"not a file name: {text!r}")
    return Emitted(text)
