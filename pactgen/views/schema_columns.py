"""The view of columns.py: the column types that a backend with a schema document has of its own.

Location: pactgen/views/schema_columns.py. Used by plan.py; printed by project/columns.py.jinja, one
file of project/columns/ a type.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.emit import Emitted, code
from pactgen.ir.inputs import FilterRole
from pactgen.values import dataclass
from pactgen.views.access import resource_of
from pactgen.views.conditions import filtered_column
from pactgen.views.imports import Import, import_sections
from pactgen.views.schema_models import own_types
from pactgen.views.schema_types import element_test

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.ir.design import Design

_DECORATED: Final = (
    Import("typing", "Any"),
    Import("sqlalchemy", "Dialect"),
    Import("sqlalchemy.types", "TypeDecorator"),
    Import("sqlalchemy.types", "TypeEngine"),
)
_BRIEF: Final = (Import("sqlalchemy", "Dialect"), Import("sqlalchemy.types", "TypeDecorator"))
_ADAPTER: Final = (*_DECORATED, Import("sqlalchemy", "String"))
_MOMENT: Final = (Import("datetime", "UTC"), Import("datetime", "datetime"))
_DAY: Final = (Import("datetime", "date"),)
_UUIDS: Final = (
    *_DECORATED,
    Import("uuid", "UUID"),
    Import("sqlalchemy", "CHAR"),
    Import("sqlalchemy", "Uuid"),
)
_NUMBERS: Final = (
    *_DECORATED,
    Import("decimal", "Decimal"),
    Import("sqlalchemy", "Numeric"),
)

_MONEY: Final = (
    Import("sqlalchemy", "ColumnElement"),
    Import("sqlalchemy", "cast"),
    Import("sqlalchemy", "type_coerce"),
    Import("sqlalchemy.dialects.postgresql", "MONEY"),
)
_BASES: Final = MappingProxyType(
    {"ClockMinutes": "ClockText", "Money": "Exact", "MoneyText": "DecimalText"}
)
"""Types that are printed with the one that they extend."""

TYPES: Final[Mapping[str, tuple[str, tuple[Import, ...]]]] = MappingProxyType(
    {
        "Exact": ("exact", _NUMBERS),
        "DecimalText": ("decimal_text", (*_NUMBERS, Import("decimal", "InvalidOperation"))),
        "Money": ("money", _MONEY),
        "MoneyText": ("money_text", _MONEY),
        "Single": (
            "single",
            (
                *_BRIEF,
                Import("struct", "pack"),
                Import("struct", "unpack"),
                Import("sqlalchemy", "REAL"),
            ),
        ),
        "Padded": ("padded", (*_BRIEF, Import("sqlalchemy", "CHAR"))),
        "PlainUuid": ("plain_uuid", _UUIDS),
        "UuidText": ("uuid_text", _UUIDS),
        "NaiveUtc": (
            "naive_utc",
            (
                *_DECORATED,
                *_MOMENT,
                Import("sqlalchemy", "DateTime"),
                Import("sqlalchemy.dialects", "sqlite"),
            ),
        ),
        "ClockText": (
            "clock_text",
            (*_BRIEF, Import("datetime", "time"), Import("sqlalchemy", "Time")),
        ),
        "ClockMinutes": ("clock_minutes", ()),
        "Base64": (
            "base64",
            (
                *_BRIEF,
                Import("base64", "b64decode"),
                Import("base64", "b64encode"),
                Import("sqlalchemy", "LargeBinary"),
            ),
        ),
        "Spelled": (
            "spelled",
            (
                Import("typing", "Any"),
                Import("sqlalchemy", "BindParameter"),
                Import("sqlalchemy", "ColumnElement"),
                Import("sqlalchemy", "String"),
                Import("sqlalchemy", "cast"),
                Import("sqlalchemy.types", "UserDefinedType"),
            ),
        ),
        "Flag": ("flag", ()),
        "Bit": ("bit", ()),
        "Digits": ("digits", (Import("sqlalchemy", "BigInteger"),)),
        "Whole": ("whole", ()),
        "Integral": ("integral", (Import("sqlalchemy", "Float"),)),
        "NumberText": ("number_text", (Import("math", "isfinite"),)),
        "MomentText": ("moment_text", _MOMENT),
        "DayOfMoment": ("day_of_moment", (*_MOMENT, *_DAY)),
        "DayText": ("day_text", _DAY),
        "MomentOfDay": ("moment_of_day", (*_MOMENT, *_DAY)),
        "TextUuid": ("text_uuid", (Import("uuid", "UUID"),)),
        "TextMoment": ("text_moment", _MOMENT),
        "TextDay": ("text_day", _DAY),
        "TextJson": ("text_json", (Import("orjson", "dumps"), Import("orjson", "loads"))),
        "SetList": ("set_list", ()),
        "YesNo": ("yes_no", ()),
        "Respelled": ("respelled", ()),
        "Epoch": ("epoch", (*_MOMENT, Import("datetime", "timedelta"))),
    }
)
"""Name to its template and what that needs; those from `Flag` on are adapters."""

_ELEMENTS_OF_TEXTS: Final = (
    Import("typing", "Any"),
    Import("sqlalchemy", "Boolean"),
    Import("sqlalchemy.ext.compiler", "compiles"),
    Import("sqlalchemy.sql.functions", "FunctionElement"),
)
_ELEMENTS: Final = (*_ELEMENTS_OF_TEXTS, Import("sqlalchemy", "ARRAY"))
ADAPTERS: Final = frozenset(tuple(TYPES)[tuple(TYPES).index("Flag") :])
READ_MOMENTS: Final = frozenset({"MomentText", "TextMoment"})


def needs_columns(design: Design) -> bool:
    """Tell whether there is anything to print."""
    return bool(own_types(design)) or bool(_element_tests(design))


def _element_tests(design: Design) -> tuple[str, ...]:
    """Return the templates of what filters look into lists with."""
    found = {
        element_test(filtered_column(design, resource, each.role))
        for endpoint in design.endpoints
        for each in endpoint.inputs
        if isinstance(each.role, FilterRole) and each.role.op in {"has", "has_any"}
        if (resource := resource_of(design, endpoint)) is not None
    }
    return tuple(sorted(found))


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnTypes:
    """Everything that columns.py prints."""

    location: Emitted
    imports: Emitted
    parts: tuple[str, ...]
    """Templates, one a type."""


def schema_columns_view(design: Design) -> ColumnTypes:
    """Prepare the package's columns.py."""
    used = own_types(design)
    used |= {_BASES[name] for name in used & _BASES.keys()}
    names = [name for name in TYPES if name in used]
    imports = [each for name in names for each in TYPES[name][1]]
    imports += _ADAPTER if ADAPTERS & used else ()
    parts = [TYPES[name][0] for name in names if name not in ADAPTERS]
    if ADAPTERS & used:
        parts.append("adapter")
        parts += [TYPES[name][0] for name in names if name in ADAPTERS]
    for test in _element_tests(design):
        parts.append(test)
        imports += _ELEMENTS if test == "has_element" else _ELEMENTS_OF_TEXTS
    if READ_MOMENTS & used:
        parts.append("read_moment")
    sections = import_sections(imports, design.package)
    return ColumnTypes(
        location=code(f"src/{design.package}/columns.py"),
        imports=code("\n\n".join("\n".join(part) for part in sections)),
        parts=tuple(f"project/columns/{part}.jinja" for part in parts),
    )
