"""What answers show the properties of a row as: requests may bring more than they can show.

A value that no answer can show is valid, is not stored, and is answered 409. So the proof asks once
more with values that fit, and leaves out what none fits.

Location: pactgen/prove/showing.py. Used by `stages/calling.py` and `requests.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.resource_objects import ATTRIBUTES
from pactgen.passes.words.vocabulary import bare
from pactgen.prove.instances import Maker, NoInstanceError, Variant
from pactgen.prove.replies import documented_response
from pactgen.values import dataclass, field

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    import jsonschema_rs

    from pactgen.prove.documents import Document, Node
    from pactgen.prove.script import Script, Step

VARIANTS: tuple[Variant, ...] = ("full", "required")


@dataclass(slots=True, kw_only=True)
class Showing:
    """The rows of one resource, as the answers of a document show them."""

    document: Document
    rows: tuple[Node, ...]
    _validators: dict[str, tuple[jsonschema_rs.Validator, ...]] = field(default_factory=dict)

    def shows(self, name: str, value: Node) -> bool:
        """Whether every answer that has the property can show it like this."""
        if name not in self._validators:
            self._validators[name] = tuple(
                self.document.validator(one, "response") for one in self._members(name)
            )
        return all(one.is_valid(value) for one in self._validators[name])

    def proposals(self, name: str, salt: int) -> Iterator[Node]:
        """Yield values of the property that answers show."""
        for schema in self._members(name):
            for variant in VARIANTS:
                try:
                    yield self._maker.make(schema, variant=variant, salt=salt, name=name)
                except NoInstanceError:
                    continue
            yield from self.document.resolve(schema).get("enum", ())

    @property
    def _maker(self) -> Maker:
        return Maker(self.document, "response")

    def _members(self, name: str) -> tuple[Node, ...]:
        maker = self._maker
        inside = (
            maker.member(row, ATTRIBUTES) for row in self.rows if ATTRIBUTES in maker.declared(row)
        )
        found = ((row, _spelled(name, maker.declared(row))) for row in (*self.rows, *inside))
        return tuple(maker.member(row, shown) for row, shown in found if shown is not None)


def _spelled(name: str, declared: Collection[str]) -> str | None:
    """Return how answers write the name of a property: `account_sid` shows an `AccountSid`."""
    alike = (each for each in sorted(declared) if bare(each) == bare(name))
    return name if name in declared else next(alike, None)


def showing_of(document: Document, script: Script, resource: str) -> Showing:
    """Return what the answers about a resource show."""
    steps = (step for step in script.steps if step.resource == resource and step.row is not None)
    rows = (row for step in steps for row in _rows(document, step))
    return Showing(document=document, rows=tuple(rows))


def _rows(document: Document, step: Step) -> Iterator[Node]:
    """Yield the schema of the row that an operation answers, for each media type."""
    maker = Maker(document, "response")
    operation = document.operations[step.method, step.path]
    response = documented_response(document, operation, step.status or 200) or {}
    for media in (response.get("content") or {}).values():
        schema = document.lift(media.get("schema", {}), "response")
        for name in step.row or ():
            schema = maker.items(schema) if maker.is_list(schema) else schema
            if name not in maker.declared(schema):
                break
            schema = maker.member(schema, name)
        else:
            yield maker.items(schema) if maker.is_list(schema) else schema
