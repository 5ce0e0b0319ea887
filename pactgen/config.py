"""pactgen.yaml: what a person decided otherwise than pactgen would.

Location: pactgen/config.py. `parse_config` turns the document into a frozen `Config` that the
passes ask; the rules are those of schemas/pactgen.schema.json, and nothing is checked twice. Used
by pipeline.py and by the passes.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, cast

from pactgen.assets import schemas_root
from pactgen.source import Origin

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Json

CONFIG: Final = "pactgen.yaml"
_ORIGIN: Final = Origin(CONFIG)

BehaviourName = Literal[
    "list",
    "read",
    "create",
    "replace",
    "update",
    "delete",
    "clear",
    "read-singleton",
    "write-singleton",
    "health",
    "custom",
]


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
    parent: str | Literal[False] | None = None


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
    overlays: tuple[str, ...] | None = None
    """None: those that are found beside the contract."""
    package: str | None = None
    feature: str | None = None
    base_path: str | None = None
    features: Mapping[str, str] = field(default_factory=_nothing)
    operations: Mapping[str, OperationConfig] = field(default_factory=_nothing)
    resources: Mapping[str, ResourceConfig] = field(default_factory=_nothing)
    relations: Mapping[str, str | Literal[False]] = field(default_factory=_nothing)
    """`Booking.trip_id` to the resource it refers to, or False."""
    unique: tuple[tuple[str, ...], ...] = ()
    """Each a column `Member.email`, or several that are unique together."""
    defaults: Mapping[str, Json] = field(default_factory=_nothing)
    paging: PagingConfig = PagingConfig()
    decisions: Mapping[str, str | bool | float] = field(default_factory=_nothing)

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
    if problems:
        return Config(origin=origin), problems
    return _config(cast("dict[str, Any]", document), origin), ()


def _problems(document: Json, origin: Origin) -> tuple[ConfigProblem, ...]:
    from jsonschema_rs import Draft202012Validator  # noqa: PLC0415 - most projects have no config

    schema = json.loads((schemas_root() / "pactgen.schema.json").read_text(encoding="utf-8"))
    found = (
        ConfigProblem(origin=origin.child(*error.instance_path), message=error.message)
        for error in Draft202012Validator(schema).iter_errors(document)
    )
    return tuple(sorted(found, key=lambda problem: (problem.origin, problem.message)))


def _config(document: dict[str, Any], origin: Origin) -> Config:
    overlays = document.get("overlays")
    unique = document.get("unique", ())
    return Config(
        origin=origin,
        contract=document.get("contract"),
        overlays=None if overlays is None else tuple(overlays),
        package=document.get("package"),
        feature=document.get("feature"),
        base_path=document.get("base_path"),
        features=_frozen(document.get("features")),
        operations=_each(document.get("operations"), OperationConfig),
        resources=_each(document.get("resources"), ResourceConfig),
        relations=_frozen(document.get("relations")),
        unique=tuple((item,) if isinstance(item, str) else tuple(item) for item in unique),
        defaults=_frozen(document.get("defaults")),
        paging=PagingConfig(**document.get("paging", {})),
        decisions=_frozen(document.get("decisions")),
    )


def _frozen(value: dict[str, Any] | None) -> Mapping[str, Any]:
    return MappingProxyType(dict(value or {}))


def _each(value: dict[str, Any] | None, kind: type[Any]) -> Mapping[str, Any]:
    return MappingProxyType({key: kind(**given) for key, given in (value or {}).items()})
