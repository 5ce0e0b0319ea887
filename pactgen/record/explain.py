"""Why the result looks as it does: one decision, one operation, or one line.

Location: pactgen/record/explain.py. Used by `pactgen explain`.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from typing import TYPE_CHECKING, Final

from pactgen.record.facts import behaviour_name, resource_of, security_of
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from pactgen.decisions import Decision
    from pactgen.ir.design import Endpoint
    from pactgen.ir.ledger import LedgerRow
    from pactgen.record.facts import Facts
    from pactgen.source import Origin
    from pactgen.workspace.files import EmittedFile

_PLACE: Final = re.compile(r"(?P<file>.+?):(?P<line>\d+)(?::\d+)?")
_FUNCTION: Final = re.compile(r"\s*(?:async )?def (?P<name>\w+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Everything that bears on the subject; all empty when nothing does."""

    decisions: tuple[Decision, ...] = ()
    endpoints: tuple[Endpoint, ...] = ()
    ledger: tuple[LedgerRow, ...] = ()
    file: EmittedFile | None = None
    similar: tuple[str, ...] = ()
    """Ids that look like the subject, when nothing was found."""

    @property
    def found(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.decisions or self.endpoints or self.ledger or self.file)


def explain(facts: Facts, subject: str) -> Explanation:
    """Find what the subject names: a decision, an operation, or FILE:LINE."""
    design = facts.design
    decisions = tuple(item for item in design.decisions if item.id == subject)
    if decisions:
        return Explanation(decisions=decisions)
    endpoints = tuple(
        item for item in design.endpoints if subject in {item.operation.label, item.operation_id}
    )
    if endpoints:
        return _of_endpoints(facts, endpoints)
    if match := _PLACE.fullmatch(subject):
        return _of_line(facts, match["file"].removeprefix("./"), int(match["line"]))
    known = [item.id for item in design.decisions]
    known += [item.operation.label for item in design.endpoints]
    return Explanation(similar=tuple(get_close_matches(subject, known, n=5, cutoff=0.4)))


def explanation_text(facts: Facts, found: Explanation) -> str:
    """Print an explanation for people."""
    blocks = [_endpoint_text(facts, endpoint) for endpoint in found.endpoints]
    if found.file is not None:
        shaped = len(found.file.decisions)
        blocks.append(f"{found.file.path} ({found.file.owner.value}): {shaped} decisions shaped it")
    blocks += [decision_text(facts, decision) for decision in found.decisions]
    blocks += [
        f"{facts.place(row.origin)}: `{row.keyword}` is {row.status}"
        f"{f': {row.why}' if row.why else ''}"
        for row in found.ledger
    ]
    return "\n\n".join(blocks) + "\n"


def decision_text(facts: Facts, decision: Decision) -> str:
    """Print one decision for people."""
    lines = [
        decision.id,
        f"  question:     {decision.question}",
        f"  choice:       {decision.choice}",
        f"  why:          {decision.why}",
    ]
    lines += [f"  evidence:     {facts.place(origin)}" for origin in decision.evidence]
    if decision.alternatives:
        lines.append(f"  alternatives: {'; '.join(decision.alternatives)}")
    if decision.override:
        lines.append(f"  otherwise:    {decision.override}   (in pactgen.yaml)")
    if decision.uncertainty:
        lines.append(f"  uncertainty:  {decision.uncertainty}")
    return "\n".join(lines)


def explanation_json(facts: Facts, found: Explanation) -> dict[str, object]:
    """Return an explanation as plain values."""
    return {
        "decisions": [
            {
                "id": item.id,
                "question": item.question,
                "choice": item.choice,
                "why": item.why,
                "evidence": [facts.place(origin) for origin in item.evidence],
                "alternatives": list(item.alternatives),
                "override": item.override,
                "uncertainty": item.uncertainty,
            }
            for item in found.decisions
        ],
        "operations": [
            {
                "operation": item.operation.label,
                "operation_id": item.operation_id,
                "behaviour": behaviour_name(item.behaviour),
                "resource": resource_of(item.behaviour),
                "place": facts.place(item.operation.origin),
                "security": security_of(item),
            }
            for item in found.endpoints
        ],
        "ledger": [
            {
                "keyword": row.keyword,
                "status": row.status,
                "why": row.why,
                "place": facts.place(row.origin),
            }
            for row in found.ledger
        ],
        "file": found.file.path if found.file else None,
        "similar": list(found.similar),
    }


def _of_endpoints(facts: Facts, endpoints: tuple[Endpoint, ...]) -> Explanation:
    """Show operations with the decisions whose evidence lies in them."""
    origins = [endpoint.operation.origin for endpoint in endpoints]
    decisions = tuple(
        item
        for item in facts.design.decisions
        if any(_below(place, origin) for place in item.evidence for origin in origins)
    )
    return Explanation(endpoints=endpoints, decisions=decisions)


def _below(place: Origin, holder: Origin) -> bool:
    return place == holder or (
        place.file == holder.file and place.pointer.startswith(f"{holder.pointer}/")
    )


def _of_line(facts: Facts, name: str, line: int) -> Explanation:
    for file in facts.files:
        if file.path == name:
            return _of_generated(facts, file, line)
    prefix = f"{name}:{line}:"
    decisions = tuple(
        item
        for item in facts.design.decisions
        if any(facts.place(origin).startswith(prefix) for origin in item.evidence)
    )
    rows = tuple(row for row in facts.rows() if facts.place(row.origin).startswith(prefix))
    endpoints = tuple(
        item
        for item in facts.design.endpoints
        if facts.place(item.operation.origin).startswith(prefix)
    )
    return Explanation(endpoints=endpoints, decisions=decisions, ledger=rows)


def _of_generated(facts: Facts, file: EmittedFile, line: int) -> Explanation:
    """Show the operation whose function holds the line, and what shaped the file."""
    above = (_FUNCTION.match(text) for text in reversed(file.text.splitlines()[:line]))
    function = next((match["name"] for match in above if match), None)
    folder = file.path.rpartition("/")[0].rpartition("/")[2]
    endpoints = tuple(
        item
        for item in facts.design.endpoints
        if item.feature == folder and item.function == function
    )
    if endpoints:
        return replace(_of_endpoints(facts, endpoints), file=file)
    decisions = tuple(item for item in facts.design.decisions if item.id in file.decisions)
    return Explanation(decisions=decisions, file=file)


def _endpoint_text(facts: Facts, endpoint: Endpoint) -> str:
    resource = resource_of(endpoint.behaviour)
    lines = [
        endpoint.operation.label,
        f"  behaviour:    {behaviour_name(endpoint.behaviour)}{f' {resource}' if resource else ''}",
        f"  contract:     {facts.place(endpoint.operation.origin)}",
        f"  code:         {endpoint.feature}/service.py, {endpoint.function}",
        f"  security:     {security_of(endpoint)}",
        f"  bad input:    {endpoint.invalid_status}",
    ]
    return "\n".join(lines)
