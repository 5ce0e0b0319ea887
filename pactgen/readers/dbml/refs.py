"""The relations of DBML: which side refers to which, and the tables between many and many.

Location: pactgen/readers/dbml/refs.py. Used by `read`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import diagnostic
from pactgen.ir.derived_names import object_name
from pactgen.ir.schema import Action, Column, ForeignKey, Key, Name, Table
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from pactgen.diagnostics import Diagnostic
    from pactgen.source import Origin

ACTIONS: Final[dict[str, Action]] = {
    "cascade": "CASCADE",
    "restrict": "RESTRICT",
    "set null": "SET NULL",
    "set default": "SET DEFAULT",
    "no action": "NO ACTION",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ref:
    """`left operator right`, as it is written."""

    left: Name
    left_columns: tuple[str, ...]
    operator: str
    right: Name
    right_columns: tuple[str, ...]
    origin: Origin
    name: str | None = None
    on_delete: Action = "NO ACTION"
    on_update: Action = "NO ACTION"


def with_refs(
    tables: dict[Name, Table], refs: list[Ref], aliases: dict[str, Name]
) -> tuple[dict[Name, Table], list[Diagnostic]]:
    """Add every relation to the table that refers."""
    relations = _Relations(dict(tables), aliases)
    for ref in refs:
        relations.add(ref)
    return relations.tables, relations.findings


class _Relations:
    def __init__(self, tables: dict[Name, Table], aliases: dict[str, Name]) -> None:
        self.tables = tables
        self.findings: list[Diagnostic] = []
        self._aliases = aliases

    def add(self, ref: Ref) -> None:
        left, right = self._known(ref.left, ref), self._known(ref.right, ref)
        if left is None or right is None:
            return
        sides = [(left, ref.left_columns), (right, ref.right_columns)]
        for table, columns in sides:
            names = {column.name for column in table.columns}
            for column in columns:
                if column not in names:
                    self.findings.append(
                        diagnostic(
                            "schema-column-not-found", ref.origin, table=table.name, name=column
                        )
                    )
                    return
        if ref.operator == "<>":
            self._join(ref, sides)
        elif ref.operator == "<" or (ref.operator == "-" and _is_key(*sides[0], sides[1])):
            self._refer(ref, sides[1], sides[0])
        else:
            self._refer(ref, sides[0], sides[1])

    def _known(self, name: Name, ref: Ref) -> Table | None:
        if name.namespace is None and name.name in self._aliases:
            name = self._aliases[name.name]
        if name not in self.tables:
            self.findings.append(diagnostic("schema-table-not-found", ref.origin, name=name))
            return None
        return self.tables[name]

    def _refer(
        self, ref: Ref, own: tuple[Table, tuple[str, ...]], other: tuple[Table, tuple[str, ...]]
    ) -> None:
        table, columns = own
        target, referred = other
        key = ForeignKey(
            columns=columns,
            table=target.name,
            referred=referred,
            origin=ref.origin,
            name=ref.name,
            on_delete=ref.on_delete,
            on_update=ref.on_update,
        )
        self.tables[table.name] = replace(table, foreign_keys=(*table.foreign_keys, key))

    def _join(self, ref: Ref, sides: list[tuple[Table, tuple[str, ...]]]) -> None:
        """Make the table that `<>` stands for, as dbml2sql does."""
        columns: list[Column] = []
        keys: list[ForeignKey] = []
        for table, referred in sides:
            names = tuple(f"{table.name.name}_{each}" for each in referred)
            columns += [
                replace(
                    table.column(each),
                    name=name,
                    nullable=False,
                    identity=None,
                    default=None,
                    origin=ref.origin,
                )
                for each, name in zip(referred, names, strict=True)
            ]
            keys.append(
                ForeignKey(columns=names, table=table.name, referred=referred, origin=ref.origin)
            )
        first, second = (table.name for table, _ in sides)
        name = Name(name=f"{first.name}_{second.name}", namespace=first.namespace)
        self.tables[name] = Table(
            name=name,
            columns=tuple(columns),
            origin=ref.origin,
            primary_key=Key(
                columns=tuple(column.name for column in columns),
                origin=ref.origin,
                name=object_name(name.name, "", "pkey"),
            ),
            foreign_keys=tuple(keys),
        )


def _is_key(table: Table, columns: tuple[str, ...], other: tuple[Table, tuple[str, ...]]) -> bool:
    """Tell which side of one to one is referred to: the one whose columns are its key."""
    own = table.primary_key is not None and table.primary_key.columns == columns
    key = other[0].primary_key
    return own and not (key is not None and key.columns == other[1])
