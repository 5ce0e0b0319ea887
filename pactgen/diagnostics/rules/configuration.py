"""Rules about pactgen.yaml.

Location: pactgen/diagnostics/rules/configuration.py. Used by the registry.
"""

from __future__ import annotations

from typing import Final

from pactgen.diagnostics.values import Rule, Severity

RULES: Final = (
    Rule(
        code="extension-invalid",
        severity=Severity.ERROR,
        message="`{name}`: {reason}",
        help="docs/configuration.md names the extensions, where they stand and what they take",
        why="An extension that is misspelt or takes another value would be ignored, and what it "
        "states would be inferred instead.",
        wrong="get:\n  x-pactgen-behavior: list",
        right="get:\n  x-pactgen-behaviour: list",
    ),
    Rule(
        code="config-invalid",
        severity=Severity.ERROR,
        message="pactgen.yaml: {reason}",
        help="docs/configuration.md names the keys and what they take",
        why="A key that is misspelt or takes another value would be ignored, and the decision that "
        "it was meant for would be taken by rule.",
        wrong="operations:\n  GET /pets: {behavior: list}",
        right="operations:\n  GET /pets: {behaviour: list}",
    ),
    Rule(
        code="config-unmatched",
        severity=Severity.ERROR,
        message="pactgen.yaml speaks of the {kind} `{name}`, and there is none",
        help="{suggestion}",
        why="What is said about a thing that does not exist has no effect. Either its name is "
        "misspelt, or the contract has changed since.",
        wrong="operations:\n  listPet: {behaviour: list}",
        right="operations:\n  listPets: {behaviour: list}",
    ),
)
