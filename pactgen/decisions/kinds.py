"""Which kinds of things there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions.decision import Decision

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pactgen.source import Origin


def heirs(
    base: str,
    member: str,
    kinds: Mapping[str, tuple[str, ...]],
    origin: Origin,
    *,
    has_others: bool,
) -> Decision:
    """What refers to a schema with a discriminator means any of those that extend it.

    Args:
        base: name of the schema.
        member: the property that tells the kinds apart.
        kinds: names of the schemas that extend it, with the values that tell each.
        origin: of the base.
        has_others: other values are plain things of the base.
    """
    told = ", ".join(f"{name} (`{', '.join(values)}`)" for name, values in kinds.items())
    rest = f"; with another `{member}` only what every {base} has" if has_others else ""
    return Decision(
        id=f"kinds/{base}",
        question=f"Of which kinds is each `{base}`?",
        choice=f"{told}, as `{member}` says{rest}",
        why="They take it into their `allOf`, and its discriminator says what tells them apart "
        "(OpenAPI, Discriminator Object).",
        evidence=(origin, origin.child("discriminator")),
        alternatives=(f"know only what every {base} has",),
        uncertainty="LOW",
    )
