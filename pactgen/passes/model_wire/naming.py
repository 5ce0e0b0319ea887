"""Class names: from the contract where it has them, readable and stable where it has not.

Location: pactgen/passes/model_wire/naming.py. Used by the builder. No two classes share a name, and
none is dropped; who gets the plain name does not depend on the order of the questions.
"""

import builtins
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice

from pactgen.decisions import Decision
from pactgen.ir.contract import Contract, Schema
from pactgen.ir.wire import Mode
from pactgen.passes.words.components import component_name
from pactgen.passes.words.names import pascal
from pactgen.passes.words.shorten import CLASS, keep_last_words
from pactgen.source import Origin

SUFFIXES: Mapping[Mode, str] = {
    "read": "Read",
    "write": "Write",
    "patch": "Update",
    "value": "",
    "reference": "Reference",
}
_OTHERWISE = "Value"
_BUILTINS = frozenset(name for name in dir(builtins) if name[:1].isupper())

BUILT_IN = frozenset(
    {
        "AllOf", "Annotated", "Any", "AnyOf", "APIRouter", "Base64", "BaseModel", "Body", "Boolean",
        "BooleanParam", "ConfigDict", "Contains", "Cookie", "CountParam", "Date", "Decimal",
        "Depends", "Duration", "Email", "Field", "File", "Form", "Has", "Header", "Hostname",
        "Int32", "Int32Param", "Int64", "Int64Param", "Integer", "IntegerParam", "Ipv4", "Ipv6",
        "ItemsOf", "Joined", "Json", "JSONResponse", "Literal", "Located", "Not", "NotNull",
        "NullParam", "Number", "NumberParam", "ObjectQuery", "Omittable", "OneOf", "Operations",
        "Path",
        "PatternProperties", "PipeJoined", "PropertyNames", "Query", "QueryModel", "ReadModel",
        "Reads", "Repository",
        "Request", "Response", "Security", "Service", "SpaceJoined", "Spelled", "Status", "Text",
        "TextParam", "Time", "Timestamp", "TypeAlias", "TypeAliasType", "UploadFile", "Uri", "UUID",
        "Uuid", "When", "WireModel",
        # too much like a digit for linters
        "I", "O",
    }
)  # fmt: skip
"""What schemas.py and router.py import, or could."""


def class_name(text: str) -> str:
    """Return a class name from any text; `Names` sees to words that are taken."""
    return keep_last_words(pascal(text).replace("_", ""), CLASS)


class Names:
    """Hands out class names; a component's name is never given to an inline schema."""

    def __init__(self, contract: Contract, reserved: Iterable[str]) -> None:
        """Settle the base name of every component schema."""
        self._reserved = BUILT_IN | _BUILTINS | frozenset(reserved)
        self._taken: dict[str, object] = {}
        self.decisions: list[Decision] = []
        self.bases: dict[str, str] = {}
        self._settle(contract.schemas)
        self._of_components = {
            base + suffix
            for base in self.bases.values()
            for mode, suffix in SUFFIXES.items()
            if mode != "reference"
        }

    def _settle(self, schemas: Mapping[str, Schema]) -> None:
        wanted = {key: class_name(component_name(key)) for key in schemas}
        exact = [key for key, name in wanted.items() if key == name]
        taken: set[str] = set()
        for key in dict.fromkeys((*exact, *wanted)):
            name = _first_free(numbered(wanted[key]), taken)
            taken.add(name)
            self.bases[key] = name
            if name != wanted[key]:
                self._decide(schemas[key].origin, key, wanted[key], name)

    def is_reserved(self, name: str) -> bool:
        """Tell whether something else of the backend is called so."""
        return name in self._reserved

    def of_component(self, key: str, mode: Mode, *, plain: bool) -> str:
        """Return the class name of a component in a mode, always the same one."""
        base = self.bases[key]
        suffixed = with_suffix(base, SUFFIXES[mode] or _OTHERWISE)
        wanted = (base, suffixed) if plain else (suffixed,)
        owner = (key, mode)
        for name in chain(wanted, islice(numbered(suffixed), 1, None)):
            if self._taken.get(name, owner) == owner and name not in self._reserved:
                self._taken[name] = owner
                return name
        raise AssertionError(base)

    def candidates(self, wanted: Iterable[str]) -> Iterator[str]:
        """List names for an inline schema, best first; some may be taken already."""
        last = ""
        for long in wanted:
            last = keep_last_words(long, CLASS)
            if last not in self._reserved and last not in self._of_components:
                yield last
        for name in numbered(with_suffix(last, _OTHERWISE)):
            if name not in self._reserved and name not in self._of_components:
                yield name

    def is_taken(self, name: str) -> bool:
        """Tell whether a class has this name."""
        return name in self._taken

    def take(self, name: str, owner: object) -> None:
        """Give the name away."""
        self._taken[name] = owner

    def _decide(self, origin: Origin, key: str, wanted: str, name: str) -> None:
        self.decisions.append(
            Decision(
                id=f"naming/{key}",
                question=f"Two schemas would be called {wanted}: what is {key} called?",
                choice=name,
                why="The one that is written so keeps the name; the others are numbered in order.",
                evidence=(origin,),
            )
        )


def with_suffix(base: str, suffix: str) -> str:
    """Return the name with the suffix, once."""
    return base if base.endswith(suffix) and base != suffix else base + suffix


def numbered(name: str) -> Iterator[str]:
    """List `Name`, `Name2`, `Name3` …; a digit at the end keeps its distance."""
    yield name
    gap = "V" if name[-1:].isdigit() else ""
    number = 2
    while True:
        yield f"{name}{gap}{number}"
        number += 1


def _first_free(names: Iterator[str], taken: set[str]) -> str:
    return next(name for name in names if name not in taken)
