"""Decisions about schemas that say too little, or two things at once.

Location: pactgen/passes/model_wire/choices.py. Used by the builder.
"""

from collections.abc import Iterator

from pactgen.decisions import Decision
from pactgen.source import Origin


def conflict(origin: Origin, keyword: str) -> Decision:
    """Say which part of an `allOf` was believed."""
    return Decision(
        id=f"schema/{origin}/{keyword}",
        question=f"Two parts of an allOf exclude each other by {keyword}: which holds?",
        choice="the later one",
        why="A more special schema follows the general one that it extends.",
        evidence=(origin,),
        uncertainty="MEDIUM",
    )


def untyped(origins: tuple[Origin, ...]) -> Iterator[Decision]:
    """Say how schemas without `type` are read, if there are any."""
    if origins:
        yield Decision(
            id="schema/implied-types",
            question=f"{len(origins)} schemas have no type: which values are valid?",
            choice="only values of the type that the other keywords speak about",
            why="Properties make an object, items an array, a pattern a string. JSON Schema itself "
            "takes every value of another type, which nobody means who lists properties.",
            evidence=origins,
            alternatives=("take values of every other type as well",),
            uncertainty="LOW",
            assumption=True,
        )


def odd_defaults(origins: tuple[Origin, ...]) -> Iterator[Decision]:
    """Say what becomes of defaults that their own schema refuses, if there are any."""
    if origins:
        yield Decision(
            id="schema/defaults",
            question=f"{len(origins)} defaults cannot be put in for a missing property: what then?",
            choice="the property stays absent; the default remains documentation",
            why="The default is not valid by its own schema, or it is an object or a time, which "
            "the wire classes do not invent.",
            evidence=origins,
            alternatives=("refuse the contract",),
            uncertainty="LOW",
        )
