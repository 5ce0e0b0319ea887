"""What follows from a fault: a repair, where it has one sensible reading, or a diagnostic.

Location: pactgen/readers/openapi/verdicts.py. Judges what `gate` found; used by `inspect`. Values
of the wrong type are left to `readings`.
"""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, Final

from pactgen.diagnostics import diagnostic, repair
from pactgen.readers.openapi.addresses import read_base_path, read_host
from pactgen.readers.openapi.grammar import Kind
from pactgen.readers.openapi.metaschema import members
from pactgen.readers.openapi.patches import REMOVED, Patch
from pactgen.readers.openapi.readings import wrong_choice, wrong_type
from pactgen.readers.openapi.values import SCHEMA_WORDS, mapping
from pactgen.readers.openapi.verdict import Verdict, address, assume, last_step, shown, subject
from pactgen.readers.positions import tokens

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.readers.openapi.gate import Fault
    from pactgen.readers.openapi.versions import Dialect
    from pactgen.readers.positions import SourceMap

_LONGEST: Final = 120
_STATUS_LENGTH: Final = 3
_ASSUMED: Final[dict[tuple[Kind, str], str]] = {
    (Kind.INFO, "title"): "the name of the file",
    (Kind.INFO, "version"): "an empty version",
    (Kind.DOCUMENT, "info"): "the name of the file as title",
    (Kind.DOCUMENT, "paths"): "an API without operations",
    (Kind.RESPONSE, "description"): "an empty description",
    (Kind.FLOW, "authorizationUrl"): "a flow whose addresses are not told",
    (Kind.FLOW, "tokenUrl"): "a flow whose addresses are not told",
    (Kind.FLOW, "scopes"): "a flow without scopes",
    (Kind.SECURITY_SCHEME, "openIdConnectUrl"): "a provider that the settings name",
    (Kind.SECURITY_SCHEME, "flows"): "OAuth 2.0 without documented flows",
    (Kind.BODY, "content"): "a body of any content",
}
_LATER: Final = frozenset(
    {
        "const",
        "examples",
        "if",
        "then",
        "else",
        "prefixItems",
        "contains",
        "patternProperties",
        "propertyNames",
        "$defs",
        "$id",
        "$schema",
        "$comment",
        "contentMediaType",
        "contentEncoding",
        "dependentSchemas",
        "dependentRequired",
        "unevaluatedProperties",
    }
)
_DOCUMENTARY: Final = frozenset(
    {
        Kind.CONTACT,
        Kind.LICENSE,
        Kind.EXTERNAL_DOCS,
        Kind.EXAMPLE,
        Kind.LINK,
        Kind.XML,
        Kind.CALLBACK,
        Kind.SERVER,
        Kind.SERVER_VARIABLE,
        Kind.TAG,
    }
)
"""Objects that describe the API to people and clients."""
_ADDRESSES: Final[dict[str, Callable[[Any], str]]] = {
    "host": read_host,
    "basePath": read_base_path,
}
_DOCUMENTING: Final = frozenset(
    {"tags", "summary", "description", "example", "examples", "title", "externalDocs", "deprecated"}
)


def judge(fault: Fault, dialect: Dialect, sources: SourceMap) -> list[Verdict]:
    """Decide what a fault means."""
    if _documents(fault):
        return [assume(fault, "repair-documentation", subject=subject(fault))]
    if _untyped(fault):
        known = SCHEMA_WORDS & set(mapping(fault.value)) if fault.detail != "type" else set()
        return [] if known else [assume(fault, "repair-missing-schema", kind=fault.holder)]
    match fault.keyword:
        case "additionalProperties":
            return [_unknown(fault, name, dialect) for name in fault.detail or ()]
        case "type":
            return [wrong_type(fault, sources)]
        case "enum" | "const":
            return [wrong_choice(fault)]
        case "minItems" | "minProperties" if not fault.value:
            return [_nothing_in(fault)]
        case "format":
            return _malformed(fault)
        case "not" if not isinstance(fault.value, dict):
            return []  # that it is no object is told
        case keyword:
            return [_OTHERS.get(keyword, _other)(fault)]


