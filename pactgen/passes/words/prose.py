"""Sentences of descriptions that say whose a thing is, who may, and what must be so.

Location: pactgen/passes/words/prose.py. Used by `find_prose`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

_SOMEBODY: Final = (
    r"(?:current(?:ly)?[ -])?(?:authenticated|logged[- ]?in|signed[- ]?in|calling)|current"
)
_CALLERS: Final = (
    rf"\b(?:{_SOMEBODY}) (?:user|customer|member|account)(?:['\u2019]s|s['\u2019])"
    rf"|\b(?:of|for|by|to|from|belong\w*) (?:the |an? )?(?:{_SOMEBODY}) (?:user|member)\b"
    r"|\bthe caller['\u2019]s\b"
    r"|^(?:list|get|show|return|retrieve|fetch|update|delete|create)s?(?: all)?(?: of)?"
    r" (?:my|your)\b"
)
CALLERS: Final = re.compile(_CALLERS, re.IGNORECASE)
"""Whose a thing is: whoever calls."""
_NOT_OWNED: Final = re.compile(
    r"\b(?:accessible|assigned|available|blocked|favou?rited|followed|granted|invited|liked"
    r"|managed|mentioned|moderated|readable|seen|shared|starred|subscribed|visible|watched"
    r"|by default|if|that|unless|when|where|which|whose)\b"
    r"|['\u2019]s? (?:\w+ )?(?:accounts?|compan(?:y|ies)|feed|followers|following|friends"
    r"|groups?|households?|organi[sz]ations?|permissions?|projects?|roles?|teams?|tenants?"
    r"|workspaces?)\b",
    re.IGNORECASE,
)
"""Of what the caller may see, has marked, or has through others, and of what is so at times."""
OWN: Final = re.compile(rf"{_CALLERS}|\b(?:their|his or her|one['\u2019]s) own\b", re.IGNORECASE)
"""The same, or whoever was spoken of before."""
MAY: Final = re.compile(
    r"\b(?:permissions?|privileges?|admins?|administrators?|elevated|superusers?)\b"
    r"|\baccess to (?:the|an?) (?:repository|organization|project|team|account)\b",
    re.IGNORECASE,
)
"""Who may, told with one of `MUST`."""
MUST: Final = re.compile(
    r"\b(?:must|mustn['\u2019]t|cannot|can['\u2019]t|may not|not allowed|unless|restricted to"
    r"|(?:can|may|be|is|are)(?: be used)? only|only (?:be|by|if|when|while|for|once|after|before)"
    r"|only \w+ (?:\w+ )?(?:can|may|has|have)|at most|no more than|up to \d+|within \d+ \w+"
    r"|limited to|masked|automatically|expires?|requires?|required|\w+ only)\b",
    re.IGNORECASE,
)
MASKED: Final = re.compile(
    r"\b(?:masked|redacted|obfuscated|truncated|last (?:four|4) digits"
    r"|never (?:be )?(?:returned|shown))\b",
    re.IGNORECASE,
)
"""Of a property: answers show less of it than is kept."""
_NOTHING: Final = re.compile(
    r"\b(?:not|n['\u2019]t) (?:be )?(?:required?|need)|\bno (?:authentication|permission)"
    r"|\boptional\b|\b(?:any|all) authenticated\b|\bcannot be undone\b|\bfor more information\b",
    re.IGNORECASE,
)
_MARKUP: Final = re.compile(r"<[^<>]*>|\*\*|__|\[([^\[\]]*)\]\([^()]*\)")
_ENDS: Final = re.compile(r"(?<=[.!?])\s++|(?<![^\S\n])[^\S\n]*+\n\s*(?:\n|[-*•] |#+ )\s*")
_LONGEST: Final = 200
_WHOLE_ENDS: Final = re.compile(r"(?<=[.!?;])\s+|\n\s*\n")
_MARKS: Final = re.compile(r"[`*\"]")


def sentences(*texts: str | None) -> Iterator[str]:
    """Yield what texts say, sentence by sentence, without its markup; long ones are cut."""
    for text in texts:
        plain = _MARKUP.sub(r"\1", text or "")
        for each in _ENDS.split(plain):
            sentence = " ".join(each.split()).lstrip("-*•# ")
            if sentence:
                cut = len(sentence) > _LONGEST
                yield f"{sentence[: _LONGEST - 1].rstrip()}…" if cut else sentence


def whole_sentences(text: str | None) -> Iterator[str]:
    """Yield what a text says, also what semicolons part, uncut, without marks and capitals."""
    for each in _WHOLE_ENDS.split(text or ""):
        yield " ".join(unmarked(each).split())


def unmarked(text: str) -> str:
    """Return a text in small letters without the marks around its names: `a draft`."""
    return _MARKS.sub("", text.lower())


def plain_words(text: str) -> str:
    """Return the words alone: `only a requested one`, without marks and capitals."""
    return " ".join(re.split(r"[\W_]+", text.lower())).strip()


_ONLY: Final = re.compile(
    r"^\W*only\b|\b(?:returns?|shows?|lists?|includes?|gets?|fetch(?:es)?) only\b", re.IGNORECASE
)
"""In a description of a boolean: without it, nothing is left out."""
_DEFAULT: Final = re.compile(r"\bdefaults?\b\W+(?:(?:is|to|value|of)\W+)*false\b", re.IGNORECASE)
_ASKS_BOTH: Final = re.compile(
    r"\bfalse\b(?!\W+(?:\w+\W+){0,3}(?:all|any|both|every\w*|ignored|no effect|nothing)\b)"
    r"|\bor (?:\w+ )?(?:are|do|does|have|has|is)(?: not\b|n't\b)",
    re.IGNORECASE,
)
"""What says of false as well which rows it asks for: `open (true) or closed (false)`."""


def asks_for_true(text: str | None) -> bool:
    """Whether a boolean is said to leave nothing out where it is false: `Only those that …`."""
    said = _DEFAULT.sub("", text or "")
    return _ONLY.search(said) is not None and not _ASKS_BOTH.search(said)


def says_rule(sentence: str) -> bool:
    """Whether a sentence says what must be so."""
    return bool(MUST.search(sentence)) and not _NOTHING.search(sentence)


def says_owner(sentence: str) -> bool:
    """Whether a sentence says that something is the caller's own."""
    return bool(OWN.search(sentence)) and not _NOTHING.search(sentence)


_MEMBERS: Final = re.compile(
    rf"\b(?:(?:{_SOMEBODY}) (?:user|member|customer|account)|caller) (?:is (?:an? |the |one of )"
    r"|participates|belongs|takes part|(?:has )?joined|owns|follows)\b",
    re.IGNORECASE,
)
"""Whose somebody is a part of: `Groups where the current user is a participant`."""


_SELF: Final = re.compile(
    r"\b(?:calling|current|signed-in|authenticated|logged-in) \w+(?:['\u2019]s)? own\b"
    r"|\b(?:your|the caller['\u2019]s|their|his or her) own\b",
    re.IGNORECASE,
)


def says_own(sentence: str) -> bool:
    """Whether a sentence says that something belongs to whoever calls: `the caller's own vote`."""
    return _SELF.search(sentence) is not None or says_callers(sentence)


def says_whose(sentence: str) -> bool:
    """Whether a sentence says that what is meant depends on who is calling."""
    return says_callers(sentence) or _MEMBERS.search(sentence) is not None


def says_callers(sentence: str) -> bool:
    """Whether a sentence says that something is the caller's, and nobody else's."""
    theirs = bool(CALLERS.search(sentence)) and not _NOT_OWNED.search(sentence)
    return theirs and not _NOTHING.search(sentence)
