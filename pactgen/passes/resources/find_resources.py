"""Find the things that the API keeps: which collections there are and what their rows look like."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.messages import success_of
from pactgen.passes.reading.shapes import shape_of, types_of
from pactgen.passes.resources.find_links import Links, find_links
from pactgen.passes.resources.groups import (
    called_by,
    is_mark,
    is_posted_single,
    is_receipt,
    is_single,
    is_written_single,
    lists_rows,
    noun_of,
    representations_of,
)
from pactgen.passes.resources.name_resources import free_name, has_namesake, name_of
from pactgen.passes.resources.picks import is_by_rule
from pactgen.passes.resources.read_calls import key_place
from pactgen.passes.resources.same_things import is_new, is_same_thing
from pactgen.passes.resources.shown_only import is_catalogue, is_one_thing
from pactgen.passes.resources.switches import switch_of
from pactgen.passes.resources.values import Kept
from pactgen.passes.words import vocabulary
from pactgen.passes.words.callers import names_caller
from pactgen.passes.words.deeds import says_deed
from pactgen.passes.words.names import TAKEN_CLASSES, pascal, singular
from pactgen.passes.words.told_deeds import calls_itself, tells_act, tells_deed
from pactgen.passes.words.vocabulary import bare
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from pactgen.ir.contract import Contract, Schema
    from pactgen.passes.resources.values import CollectionKey, Sighting

_RECORD: Final = "Record"
"""What is added to a name that generated code has another use for."""


def find_resources(
    contract: Contract,
    sightings: tuple[Sighting, ...],
    named: Mapping[str, str],
    tabled: Collection[str] = (),
) -> tuple[Kept, ...]:
    """Group the sightings by collection and keep those that tell of stored things.

    Args:
        contract: what the API promises.
        sightings: its operations.
        named: operation ids, or methods and paths, and resource names that are stated for them.
        tabled: what a schema document has tables of, though it is computed elsewhere: `report`.
    """
    groups: dict[CollectionKey, list[Sighting]] = defaultdict(list)
    acted: set[tuple[str, ...]] = set()
    for one in sightings:
        if one.action is not None:
            acted.add((*chain.from_iterable(one.key), one.action))
        elif not one.place.odd:
            groups[one.key].append(one)
    linked = find_links(contract, groups)
    links, owners = linked.targets, linked.owners
    merged: dict[str, list[CollectionKey]] = {}
    spoken: dict[str, dict[str, None]] = defaultdict(dict)
    for key, group in groups.items():
        if key in links or key in linked.backwards:
            continue
        ids = (each for one in group for each in (one.operation.operation_id, one.operation.label))
        stated = next((named[found] for found in ids if found is not None and found in named), None)
        stored = not _is_acted_on(key, group, acted) and _is_stored(
            contract, key, groups, owners, tabled
        )
        if stated is None and not stored:
            continue
        called = spoken[bare(singular(noun_of(key)))]
        same = [other for other in called if is_same_thing(contract, key, merged[other], groups)]
        namesake = not same and has_namesake(contract, key, groups)
        names = _wished(merged), _wished(same)
        name = stated or name_of(contract, key, group, *names, namesake=namesake)
        name = f"{name}{_RECORD}" if name in TAKEN_CLASSES else name
        merged.setdefault(name, []).append(key)
        called[name] = None
    for key, name in _silent_homes(groups, merged).items():
        merged[name].append(key)
    found = tuple(
        kept_of(contract, name, keys, [one for key in keys for one in groups[key]])
        for name, keys in merged.items()
    )
    linking = _links(groups, linked, found)
    return _with_others(contract, (*found, *linking), sightings, owners)


def _wished(names: Iterable[str]) -> frozenset[str]:
    """Return the names, and what those would be called that had to give way: `File`."""
    given = {name.removesuffix(_RECORD) for name in names} & TAKEN_CLASSES
    return frozenset((*names, *given))


def _silent_homes(
    groups: Mapping[CollectionKey, list[Sighting]], merged: Mapping[str, list[CollectionKey]]
) -> dict[CollectionKey, str]:
    """Return whose rows a path removes that shows and takes nothing: `DELETE /attachments/{id}`.

    Those that are listed and made below other things, at `/tickets/{id}/attachments` alone.
    """
    known = {key for keys in merged.values() for key in keys}
    found = {}
    for key, group in groups.items():
        silent = all(one.method == "delete" and one.place.is_item for one in group)
        if key in known or len(key) > 1 or not silent:
            continue
        below = [
            (name, each)
            for name, keys in merged.items()
            for each in keys
            if each[-1:] == key and len(each) > 1
        ]
        if len(below) > 1:
            below = [(name, each) for name, each in below if any(map(_posts_new, groups[each]))]
        if len(below) == 1:
            found[key] = below[0][0]
    return found


def _is_acted_on(
    key: CollectionKey, group: Iterable[Sighting], acted: Collection[tuple[str, ...]]
) -> bool:
    """Whether a verb below an item fills what a path without that item only shows."""
    only_read = all(one.method == "get" and not one.place.is_item for one in group)
    return only_read and tuple(chain.from_iterable(key)) in acted


def _links(
    groups: Mapping[CollectionKey, list[Sighting]],
    links: Links,
    found: tuple[Kept, ...],
) -> tuple[Kept, ...]:
    """Return the collections of links as resources of their own: `TeamMember`."""
    back: dict[CollectionKey, list[Sighting]] = defaultdict(list)
    for view, of in links.backwards.items():
        back[of] += groups[view]
    homes = {key: kept.name for kept in found for key in kept.keys}
    taken = {kept.name for kept in found}
    linking = []
    for key, target in links.targets.items():
        if target in homes:
            parents = [literals[-1] for literals in key if literals]
            name = free_name("".join(pascal(singular(word)) for word in parents[-2:]), taken)
            taken.add(name)
            linking.append(
                Kept(
                    name=name,
                    noun=noun_of(key),
                    keys=(key,),
                    sightings=tuple(groups[key]),
                    representations=(),
                    inputs=(),
                    creations=(),
                    singleton=False,
                    links=homes[target],
                    linked_to=homes.get(key[:-1]),
                    views=tuple(back[key]),
                )
            )
    return tuple(linking)


def _with_others(
    contract: Contract,
    found: tuple[Kept, ...],
    sightings: tuple[Sighting, ...],
    owners: Mapping[str, CollectionKey],
) -> tuple[Kept, ...]:
    """Add the verbs below items, and the lists that stand below items of other resources."""
    homes = {key: kept.name for kept in found for key in kept.keys}
    actions: dict[str, list[Sighting]] = defaultdict(list)
    views: dict[str, list[Sighting]] = defaultdict(list)
    linked = {one.operation.label for kept in found for one in kept.views}
    for one in sightings:
        acted = None
        if one.action is not None:
            acted = homes.get(one.key) or _listed_below(contract, one, homes, found)
        if acted is not None:
            actions[acted].append(one)
        elif one.operation.label in linked:
            continue
        elif one.action is None and one.key not in homes and _works(one):
            shown = shape_of(contract, one.answer.schema).component if one.answer else None
            owner = homes.get(owners[shown]) if shown is not None and shown in owners else None
            owner = owner or _only_shown_by(contract, found, shown)
            below = bool(one.place.steps) or (owner is not None and _are_callers(one, owner, homes))
            if owner is not None and below and not one.place.odd and not is_by_rule(one):
                views[owner].append(one)
    return tuple(
        replace(kept, actions=tuple(actions[kept.name]), views=(*kept.views, *views[kept.name]))
        for kept in found
    )


def _are_callers(one: Sighting, owner: str, homes: Mapping[CollectionKey, str]) -> bool:
    """Whether it lists the caller's own of what is kept below other things: `/me/notes`."""
    nouns = {bare(singular(noun_of(key))) for key, name in homes.items() if name == owner}
    mine = names_caller(one.place.tail[:-1]) and bare(singular(one.place.noun)) in nouns
    return mine and lists_rows(one)


