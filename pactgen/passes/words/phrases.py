"""Paths that say by words what is done, where no name does: `/wipe-inventory`, `/orders/pending`.

Location: pactgen/passes/words/phrases.py. Used by the pass that names operations.
"""

from __future__ import annotations

from typing import Final

from pactgen.passes.words.names import singular
from pactgen.passes.words.vocabulary import VERBS

ALONE: Final = frozenset({"login", "logout", "refresh", "register", "signin", "signout", "signup"})
"""Verbs that say all there is to say."""
_READING: Final = frozenset(
    {
        "browse", "calculate", "check", "compare", "count", "describe", "download", "export",
        "fetch", "find", "get", "list", "lookup", "preview", "query", "read", "retrieve", "search",
        "show", "validate", "verify", "view",
    }
)  # fmt: skip
"""Verbs that GET may stand for."""
_WRITING: Final = (VERBS - {"auth"}) | _READING | {
    "apply", "build", "charge", "compute", "create", "edit", "ensure", "evaluate", "grant",
    "insert", "log", "make", "modify", "record", "replace", "subtract", "wipe", "zero",
}  # fmt: skip
_REMOVING: Final = frozenset({"clear", "delete", "purge", "remove", "revoke", "unlink", "wipe"})
_NAMING: Final = frozenset(
    {
        "block", "book", "buy", "call", "charge", "check", "commit", "copy", "export", "filter",
        "import", "link", "list", "lock", "log", "mark", "poll", "process", "purchase", "query",
        "record", "refund", "report", "request", "return", "run", "scan", "schedule", "search",
        "share", "switch", "test", "track", "transfer", "use", "view", "vote",
    }
)  # fmt: skip
"""Verbs that also begin the name of a thing: `call logs`, `test cases`."""
_ON_ONE: Final = frozenset(
    {
        "delete", "describe", "edit", "fetch", "find", "get", "modify", "read", "remove", "replace",
        "retrieve", "show", "update",
    }
)  # fmt: skip
"""Verbs before the noun of one row: `/getUser/{id}`."""
OF_ONE: Final = frozenset(
    {"add", "create", "delete", "edit", "insert", "modify", "remove", "replace", "update"}
)
"""Verbs behind the noun of one row: `/templates/add`."""
QUALIFIERS: Final = frozenset(
    {
        "active", "all", "archived", "available", "current", "default", "deleted", "expired",
        "external", "featured", "last", "latest", "live", "next", "past", "pending", "popular",
        "previous", "private", "public", "random", "recent", "related", "shared", "similar",
        "starred", "suggested", "today", "top", "trending", "unread", "upcoming",
    }
)  # fmt: skip
"""Segments that tell which of the things that stand before them."""


def is_verb(word: str, method: str, *, of_one: bool = False) -> bool:
    """Tell whether a method of HTTP may stand for this verb.

    Args:
        word: in lower case.
        method: in lower case.
        of_one: a parameter follows that names a row.
    """
    if of_one and word not in _ON_ONE:
        return False
    match method:
        case "get" | "head":
            return word in _READING
        case "delete":
            return word in _REMOVING
        case _:
            return word in _WRITING


def is_phrase(noun: str, method: str, *, of_one: bool = False) -> bool:
    """Tell whether a segment in snake case is a sentence without a subject: `send_test_mail`."""
    first, *others = noun.split("_")
    if not others or not is_verb(first, method, of_one=of_one):
        return False
    return first not in _NAMING or singular(others[-1]) == others[-1]
