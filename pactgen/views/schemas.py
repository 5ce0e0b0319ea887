"""`schemas.py` of a feature, and the one that several features share.

Location: pactgen/views/schemas.py. Used by the plan; printed by `feature/schemas.py.jinja`. Classes
come in dependency order; only recursion needs names in quotes.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import TypeVar

from pactgen.emit import Emitted, code, docstring, dotted, identifier, string
from pactgen.ir.contract import ABSENT, Json
from pactgen.ir.design import Design, Endpoint, Feature
from pactgen.ir.wire import Nullable, Scalar, WireAlias, WireField, WireModel
from pactgen.values import dataclass
from pactgen.views.dependencies import dependency_order
from pactgen.views.expressions import (
    Bracketed,
    Expression,
    Leaf,
    assignment,
    call,
    json_value,
    laid_out,
    made_by,
    quoted_where_needed,
    quoted_whole,
    statement,
    subscript,
)
from pactgen.views.imports import Import, import_sections
from pactgen.views.masking import MODULE as MASKING
from pactgen.views.masking import mark_name
from pactgen.views.naming import wire_module, wire_modules_by_name
from pactgen.views.once import once
from pactgen.views.queries import QueryClassView, query_models
from pactgen.views.related import row_models
from pactgen.views.wire_types import TypePrinter

W = TypeVar("W", WireModel, WireAlias)

SCHEMAS = "schemas"
_OF_EVERY_ROW = frozenset({"metadata", "registry"})
"""What SQLAlchemy gives to every row: the column is called otherwise, and is looked for first."""
_INDENT = 4
_SECRET = re.compile(r"(^|_)(pas+wo?r?d|pass(phrase)?|pwd|token|secrete?)($|_)", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassView:
    """A class as the template prints it."""

    header: Emitted
    docstring: Emitted
    fields: tuple[Emitted, ...]
    has_fields: bool
    is_class: bool = True
    follows_class: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class AliasView:
    """A named type that is no class."""

    statement: Emitted
    docstring: Emitted
    follows_class: bool
    """Whether two blank lines stand above it and not one."""
    is_class: bool = False


Definition = ClassView | AliasView | QueryClassView


@dataclass(frozen=True, slots=True, kw_only=True)
class SchemasView:
    """A `schemas.py`."""

    summary: Emitted
    location: Emitted
    uses: Emitted
    used_by: Emitted
    import_sections: tuple[tuple[Emitted, ...], ...]
    definitions: tuple[Definition, ...]


def shared_schemas_view(design: Design, module: str) -> SchemasView:
    """Return the view of `<package>/schemas.py`, or of another module of that kind."""
    place = _Place(home="", module=module, words="several features")
    return _view(design, place, "the schemas.py of features", ())


def schemas_view(design: Design, module: str, feature: Feature) -> SchemasView:
    """Return the view of `<package>/<feature>/schemas.py`, or of another module of that kind."""
    words = feature.package.strip("_").replace("_", " ")
    place = _Place(home=feature.package, module=module, words=words)
    endpoints = feature.endpoints if module == SCHEMAS else ()
    above = "" if module == SCHEMAS else "the parts after it, schemas.py, "
    return _view(design, place, f"{above}router.py, service.py, repository.py", endpoints)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A module that declares wire types."""

    home: str
    module: str
    words: str
    """What the types are for."""

    @property
    def name(self) -> str:
        """The module, below the package."""
        return f"{self.home}.{self.module}" if self.home else self.module

    @property
    def summary(self) -> str:
        """What the types of the module are."""
        number = self.module.partition("_")[2]
        return f"What travels over the wire for {self.words}{f', part {number}' if number else ''}."


