"""Diagnostics as people and machines read them: excerpt with a caret, or JSON.

Location: pactgen/diagnostics/render.py. Used by the command line and the decision log.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pactgen.diagnostics.values import Diagnostic, Severity
from pactgen.source import Origin, Sources, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TAB = "    "
_WIDEST = 160
"""Longest excerpt that is shown; minified documents have lines of megabytes."""


def place(where: Origin | Span | None, sources: Sources, *, key: bool = False) -> Span | None:
    """Return the file, line and column of a place."""
    return sources.span(where, key=key) if isinstance(where, Origin) else where


def ordered(findings: Iterable[Diagnostic], sources: Sources) -> tuple[Diagnostic, ...]:
    """Sort by file, line, column and code, and drop what was found twice."""
    located = {(place(item.where, sources, key=item.at_key), item): None for item in findings}

    def position(entry: tuple[Span | None, Diagnostic]) -> tuple[str, int, int, str, str]:
        span, item = entry
        where = ("", 0, 0) if span is None else (span.file, span.line, span.column)
        return (*where, item.code, item.message)

    return tuple(item for _, item in sorted(located, key=position))


def render(findings: Sequence[Diagnostic], sources: Sources, *, alike: int | None = None) -> str:
    """Return every finding with its excerpt and help, then a summary line; "" for none.

    With `alike`, no more than so many warnings of one code are shown; the rest is counted.
    """
    if not findings:
        return ""
    found = ordered(findings, sources)
    shown, hidden = _first(found, alike)
    blocks = [_block(item, sources) for item in shown]
    blocks += [f"… and {count} more like it: warning[{code}]\n" for code, count in hidden.items()]
    return "\n".join([*blocks, summary(found)]) + "\n"


def _first(
    findings: Sequence[Diagnostic], alike: int | None
) -> tuple[list[Diagnostic], dict[str, int]]:
    """Split off the warnings beyond the first few of their code; errors are never left out."""
    shown: list[Diagnostic] = []
    seen: Counter[str] = Counter()
    for item in findings:
        seen[item.code] += item.severity is Severity.WARNING
        if alike is None or item.severity is Severity.ERROR or seen[item.code] <= alike:
            shown.append(item)
    hidden = {} if alike is None else {code: n - alike for code, n in seen.items() if n > alike}
    return shown, hidden


def render_short(findings: Sequence[Diagnostic], sources: Sources) -> str:
    """Return one line a finding, as compilers and editors exchange them."""
    return "".join(_headline(item, sources) + "\n" for item in ordered(findings, sources))


def summary(findings: Sequence[Diagnostic]) -> str:
    """Count: `2 errors, 1 warning`."""
    counts = [
        (sum(item.severity is severity for item in findings), severity.value)
        for severity in (Severity.ERROR, Severity.WARNING)
    ]
    return ", ".join(f"{count} {name}{'s' * (count != 1)}" for count, name in counts if count)


def as_json(findings: Sequence[Diagnostic], sources: Sources) -> list[dict[str, object]]:
    """Return the findings as plain JSON values, sorted like the human form."""
    return [_as_object(item, sources) for item in ordered(findings, sources)]


def _headline(item: Diagnostic, sources: Sources) -> str:
    span = place(item.where, sources, key=item.at_key)
    prefix = "" if span is None else f"{span}: "
    return f"{prefix}{item.severity.value}[{item.code}]: {item.message}"


def _block(item: Diagnostic, sources: Sources) -> str:
    lines = [_headline(item, sources)]
    span = place(item.where, sources, key=item.at_key)
    if span is not None:
        lines += _excerpt(span, sources)
    for note in item.related:
        other = place(note.where, sources)
        lines.append(f"  note: {note.message}" + (f" at {other}" if other else ""))
    if item.help:
        lines.append(f"  help: {item.help}")
    return "\n".join(lines) + "\n"


def _excerpt(span: Span, sources: Sources) -> list[str]:
    text = sources.line(span.file, span.line)
    if text is None:
        return []
    start = max(0, span.column - 1 - _WIDEST // 2) if len(text) > _WIDEST else 0
    shown = _printable(text[start : start + _WIDEST])
    before = _printable(text[start : span.column - 1])
    width = max(1, min(span.width, len(shown) - len(before)))
    number = str(span.line)
    gutter = " " * len(number)
    return [
        f"{gutter} |",
        f"{number} | {shown}".rstrip(),
        f"{gutter} | {' ' * len(before)}{'^' * width}",
    ]


def _printable(text: str) -> str:
    """Show control characters as escapes, so that a terminal cannot be driven by the input."""
    return "".join(
        character if character.isprintable() else _escape(character)
        for character in text.replace("\t", _TAB)
    )


def _escape(character: str) -> str:
    return ascii(character)[1:-1]


def _as_object(item: Diagnostic, sources: Sources) -> dict[str, object]:
    span = place(item.where, sources, key=item.at_key)
    return {
        "code": item.code,
        "severity": item.severity.value,
        "message": item.message,
        "help": item.help,
        **_location(span),
        "pointer": item.where.pointer if isinstance(item.where, Origin) else None,
        "related": [
            {"message": note.message, **_location(place(note.where, sources))}
            for note in item.related
        ],
    }


def _location(span: Span | None) -> dict[str, object]:
    if span is None:
        return {"file": None, "line": None, "column": None}
    return {"file": span.file, "line": span.line, "column": span.column}
