"""What the emitters hand over: a path, a text, and who owns the file from then on.

Location: pactgen/workspace/files.py. Used by plan.py and render.py, which fill it, and by
planning.py, which compares it with the disk.
"""

from __future__ import annotations

import hashlib
from enum import StrEnum

from pactgen.values import dataclass


class Owner(StrEnum):
    """Who may change a file after its creation."""

    GENERATED = "generated"
    """pactgen rewrites it whole; an edit stops the next run."""
    YOURS = "yours"
    """Created once, never touched again."""
    SHARED = "shared"
    """Both write in it: pactgen from the contract, people below and between."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmittedFile:
    """One file of the generated project."""

    path: str
    """Relative to the project, with forward slashes."""
    text: str
    """Written as UTF-8, newlines as they are."""
    owner: Owner
    decisions: tuple[str, ...] = ()
    """Ids of the decisions that shaped it, e.g. `storage/Booking`."""
    instead: str | None = None
    """Where a person writes what they wanted to write here; shown when the file was edited."""

    @property
    def content(self) -> bytes:
        """The bytes that go to the disk."""
        return self.text.encode()


def digest(content: bytes) -> str:
    """Return the SHA-256 of a file, blind to CRLF: a checkout on Windows is no edit."""
    return hashlib.sha256(content.replace(b"\r\n", b"\n")).hexdigest()
