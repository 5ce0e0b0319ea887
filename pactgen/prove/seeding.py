"""Rows for resources that no operation creates: made from the answers the contract promises."""

from __future__ import annotations

import base64
import re
import uuid
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any, Final

from pactgen.prove.in_parts import spread
from pactgen.prove.instances import Maker, NoInstanceError
from pactgen.prove.processes import tail
from pactgen.prove.replies import documented_response
from pactgen.prove.rows import RowsError
from pactgen.prove.script import addresses, namings
from pactgen.prove.showing import showing_of
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.prove.documents import Document, Node
    from pactgen.prove.memory import Memory, Row
    from pactgen.prove.rows import Rows
    from pactgen.prove.script import Bind, Script, Step, Store, StoredColumn
    from pactgen.prove.showing import Showing

ROWS: Final = 3
FIRST_MOMENT: Final = datetime(2020, 1, 1, tzinfo=UTC)


class SeedingError(Exception):
    """A table could not be filled."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeder:
    """Fills tables of a migrated database through the backend's own column types."""

    rows: Rows
    document: Document
    script: Script

    def seed(self, store: Store, memory: Memory, *, alone: bool = False) -> int:
        """Insert rows, or the only one, remember them, and return how many."""
        many = 1 if alone else ROWS
        rows = [self._row(store, memory, salt) for salt in range(1, many + 1)]
        rows = list(told_apart(rows, store.key))
        stored = {column.name: column.stored_name or column.name for column in store.columns}
        keys, rows = self._inserted(store, stored, rows)
        names = {column.name: column.wire_name for column in store.columns}
        for key, row in zip(keys, rows, strict=False):
            travelling = {names[name]: value for name, value in row.items()}
            memory.store(store.resource, {**travelling, names[store.key]: key})
        return len(rows)

    def _inserted(
        self, store: Store, stored: Mapping[str, str], rows: list[dict[str, Any]]
    ) -> tuple[list[Any], list[dict[str, Any]]]:
        """Insert rows; a CHECK may want a text in capitals (`code = upper(code)`), or small."""
        refused: RowsError | None = None
        for tried in (rows, *_in_other_cases(store, rows)):
            try:
                keys = self.rows.insert(
                    store.table,
                    stored[store.key],
                    [{stored[name]: value for name, value in row.items()} for row in tried],
                    texts=[stored[each.name] for each in store.columns if each.kind == "text"],
                    secrets=[stored[each.name] for each in store.columns if each.secret],
                )
            except RowsError as error:
                refused = refused or error
                if "check" not in _why(str(error)).lower():
                    break
            else:
                return keys, tried
        raise SeedingError(_why(str(refused))) from refused

    def withheld_keys(self, step: Step) -> frozenset[Any] | None:
        """Return the keys in the table of the rows that a step makes and shows without theirs.

        None: it makes none, or its answer shows the key.
        """
        store = self._store(step.resource)
        if step.behaviour != "create" or store is None:
            return None
        shown = None if step.row is None else self._instance(step, 0)
        if isinstance(shown, dict) and self.key_name(store.resource) in shown:
            return None
        return frozenset(self._keys(store))

    def key_name(self, resource: str) -> str:
        """Return what the key of a stored resource is called on the wire."""
        store = next(one for one in self.script.stores if one.resource == resource)
        return next(column.wire_name for column in store.columns if column.name == store.key)

    def find_keys(self, resource: str, memory: Memory) -> None:
        """Look up the keys of rows whose answers withheld them."""
        store = self._store(resource)
        if store is None:
            return
        key = self.key_name(resource)
        if not all(key in row for row in memory.rows(resource)):
            memory.complete(resource, key, self._keys(store))

    def version(self, resource: str, column: str, row: Row | None) -> int | None:
        """Return how often a row was changed, as its table counts; None: it is not there yet."""
        store = self._store(resource)
        if store is None:
            return None
        names = {each.name: each.stored_name or each.name for each in store.columns}
        try:
            if row is None:
                found = self.rows.keys(store.table, names[column])
            else:
                of = row.get(self.key_name(resource))
                key = names[store.key]
                found = self.rows.value(store.table, names[column], key=key, of=of)
        except RowsError as error:
            raise SeedingError(_why(str(error))) from error
        return found[0] if len(found) == 1 else None

    def _store(self, resource: str | None) -> Store | None:
        return next((one for one in self.script.stores if one.resource == resource), None)

    def _keys(self, store: Store) -> list[Any]:
        """Return the keys that a table holds."""
        names = {column.name: column.stored_name or column.name for column in store.columns}
        try:
            return self.rows.keys(store.table, names[store.key])
        except RowsError as error:
            raise SeedingError(_why(str(error))) from error

    def _row(self, store: Store, memory: Memory, salt: int) -> dict[str, Any]:
        promised = self._promised(store, salt)
        row: dict[str, Any] = {}
        for column in store.columns:
            if column.counted:
                continue
            drawn = column.generated and column.references is None
            if drawn and column.wire_name not in promised:
                row |= self._spelled(store, column, salt)
                continue
            if column.references is not None:
                parent = _referred(column, memory)
                target = column.target or "id"
                if parent is not None and target not in parent:
                    self.find_keys(column.references, memory)
                    parent = _referred(column, memory)
                if parent is not None and parent.get(target) is not None:
                    row[column.name] = parent[target]
                elif not column.nullable:
                    raise SeedingError(f"no row of {column.references} to refer to")
            elif takes(column, promised.get(column.wire_name)):
                value = self._shown_by_all(store, column, promised[column.wire_name], salt)
                row[column.name] = self._addressable(store, column, value, salt)
            elif not column.nullable or self._is_named(store, column):
                null = column.wire_name in promised and column.kind == "json"
                made = None if null else plain_value(column, salt)
                row[column.name] = self._addressable(store, column, made, salt)
        return _beside_itself(store, row)

    def _shown_by_all(self, store: Store, column: StoredColumn, value: object, salt: int) -> object:
        """Return a value that every answer can show: one may ask for less than another."""
        showings = tuple(self._showings(store, column))
        if all(showing.shows(name, value) for showing, name in showings):
            return value
        fitting = (
            proposed
            for showing, name in showings
            for proposed in showing.proposals(name, salt)
            if takes(column, proposed) and all(one.shows(own, proposed) for one, own in showings)
        )
        return next(fitting, value)

    def _showings(self, store: Store, column: StoredColumn) -> Iterator[tuple[Showing, str]]:
        """Yield what shows a column, under which name: its own rows, and those that repeat it."""
        yield showing_of(self.document, self.script, store.resource), column.wire_name
        for other in self.script.stores:
            for one in other.columns:
                if (one.references, one.target) == (store.resource, column.wire_name):
                    yield showing_of(self.document, self.script, other.resource), one.wire_name

    def _is_named(self, store: Store, column: StoredColumn) -> bool:
        """Whether a path names the row by the column, so that it is never null there."""
        return any(bind.column == column.name for _, bind in addresses(self.script, store.resource))

    def _spelled(self, store: Store, column: StoredColumn, salt: int) -> dict[str, object]:
        """Return a value where paths cannot spell what is drawn for the column; else none."""
        drawn = (
            plain_value(replace(column, kept_as="uuid"), salt) if column.kind == "text" else None
        )
        value = self._addressable(store, column, drawn, salt)
        return {} if value == drawn else {column.name: value}

    def _addressable(self, store: Store, column: StoredColumn, value: object, salt: int) -> object:
        """Return a value that paths and bodies accept where they name the row by it."""
        maker = Maker(self.document, "request")
        for step, bind in namings(self.script, store.resource):
            if bind.column != column.name or not isinstance(value, str | int):
                continue
            schema = self._accepting(maker, step, bind)
            if not maker.accepts(schema, value):
                try:
                    made = maker.make(schema, salt=salt, name=bind.name)
                except NoInstanceError:
                    continue
                if isinstance(value, str) and isinstance(made, int):
                    made = str(made)  # a text that paths take as a number
                value = made if isinstance(made, type(value)) and takes(column, made) else value
        return value

    def _accepting(self, maker: Maker, step: Step, bind: Bind) -> Node:
        """Return the schema of an input that names the row."""
        if bind.place == "path":
            return self.document.path_schema(step.method, step.path, bind.name)
        operation = self.document.operations[step.method, step.path]
        body = self.document.resolve(operation.node.get("requestBody") or {})
        media: Node = next(iter((body.get("content") or {}).values()), {})
        row = self.document.lift(media.get("schema", {}), "request")
        row = row if step.member is None else maker.member(row, step.member)
        row = maker.items(row) if step.many else row
        return maker.member(row, bind.name) if bind.name in maker.declared(row) else {}

    def _promised(self, store: Store, salt: int) -> Mapping[str, Any]:
        """Return a row as the answers of the contract show it: what one leaves out, others tell."""
        shows = [
            step
            for step in self.script.steps
            if step.resource == store.resource and step.row is not None
        ]
        if not shows:
            return {}
        ordered = sorted(shows, key=lambda step: step.behaviour != "read")
        found = (self._instance(step, salt) for step in ordered)
        rows = [spread(row) if store.in_parts else row for row in found if isinstance(row, dict)]
        if not rows:
            raise SeedingError("no answer that shows one could be made up")
        key = next(column.wire_name for column in store.columns if column.name == store.key)
        first = next((row for row in rows if key in row), rows[0])
        return {name: value for row in (*reversed(rows), first) for name, value in row.items()}

    def _instance(self, step: Step, salt: int) -> object:
        operation = self.document.operations[step.method, step.path]
        response = documented_response(self.document, operation, step.status or 200) or {}
        for media in (response.get("content") or {}).values():
            shown = media.get("schema", {})
            shown = self._fullest(shown) if step.row == () else shown
            schema = self.document.lift(shown, "response")
            try:
                maker = Maker(self.document, "response", self.script.compared)
                whole = maker.make(schema, variant="full", salt=salt)
            except NoInstanceError:
                continue
            return row_in(whole, step.row or ())
        return None

    def _fullest(self, schema: Node) -> Node:
        """Return the alternative with the most members: the others show less of a row."""
        told = self.document.resolve(schema)
        options = (told.get("anyOf") or told.get("oneOf")) if isinstance(told, dict) else None
        return schema if not options else max(options, key=self._members)

    def _members(self, schema: Node) -> int:
        told = self.document.resolve(schema)
        return len(told.get("properties", ())) if isinstance(told, dict) else 0


