"""Which names the contract gave to what had another name: operations, schemas, what follows them.

Location: pactgen/merge/renames.py. An operation is the same when its operationId or its method and
path are; a class when most of its members are; everything else when its name differs by the same
words. Reads only what pactgen printed. Used by workspace/renames.py.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from pactgen.merge.blocks import Block, Kind, Suite, parses, split
from pactgen.merge.imports import imported
from pactgen.merge.pairing import table_of
from pactgen.merge.rename import consistent_renames
from pactgen.merge.tokens import asked_for, names_in, renamed, renamed_where_asked

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

_ROUTE: Final = re.compile(r"""@\w+\.(?P<method>\w+)\(\s*["'](?P<path>[^"']*)["']""")
_OPERATION: Final = re.compile(r"""\boperation_id=["'](?P<id>[^"']*)["']""")
_WORD: Final = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_ALIKE: Final = 0.5
_Names = tuple[frozenset[str], ...]


def find_renames(
    pairs: Iterable[tuple[str, str]],
    still: Collection[str] = (),
    dropped: Collection[str] = (),
    words: Collection[tuple[str, str]] = (),
) -> dict[str, str]:
    """Return the new name of each definition that the contract renamed.

    Args:
        pairs: of every shared Python file, as printed last and as printed now.
        still: names that other files define; one that is there was not renamed.
        dropped: tables that go with their rows: their classes were not renamed.
        words: of what has another name, as `customers` that are `clients` now.
    """
    texts = tuple(pairs)
    last = [split(old) for old, _ in texts]
    now = [split(new) for _, new in texts]
    before, after = ([suite.blocks for suite in suites] for suites in (last, now))
    old, new = _defined(before), _defined(after)
    found: dict[str, str] = {}
    for one, two in zip(before, after, strict=True):
        found |= dict(_operations(one, two)) | dict(_classes(one, two))
    alone = _alone(before, after)
    for printed_last, printed_now in zip(last, now, strict=True):
        if printed_last != printed_now:
            found |= _types(printed_last, printed_now, alone)
    found = _without_rows(found, [each for blocks in before for each in blocks], dropped)
    gone = old - new - set(still)
    changes = {_difference(one, two) for one, two in found.items() if one in gone}
    changes |= {_difference(one, two) for one, two in words}
    fresh = {_squeezed(name): name for name in sorted(new - old)}
    for name in sorted(gone - found.keys()):
        for change in sorted(filter(None, changes)):
            other = fresh.get(_squeezed(_reworded(name, *change)))
            if other is not None:
                found[name] = other
    plain = {
        one: two
        for one, two in found.items()
        if one in gone and two in new - old and list(found.values()).count(two) == 1
    }
    return plain | _passed_on(before, after, set(still)) | _aliases(before, after, old)


def _aliases(
    before: Sequence[Sequence[Block]], after: Sequence[Sequence[Block]], old: Collection[str]
) -> dict[str, str]:
    """Return the values that are called otherwise in their module and hold what they held.

    The old name may be that of something else by now, in another module.
    """
    found: dict[str, str] = {}
    for one, two in zip(before, after, strict=True):
        last, now = (
            {each.name: _held(each) for each in side if each.kind is Kind.VALUE}
            for side in (one, two)
        )
        for name in sorted(last.keys() - now.keys()):
            others = [other for other in now.keys() - last.keys() if now[other] == last[name]]
            if last[name] and len(others) == 1 and others[0] not in old:
                found[name] = others[0]
    names = Counter(
        each.name for blocks in before for each in blocks if each.kind is not Kind.IMPORT
    )
    return {name: other for name, other in found.items() if names[name] == 1}


def _held(block: Block) -> str:
    """Return what a value holds, nothing of a plain one: those that are alike say nothing."""
    held = block.head.partition(" = ")[2]
    return held if "[" in held or "(" in held else ""


def _without_rows(
    found: Mapping[str, str], blocks: Iterable[Block], dropped: Collection[str]
) -> dict[str, str]:
    """Return the renames but those of classes whose rows go, and of what is called after them."""
    lost = {each.name for each in blocks if table_of(each) in dropped}
    words = {_difference(one, two) for one, two in found.items() if one in lost}
    return {
        one: two
        for one, two in found.items()
        if one not in lost and _difference(one, two) not in words
    }


def _passed_on(
    before: Sequence[Sequence[Block]], after: Sequence[Sequence[Block]], still: set[str]
) -> dict[str, str]:
    """Return the operations that took the name which another one had, which has another too."""
    pairs = [pair for files in zip(before, after, strict=True) for pair in _operations(*files)]
    olds, news = (Counter(map(_handler, _routes(side))) for side in (before, after))
    found = {
        one: two for one, two in pairs if olds[one] == 1 == news[two] and not {one, two} & still
    }
    while True:
        sound = {
            one: two
            for one, two in found.items()
            if (one not in news or one in found.values()) and (two not in olds or two in found)
            if _ends(one, found)
        }
        if sound == found:
            return {} if len(set(found.values())) < len(found) else found
        found = sound


def operations_elsewhere(before: Mapping[str, str], after: Mapping[str, str]) -> dict[str, str]:
    """Return the new names of operations that another file handles now, under another name.

    Args:
        before: modules as they were printed last, by the path that they have now.
        after: modules as they are printed now, by their path.
    """
    old, new = (
        {
            route: (path, name)
            for path, text in texts.items()
            for route, name in _routes([split(text).blocks])
        }
        for texts in (before, after)
    )
    still = {name for _, name in new.values()}
    found = {
        name: new[route][1]
        for route, (path, name) in old.items()
        if route in new and new[route][0] != path and name not in still
    }
    return {one: two for one, two in found.items() if list(found.values()).count(two) == 1}


def _routes(files: Iterable[Iterable[Block]]) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield each handler once, by its method and path."""
    for blocks in files:
        yield from (each for each in _handlers(blocks) if len(each[0]) > 1)


def _handler(route: tuple[tuple[str, ...], str]) -> str:
    return route[1]


def _ends(name: str, found: Mapping[str, str]) -> bool:
    """Tell whether names that follow each other end at a new one: those of a circle say nothing."""
    seen: set[str] = set()
    while name in found and name not in seen:
        seen.add(name)
        name = found[name]
    return name not in found


def following(
    texts: Iterable[str], names: Mapping[str, str], like: str, theirs: str
) -> tuple[str, ...]:
    """Return texts of a person's with the names that the contract gave.

    Those of its names that are gone, or that others took, are meant wherever they stand. One that
    something else has as well, an argument or a package, is meant where it is asked for.

    Args:
        texts: code as it was printed, and as it is.
        names: the new names by the old ones.
        like: code in which every use of the old names is meant.
        theirs: what is printed now.
    """
    still, taken = names_in(theirs), set(names.values())
    there = still - _imported_elsewhere(like, theirs)
    gone = {old: new for old, new in names.items() if old not in there or old in taken}
    others = names.keys() - gone.keys() - asked_for(theirs)
    shared = {old: names[old] for old in others}
    return tuple(renamed_where_asked(renamed(each, gone, like), shared) for each in texts)


def _imported_elsewhere(like: str, theirs: str) -> set[str]:
    """Return the names that stand for something of another module in what is printed now."""
    last, now = (
        {
            each.bound: each.module
            for block in (split(text).blocks if parses(text) else ())
            if block.kind is Kind.IMPORT
            for each in imported(block.head)
        }
        for text in (like, theirs)
    )
    return {name for name in last.keys() & now.keys() if last[name] != now[name]}


def _operations(before: Iterable[Block], after: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Yield the handlers whose operation stayed itself under another name."""
    old, new = dict(_handlers(before)), dict(_handlers(after))
    for identity, name in old.items():
        other = new.get(identity)
        if other is not None and other != name:
            yield name, other


def _handlers(blocks: Iterable[Block]) -> Iterator[tuple[tuple[str, ...], str]]:
    for block in blocks:
        if block.kind is Kind.FUNCTION and (route := _ROUTE.search(block.head)) is not None:
            yield (route["method"], re.sub(r"\{[^}]*\}", "{}", route["path"])), block.name
            if (operation := _OPERATION.search(block.head)) is not None:
                yield (operation["id"],), block.name


def _classes(before: Iterable[Block], after: Iterable[Block]) -> Iterator[tuple[str, str]]:
    """Yield the classes that hold most of what a class of another name held."""
    old = {block.name: _members(block) for block in before if block.kind is Kind.CLASS}
    new = {block.name: _members(block) for block in after if block.kind is Kind.CLASS}
    come = [name for name in new if name not in old]
    for name in old.keys() - new.keys():
        scores = [(_shared(old[name], new[other]), other) for other in come]
        best = max(scores, default=(0.0, ""))
        if best[0] > _ALIKE and [score for score, _ in scores].count(best[0]) == 1:
            yield name, best[1]


def _alone(before: Sequence[Sequence[Block]], after: Sequence[Sequence[Block]]) -> _Names:
    """Return the handlers of operations that are gone, and of those that are new."""
    old, new = ([each for blocks in side for each in _handlers(blocks)] for side in (before, after))
    both = {identity for identity, _ in old} & {identity for identity, _ in new}
    stay = [{name for identity, name in side if identity in both} for side in (old, new)]
    return tuple(
        frozenset(name for _, name in side) - kept
        for side, kept in zip((old, new), stay, strict=True)
    )


def _types(before: Suite, after: Suite, alone: _Names) -> dict[str, str]:
    """Return the imported classes that stand wherever another stood.

    Where one operation takes the place of another, their bodies have nothing to do with each other.
    """
    old, new = (
        {
            each.bound
            for block in suite.blocks
            if block.kind is Kind.IMPORT
            for each in imported(block.head)
            if each.bound[:1].isupper()
        }
        for suite in (before, after)
    )
    last, now = (
        "".join(_codes(suite.blocks, names))
        for suite, names in zip((before, after), alone, strict=True)
    )
    return {
        one: two
        for one, two in consistent_renames(last, now).items()
        if one in old - new and two in new - old
    }


def _codes(blocks: Iterable[Block], without: Collection[str]) -> Iterator[str]:
    """Yield the code but imports and the functions and methods of these names."""
    for block in blocks:
        if block.suite is not None:
            yield block.head + block.doc
            yield from _codes(block.suite.blocks, without)
        elif block.kind is not Kind.IMPORT and block.name not in without:
            yield block.code


def _members(block: Block) -> frozenset[str]:
    suite = block.suite.blocks if block.suite is not None else ()
    return frozenset(each.name for each in suite if each.kind in {Kind.FUNCTION, Kind.VALUE})


def _shared(one: frozenset[str], two: frozenset[str]) -> float:
    plain = {"__init__", "__tablename__", "id"}
    if not (one & two) - plain:
        return 0.0
    return len(one & two) / len(one | two)


def _defined(files: Iterable[Iterable[Block]]) -> frozenset[str]:
    """Return every name that pactgen's text defines or imports."""
    found: set[str] = set()
    for blocks in files:
        for block in blocks:
            if block.kind is Kind.IMPORT:
                found.update(each.bound for each in imported(block.head))
            elif block.kind in {Kind.FUNCTION, Kind.CLASS, Kind.VALUE}:
                found.add(block.name)
                inner = block.suite.blocks if block.suite is not None else ()
                found.update(each.name for each in inner if each.kind is Kind.FUNCTION)
    return frozenset(found)


def _words(name: str) -> tuple[str, ...]:
    return tuple(word.lower() for word in _WORD.findall(name))


def _difference(one: str, two: str) -> tuple[tuple[str, ...], tuple[str, ...]] | None:
    """Return the words that differ once the common start and end are gone."""
    old, new = list(_words(one)), list(_words(two))
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    whole = tuple(_words(one)), tuple(_words(two))
    if not old or not new:
        return whole if all(whole) else None
    return tuple(old), tuple(new)


def _reworded(name: str, old: tuple[str, ...], new: tuple[str, ...]) -> str:
    """Return the name with other words in the same form: snake, camel or upper case."""
    parts = _WORD.findall(name)
    lowered = [part.lower() for part in parts]
    for start in range(len(parts) - len(old) + 1):
        if tuple(lowered[start : start + len(old)]) == old:
            words = [*lowered[:start], *new, *lowered[start + len(old) :]]
            return _formed(name, words)
    return name


def _squeezed(name: str) -> tuple[str, bool, bool, bool]:
    """Return a name and its form without underscores: `v1_book` has as many words as `v_1_book`."""
    form = name.startswith("_"), name[:1].isupper(), name.isupper()
    return name.replace("_", "").lower(), *form


def _formed(name: str, words: list[str]) -> str:
    lead = name[: len(name) - len(name.lstrip("_"))]
    if name.isupper():
        return lead + "_".join(words).upper()
    if "_" in name.strip("_") or name.islower():
        return lead + "_".join(words)
    return lead + "".join(word.title() for word in words)


def apply_modules(text: str, modules: Mapping[str, str]) -> str:
    """Return source whose imports name the modules by their new names.

    All modules of a whole package have another name with it; of a part, those that are named too: a
    file of a person's stays where it is.
    """
    for old, new in modules.items():
        inner = r"\s" if "." in old else r"[.\s]"
        pattern = rf"(?m)^(\s*(?:from|import)\s+){re.escape(old)}(?={inner})"
        text = re.sub(pattern, rf"\g<1>{new}", text)
    return text
