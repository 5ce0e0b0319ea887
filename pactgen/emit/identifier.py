"""Python identifiers: accepted or refused, never repaired here (`passes.words.names` invents)."""

import keyword
import unicodedata

from pactgen.emit.emitted import Emitted


class UnfitNameError(ValueError):
    """Text that cannot be the name it is asked to be: a bug in the pass that chose it."""


def identifier(text: str) -> Emitted:
    """Return the name unchanged when Python takes it as one."""
    if (
        not text.isidentifier()
        or keyword.iskeyword(text)
        or unicodedata.normalize("NFKC", text) != text
    ):
        raise UnfitNameError(f"not a Python identifier: {text!r}")
    return Emitted(text)


def dotted(text: str) -> Emitted:
    """Return a module path such as `shop.orders.schemas` when each part is an identifier."""
    return Emitted(".".join(identifier(part) for part in text.split(".")))
