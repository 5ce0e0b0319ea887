"""The operations taken apart, and the things that they keep.

Location: pactgen/passes/resources/values.py. Made by `sight` and `find_resources`, asked by every
pass that comes after them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from pactgen.passes.words.vocabulary import bare
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Operation, Parameter, Property, Schema
    from pactgen.passes.reading.entities import Entity
    from pactgen.passes.reading.paths import Place
    from pactgen.passes.reading.read_bulk import Keys
    from pactgen.passes.reading.read_files import FileBody

CollectionKey = tuple[tuple[str, ...], ...]
Called = Literal["create", "list", "read", "update", "delete"]
Edit = Literal["add", "remove"]

_OF_ALL: Final = frozenset({"accesstoken", "apikey", "apiversion", "authtoken"})
"""What every call of an API brings, whatever it is about: who calls, and which version."""
_METHODS: Mapping[Called, str] = {
    "create": "post",
    "list": "get",
    "read": "get",
    "update": "patch",
    "delete": "delete",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A list that a body puts in place of that of an item."""

    member: str | None
    """Of the body, which holds the list; None: the body is it."""
    value: Property
    """The list, called like the end of the path."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sighting:
    """An operation, taken apart."""

    operation: Operation
    place: Place
    answer: Entity | None
    """The thing in the success answer."""
    body: Schema | None
    """The schema of the row in a JSON or form body."""
    member: Property | None = None
    """The member of the body that holds the row, where it is not the body itself."""
    beside: tuple[Property, ...] = ()
    """The other members of that body."""
    action: str | None = None
    """The verb below an item (`/bookings/{id}/cancel`); `place` is that of the item then."""
    called: Called | None = None
    """What it does to its collection, where its path is a call (`/documents.create`)."""
    edits: Edit | None = None
    """What it does to lists of the item (`POST /servers/{id}/tags`); `action` is set as well."""
    part: Part | None = None
    """The list of values that it puts in place of what is there: below an item that shows it,
    where `action` is set as well, or in place of a whole collection."""
    spoken: str | None = None
    """The segment that says verb and noun at once (`/createUser`); `place` is the noun's then."""
    many: bool = False
    """Its body brings a list of such rows."""
    keys: Keys | None = None
    """Its body is a list of keys, and what they name is to be deleted."""
    file: FileBody | None = None
    """It makes a row to which a file belongs; `body` is the rest of the form."""
    is_implied: bool = False
    """No path names it: the file that another operation brings."""
    counts: bool = False
    """It asks how many rows there are (`/pets/count`)."""
    values: str | None = None
    """The property of the rows whose values it lists (`/products/tags`)."""
    by: str | None = None
    """The property by which its path names a row, beside the key: `/posts/slug/{slug}`."""
    narrowed: tuple[str, str] | None = None
    """The parameter of its path that says what rows of a list have, and the property that has it:
    `/tasks/status/{status}`."""
    shows: str | None = None
    """The member of the item above that it shows alone; empty: several, each by its name."""
    mapped: str | None = None
    """The member of the item above, a map, that it shows, sets or empties; `action` is set, too."""
    map_key: str | None = None
    """The parameter of its path that names one member of that map."""
    redirects: str | None = None
    """The property of the row whose address it leads on to (`GET /{code}`)."""
    as_csv: bool = False
    """It answers the list of its collection as a table of comma-separated values."""
    asks: bool = False
    """It lists its collection, and its body says which rows (`POST /orders/search`)."""
    finder: bool = False
    """A search below a collection (`/pets/findByStatus`): it lists that collection."""
    picks: str | None = None
    """The word that says which rows of the collection a finder lists (`/orders/pending`)."""
    ends: str | None = None
    """The word that says which one row of it a finder shows (`/orders/latest`)."""

    @property
    def method(self) -> str:
        """The method, or the one that stands for what is called."""
        return self.operation.method if self.called is None else _METHODS[self.called]

    @property
    def key(self) -> CollectionKey:
        """The collection it belongs to."""
        if not self.finder:
            return self.place.collection
        return (*self.place.collection[:-1], self.place.tail[:-1])

    @property
    def required_queries(self) -> tuple[Parameter, ...]:
        """Query parameters without which it cannot be called, and that say what it is about."""
        return tuple(
            parameter
            for parameter in self.operation.parameters
            if parameter.location == "query" and parameter.required
            if bare(parameter.name) not in _OF_ALL
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Login:
    """An operation that takes the password of a row and answers a token."""

    sighting: Sighting
    name: str
    """The member of the body, or query parameter, that says who logs in."""
    password: str
    name_property: str
    """The property of the rows that the name is compared with, on the wire."""
    password_property: str
    in_query: bool
    also_property: str | None = None
    """Another one that it is compared with, where no row has it in the first."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordChange:
    """An operation that gives the caller's row another password."""

    sighting: Sighting
    new: str
    """The member of the body that is the new password."""
    current: str | None
    """The member that repeats the present one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Departure:
    """An operation that takes tokens back."""

    sighting: Sighting
    token: str | None
    """The member of the body that is one of them."""
    of_caller: bool
    """It ends the session of whoever is calling."""
    everywhere: bool
    """It ends all sessions of whoever is calling."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """What the rows of a resource do for themselves."""

    logins: tuple[Login, ...]
    own: tuple[Sighting, ...]
    """Operations on the row of the caller (`/users/me`)."""
    renewals: tuple[tuple[Sighting, str], ...] = ()
    """Operations that take a refresh token, and the member of the body that is it."""
    changes: tuple[PasswordChange, ...] = ()
    departures: tuple[Departure, ...] = ()

    def renewal(self, one: Sighting) -> str | None:
        """Return the member of the body that is a refresh token, where the operation takes one."""
        return next((member for each, member in self.renewals if each is one), None)

    def change(self, one: Sighting) -> PasswordChange | None:
        """Return how the operation changes a password, where it does."""
        return next((each for each in self.changes if each.sighting is one), None)

    def departure(self, one: Sighting) -> Departure | None:
        """Return which tokens the operation takes back, where it does."""
        return next((each for each in self.departures if each.sighting is one), None)

    @property
    def entries(self) -> tuple[Sighting, ...]:
        """What it takes to come in, to stay, and to leave."""
        return (
            *(each.sighting for each in self.logins),
            *(one for one, _ in self.renewals),
            *(each.sighting for each in self.changes),
            *(each.sighting for each in self.departures),
        )

    def login(self, one: Sighting) -> Login | None:
        """Return how the operation logs in, where it does."""
        return next((each for each in self.logins if each.sighting is one), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ownership:
    """Rows that belong to whoever is calling."""

    person: str
    """The resource whose rows call."""
    keeping: frozenset[str]
    """Operations that keep to the caller's rows: `GET /me/orders`."""
    making: frozenset[str]
    """Operations that make rows while somebody is calling: those become the caller's."""
    column: str | None
    """The property that names the owner, where pactgen.yaml states it."""
    sentence: str | None
    """What the contract says of such a list, where no path speaks of the caller."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Marked:
    """A list of what whoever is calling has marked."""

    sighting: Sighting
    target: str
    """The resource that is listed."""
    backwards: bool
    """It lists the people who have marked the caller."""
    by_makers: bool = False
    """It lists what those have made whom the caller has marked: a feed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A resource before its columns are known."""

    name: str
    noun: str
    keys: tuple[CollectionKey, ...]
    sightings: tuple[Sighting, ...]
    representations: tuple[Schema, ...]
    """What answers show, the most telling first."""
    inputs: tuple[Schema, ...]
    """What bodies bring."""
    creations: tuple[Schema, ...]
    """Those of the inputs that make a new row."""
    singleton: bool
    actions: tuple[Sighting, ...] = ()
    """Verbs below its items."""
    links: str | None = None
    """The resource of what is linked, where the rows are links and nothing else."""
    linked_to: str | None = None
    """The resource of what it is linked to, where that is kept; its rows are listed by views."""
    views: tuple[Sighting, ...] = ()
    """Lists of its rows below items of other resources (`/users/{id}/posts`)."""
    is_mark: bool = False
    """A row says that something is so, and nothing else: `PUT` and `DELETE /posts/{id}/star`."""
    marks: str | None = None
    """Of marks that verbs say: the resource whose rows they are about, which answers may show."""
    switch: str | None = None
    """The boolean that `PUT` sets and `DELETE` takes back, where nothing else is written."""
    account: Account | None = None
    file_of: str | None = None
    """The resource that its rows are files of; its own name: they belong to nothing else."""
    owned: Ownership | None = None
    marked: tuple[Marked, ...] = ()
    """Of marks: lists of what bears them."""

    @property
    def is_only(self) -> bool:
        """There is one in all, and not one of every parent or person."""
        below = any(one.place.scopes for one in self.sightings)
        return self.singleton and not below and self.owned is None

    @property
    def paths(self) -> tuple[Sighting, ...]:
        """Every operation that may work on its rows."""
        own = () if self.account is None else (*self.account.own, *self.account.entries)
        marked = (each.sighting for each in self.marked)
        return (*self.sightings, *self.actions, *self.views, *own, *marked)
