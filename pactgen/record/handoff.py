"""The handoff: the same facts as the decision log, as one JSON object of six fields.

Location: pactgen/record/handoff.py. Its schema is schemas/handoff.schema.json. Used by the command
`pactgen handoff`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.record.facts import by_behaviour, by_status, custom, doubts
from pactgen.workspace.files import digest

if TYPE_CHECKING:
    from pactgen.record.facts import Facts


def handoff(facts: Facts) -> dict[str, object]:
    """Return plain JSON values; counts of the log are lengths here."""
    design = facts.design
    return {
        "produced": [
            {
                "path": file.path,
                "owner": file.owner.value,
                "sha256": digest(file.content),
                "decisions": sorted(file.decisions),
            }
            for file in sorted(facts.files, key=lambda file: file.path)
        ],
        "decisions": [
            {
                "id": decision.id,
                "question": decision.question,
                "choice": decision.choice,
                "why": decision.why,
                "evidence": [facts.place(origin) for origin in decision.evidence],
                "alternatives": list(decision.alternatives),
                "override": decision.override,
            }
            for decision in design.decisions
        ],
        "reasoning_chain": _reasoning(facts),
        "uncertainty": [
            {
                "level": doubt.level,
                "subject": doubt.subject,
                "text": doubt.text,
                "place": doubt.place,
            }
            for doubt in doubts(facts)
        ],
        "integration": [
            f"contract: {facts.contract} (SHA-256 {facts.sha256})",
            f"routes under {design.base_path or '/'}; /livez, /readyz, /openapi.json beside it",
            *(
                f"undocumented answer: {gap.operation_label} {gap.status}, {gap.when}"
                for gap in design.gaps
            ),
        ],
        "open_questions": [
            f"What does {endpoint.operation.label} do? {reason}"
            for endpoint, reason in custom(design)
        ],
    }


def _reasoning(facts: Facts) -> str:
    counts = ", ".join(f"{count} {name}" for name, count in by_behaviour(facts.design).items())
    kept = by_status(facts.design)
    told = ", ".join(f"{count} are {status}" for status, count in kept.items())
    measured = "nothing was measured on these files"
    if facts.proof is not None:
        outcome = "passed" if facts.proof.ok else "failed"
        measured = f"the proof {outcome} in {len(facts.proof.stages)} stages"
    return (
        f"{facts.contract} describes {len(facts.design.contract.operations)} operations; their "
        f"paths, methods and schemas gave the behaviours ({counts}); the behaviours gave "
        f"{len(facts.design.tables)} tables; {len(facts.design.decisions)} questions that the "
        f"input leaves open were decided by rule; of {sum(kept.values())} keywords {told}; "
        f"{measured}."
    )


def handoff_text(facts: Facts) -> str:
    """Return the handoff as PACT's agents write it to each other."""
    design = facts.design
    questions = [f"{endpoint.operation.label}: {reason}" for endpoint, reason in custom(design)]
    sections = (
        ("Produced", [f"{file.path} ({file.owner.value})" for file in facts.files]),
        ("Key decisions", [f"{item.id}: {item.choice}. {item.why}" for item in design.decisions]),
        ("Reasoning chain", [_reasoning(facts)]),
        (
            "Uncertainty",
            [f"[{doubt.level}] {doubt.subject}: {doubt.text}" for doubt in doubts(facts)]
            or ["No areas of uncertainty flagged."],
        ),
        ("Integration", [f"{gap.operation_label} {gap.status}: {gap.when}" for gap in design.gaps]),
        ("Open questions", questions),
    )
    lines = []
    for number, (title, items) in enumerate(sections, start=1):
        lines.append(f"{number}. {title}:")
        lines += [f"   - {' '.join(item.split())}" for item in items or ["none"]]
    return "\n".join(lines) + "\n"