def _beside_itself(store: Store, row: dict[str, Any]) -> dict[str, Any]:
    """Leave out what would make a row its own parent: what it shows would have no end."""
    key = row.get(store.key)
    above = {column.name for column in store.columns if column.above and column.nullable}
    return {
        name: value
        for name, value in row.items()
        if name not in above or key is None or value != key
    }


def _referred(column: StoredColumn, memory: Memory) -> Row | None:
    """Return the row that a column refers to, another one where it must be another."""
    rows = memory.rows(column.references or "")
    return next(iter(rows[1:] if column.apart and len(rows) > 1 else rows), None)


def told_apart(rows: list[dict[str, Any]], key: str) -> Iterator[dict[str, Any]]:
    """Yield the rows that no earlier one shares its key with; a row without one is given one."""
    taken: set[str] = set()
    for row in rows:
        if key not in row or str(row[key]) not in taken:
            yield row
        if key in row:
            taken.add(str(row[key]))


def row_in(answer: object, path: tuple[str, ...]) -> object:
    """Return the row, or the first of the rows, that an answer holds at a path."""
    for name in path:
        answer = _first_of(answer)
        answer = answer.get(name) if isinstance(answer, dict) else None
    return _first_of(answer)


def _first_of(answer: object) -> object:
    if isinstance(answer, list):
        return answer[0] if answer else None
    return answer


