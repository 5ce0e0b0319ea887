"""Names that fit on a line: long ones keep the words that tell them apart.

Location: pactgen/passes/words/shorten.py. Used by the passes that name things. A contract may call
an operation by two hundred characters; a line of code has a hundred, a file name 255 bytes, a
column of PostgreSQL 63. What is cut off here is never needed again: names of the wire are kept
apart.
"""

from __future__ import annotations

import re
from hashlib import sha256
from typing import Final

PACKAGE: Final = 30
FEATURE: Final = 28
RESOURCE: Final = 26
FUNCTION: Final = 38
VARIABLE: Final = 22
ATTRIBUTE: Final = 44
CLASS: Final = 56
DISTRIBUTION: Final = 60
"""The most characters of each kind of name. Two of them and what stands around fit on a line."""

_VERBS: Final = frozenset(
    {
        "add", "cancel", "check", "count", "create", "delete", "describe", "disable", "enable",
        "find", "get", "head", "list", "modify", "options", "patch", "post", "put", "remove",
        "replace", "search", "send", "set", "start", "stop", "update", "upsert", "validate",
    }
)  # fmt: skip
_SMALL: Final = frozenset({"a", "an", "and", "at", "by", "for", "in", "of", "on", "or", "the"})
_PASCAL_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[^A-Z]+")
_DIGEST: Final = 4


def keep_head(name: str, limit: int) -> str:
    """Shorten a snake_case or kebab-case name to its first words: that of a whole project."""
    mark = "-" if "-" in name else "_"
    kept = name.split(mark)
    while len(mark.join(kept)) > limit and len(kept) > 1:
        kept.pop()
        while len(kept) > 1 and kept[-1] in _SMALL:
            kept.pop()
    return _cut(mark.join(kept), name, limit, mark)


def keep_tail(name: str, limit: int) -> str:
    """Shorten a snake_case name to its last words, where English has the noun.

    A verb in front stays: `get_organization_administration_setting` becomes `get_setting`.
    """
    if len(name) <= limit:
        return name
    first, *rest = name.split("_")
    head = [first] if first in _VERBS and rest else []
    tail = rest if head else [first, *rest]
    while len("_".join([*head, *tail])) > limit and len(tail) > 1:
        tail.pop(0)
        while len(tail) > 1 and (tail[0] in _SMALL or not tail[0]):
            tail.pop(0)
    short = "_".join([*head, *tail])
    return _cut(short if short.isidentifier() else f"n{short}", name, limit, "_")


def keep_last_words(name: str, limit: int) -> str:
    """Shorten a PascalCase name to its last words."""
    if len(name) <= limit:
        return name
    words = _PASCAL_WORD.findall(name)
    while len("".join(words)) > limit and len(words) > 1:
        words.pop(0)
    short = "".join(words)
    fits = short[:1].isupper() and short.isidentifier()
    return _cut(short if fits else f"X{short}", name, limit, "")


def _cut(short: str, name: str, limit: int, mark: str) -> str:
    """Cut a single endless word; a digest of the whole name keeps it apart from its likes."""
    if len(short) <= limit:
        return short
    digest = sha256(name.encode()).hexdigest()[:_DIGEST].upper()
    digest = digest.lower() if mark else digest
    return f"{short[: limit - _DIGEST - len(mark)]}{mark}{digest}"
