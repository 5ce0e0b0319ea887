"""Find the people that the API knows: whose rows keep a password, who logs in, who asks for itself.

`POST /login` takes a name and a password and answers a token; `GET /users/me` shows the row of the
caller; `POST /auth/register` makes such a row, also where no collection of users is shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.columns import sendable
from pactgen.passes.reading.shapes import input_shape_of, shape_of, types_of
from pactgen.passes.resources.find_departures import departures
from pactgen.passes.resources.find_own_rows import own_alone, own_below, own_of_person
from pactgen.passes.resources.find_password_changes import password_changes
from pactgen.passes.resources.find_people import callers_of, deed_of, find_person
from pactgen.passes.resources.find_resources import kept_of
from pactgen.passes.resources.find_tabled_person import find_tabled_person, find_untold_person
from pactgen.passes.resources.issued_tokens import answers_token
from pactgen.passes.resources.values import Account, Kept, Login
from pactgen.passes.words import vocabulary
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from pactgen.ir.contract import Contract, Property
    from pactgen.passes.resources.values import Sighting

_IDENTITIES = ("username", "login", "loginname", "email", "emailaddress", "mail")


def with_accounts(
    contract: Contract,
    sightings: tuple[Sighting, ...],
    kept: tuple[Kept, ...],
    tables: Mapping[str, Collection[str]],
    makers: Collection[str] = (),
) -> tuple[Kept, ...]:
    """Tell which resource logs in, and give it what its rows do for themselves.

    Args:
        contract: what the API promises.
        sightings: its operations.
        kept: what it keeps.
        tables: of the schema document: what each keeps one of, to its columns, in small letters.
        makers: those of them that rows of other tables must name as who has made them.
    """
    callers = tuple(callers_of(sightings))
    person = find_person(contract, sightings, kept, callers)
    found = dict.fromkeys(one.name for one in kept)
    changed = {one.name: one for one in kept}
    if person is not None:
        logins = tuple(_logins(contract, person, sightings))
        own = tuple(own_of_person(contract, person, kept, callers))
        renewals = tuple(_renewals(contract, sightings)) if logins else ()
        told = _with(contract, person, logins, own, renewals)
        changed[person.name] = _with_more(contract, sightings, told)
        found.setdefault(person.name)
    unshown: set[str] = set()
    tabled = find_tabled_person(contract, kept, callers, tables) if person is None else None
    alone = own_alone(contract, kept, callers) if person is None and tabled is None else None
    for one in kept:
        if person is None or one.name != person.name:
            own = tuple(own_below(contract, one, callers))
            if not own and alone is not None and one.name == alone[0]:
                own = alone[1]
            changed[one.name] = _with(contract, one, (), own) if own else one
    if tabled is not None:
        people, own = tabled
        changed[people.name] = _with(contract, people, (), own)
        found.setdefault(people.name)
        unshown.add(people.name)
    if not any(one.account is not None for one in changed.values()):
        untold = find_untold_person(contract, sightings, kept, tables, makers)
        if untold is not None:
            changed[untold.name] = untold
            found.setdefault(untold.name)
            unshown.add(untold.name)
    taken = {
        each.operation.label
        for one in changed.values()
        if one.account is not None
        for each in (*one.account.own, *(left.sighting for left in one.account.departures))
    }
    return tuple(
        changed[name]
        for name in found
        if not all(each.operation.label in taken for each in changed[name].sightings)
        or name in unshown
    )


def _with(
    contract: Contract,
    kept: Kept,
    logins: tuple[Login, ...],
    own: tuple[Sighting, ...],
    renewals: tuple[tuple[Sighting, str], ...] = (),
) -> Kept:
    """Return the resource with what its rows do for themselves, and what that shows of them."""
    if not logins and not own:
        return kept
    told = kept_of(contract, kept.name, list(kept.keys), [*kept.sightings, *own])
    return replace(
        kept,
        representations=told.representations,
        inputs=told.inputs,
        creations=kept.creations,
        singleton=False,
        account=Account(logins=logins, own=own, renewals=renewals),
    )


def _with_more(contract: Contract, sightings: tuple[Sighting, ...], kept: Kept) -> Kept:
    """Return the resource with what gives its rows other passwords, and what takes tokens back."""
    if kept.account is None or not kept.account.logins:
        return kept
    entries = [each.sighting for each in kept.account.logins]
    account = replace(
        kept.account,
        changes=tuple(password_changes(contract, sightings)),
        departures=tuple(departures(contract, sightings, entries)),
    )
    return replace(kept, account=account)


# ---- who logs in -----------------------------------------------------------------------------


def _logins(contract: Contract, person: Kept, sightings: tuple[Sighting, ...]) -> Iterator[Login]:
    """Find the operations that take a name and a password of such a row, and answer a token."""
    for one in sightings:
        if deed_of(one) not in vocabulary.LOGIN_PATHS or one.place.steps:
            continue
        if one.operation.method not in {"get", "post"} or one in person.sightings:
            continue
        login = _login(contract, person, one)
        if login is not None and answers_token(contract, one):
            yield login


def _login(contract: Contract, person: Kept, one: Sighting) -> Login | None:
    members = tuple(_members(contract, one))
    secret = [name for name, _ in members if bare(name) in vocabulary.PASSWORD]
    told = {*vocabulary.LOGIN_NAMES, *vocabulary.EITHER_NAMES}
    names = [name for name, _ in members if bare(name) in told]
    others = [name for name, required in members if required and name not in {*secret, *names}]
    named = _named(contract, person, names)
    kept_as = _properties(contract, person)
    password = next((kept_as[word] for word in kept_as if word in vocabulary.PASSWORD), None)
    if len(secret) != 1 or others or named is None or password is None:
        return None
    return Login(
        sighting=one,
        name=named[0],
        password=secret[0],
        name_property=named[1],
        password_property=password,
        in_query=one.body is None,
        also_property=_also(contract, person, named),
    )


def _also(contract: Contract, person: Kept, named: tuple[str, str]) -> str | None:
    """Return the user name where an `identifier` may be that as well as an address."""
    known = _properties(contract, person)
    either = bare(named[0]) in vocabulary.EITHER_NAMES and bare(named[0]) not in known
    other = known.get("username")
    return other if either and other != named[1] else None


def _members(contract: Contract, one: Sighting) -> Iterator[tuple[str, bool]]:
    """Yield what it takes, and whether it must be given: the body, else the query string."""
    if one.body is not None:
        for member in sendable(contract, one.body):
            yield member.name, member.required
        return
    for parameter in one.operation.parameters:
        if parameter.location == "query":
            yield parameter.name, parameter.required


def _named(contract: Contract, person: Kept, names: list[str]) -> tuple[str, str] | None:
    """Return the member that says who logs in, and the property that it is compared with."""
    known = _properties(contract, person)
    exact = [name for name in names if bare(name) in known]
    if len(exact) == 1:
        return exact[0], known[bare(exact[0])]
    if len(names) == 1 and bare(names[0]) in vocabulary.EITHER_NAMES and "email" in known:
        return names[0], known["email"]
    identities = [known[word] for word in _IDENTITIES if word in known]
    if len(names) == 1 and len(identities) == 1:
        return names[0], identities[0]
    return None


def _properties(contract: Contract, person: Kept) -> dict[str, str]:
    """Return the texts of the rows, by their bare names."""
    members: list[Property] = []
    for schema in person.representations:
        members += shape_of(contract, schema).properties
    for schema in person.inputs:
        members += input_shape_of(contract, schema).properties
    texts = (one.name for one in members if types_of(contract, one.schema) - {"null"} == {"string"})
    return {bare(name): name for name in texts}


def _renewals(
    contract: Contract, sightings: tuple[Sighting, ...]
) -> Iterator[tuple[Sighting, str]]:
    """Find the operations that take nothing but a refresh token, and answer another token."""
    for one in sightings:
        words = {deed_of(one), bare("".join(one.place.tail[-2:]))}
        if one.operation.method != "post" or one.place.steps or not words & vocabulary.RENEW:
            continue
        members = list(_members(contract, one)) if one.body is not None else []
        tokens = [name for name, _ in members if bare(name) in _REFRESHING]
        others = [name for name, required in members if required and name not in tokens]
        if len(tokens) == 1 and not others and answers_token(contract, one):
            yield one, tokens[0]


_REFRESHING = vocabulary.REFRESH_TOKEN | {"token"}
