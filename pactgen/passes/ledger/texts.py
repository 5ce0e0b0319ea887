"""What a parameter's text can be read as, and in which spellings.

Location: pactgen/passes/ledger/texts.py. Used by `reach` and `parameters`.
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
from pactgen.passes.ledger.fates import ENFORCED, Fate, unsupported

if TYPE_CHECKING:
    from pactgen.ir.contract import Parameter
    from pactgen.ir.design import Design, Input

Form = Literal["text", "list", "object"]
NOT_READ: Final = unsupported("the parameter is taken as text, its parts are not looked at", "HIGH")
OTHER_SPELLING: Final = unsupported("the backend does not read this spelling", "HIGH")
_UNQUOTED: Final = frozenset({"boolean", "integer", "int32", "int64", "number"})
_ORDER: Final[tuple[Form, ...]] = ("text", "list", "object")


def form_of(design: Design, each: Input) -> Form:
    """Return what the value of a parameter is, at its most complex."""
    return _form(design, each.type)


def _form(design: Design, type_: WireType) -> Form:
    match type_:
        case Scalar() | Choice():
            return "text"
        case ListOf():
            return "list" if _form(design, type_.item) == "text" else "object"
        case Nullable():
            return _form(design, type_.inner)
        case UnionOf():
            return max((_form(design, one) for one in type_.options), key=_ORDER.index)
        case Named():
            alias = design.aliases.get(type_.name)
            return "object" if alias is None else _form(design, alias.type)
        case MapOf() | TupleOf():
            return "object"
    assert_never(type_)


def reading_of(form: Form, each: Input) -> Fate:
    """Return what becomes of the schema of a parameter as a whole."""
    if each.parameter.content_type is not None:
        # Numbers and booleans are spelled in JSON as everywhere else; texts are quoted there.
        plain = isinstance(each.type, Scalar) and each.type.kind in _UNQUOTED
        return ENFORCED if plain else NOT_READ
    if form == "object":
        return NOT_READ
    return ENFORCED if is_spelled_so(form, each.parameter) else OTHER_SPELLING


def is_spelled_so(form: Form, parameter: Parameter) -> bool:
    """Tell whether the backend reads the parameter in the style that the contract gives it."""
    if form == "object":
        return False
    style, exploded = parameter.style, parameter.explode
    match parameter.location:
        case "query":
            fits = style == "form" or (exploded and style in {"spaceDelimited", "pipeDelimited"})
            return form == "text" or fits
        case "path":
            return style == "simple" and form == "text"
        case "header":
            return style == "simple"
        case "cookie":
            return style in {"form", "cookie"} and form == "text"
    assert_never(parameter.location)
