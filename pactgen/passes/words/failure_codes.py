"""What contracts call their failures: which of the listed codes tells of which status.

Location: pactgen/passes/words/failure_codes.py. Used by `derive_failures` and `answer_references`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.words.names import words

if TYPE_CHECKING:
    from collections.abc import Iterable

_INVALID: Final = (
    "bad request|invalid (?:request|input|argument|parameter|payload|body|data)s?",
    "validation(?: (?:error|failed|failure))?|validation exception|failed validation",
    "invalid|malformed(?: request)?",
)
_TOLD: Final[tuple[tuple[int, tuple[str, ...]], ...]] = (
    (400, _INVALID),
    (401, ("unauthori[sz]ed|unauthenticated|not authenticated", "authentication.*|invalid token")),
    (403, ("forbidden", "(?:permission|access) denied|insufficient.*|not permitted|no access")),
    (404, ("not found|notfound|resource not found", r"\w+ not found|not exists?")),
    (405, ("method not allowed",)),
    (409, ("conflict", "already exists?|duplicated?|duplicate .*|.*exists|resource conflict")),
    (413, ("payload too large|content too large",)),
    (415, ("unsupported media type",)),
    (422, ("unprocessable.*", *_INVALID[1:], _INVALID[0])),
    (429, ("too many requests|rate limit.*",)),
    (500, ("internal.*|server error", "unexpected.*|unknown(?: error)?")),
    (501, ("not implemented|unimplemented",)),
    (503, ("service unavailable|unavailable",)),
)
"""Of each status what its code is called, the best name first."""
TAKEN: Final = re.compile(
    r"\b(?:already|duplicate\w*|in use|not unique|must be unique|taken|exists"
    r"|ya (?:existe|est\u00e1)|duplicad[oa]|j\u00e1 existe|existe d\u00e9j\u00e0"
    r"|d\u00e9j\u00e0 (?:utilis|pris)\w*|existiert bereits|bereits|vergeben"
    r"|\u0443\u0436\u0435|\u0437\u0430\u043d\u044f\u0442\w*|sudah)\b",
    re.IGNORECASE,
)
"""In the description of a status: it answers what clashes with something that is there."""


def codes_of(values: Iterable[str]) -> tuple[tuple[int, str], ...]:
    """Return which of the listed codes tells of which status; no guess between several."""
    spoken = {value: " ".join(words(value)).lower() for value in values}
    found = []
    for status, names in _TOLD:
        fitting = ([v for v, said in spoken.items() if re.fullmatch(one, said)] for one in names)
        only = next((each[0] for each in fitting if len(each) == 1), None)
        if only is not None:
            found.append((status, only))
    return tuple(found)
