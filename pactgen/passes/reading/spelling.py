"""How a parameter is spelled on the wire: as a text, as a list of texts, or as an object.

Location: pactgen/passes/reading/spelling.py. Used by the ledger and by the views, which must agree.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, assert_never

from pactgen.ir.wire import (
    Choice,
    ListOf,
    MapOf,
    Named,
    Nullable,
    Scalar,
    TupleOf,
    UnionOf,
    WireType,
)
from pactgen.passes.reading.messages import is_json

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.contract import Parameter
    from pactgen.ir.inputs import Input
    from pactgen.ir.wire import WireAlias

Form = Literal["text", "list", "object"]
_ORDER: Final[tuple[Form, ...]] = ("text", "list", "object")
_SEPARATED: Final = frozenset({"form", "spaceDelimited", "pipeDelimited"})


def form_of(aliases: Mapping[str, WireAlias], type_: WireType) -> Form:
    """Return what a value of the type is, at its most complex."""
    match type_:
        case Scalar() | Choice():
            return "text"
        case ListOf():
            return "list" if form_of(aliases, type_.item) == "text" else "object"
        case Nullable():
            return form_of(aliases, type_.inner)
        case UnionOf():
            return max((form_of(aliases, one) for one in type_.options), key=_ORDER.index)
        case Named():
            alias = aliases.get(type_.name)
            return "object" if alias is None else form_of(aliases, alias.type)
        case MapOf() | TupleOf():
            return "object"
    assert_never(type_)


def is_in_json(parameter: Parameter) -> bool:
    """Tell whether the value is described by `content` and spelled in JSON."""
    return parameter.content_type is not None and is_json(parameter.content_type)


def is_plain(aliases: Mapping[str, WireAlias], each: Input) -> bool:
    """Tell whether FastAPI itself reads the parameter: a text, or a list of texts.

    What is not plain is read by `parameters.py` of the backend.
    """
    parameter, form = each.parameter, form_of(aliases, each.type)
    if parameter.location == "body":  # the body's own type reads it
        return True
    if is_in_json(parameter) or form == "object" or _is_ruled(each.type):
        return False
    match parameter.location:
        case "query":
            return form == "text" or parameter.style in _SEPARATED
        case "path":
            return form == "text" and parameter.style == "simple"
        case "header":
            return True
        case "cookie":
            return form == "text"
    assert_never(parameter.location)


def _is_ruled(type_: WireType) -> bool:
    """Tell whether the value is compared with others: it must be read as JSON says it."""
    match type_:
        case Scalar(rules=rules):
            return bool(rules)
        case ListOf(item=item, rules=rules):
            return bool(rules) or _is_ruled(item)
        case Nullable(inner=inner):
            return _is_ruled(inner)
        case _:
            return False


def is_read(form: Form, parameter: Parameter) -> bool:
    """Tell whether the backend reads the style that the contract gives to the parameter."""
    match parameter.location:
        case "query" | "path" | "header" | "body":
            return True
        case "cookie":
            # `v=1&v=2` is no value of a cookie.
            return form == "text" or not parameter.explode
    assert_never(parameter.location)
