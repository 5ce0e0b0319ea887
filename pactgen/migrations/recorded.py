"""The database that the last run designed, between two runs.

Location: pactgen/migrations/recorded.py. JSON Lines, one column, key or index a line in the order
of the design, so that git merges two branches line by line; `.pactgen/.gitattributes` asks for
the union of both. Lines that a merge left twice are one, and its conflict markers mean the same
union. Of neighbours it brings back what one branch changed or dropped, so the record tells such
lines; two others that say different things about one part are an error. Origins are not kept.
"""

from __future__ import annotations

import json
import types
from collections import Counter
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Final, Literal, Union, get_args, get_origin, get_type_hints

from pactgen.decisions import Decision
from pactgen.ir import schema as ir
from pactgen.source import Origin
from pactgen.values import MISSING, dataclass, defaults, is_value, replace

if TYPE_CHECKING:
    from collections.abc import Iterable

RECORD: Final = ".pactgen/schema.jsonl"
ATTRIBUTES: Final = ".pactgen/.gitattributes"
ATTRIBUTES_TEXT: Final = "schema.jsonl merge=union\n"
_FORMAT: Final = 1
_MARKERS: Final = ("<<<<<<<", "=======", ">>>>>>>")
_BASE_MARKER: Final = "|||||||"
_ORIGIN: Final = Origin(RECORD)


class RecordError(Exception):
    """The record cannot be understood, so it is not known what the database looks like."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What is remembered."""

    schema: ir.Schema
    decisions: tuple[Decision, ...] = ()
    """Those that migrations took, so that every later log tells them too."""
    left: frozenset[str] = frozenset()
    """Digests of lines that later runs changed or dropped."""

    def after(self, before: Record) -> Record:
        """Return this record as that of the run which follows another one."""
        old, new = (frozenset(map(_digest, _lines_of(each))) for each in (before, self))
        return replace(self, left=(before.left | (old - new)) - new)


def dump_record(record: Record) -> str:
    """Print a record; equal records give equal text."""
    head = {"format": _FORMAT, "dialect": record.schema.dialect}
    left = [_printed({"left": each}) for each in sorted(record.left)]
    return "".join(f"{line}\n" for line in (_printed(head), *_lines_of(record), *left))


def _lines_of(record: Record) -> list[str]:
    """Return the lines of the parts of the database and of the decisions."""
    schema = record.schema
    lines: list[object] = []
    for name in defaults(ir.Schema):
        if name in {"dialect", "tables"}:
            continue
        items = schema.repeated if name == "skipped" else getattr(schema, name)
        lines += [{name: plain(item)} for item in items]
    for table in schema.tables:
        lines += _table_lines(table)
    lines += [{"decision": plain(decision)} for decision in record.decisions]
    return [_printed(line) for line in lines]


def _printed(line: object) -> str:
    return json.dumps(line, ensure_ascii=False)


def _digest(line: str) -> str:
    return sha256(line.encode()).hexdigest()[:16]


def _table_lines(table: ir.Table) -> list[object]:
    whole = plain(table)
    name = whole.pop("name")
    parts = {key: value for key, value in whole.items() if isinstance(value, list)}
    head = {key: value for key, value in whole.items() if key not in parts}
    lines: list[object] = [{"table": name, **head}]
    lines += [{"table": name, key: item} for key, items in parts.items() for item in items]
    return lines


def plain(value: Any) -> Any:  # noqa: ANN401 - JSON
    """Return a value of the IR as JSON: defaults and origins left out."""
    if value is None or isinstance(value, str | int | float):
        return value
    if is_value(value) and not isinstance(value, type):
        found, kind = {}, value.__class__
        for name, default in _defaults(kind):
            item = getattr(value, name)
            if not isinstance(item, Origin) and (default is MISSING or item != default):
                found[name] = plain(item)
        return found
    if isinstance(value, tuple | list):
        return [plain(item) for item in value if not isinstance(item, Origin)]
    if isinstance(value, dict):
        return {key: plain(item) for key, item in value.items()}
    return value


@cache
def _defaults(kind: type[Any]) -> tuple[tuple[str, object], ...]:
    return tuple(defaults(kind).items())


def parse_record(text: str) -> Record:
    """Read a record; raise `RecordError` with a sentence that says what is wrong with it."""
    try:
        return _record({_digest(line): json.loads(line) for line in _lines(text)})
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise RecordError(f"it is not a record that pactgen wrote ({error})") from error


