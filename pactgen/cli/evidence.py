"""What the proof measured, for the terminal and for `--json`.

Location: pactgen/cli/evidence.py. Used by outcomes.py; the log prints its own form.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.record.evidence import counts_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.prove.result import Proof


def proof_lines(proof: Proof) -> Iterator[str]:
    """Print one line a stage, then the findings."""
    for stage in proof.stages:
        name = f"{stage.name} ({stage.database})" if stage.database else stage.name
        counts = counts_text(stage.counts)
        if stage.skipped is not None:
            yield f"  skip {name}: {stage.skipped}"
        else:
            yield f"  {'ok  ' if stage.ok else 'FAIL'} {name}{f': {counts}' if counts else ''}"
        yield from (f"       {note}" for note in stage.notes)
    for stage, failure in proof.failures:
        yield f"{stage.name}: {failure.subject}: {failure.problem}"
        yield from (f"  {line}" for line in failure.detail.splitlines())


def proof_json(proof: Proof) -> dict[str, Any]:
    """Return the proof as plain values."""
    return {
        "ok": proof.ok,
        "python": proof.python,
        "environment": proof.environment,
        "stages": [
            {
                "name": stage.name,
                "database": stage.database,
                "ok": stage.ok,
                "skipped": stage.skipped,
                "counts": dict(stage.counts),
                "notes": list(stage.notes),
                "seconds": round(stage.seconds, 3),
                "failures": [
                    {"subject": item.subject, "problem": item.problem, "detail": item.detail}
                    for item in stage.failures
                ],
            }
            for stage in proof.stages
        ],
    }
