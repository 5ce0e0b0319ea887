"""Values as C keeps them: `dataclass`, `field` and `replace` of the standard library, by msgspec.

Location: pactgen/values.py. Used wherever a class holds values. A giant contract becomes a million
of them, and the program declares five hundred such classes each time it starts: structs of msgspec
are made ten times as fast as dataclasses and declared nine times as fast. To a type checker they
are dataclasses (PEP 681 knows no checked `replace`), so the words and what they mean are those of
`dataclasses`; what `compare=False` or a base class asks for, only the original has.
"""

from __future__ import annotations

import dataclasses
from dataclasses import MISSING
from typing import TYPE_CHECKING, TypeVar

__all__ = ["MISSING", "asdict", "dataclass", "defaults", "field", "is_value", "replace"]

Value = TypeVar("Value")
_OF_OBJECTS = frozenset({"__dict__", "__weakref__"})

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import asdict, dataclass, field, replace  # noqa: TID251 - this is that place
else:
    import msgspec
    from msgspec.structs import asdict

    field = msgspec.field

    def dataclass(
        *,
        frozen: bool = False,
        slots: bool = False,
        weakref_slot: bool = False,
        **options: bool,
    ) -> Callable[[type], type]:
        """Declare the class as a struct; without `slots` it can cache properties."""

        def declared(plain: type) -> type:
            space = {name: value for name, value in vars(plain).items() if name not in _OF_OBJECTS}
            if "__eq__" in space:
                space.setdefault("__ne__", object.__ne__)  # a struct's own asks for identity
            return type(msgspec.Struct)(
                plain.__name__,
                (msgspec.Struct, *(each for each in plain.__bases__ if each is not object)),
                {**space, "__qualname__": plain.__qualname__},
                frozen=frozen,
                weakref=weakref_slot or not slots,
                dict=not slots,
                **options,
            )

        return declared

    def replace(value: Value, /, **changes: object) -> Value:
        """Return the value with other members."""
        kind = msgspec.structs if isinstance(value, msgspec.Struct) else dataclasses
        return kind.replace(value, **changes)


def is_value(value: object) -> bool:
    """Tell whether something is a value, or the class of one."""
    return hasattr(value, "__struct_fields__") or dataclasses.is_dataclass(value)


def defaults(kind: type) -> dict[str, object]:
    """Return the members of a class of values, each with its plain default or `MISSING`."""
    if dataclasses.is_dataclass(kind):
        return {each.name: each.default for each in dataclasses.fields(kind)}
    members: tuple[str, ...] = kind.__struct_fields__  # type: ignore[attr-defined]
    said: tuple[object, ...] = kind.__struct_defaults__  # type: ignore[attr-defined]
    found: dict[str, object] = dict.fromkeys(members, MISSING)
    plain = zip(reversed(members), reversed(said), strict=False)
    found |= {name: value for name, value in plain if type(value).__module__ != "msgspec._core"}
    return found
