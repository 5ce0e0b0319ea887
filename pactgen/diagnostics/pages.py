"""One page of documentation for each code, printed from the registry.

Location: pactgen/diagnostics/pages.py. Used to write `docs/diagnostics/`; a test compares.
"""

from __future__ import annotations

from string import Formatter
from typing import TYPE_CHECKING

from pactgen.diagnostics.registry import RULES

if TYPE_CHECKING:
    from pactgen.diagnostics.values import Rule


def pages() -> dict[str, str]:
    """Return every page by its path below `docs/`, the index first."""
    listing = "".join(
        f"| [`{rule.code}`]({rule.code}.md) | {rule.severity.value} | {_title(rule)} |\n"
        for rule in sorted(RULES.values(), key=lambda rule: rule.code)
    )
    index = (
        "# Diagnostics\n\nWhat pactgen can say about its input. Every line it prints carries one "
        "of these codes.\n\n| Code | Severity | Message |\n|---|---|---|\n" + listing
    )
    return {"diagnostics/index.md": index} | {rule.page: page(rule) for rule in RULES.values()}


def page(rule: Rule) -> str:
    """Return the page of one rule, as Markdown."""
    parts = [
        f"# {rule.code}",
        f"{rule.severity.value.capitalize()}: {_readable(rule.message)}.",
        "## Why",
        rule.why,
        *_remedy(rule),
    ]
    for title, text in (("## Wrong", rule.wrong), ("## Right", rule.right)):
        if text:
            parts += [title, f"```yaml\n{text.strip()}\n```"]
    return "\n\n".join(parts) + "\n"


def _remedy(rule: Rule) -> list[str]:
    text = _readable(rule.help)
    if rule.code.startswith("repair-"):
        reading = text if text.startswith(("as ", "…")) else f"as {text}"
        strict = "Correct the document to be rid of the warning; `--strict` makes it an error."
        return ["## How pactgen reads it", f"{reading[:1].upper()}{reading[1:]}. {strict}"]
    sentence = text[:1].upper() + text[1:]
    return ["## How to fix it", sentence if sentence.endswith(("?", ".")) else f"{sentence}."]


def _readable(template: str) -> str:
    """Show a template with an ellipsis for what depends on the document."""
    return "".join(
        text + ("…" if name is not None else "") for text, name, *_ in Formatter().parse(template)
    )


def _title(rule: Rule) -> str:
    return _readable(rule.message).replace("|", "\\|")
