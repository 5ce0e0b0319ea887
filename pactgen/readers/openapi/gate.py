"""The structural gate: every object as its version of OpenAPI asks, or why not.

Location: pactgen/readers/openapi/gate.py. Uses `metaschema` and `walk`; `verdicts` turns what it
yields into repairs and diagnostics.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from jsonschema_rs import ValidationErrorKind as Kinds

from pactgen.readers.openapi.grammar import Kind, kind_at
from pactgen.readers.openapi.metaschema import members, validator
from pactgen.readers.openapi.patches import patched
from pactgen.readers.openapi.walk import referable
from pactgen.readers.positions import tokens
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from jsonschema_rs import ValidationError

    from pactgen.ir.contract import Json
    from pactgen.readers.openapi.versions import Dialect
    from pactgen.readers.openapi.walk import Visit, Walk
    from pactgen.source import Origin

_STAND_INS: Final[dict[Kind, Json]] = {
    Kind.INFO: {"title": "", "version": ""},
    Kind.SERVER: {"url": "/"},
    Kind.TAG: {"name": ""},
    Kind.OPERATION: {"responses": {"default": {"description": ""}}},
    Kind.RESPONSES: {"default": {"description": ""}},
}
"""Valid objects that stand where a misplaced reference is, while its holder is checked."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One violation of the metaschema, at the node that causes it."""

    keyword: str
    """The keyword of JSON Schema that failed."""
    origin: Origin
    """The node; for unknown and missing members their holder."""
    value: Any
    kind: Kind | None
    """What the node is, if it is an object of OpenAPI."""
    holder: Kind
    """The innermost object of OpenAPI around or at the node."""
    detail: Any
    """What the keyword asks for: names, types or values."""
    message: str


def faults(walked: Walk, dialect: Dialect) -> Iterator[Fault]:
    """Check every unit of an input."""
    misplaced: dict[str, list[Visit]] = {}
    for visit in walked.misplaced:
        if visit.kind is not Kind.MAP:
            misplaced.setdefault(visit.origin.file, []).append(visit)
    for unit in walked.units:
        check = validator(dialect, unit.kind)
        if check is None or ("$ref" in unit.node and referable(unit.kind, dialect)):
            continue
        node = _without(unit, misplaced.get(unit.origin.file, []))
        errors = list(check.iter_errors(node))
        for error in errors:
            for fault in _leaves(error, unit):
                if not isinstance(error.kind, Kinds.UnevaluatedProperties):
                    yield fault
                elif unexpected := _unexpected(fault, error, errors, dialect):
                    yield replace(fault, detail=unexpected)


def _unexpected(
    fault: Fault, error: ValidationError, errors: list[ValidationError], dialect: Dialect
) -> list[str]:
    """Return the members that are really unknown.

    Known ones count as unevaluated, too, where the part of the metaschema that knows them failed.
    """
    path = error.instance_path
    is_consequence = any(
        other.instance_path[: len(path)] == path
        and not isinstance(other.kind, Kinds.UnevaluatedProperties)
        for other in errors
    )
    known = members(dialect, fault.holder) if is_consequence else frozenset()
    return [name for name in fault.detail if name not in known]


def _without(unit: Visit, misplaced: Iterable[Visit]) -> Json:
    """Return the node of a unit with stand-ins for the references that do not belong there."""
    node: Json = unit.node
    for visit in misplaced:
        if visit.origin.pointer.startswith(unit.origin.pointer):
            pointer = visit.origin.pointer.removeprefix(unit.origin.pointer)
            node = patched(node, tokens(pointer), _STAND_INS.get(visit.kind, {}))
    return node


def _leaves(error: ValidationError, unit: Visit) -> Iterator[Fault]:
    """Yield the causes of an error: those of the likeliest branch, where there are branches."""
    match error.kind:
        case Kinds.OneOfNotValid(context=context) | Kinds.AnyOf(context=context):
            branch = _likeliest(context)
            if branch:
                for inner in branch:
                    yield from _leaves(inner, unit)
                return
        case Kinds.PropertyNames(error=inner):
            yield _fault(error, unit, "propertyNames", inner.instance)
            return
        case (
            Kinds.AdditionalProperties(unexpected=names)
            | Kinds.UnevaluatedProperties(unexpected=names)
        ):
            yield _fault(error, unit, "additionalProperties", names)
            return
    yield _fault(error, unit, error.kind.name, _detail(error))


def _likeliest(context: list[list[ValidationError]]) -> list[ValidationError]:
    """Choose the branch that is meant, that fails deepest in the instance, with fewest errors.

    A branch of another `type`, `in` or `flow` than the instance has is not meant.
    """
    branches = [branch for branch in context if branch]
    if not branches:
        return []
    return max(
        branches,
        key=lambda branch: (
            not any(_is_other(error) for error in branch),
            max(len(error.instance_path) for error in branch),
            -len(branch),
        ),
    )


def _is_other(error: ValidationError) -> bool:
    """Whether the instance names another branch with the one word that tells this one apart."""
    match error.kind:
        case Kinds.Enum(options=[str()]) | Kinds.Constant(expected_value=str()):
            return True
        case _:
            return False


def _fault(error: ValidationError, unit: Visit, keyword: str, detail: object) -> Fault:
    path = [str(step) for step in error.instance_path]
    kind = kind_at(unit.kind, path)
    holder = kind
    above = list(path)
    while holder is None and above:
        above.pop()
        holder = kind_at(unit.kind, above)
    return Fault(
        keyword=keyword,
        origin=unit.origin.child(*path),
        value=_at(unit.node, path),
        kind=kind,
        holder=holder or unit.kind,
        detail=detail,
        message=error.message,
    )


def _at(node: Any, path: list[str]) -> Any:  # noqa: ANN401
    for step in path:
        node = node[int(step)] if isinstance(node, list) else node[str(step)]
    return node


def _detail(error: ValidationError) -> object:
    match error.kind:
        case Kinds.Required(property=name):
            return name
        case Kinds.Type(types=types):
            return tuple(types)
        case Kinds.Enum(options=options):
            return tuple(options)
        case Kinds.Constant(expected_value=expected):
            return (expected,)
        case _:
            return None
