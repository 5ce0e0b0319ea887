"""Repairs of meaning: a contract whose parts disagree in a way that has one sensible reading.

Location: pactgen/readers/openapi/mend.py. The last step of `read`; what remains is for
`pactgen.passes.check_contract` to report.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pactgen.diagnostics import Repair, repair
from pactgen.ir.contract import Contract, Operation, Parameter, Schema, SecurityScheme
from pactgen.readers.openapi.suffixes import without_suffixes
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable

_TEMPLATE: Final = re.compile(r"\{([^{}]*)\}")
_TOKEN: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_BEARER: Final = re.compile(r"authorization\W+bearer\W*", re.IGNORECASE)


def mend(contract: Contract) -> tuple[Contract, tuple[Repair, ...]]:
    """Return the contract with its operations repaired, and what was repaired."""
    repairs: list[Repair] = []
    operations: list[Operation] = []
    named: dict[str, Operation] = {}
    for operation in without_suffixes(contract.operations, repairs):
        mended = _sendable_headers(_named_parameters(operation, repairs), repairs)
        mended = _unique_parameters(mended, repairs)
        mended = _path_parameters(mended, repairs)
        identity = mended.operation_id
        if identity is not None and identity in named:
            repairs.append(
                repair(
                    "repair-operation-id",
                    mended.origin.child("operationId"),
                    label=mended.label,
                    name=identity,
                    other=named[identity].label,
                )
            )
            mended = replace(mended, operation_id=None)
        elif identity is not None:
            named[identity] = mended
        operations.append(mended)
    schemes = tuple(_sendable_key(scheme, repairs) for scheme in contract.security_schemes)
    contract = replace(contract, operations=tuple(operations), security_schemes=schemes)
    return _with_schemes(contract, repairs), tuple(repairs)


def _sendable_key(scheme: SecurityScheme, repairs: list[Repair]) -> SecurityScheme:
    """Read the header of a key that no request can carry as the one that is meant."""
    name = scheme.name or ""
    if scheme.type != "apiKey" or not is_unsendable(scheme.location or "", name):
        return scheme
    if _BEARER.fullmatch(name):
        mended = replace(scheme, type="http", scheme="bearer", location=None, name=None)
        reading = "a bearer token (RFC 6750), which the header `Authorization` carries"
    else:
        mended = replace(scheme, name=sendable(name))
        reading = f"`{mended.name}`"
    place = scheme.origin.child("name")
    repairs.append(repair("repair-key-name", place, name=name, reading=reading))
    return mended


def _with_schemes(contract: Contract, repairs: list[Repair]) -> Contract:
    """Add the security schemes that requirements name and nothing defines: nobody passes them."""
    known = [scheme.key for scheme in contract.security_schemes]
    added: dict[str, SecurityScheme] = {}
    for operation in contract.operations:
        for requirement in operation.security:
            place = requirement.origin or operation.origin.child("security")
            for key, _ in requirement.schemes:
                if key in known or key in added:
                    continue
                added[key] = SecurityScheme(origin=place.child(key), key=key, type="undefined")
                close = get_close_matches(key, known, n=1)
                suggestion = f" (is it `{close[0]}`?)" if close else ""
                repairs.append(
                    repair(
                        "repair-security-scheme",
                        place.child(key),
                        name=key,
                        suggestion=suggestion,
                    )
                )
    return replace(contract, security_schemes=(*contract.security_schemes, *added.values()))


def _named_parameters(operation: Operation, repairs: list[Repair]) -> Operation:
    """Drop parameters whose name is empty."""
    repairs += [
        repair(
            "repair-parameter-nameless",
            item.origin,
            label=operation.label,
            location=item.location,
        )
        for item in operation.parameters
        if not item.name
    ]
    return replace(operation, parameters=tuple(each for each in operation.parameters if each.name))


def _sendable_headers(operation: Operation, repairs: list[Repair]) -> Operation:
    """Drop headers that no message can carry: their names are no tokens."""
    parameters = [each for each in operation.parameters if is_unsendable(each.location, each.name)]
    headers = [
        each
        for response in operation.responses
        for each in response.headers
        if is_unsendable("header", each.name)
    ]
    named = [(each.origin, each.name) for each in parameters]
    named += [(each.origin, each.name) for each in headers]
    repairs += [
        repair("repair-header-name", place, label=operation.label, name=name)
        for place, name in named
    ]
    return replace(
        operation,
        parameters=tuple(item for item in operation.parameters if item not in parameters),
        responses=tuple(
            replace(one, headers=tuple(item for item in one.headers if item not in headers))
            for one in operation.responses
        ),
    )


def sendable(name: str) -> str:
    """Return the header that a name means which HTTP cannot carry: what stands before a colon."""
    return "-".join(_TOKEN.findall(name.partition(":")[0])) or "X-API-Key"


def is_unsendable(location: str, name: str) -> bool:
    """Whether a parameter is a header whose name HTTP cannot carry (RFC 9110, section 5.6.2)."""
    return location == "header" and _TOKEN.fullmatch(name) is None


def _unique_parameters(operation: Operation, repairs: list[Repair]) -> Operation:
    """Drop a parameter that repeats an earlier one word for word."""
    kept: list[Parameter] = []
    for item in operation.parameters:
        same = [other for other in kept if _key(other) == _key(item)]
        if same and (same[0].origin == item.origin or _alike(same[0], item)):
            repairs.append(
                repair(
                    "repair-parameter-duplicate",
                    item.origin,
                    label=operation.label,
                    location=item.location,
                    name=item.name,
                )
            )
        else:
            kept.append(item)
    return replace(operation, parameters=tuple(kept))


def _key(item: Parameter) -> tuple[str, str]:
    name = item.name.lower() if item.location == "header" else item.name
    return item.location, name


def _alike(first: Parameter, second: Parameter) -> bool:
    """Compare what two parameters accept, leaving out where they stand and what they say."""

    def essence(item: Parameter) -> tuple[object, ...]:
        schema = item.schema
        return (item.style, item.explode, item.content_type, schema.ref, schema.types,
                schema.format, schema.enum, schema.items is None)  # fmt: skip

    return essence(first) == essence(second)


def _path_parameters(operation: Operation, repairs: list[Repair]) -> Operation:
    """Bring the parameters of the path and those declared together."""
    named = [name for name in _TEMPLATE.findall(operation.path) if name]
    wanted = list(dict.fromkeys(named))
    repairs += [
        repair("repair-path-parameter-twice", operation.origin, label=operation.label, name=name)
        for name in wanted
        if named.count(name) > 1
    ]
    declared = {item.name: item for item in operation.parameters if item.location == "path"}
    missing = [name for name in wanted if name not in declared]
    extra = [name for name in declared if name not in wanted]
    if not missing and not extra:
        return operation
    renamed = _pairs(missing, extra)
    parameters: list[Parameter] = []
    for item in operation.parameters:
        if item.location == "path" and item.name in renamed:
            parameters.append(replace(item, name=renamed[item.name]))
        elif item.location != "path" or item.name in wanted:
            parameters.append(item)
        else:
            repairs.append(
                repair(
                    "repair-path-parameter-unused",
                    item.origin,
                    label=operation.label,
                    name=item.name,
                )
            )
    for name in missing:
        source = next((old for old, new in renamed.items() if new == name), None)
        reading = "as text" if source is None else f"as the declared `{source}`"
        repairs.append(
            repair(
                "repair-path-parameter",
                operation.origin,
                label=operation.label,
                name=name,
                reading=reading,
            )
        )
        if source is None:
            parameters.append(_text_parameter(name, operation))
    return replace(operation, parameters=tuple(parameters))


def _pairs(missing: Iterable[str], extra: Iterable[str]) -> dict[str, str]:
    """Match declared names with those of the path: `petId` with `{pet_id}` or `{id}`."""
    left = list(extra)
    pairs: dict[str, str] = {}
    for name in missing:
        alike = [other for other in left if _spelling(other) == _spelling(name)]
        alike += [other for other in left if _spelling(other).endswith(_spelling(name))]
        alike += [other for other in left if _spelling(name).endswith(_spelling(other))]
        if alike and _spelling(name):
            left.remove(alike[0])
            pairs[alike[0]] = name
    return pairs


def _spelling(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())


def _text_parameter(name: str, operation: Operation) -> Parameter:
    return Parameter(
        origin=operation.origin,
        name=name,
        location="path",
        required=True,
        schema=Schema(origin=operation.origin, types=("string",)),
        style="simple",
        explode=False,
    )
