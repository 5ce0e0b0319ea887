"""What the parameters of an operation are called in code, and as which types they are read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import ABSENT, Absent, Json, Parameter
from pactgen.ir.inputs import AncestorRole, Input, KeyRole, Role, ScopeRole, WindowRole
from pactgen.ir.wire import Scalar, UnionOf, WireType
from pactgen.passes.model_wire.defaults import fitting_default
from pactgen.passes.reading.columns import effective
from pactgen.passes.words.names import Scope, hides_member, pascal, shadows_builtin, snake
from pactgen.passes.words.shorten import ATTRIBUTE, keep_tail

if TYPE_CHECKING:
    from pactgen.passes.endpoints.context import Context

_RESERVED = frozenset(
    {"request", "response", "session", "service", "window", "new", "changes", "wanted"}
    | {"caller", "credentials", "form", "upload"}
)
_FUNCTIONS = frozenset(
    {
        "after", "assign", "cast", "count", "delete", "false", "fetch", "func", "hash_password",
        "holds", "mentions", "or_", "query", "requires", "router", "select", "self",
        "text", "utc_now",
    }
)  # fmt: skip
"""What router, service and repository call; the fields of a query model hide none of it."""


def _argument(name: str, role: Role, noun: str) -> str:
    """Name an argument so that it hides none of Python's own: `id` is `task_id`."""
    argument = keep_tail(snake(name), ATTRIBUTE)
    if not shadows_builtin(argument):
        return argument
    if isinstance(role, AncestorRole | ScopeRole) and role.parent is not None:
        return keep_tail(f"{snake(role.parent)}_{argument}", ATTRIBUTE)
    if isinstance(role, KeyRole | ScopeRole):
        return keep_tail(f"{noun}_{argument}", ATTRIBUTE)
    return f"{argument}_"


def _segment(role: Role) -> str:
    """Name a part of a path whose own name Starlette does not take: it reads ASCII names only."""
    match role:
        case KeyRole():
            return "key"
        case AncestorRole() | ScopeRole():
            return "parent_key"
        case _:
            return "value"


def named_inputs(
    context: Context, roles: tuple[tuple[Parameter, Role], ...], function: str, noun: str
) -> tuple[Input, ...]:
    """Return the inputs of an operation, each under a name of its own.

    Args:
        context: what all operations share.
        roles: what each parameter is for.
        function: what the operation is called in code.
        noun: what its rows are called.
    """
    scope = Scope(_RESERVED)
    found = []
    for parameter, role in roles:
        argument = _argument(parameter.name, role, noun)
        if parameter.location == "path" and not argument.isascii():
            argument = _segment(role)
        located = f"{argument}_{parameter.location}"
        is_field = parameter.location == "query"
        hides = hides_member(argument) if is_field else argument in _FUNCTIONS
        name = scope.claim(located) if hides else scope.claim(argument, located)
        default = effective(context.contract, parameter.schema).default
        if parameter.schema.default is not ABSENT:
            default = parameter.schema.default
        required = parameter.required or parameter.location == "path"
        hint = pascal(f"{function}_{name}")
        type_ = _as_sent(context.wire.parameter(parameter.schema, hint))
        sent = _sent_as(default, type_, role)
        fitting = fitting_default(sent, type_, context.wire.aliases())
        found.append(
            Input(
                parameter=parameter,
                name=name,
                type=type_,
                required=required,
                default=ABSENT if required else fitting,
                role=role,
            )
        )
    return tuple(found)


def _sent_as(default: Json | Absent, type_: WireType, role: Role) -> Json | Absent:
    """A parameter of any type is read as the text that it is: its default is one, too.

    So is that of a page which is called a text.
    """
    kind = type_.kind if isinstance(type_, Scalar) else None
    is_text = type_ == Scalar(kind="any") or (kind == "text" and isinstance(role, WindowRole))
    if not is_text or isinstance(default, str):
        return default
    return str(default) if type(default) in {int, float} else ABSENT


def _as_sent(type_: WireType) -> WireType:
    """Every parameter arrives as text: where any text is welcome, nothing else has to be told."""
    text = Scalar(kind="text")
    return text if isinstance(type_, UnionOf) and text in type_.options else type_
