"""Schemas by hand and by chance: tables as designs make them, and what may become of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.schema import (
    Check,
    Column,
    DataType,
    Default,
    ForeignKey,
    Index,
    IndexPart,
    Key,
    Name,
    Schema,
    Table,
)
from pactgen.source import Origin
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

    from pactgen.ir.schema import TypeKind

HERE = Origin("test")
WORDS = ("note", "color", "size", "title", "state", "weight", "owner", "amount", "label", "place")
NOUNS = ("trips", "boats", "crews", "ports", "meals", "seats", "tours", "maps")
KINDS: tuple[TypeKind, ...] = (
    "varchar",
    "integer",
    "bigint",
    "double",
    "boolean",
    "uuid",
    "date",
    "timestamptz",
    "json",
)
KEYS: tuple[TypeKind, ...] = ("uuid", "integer", "bigint", "varchar")
UNIQUE: tuple[TypeKind, ...] = ("varchar", "uuid", "integer")


def column(name: str, kind: TypeKind, *arguments: int, nullable: bool = True) -> Column:
    """Return a column; arguments: the length of a varchar."""
    type_ = DataType(kind=kind, text=kind, arguments=arguments)
    return Column(name=name, type=type_, nullable=nullable, origin=HERE)


def table(name: str, *columns: Column, key: str = "id") -> Table:
    """Return a table whose key is one of its columns."""
    return Table(
        name=Name(name=name),
        columns=columns,
        origin=HERE,
        primary_key=Key(columns=(key,), name=f"pk_{name}", origin=HERE),
    )


def schema(*tables: Table) -> Schema:
    """Return a database."""
    return Schema(dialect=None, tables=tables)


def unique(one: Table, *columns: str) -> Table:
    """Return the table with a unique constraint."""
    name = "_".join(("uq", one.name.name, *columns))
    return replace(one, uniques=(*one.uniques, Key(columns=columns, name=name, origin=HERE)))


def indexed(one: Table, name: str) -> Table:
    """Return the table with an index on a column."""
    index = Index(name=f"ix_{one.name}_{name}", parts=(IndexPart(column=name),), origin=HERE)
    return replace(one, indexes=(*one.indexes, index))


def checked(one: Table, name: str, expression: str) -> Table:
    """Return the table with a rule about a column."""
    check = Check(expression=expression, name=f"ck_{one.name}_{name}", column=name, origin=HERE)
    return replace(one, checks=(*one.checks, check))


def referring(one: Table, name: str, target: Table, on_delete: str = "CASCADE") -> Table:
    """Return the table with a reference from a column to another table's key."""
    assert target.primary_key is not None
    key = ForeignKey(
        columns=(name,),
        table=target.name,
        referred=target.primary_key.columns,
        name=f"fk_{one.name}_{name}_{target.name}",
        on_delete=on_delete,  # type: ignore[arg-type]
        origin=HERE,
    )
    return replace(one, foreign_keys=(*one.foreign_keys, key))


def drawn(random: Random) -> Schema:
    """Return one to four tables that refer to each other, also in circles."""
    names = random.sample(NOUNS, random.randint(1, 4))
    bare = [_drawn_table(random, name) for name in names]
    return schema(*(_linked(random, one, bare) for one in bare))


def _drawn_table(random: Random, name: str) -> Table:
    kind = random.choice(KEYS)
    key = column("id", kind, *([64] if kind == "varchar" else []), nullable=False)
    others = [drawn_column(random, word) for word in random.sample(WORDS, random.randint(0, 5))]
    one = table(name, key, *others)
    for each in others:
        if each.type.kind in UNIQUE and random.random() < 0.2:
            one = unique(one, each.name)
        elif each.type.kind != "json" and random.random() < 0.2:
            one = indexed(one, each.name)
    return one


def drawn_column(random: Random, name: str) -> Column:
    """Return a column of any type; some have a default of the database's own."""
    kind = random.choice(KINDS)
    arguments = (
        [random.choice((20, 60, 200))] if kind == "varchar" and random.random() < 0.6 else []
    )
    one = column(name, kind, *arguments, nullable=random.random() < 0.6)
    if random.random() < 0.15:
        defaults: dict[str, tuple[str, str | int]] = {
            "integer": ("7", 7),
            "bigint": ("7", 7),
            "varchar": ("'seven'", "seven"),
        }
        if kind in defaults:
            text, value = defaults[kind]
            default = Default(kind="literal", text=text, value=value)
            return replace(one, default=default)
    return one