def _lines(text: str) -> list[str]:
    """Return the lines of both sides of every conflict, each once."""
    kept: dict[str, None] = {}
    in_base = False
    for line in text.splitlines():
        if line.startswith(_BASE_MARKER):
            in_base = True
        elif line.startswith(_MARKERS):
            in_base = False
        elif line.strip() and not in_base:
            kept[line] = None
    return list(kept)


def _record(lines: dict[str, dict[str, Any]]) -> Record:
    """Return the record of lines, each by its digest."""
    left = frozenset(line["left"] for line in lines.values() if "left" in line)
    _refuse_doubt(line for key, line in lines.items() if key in left)
    kept = (line for key, line in lines.items() if key not in left and "left" not in line)
    head, *rest = kept
    if head["format"] != _FORMAT:
        raise RecordError(f"it has format {head['format']}, written by another pactgen")
    tables: dict[str, dict[str, Any]] = {}
    others: dict[str, list[Any]] = {}
    for line in rest:
        if "table" in line:
            _collect(tables.setdefault(json.dumps(line["table"]), {"name": line["table"]}), line)
        else:
            for key, value in line.items():
                others.setdefault(key, []).append(value)
    decisions = others.pop("decision", [])
    schema = {"dialect": head["dialect"], "tables": list(tables.values()), **others}
    return Record(
        schema=_built(ir.Schema, schema),
        decisions=tuple(_built(Decision, each) for each in decisions),
        left=left,
    )


def _refuse_doubt(left: Iterable[dict[str, Any]]) -> None:
    """Refuse two lines about one part that each branch left for the other."""
    parts = Counter(
        (json.dumps(line["table"]), key, value.get("name"))
        for line in left
        if "table" in line
        for key, value in line.items()
        if key in _lists() and isinstance(value, dict)
    )
    for (table, _, name), count in parts.items():
        if name is not None and count > 1:
            raise RecordError(
                f"two lines differ about {name} of {_name({'name': json.loads(table)})}"
            )


def _collect(table: dict[str, Any], line: dict[str, Any]) -> None:
    parts = {key: value for key, value in line.items() if key != "table"}
    for key, value in parts.items():
        if key in _lists():
            items = table.setdefault(key, [])
            _refuse_twin(table, key, value)
            items.append(value)
        else:
            if table.get(key, value) != value:
                raise RecordError(f"two lines differ about {key} of {_name(table)}")
            table[key] = value


def _refuse_twin(table: dict[str, Any], key: str, value: Any) -> None:  # noqa: ANN401 - JSON
    name = value.get("name") if isinstance(value, dict) else None
    if name is not None and any(other.get("name") == name for other in table[key]):
        raise RecordError(f"two lines differ about {name} of {_name(table)}")


def _name(table: dict[str, Any]) -> str:
    return str(table["name"]["name"])


@cache
def _lists() -> frozenset[str]:
    """Return the members of a table that have a line for each of their items."""
    hints = _hints(ir.Table)
    return frozenset(name for name, hint in hints.items() if get_origin(hint) is tuple)


@cache
def _hints(kind: type[Any]) -> dict[str, Any]:
    return get_type_hints(kind, localns={"Origin": Origin})


def _built(hint: Any, value: Any) -> Any:  # noqa: ANN401 - what the annotation says
    """Return the value that `plain` made this JSON of."""
    origin = get_origin(hint)
    if origin is tuple:
        item = get_args(hint)[0]
        return tuple(_built(item, each) for each in value)
    if origin in {Union, types.UnionType}:
        options = [each for each in get_args(hint) if each is not type(None)]
        known = next((each for each in options if is_value(each)), None)
        return value if value is None or known is None else _built(known, value)
    if origin is Literal or not is_value(hint):
        return value
    return _built_object(hint, value)


def _built_object(kind: Any, value: dict[str, Any]) -> Any:  # noqa: ANN401 - a dataclass
    hints = _hints(kind)
    unknown = set(value) - set(hints)
    if unknown:
        raise RecordError(f"it says `{min(unknown)}`, which this pactgen does not know")
    given = {name: _built(hints[name], item) for name, item in value.items()}
    if hints.get("origin") is Origin:
        given["origin"] = _ORIGIN
    return kind(**given)
