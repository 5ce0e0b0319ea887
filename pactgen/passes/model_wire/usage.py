"""Which component schemas travel in which direction, and where the directions differ.

Location: pactgen/passes/model_wire/usage.py. Used by the builder to name classes: a schema that
reads the same both ways is one class, `readOnly` and `writeOnly` make two of it.
"""

from collections.abc import Iterator

from pactgen.ir.contract import Contract, Media, Schema
from pactgen.ir.walk import inner_schemas
from pactgen.passes.reading.columns import is_read_only, is_write_only
from pactgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What the operations do with the component schemas, by key."""

    inputs: frozenset[str]
    """Reached from request bodies and parameters."""
    outputs: frozenset[str]
    """Reached from responses."""
    whole_inputs: frozenset[str]
    """Bodies, or roots below one, of other methods than PATCH."""
    shown: frozenset[str]
    """Answered as they are, or as the items of a list: these are read from rows."""
    split: frozenset[str]
    """A readOnly or writeOnly stands somewhere below."""
    hidden: frozenset[str]
    """A readOnly or writeOnly stands on the component itself: a member that refers to it has it."""
    forms: frozenset[str]
    """Reached from multipart bodies, and from nothing else."""


def usage_of(contract: Contract) -> Usage:
    """Walk all operations once."""
    inputs: set[str] = set()
    outputs: set[str] = set()
    whole: set[str] = set()
    shown: set[str] = set()
    parts: set[str] = set()
    others: set[str] = set()
    for operation in contract.operations:
        for parameter in operation.parameters:
            _reach(contract, parameter.schema, inputs)
            _reach(contract, parameter.schema, others)
        for media in operation.body.media if operation.body else ():
            if media.schema is not None:
                _reach(contract, media.schema, inputs)
                _reach(contract, media.schema, parts if _has_parts(media) else others)
                if operation.method != "patch":
                    _reach(contract, media.schema, whole)
        for response in operation.responses:
            for media in response.media:
                if media.schema is not None:
                    _reach(contract, media.schema, outputs)
                    shown.update(_shown(contract, media.schema))
    hidden = _hidden(contract)
    return Usage(
        inputs=frozenset(inputs),
        outputs=frozenset(outputs),
        whole_inputs=frozenset(whole),
        shown=frozenset(shown),
        split=_split(contract, hidden),
        hidden=hidden,
        forms=frozenset(parts - others - outputs),
    )


def _has_parts(media: Media) -> bool:
    return media.content_type.lower().startswith("multipart/")


def _shown(contract: Contract, schema: Schema) -> Iterator[str]:
    """List the components that an answer consists of: itself, or what its envelope holds."""
    waiting = [schema, *(member.schema for member in schema.properties)]
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        if node.ref is not None and node.ref not in seen:
            seen.add(node.ref)
            yield node.ref
            waiting.append(contract.schemas[node.ref])
        if node.items is not None:
            waiting.append(node.items)
        waiting.extend((*node.all_of, *node.any_of, *node.one_of))


def _reach(contract: Contract, schema: Schema, found: set[str]) -> None:
    waiting = [schema]
    while waiting:
        node = waiting.pop()
        if node.ref is not None and node.ref not in found:
            found.add(node.ref)
            waiting.append(contract.schemas[node.ref])
        waiting.extend(inner_schemas(node))


def _hidden(contract: Contract) -> frozenset[str]:
    return frozenset(
        key
        for key, schema in contract.schemas.items()
        if is_read_only(contract, schema) or is_write_only(contract, schema)
    )


def _split(contract: Contract, hidden: frozenset[str]) -> frozenset[str]:
    """Find the components from which a readOnly or writeOnly can be reached."""
    marked: set[str] = set()
    users: dict[str, set[str]] = {}
    for key, schema in contract.schemas.items():
        for node in _within(schema):
            if node is not schema and _is_hidden(node, hidden):
                marked.add(key)
            if node.ref is not None:
                users.setdefault(node.ref, set()).add(key)
    waiting = list(marked)
    while waiting:
        for user in users.get(waiting.pop(), ()):
            if user not in marked:
                marked.add(user)
                waiting.append(user)
    return frozenset(marked)


def splits(usage: Usage, schema: Schema) -> bool:
    """Tell whether reading and writing differ somewhere below an inline schema."""
    return any(
        (node is not schema and _is_hidden(node, usage.hidden)) or node.ref in usage.split
        for node in _within(schema)
    )


def _is_hidden(node: Schema, hidden: frozenset[str]) -> bool:
    """Whether the schema of a member keeps it out of one direction."""
    return node.read_only or node.write_only or node.ref in hidden


def _within(schema: Schema) -> Iterator[Schema]:
    """Walk a schema and all inline schemas below it, without following references."""
    waiting = [schema]
    while waiting:
        node = waiting.pop()
        yield node
        waiting.extend(inner_schemas(node))
