"""Rules about `$ref`: what it names, and what it may name.

Location: pactgen/diagnostics/rules/references.py.
"""

from typing import Final

from pactgen.diagnostics.values import Rule, Severity

RULES: Final = (
    Rule(
        code="reference-not-found",
        severity=Severity.ERROR,
        message="`{reference}` names nothing: {reason}",
        help="{suggestion}",
        why="What the reference stands for is part of the contract; without it nothing can be "
        "built.",
        wrong="$ref: '#/components/schemas/Pett'",
        right="$ref: '#/components/schemas/Pet'",
    ),
    Rule(
        code="reference-file-not-found",
        severity=Severity.ERROR,
        message="`{reference}` names a file that does not exist",
        help="references are relative to the file in which they stand: `{file}` was looked for",
        why="What the reference stands for is part of the contract.",
    ),
    Rule(
        code="reference-network",
        severity=Severity.ERROR,
        message="`{reference}` is on the network, which pactgen does not use",
        help="save what it names beside the contract, and refer to the file",
        why="A build that fetches from the network is neither repeatable nor safe: the answer can "
        "change, and the request tells others what you build.",
        wrong="$ref: https://example.com/schemas/pet.yaml",
        right="$ref: ./schemas/pet.yaml",
    ),
    Rule(
        code="reference-outside",
        severity=Severity.ERROR,
        message="`{reference}` leads out of the folder of the input, `{root}`",
        help="move the file into the folder, or run pactgen from a folder that holds all files",
        why="A contract from elsewhere must not be able to pull files of this machine into the "
        "generated code. Symbolic links are followed before the check.",
        wrong="$ref: ../../../etc/passwd",
    ),
    Rule(
        code="reference-not-text",
        severity=Severity.ERROR,
        message="`$ref` is {found}, not text",
        help="write a JSON reference such as `'#/components/schemas/Pet'`",
        why="A reference is a URI.",
    ),
    Rule(
        code="reference-loop",
        severity=Severity.ERROR,
        message="`{reference}` leads back to itself",
        help="let one of the references in the circle name a real object",
        why="Only schemas may be recursive, and also there some schema must say something.",
    ),
    Rule(
        code="reference-wrong-kind",
        severity=Severity.ERROR,
        message="`{reference}` names {found}, but {kind} must stand here",
        help="refer to an entry of `{section}`",
        why="Each section of `components` holds objects of one kind.",
        wrong="schema:\n  $ref: '#/components/parameters/Page'",
    ),
)
