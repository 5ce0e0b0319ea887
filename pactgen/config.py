"""pactgen.yaml: what a person decided otherwise than pactgen would.

Location: pactgen/config.py. `parse_config` turns the document into a frozen `Config` that the
passes ask; the rules are those of schemas/pactgen.schema.json, and nothing is checked twice. Used
by pipeline.py and by the passes.
"""

from __future__ import annotations

import copy
import json
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal

from pactgen.assets import schemas_root
from pactgen.source import Origin
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.decisions.behaviour import BehaviourName
    from pactgen.ir.contract import Json

CONFIG: Final = "pactgen.yaml"
_ORIGIN: Final = Origin(CONFIG)


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class OperationConfig:
    """What is said about one operation."""

    behaviour: BehaviourName | None = None
    resource: str | None = None
    feature: str | None = None
    name: str | None = None
    invalid_status: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ResourceConfig:
    """What is said about one resource."""

    table: str | None = None
    key: str | None = None
    feature: str | None = None
    columns: Mapping[str, str] = field(default_factory=_nothing)
    """Property to column of the schema document."""
    soft_delete: bool = True
    """Whether a column such as `deleted_at` marks rows as deleted."""
    owner: str | None = None
    """The property that names whose the rows are, or `none`."""
    tenant: str | None = None
    """`none`: what the row of whoever is calling belongs to says nothing about other rows."""
    version: str | None = None
    """The property that counts the changes of a row, or `none`."""
    indexes: tuple[tuple[str, ...], ...] | None = None
    """The properties of each index beside those of keys and references."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PagingConfig:
    """How many rows a page has where the contract names no figures."""

    default_size: int = 20
    max_size: int = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """The whole document; an empty one is the default of every key."""

    origin: Origin = _ORIGIN
    contract: str | None = None
    schema: tuple[str, ...] | None = None
    """The database engineer's documents; None: those that are found, () none."""
    overlays: tuple[str, ...] | None = None
    """None: those that are found beside the contract."""
    package: str | None = None
    feature: str | None = None
    base_path: str | None = None
    migrations: Literal["generated", "external"] = "generated"
    """External: the team runs its own, and pactgen writes none."""
    features: Mapping[str, str] = field(default_factory=_nothing)
    operations: Mapping[str, OperationConfig] = field(default_factory=_nothing)
    resources: Mapping[str, ResourceConfig] = field(default_factory=_nothing)
    relations: Mapping[str, str | Literal[False]] = field(default_factory=_nothing)
    """`Booking.trip_id` to the resource it refers to, or False."""
    unique: tuple[tuple[str, ...], ...] = ()
    """Each a column `Member.email`, or several that are unique together."""
    defaults: Mapping[str, Json] = field(default_factory=_nothing)
    renames: Mapping[str, str] = field(default_factory=_nothing)
    """The new name to the former one: `Booking.remark` to `note`, `Trip` to `Journey`."""
    paging: PagingConfig = PagingConfig()

    def operation(self, operation_id: str | None, label: str) -> OperationConfig:
        """Return what is said about an operation, by its id or by `GET /bookings`."""
        found = self.operations.get(operation_id or "") or self.operations.get(label)
        return found or OperationConfig()

    def resource(self, name: str) -> ResourceConfig:
        """Return what is said about a resource."""
        return self.resources.get(name) or ResourceConfig()


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfigProblem:
    """Something in pactgen.yaml that its schema does not allow."""

    origin: Origin
    message: str


def parse_config(document: Json, file: str = CONFIG) -> tuple[Config, tuple[ConfigProblem, ...]]:
    """Read a loaded pactgen.yaml; with problems, the config is the default one."""
    origin = Origin(file)
    if document is None:
        return Config(origin=origin), ()
    problems = _problems(document, origin)
    if problems or not isinstance(document, dict):
        return Config(origin=origin), problems
    plain, problems = _without_decisions(document, origin)
    problems = problems or _problems(plain, origin)
    return Config(origin=origin) if problems else _config(plain, origin), problems