def _linked(random: Random, one: Table, others: list[Table]) -> Table:
    for target in random.sample(others, random.randint(0, min(2, len(others)))):
        one = linked(random, one, target)
    return one


def linked(random: Random, one: Table, target: Table) -> Table:
    """Return the table with a new column that refers to another table, or to itself."""
    name = f"{target.name}_id"
    if any(each.name == name for each in one.columns):
        return one
    key = target.columns[0]
    is_later = str(target.name) >= str(one.name)  # a circle of rows must start somewhere
    nullable = is_later or random.random() < 0.6
    new = replace(key, name=name, nullable=nullable)
    on_delete = "CASCADE" if not nullable or random.random() < 0.5 else "SET NULL"
    wider = replace(one, columns=(*one.columns, new))
    return indexed(referring(wider, name, target, on_delete), name)


def mutated(random: Random, old: Schema) -> Schema:
    """Return what became of a schema: one to four changes of any sort."""
    new = old
    for _ in range(random.randint(1, 4)):
        new = random.choice(MUTATIONS)(random, new)
    return new


def _replaced(whole: Schema, one: Table) -> Schema:
    return replace(
        whole, tables=tuple(one if each.name == one.name else each for each in whole.tables)
    )


def _add_table(random: Random, whole: Schema) -> Schema:
    free = [name for name in NOUNS if name not in {str(each.name) for each in whole.tables}]
    one = _drawn_table(random, random.choice(free))
    return replace(whole, tables=(*whole.tables, _linked(random, one, [*whole.tables, one])))


def _drop_table(random: Random, whole: Schema) -> Schema:
    if len(whole.tables) == 1:
        return whole
    gone = random.choice(whole.tables)
    kept = []
    for one in whole.tables:
        if one is not gone:
            links = [key.columns[0] for key in one.foreign_keys if key.table == gone.name]
            for name in links:
                one = without(one, name)  # noqa: PLW2901 - several links, one table
            kept.append(one)
    return replace(whole, tables=tuple(kept))


def without(one: Table, name: str) -> Table:
    """Return the table without a column and all that holds on to it."""
    return replace(
        one,
        columns=tuple(each for each in one.columns if each.name != name),
        uniques=tuple(key for key in one.uniques if name not in key.columns),
        foreign_keys=tuple(key for key in one.foreign_keys if name not in key.columns),
        checks=tuple(check for check in one.checks if check.column != name),
        indexes=tuple(
            index for index in one.indexes if name not in {part.column for part in index.parts}
        ),
    )


def _add_column(random: Random, whole: Schema) -> Schema:
    one = random.choice(whole.tables)
    free = [word for word in WORDS if word not in {each.name for each in one.columns}]
    if not free:
        return whole
    new = drawn_column(random, random.choice(free))
    return _replaced(whole, replace(one, columns=(*one.columns, new)))


def _drop_column(random: Random, whole: Schema) -> Schema:
    one = random.choice(whole.tables)
    names = [each.name for each in one.columns if each.name != "id"]
    return _replaced(whole, without(one, random.choice(names))) if names else whole


def _free_columns(one: Table) -> list[Column]:
    """Return the columns that are no key and refer to nothing."""
    held = {name for key in one.foreign_keys for name in key.columns} | {"id"}
    return [each for each in one.columns if each.name not in held]


def _swap(one: Table, before: Column, after: Column) -> Table:
    columns = tuple(after if each is before else each for each in one.columns)
    return replace(one, columns=columns)


def _change_type(random: Random, whole: Schema) -> Schema:
    """Anything may become anything; what is unique stays something that can be."""
    one = random.choice(whole.tables)
    free = [
        each
        for each in _free_columns(one)
        if not any(each.name == part.column for index in one.indexes for part in index.parts)
    ]
    if not free:
        return whole
    before = random.choice(free)
    after = replace(drawn_column(random, before.name), nullable=before.nullable)
    held = any(before.name in key.columns for key in one.uniques)
    if held and after.type.kind not in UNIQUE:
        return whole
    if held:
        after = replace(after, default=None)
    kept = tuple(check for check in one.checks if check.column != before.name)
    return _replaced(whole, replace(_swap(one, before, after), checks=kept))


def _change_null(random: Random, whole: Schema) -> Schema:
    one = random.choice(whole.tables)
    free = _free_columns(one)
    if not free:
        return whole
    before = random.choice(free)
    return _replaced(whole, _swap(one, before, replace(before, nullable=not before.nullable)))


