"""The one registry of codes, and the one way to make a `Diagnostic`.

Location: pactgen/diagnostics/registry.py. The rules themselves are grouped by topic in
`pactgen/diagnostics/rules/`; every code is known here before it can be reported.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.diagnostics.rules import (
    configuration,
    meaning,
    reconciliation,
    references,
    repairs,
    schemas,
    structure,
    text,
    validator,
)
from pactgen.diagnostics.values import Diagnostic, Note, Repair, Rule, Severity
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.source import Origin, Span

RULES: Final[Mapping[str, Rule]] = MappingProxyType(
    {
        rule.code: rule
        for topic in (
            text,
            references,
            structure,
            meaning,
            repairs,
            configuration,
            schemas,
            reconciliation,
            validator,
        )
        for rule in topic.RULES
    }
)
"""Every code that pactgen can report about its input."""


def diagnostic(
    code: str,
    where: Origin | Span | None,
    *,
    at_key: bool = False,
    related: tuple[Note, ...] = (),
    **values: object,
) -> Diagnostic:
    """Report `code` at a place; `values` fill the templates of its rule."""
    rule = RULES[code]
    return Diagnostic(
        code=code,
        severity=rule.severity,
        message=rule.message.format_map(values),
        help=rule.help.format_map(values),
        where=where,
        at_key=at_key,
        related=related,
    )


def repaired(repair: Repair, *, strict: bool, at_key: bool = False) -> Diagnostic:
    """Report a repair: a warning, or an error when faults must not be repaired."""
    return Diagnostic(
        code=repair.code,
        severity=Severity.ERROR if strict else RULES[repair.code].severity,
        message=repair.message,
        help=f"without `--strict` it is read {repair.reading}"
        if strict
        else f"it is read {repair.reading}",
        where=repair.origin,
        at_key=at_key,
    )


def as_error(finding: Diagnostic) -> Diagnostic:
    """Return the same finding as an error, as `--strict` wants it."""
    return replace(finding, severity=Severity.ERROR)


def repair(code: str, origin: Origin, **values: object) -> Repair:
    """Describe a repair; the help of its rule is the reading."""
    rule = RULES[code]
    return Repair(
        code=code,
        origin=origin,
        message=rule.message.format_map(values),
        reading=rule.help.format_map(values),
    )
