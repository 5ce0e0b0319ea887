"""What tells the rows of a table apart, and what item paths look for."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from pactgen.ir.database import Column, Generated
from pactgen.passes.reading.columns import Storage, effective, storage_of
from pactgen.passes.reading.drawn_keys import NUMBER, generated_key
from pactgen.passes.reading.shapes import types_of
from pactgen.passes.tables.deeper_paths import deeper_parameters
from pactgen.passes.words.names import singular, snake
from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactgen.ir.contract import Contract, Parameter, Schema
    from pactgen.passes.resources.values import Kept, Sighting
    from pactgen.passes.tables.desk import Desk, Draft, Stored

ID_NAMES = ("id", "uuid", "uid", "guid", "_id")
HANDLES = ("slug", "name", "login", "username", "code", "key", "handle")
"""What a row is called by where its id is a number and the path takes a text."""
CALLED = {"username": ("login", "user", "name")}
"""What a property is called where the parameter is one word with its noun."""
_ITEM = re.compile(r"/([^/{}]+)/\{([^{}]+)\}$")
KEY_KINDS = frozenset({"integer", "bigint", "uuid", "text"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """The two columns that identify."""

    lookup: str | None
    """Attribute that item paths compare; None: nothing tells."""
    primary: str | None
    """Attribute of the primary key; None: a hidden column is needed."""
    hidden: Schema | None = None
    """Schema of the path parameter when no property carries it."""
    below: bool = False
    """What item paths compare tells a row from others of the same parent alone."""


def key_of(desk: Desk, drafts: tuple[Draft, ...]) -> Key:
    """Find the key by what is stated, by the item path's parameter, by name.

    Without an item path, `/groups/{groupKey}/members` tells that a `groupkey` names a group.
    """
    scalar = tuple(one for one in drafts if storage_of(desk.contract, one.schema).kind != "json")
    stated = desk.config.resource(desk.kept.name).key or desk.stated("x-pactgen-key")
    if stated is not None:
        told = _named(scalar, (stated,))
        return Key(lookup=told or snake(stated), primary=told)
    parameter = item_parameter(desk.kept)
    noun = snake(singular(desk.kept.noun)) if desk.kept.noun else snake(desk.kept.name)
    if parameter is None:
        below = (each.name for each in deeper_parameters(desk.contract, desk.kept))
        names = ("id", f"{snake(desk.kept.name)}_id", f"{noun}_id", "uuid", "uid", *below)
        found = _named(scalar, names)
        return Key(lookup=found, primary=found)
    found = _sent(scalar, parameter) or _named(
        scalar, _names_for(parameter, noun, snake(desk.kept.name))
    )
    if snake(parameter.name) in {noun, snake(desk.kept.name)}:
        found = _handle(desk, scalar, parameter, found)
    found = found or _common_id(desk, scalar, parameter)
    if found is None:
        return Key(lookup=snake(parameter.name), primary=None, hidden=parameter.schema)
    primary = _primary(scalar, found)
    if primary == found and _is_named_below(desk, scalar, found):
        return Key(lookup=found, primary=None, below=True)
    return Key(lookup=found, primary=primary)


def _is_named_below(desk: Desk, drafts: tuple[Draft, ...], lookup: str) -> bool:
    """Whether callers choose what names a row, and every path to one tells whose it is as well.

    `/subscriptions/{user_id}/{service_name}`: two people subscribe to one service. So do two
    orders hold one product (`/orders/{order_id}/lines/{product_id}`), while an id of the row
    itself is nobody else's.
    """
    draft = next(one for one in drafts if one.attribute == lookup)
    paths = [one.place for one in desk.kept.sightings if one.place.is_item]
    own = {"id", "key", "code", *(bare(f"{noun}_id") for noun in (desk.kept.noun, desk.kept.name))}
    own |= {bare(f"{singular(desk.kept.noun)}_id")} | {bare(name) for name in ID_NAMES}
    told = bool(paths) and all(place.scopes for place in paths)
    return told and bool(draft.creations) and bare(lookup) not in own


def _sent(drafts: tuple[Draft, ...], parameter: Parameter) -> str | None:
    """Return what is always sent under the parameter's own name: the caller names the row.

    `DELETE /members/{uuid}` takes back a `POST /members` of `{"uuid": …}`, whatever `id` answers
    show.
    """
    return _named(tuple(one for one in drafts if one.always_sent), (parameter.name,))


def _handle(
    desk: Desk, drafts: tuple[Draft, ...], parameter: Parameter, found: str | None
) -> str | None:
    """A text that is called like the thing itself (`/repos/{repo}`) is no number: its name is.

    What another parameter of the path is called (`/repos/{login}/{repo}`) names something else.
    """
    kinds = {one.attribute: storage_of(desk.contract, one.schema).kind for one in drafts}
    given = storage_of(desk.contract, parameter.schema).kind
    if given != "text" or kinds.get(found or "") not in {"integer", "bigint", None}:
        return found
    beside = {snake(step.parameter) for one in desk.kept.sightings for step in one.place.scopes}
    texts = tuple(
        one for one in drafts if kinds[one.attribute] == "text" and one.attribute not in beside
    )
    return _named(texts, HANDLES) or found


def _common_id(desk: Desk, drafts: tuple[Draft, ...], parameter: Parameter) -> str | None:
    """What paths call the id of whatever it is: `/invoices/{acme_id}`, `/payments/{acme_id}`.

    Where nothing else tells the rows apart, an `id` of the same kind does: `/rates/{currency}`.
    """
    kind = storage_of(desk.contract, parameter.schema).kind
    alike = [
        one for one in drafts if one.answers and storage_of(desk.contract, one.schema).kind == kind
    ]
    names = _common_ids(desk.contract) if snake(parameter.name).endswith("id") else ()
    return _named(tuple(alike), (*names, *ID_NAMES))


def _common_ids(contract: Contract) -> tuple[str, ...]:
    """Return the parameters that name rows of several collections, ids by their names."""
    nouns: dict[str, set[str]] = defaultdict(set)
    for operation in contract.operations:
        found = _ITEM.search(operation.path)
        if found is not None and snake(found[2]).endswith("_id"):
            nouns[found[2]].add(found[1])
    return tuple(name for name, named in nouns.items() if len(named) > 1)


def item_parameter(kept: Kept) -> Parameter | None:
    """Return the path parameter that names one row."""
    return next(item_parameters(kept), None)


def _is_of_several(one: Sighting) -> bool:
    """Whether the end of its path may name a parent: `POST /tasks/{user_id}`, a list of cars."""
    lists = one.answer is not None and one.answer.many
    return one.method in {"post", "options"} or (one.method == "get" and lists)


def item_parameters(kept: Kept) -> Iterator[Parameter]:
    """Yield the parameters by which paths name one row; what may name a parent comes last."""
    for one in sorted((*kept.sightings, *kept.actions), key=_is_of_several):
        if not one.place.is_item or one.by is not None:
            continue
        name = one.place.steps[-1].parameter
        for parameter in one.operation.parameters:
            if parameter.location == "path" and parameter.name == name:
                yield parameter


def _names_for(parameter: Parameter, noun: str, name: str) -> tuple[str, ...]:
    """`petId` may be called `petId`, `id` or `pet_id` in the representation."""
    wanted = snake(parameter.name)
    prefixes = dict.fromkeys((noun, name, *name.split("_")))
    rests = [
        wanted.removeprefix(f"{prefix}_") for prefix in prefixes if wanted.startswith(f"{prefix}_")
    ]
    rests += [rest.removesuffix("_id") for rest in rests if rest.endswith("_id")]
    handles = (one for one in HANDLES if wanted.endswith(f"_{one}"))
    names = (parameter.name, wanted, *rests, *handles, *CALLED.get(wanted, ()))
    if wanted.endswith(("id", "identifier")) or wanted in {noun, name}:
        names = (*names, f"{noun}_id", f"{name}_id", *ID_NAMES)
    return names


def _named(drafts: tuple[Draft, ...], names: tuple[str, ...]) -> str | None:
    """Return the property of the first of these names; what answers show comes first."""
    for some in ([one for one in drafts if one.answers], drafts):
        by_bare = {bare(one.name): one.attribute for one in reversed(some)}
        found = next((by_bare[bare(name)] for name in names if bare(name) in by_bare), None)
        if found is not None:
            return found
    return None


def _primary(drafts: tuple[Draft, ...], lookup: str) -> str:
    """An `id` is the primary key even where paths use another unique property."""
    ids = [one.attribute for one in drafts if bare(one.name) in {"id", "uuid"}]
    looks_like_id = bare(lookup).endswith("id") or bare(lookup) in {"key", "code"}
    return lookup if looks_like_id or not ids else ids[0]


def hidden_key(desk: Desk, key: Key, taken: Collection[str]) -> Column:
    """Return a key column that no representation shows."""
    if desk.kept.is_only:
        generated = Generated(kind="constant", value=1)
        kept_as = Storage(kind="integer")
    else:
        kept_as = Storage(kind="uuid")
        if key.hidden is not None:
            kept_as = counted(desk, storage_of(desk.contract, key.hidden))
        if kept_as.kind not in KEY_KINDS:
            kept_as = Storage(kind="text")
        generated = generated_key(desk.contract, key.hidden, kept_as.kind, supplied=False)
    name = "id" if key.below else key.lookup or "id"
    while name in taken:
        name += "_key"
    return Column(
        name=name,
        wire_name=name,
        kind=kept_as.kind,
        length=kept_as.length,
        nullable=False,
        primary_key=True,
        generated=generated,
    )


def spelled_key(desk: Desk, name: str, schema: Schema) -> Schema:
    """Return what the texts of a key look like: whole numbers, where paths take such numbers.

    It holds for texts of which nothing more is said, and for parameters that are called as keys
    are: `id: "4711"` of `/threads/{thread_id}`, and no `/threads/pages/{page}`.
    """
    parameters = list(item_parameters(desk.kept))
    if not all(bare(one.name).endswith((bare(name), "id")) for one in parameters):
        return schema
    given = {storage_of(desk.contract, one.schema).kind for one in parameters}
    told = effective(desk.contract, schema)
    bounded = told.format or told.pattern or told.enum or told.max_length or told.min_length
    shown = all(isinstance(each, str) and each.isdecimal() for each in told.examples)
    if given != {"bigint"} or told.types != ("string",):
        return schema
    return replace(told, pattern=NUMBER) if shown and not bounded else schema


def drawn_key() -> Column:
    """Return the key of rows that only others name: a UUID that the backend draws."""
    return Column(
        name="id",
        wire_name="id",
        kind="uuid",
        nullable=False,
        primary_key=True,
        generated=Generated(kind="uuid", ordered=True),
    )


def counted(desk: Desk, stored: Storage) -> Storage:
    """Return what keeps a key that is not always sent: a `number` is counted.

    It is as wide as what the path takes, where that is an integer.
    """
    if stored.kind != "double":
        return stored
    parameter = item_parameter(desk.kept)
    given = None if parameter is None else storage_of(desk.contract, parameter.schema)
    whole = given is not None and given.kind in {"integer", "bigint"}
    return given if given is not None and whole else Storage(kind="bigint")


def drawn_beside(one: Sighting, stored: Stored) -> Column | None:
    """Return what is drawn beside the key that paths know rows by, and what this one asks for.

    `GET /purses/{ref_id}` beside `GET /owners/{id}/purses/{code}`.
    """
    name, known = bare(one.place.steps[-1].parameter), item_parameter(stored.kept)
    if stored.table.declared is not None or known is None or bare(known.name) == name:
        return None
    named = (each for each in stored.table.columns if bare(each.wire_name) == name)
    others = (each for each in named if each.name != stored.lookup)
    return next((each for each in others if each.generated and each.generated.kind == "uuid"), None)


def is_nobodys_key(contract: Contract, one: Sighting, stored: Stored) -> bool:
    """Whether the last parameter of the path is of a type that no key of a row has."""
    generated = stored.table.column(stored.lookup).generated
    if generated is None or generated.kind not in {"uuid", "form"}:
        return False
    name = one.place.steps[-1].parameter
    return any(
        not generated.is_number and not _may_be_drawn(contract, parameter.schema)
        for parameter in one.operation.parameters
        if parameter.location == "path" and parameter.name == name
    )


def _may_be_drawn(contract: Contract, schema: Schema) -> bool:
    """Whether a text that the backend draws may stand in the path: a day is no such text."""
    kind = storage_of(contract, schema).kind
    if kind in {"date", "timestamp"}:
        return False
    return kind in {"text", "uuid"} or "string" in types_of(contract, schema)
