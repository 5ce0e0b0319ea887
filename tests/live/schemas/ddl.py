"""Schema documents of PostgreSQL by chance, and what may become of them."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from random import Random

NOUNS = ("trips", "boats", "crews", "ports", "meals")
WORDS = ("note", "color", "size", "title", "state", "weight", "amount", "label", "place", "mail")
TYPES = {
    "integer": ("7", "-1"),
    "bigint": ("7",),
    "smallint": ("3",),
    "numeric(8, 2)": ("0.5",),
    "numeric": ("1",),
    "varchar(40)": ("'x'",),
    "varchar(80)": ("'it''s: :x'",),
    "text": ("''",),
    "char(3)": ("'EUR'",),
    "boolean": ("true", "false"),
    "uuid": ("gen_random_uuid()",),
    "date": ("CURRENT_DATE",),
    "timestamptz": ("now()", "CURRENT_TIMESTAMP"),
    "timestamp(3)": ("CURRENT_TIMESTAMP",),
    "time": (),
    "interval": ("'1 day'",),
    "jsonb": ("'{}'",),
    "json": (),
    "inet": (),
    "bytea": (),
    "double precision": ("0",),
    "real": (),
    "integer[]": ("'{}'",),
    "text[]": (),
    "mood": ("'calm'", "'glad'"),
    "address": (),
}
KEYS = ("integer", "bigint GENERATED ALWAYS AS IDENTITY", "serial", "uuid")


@dataclass
class Column:
    type: str
    required: bool = False
    default: str | None = None
    comment: str | None = None

    def __str__(self) -> str:
        words = [self.type, "NOT NULL" if self.required else ""]
        words.append(f"DEFAULT {self.default}" if self.default is not None else "")
        return " ".join(word for word in words if word)


@dataclass
class Table:
    key: str
    columns: dict[str, Column] = field(default_factory=dict)
    links: dict[str, str] = field(default_factory=dict)
    """Column to table, whose key is an integer."""
    rules: dict[str, str] = field(default_factory=dict)
    """By column: `UNIQUE ({0})`."""
    indexes: dict[str, str] = field(default_factory=dict)
    """By column: `USING gin ({0})`."""
    doubled: str | None = None
    """A generated column doubles this one."""
    comment: str | None = None


@dataclass
class Document:
    tables: dict[str, Table] = field(default_factory=dict)
    moods: list[str] = field(default_factory=lambda: ["calm", "glad", "sad"])
    pattern: str = "VALUE ~ '@'"
    view: str | None = None
    """The table that a view shows."""

    def __str__(self) -> str:
        moods = ", ".join(f"'{mood}'" for mood in self.moods)
        parts = [
            f"CREATE TYPE mood AS ENUM ({moods});",
            f"CREATE DOMAIN address AS text CONSTRAINT address_form CHECK ({self.pattern});",
        ]
        parts += [_created(name, table) for name, table in self.tables.items()]
        for name, table in self.tables.items():
            parts += [_linked(name, column, other) for column, other in table.links.items()]
            parts += [_indexed(name, column, words) for column, words in table.indexes.items()]
            parts += _comments(name, table)
        shown = "SELECT id FROM"
        if self.view is not None:
            parts.append(f"CREATE VIEW every_{self.view} AS {shown} {self.view};")
        return "\n".join(parts) + "\n"


def _created(name: str, table: Table) -> str:
    lines = [f"id {table.key} PRIMARY KEY"]
    lines += [f"{column} {one}" for column, one in table.columns.items()]
    if table.doubled is not None:
        lines.append(f"doubled bigint GENERATED ALWAYS AS ({table.doubled} * 2) STORED")
    lines += [f"{column} integer" for column in table.links]
    lines += [rule.format(column) for column, rule in table.rules.items()]
    body = ",\n".join(f"    {line}" for line in lines)
    return f"CREATE TABLE {name} (\n{body}\n);"


def _linked(name: str, column: str, other: str) -> str:
    return f"ALTER TABLE {name} ADD FOREIGN KEY ({column}) REFERENCES {other} (id);"


def _indexed(name: str, column: str, words: str) -> str:
    unique = "UNIQUE " if words.startswith("!") else ""
    words = words.removeprefix("!").format(column)
    return f"CREATE {unique}INDEX by_{name}_{column} ON {name} {words};"


def _comments(name: str, table: Table) -> list[str]:
    said = [f"COMMENT ON TABLE {name} IS '{table.comment}';"] if table.comment else []
    return said + [
        f"COMMENT ON COLUMN {name}.{column} IS '{one.comment}';"
        for column, one in table.columns.items()
        if one.comment
    ]


def drawn(random: Random) -> Document:
    document = Document()
    for name in random.sample(NOUNS, random.randint(1, 3)):
        document.tables[name] = _drawn_table(random)
    for _ in range(3):
        for mutation in (_link, _rule, _index):
            mutation(random, document)
    if random.random() < 0.4:
        document.view = random.choice([*document.tables])
    return document


def mutated(random: Random, old: Document) -> Document:
    new = deepcopy(old)
    for _ in range(random.randint(1, 5)):
        random.choice(MUTATIONS)(random, new)
    return new


def _drawn_table(random: Random) -> Table:
    table = Table(random.choice(KEYS))
    for word in random.sample(WORDS, random.randint(1, 5)):
        table.columns[word] = _drawn_column(random)
    return table


def _drawn_column(random: Random) -> Column:
    kind = random.choice([*TYPES])
    defaults = TYPES[kind]
    default = random.choice(defaults) if defaults and random.random() < 0.4 else None
    return Column(kind, random.random() < 0.4, default, random.choice((None, None, "It''s it")))


def _table(random: Random, document: Document) -> Table:
    return document.tables[random.choice([*document.tables])]


def _forget(table: Table, column: str) -> None:
    for parts in (table.rules, table.indexes):
        parts.pop(column, None)
    if table.doubled == column:
        table.doubled = None


def _add_table(random: Random, document: Document) -> None:
    free = [noun for noun in NOUNS if not any(name.startswith(noun) for name in document.tables)]
    if free:
        document.tables[random.choice(free)] = _drawn_table(random)


def _drop_table(random: Random, document: Document) -> None:
    if len(document.tables) > 1:
        gone = random.choice([*document.tables])
        del document.tables[gone]
        for table in document.tables.values():
            table.links = {name: other for name, other in table.links.items() if other != gone}
        document.view = None if document.view == gone else document.view


def _rename_table(random: Random, document: Document) -> None:
    was = random.choice([*document.tables])
    now = f"{was}_list"
    document.tables = {now if name == was else name: t for name, t in document.tables.items()}
    for table in document.tables.values():
        table.links = {name: now if to == was else to for name, to in table.links.items()}
    document.view = now if document.view == was else document.view


def _add_column(random: Random, document: Document) -> None:
    table = _table(random, document)
    free = [word for word in WORDS if word not in table.columns and f"{word}s" not in table.columns]
    if free:
        table.columns[random.choice(free)] = _drawn_column(random)


def _drop_column(random: Random, document: Document) -> None:
    table = _table(random, document)
    if len(table.columns) > 1:
        gone = random.choice([*table.columns])
        del table.columns[gone]
        _forget(table, gone)


def _change_column(random: Random, document: Document) -> None:
    table = _table(random, document)
    name = random.choice([*table.columns])
    before, after = table.columns[name], _drawn_column(random)
    if random.random() < 0.5:
        after.type, after.default = before.type, random.choice((None, before.default))
    else:
        _forget(table, name)
    table.columns[name] = after


def _rename_column(random: Random, document: Document) -> None:
    table = _table(random, document)
    was = random.choice([*table.columns])
    if was.endswith("s"):
        return
    table.columns = {f"{was}s" if name == was else name: c for name, c in table.columns.items()}
    for parts in (table.rules, table.indexes):
        if was in parts:
            parts[f"{was}s"] = parts.pop(was)
    table.doubled = f"{was}s" if table.doubled == was else table.doubled


def _link(random: Random, document: Document) -> None:
    table = _table(random, document)
    counted = [name for name, one in document.tables.items() if one.key in {"integer", "serial"}]
    if counted:
        to = random.choice(counted)
        table.links.setdefault(f"{to}_id", to)


def _unlink(random: Random, document: Document) -> None:
    table = _table(random, document)
    if table.links:
        del table.links[random.choice([*table.links])]


def _rule(random: Random, document: Document) -> None:
    table = _table(random, document)
    name = random.choice([*table.columns])
    kind = table.columns[name].type
    if kind in {"json", "inet", "bytea", "interval"}:
        return
    rules = ["UNIQUE ({0})", f"CONSTRAINT one_{name} UNIQUE ({{0}})"] if kind != "json" else []
    if kind in {"integer", "bigint", "numeric"}:
        rules += ["CHECK ({0} > -9)", f"CONSTRAINT low_{name} CHECK ({{0}} < 1000)"]
        table.doubled = random.choice((None, name, table.doubled))
    table.rules[name] = random.choice(rules)


def _unrule(random: Random, document: Document) -> None:
    table = _table(random, document)
    if table.rules:
        del table.rules[random.choice([*table.rules])]


def _index(random: Random, document: Document) -> None:
    table = _table(random, document)
    name = random.choice([*table.columns])
    kind = table.columns[name].type
    words = ["({0})", "({} DESC)", "({0}) WHERE {0} IS NOT NULL", "!({0}) WHERE id IS NOT NULL"]
    if kind == "jsonb" or kind.endswith("[]"):
        words = ["USING gin ({0})"]
    elif kind == "text":
        words.append("(lower({0}))")
    elif kind == "mood":
        words.append("({0}) WHERE {0} = 'calm'")
    if kind != "json":
        table.indexes[name] = random.choice(words)


def _unindex(random: Random, document: Document) -> None:
    table = _table(random, document)
    if table.indexes:
        del table.indexes[random.choice([*table.indexes])]


def _moods(random: Random, document: Document) -> None:
    more = [mood for mood in ("bored", "angry", "merry") if mood not in document.moods]
    match random.choice(("grow", "grow", "shrink", "spell")):
        case "grow" if more:
            document.moods.insert(random.randint(0, len(document.moods)), random.choice(more))
        case "shrink" if "sad" in document.moods:
            document.moods.remove("sad")
        case "spell":
            document.moods = ["saddd" if mood == "sad" else mood for mood in document.moods]
        case _:
            return


def _comment(random: Random, document: Document) -> None:
    _table(random, document).comment = random.choice((None, "What it''s for", "New"))


def _domain(random: Random, document: Document) -> None:
    document.pattern = random.choice(("VALUE ~ '@'", "VALUE LIKE '%@%'"))


def _view(random: Random, document: Document) -> None:
    document.view = random.choice((None, *document.tables))


MUTATIONS: tuple[Callable[[Random, Document], None], ...] = (
    _add_table,
    _drop_table,
    _rename_table,
    _add_column,
    _add_column,
    _drop_column,
    _change_column,
    _change_column,
    _rename_column,
    _link,
    _unlink,
    _rule,
    _unrule,
    _index,
    _unindex,
    _moods,
    _moods,
    _comment,
    _domain,
    _view,
)
