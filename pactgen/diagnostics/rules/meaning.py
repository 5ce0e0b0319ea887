"""Rules about meaning: a well-formed contract that contradicts itself.

Location: pactgen/diagnostics/rules/meaning.py. Reported by `pactgen.passes.check_contract`.
"""

from typing import Final

from pactgen.diagnostics.values import Rule, Severity

RULES: Final = (
    Rule(
        code="contract-empty",
        severity=Severity.WARNING,
        message="the contract has no operation",
        help="add a path with at least one operation, such as `get`; the backend only tells that "
        "it is there",
        why="OpenAPI allows it, for a contract of webhooks or of components alone. Who meant to "
        "write one with operations has chosen another file.",
        right="paths:\n  /tasks:\n    get:\n      responses:\n        '200': {description: OK}",
    ),
    Rule(
        code="path-template",
        severity=Severity.ERROR,
        message="the path `{path}` has {reason}",
        help="write each parameter as `{{name}}`",
        why="The template says which parts of the path are parameters.",
    ),
    Rule(
        code="paths-equivalent",
        severity=Severity.WARNING,
        message="{label} answers the same requests as {other}",
        help="the first one gets them; remove one of the two, or make the paths differ in more "
        "than parameter names",
        why="A request matches both templates, and nothing says which operation it means.",
        wrong="/pets/{id}:\n  get: …\n/pets/{name}:\n  get: …",
    ),
    Rule(
        code="parameter-duplicate",
        severity=Severity.ERROR,
        message="{label}: the {location} parameter `{name}` is declared twice, differently",
        help="remove one of the two",
        why="A parameter is identified by its name and location.",
    ),
    Rule(
        code="scope-undefined",
        severity=Severity.WARNING,
        message="the security scheme `{name}` has no scope `{scope}`",
        help="list it under the flows of the scheme; it is asked for all the same",
        why="Clients look up the scopes they may ask for in the definition of the scheme.",
    ),
    Rule(
        code="required-undefined",
        severity=Severity.WARNING,
        message="`{name}` is required, but no schema says what it is",
        help="describe it under `properties`, or correct the name",
        why="The property must be there and may be anything: often the name is misspelt.",
    ),
    Rule(
        code="bounds-contradict",
        severity=Severity.WARNING,
        message="`{low}` is above `{high}`: no value satisfies both",
        help="exchange the two, or correct one",
        why="Every request would be refused.",
    ),
    Rule(
        code="tag-parent",
        severity=Severity.ERROR,
        message="the tag `{name}` has {reason}",
        help="let `parent` name another tag of the list, without a circle",
        why="Tags of OpenAPI 3.2 form a tree.",
    ),
)
