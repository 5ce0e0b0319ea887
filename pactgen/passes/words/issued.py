"""Credentials that the backend draws and shows: of a webhook, of an API token.

Location: pactgen/passes/words/issued.py. Used by the tables, and by what replaces such a value.
"""

from __future__ import annotations

from typing import Final

from pactgen.passes.words.names import snake
from pactgen.passes.words.vocabulary import bare

RENEWING: Final = frozenset(
    {"recreate", "refresh", "regenerate", "reissue", "renew", "reset", "roll", "rotate"}
)
"""Verbs that put another value in place of a credential."""
_LIKE_KEYS: Final = ("key", "token", "secret")
_ENDS: Final = ("secret", "secretkey", "apikey", "apitoken", "accesskey", "authtoken")
_ALONE: Final = frozenset({"token", "accesstoken", "key"})


def is_issued(name: str, resource: str) -> bool:
    """Whether a property of such rows is called like a credential: `key` is one of an `ApiKey`."""
    word = bare(name)
    return word.endswith(_ENDS) or (word in _ALONE and bare(resource).endswith(_LIKE_KEYS))


def renewed_in(verb: str) -> str | None:
    """Return what the verb renews: `secret` of `rotate-secret`; None where it renews nothing."""
    first, _, rest = snake(verb).partition("_")
    return bare(rest) if first in RENEWING else None
