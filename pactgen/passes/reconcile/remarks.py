"""What the database engineer's remark on a column says it is: `Name of the skill` is the `name`.

Location: pactgen/passes/reconcile/remarks.py. Used by `align_columns`. A remark names its column by
its first words, or it says in the words of the contract what the property is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.reconcile.wording import (
    FLAG_WORDS,
    KEY_WORDS,
    TIME_WORDS,
    Words,
    bare_of,
    essence,
    essence_of_text,
    same,
    spelled_out,
    without,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

ARTICLES: Final = frozenset({"a", "an", "its", "the", "their"})
FEWEST: Final = 3
"""Words that two people do not say of different things."""
_PHRASE: Final = re.compile(r"[^.;,:()=\n]+")
_MORE: Final = re.compile(
    r"\s(?:kept|shown|stored|used|a|an|as|at|by|for|from|given|in|of|on|that|the|to|when|where|which|who|with)\s"
)
"""Words after which a phrase says more of the thing that it names."""
_SENTENCE: Final = re.compile(r"[^.;\n]+")


def is_named_in(remark: str, name: str, nouns: Iterable[Words]) -> bool:
    """Whether a remark begins with the name of a property, perhaps with what has it.

    Args:
        remark: of the column: `Location of the job; a remote one has none`.
        name: of the property.
        nouns: what the rows are called.
    """
    found = _PHRASE.match(remark)
    phrase = () if found is None else _plain(found[0])
    dress = TIME_WORDS | FLAG_WORDS
    wanted = {form for noun in ((), *nouns) for form in [without(essence(name), noun)]}
    forms = {bare_of(spelled_out(form), dress) for form in wanted}
    return any(same(spelled_out(told), form) for told in _heads(phrase, nouns) for form in forms)


def heads(remark: str, name: str) -> bool:
    """Whether the first phrase of a remark ends with the last word of a name, and all are said.

    `Owner of the harbour` is the `ownerId`, `Final score of the home crew` the `homeScore`.
    """
    found = _PHRASE.match(remark)
    thing, *rest = _MORE.split("" if found is None else found[0].lower(), maxsplit=1)
    named, spoken = _plain(thing), bare_of(essence(name), KEY_WORDS)
    beside = _plain(rest[0]) if rest else ()
    return named[-1:] == spoken[-1:] and {*spoken} <= {*named, *beside}


def says_the_same(remark: str, description: str | None) -> bool:
    """Whether the first sentence of a remark is that of the contract, but for its articles."""
    one, other = (_SENTENCE.match(text or "") for text in (remark, description))
    if one is None or other is None:
        return False
    told = _plain(one[0])
    return len(told) >= FEWEST and told == _plain(other[0])


def _heads(phrase: Words, nouns: Iterable[Words]) -> Iterable[Words]:
    """Yield a phrase, and what it begins with before it says whose that is, or what is beside."""
    yield phrase
    if "of" in phrase[1:]:
        at = phrase.index("of", 1)
        if any(same(phrase[at + 1 :], noun) for noun in nouns):
            yield phrase[:at]
    for word in ("and", "or"):
        if word in phrase[1:]:
            yield phrase[: phrase.index(word, 1)]


def _plain(text: str) -> Words:
    return tuple(word for word in essence_of_text(text) if word not in ARTICLES)
