"""Whether an answer tells of rows, or is made up of constants.

A member that must be there and that nothing supplies is a constant, and a decision. An answer with
several of them, or a look at a row that shows nothing of it, is one that nobody can use: an honest
501 says more.

Location: pactgen/passes/endpoints/find_invented.py. Used by design_endpoints.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.ir.behaviours import CreateRow
from pactgen.ir.contract import ABSENT
from pactgen.ir.fills import Built, Constant, FromRow, FromRows, leaves
from pactgen.ir.wire import Choice, Named, Nullable, UnionOf
from pactgen.passes.reading.columns import effective
from pactgen.passes.reading.messages import json_media, success_of
from pactgen.passes.reading.shapes import input_shape_of, shape_of
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import attribute_names
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.ir.contract import Contract, Json
    from pactgen.ir.design import Endpoint
    from pactgen.ir.fills import Fill
    from pactgen.ir.messages import Answer
    from pactgen.ir.wire import WireField, WireModel, WireType
    from pactgen.passes.behaviours.verdict import Verdict
    from pactgen.passes.resources.values import Sighting
    from pactgen.passes.tables import Stored

LOOKS: Final = frozenset({"list", "read", "read-singleton"})
"""Behaviours that show rows and do nothing else."""
MOST: Final = 2
"""More values than these are not made up."""


def invented(
    contract: Contract,
    one: Sighting,
    verdict: Verdict,
    answer: Answer,
    models: Mapping[str, WireModel],
) -> str | None:
    """Return why the answer is made up; None where it is not, or where somebody stated it."""
    fill = answer.fill
    if verdict.stated or verdict.resource is None or fill is None:
        return None
    shows = _shows_rows(fill) or verdict.issues or verdict.shows is not None
    if verdict.name in LOOKS and not shows:
        return f"No part of its answer can show a {verdict.resource}."
    if verdict.shows == "" and any(isinstance(leaf, Constant) for leaf in leaves(fill)):
        return f"It shows a part of a {verdict.resource} in another form than it is kept in."
    if fill == Constant(value={}) and _are_empty(contract, one, answer.type, models):
        return "Its answer is of several forms, and nothing tells which."
    made_up = list(_made_up(fill, models, ""))
    if made_up and isinstance(fill, Constant) and isinstance(fill.value, dict):
        return f"Its answer is of several forms: nothing tells which, nor its `{made_up[0]}`."
    if len(made_up) > MOST:
        return f"Its answer must show `{made_up[0]}` and others that nothing tells."
    return None


def invented_row(
    contract: Contract,
    one: Sighting,
    verdict: Verdict,
    stored: Stored | None,
    endpoint: Endpoint,
) -> str | None:
    """Return why no answer shows anything of a new row that its body or its path has told."""
    behaviour = endpoint.behaviour
    if verdict.stated or not isinstance(behaviour, CreateRow) or stored is None:
        return None
    if behaviour.whole or behaviour.file or stored.table.declared is not None:
        return None
    members = () if one.body is None else input_shape_of(contract, one.body).properties
    brought = set(attribute_names(member.name for member in members).values())
    told = brought | set(stored.columns_in(one.place).values())
    shown = (shape_of(contract, each).properties for each in stored.kept.representations)
    if told & {name for each in shown for name in attribute_names(m.name for m in each).values()}:
        return None
    untold = [each for each in behaviour.filled if each[0] not in brought]
    made_up = [each for name, value in untold for each in _values(value, name)]
    if len(made_up) <= MOST:
        return None
    return f"Its answer must show `{made_up[0]}` and others that nothing tells."


def _are_empty(
    contract: Contract, one: Sighting, type_: WireType | None, models: Mapping[str, WireModel]
) -> bool:
    """Whether an empty object is of several forms where an answer must be of one (`oneOf`)."""
    success = success_of(one.operation)
    media = None if success is None else json_media(success.media)
    if media is None or media.schema is None or not effective(contract, media.schema).one_of:
        return False
    options = type_.options if isinstance(type_, UnionOf) else ()
    named = [each.name for each in options if isinstance(each, Named)]
    forms = [models[name] for name in named if name in models]
    return sum(not any(field.required for field in form.fields) for form in forms) > 1


def _shows_rows(fill: Fill) -> bool:
    return any(isinstance(leaf, FromRow | FromRows) for leaf in leaves(fill))


def _made_up(fill: Fill, models: Mapping[str, WireModel], name: str) -> Iterator[str]:
    """Yield the values that neither a row nor the contract tells, by their names."""
    match fill:
        case Constant(value=value):
            yield from _values(value, name)
        case Built(model=model, fields=fields):
            known = {field.attribute: field for field in models[model].fields}
            for attribute, inner in fields:
                field = known[attribute]
                if not _is_told(field):
                    yield from _made_up(inner, models, field.wire_name)
        case _:
            return


def _is_told(field: WireField) -> bool:
    """Whether the contract leaves one value."""
    type_ = field.type.inner if isinstance(field.type, Nullable) else field.type
    only = isinstance(type_, Choice) and len(type_.values) == 1
    return only or field.default is not ABSENT or bare(field.wire_name) in vocabulary.RECEIPTS


def _values(value: Json, name: str) -> Iterator[str]:
    match value:
        case None | bool():
            return
        case dict():
            for key, inner in value.items():
                yield from _values(inner, key)
        case list():
            for inner in value:
                yield from _values(inner, name)
        case _ if bare(name) not in vocabulary.RECEIPTS:
            yield name
