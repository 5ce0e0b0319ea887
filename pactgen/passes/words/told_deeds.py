"""What the text of an operation says that it does: `Lists all components`, `Truncates a channel`.

Location: pactgen/passes/words/told_deeds.py. Used by the search for resources and by what says why
an operation is not understood. The first word counts, of the summary and of the description: an
author who writes `Returns the seat maps of an offer` above a POST says that nothing is kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.words.names import singular, words
from pactgen.passes.words.vocabulary import VERBS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_FIRST: Final = re.compile(r"\W*([A-Za-z]+)\W+(\w+)?")
_PREFIXED: Final = re.compile(r"\b([Uu]n|[Rr]e|[Dd]e)-(?=[a-z])")
"""Of verbs: `Un-confirm`."""
_BATCH: Final = re.compile(r"\W*(?:batch|bulk)\b", re.IGNORECASE)
"""How much at once; what is done stands behind it."""
_TAKES: Final = re.compile(r"\W*(?:given|takes?|accepts?)\b", re.IGNORECASE)
"""What is brought; what is done stands behind a comma, or behind `and`: `Given an id, return`."""
_THEN: Final = re.compile(r"(?:,|\band\b)(?: ?(?:it|and))?\s+(?=[A-Za-z])")
_ASKS: Final = frozenset(
    {
        "analyse", "analyze", "calculate", "check", "classify", "compare", "compute", "convert",
        "detect", "estimate", "evaluate", "execute", "extract", "fetch", "find", "get", "list",
        "look", "parse", "perform", "predict", "preview", "query", "recognize", "retrieve",
        "return", "search", "simulate", "translate", "validate",
    }
)  # fmt: skip
"""Of a POST: there is nothing new afterwards."""
_CHANGES: Final = frozenset(
    {
        "activate", "approve", "bypass", "cancel", "change", "close", "deactivate", "delete",
        "detach", "disable", "enable", "hide", "invalidate", "lock", "mark", "mute", "pause",
        "reactivate", "refresh", "reject", "remove", "resize", "restart", "restore", "resume",
        "revoke", "show", "stop", "truncate", "unflag", "unlock", "unmark", "unmute", "update",
    }
)  # fmt: skip
"""Something else is otherwise afterwards."""
_MAKES: Final = frozenset(
    {
        "add", "apply", "book", "buy", "contact", "create", "creation", "donate", "generate",
        "import", "insert", "invite", "make", "new", "order", "pay", "place", "post", "publish",
        "purchase", "rate", "register", "reply", "report", "request", "review", "save", "schedule",
        "send", "set", "share", "start", "store", "submit", "subscribe", "upload", "vote",
    }
)  # fmt: skip
"""There is something new afterwards, also where it is called like the verb: a vote, a report."""
_STARTS: Final = frozenset({"invoke", "launch", "run", "trigger"})
"""Something happens, and is no part of the row that it happens to."""
_JOINS: Final = frozenset({"add", "follow", "invite", "join", "leave", "subscribe", "unfollow"})
_REPLACES: Final = frozenset({"overwrite", "replace", "reset", "set"})
_WRITES: Final = frozenset({"apply", "generate", "place", "publish", "save", "set", "store"})
_EITHER: Final = re.compile(
    r"\b(?:add|create|save|set)\w* ?(?:or|and|/) ?(?:edit|modif|replac|updat)", re.IGNORECASE
)
_UPSERT: Final = re.compile(
    r"\b(?:upsert|creat|insert|add)\w*\b|\bdo(?:es)? ?n[o\u2019']t (?:yet )?exist", re.IGNORECASE
)
"""What is not there is made."""
_ALTERS: Final = frozenset({"amend", "change", "edit", "modify", "update"})
_EXISTING: Final = re.compile(
    r"\b(?:an|the|this|your|updat\w+|modif\w+|edit\w*) existing\b", re.IGNORECASE
)
_ONE_MORE: Final = re.compile(r"\W*(?:add|create|post)s?\s+(?:an?|new)\b", re.IGNORECASE)
_LEAST_NOUN: Final = 3
"""What is shorter is an ending: the `s` of `commits`."""
_ONE: Final = frozenset({"a", "all", "an", "one", "the", "this", "your"})
"""After these a verb has its object: `Tag a service`, not `Tags of services`."""
_DONE_BY_GET: Final = (_CHANGES - {"change", "show"}) | {
    "analyse", "analyze", "calculate", "classify", "compare", "compute", "convert", "detect",
    "estimate", "evaluate", "execute", "extract", "force", "generate", "infer", "perform",
    "predict", "recognize", "simulate", "translate", "validate", "verify", "send", "start", "sync",
    "synchronize", "trigger", "undelete",
}  # fmt: skip
"""What no mere reading does, though contracts have it behind GET."""


def asks(texts: Iterable[str | None]) -> bool:
    """Tell whether the text says that something is asked for, and not that it is made."""
    first = {verb for verb, _ in _first_words(texts)}
    return bool(first & _ASKS) and not first & _MAKES


def only_asks(name: str | None, texts: Iterable[str | None]) -> bool:
    """Tell whether what an operation is called says so as well: `getMatches`, `Returns matches`."""
    said = words(name or "")
    return bool(said) and said[0] in _ASKS and "create" not in said and asks(texts)


def calls_itself(noun: str, name: str | None) -> bool:
    """Tell whether the end of a path is a command by which the operation is called, too.

    `POST /export_channels` of `ExportChannels`; what `importUsers` brings is there afterwards.
    """
    said = words(noun)
    acts = len(said) > 1 and said[0] in VERBS - _MAKES
    return acts and said == words(name or "")


def replaces(texts: Iterable[str | None]) -> bool:
    """Tell whether the text says that what is brought takes the place of what is there."""
    return bool({verb for verb, _ in _first_words(texts)} & _REPLACES)


def only_changes(texts: Iterable[str | None]) -> bool:
    """Tell whether the text says that what is there is changed: `Update an existing contact`."""
    told = tuple(text for text in texts if text)
    if may_make(told):
        return False
    first = {verb for verb, _ in _first_words(told)}
    return bool(first & _ALTERS) and not first & _MAKES


def may_make(texts: Iterable[str | None]) -> bool:
    """Tell whether the text says that what is not there is made: `Add or update an earning`."""
    return any(text and (_EITHER.search(text) or _UPSERT.search(text)) for text in texts)


def speaks_of_existing(texts: Iterable[str | None]) -> bool:
    """Tell whether the text says that the thing is there already."""
    return any(text and _EXISTING.search(text) for text in texts)


def adds(texts: Iterable[str | None]) -> bool:
    """Tell whether the text says that something is put to others: `Adds user to group`."""
    return any(verb == "add" for verb, _ in _first_words(texts))


def joins(texts: Iterable[str | None]) -> bool:
    """Tell whether the text says that somebody is put beside others, or leaves them."""
    return bool({verb for verb, _ in _first_words(texts)} & _JOINS)


def makes_beside(texts: Iterable[str | None]) -> bool:
    """Tell whether the text of a POST to a row says that it makes something, or asks.

    What it sets or saves may as well be the row; so may what it adds or updates.
    """
    told = tuple(texts)
    if any(text and _EITHER.search(text) for text in told):
        return False
    first = {verb for verb, _ in _first_words(told)}
    return bool(first & (_MAKES - _WRITES | _ASKS | _STARTS))


def adds_one(texts: Iterable[str | None]) -> bool:
    """Tell whether the text says that one more is made: `Create a story on a task`."""
    return any(text and _ONE_MORE.match(text) for text in texts)


def tells_deed(noun: str, texts: Iterable[str | None]) -> bool:
    """Tell whether the text says that nothing new is kept under this last segment of a path.

    Args:
        noun: to which nothing but POST or PUT is sent.
        texts: summary and description of the operation.
    """
    found = tuple(_first_words(texts))
    first = {verb for verb, _ in found}
    if first & _MAKES:
        return False
    said = words(noun)
    is_one = bool(said) and singular(said[-1]) == said[-1]
    if first & _ASKS or (is_one and first & _CHANGES):
        return True
    named = [following for verb, following in found if said == [verb]]
    if any(following in _ONE for following in named) or (named and said[0] in VERBS):
        return True
    noun = "".join(said)
    objects = {noun.removeprefix(verb) for verb, _ in found} - {noun}
    objects = {each for each in objects if len(each) >= _LEAST_NOUN}
    return (is_one or len(said) > 1) and any(_speaks_of(each, texts) for each in objects)


def _speaks_of(object_: str, texts: Iterable[str | None]) -> bool:
    """Tell whether what stands behind a verb in a noun is spoken of: `Unmap a route`, `maproute`.

    Of several words it is what stands together: `rerun-failed-jobs`, `Re-run failed jobs`.
    """
    return any(object_ in "".join(words(text)) for text in texts if text)


def tells_act(noun: str, texts: Iterable[str | None]) -> bool:
    """Tell whether the text says that GET does something, and shows nothing that is kept."""
    found = tuple(_first_words(texts))
    said = words(noun)
    names = len(said) == 1 and said[0] in VERBS and any(verb == said[0] for verb, _ in found)
    return names or bool({verb for verb, _ in found} & _DONE_BY_GET)


def _first_words(texts: Iterable[str | None]) -> Iterator[tuple[str, str]]:
    """Yield the first word of each text without its ending, and the word behind it."""
    for text in texts:
        match = _FIRST.match(f"{_from_the_verb(text or '')} ")
        if match is not None:
            yield singular(match[1].lower()), (match[2] or "").lower()


def _from_the_verb(text: str) -> str:
    """Return a text without what stands before the verb that says what is done."""
    text = _PREFIXED.sub(r"\1", _BATCH.sub("", text))
    then = _THEN.search(text) if _TAKES.match(text) else None
    return text if then is None else text[then.end() :]
