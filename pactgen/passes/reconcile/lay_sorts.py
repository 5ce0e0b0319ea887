"""Values of other rows by which lists can be ordered, and that no answer shows: `candidateName`.

Location: pactgen/passes/reconcile/lay_sorts.py. Used by `bind`. Answers may show the row itself
instead: an application its candidate, whose name is what the word asks for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import Schema
from pactgen.passes.reading.columns import effective
from pactgen.passes.reconcile.wording import essence
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import attribute_name
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.passes.reconcile.lay_shapes import Layer
    from pactgen.passes.reconcile.work import Work


def lay_sorts(work: Work, layer: Layer) -> None:
    """Find what the words of sort parameters mean that no property is called by."""
    for name, schema in dict(_words(work)).items():
        attribute = attribute_name(name)
        known = {bare(wire) for wire in work.sheet.wire_names.values()}
        free = not work.sheet.knows(attribute) and attribute not in work.sheet.reserved
        if free and bare(name) not in known:
            layer.property(work.sheet, name, attribute, schema)


def _words(work: Work) -> Iterator[tuple[str, Schema]]:
    contract = work.desk.contract
    for one in work.kept.sightings:
        for parameter in one.operation.parameters:
            if parameter.location != "query" or bare(parameter.name) not in vocabulary.SORT:
                continue
            for value in effective(contract, parameter.schema).enum or ():
                word = str(value).lstrip("+-")
                if word.isidentifier() and len(essence(word)) > 1:  # a `name` is anybody's
                    yield word, Schema(origin=parameter.origin, types=("string",))