def _problems(document: Json, origin: Origin) -> tuple[ConfigProblem, ...]:
    from jsonschema_rs import Draft202012Validator  # noqa: PLC0415 - most projects have no config

    schema = json.loads((schemas_root() / "pactgen.schema.json").read_text(encoding="utf-8"))
    found = (
        ConfigProblem(origin=origin.child(*error.instance_path), message=error.message)
        for error in Draft202012Validator(schema).iter_errors(document)
    )
    return tuple(sorted(found, key=lambda problem: (problem.origin, problem.message)))


_SECTIONS: Final = MappingProxyType(
    {
        "behaviour": ("operations", "behaviour"),
        "invalid": ("operations", "invalid_status"),
        "operation": ("operations", "name"),
        "storage": ("resources", "table"),
        "key": ("resources", "key"),
        "feature": ("features", None),
        "relation": ("relations", None),
        "fill": ("defaults", None),
        "deletion": ("resources", "soft_delete"),
        "ownership": ("resources", "owner"),
        "tenants": ("resources", "tenant"),
        "version": ("resources", "version"),
    }
)
"""Kind of decision to the section that says the same, and the key in it."""
_WHOLE: Final = MappingProxyType(
    {
        "project/package": "package",
        "project/base-path": "base_path",
        "project/migrations": "migrations",
    }
)


def _without_decisions(
    document: dict[str, Any], origin: Origin
) -> tuple[dict[str, Any], tuple[ConfigProblem, ...]]:
    """Say `decisions: {storage/Booking: trips}` in the words of the other sections."""
    plain = copy.deepcopy({key: value for key, value in document.items() if key != "decisions"})
    problems = []
    for name, choice in (document.get("decisions") or {}).items():
        kind, _, subject = name.partition("/")
        if name in _WHOLE:
            plain.setdefault(_WHOLE[name], choice)
        elif kind in _SECTIONS and subject:
            section, key = _SECTIONS[kind]
            entry = plain.setdefault(section, {})
            if key is None:
                entry.setdefault(subject, choice)
            else:
                entry.setdefault(subject, {}).setdefault(key, choice)
        else:
            message = f"no line of pactgen.yaml decides `{name}` otherwise"
            problems.append(ConfigProblem(origin=origin.child("decisions", name), message=message))
    return plain, tuple(problems)


def _config(document: dict[str, Any], origin: Origin) -> Config:
    overlays = document.get("overlays")
    unique = document.get("unique", ())
    return Config(
        origin=origin,
        contract=document.get("contract"),
        schema=_paths(document.get("schema")),
        overlays=None if overlays is None else tuple(overlays),
        package=document.get("package"),
        feature=document.get("feature"),
        base_path=document.get("base_path"),
        migrations=document.get("migrations", "generated"),
        features=_frozen(document.get("features")),
        operations=_each(document.get("operations"), OperationConfig),
        resources=_each(_with_groups(document.get("resources")), ResourceConfig),
        relations=_frozen(document.get("relations")),
        unique=_groups(unique),
        defaults=_frozen(document.get("defaults")),
        renames=_frozen(document.get("renames")),
        paging=PagingConfig(**document.get("paging", {})),
    )


def _groups(value: Iterable[str | list[str]]) -> tuple[tuple[str, ...], ...]:
    """Read `[one, [several, together]]`."""
    return tuple((item,) if isinstance(item, str) else tuple(item) for item in value)


def _with_groups(resources: dict[str, Any] | None) -> dict[str, Any]:
    """Read the indexes of each resource."""
    return {
        name: given | {"indexes": _groups(given["indexes"])} if "indexes" in given else given
        for name, given in (resources or {}).items()
    }


def _paths(value: str | list[str] | Literal[False] | None) -> tuple[str, ...] | None:
    """Read `schema: PATH`, `schema: [PATH, …]` or `schema: false`."""
    if isinstance(value, str):
        return (value,)
    return None if value is None else tuple(value or ())


def _frozen(value: dict[str, Any] | None) -> Mapping[str, Any]:
    return MappingProxyType(dict(value or {}))


def _each(value: dict[str, Any] | None, kind: type[Any]) -> Mapping[str, Any]:
    return MappingProxyType({key: kind(**given) for key, given in (value or {}).items()})
