"""The view of masking.py: members of answers that some people are not shown.

Location: pactgen/views/masking.py. Used by plan.py and by the views of schemas.py and of handlers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, identifier, string
from pactgen.passes.words.names import pascal, snake
from pactgen.values import dataclass
from pactgen.views.access import table_of
from pactgen.views.imports import Import
from pactgen.views.layout import call, laid_out, prefixed
from pactgen.views.modules import Module, module, uses_line
from pactgen.views.naming import model_import
from pactgen.views.once import once
from pactgen.views.owners import person_of

if TYPE_CHECKING:
    from pactgen.ir.design import Design
    from pactgen.ir.inputs import WayIn

MODULE = "masking"
_STEP = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskView:
    """One mark of members, and the function behind it."""

    mark: Emitted
    function: Emitted
    test: Emitted


@dataclass(frozen=True, slots=True, kw_only=True)
class MaskingView:
    """Everything that masking.py prints."""

    module: Module
    query: Emitted
    masks: tuple[MaskView, ...]


@once
def _ways(design: Design) -> tuple[WayIn, ...]:
    fields = (field for model in design.models.values() for field in model.fields)
    told = (field.hidden_from for field in fields)
    return tuple(dict.fromkeys(each for each in told if each is not None))


def has_masks(design: Design) -> bool:
    """Tell whether some people are not shown all members."""
    return bool(_ways(design))


def mark_name(way: WayIn) -> str:
    """Return the mark of members that such people are not shown: `HiddenFromCandidate`."""
    return f"HiddenFrom{pascal(_who(way))}"


def _who(way: WayIn) -> str:
    return "_".join(way.values) or way.column.removeprefix("is_")


def masking_view(design: Design) -> MaskingView:
    """Prepare masking.py."""
    package, ways = design.package, _ways(design)
    people = table_of(design, person_of(design))
    columns = tuple(dict.fromkeys(way.column for way in ways))
    imports = [
        Import("collections.abc", "Sequence"),
        Import("contextvars", "ContextVar"),
        Import("typing", "Annotated"),
        Import("typing", "Any"),
        Import("fastapi", "Depends"),
        Import("pydantic", "BeforeValidator"),
        Import("sqlalchemy", "select"),
        Import(f"{package}.database", "Session"),
        Import(f"{package}.viewers", "VIEWER"),
        Import(f"{package}.viewers", "note_viewer"),
        model_import(design, person_of(design)),
    ]
    shown = ", ".join(f"{people.model}.{identifier(each)}" for each in columns)
    query = call(
        f"select({shown}).where", f"{people.model}.{identifier(people.key.name)} == VIEWER"
    )
    return MaskingView(
        module=module(package, "masking.py", uses_line(package, "", imports), imports),
        query=code(laid_out(prefixed("query = ", query), indent=_STEP)),
        masks=tuple(
            MaskView(
                mark=identifier(mark_name(way)),
                function=identifier(f"_unless_{snake(_who(way))}"),
                test=code(
                    f"row[{columns.index(way.column)}] == {string(way.values[0])}"
                    if way.values
                    else f"row[{columns.index(way.column)}]"
                ),
            )
            for way in ways
        ),
    )
