"""How failures are written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions.decision import Decision

if TYPE_CHECKING:
    from pactgen.source import Origin


def default_shape(name: str | None, uses: int, evidence: tuple[Origin, ...]) -> Decision:
    """Failures that an operation does not document need a body too."""
    return Decision(
        id="failures/default",
        question="What does a failure look like that an operation does not document?",
        choice=f"as `{name}`" if name else "a problem document (RFC 9457)",
        why=f"{uses} documented failures of this contract look so."
        if name
        else "The contract has no error schema of its own that most failures share.",
        evidence=evidence,
        alternatives=("a problem document (RFC 9457)",)
        if name
        else ("an error schema of its own",),
    )