def _view(
    design: Design, place: _Place, used_by: str, endpoints: Iterable[Endpoint]
) -> SchemasView:
    here = f"{design.package}.{place.name}"
    models = _models_by_module(design).get(here, {})
    aliases = _aliases_by_module(design).get(here, {})
    printer = TypePrinter(package=design.package, homes=wire_modules_by_name(design), here=here)
    definitions: list[Definition] = []
    order, recursive = dependency_order(models, aliases)
    of_rows = row_models(design)
    for name in order:
        if name in models:
            definitions.append(_class(printer, models[name], of_rows=name in of_rows))
        else:
            after_class = bool(definitions) and definitions[-1].is_class
            alias = aliases[name]
            shown = _alias(printer, alias, recursive=name in recursive, follows_class=after_class)
            definitions.append(shown)
        printer.defined.add(name)
    definitions += query_models(printer, design, endpoints)
    return SchemasView(
        summary=code(place.summary),
        location=code(f"src/{dotted(design.package)}/{place.name.replace('.', '/')}.py"),
        uses=code(_uses(printer, design, place.home)),
        used_by=code(used_by),
        import_sections=import_sections(printer.imports, design.package),
        definitions=tuple(definitions),
    )


def _uses(printer: TypePrinter, design: Design, home: str) -> str:
    up = "../" if home else ""
    own = f"{design.package}."
    beside = f"{up}{home}/"
    modules = {each.module for each in printer.imports if each.module.startswith(own)}
    paths = sorted(up + module.removeprefix(own).replace(".", "/") for module in modules)
    shown = (path.removeprefix(beside) for path in paths)
    return ", ".join(f"{path}.py" for path in shown) or "nothing of this package"


@once
def _models_by_module(design: Design) -> Mapping[str, Mapping[str, WireModel]]:
    return _by_module(design.package, design.models)


@once
def _aliases_by_module(design: Design) -> Mapping[str, Mapping[str, WireAlias]]:
    return _by_module(design.package, design.aliases)


def _by_module(package: str, declared: Mapping[str, W]) -> Mapping[str, Mapping[str, W]]:
    found: dict[str, dict[str, W]] = {}
    for name, item in declared.items():
        found.setdefault(wire_module(package, item), {})[name] = item
    return found


# ---- classes ------------------------------------------------------------------------------


def _class(printer: TypePrinter, model: WireModel, *, of_rows: bool = False) -> ClassView:
    if of_rows:
        base = "RowModel"
        printer.imports.add(Import(f"{printer.package}.related", base))
    else:
        base = printer.wire("ReadModel" if model.mode == "read" else "WireModel")
    fields = tuple(code(line) for line in _fields(printer, model))
    # What is stored may have members that no answer shows.
    silent = {"ignore", "forbid"} if model.mode == "read" else {"ignore"}
    keywords = [] if model.extra in silent else [f'extra="{model.extra}"']
    if model.mode != "read":
        bounds = {"min": model.min_properties, "max": model.max_properties}
        keywords += [f"{end}_properties={size}" for end, size in bounds.items() if size is not None]
    arguments: list[Expression | str] = [base, *keywords]
    if model.rules and model.mode != "read":
        arguments.append(Bracketed("rules=", tuple(printer.rules(model.rules)), display=True))
    needed: list[Json] = [field.wire_name for field in model.fields if field.needed]
    if needed:
        arguments.append(json_value(needed, "shown_with="))
    header = laid_out(call(f"class {identifier(model.name)}", *arguments), tail=":")
    return ClassView(
        header=code(header),
        docstring=docstring(model.description, fallback=_fallback(model), indent=_INDENT),
        fields=fields,
        has_fields=bool(fields),
    )


def _fallback(model: WireModel | WireAlias) -> str:
    parts = model.origin.pointer.strip("/").split("/")
    component = parts[-1] if parts[-2:-1] in (["schemas"], ["definitions"]) else None
    mode = model.mode if isinstance(model, WireModel) else "value"
    subject = f"The contract's `{component}`" if component else _words(model.name)
    if mode == "patch":
        return f"{subject}, as far as it shall change."
    if model.name.endswith("Write") and mode == "write":
        return f"{subject}, as requests carry it."
    if model.name.endswith("Reference") and mode == "reference":
        return f"{subject} that exists already, as requests name it."
    if model.name.endswith("Read") and mode == "read":
        return f"{subject}, as answers show it."
    return f"{subject}."


def _words(name: str) -> str:
    parts = re.findall(r"[A-Z]+(?![a-z])|[A-Z]?[^A-Z\d]+|\d+", name)
    return " ".join(parts).capitalize()


