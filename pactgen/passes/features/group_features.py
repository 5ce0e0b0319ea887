"""Group operations into features: packages of a size that a person likes to open."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pactgen.decisions import Decision, project
from pactgen.passes.features.part_features import ROOT, literals_of, part_features, shared_length
from pactgen.passes.words.names import DEVICES, Scope, plural, snake
from pactgen.passes.words.shorten import FEATURE, keep_tail
from pactgen.passes.words.vocabulary import MINE, bare
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.config import Config
    from pactgen.passes.features.part_features import Parted
    from pactgen.passes.resources.values import Kept, Sighting

RESERVED = frozenset(
    [
        "admission",
        "bars",
        "callers",
        "csv_text",
        "false",
        "file_store",
        "key_texts",
        "masking",
        "merging",
        "owners",
        "periods",
        "sight",
        "tenants",
        "viewers",
        "main",
        "media",
        "none",
        "settings",
        "logs",
        "database",
        "errors",
        "problems",
        "router",
        "failures",
        "features",
        "schemes",
        "security",
        "credentials",
        "dispatch",
        "drawn_texts",
        "middleware",
        "wire",
        "formats",
        "inside",
        "paging",
        "parameters",
        "parsing",
        "routing",
        "probes",
        "program",
        "public_address",
        "redaction",
        "row_keys",
        "contract",
        "cursors",
        "day_lists",
        "json_lists",
        "linkage",
        "page_links",
        "preconditions",
        "revocations",
        "rules",
        "schemas",
        "texts",
        "token_issuer",
        "true",
        "whole_days",
    ]
)
"""Modules of the skeleton, and words whose class name Python keeps for itself."""
OF_SCHEMA = frozenset({"columns", "models", "related", "violations"})
"""Modules that are there with a schema document."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grouping:
    """Which operation goes where."""

    packages: tuple[str, ...]
    """In the order of their first operation."""
    titles: Mapping[str, str]
    of_operation: Mapping[str, str]
    """`GET /bookings` to a package."""
    of_resource: Mapping[str, str]
    decisions: tuple[Decision, ...]


def group_features(
    sightings: tuple[Sighting, ...],
    kept: tuple[Kept, ...],
    package: str,
    config: Config,
    *,
    by_schema: bool,
) -> Grouping:
    """Group by tag, by first path segment where there is no tag; a resource is never split.

    Args:
        sightings: all operations.
        kept: the things that they are about.
        package: that of the whole backend.
        config: what pactgen.yaml says.
        by_schema: the tables are those of a schema document, which has modules of its own.
    """
    common = _common(sightings)
    written: dict[str, str] = {}
    wanted: dict[str, str] = {}
    for one in sightings:
        label = _wanted(one, config, common)
        # `articles` beside `Articles` is the same tag, written by another hand.
        wanted[one.operation.label] = written.setdefault(label.casefold(), label)
    homes: dict[str, str] = {}
    for resource in kept:
        stated = config.resource(resource.name).feature
        own = resource.sightings or resource.paths
        # People whom no operation shows live where the first operation does.
        votes = Counter(wanted[one.operation.label] for one in own or sightings[:1])
        homes[resource.name] = stated or votes.most_common(1)[0][0]
        for one in own:
            wanted[one.operation.label] = homes[resource.name]
    parted = part_features(sightings, kept, wanted, homes)
    wanted = dict(parted.labels)
    reserved = RESERVED | (OF_SCHEMA if by_schema else frozenset())
    if any(one.operation.conditions for one in sightings):
        reserved |= {"choices"}
    scope = Scope(reserved | DEVICES | {package})
    packages: dict[str, str] = {}
    for one in sightings:
        label = wanted[one.operation.label]
        if label not in packages:
            name = keep_tail(snake(config.features.get(snake(label), label)), FEATURE)
            packages[label] = scope.claim(name, f"{name}_api")
    decisions = tuple(
        project.feature(
            name,
            _reason(parted.whole.get(label, label), sightings, _apart(parted, label)),
            sum(1 for found in wanted.values() if found == label),
            next(one.operation.origin for one in sightings if wanted[one.operation.label] == label),
        )
        for label, name in packages.items()
    )
    return Grouping(
        packages=tuple(packages.values()),
        titles={name: parted.whole.get(label, label) for label, name in packages.items()},
        of_operation={label: packages[found] for label, found in wanted.items()},
        of_resource={name: packages[home] for name, home in parted.homes.items()},
        decisions=decisions,
    )


def _common(sightings: tuple[Sighting, ...]) -> int:
    """Count the fixed segments that all paths begin with, such as `api` and `v1`."""
    paths = {literals for one in sightings if (literals := literals_of(one))}
    shortest = min((len(literals) for literals in paths), default=1)
    return min(shared_length(paths), shortest - 1)


def _wanted(one: Sighting, config: Config, common: int) -> str:
    operation = one.operation
    stated = config.operation(operation.operation_id, operation.label).feature
    extension = operation.extensions.get("x-pactgen-feature")
    if stated or isinstance(extension, str):
        return stated or str(extension)
    if operation.tags:
        return operation.tags[0]
    segments = literals_of(one)[common:] or literals_of(one)[-1:]
    # `/me/orders` is about orders.
    segments = tuple(each for each in segments if bare(each) not in MINE) or segments
    return plural(snake(segments[0].partition(".")[0])) if segments else ROOT


def _apart(parted: Parted, label: str) -> str | None:
    """Say what tells a part from the rest of a feature that was too large."""
    if label in parted.about:
        return f"whose names are about `{parted.about[label]}`"
    if label in parted.within:
        return f"whose paths go on with `{parted.within[label]}`"
    return None


def _reason(label: str, sightings: tuple[Sighting, ...], apart: str | None) -> str:
    tagged = any(label in one.operation.tags[:1] for one in sightings)
    reason = f"Operations tagged `{label}`" if tagged else _of_paths(label)
    if apart is None:
        return f"{reason}."
    return f"{reason}, which are too many for one package, and {apart}."


def _of_paths(label: str) -> str:
    return "Paths without a word" if label == ROOT else f"Paths that begin with `{label}`"
