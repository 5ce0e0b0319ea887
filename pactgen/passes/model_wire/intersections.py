"""What is left of a choice that stands beside something else in an `allOf`.

Location: pactgen/passes/model_wire/intersections.py. Used by the maker of unions, so that an option
that is asked for twice stays the component that it is, and impossible ones are not made.
"""

from pactgen.ir.contract import Contract, Schema
from pactgen.passes.model_wire.merging import is_one_of, options_of
from pactgen.passes.model_wire.overlap import apart
from pactgen.values import replace


def narrowed(contract: Contract, schema: Schema) -> Schema | None:
    """Return an `allOf` with only those alternatives that its other parts leave; None if none."""
    if schema.ref is not None or len(schema.all_of) < 2:
        return schema
    kept: list[Schema] = []
    for number, part in enumerate(schema.all_of):
        others = (*kept, *schema.all_of[number + 1 :])
        options = options_of(contract, part)
        if len(options) < 2:
            kept.append(part)
        elif not any(is_one_of(other, options) for other in others):
            left = tuple(
                option
                for option in options
                if not any(apart(contract, option, other) for other in others)
            )
            if not left:
                return None
            same = len(left) == len(options)
            alone = left[0] if len(left) == 1 else Schema(origin=part.origin, any_of=left)
            kept.append(part if same else alone)
    return kept[0] if len(kept) == 1 else replace(schema, all_of=tuple(kept))
