"""What had another name in the last version of the contract."""

from __future__ import annotations

from pactgen.decisions.decision import Decision


def file(old: str, new: str) -> Decision:
    """A shared file that was edited has another path now."""
    return Decision(
        id=f"rename/{old}",
        question=f"What became of {old}?",
        choice=f"it is {new} now, your edits included",
        why="Both hold what was decided about the same operations and resources.",
        alternatives=("a new file, and the old one stays as yours",),
    )


def name(old: str, new: str) -> Decision:
    """A definition has another name now."""
    return Decision(
        id=f"rename/{old}",
        question=f"What became of `{old}`?",
        choice=f"it is `{new}` now, also in your edits",
        why="It is the same operation (operationId, or method and path), holds the same members, "
        "or is called after one of these.",
        alternatives=("a new definition, and the old one goes",),
    )
