"""Segments that say what is done, and not what is kept: `closeAccount`, `network-unblock`.

Location: pactgen/passes/words/deeds.py. Used by the search for resources and by what says why an
operation is not understood.
"""

from __future__ import annotations

from typing import Final

from pactgen.passes.words.names import singular, words
from pactgen.passes.words.vocabulary import VERBS

_MAKES: Final = frozenset(
    {
        "add", "book", "buy", "clone", "copy", "duplicate", "import", "invite", "register",
        "reply", "report", "save", "schedule", "send", "set", "share", "signup", "submit",
        "subscribe", "upload", "upsert",
    }
)  # fmt: skip
"""After these there is something that was not there before."""
_NOUNS: Final = frozenset(
    {
        "auth", "block", "book", "call", "check", "clone", "commit", "copy", "download",
        "export", "filter", "fork", "import", "link", "lock", "login", "mark", "merge",
        "move", "notify", "open", "order", "pay", "ping", "poll", "preview", "process",
        "purchase", "push", "read", "receive", "refund", "reply", "report", "request",
        "reset", "return", "run", "scan", "schedule", "search", "set", "share", "ship",
        "start", "stop", "swap", "switch", "test", "track", "transfer", "trigger", "update",
        "upload", "use", "view", "vote",
    }
)  # fmt: skip
"""Verbs that are nouns as well: a card block, a test run."""


def says_deed(noun: str, *, made: bool) -> bool:
    """Tell whether a segment of several words is a command to do something.

    Args:
        noun: the last fixed segment of a path, to which nothing but POST is sent.
        made: the contract says that something was made (201 Created).
    """
    said = words(noun)
    if len(said) <= 1 or {said[0], said[-1]} & _MAKES:
        return False
    certain = VERBS - _NOUNS
    if said[0] in certain:
        return True
    is_one = singular(said[-1]) == said[-1]
    return is_one and (said[-1] in certain or (not made and bool({said[0], said[-1]} & VERBS)))