def _fields(printer: TypePrinter, model: WireModel) -> Iterator[str]:
    if model.extra == "allow":
        plain = model.mode == "read"
        inner = model.extra_type or Scalar(kind="any")
        extra = printer.expression(inner, plain=plain)
        key = Leaf("str" if plain else printer.wire("Text"))
        whole = quoted_where_needed(subscript("dict", key, extra))
        yield statement("__pydantic_extra__", whole, indent=_INDENT)
    for field in model.fields:
        yield _field(printer, field, plain=model.mode == "read")


def _field(printer: TypePrinter, field: WireField, *, plain: bool) -> str:
    name = identifier(field.attribute)
    type_ = printer.expression(field.type, plain=plain)
    if field.shown is not None and not plain:
        shown = printer.expression(field.shown, plain=False)
        type_ = printer.annotated(type_, call(printer.wire("shown_as"), shown))
    if field.hidden_from is not None and plain:
        mark = mark_name(field.hidden_from)
        printer.imports.add(Import(f"{printer.package}.{MASKING}", mark))
        type_ = printer.annotated(type_, Leaf(mark))
    if field.case is not None and not plain:
        printer.imports.add(Import("pydantic", "AfterValidator"))
        type_ = printer.annotated(type_, Leaf(f"AfterValidator(str.{field.case})"))
    arguments: list[Expression] = []
    value: Expression | None = None
    if not field.required:
        type_, value, arguments = _optional(printer, field, type_, plain=plain)
    if field.wire_name != field.attribute:
        arguments.append(json_value(field.wire_name, "alias="))
        if plain and field.wire_name in _OF_EVERY_ROW:
            printer.imports.add(Import("pydantic", "AliasChoices"))
            places = f"{string(field.attribute)}, {string(field.wire_name)}"
            arguments.append(Leaf(f"validation_alias=AliasChoices({places})"))
    if field.element is not None or field.wrapped:
        said: dict[str, Json] = {"name": field.element, "wrapped": field.wrapped or None}
        xml: Json = {word: value for word, value in said.items() if value is not None}
        arguments.append(json_value({"xml": xml}, "json_schema_extra="))
    if arguments:
        if isinstance(value, Leaf):
            arguments.insert(0, Leaf(f"default={value.text}"))
        value = printer.field_call(*arguments)
    return statement(name, quoted_where_needed(type_), value, indent=_INDENT)


def _optional(
    printer: TypePrinter, field: WireField, type_: Expression, *, plain: bool
) -> tuple[Expression, Expression | None, list[Expression]]:
    """Return the annotation, the value and the arguments of `Field` of a field that may lack."""
    if field.default is not ABSENT:
        return type_, *_default(field.attribute, field.default)
    takes_null = isinstance(field.type, Nullable) or field.type == Scalar(kind="null")
    if takes_null or (field.type == Scalar(kind="any") and not plain):
        return type_, Leaf("None"), []
    marker = printer.wire("Omittable" if plain else "NotNull")
    return subscript(marker, type_), Leaf("None"), []


def _default(attribute: str, default: Json) -> tuple[Expression | None, list[Expression]]:
    if isinstance(default, list | dict):
        return None, [made_by(default)]
    if isinstance(default, str) and _SECRET.search(attribute):
        # Linters take `token = "..."` for a password in the source.
        return None, [json_value(default, "default=")]
    return json_value(default), []


# ---- aliases ------------------------------------------------------------------------------


def _alias(
    printer: TypePrinter, alias: WireAlias, *, recursive: bool, follows_class: bool
) -> AliasView:
    name = identifier(alias.name)
    type_ = printer.expression(alias.type, plain=False)
    if recursive:
        printer.imports.add(Import("typing_extensions", "TypeAliasType"))
        line = _recursive(name, type_)
    else:
        line = assignment(f"{name}: {printer.typing('TypeAlias')}", quoted_where_needed(type_))
    return AliasView(
        statement=code(line),
        docstring=docstring(alias.description, fallback=_fallback(alias), brief=True),
        follows_class=follows_class,
    )


def _recursive(name: str, type_: Expression) -> str:
    """Return the definition of an alias that names itself, which only a late one can.

    mypy finds the name in a type that is quoted as a whole, and in no part of one.
    """
    quoted = quoted_where_needed(type_)
    if quoted != type_:
        quoted = quoted_whole(type_)
    return assignment(name, Bracketed("TypeAliasType", (Leaf(f'"{name}"'), quoted), "()"))