def _in_other_cases(store: Store, rows: list[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    """Yield the rows with the free texts of one column in capitals, and in small letters."""
    for column in store.columns:
        if column.kind != "text" or column.values or column.references is not None:
            continue
        for turned in (str.upper, str.lower):
            yield [
                {**row, column.name: turned(row[column.name])}
                if isinstance(row.get(column.name), str)
                else row
                for row in rows
            ]


def _why(trace: str) -> str:
    """Return the line of a traceback that names the error."""
    named = [line for line in trace.splitlines() if re.match(r"[\w.]+(Error|Exception)\b", line)]
    return named[-1] if named else tail(trace, lines=1)


def takes(column: StoredColumn, value: object) -> bool:
    """Whether a value that the contract allows can be kept in a column."""
    if value is None:
        return False
    if column.values:
        return value in column.values
    if column.length is not None and isinstance(value, str) and len(value) > column.length:
        return False
    try:
        match column.kept_as:
            case "uuid":
                uuid.UUID(str(value))
            case "timestamp" | "date":
                datetime.fromisoformat(str(value))
            case "integer" | "bigint" | "double":
                float(str(value))
            case "bytes":
                base64.b64decode(str(value), validate=True)
            case _:
                pass
    except ValueError:
        return False
    return True


def plain_value(column: StoredColumn, salt: int) -> object:
    """Return a value for a column about which the contract says nothing."""
    if column.values:
        return column.values[salt % len(column.values)]
    moment = FIRST_MOMENT + timedelta(days=salt)
    values: dict[str, object] = {
        "uuid": str(uuid.UUID(int=salt)),
        "integer": salt,
        "bigint": salt,
        "double": salt,
        "boolean": False,
        "timestamp": moment.isoformat(),
        "date": moment.date().isoformat(),
        "json": {},
        "bytes": base64.b64encode(str(salt).encode()).decode(),
    }
    text = f"{column.name}-{salt}"
    if column.length is not None and len(text) > column.length:
        text = str(salt)[-column.length :]
    made = values.get(column.kept_as or column.kind, text)
    return str(made) if column.kind == "text" else made
