"""Part features that are too large for one package.

They are parted by what their paths go on with; where the paths say no more, as those of calls
(`/RunInstances`), by what the names of the operations are about.
"""

from __future__ import annotations

from collections import defaultdict
from itertools import takewhile
from typing import TYPE_CHECKING, Final

from pactgen.passes.words.names import singular, words
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from pactgen.passes.resources.values import Kept, Sighting

LARGEST: Final = 100
"""Operations that one package may hold: its router has some two thousand lines then."""
ROOT: Final = "root"
"""The label of operations whose paths have no words."""
SMALLEST: Final = 8
"""Operations that are worth a package of their own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parted:
    """The labels of features after the largest were parted."""

    labels: Mapping[str, str]
    """`GET /bookings` to the label of its feature."""
    homes: Mapping[str, str]
    """Resource to label."""
    whole: Mapping[str, str]
    """The label of a part to that of the feature that it was taken from."""
    within: Mapping[str, str]
    """The label of a part to the segment that its paths have in common."""
    about: Mapping[str, str]
    """The label of a part to the word that the names of its operations have in common."""


def part_features(
    sightings: tuple[Sighting, ...],
    kept: tuple[Kept, ...],
    labels: Mapping[str, str],
    homes: Mapping[str, str],
) -> Parted:
    """Take parts out of every feature that is too large; a resource stays in one piece."""
    together = {
        one.operation.label: resource.paths[0] for resource in kept for one in resource.sightings
    }
    found = dict(labels)
    whole: dict[str, str] = {}
    within: dict[str, str] = {}
    about: dict[str, str] = {}
    large = _large(sightings, found, set(found.values()))
    while large:
        made: set[str] = set()
        for label, members in large.items():
            by_path = _parts(members, together)
            for segment, part in (by_path or _parts_by_names(members, together)).items():
                name = segment if label == ROOT and not by_path else f"{label} {segment}"
                if len(part) == len(members):
                    continue
                whole[name] = whole.get(label, label)
                if by_path:
                    within[name] = f"{within[label]}/{segment}" if label in within else segment
                else:
                    about[name] = segment
                found |= {one.operation.label: name for one in part}
                made.add(name)
        large = _large(sightings, found, made)
    return Parted(
        labels=found,
        homes=dict(homes)
        | {
            resource.name: label
            for resource in kept
            if (label := found[(resource.paths or sightings)[0].operation.label]) in whole
        },
        whole=whole,
        within=within,
        about=about,
    )


def _large(
    sightings: tuple[Sighting, ...], labels: Mapping[str, str], asked: Collection[str]
) -> dict[str, list[Sighting]]:
    """Return the operations of those features among the asked ones that are too large."""
    by_label: dict[str, list[Sighting]] = defaultdict(list)
    for one in sightings:
        by_label[labels[one.operation.label]].append(one)
    return {
        label: members
        for label, members in by_label.items()
        if label in asked and len(members) > LARGEST
    }


def literals_of(one: Sighting) -> tuple[str, ...]:
    """Return the fixed segments of a path."""
    return tuple(literal for literals in one.place.collection for literal in literals)


def shared_length(paths: Collection[tuple[str, ...]]) -> int:
    """Count the segments that all paths begin with."""
    columns = zip(*paths, strict=False)
    return sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))


def _parts(
    members: list[Sighting], together: Mapping[str, Sighting]
) -> dict[str, tuple[Sighting, ...]]:
    """Group by the first segment that not all paths have; small groups stay where they are."""
    places = {
        one.operation.label: literals_of(together.get(one.operation.label, one)) for one in members
    }
    shared = shared_length(places.values())
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for one in members:
        rest = places[one.operation.label][shared:]
        if rest:
            groups[rest[0]].append(one)
    return {segment: tuple(part) for segment, part in groups.items() if len(part) >= SMALLEST}


def _parts_by_names(
    members: list[Sighting], together: Mapping[str, Sighting]
) -> dict[str, tuple[Sighting, ...]]:
    """Group by the word after the verb of the operations' names; small groups stay."""
    names = {
        one.operation.label: words(
            together.get(one.operation.label, one).operation.operation_id or ""
        )
        for one in members
    }
    # `GET_RunInstances` and `POST_RunInstances` are one call in two methods.
    spoken = all(names[one.operation.label][:1] == [one.operation.method] for one in members)
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for one in members:
        rest = names[one.operation.label][1 + spoken :]
        if rest:
            groups[singular(rest[0])].append(one)
    return {word: tuple(part) for word, part in groups.items() if len(part) >= SMALLEST}
