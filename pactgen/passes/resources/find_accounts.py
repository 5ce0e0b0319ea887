"""Find the people that the API knows: whose rows keep a password, who logs in, who asks for itself.

`POST /login` takes a name and a password and answers a token; `GET /users/me` shows the row of the
caller; `POST /auth/register` makes such a row, also where no collection of users is shown.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactgen.passes.reading.messages import json_media, success_of
from pactgen.passes.reading.shapes import input_shape_of, shape_of, types_of
from pactgen.passes.reading.tokens import token_route
from pactgen.passes.resources.find_password_changes import password_changes
from pactgen.passes.resources.find_resources import kept_of
from pactgen.passes.resources.groups import undressed
from pactgen.passes.resources.values import Account, Kept, Login
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import pascal, plural, snake
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.contract import Contract, Property, Schema
    from pactgen.passes.resources.values import CollectionKey, PasswordChange, Sighting

_METHODS = frozenset({"get", "put", "patch", "delete"})
_IDENTITIES = ("username", "login", "loginname", "email", "emailaddress", "mail")
PERSON = "User"
"""What somebody who registers is called, where no collection tells."""


def with_accounts(
    contract: Contract, sightings: tuple[Sighting, ...], kept: tuple[Kept, ...]
) -> tuple[Kept, ...]:
    """Tell which resource logs in, and give it what its rows do for themselves."""
    registers = [one for one in sightings if _registers(contract, one)]
    register = registers[0] if len(registers) == 1 else None
    person = _person(contract, sightings, kept, register)
    callers = tuple(_callers(sightings))
    found = dict.fromkeys(one.name for one in kept)
    changed = {one.name: one for one in kept}
    if person is not None:
        logins = tuple(_logins(contract, person, sightings))
        own = tuple(_own(contract, person, kept, callers))
        renewals = tuple(_renewals(contract, sightings)) if logins else ()
        changes = tuple(password_changes(contract, sightings)) if logins else ()
        told = _with(contract, person, logins, own, renewals)
        changed[person.name] = _with_changes(told, changes)
        found.setdefault(person.name)
    for one in kept:
        if person is None or one.name != person.name:
            own = tuple(_own_below(contract, one, callers))
            changed[one.name] = _with(contract, one, (), own) if own else one
    taken = {
        each.operation.label
        for one in changed.values()
        if one.account is not None
        for each in one.account.own
    }
    return tuple(
        changed[name]
        for name in found
        if not all(each.operation.label in taken for each in changed[name].sightings)
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


def _with_changes(kept: Kept, changes: tuple[PasswordChange, ...]) -> Kept:
    """Return the resource with what gives its rows other passwords."""
    if kept.account is None or not changes:
        return kept
    return replace(kept, account=replace(kept.account, changes=changes))


# ---- whose rows ------------------------------------------------------------------------------


def _person(
    contract: Contract,
    sightings: tuple[Sighting, ...],
    kept: tuple[Kept, ...],
    register: Sighting | None,
) -> Kept | None:
    """Return the only resource whose new rows bring a password; who registers makes one."""
    secret = [one for one in kept if _brings_password(contract, one.creations)]
    if register is None or any(register in one.sightings for one in kept):
        return secret[0] if len(secret) == 1 else None
    if len(secret) > 1:
        return None
    base: CollectionKey = (*register.place.collection[:-1], register.place.tail[:-1])
    homes = secret or [one for one in kept if base in one.keys and not one.singleton]
    if homes:
        group = [*homes[0].sightings, register]
        grown = kept_of(contract, homes[0].name, list(homes[0].keys), group)
        return replace(grown, actions=homes[0].actions, views=homes[0].views)
    name = _called(contract, (register, *_callers(sightings)))
    if any(one.name == name for one in kept):
        return None
    made = kept_of(contract, name, [((plural(snake(name)),),)], [register])
    return replace(made, singleton=False)


def _called(contract: Contract, sightings: Iterable[Sighting]) -> str:
    """Return what the answers call the person."""
    components = (_component(contract, one) for one in sightings)
    names = [pascal(undressed(name)) for name in components if name is not None]
    return next((name for name in names if bare(name) in vocabulary.PEOPLE), PERSON)


def _brings_password(contract: Contract, schemas: Iterable[Schema]) -> bool:
    return any(
        bare(member.name) in vocabulary.PASSWORD
        for schema in schemas
        for member in input_shape_of(contract, schema).properties
    )


def _registers(contract: Contract, one: Sighting) -> bool:
    if one.operation.method != "post" or one.place.steps or one.body is None:
        return False
    named = bare(one.place.noun) in vocabulary.REGISTER
    return named and _brings_password(contract, (one.body,))


# ---- who logs in -----------------------------------------------------------------------------


def _logins(contract: Contract, person: Kept, sightings: tuple[Sighting, ...]) -> Iterator[Login]:
    """Find the operations that take a name and a password of such a row, and answer a token."""
    for one in sightings:
        if bare(one.place.noun) not in vocabulary.LOGIN_PATHS or one.place.steps:
            continue
        if one.operation.method not in {"get", "post"} or one in person.sightings:
            continue
        login = _login(contract, person, one)
        if login is not None and _answers_token(contract, one):
            yield login


def _login(contract: Contract, person: Kept, one: Sighting) -> Login | None:
    members = tuple(_members(contract, one))
    secret = [name for name, _ in members if bare(name) in vocabulary.PASSWORD]
    names = [name for name, _ in members if bare(name) in vocabulary.LOGIN_NAMES]
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
    )


def _members(contract: Contract, one: Sighting) -> Iterator[tuple[str, bool]]:
    """Yield what it takes, and whether it must be given: the body, else the query string."""
    if one.body is not None:
        for member in input_shape_of(contract, one.body).properties:
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
        words = {bare(word) for word in one.place.tail[-1:]} | {bare("".join(one.place.tail[-2:]))}
        if one.operation.method != "post" or one.place.steps or not words & vocabulary.RENEW:
            continue
        members = list(_members(contract, one)) if one.body is not None else []
        tokens = [name for name, _ in members if bare(name) in _REFRESHING]
        others = [name for name, required in members if required and name not in tokens]
        if len(tokens) == 1 and not others and _answers_token(contract, one):
            yield one, tokens[0]


_REFRESHING = vocabulary.REFRESH_TOKEN | {"token"}


def _answers_token(contract: Contract, one: Sighting) -> bool:
    success = success_of(one.operation)
    media = json_media(success.media) if success is not None else None
    schema = None if media is None else media.schema
    return schema is not None and token_route(contract, schema) is not None


# ---- the row of the caller -------------------------------------------------------------------


def _own(
    contract: Contract, person: Kept, kept: tuple[Kept, ...], callers: tuple[Sighting, ...]
) -> list[Sighting]:
    """Return the operations on the row of the caller: those that show what the person is."""
    below = _own_below(contract, person, callers)
    if below:
        return below
    seen = [
        one
        for one in callers
        if one.method == "get" and one.answer is not None and not one.answer.many
    ]
    paths = {one.operation.path for one in seen}
    if any(one.method == "get" for one in person.sightings):
        shown = _shown_by(contract, person)
        paths = {one.operation.path for one in seen if _component(contract, one) in shown}
    if len(paths) != 1:
        return []
    return [one for one in callers if one.operation.path in paths and not _is_kept(one, kept)]


def _own_below(contract: Contract, kept: Kept, callers: tuple[Sighting, ...]) -> list[Sighting]:
    """Return the operations on `/users/me`, where `/users` shows the same thing."""
    shown = _shown_by(contract, kept)
    paths = {
        one.operation.path
        for one in callers
        if one.method == "get"
        and (one.place.tail[:-1],) in kept.keys
        and _component(contract, one) in shown
    }
    return [one for one in callers if one.operation.path in paths]


def _callers(sightings: tuple[Sighting, ...]) -> Iterator[Sighting]:
    """Yield the operations whose path speaks of the caller."""
    for one in sightings:
        words = tuple(bare(word) for word in one.place.tail)
        about_caller = words[-1:] and words[-1] in vocabulary.CALLER
        if one.place.steps or one.place.odd or one.operation.method not in _METHODS:
            continue
        if one.operation.security and (about_caller or words[-2:] == ("current", "user")):
            yield one


def _shown_by(contract: Contract, kept: Kept) -> frozenset[str | None]:
    shown = {shape_of(contract, schema).component for schema in kept.representations}
    return frozenset(shown - {None})


def _component(contract: Contract, one: Sighting) -> str | None:
    if one.answer is None or one.answer.many:
        return None
    return shape_of(contract, one.answer.schema).component


def _is_kept(one: Sighting, kept: tuple[Kept, ...]) -> bool:
    """Whether it belongs to a collection that keeps more than this."""
    return any(
        one in each.sightings and len({two.operation.path for two in each.sightings}) > 1
        for each in kept
    )
