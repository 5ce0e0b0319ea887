"""Component schemas: how many classes one becomes, and what they are called.

Location: pactgen/passes/model_wire/components.py. Used by the maker of types.
"""

import re
from collections.abc import Iterable

from pactgen.ir.contract import Contract, Schema
from pactgen.ir.walk import inner_schemas
from pactgen.ir.wire import Choice, Mode, Scalar, UnionOf, WireType
from pactgen.passes.model_wire.merging import says_only
from pactgen.passes.model_wire.naming import Names
from pactgen.passes.model_wire.usage import Usage
from pactgen.source import Origin

_OWN_PROPERTY = re.compile(r"/components/schemas/(?P<key>[^/]+)(?:/allOf/\d+)*/properties/[^/]+")


class Components:
    """Answers questions about components; knows nothing of the types themselves."""

    def __init__(
        self, contract: Contract, usage: Usage, names: Names, resources: Iterable[str]
    ) -> None:
        """Keep what the answers follow from."""
        self._contract = contract
        self._usage = usage
        self._names = names
        self._resources = frozenset(resources)

    def schema(self, key: str) -> Schema:
        """Return the component."""
        return self._contract.schemas[key]

    def base(self, key: str) -> str:
        """Return the component's class name without a direction."""
        return self._names.bases[key]

    def owner_of(self, origin: Origin) -> str | None:
        """Return the component whose property stands there, also when another one merges it in."""
        found = _OWN_PROPERTY.fullmatch(origin.pointer)
        key = found["key"].replace("~1", "/").replace("~0", "~") if found else None
        return key if key in self._contract.schemas else None

    def is_shared(self, key: str) -> bool:
        """Tell whether the component travels both ways."""
        return key in self._usage.inputs and key in self._usage.outputs

    def mode_of(self, key: str, asked: Mode) -> Mode:
        """Return the direction that the class is for; `value`: one class for both."""
        if asked in {"patch", "value"} or self._is_split(key):
            return asked
        inward, outward = key in self._usage.inputs, key in self._usage.outputs
        if inward == outward:
            return "value"
        return "write" if inward else "read"

    def name_of(self, key: str, mode: Mode) -> str:
        """Return the class name of a component in a direction, always the same one."""
        only_inward = key not in self._usage.outputs
        plain = (
            mode == "value"
            or (mode != "patch" and not self._is_split(key))
            or (mode == "write" and only_inward)
            or (mode == "patch" and only_inward and key not in self._usage.whole_inputs)
        )
        return self._names.of_component(key, mode, plain=plain)

    def _is_split(self, key: str) -> bool:
        usage = self._usage
        return (
            key in usage.split
            or key in self._resources
            or (key in usage.shown and key in usage.inputs)
            or self._names.is_reserved(self._names.bases[key])
        )


def referenced(schema: Schema) -> tuple[str | None, bool]:
    """Return the component that a schema amounts to, and whether it adds null."""
    null = schema.types == ("null",)
    if schema.types and not null:
        return None, False
    if schema.ref is not None:
        return (schema.ref, null) if says_only(schema, "ref", "types") else (None, False)
    options = schema.one_of or schema.any_of or schema.all_of
    told = [option for option in options if option.types != ("null",)]
    if len(told) != 1 or (len(options) > 1 and options is schema.all_of):
        return None, False
    if not says_only(schema, "types", "discriminator", _first_list(schema)):
        return None, False
    key, also = referenced(told[0])
    return key, null or also or len(told) < len(options)


def _first_list(schema: Schema) -> str:
    return "one_of" if schema.one_of else "any_of" if schema.any_of else "all_of"


def is_leaf(schema: Schema) -> bool:
    """Tell whether nothing stands below the schema, so that it is the same in every direction."""
    return not any(True for _ in inner_schemas(schema))


def deserves_name(type_: WireType) -> bool:
    """Tell whether a type that is no class is printed under the component's name."""
    match type_:
        case UnionOf():
            return True
        case Choice():
            return len(type_.values) > 1
        case Scalar():
            return type_ != Scalar(kind=type_.kind)
        case _:
            return False