def _documents(fault: Fault) -> bool:
    """Tell whether the faulty object changes nothing that a backend does."""
    steps = tokens(fault.origin.pointer)
    return fault.holder in _DOCUMENTARY or "callbacks" in steps or steps[:1] == ["webhooks"]


def _untyped(fault: Fault) -> bool:
    """Tell whether the fault is that a parameter or header has neither `schema` nor `content`."""
    if fault.holder not in {Kind.PARAMETER, Kind.HEADER} or fault.kind is None:
        return False
    if fault.keyword == "required":
        return fault.detail in {"schema", "content", "type"}
    named = {"schema", "content"} & set(mapping(fault.value))
    return fault.keyword in {"oneOf", "anyOf"} and not named


def _nothing_in(fault: Fault) -> Verdict:
    if fault.kind is Kind.RESPONSES:
        return assume(fault, "repair-missing-responses")
    return assume(fault, "repair-empty-list", Patch(fault.origin, REMOVED), subject=subject(fault))


def _missing(fault: Fault) -> Verdict:
    member = str(fault.detail)
    if fault.holder is Kind.OPERATION and member == "responses":
        return assume(fault, "repair-missing-responses")
    if fault.holder is Kind.PARAMETER and member == "required":
        return assume(fault, "repair-path-parameter-required")
    if fault.holder is Kind.RESPONSES:
        return assume(fault, "repair-missing-responses")
    if member == "name" and mapping(fault.value).get("in") == "querystring":
        patch = Patch(fault.origin.child("name"), "querystring")
        return assume(fault, "repair-query-nameless", patch)
    reading = _ASSUMED.get((fault.holder, member))
    if reading is not None:
        return assume(
            fault, "repair-missing-text", member=member, kind=fault.holder, reading=reading
        )
    return Verdict(
        finding=diagnostic("member-missing", fault.origin, member=member, kind=fault.holder)
    )


def _unknown(fault: Fault, name: str, dialect: Dialect) -> Verdict:
    origin = fault.origin.child(name)
    if fault.kind is Kind.PATHS and not name.startswith("/"):
        return Verdict(repair=repair("repair-path-slash", origin, path=name), at_key=True)
    if fault.kind is Kind.RESPONSES:
        return _status(fault, name)
    if fault.kind is None and _in_components(fault):
        return _named(fault, name)
    known = members(dialect, fault.holder) - frozenset(fault.value or ())
    meant = [other for other in sorted(known) if other.lower() == name.lower()]
    if meant and fault.kind is not None:
        return _respelt(fault, name, meant[0])
    close = get_close_matches(name, sorted(known), n=1, cutoff=0.8)
    later = fault.holder is Kind.SCHEMA and name in _LATER
    if fault.holder in {Kind.PARAMETER, Kind.HEADER} and name in SCHEMA_WORDS:
        if not {"schema", "content"} & set(fault.value or ()):
            return Verdict(
                repair=repair("repair-own-schema", origin, member=name, kind=fault.holder),
                at_key=True,
            )
        close = []
    if close and close[0] not in _DOCUMENTING and not later and fault.kind is not None:
        finding = diagnostic(
            "member-unknown",
            origin,
            at_key=True,
            member=name,
            kind=fault.holder.a,
            suggestion=close[0],
        )
        return Verdict(finding=finding)
    code = "repair-later-keyword" if later else "repair-unknown-member"
    return Verdict(repair=repair(code, origin, member=name, kind=fault.holder.a), at_key=True)


def _respelt(fault: Fault, name: str, meant: str) -> Verdict:
    """Read a member that differs from a known one in capital letters alone as that one."""
    origin = fault.origin.child(name)
    return Verdict(
        repair=repair(
            "repair-member-case", origin, member=name, kind=fault.holder.a, reading=meant
        ),
        patches=(
            Patch(fault.origin.child(meant), fault.value[name]),
            Patch(origin, REMOVED),
        ),
        at_key=True,
    )


def _in_components(fault: Fault) -> bool:
    steps = tokens(fault.origin.pointer)
    return steps[:1] == ["components"] and len(steps[1:]) == 1