def _listed_below(
    contract: Contract,
    one: Sighting,
    homes: Mapping[CollectionKey, str],
    found: tuple[Kept, ...],
) -> str | None:
    """Return the only things called so: `/holds/{id}/cancel` is of those of `/books/{id}/holds`.

    Where others are called so too, those that the answer shows.
    """
    called = {name for key, name in homes.items() if key[-1:] == one.key}
    if len(called) == 1:
        return next(iter(called))
    shown = None if one.answer is None else shape_of(contract, one.answer.schema).component
    home = _only_shown_by(contract, found, shown)
    return home if home in called else None


def _only_shown_by(
    contract: Contract, found: tuple[Kept, ...], component: str | None
) -> str | None:
    """Return the only resource whose answers show the component."""
    names = [
        kept.name
        for kept in found
        if any(shape_of(contract, each).component == component for each in kept.representations)
    ]
    return names[0] if component is not None and len(names) == 1 else None


def _works(one: Sighting) -> bool:
    """Whether it lists rows, shows one, or makes one: that of the answer's own collection."""
    if one.method == "get" and not one.place.is_item and one.answer is not None:
        return True
    success = success_of(one.operation)
    made = success is not None and success.status == "201" and one.answer is not None
    makes = one.method == "post" and one.body is not None and made and not one.place.is_item
    return lists_rows(one) or (makes and one.answer is not None and not one.answer.many)


