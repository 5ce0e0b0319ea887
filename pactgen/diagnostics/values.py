"""What pactgen says about its input: a rule's code, a place, a message and a help line.

Location: pactgen/diagnostics/values.py. Used by readers and passes to report, by the command line
and the record to print. A `Diagnostic` is made with `pactgen.diagnostics.diagnostic`.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.source import Origin, Span


class Severity(StrEnum):
    """How bad it is: an error stops the run with exit code 3, a warning does not."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One entry of the registry: everything about a code that does not depend on the input."""

    code: str
    """Stable, in words: `reference-not-found`."""
    severity: Severity
    message: str
    """A `str.format` template over named values."""
    help: str
    """What to do about it; a template over the same values."""
    why: str
    """The page of the documentation: what the rule protects from."""
    wrong: str = ""
    """An excerpt that breaks the rule, for the page."""
    right: str = ""
    """The same excerpt, corrected."""

    @property
    def page(self) -> str:
        """Return the path of the page that explains the rule, below the documentation."""
        return f"diagnostics/{self.code}.md"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A second place that a diagnostic speaks of: the first of two duplicates, for example."""

    where: Origin | Span
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostic:
    """One finding, with its place in the input."""

    code: str
    severity: Severity
    message: str
    help: str
    where: Origin | Span | None
    """None only when there is no text to point at, as for a file that does not exist."""
    at_key: bool = False
    """The name of the node is at fault, not its value."""
    related: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Repair:
    """A fault that has one sensible reading, and the reading that was taken.

    Every repair is also a warning among the diagnostics, or an error under `--strict`.
    """

    code: str
    origin: Origin
    message: str
    """What is wrong."""
    reading: str
    """What pactgen reads instead."""
