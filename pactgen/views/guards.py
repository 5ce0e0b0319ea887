"""The view of preconditions.py, and the statements that compare what a request knows with its row.

Location: pactgen/views/guards.py. Used by plan.py and by the views of router, service, repository
and models; printed by preconditions.py.jinja.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, identifier, string
from pactgen.ir.behaviours import ReplaceRow
from pactgen.ir.fills import FromRow, RowTag
from pactgen.ir.inputs import GuardRole
from pactgen.ir.wire import Named, Nullable
from pactgen.values import dataclass, replace
from pactgen.views.access import endpoints_on, reads_by_path, repository_of, resource_of, table_of
from pactgen.views.arguments import is_optional, value_of
from pactgen.views.blocks import Nested, Statement
from pactgen.views.bodies import row_fields, sent_row
from pactgen.views.fills import all_leaves
from pactgen.views.imports import Import, import_sections
from pactgen.views.known import known
from pactgen.views.layout import Code, call, mapping
from pactgen.views.service_nested import brings, nested_in
from pactgen.views.types import body_type, resolved

if TYPE_CHECKING:
    from pactgen.ir.behaviours import Guard
    from pactgen.ir.database import Table
    from pactgen.ir.design import Design, Endpoint, Resource
    from pactgen.ir.inputs import Input
    from pactgen.views.service_values import Values

MODULE = "preconditions"
_REPEATING = {"known": "unless_known", "since": "unless_unmodified"}
_ERRORS = {409: "StaleError", 412: "PreconditionFailedError"}


@dataclass(frozen=True, slots=True, kw_only=True)
class PreconditionsView:
    """Everything that preconditions.py prints."""

    package: Emitted
    uses: Emitted
    imports: Emitted
    counts: bool
    """Rows count their changes."""
    fails: bool
    """Some request is answered 412."""
    conflicts: bool
    """Some request is answered 409."""
    demands: bool
    """Some request is answered 428."""
    checks: bool
    """Some request brings If-Match."""
    requires: bool
    """Some request must bring it."""
    makes: bool
    """Some request makes the row that it names, unless there is one."""
    tags: bool
    """Some answer has an entity tag, or is compared with one."""
    names: bool
    """Some request brings tags of which one must, or must not, be that of the row."""
    digests: bool
    """Some tag is that of all that answers show of a row."""
    repeats: bool
    """Some GET is answered 304 to whoever has the tag."""
    repeats_times: bool
    """Some GET is answered 304 to whoever was shown the row after its last change."""
    checks_times: bool
    """Some change is about a row that nobody changed since a time."""
    reads_times: bool
    answers_unchanged: bool
    state: Emitted
    """The type of what a tag tells."""
    errors: Emitted
    """The types of what is raised where another request was faster."""


def has_versions(design: Design) -> bool:
    """Tell whether rows of any table count their changes."""
    return any(each.version is not None for each in design.tables.values())


def has_preconditions(design: Design) -> bool:
    """Tell whether any request is compared with its row, or any answer with what is known."""
    repeats = any(known_already(each) is not None for each in design.endpoints)
    return repeats or has_versions(design)


def preconditions_view(design: Design) -> PreconditionsView:
    """Prepare preconditions.py."""
    guarded = [each for each in design.endpoints if each.guard is not None]
    names = {one.name for each in guarded for one in guard_imports(design, each)}
    raised = {stale_error(design, each) or "" for each in design.resources.values()} - {""}
    names |= raised
    tags = [
        leaf
        for each in design.endpoints
        for leaf in all_leaves(each.answer)
        if isinstance(leaf, RowTag)
    ]
    tagged = any(not each.is_bare for each in tags)
    repeating = {known_already(each) for each in design.endpoints} - {None}
    repeats = {told[0] for told in repeating if told is not None}
    compares = not names.isdisjoint({"check_match", "require_match", "check_absent"})
    timed = "check_unmodified" in names
    fails = compares or timed or "PreconditionFailedError" in names
    demands = not names.isdisjoint({"require_match", "PreconditionRequiredError"})
    digests = "state_of" in names or any(each.of_all for each in tags)
    reads_times = timed or "unless_unmodified" in repeats
    wanted = {
        Import("collections.abc", "Iterator"): bool(raised),
        Import("contextlib", "contextmanager"): bool(raised),
        Import("sqlalchemy.orm.exc", "StaleDataError"): bool(raised),
        Import("datetime", "UTC"): reads_times,
        Import("datetime", "datetime"): reads_times,
        Import("email.utils", "parsedate_to_datetime"): reads_times,
        Import("hashlib", "sha256"): digests,
        Import("pydantic", "BaseModel"): digests,
        Import("http", "HTTPStatus"): fails or demands or bool(repeats),
        Import("typing", "TypeVar"): bool(repeats),
        Import("fastapi", "Response"): bool(repeats),
        Import(f"{design.package}.errors", "AppError"): fails or demands,
        Import(f"{design.package}.errors", "ConflictError"): "StaleError" in names,
    }
    sections = import_sections(
        [each for each, is_used in wanted.items() if is_used], design.package
    )
    return PreconditionsView(
        package=identifier(design.package),
        uses=code("errors.py" if names else "nothing of this package"),
        imports=code("\n\n".join("\n".join(part) for part in sections)),
        counts=bool(raised),
        fails=fails,
        conflicts="StaleError" in names,
        demands=demands,
        checks=not names.isdisjoint({"check_match", "require_match"}),
        requires="require_match" in names,
        makes="check_absent" in names,
        tags=tagged or "unless_known" in repeats,
        names=compares,
        digests=digests,
        repeats="unless_known" in repeats,
        repeats_times="unless_unmodified" in repeats,
        checks_times="check_unmodified" in names,
        reads_times=reads_times,
        answers_unchanged=bool(repeats),
        state=code("int | str" if any(each.of_all for each in tags) else "int"),
        errors=code(" | ".join(f"type[{each}]" for each in sorted(raised))),
    )


# ---- what the service compares ---------------------------------------------------------------


def state_code(design: Design, endpoint: Endpoint, row: str, column: str, *, of_all: bool) -> Code:
    """Return the expression of what a tag tells of a row: its version, or a digest."""
    if not of_all:
        return f"{row}.{identifier(column)}"
    return call("state_of", shown_model(design, endpoint).name, row)


def state_imports(design: Design, endpoint: Endpoint) -> tuple[Import, ...]:
    """Return what a digest needs."""
    return (Import(f"{design.package}.{MODULE}", "state_of"), shown_model(design, endpoint))


def shown_model(design: Design, endpoint: Endpoint) -> Import:
    """Return the class by which the row is shown where it is read alone."""
    resource = known(resource_of(design, endpoint))
    readers = (each for each in endpoints_on(design, resource) if reads_by_path(each))
    fills = (leaf for each in readers for leaf in all_leaves(each.answer))
    model = known(next((leaf.model for leaf in fills if isinstance(leaf, FromRow)), None))
    return known(next(iter(body_type(design, Named(name=model)).imports), None))


def known_already(endpoint: Endpoint) -> tuple[str, str] | None:
    """Return the function that compares what the caller has already, and what says that."""
    for each in _telling(endpoint, *_REPEATING):
        if isinstance(each.role, GuardRole):
            return _REPEATING[each.role.test], identifier(each.name)
    return None


def guard_statements(design: Design, endpoint: Endpoint, row: str) -> list[Statement]:
    """Return the statements after which the row is in the state that the caller knows."""
    guard = endpoint.guard
    if guard is None:
        return []
    version = f"{row}.{identifier(guard.column)}"
    state = state_code(design, endpoint, row, guard.column, of_all=guard.of_all)
    statements: list[Statement] = [
        call(_checker(guard, each), value_of(endpoint, each), state)
        for each in _telling(endpoint, "match", "absent")
    ]
    for each in _telling(endpoint, "unmodified"):
        time = f"{row}.{identifier(known(_column(each)))}"
        statements.append(call("check_unmodified", value_of(endpoint, each), time))
    for each in _telling(endpoint, "number"):
        given = value_of(endpoint, each)
        statements += _compared(guard, given, version, optional=is_optional(each))
    if guard.attribute is not None:
        statements += _brought(design, endpoint, guard.attribute, guard, version)
    return statements


def with_parts(endpoint: Endpoint, row: str, values: Values, version: str | None) -> Values:
    """Count a change of what belongs to the row, too: other tables keep it."""
    parts = nested_in(endpoint)
    if version is None or not parts:
        return values
    name = identifier(version)
    counted = f"values[{string(version)}] = {row}.{name} + 1"
    tests = [brings(endpoint, each) for each in parts]
    named = [] if values.mapping == "values" else [f"values = {values.mapping}"]
    told = " or ".join(each for each in tests if each is not None)
    statements = [counted] if None in tests else [f"if {told}:", Nested(counted)]
    return replace(values, statements=(*values.statements, *named, *statements), mapping="values")


def part_counted(design: Design, endpoint: Endpoint, row: str) -> list[Statement]:
    """Count a change of a part that other tables keep, where nothing else of the row changes."""
    version = table_of(design, known(resource_of(design, endpoint))).version
    if version is None:
        return []
    counted = mapping(f"{string(version)}: {row}.{identifier(version)} + 1")
    return [call(f"await {repository_of(design, endpoint)}.change", row, counted)]


def absence_statements(endpoint: Endpoint) -> tuple[str, ...]:
    """Return the check where there is no row yet: whoever knows a state of it is mistaken."""
    return tuple(
        f"check_match({value_of(endpoint, each)}, None)" for each in _telling(endpoint, "match")
    )


def guard_imports(design: Design, endpoint: Endpoint) -> tuple[Import, ...]:
    """Return what these statements need."""
    guard = endpoint.guard
    if guard is None:
        return ()
    names = [_checker(guard, each) for each in _telling(endpoint, "match", "absent")]
    digest = state_imports(design, endpoint) if guard.of_all and names else ()
    names += ["check_unmodified"] if _telling(endpoint, "unmodified") else []
    if _may_make(endpoint) and _telling(endpoint, "match"):
        names.append("check_match")
    numbers = [is_optional(each) for each in _telling(endpoint, "number")]
    if guard.attribute is not None:
        numbers.append(_may_lack(design, endpoint, guard.attribute))
    if numbers:
        names.append(_ERRORS[guard.stale])
        names += ["PreconditionRequiredError"] if guard.missing and any(numbers) else []
    module = f"{design.package}.{MODULE}"
    return (*digest, *(Import(module, name) for name in dict.fromkeys(names)))


def _telling(endpoint: Endpoint, *tests: str) -> list[Input]:
    """Return the parameters that say which state of the row the caller knows."""
    return [
        each
        for each in endpoint.inputs
        if isinstance(each.role, GuardRole) and each.role.test in tests
    ]


def _column(each: Input) -> str | None:
    return each.role.column if isinstance(each.role, GuardRole) else None


def _checker(guard: Guard, each: Input) -> str:
    if each.role == GuardRole(test="absent"):
        return "check_absent"
    return "check_match" if guard.missing is None else "require_match"


def _may_make(endpoint: Endpoint) -> bool:
    """Tell whether it makes the row where there is none."""
    return isinstance(endpoint.behaviour, ReplaceRow) and endpoint.behaviour.creates


def _compared(guard: Guard, given: str, version: str, *, optional: bool) -> list[Statement]:
    """Compare a number with that of the row."""
    raised = Nested(f"raise {_ERRORS[guard.stale]}")
    if not optional:
        return [f"if {given} != {version}:", raised]
    if guard.missing is None:
        return [f"if {given} not in {{None, {version}}}:", raised]
    demanded = Nested("raise PreconditionRequiredError")
    return [f"if {given} is None:", demanded, f"if {given} != {version}:", raised]


def _brought(
    design: Design, endpoint: Endpoint, attribute: str, guard: Guard, version: str
) -> list[Statement]:
    """Compare the number that a body brings."""
    sent = sent_row(design, known(endpoint.body))
    given = f"{sent.expression}.{identifier(attribute)}"
    optional = _may_lack(design, endpoint, attribute)
    if not sent.is_optional:
        return [*sent.statements, *_compared(guard, given, version, optional=optional)]
    told = f"known_{attribute}"
    return [
        *sent.statements,
        f"{told} = {given} if {sent.condition} else None",
        *_compared(guard, told, version, optional=True),
    ]


def _may_lack(design: Design, endpoint: Endpoint, attribute: str) -> bool:
    body = known(endpoint.body)
    fields = {each.attribute: each for each in row_fields(design, body)}
    field = fields[attribute]
    is_null = isinstance(resolved(design, field.type), Nullable)
    return is_null or not field.required or sent_row(design, body).is_optional


# ---- what the repository notices, and how the mapped class counts ------------------------------


def stale_error(design: Design, resource: Resource) -> str | None:
    """Return the error of whoever writes a row that another request has changed meanwhile.

    None: its rows do not count their changes.
    """
    if table_of(design, resource).version is None:
        return None
    guards = (each.guard for each in endpoints_on(design, resource))
    failed = any(each is not None and each.stale == 412 for each in guards)
    return _ERRORS[412 if failed else 409]


def stale_imports(design: Design, resource: Resource) -> list[Import]:
    """Return what `flushed` needs."""
    error = stale_error(design, resource)
    names = () if error is None else (error, "unless_stale")
    return [Import(f"{design.package}.{MODULE}", name) for name in names]


def flushed(design: Design, resource: Resource) -> list[Statement]:
    """Return the statements that send the change of a row to the database."""
    error = stale_error(design, resource)
    flush = "await self._session.flush()"
    return [flush] if error is None else [f"with unless_stale({error}):", Nested(flush)]


def counting(table: Table) -> str:
    """Return what has SQLAlchemy count in the column, and compare it with each change."""
    return f'{{"version_id_col": {identifier(known(table.version))}}}'
