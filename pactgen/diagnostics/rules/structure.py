"""Rules about structure: which members an object has and what they may be.

Location: pactgen/diagnostics/rules/structure.py.
"""

from typing import Final

from pactgen.diagnostics.values import Rule, Severity

RULES: Final = (
    Rule(
        code="version-missing",
        severity=Severity.ERROR,
        message="the document does not say which version of OpenAPI it follows",
        help="write `openapi: 3.1.0` (or `swagger: '2.0'`) on top",
        why="The same words mean different things in different versions.",
        right="openapi: 3.1.0",
    ),
    Rule(
        code="version-unsupported",
        severity=Severity.ERROR,
        message="OpenAPI version `{version}` is not known to pactgen",
        help="pactgen reads 2.0, 3.0, 3.1 and 3.2",
        why="The same words mean different things in different versions.",
    ),
    Rule(
        code="member-missing",
        severity=Severity.ERROR,
        message="`{member}` is missing from this {kind}",
        help="add `{member}:` here",
        why="The OpenAPI Specification requires the member, and nothing sensible can be assumed.",
    ),
    Rule(
        code="member-unknown",
        severity=Severity.ERROR,
        message="`{member}` is no member of {kind}",
        help="did you mean `{suggestion}`?",
        why="It looks like a known member that is misspelt. Ignoring it would lose what it says.",
        wrong="reponses:\n  '200': {description: OK}",
        right="responses:\n  '200': {description: OK}",
    ),
    Rule(
        code="value-type",
        severity=Severity.ERROR,
        message="{subject} must be {expected}, but is {found}",
        help="write {expected} here",
        why="The OpenAPI Specification fixes the type of every member.",
    ),
    Rule(
        code="value-choice",
        severity=Severity.ERROR,
        message="{subject} is `{found}`, which is none of {expected}",
        help="use one of {expected}",
        why="The OpenAPI Specification lists the values that may stand here.",
    ),
    Rule(
        code="value-invalid",
        severity=Severity.ERROR,
        message="{subject} is not as the OpenAPI Specification asks: {reason}",
        help="compare with the description of the {kind} in the OpenAPI Specification",
        why="The document does not have the structure that its version of OpenAPI describes.",
    ),
    Rule(
        code="overlay-invalid",
        severity=Severity.ERROR,
        message="this is no OpenAPI Overlay: {reason}",
        help="an overlay has `overlay: 1.0.0`, `info` and `actions`, each with a `target`",
        why="Overlays follow the OpenAPI Overlay Specification.",
    ),
    Rule(
        code="overlay-target",
        severity=Severity.ERROR,
        message="the target `{target}` cannot be read: {reason}",
        help="use member names, indexes, `*`, `..` and simple filters",
        why="Targets are JSONPath expressions (RFC 9535).",
        right="$.paths['/pets'].get.responses",
    ),
    Rule(
        code="overlay-unmatched",
        severity=Severity.WARNING,
        message="the target `{target}` matches nothing",
        help="remove the action, or correct the target; the contract may have changed since",
        why="An action without effect is probably meant for another version of the contract.",
    ),
)
