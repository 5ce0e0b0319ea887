"""How the database follows the contract: what kept its values, what old rows got, what was lost."""

from __future__ import annotations

from pactgen.decisions.decision import Decision


def renamed(revision: str, before: str, after: str, *, stated: bool) -> Decision:
    """A table or a column is the former one under another name."""
    why = "It was stated." if stated else "One of its type went, one came, and the names fit."
    return Decision(
        id=f"migration/{revision}/{after}",
        question=f"Is `{after}` new, or what was `{before}`?",
        choice=f"what was `{before}`: it is renamed and keeps its values",
        why=why,
        alternatives=(f"drop `{before}` and its values, and add `{after}` empty",),
        uncertainty=None if stated else "MEDIUM",
        assumption=not stated,
    )


def filled(revision: str, column: str, value: str, *, told: bool) -> Decision:
    """Rows that were there need a value in a column that must have one."""
    return Decision(
        id=f"migration/{revision}/{column}",
        question=f"What do rows that were there before hold in `{column}`?",
        choice=value,
        why="The contract's default, or the value that new rows get."
        if told
        else "The contract names no default; this is the smallest value that it allows.",
        alternatives=("give the property a `default`", "make it optional, and fill it by hand"),
        uncertainty=None if told else "MEDIUM",
        assumption=not told,
    )


def allowed(revision: str, name: str, what: str) -> Decision:
    """A person let a change through that can lose data."""
    return Decision(
        id=f"migration/{revision}/allow/{name}",
        question=f"May the migration lose what `{name}` holds?",
        choice=f"yes: {what}",
        why=f"`--allow-destructive {name}` said so.",
        alternatives=("expand first, contract in a later release",),
        uncertainty="HIGH",
    )


def refusing(revision: str, name: str, what: str, way_out: str) -> Decision:
    """Rows that are there may break a rule that the revision makes; none is lost by it."""
    return Decision(
        id=f"migration/{revision}/refuse/{name}",
        question=f"What if rows that are there break the new rule of `{name}`?",
        choice=what,
        why="Only the database knows its rows, and none of them may be changed in silence.",
        alternatives=(way_out,),
        uncertainty="MEDIUM",
    )


def merged(revision: str, heads: tuple[str, ...]) -> Decision:
    """Branches of the team left several revisions that nothing follows."""
    return Decision(
        id=f"migration/{revision}/merge",
        question="Which revision does the next one follow?",
        choice=f"all of {', '.join(heads)}: it merges them",
        why="Two branches each brought a revision; none of them is a labelled branch.",
        alternatives=("`alembic merge heads`, then scaffold again",),
        uncertainty="LOW",
    )


def adopted() -> Decision:
    """Revisions are there, and nothing says what pactgen designed before."""
    return Decision(
        id="migration/adopted",
        question="Which database do the revisions make that were there before?",
        choice="the one that this contract needs: no revision is added",
        why="Nothing in the project says otherwise; the proof compares them with the models.",
        alternatives=("write the revision that is missing, or remove migrations/versions",),
        uncertainty="MEDIUM",
        assumption=True,
    )
