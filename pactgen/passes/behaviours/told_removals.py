"""DELETE of a collection that does not mean all of it: its text, its path or its inputs say so.

Location: pactgen/passes/behaviours/told_removals.py. Used by remove_many.py. What stays by mistake
can be removed later; what goes by mistake is gone.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.ir.inputs import FilterRole, ScopeRole, SearchRole
from pactgen.passes.words.names import singular, words
from pactgen.passes.words.vocabulary import MINE, bare

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pactgen.ir.contract import Parameter
    from pactgen.ir.inputs import Role
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

_ONE: Final = re.compile(
    r"\W*(?:delete|remove|destroy|discard|revoke)s?\s+(?:an?|one|(?:the )?(?:individual|single))\s+"
    r"(?!\w+['\u2019]s\b|(?:list|set|collection|batch|number|bunch|group) of\b)",
    re.IGNORECASE,
)
"""`Delete a list`, and no `a list of products` and no `a user's sessions`."""
_BULK: Final = r"(?:bulk|batch|mass)[- ]?(?:delete|destroy|remove)"
_GOES: Final = r"(?:delete|remove|destroy|discard|revoke)s?\s+"
_SOME: Final = re.compile(
    rf"\W*(?:{_BULK}|{_GOES}(?:the )?"
    r"(?:multiple|several|some|certain|many|chosen|given|matching|selected|specified)\b)",
    re.IGNORECASE,
)
"""`Delete multiple roles`: those that something names, and no `Delete roles`."""
_NAMED_SOME: Final = re.compile(
    r"\b(?:bulk|batch|mass) (?:delete|destroy|remove)\b"
    r"|\b(?:delete|destroy|remove) (?:batch|bulk|many|multiple|several|selected|some)\b"
)
"""The same in an operationId: `devices_bulk_delete`."""
_SEVERAL: Final = re.compile(
    rf"\W*(?:{_BULK}|{_GOES}"
    r"(?:multiple|several|many|an? (?:batch|bunch|group|list|number|set) of)\b)",
    re.IGNORECASE,
)
_LEAVES: Final = re.compile(
    r"\W*(?:leave|unsubscribe|unfollow|quit|unlink|detach|dis?associate|dissociate"
    r"|stop|halt|abort|disable|deactivate|suspend)s?\b"
    r"|.*\bassociations? (?:of|with|between)\b",
    re.IGNORECASE,
)
"""Whoever calls goes, or what ties rows together, or what they do ends; the rows stay."""
_OWN: Final = MINE | {"account", "self"}
"""Segments of paths that stand for whoever is calling."""
_FILTERS: Final = (FilterRole, SearchRole)


def told_otherwise(
    one: Sighting, stored: Stored, roles: Iterable[tuple[Parameter, Role]]
) -> str | None:
    """Return why not all rows of the collection can be meant."""
    known = tuple(role for _, role in roles)
    named = any(isinstance(role, _FILTERS) for role in known)
    if not named and cuts_tie(one):
        return "Its description says that somebody leaves, a tie is cut or something stops."
    if not named and _means_one(one, stored):
        return "Its description speaks of one of the rows, and nothing names it."
    if not named and _means_some(one):
        return "Its description speaks of some of the rows, and nothing names them."
    scoped = any(isinstance(role, ScopeRole) for role in known)
    literals = {bare(word) for literals in one.place.collection for word in literals}
    if literals & _OWN and not scoped and stored.owner is None:
        return "It deletes what is the caller's own, and nothing tells whose a row is."
    return None


def only_asked(one: Sighting, stored: Stored, roles: Iterable[tuple[Parameter, Role]]) -> bool:
    """Tell whether nothing goes without a filter: they name rows, or one row is meant."""
    asked = [(each, role) for each, role in roles if isinstance(role, _FILTERS)]
    if not asked or any(each.required for each, _ in asked):
        return False
    picks = any(_picks(stored, role) for _, role in asked)
    return picks or _means_one(one, stored) or _means_some(one) or cuts_tie(one)


def cuts_tie(one: Sighting) -> bool:
    """Whether the text says that somebody goes, or that what ties rows together does."""
    return any(_LEAVES.match(text) for text in one.operation.texts if text)


def _means_one(one: Sighting, stored: Stored) -> bool:
    is_many = singular(one.place.noun) != one.place.noun
    has_items = any(each.place.is_item for each in stored.kept.sightings)
    return (is_many or has_items) and any(_ONE.match(text) for text in one.operation.texts if text)


def _means_some(one: Sighting) -> bool:
    called = " ".join(words(one.operation.operation_id or ""))
    told = any(_SOME.match(text) for text in one.operation.texts if text)
    return told or _NAMED_SOME.search(called) is not None


def means_several(one: Sighting) -> bool:
    """Whether the text says that more than one row goes."""
    return any(_SEVERAL.match(text) for text in one.operation.texts if text)


def _picks(stored: Stored, role: Role) -> bool:
    """Whether the filter names rows, and does not only narrow what is left of them."""
    if not isinstance(role, FilterRole):
        return False
    is_key = not role.through and stored.table.column(role.column).primary_key
    return is_key or role.op in {"in", "among"}
