"""A blocker: something that only a person can decide, reported so that it works alone.

Location: pactgen/record/blockers.py. Used by pipeline.py, which stops with exit code 4 before
anything is written.
"""

from __future__ import annotations

from pactgen.values import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Halt:
    """An alarm that passes every level: data would be destroyed (PACT's algedonic signal)."""

    issue: str
    evidence: tuple[str, ...]
    """Places, as `file:line:column`."""
    impact: tuple[str, ...]
    action: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Blocker:
    """Why the run stopped, and what must happen next."""

    problem: str
    learned: tuple[str, ...]
    next: tuple[str, ...]
    decides: str
    """Who: the architect, the database engineer, …"""
    halt: Halt | None = None


def render_blocker(blocker: Blocker) -> str:
    """Return the report for people."""
    lines = [] if blocker.halt is None else _alarm(blocker.halt)
    lines += [f"BLOCKER: {blocker.problem}", "", "What was learned:"]
    lines += [f"  - {item}" for item in blocker.learned]
    lines += ["", "What must happen next:"]
    lines += [f"  - {item}" for item in blocker.next]
    lines += ["", f"Who decides: {blocker.decides}", "Nothing was written."]
    return "\n".join(lines) + "\n"


def _alarm(halt: Halt) -> list[str]:
    return [
        "⚠️ ALGEDONIC HALT: DATA",
        f"**Issue**: {halt.issue}",
        f"**Evidence**: {', '.join(halt.evidence)}",
        f"**Impact**: {'; '.join(halt.impact)}",
        f"**Recommended Action**: {halt.action}",
        "",
    ]


def blocker_json(blocker: Blocker) -> dict[str, object]:
    """Return the report for machines."""
    halt = blocker.halt
    alarm: dict[str, object] = {}
    if halt is not None:
        alarm["halt"] = {
            "category": "DATA",
            "issue": halt.issue,
            "evidence": list(halt.evidence),
            "impact": list(halt.impact),
            "recommended_action": halt.action,
        }
    return {
        **alarm,
        "problem": blocker.problem,
        "learned": list(blocker.learned),
        "next": list(blocker.next),
        "decides": blocker.decides,
    }