def kept_of(
    contract: Contract, name: str, keys: list[CollectionKey], group: list[Sighting]
) -> Kept:
    """Gather what the operations of a collection say about its rows."""
    return Kept(
        name=name,
        noun=noun_of(keys[0]),
        keys=tuple(keys),
        sightings=tuple(group),
        representations=representations_of(contract, group),
        inputs=tuple(
            one.body
            for one in group
            if one.body is not None and one.part is None and _tells_rows(one)
        ),
        creations=tuple(
            one.body for one in group if one.body is not None and makes_rows(one, group)
        ),
        singleton=is_single(group),
        is_mark=is_mark(group),
        switch=switch_of(contract, group),
    )


def _tells_rows(one: Sighting) -> bool:
    """Whether a body says what is in a row: that of a DELETE says how it goes."""
    return one.method != "delete" and one.called != "read" and not one.asks


def makes_rows(one: Sighting, group: Sequence[Sighting]) -> bool:
    """Whether its body is a new row of the collection."""
    return _posts_new(one) or _puts_new(one, group)


def _posts_new(one: Sighting) -> bool:
    return one.method == "post" and not one.place.is_item and one.body is not None


def _puts_new(one: Sighting, group: Sequence[Sighting]) -> bool:
    """Whether rows come by PUT, because no POST makes them."""
    whole = one.many or one.part is not None
    return one.method == "put" and not whole and not any(_posts_new(each) for each in group)


def _is_stored(
    contract: Contract,
    key: CollectionKey,
    groups: Mapping[CollectionKey, list[Sighting]],
    owners: Mapping[str, CollectionKey],
    tabled: Collection[str],
) -> bool:
    group = groups[key]
    if is_mark(group) or switch_of(contract, group) is not None:
        return True
    noun = bare(noun_of(key))
    words = {bare(word) for literals in key for word in literals}
    words -= {each[-1] for each in key if each and singular(each[-1]) in tabled}
    if noun in vocabulary.HEALTH or words & vocabulary.DERIVED:
        return False
    if noun in vocabulary.LOGIN and any(_brings_password(contract, one) for one in group):
        return False
    items = [one for one in group if one.place.is_item and _names_a_row(contract, one)]
    lists = [one for one in group if lists_rows(one)]
    creates = [one for one in group if one.method == "post" and not one.place.is_item]
    hides = not items and _shows_others(contract, key, group, owners)
    if hides or is_receipt(contract, group) or (not lists and _only_acts(group, noun)):
        return False
    if items and any(one.answer is not None or one.body is not None for one in group):
        return True
    if any(_looks_up(contract, one, key) for one in group):
        return True
    looked_up = any(one.called == "read" for one in group)
    verb = noun in vocabulary.VERBS and not lists and not looked_up
    if _is_command(contract, group, noun_of(key), is_verb=verb):
        return False
    if lists:
        above = [] if creates or items else _above(key, groups)
        if above and not (
            is_catalogue(contract, key, group, above) and is_new(contract, key, groups, owners)
        ):
            return False
        open_to_all = any(not one.required_queries for one in lists)
        named = key in owners.values() and noun not in vocabulary.VERBS
        return open_to_all or bool(creates) or named
    if any(_creates(contract, one, noun) for one in creates):
        return True
    methods = {one.method for one in group if not one.place.is_item}
    reads = any(
        one.method == "get" and one.answer is not None and not one.required_queries for one in group
    )
    if not reads:
        return False
    written = bool(methods & {"put", "patch"}) and any(one.body for one in group)
    written = written or is_posted_single(contract, group)
    single = is_single(group) and is_one_thing(key, group)
    return written or (single and is_new(contract, key, groups, owners))


