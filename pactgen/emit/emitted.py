"""The type of text that may stand in a generated file, and the switch of the benign twin.

Location: pactgen/emit/emitted.py. Used by every sink. `render` draws each file a second time with
`neutral()` around it: text of the contract is then replaced by a word that cannot do harm, and a
file whose syntax tree differs between the two drawings has been broken out of.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

NEUTRAL_WORD = "Neutral"

_neutral: ContextVar[bool] = ContextVar("neutral", default=False)


class Emitted(str):
    """Text that a sink has made safe for the place it goes to."""

    __slots__ = ()


def code(text: str) -> Emitted:
    """Mark a composition of emitted parts and text of pactgen's own."""
    return Emitted(text)


@contextmanager
def neutral() -> Iterator[None]:
    """Make all sinks of text print a neutral word inside the block."""
    token = _neutral.set(True)
    try:
        yield
    finally:
        _neutral.reset(token)


def is_neutral() -> bool:
    """Tell whether the twin is being drawn."""
    return _neutral.get()


def told(text: str) -> str:
    """Return the text, or the neutral word while the twin is drawn."""
    return NEUTRAL_WORD if _neutral.get() else text
