"""What a handler passes on to its service, and a service to its repository.

Location: pactgen/views/arguments.py. Used by the views of router, service and repository.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pactgen.emit import identifier
from pactgen.ir.behaviours import (
    Behaviour,
    ChangePassword,
    ClearRows,
    CreateRow,
    Custom,
    DeleteRow,
    ListRows,
    LogIn,
    LogOut,
    ReadRow,
    RenewTokens,
    ReplaceLinks,
    ReplaceRow,
    UpdateRow,
    UploadFile,
    WriteSingleton,
)
from pactgen.ir.contract import ABSENT
from pactgen.ir.inputs import (
    CredentialRole,
    FilterRole,
    GuardRole,
    IncludeRole,
    Input,
    SearchRole,
    SortRole,
    UnusedRole,
    ValueRole,
    WindowRole,
)
from pactgen.ir.wire import Choice, ListOf, MapOf, Nullable, UnionOf, WireType
from pactgen.passes.words.shorten import FUNCTION, keep_tail
from pactgen.values import dataclass
from pactgen.views.access import file_with, takes_caller, told_above
from pactgen.views.bodies import row_fields, sent_row
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.naming import query_model
from pactgen.views.once import once
from pactgen.views.types import Annotation, body_type, python_type, resolved
from pactgen.views.uploads import may_lack_file

if TYPE_CHECKING:
    from pactgen.ir.design import Design, Endpoint
    from pactgen.ir.messages import BodyInput

QueryRole = FilterRole | IncludeRole | SearchRole | SortRole | ValueRole | WindowRole


@dataclass(frozen=True, slots=True)
class Argument:
    """A parameter of a method and what its callers pass."""

    name: str
    annotation: Annotation

    @property
    def declaration(self) -> str:
        """Return `name: type`."""
        return f"{self.name}: {self.annotation.text}"


def is_query(each: Input) -> bool:
    """Tell whether the input is a field of the operation's query model."""
    return each.parameter.location == "query"


def is_asked(each: Input) -> bool:
    """Tell whether the input is a member of the body that asks for rows."""
    return each.parameter.location == "body"


def is_used(endpoint: Endpoint, each: Input) -> bool:
    """Tell whether anybody behind the router reads the input."""
    return isinstance(endpoint.behaviour, Custom) or not isinstance(each.role, UnusedRole)


def stays_in_router(each: Input) -> bool:
    """Tell whether it says what the caller has already: nobody behind the router asks."""
    return isinstance(each.role, GuardRole) and each.role.test in {"known", "since"}


def query_name(endpoint: Endpoint) -> str:
    """Return the name of the argument that holds the query parameters."""
    taken = {each.name for each in endpoint.inputs if not is_query(each)}
    if endpoint.body is not None:
        taken.add(endpoint.body.name)
    return "parameters" if "query" in taken else "query"


def value_of(endpoint: Endpoint, each: Input) -> str:
    """Return the expression that reads an input inside service and repository."""
    name = identifier(each.name)
    if is_asked(each):
        return f"{identifier(known(endpoint.body).name)}.{name}"
    return f"{query_name(endpoint)}.{name}" if is_query(each) else name


def is_optional(each: Input) -> bool:
    """Tell whether the input may be None."""
    if isinstance(each.type, Nullable):
        return True
    return not each.required and each.default is ABSENT


def service_arguments(design: Design, endpoint: Endpoint) -> tuple[Argument, ...]:
    """Return the parameters of the service's method: path, body, query, the rest."""
    used = [each for each in endpoint.inputs if is_used(endpoint, each)]
    used = [each for each in used if not stays_in_router(each)]
    path = [_argument(design, each) for each in used if each.parameter.location == "path"]
    rest = [
        _argument(design, each) for each in used if each.parameter.location in {"header", "cookie"}
    ]
    body = [body_argument(design, endpoint)] if uses_body(endpoint) else []
    brought = file_with(endpoint)
    if isinstance(endpoint.behaviour, UploadFile):
        body = [upload_argument(design)]
    elif brought is not None:
        optional = may_lack_file(design, endpoint)
        upload = upload_argument(design, optional=optional)
        body = [*(body if brought.part is not None else []), upload]
    elif isinstance(endpoint.behaviour, RenewTokens):
        body = []
    caller = [caller_argument(design)] if takes_caller(endpoint) else []
    if endpoint.caller is not None:
        caller.append(_argument(design, endpoint.caller))
    query = [query_argument(design, endpoint)] if any(is_query(each) for each in used) else []
    return (*caller, *path, *body, *query, *rest)


def uses_body(endpoint: Endpoint) -> bool:
    """Tell whether anybody behind the router reads the body."""
    behaviour = endpoint.behaviour
    if isinstance(behaviour, ClearRows):
        return behaviour.column is not None
    if isinstance(behaviour, LogOut):
        return behaviour.token is not None
    writes = CreateRow | ReplaceRow | UpdateRow | WriteSingleton | UploadFile | ReplaceLinks
    reads = writes | LogIn | RenewTokens | ChangePassword | Custom
    names = isinstance(behaviour, ReadRow | DeleteRow) and behaviour.key_in_body is not None
    if endpoint.body is None or _brings_nothing(behaviour, endpoint.body):
        return False
    asks = any(is_asked(each) for each in endpoint.inputs)
    return names or asks or isinstance(behaviour, reads)


def written_body(endpoint: Endpoint) -> BodyInput | None:
    """Return the body that the row is written from."""
    return endpoint.body if uses_body(endpoint) else None


