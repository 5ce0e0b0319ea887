"""What the proof does, in which order: which row comes first, who needs whom, what goes last.

The steps arrive as plain values; `plan` turns them into a list of actions. Nothing here calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pactgen.prove.compared import Compared
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

Behaviour = Literal[
    "list",
    "read",
    "create",
    "replace",
    "update",
    "copy",
    "delete",
    "clear",
    "delete_many",
    "count",
    "values",
    "replace_links",
    "read_singleton",
    "write_singleton",
    "upload",
    "download",
    "login",
    "renew",
    "change_password",
    "logout",
    "health",
    "info",
    "custom",
]
Place = Literal["path", "query", "header", "cookie", "body", "caller"]
"""`caller`: the token of the request."""

AFTER_CREATION: Final[Mapping[Behaviour, int]] = {
    "health": 0,
    "info": 0,
    "renew": 1,
    "read": 1,
    "write_singleton": 2,
    "upload": 2,
    "download": 3,
    "read_singleton": 3,
    "list": 4,
    "count": 4,
    "values": 4,
    "update": 5,
    "copy": 5,
    "change_password": 5,
    "replace_links": 5,
    "replace": 6,
    "logout": 7,
    "custom": 7,
}
"""The order of what follows once rows exist; removals come after all of them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Bind:
    """An input that names a stored row."""

    place: Place
    name: str
    """On the wire; of a body: the property of its row, "" where the body itself is the value."""
    resource: str
    property: str
    """The property of the row that the input repeats, on the wire."""
    column: str
    """The column of that property."""
    fills: str | None = None
    """The property of the step's own row that the input gives."""
    is_new: bool = False
    """The caller chooses the value: the row is made under this name."""
    is_free: bool = False
    """Where no such row is known, any value does."""
    is_whole: bool = False
    """The column keeps whole numbers, also where the contract says that the input is a text."""
    many: bool = False
    """It is a list of such values."""
    may_be_null: bool = False
    """It names a row of the step's own kind, which is seldom the row itself, or none."""
    member: str | None = None
    """The property of each object that the input holds, where it is no value itself."""
    deeper: tuple[str, ...] = ()
    """The names that lead on from there."""
    optional: bool = False
    """Of a body: it may be left out."""
    apart: bool = False
    """Another input of the request must name another row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A parameter by which a caller asks for related rows."""

    place: Place
    name: str
    many: bool
    """It takes several values at once."""
    members: tuple[tuple[str, str, bool], ...]
    """Value, the member of the answer that it adds, and whether that is a list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """How a request says which state of its row the caller knows."""

    column: str
    """Of the row's table: it counts the changes."""
    inputs: tuple[tuple[Place, str, Literal["tag", "number"]], ...]
    """Place and name on the wire: an entity tag, or the number itself."""
    stale: int | None = None
    """The answer to a request that knows another state; None: it changes nothing."""
    missing: int | None = None
    """The answer to one that tells none, where the contract lets it be left out."""
    of_all: bool = False
    """Tags tell more than the version: only an answer has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """An operation and what it is meant to do."""

    operation_id: str
    method: str
    """Upper case."""
    path: str
    """The key of `paths`."""
    behaviour: Behaviour
    resource: str | None = None
    binds: tuple[Bind, ...] = ()
    member: str | None = None
    """The property of the body that holds the row; None: the body is the row."""
    many: bool = False
    """The body is a list of rows, or that property holds one."""
    fixed: tuple[tuple[str, object], ...] = ()
    """Properties of the row that must have a value which answers can show."""
    starts: tuple[tuple[Place, str, int | str], ...] = ()
    """Place, name and value of what says where a list begins, where it must be said."""
    row: tuple[str, ...] | None = None
    """Where the answer holds the row, or the list of rows; None: nowhere."""
    status: int | None = None
    """The documented success that the backend chose; None: any documented one."""
    made: int | None = None
    """The status where the request made the row that it names."""
    token: tuple[str, ...] | None = None
    """Of a login: where the answer holds the token."""
    refresh: tuple[str, ...] | None = None
    """Where it holds the refresh token."""
    renews: str | None = None
    """Property of the body that is a refresh token."""
    part: str | None = None
    """The field of a form that is the file which an upload brings."""
    own: bool = False
    """It works on the row of whoever is calling."""
    caller: str | None = None
    """The resource whose row must call, for its own row or for rows that belong to it."""
    keeps: bool = False
    """It keeps to rows of the caller's: to others, they are not there."""
    files: str | None = None
    """The resource whose row, a file, comes with its own."""
    springs: bool = False
    """Its row comes into being when it is asked for."""
    links: bool = False
    """Its rows tie others together: naming the same ones again makes no other row."""
    only_one: bool = False
    """One such row may refer to the same others: a second one clashes."""
    needed: frozenset[str] = frozenset()
    """Properties that answers must show although the schema lets a row go without."""
    beside: bool = False
    """Another operation makes such rows beside its own."""
    refusals: tuple[int, ...] = ()
    """What it answers where its row is in a state from which it does not start or is somebody
    else's, where a view has no such row, or where a list has too few."""
    state: State | None = None
    """What it compares with its row."""
    asked: Asked | None = None
    """What it shows only to those who ask for it."""
    suffix: str = ""
    """What the path goes on with: `?op=list`."""
    conditions: tuple[tuple[str, str, str | None], ...] = ()
    """Place, name and value of what tells it from others of its method and template."""

    @property
    def label(self) -> str:
        """`GET /bookings`."""
        return f"{self.method} {self.path}"

    @property
    def template(self) -> str:
        """The path alone."""
        return self.path.removesuffix(self.suffix)

    @property
    def depth(self) -> int:
        """How many segments the path has."""
        return self.path.rstrip("/").count("/")

    @property
    def parents(self) -> frozenset[str]:
        """The properties of its own row by which its path names parents.

        Also those of which nothing is kept: a row of one enterprise is not found below another.
        """
        return frozenset(
            bind.fills
            for bind in self.binds
            if bind.fills is not None
            and bind.place in {"path", "caller"}
            and (bind.is_free or bind.resource != self.resource)
        )

    @property
    def of_several(self) -> bool:
        """Whether it works on the rows below a parent, however many there are."""
        return self.behaviour in {"list", "count", "values", "clear"}

    @property
    def custom(self) -> bool:
        """Whether the operation honestly answers 501."""
        return self.behaviour == "custom"


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredColumn:
    """A column as far as a row of it must be made."""

    name: str
    """Of the mapped attribute."""
    wire_name: str
    kind: str
    stored_name: str | None = None
    """What the database calls it, where that is another name."""
    kept_as: str | None = None
    """What a schema document keeps it as, where that is another kind: `uuid`, `bytes`, …"""
    secret: bool = False
    """It holds the hash of a password that a login asks for."""
    values: tuple[object, ...] = ()
    """All that a schema document lets it hold; empty: anything of its kind."""
    length: int | None = None
    nullable: bool = False
    counted: bool = False
    """Only the database says its value."""
    generated: bool = False
    references: str | None = None
    """The resource whose key it holds."""
    target: str | None = None
    """The property of that resource which it repeats, on the wire."""
    apart: bool = False
    """Another column of the row must hold another key of that resource."""
    above: bool = False
    """It names another row of its table, with which the row is shown."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Store:
    """Where the rows of a resource are kept, for resources that no operation creates."""

    resource: str
    table: str
    key: str
    """The primary key column."""
    columns: tuple[StoredColumn, ...]
    in_parts: bool = False
    """Answers show most of its columns in parts, as resource objects do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """All operations of a backend and the stores behind them."""

    steps: tuple[Step, ...]
    stores: tuple[Store, ...] = ()
    unreached: frozenset[tuple[str, str]] = frozenset()
    """METHOD and path of the operations that another one hides."""
    compared: Compared = field(default_factory=Compared)
    """Properties that the schema document compares with others."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """Put rows into a table, because no operation can."""

    store: Store
    alone: bool = False
    """There is but one row."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """Call an operation once."""

    step: Step
    variant: Literal["required", "full"]


Action = Seed | Call


def plan(script: Script) -> tuple[Action, ...]:
    """Order everything: rows with their parents before them, then the rest, removals last."""
    creators: dict[str, list[Step]] = {}
    for step in script.steps:
        if step.behaviour == "create" and step.resource is not None:
            creators.setdefault(step.resource, []).append(step)
    stores = {store.resource: store for store in script.stores}
    order = _parents_first(script, creators, stores)
    actions: list[Action] = []
    for resource in order:
        if resource in creators:
            for step in sorted(creators[resource], key=lambda step: step.depth):
                actions += [Call(step=step, variant="required"), Call(step=step, variant="full")]
            if _loses_more(script, resource):
                actions.append(Call(step=creators[resource][0], variant="required"))
        elif resource in stores and not _springs(script, resource):
            alone = _is_singleton(script, resource)
            actions.append(Seed(store=stores[resource], alone=alone))
        actions += [Call(step=step, variant="required") for step in _logins(script, resource)]
    put = {step.path for step in script.steps if step.behaviour == "write_singleton"}
    for step in sorted(_others(script), key=lambda step: _rank(step, put)):
        actions += [Call(step=step, variant=variant) for variant in _variants(step)]
    rank = {resource: position for position, resource in enumerate(order)}
    kinds = {"delete", "delete_many", "clear"}
    removals = [step for step in script.steps if step.behaviour in kinds]
    removals.sort(
        key=lambda step: (-rank.get(step.resource or "", 0), step.behaviour == "clear", -step.depth)
    )
    return (*actions, *(Call(step=step, variant="required") for step in removals))


def naming(script: Script, step: Step) -> frozenset[str]:
    """Return the properties that a body must carry, so that its row can be named.

    Of a change: those that say which row. Of a creation: those that other operations name the row
    by, unless the backend makes them up itself and they can be looked up: in the answer, or, of the
    key, in the table; and those that answers must show.
    """
    if step.renews is not None:
        return frozenset({step.renews})
    files = frozenset() if step.part is None else frozenset({step.part})
    if step.behaviour != "create":
        return files or frozenset(
            bind.name
            for bind in step.binds
            if bind.place == "body" and bind.resource == step.resource
        )
    made_up = {
        column.wire_name
        for store in script.stores
        if store.resource == step.resource
        for column in store.columns
        if column.generated and (step.row is not None or column.name == store.key)
    }
    named_by = {
        bind.property
        for one in script.steps
        for bind in one.binds
        if bind.resource == step.resource and one is not step
    }
    return files | step.needed | frozenset(named_by - made_up)


def _loses_more(script: Script, resource: str) -> bool:
    """Whether rows are removed by key in more than one way, so that one more must be there."""
    own = (step.behaviour for step in script.steps if step.resource == resource)
    return {"delete", "delete_many"} <= set(own)


def addresses(script: Script, resource: str) -> tuple[tuple[Step, Bind], ...]:
    """Return the steps whose paths name a row of the resource, with what names it there."""
    return tuple(
        (step, bind)
        for step in script.steps
        for bind in step.binds
        if bind.place == "path" and bind.resource == resource
    )


def namings(script: Script, resource: str) -> tuple[tuple[Step, Bind], ...]:
    """Return the steps whose paths or bodies name a row of the resource by one value."""
    told = (
        (step, bind)
        for step in script.steps
        for bind in step.binds
        if bind.place == "body" and bind.resource == resource
        if bind.name and bind.member is None and not bind.many
    )
    return (*addresses(script, resource), *told)


def _is_singleton(script: Script, resource: str) -> bool:
    """Whether a resource has one row, of which no path needs a key."""
    kinds = {step.behaviour for step in script.steps if step.resource == resource}
    return bool(kinds & {"read_singleton", "write_singleton"})


def _springs(script: Script, resource: str) -> bool:
    """Whether the only row of a resource is there when it is written or first read."""
    own = [step for step in script.steps if step.resource == resource]
    if any(step.files == resource for step in script.steps):
        return True
    comes = {"write_singleton", "upload"}
    return any(step.behaviour in comes or step.springs for step in own)


def _logins(script: Script, resource: str) -> Iterable[Step]:
    """Whoever logs in can make rows of their own: logins follow the rows at once."""
    own = (step for step in script.steps if step.resource == resource)
    return (step for step in own if step.behaviour == "login")


def _others(script: Script) -> Iterable[Step]:
    return (step for step in script.steps if step.behaviour in AFTER_CREATION)


def _rank(step: Step, put: Collection[str]) -> tuple[int, bool]:
    """Return when a step comes; what reads a row that PUT of its path makes comes behind that."""
    reads = step.behaviour == "read" and step.path in put
    return AFTER_CREATION["write_singleton" if reads else step.behaviour], reads


def _variants(step: Step) -> tuple[Literal["required", "full"], ...]:
    """Bodies are tried with what must be there and with all they may carry."""
    if step.behaviour in {"update", "replace", "write_singleton"}:
        return ("required", "full")
    return ("required",)


def _parents_first(
    script: Script, creators: Mapping[str, list[Step]], stores: Mapping[str, Store]
) -> tuple[str, ...]:
    """Sort the resources so that each comes after those its rows name; cycles are cut."""
    resources = dict.fromkeys(
        [*(step.resource for step in script.steps if step.resource is not None), *stores]
    )
    ordered: dict[str, None] = {}
    entered: set[str] = set()

    def visit(resource: str) -> None:
        if resource in entered:
            return
        entered.add(resource)
        for parent in _needed(resource, creators, stores):
            visit(parent)
        ordered[resource] = None

    for resource in resources:
        visit(resource)
    return tuple(ordered)


def _needed(
    resource: str, creators: Mapping[str, list[Step]], stores: Mapping[str, Store]
) -> tuple[str, ...]:
    """Return what its rows name; of what they need not name, nothing that needs them itself."""
    known = _required(resource, creators, stores)
    if resource in creators:
        optional = [bind.resource for step in creators[resource] for bind in step.binds]
    elif resource in stores:
        columns = stores[resource].columns
        optional = [each.references for each in columns if each.references is not None]
    else:
        return known
    others = (
        each
        for each in optional
        if each not in {resource, *known} and not _leads_to(each, resource, creators, stores)
    )
    return tuple(dict.fromkeys((*known, *others)))


def _leads_to(
    resource: str,
    other: str,
    creators: Mapping[str, list[Step]],
    stores: Mapping[str, Store],
) -> bool:
    """Whether a row of the resource cannot be made before one of the other."""
    waiting, seen = [resource], {resource}
    while waiting:
        for each in _required(waiting.pop(), creators, stores):
            if each == other:
                return True
            if each not in seen:
                seen.add(each)
                waiting.append(each)
    return False


def _required(
    resource: str, creators: Mapping[str, list[Step]], stores: Mapping[str, Store]
) -> tuple[str, ...]:
    """Return what a row must name."""
    named = [
        bind.resource
        for step in creators.get(resource, ())
        for bind in step.binds
        if bind.resource != resource and not bind.optional
    ]
    if resource not in creators and resource in stores:
        named += [
            column.references
            for column in stores[resource].columns
            if column.references not in {None, resource} and not column.nullable
        ]
    return tuple(dict.fromkeys(named))