def _toggle_unique(random: Random, whole: Schema) -> Schema:
    one = random.choice(whole.tables)
    if one.uniques:
        return _replaced(whole, replace(one, uniques=one.uniques[1:]))
    free = [each for each in _free_columns(one) if each.type.kind in UNIQUE]
    return _replaced(whole, unique(one, random.choice(free).name)) if free else whole


def _toggle_check(random: Random, whole: Schema) -> Schema:
    """Rules that some rows break, and that what fills a new column obeys."""
    one = random.choice(whole.tables)
    taken = {check.column for check in one.checks}
    free = [
        each for each in _free_columns(one) if each.type.kind in RULES and each.name not in taken
    ]
    if free and random.random() < 0.7:
        chosen = random.choice(free)
        return _replaced(whole, checked(one, chosen.name, RULES[chosen.type.kind](chosen.name)))
    return _replaced(whole, replace(one, checks=one.checks[1:])) if one.checks else whole


RULES: dict[str, Callable[[str], str]] = {
    "integer": lambda name: f'"{name}" < 33',
    "double": lambda name: f'"{name}" < 3.25',
    "varchar": lambda name: f'length("{name}") < 12',
}


def _toggle_index(random: Random, whole: Schema) -> Schema:
    one = random.choice(whole.tables)
    taken = {part.column for index in one.indexes for part in index.parts}
    free = [
        each for each in _free_columns(one) if each.type.kind != "json" and each.name not in taken
    ]
    if free and random.random() < 0.6:
        return _replaced(whole, indexed(one, random.choice(free).name))
    return _replaced(whole, replace(one, indexes=one.indexes[1:])) if one.indexes else whole


def _add_link(random: Random, whole: Schema) -> Schema:
    one, target = (random.choice(whole.tables) for _ in range(2))
    return _replaced(whole, linked(random, one, target))


def _rename_column(random: Random, whole: Schema) -> Schema:
    one = random.choice(whole.tables)
    free = [
        each for each in _free_columns(one) if f"{each.name}s" not in {c.name for c in one.columns}
    ]
    return _replaced(whole, renamed_column(one, random.choice(free).name)) if free else whole


def renamed_column(one: Table, name: str) -> Table:
    """Return the table with a plural in place of a column's name, indexes renamed with it."""
    new = f"{name}s"
    return replace(
        one,
        columns=tuple(replace(c, name=new) if c.name == name else c for c in one.columns),
        uniques=tuple(
            replace(key, columns=(new,), name=f"uq_{one.name}_{new}")
            if key.columns == (name,)
            else key
            for key in one.uniques
        ),
        checks=tuple(
            replace(
                check,
                column=new,
                name=f"ck_{one.name}_{new}",
                expression=check.expression.replace(f'"{name}"', f'"{new}"'),
            )
            if check.column == name
            else check
            for check in one.checks
        ),
        indexes=tuple(
            replace(index, parts=(IndexPart(column=new),), name=f"ix_{one.name}_{new}")
            if index.parts[0].column == name
            else index
            for index in one.indexes
        ),
    )


def _rename_table(random: Random, whole: Schema) -> Schema:
    one = random.choice(whole.tables)
    return renamed_table(whole, one.name, Name(name=f"{one.name}_list"))


def renamed_table(whole: Schema, old: Name, new: Name) -> Schema:
    """Return the schema with another name for a table, and names that follow the convention."""

    def conventional(one: Table) -> Table:
        name = new if one.name == old else one.name
        assert one.primary_key is not None
        return replace(
            one,
            name=name,
            primary_key=replace(one.primary_key, name=f"pk_{name}"),
            uniques=tuple(
                replace(key, name="_".join(("uq", str(name), *key.columns))) for key in one.uniques
            ),
            indexes=tuple(
                replace(index, name=f"ix_{name}_{index.parts[0].column}") for index in one.indexes
            ),
            checks=tuple(replace(check, name=f"ck_{name}_{check.column}") for check in one.checks),
            foreign_keys=tuple(
                replace(
                    key,
                    table=target,
                    name=f"fk_{name}_{key.columns[0]}_{target}",
                )
                for key in one.foreign_keys
                for target in (new if key.table == old else key.table,)
            ),
        )

    return replace(whole, tables=tuple(conventional(one) for one in whole.tables))


MUTATIONS: tuple[Callable[[Random, Schema], Schema], ...]
MUTATIONS = (
    _add_table,
    _drop_table,
    _add_column,
    _add_column,
    _drop_column,
    _change_type,
    _change_type,
    _change_null,
    _toggle_unique,
    _toggle_index,
    _toggle_check,
    _add_link,
    _rename_column,
    _rename_table,
)