def _brings_nothing(behaviour: Behaviour, body: BodyInput) -> bool:
    """Tell whether it is an open object beside an action that knows by itself what to change."""
    acts = isinstance(behaviour, UpdateRow) and bool(behaviour.sets)
    type_ = body.type.inner if isinstance(body.type, Nullable) else body.type
    return acts and isinstance(type_, MapOf)


def body_argument(design: Design, endpoint: Endpoint) -> Argument:
    """Return the argument that holds the body."""
    body = known(endpoint.body)
    annotation = Annotation("bytes") if body.as_bytes else body_type(design, body.type)
    return Argument(identifier(body.name), annotation if body.required else annotation.or_none())


def credentials_of(design: Design, endpoint: Endpoint, behaviour: LogIn) -> tuple[str, str]:
    """Return the expressions of the name and of the password that a login is given."""
    parts: dict[str, str] = {}
    for each in endpoint.inputs:
        if isinstance(each.role, CredentialRole):
            value = value_of(endpoint, each)
            parts[each.role.part] = f'{value} or ""' if is_optional(each) else value
    if endpoint.body is not None:
        row = sent_row(design, endpoint.body)
        fields = {field.attribute: field for field in row_fields(design, endpoint.body)}
        for part, attribute in (("name", behaviour.name), ("password", behaviour.password)):
            value = f"{row.expression}.{identifier(attribute)}"
            optional = not fields[attribute].required
            parts[part] = f'{value} or ""' if optional else value
    return parts["name"], parts["password"]


def caller_argument(design: Design) -> Argument:
    """Return the argument that says who is calling."""
    caller = Import(f"{design.package}.security", "Caller")
    return Argument("caller", Annotation(caller.name, (caller,)))


def upload_argument(design: Design, *, optional: bool = False) -> Argument:
    """Return the argument that holds a file."""
    upload = Import(f"{design.package}.file_store", "SentFile")
    shown = f"{upload.name} | None" if optional else upload.name
    return Argument("upload", Annotation(shown, (upload,)))


def query_argument(design: Design, endpoint: Endpoint) -> Argument:
    """Return the argument that holds the query parameters."""
    name = query_model(design, endpoint)
    origin = Import(f"{design.package}.{endpoint.feature}.schemas", name)
    return Argument(query_name(endpoint), Annotation(name, (origin,)))


def list_arguments(design: Design, endpoint: Endpoint) -> tuple[Argument, ...]:
    """Return the parameters of the repository's method that lists rows."""
    roles = (FilterRole, IncludeRole, SearchRole, SortRole, WindowRole)
    return _selection(design, endpoint, roles)


def select_arguments(design: Design, endpoint: Endpoint) -> tuple[Argument, ...]:
    """Return the parameters of what both listing and counting start from."""
    return _selection(design, endpoint, (FilterRole, SearchRole, SortRole))


def report_arguments(design: Design, endpoint: Endpoint) -> tuple[Argument, ...]:
    """Return the parameters of what reads a report: how many rows of it are asked for, too."""
    return _selection(design, endpoint, (FilterRole, SearchRole, WindowRole))


def _selection(
    design: Design, endpoint: Endpoint, roles: tuple[type[QueryRole], ...]
) -> tuple[Argument, ...]:
    path = [_argument(design, each) for each in told_above(endpoint)]
    wanted = [each for each in endpoint.inputs if isinstance(each.role, roles)]
    query = [query_argument(design, endpoint)] if any(is_query(each) for each in wanted) else []
    query += [body_argument(design, endpoint)] if any(map(is_asked, wanted)) else []
    others = [_argument(design, each) for each in wanted if not (is_query(each) or is_asked(each))]
    return (*path, *query, *others)


def _argument(design: Design, each: Input) -> Argument:
    annotation = argument_type(design, each)
    return Argument(
        identifier(each.name), annotation.or_none() if is_optional(each) else annotation
    )


def argument_type(design: Design, each: Input) -> Annotation:
    """Return the Python type of a parameter."""
    return _read_type(design, each.type)


def _read_type(design: Design, type_: WireType) -> Annotation:
    type_ = resolved(design, type_)
    match type_:
        case Nullable(inner=inner):
            return _read_type(design, inner)
        case UnionOf(options=options):
            found = [_read_type(design, option) for option in options]
            texts = dict.fromkeys(one.text for one in found)
            return Annotation(" | ".join(texts), sum((one.imports for one in found), ()))
        case ListOf(item=item) if isinstance(resolved(design, item), Choice):
            # The handler holds list[Literal[…]], which is no list[str]: lists are invariant.
            shown = python_type(design, item)
            sequence = Import("collections.abc", "Sequence")
            return Annotation(f"Sequence[{shown.text}]", (*shown.imports, sequence))
        case _:
            return python_type(design, type_)


def count_name(design: Design, endpoint: Endpoint) -> str:
    """Return `count_authors` for `list_authors`, as long as nothing else is called so."""
    name = _plain_count_name(endpoint)
    is_taken = name in _functions(design) or _counts(design)[name] > 1
    return f"count_all_{endpoint.function}" if is_taken else name


@once
def _functions(design: Design) -> frozenset[str]:
    return frozenset(endpoint.function for endpoint in design.endpoints)


@once
def _counts(design: Design) -> Counter[str]:
    """Return how many lists would call their count by each name."""
    endpoints = design.endpoints
    return Counter(
        _plain_count_name(each) for each in endpoints if isinstance(each.behaviour, ListRows)
    )


def _plain_count_name(endpoint: Endpoint) -> str:
    head, _, tail = endpoint.function.partition("_")
    listed = head in {"list", "get", "find", "search"} and tail
    return keep_tail(f"count_{tail}" if listed else f"count_{endpoint.function}", FUNCTION)
