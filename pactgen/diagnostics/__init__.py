"""What pactgen says about its input: one registry of codes, a human and a JSON form.

Location: pactgen/diagnostics/. Uses only `pactgen.source`; readers and passes report through it.
"""

from pactgen.diagnostics.registry import RULES, as_error, diagnostic, repair, repaired
from pactgen.diagnostics.render import as_json, ordered, render, render_short, summary
from pactgen.diagnostics.values import Diagnostic, Note, Repair, Rule, Severity

__all__ = [
    "RULES",
    "Diagnostic",
    "Note",
    "Repair",
    "Rule",
    "Severity",
    "as_error",
    "as_json",
    "diagnostic",
    "ordered",
    "render",
    "render_short",
    "repair",
    "repaired",
    "summary",
]