def _status(fault: Fault, name: str) -> Verdict:
    origin = fault.origin.child(name)
    reading = status_of(name)
    if reading is None:
        return Verdict(
            repair=repair("repair-status", origin, found=name, reading="as if it were not there"),
            patches=(Patch(origin, REMOVED),),
            at_key=True,
        )
    return Verdict(
        repair=repair("repair-status", origin, found=name, reading=f"as `{reading}`"), at_key=True
    )


def status_of(name: str) -> str | None:
    """Return the status that the name of a response means, or None."""
    word = name.strip().upper()
    if word == "DEFAULT":
        return "default"
    digits = word[:_STATUS_LENGTH]
    valid = digits[:1] in {"1", "2", "3", "4", "5"} and (
        digits[1:] == "XX" or digits[1:].isdecimal()
    )
    rest = word[_STATUS_LENGTH:]
    return digits if valid and len(digits) == _STATUS_LENGTH and not rest[:1].isalnum() else None


def _named(fault: Fault, name: str) -> Verdict:
    origin = fault.origin.child(name)
    if fault.kind is Kind.PATHS:
        return Verdict(repair=repair("repair-path-slash", origin, path=name), at_key=True)
    return Verdict(repair=repair("repair-component-name", origin, name=name), at_key=True)


def _malformed(fault: Fault) -> list[Verdict]:
    """Judge text that is no URI, address or expression: only references and contacts matter."""
    match last_step(fault):
        case "$ref":
            return [assume(fault, "repair-reference-escape", reference=fault.value)]
        case "email" | "tokenUrl" | "authorizationUrl":
            return [assume(fault, "repair-documentation", subject=subject(fault))]
        case _:
            return []


def _limitless(fault: Fault) -> Verdict:
    """Read a limit that no value can break, such as `maxLength: -1`, as none."""
    if fault.holder not in {Kind.SCHEMA, Kind.PARAMETER, Kind.ITEMS, Kind.HEADER}:
        return _other(fault)
    patch = Patch(fault.origin, REMOVED)
    return assume(fault, "repair-limit", patch, subject=subject(fault), value=shown(fault.value))


def _several(fault: Fault) -> Verdict:
    """Read a parameter of several media types as JSON, or else as the first."""
    if fault.holder not in {Kind.PARAMETER, Kind.HEADER} or last_step(fault) != "content":
        return _other(fault)
    chosen = next((name for name in fault.value if "json" in name), next(iter(fault.value)))
    patch = Patch(fault.origin, {chosen: fault.value[chosen]})
    return assume(fault, "repair-content-several", patch, subject=subject(fault), reading=chosen)


def _repeated(fault: Fault) -> Verdict:
    twice = next(item for item in fault.value if fault.value.count(item) > 1)
    return assume(fault, "repair-duplicates", subject=subject(fault), value=shown(twice))


def _other(fault: Fault) -> Verdict:
    if fault.keyword == "not" and {"example", "examples"} <= set(mapping(fault.value)):
        return assume(fault, "repair-examples", kind=fault.holder)
    if fault.holder is Kind.DOCUMENT and last_step(fault) == "openapi":
        # Which version is meant was settled before: without it there is no metaschema to fail.
        return assume(fault, "repair-version", found=shown(fault.value))
    if fault.holder is Kind.DOCUMENT and last_step(fault) in _ADDRESSES:
        return address(fault, _ADDRESSES[last_step(fault)](fault.value))
    reason = fault.message.split("\n")[0]
    return Verdict(
        finding=diagnostic(
            "value-invalid",
            fault.origin,
            subject=subject(fault),
            reason=_short(reason),
            kind=fault.holder,
        )
    )


def _short(reason: str) -> str:
    return reason if len(reason) <= _LONGEST else "…" + reason[-_LONGEST:]


_OTHERS: Final[dict[str, Callable[[Fault], Verdict]]] = {
    "required": _missing,
    "maxProperties": _several,
    "minimum": _limitless,
    "exclusiveMinimum": _limitless,
    "uniqueItems": _repeated,
    "propertyNames": lambda fault: _named(fault, str(fault.detail)),
}