def _is_command(contract: Contract, group: list[Sighting], noun: str, *, is_verb: bool) -> bool:
    """Whether its name is a command, and nothing is kept there: `/restart`, `/closeAccount`."""
    if is_verb:
        return not is_written_single(contract, group)
    writes = {"post", "put"}
    if any(one.method not in writes or one.place.is_item or one.called for one in group):
        return False
    if all(tells_deed(noun, one.operation.texts) for one in group):
        return True
    if all(calls_itself(noun, one.operation.operation_id) for one in group):
        return True
    successes = (success_of(one.operation) for one in group)
    return says_deed(
        noun, made=any(each is not None and each.status == "201" for each in successes)
    )


def _only_acts(group: list[Sighting], noun: str) -> bool:
    """Whether all that there is does something: `GET /stop/{scan}` stops a scan.

    What a short text is asked for by GET, a long one is by POST.
    """
    methods = {one.method for one in group}
    if "get" not in methods or methods - {"get", "post"}:
        return False
    return all(tells_act(noun, one.operation.texts) for one in group)


def _looks_up(contract: Contract, one: Sighting, key: CollectionKey) -> bool:
    """Whether a call shows the one row that its input names: `/teams.info?team=`, `/team?id=`."""
    if one.called != "read" or one.answer is None or one.answer.many:
        return False
    place = key_place(contract, one, noun_of(key), "uid")
    if place is None or one.answer.route:
        return place is not None
    shown = {bare(each.name) for each in shape_of(contract, one.answer.schema).properties}
    return bare(place[1]) in shown


def _above(key: CollectionKey, groups: Mapping[CollectionKey, list[Sighting]]) -> list[Sighting]:
    """Return what stands at the fixed segments before: the collection it may be a view of."""
    first, *_ = key
    heads = {first[:length] for length in range(1, len(first))} | (
        {first} if len(key) > 1 else set()
    )
    before: list[CollectionKey] = [(head,) for head in heads]
    if len(key) > 1:
        last = key[-1]
        before = [(*key[:-1], last[:length]) for length in range(1, len(last))]
        before += [(head,) for head in heads - {first}]
    return [one for view in before for one in groups.get(view, ())]


def _brings_password(contract: Contract, one: Sighting) -> bool:
    if one.body is None or one.method != "post":
        return False
    names = {bare(member.name) for member in shape_of(contract, one.body).properties}
    return "password" in names


def _names_a_row(contract: Contract, one: Sighting) -> bool:
    """Whether the last parameter names one of many, and is no choice between a few forms."""
    if one.method not in {"get", "put", "patch", "delete"}:
        return False
    name = one.place.steps[-1].parameter
    for parameter in one.operation.parameters:
        if parameter.location == "path" and parameter.name == name:
            told = types_of(contract, parameter.schema)
            return not _choice(contract, parameter.schema) and "object" not in told
    return False


def _choice(contract: Contract, schema: Schema) -> bool:
    named = contract.schemas[schema.ref] if schema.ref else schema
    return named.enum is not None or "boolean" in named.types


def _creates(contract: Contract, one: Sighting, noun: str) -> bool:
    """Whether a POST without any other operation beside it stores a new thing.

    What is called like the thing, and is no 201, must show what was brought: an answer that is
    worked out from a question is not kept.
    """
    if one.body is None or one.file is not None:
        return False
    success = success_of(one.operation)
    if success is not None and success.status == "201":
        return True
    if one.answer is None or one.answer.many or one.many:
        return False
    shown = shape_of(contract, one.answer.schema)
    brought = {member.name for member in shape_of(contract, one.body).properties}
    repeated = sum(member.name in brought for member in shown.properties)
    echoes = repeated * 2 >= len(brought) or repeated * 2 >= len(shown.properties)
    return shown.component is not None and called_by(shown.component, noun) and echoes


def _shows_others(
    contract: Contract,
    key: CollectionKey,
    group: list[Sighting],
    owners: Mapping[str, CollectionKey],
) -> bool:
    """Whether its answers show the things of a collection with another name."""
    for schema in representations_of(contract, group):
        component = shape_of(contract, schema).component
        owner = owners.get(component) if component is not None else None
        if owner is not None and owner != key:
            return bare(singular(noun_of(owner))) != bare(singular(noun_of(key)))
    return False
