"""Mapped attributes that are rows of other tables, and figures that the database computes.

Location: pactgen/views/relationships.py. Used by the views of models.py, with and without a schema
document. Neither is loaded unless a query asks for it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import code, identifier, string
from pactgen.ir.figures import figure_column
from pactgen.ir.shown_together import shown_together
from pactgen.views.columns import PYTHON_TYPES, python_imports
from pactgen.views.deletion import standing
from pactgen.views.hidden_names import relationship_imports, relationship_of
from pactgen.views.imports import Import
from pactgen.views.layout import Code, call, laid_out, prefixed, quoted

if TYPE_CHECKING:
    from pactgen.ir.database import Derived, Relation, Table
    from pactgen.ir.design import Design

STEP = 4


def may_import(design: Design, table: Table, other: Table) -> bool:
    """Tell whether the module of a mapped class may import that of another one.

    Where the other one leads back, by what its rows show, SQLAlchemy finds the class by its name.
    """
    reached = shown_together(design.tables.values(), other)
    return all(one.home != table.home for one in reached)


def relation_code(design: Design, table: Table, each: Relation) -> str:
    """Return the attribute that is a row, or rows, of another table."""
    target = design.tables[each.table]
    known = may_import(design, table, target)
    arguments: list[Code] = []
    if each.through is None:
        pairs = [_pair(table, target, own, other, many=each.many) for own, other in each.pairs]
        pairs += standing(target) if each.many else []
        arguments.append(prefixed("primaryjoin=", _joined(pairs)))
    else:
        join = design.tables[each.through.table]
        near = [f"{table.model}.{own} == foreign({join.model}.{a})" for a, own in each.through.near]
        far = [f"{target.model}.{own} == foreign({join.model}.{a})" for a, own in each.through.far]
        far += standing(target) if each.many else []
        arguments += [
            f"secondary={string(_qualified(join))}",
            prefixed("primaryjoin=", _joined(near)),
            prefixed("secondaryjoin=", _joined(far)),
        ]
    if each.order:
        order = ", ".join(f"{target.model}.{name}" for name in each.order)
        told = string(f"[{order}]" if len(each.order) > 1 else order)
        arguments.append(prefixed("order_by=", quoted(told)))
    model = target.model
    if not each.many and not is_sure(design, table, each):
        model = f"{model} | None"
    inner = code(model) if known else string(model)
    inner = code(f"list[{inner}]") if each.many else inner
    start = f"{identifier(each.name)}: Mapped[{inner}] = "
    return laid_out(
        prefixed(start, call(relationship_of(table), *arguments, "viewonly=True", 'lazy="raise"')),
        indent=STEP,
    )


def _pair(table: Table, target: Table, own: str, other: str, *, many: bool) -> str:
    """Return one equality of a join; the side that refers is the foreign one."""
    refers = table.column(own).references is not None and not many
    near = f"{table.model}.{own}"
    far = f"{target.model}.{other}"
    if refers:
        return f"foreign({near}) == remote({far})"
    return f"{near} == remote(foreign({far}))"


def _joined(pairs: list[str]) -> Code:
    return quoted(string(pairs[0] if len(pairs) == 1 else f"and_({', '.join(pairs)})"))


def _qualified(table: Table) -> str:
    return table.name if table.declared is None else str(table.declared.name)


def is_sure(design: Design, table: Table, each: Relation) -> bool:
    """Whether there is always such a row: its foreign key is never NULL, and is checked."""
    columns = [table.column(own) for own, _ in each.pairs]
    if each.through is not None:
        join = design.tables[each.through.table]
        columns = [table.column(own) for _, own in each.through.near]
        columns += [join.column(referring) for referring, _ in each.through.far]
    return all(
        column.references is not None and not column.references.implied and not column.nullable
        for column in columns
    )


def figure_code(design: Design, each: Derived) -> str:
    """Return the attribute that a query computes."""
    plain = PYTHON_TYPES[figure_column(each, design.tables).kind]
    declared = f"{identifier(each.name)}: Mapped[{plain} | None] = query_expression()"
    return laid_out(declared, indent=STEP)


def relation_imports(design: Design, table: Table) -> list[Import]:
    """Return what such attributes of a table need."""
    found: list[Import] = []
    if table.relations:
        found += relationship_imports(table)
    if any(each.is_computed for each in table.derived):
        found.append(Import("sqlalchemy.orm", "query_expression"))
    for each in table.derived:
        if each.column is not None:
            found += python_imports([design.tables[each.relation.table].column(each.column)])
    return found
