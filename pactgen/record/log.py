"""The decision log: docs/decision-logs/{feature}-backend.md, seven sections.

Location: pactgen/record/log.py. Written for whoever tests and maintains the backend. It states,
it does not prescribe tests. Used by pipeline.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.record.evidence import evidence_lines
from pactgen.record.facts import (
    LEVELS,
    behaviour_name,
    by_behaviour,
    by_holder,
    by_status,
    custom,
    doubts,
    places,
    resource_of,
    security_of,
    unsupported,
)
from pactgen.record.markdown import code, table, text
from pactgen.workspace.files import Owner

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.decisions import Decision
    from pactgen.ir.contract import SecurityScheme
    from pactgen.ir.design import Endpoint
    from pactgen.record.facts import Facts


def decision_log(facts: Facts) -> str:
    """Return the whole log; equal facts give equal text."""
    sections = (
        ("Summary of what was implemented", _summary(facts)),
        ("Key decisions and rationale", _decisions(facts)),
        ("Assumptions made", _assumptions(facts)),
        ("Known limitations", _limitations(facts)),
        ("Areas of uncertainty", _uncertainty(facts)),
        ("Integration context", _integration(facts)),
        ("Smoke tests performed", evidence_lines(facts.proof)),
    )
    contract = facts.design.contract
    source = (
        f"Written by pactgen {facts.version} from {code(facts.contract)} "
        f"(OpenAPI {code(contract.dialect)}, version {code(contract.version)}, "
        f"SHA-256 `{facts.sha256}`). Do not edit: `pactgen scaffold` writes it anew."
    )
    lines = [f"# Decision log: {text(facts.design.title)}, backend", "", source]
    for number, (title, body) in enumerate(sections, start=1):
        lines += ["", f"## {number}. {title}", "", *body]
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _summary(facts: Facts) -> Iterator[str]:
    design = facts.design
    endpoints = design.endpoints
    honest = len(custom(design))
    owners = [file.owner for file in facts.files]
    yield (
        f"{counted(len(design.contract.operations), 'operation')} in the contract, "
        f"{counted(len(endpoints), 'route')}: {len(endpoints) - honest} of them implemented, "
        f"{honest} answering 501 (custom). {counted(len(design.features), 'feature')}, "
        f"{counted(len(design.tables), 'table')}, "
        f"{counted(len(facts.files), 'file')} besides this log: "
        + ", ".join(f"{owners.count(owner)} {owner.value}" for owner in Owner)
        + "."
    )
    yield ""
    yield from table(
        ["Behaviour", "Operations"],
        ([name, str(count)] for name, count in by_behaviour(design).items()),
    )
    yield ""
    yield from table(
        ["Operation", "Behaviour", "Resource", "Code", "Security"],
        (_operation(facts, endpoint) for endpoint in endpoints),
    )
    yield ""
    yield from table(
        ["Table", "Class", "Columns", "Declared in"],
        (
            [
                code(item.name),
                code(item.model),
                str(len(item.columns)),
                code("/".join(filter(None, ("src", design.package, item.home, "models.py")))),
            ]
            for item in design.tables.values()
        ),
    )


def counted(number: int, noun: str) -> str:
    """Return `1 table` or `2 tables`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def _operation(facts: Facts, endpoint: Endpoint) -> list[str]:
    resource = resource_of(endpoint.behaviour)
    return [
        code(endpoint.operation.label),
        behaviour_name(endpoint.behaviour),
        code(resource) if resource else "",
        code(f"{facts.design.package}.{endpoint.feature}.service:{endpoint.function}"),
        text(security_of(endpoint)),
    ]


def _decisions(facts: Facts) -> Iterator[str]:
    decisions = facts.design.decisions
    yield (
        f"{counted(len(decisions), 'decision')}. `pactgen explain ID` shows one; the line after "
        "“otherwise” goes into pactgen.yaml."
    )
    for decision in decisions:
        yield ""
        yield from _decision(facts, decision)


def _decision(facts: Facts, decision: Decision) -> Iterator[str]:
    yield f"### {code(decision.id)}"
    yield ""
    yield f"{text(decision.question)} **{text(decision.choice)}**"
    yield ""
    yield f"- why: {text(decision.why)}"
    if decision.evidence:
        yield f"- evidence: {', '.join(code(facts.place(origin)) for origin in decision.evidence)}"
    if decision.alternatives:
        yield f"- alternatives: {'; '.join(text(item) for item in decision.alternatives)}"
    if decision.override:
        yield f"- otherwise: {code(decision.override)}"
    if decision.uncertainty:
        yield f"- uncertainty: {decision.uncertainty}"


def _assumptions(facts: Facts) -> Iterable[str]:
    assumed = [item for item in facts.design.decisions if item.assumption]
    return [
        f"- {text(item.question)} **{text(item.choice)}**. {text(item.why)} ({code(item.id)})"
        for item in assumed
    ] or ["None: every choice follows from the input."]


def _limitations(facts: Facts) -> Iterator[str]:
    honest = custom(facts.design)
    yield f"### Operations that answer 501: {len(honest)}"
    yield ""
    yield from (
        f"- {code(endpoint.operation.label)} "
        f"({code(facts.place(endpoint.operation.origin))}): {text(reason)}"
        for endpoint, reason in honest
    )
    if not honest:
        yield "None."
    entries = unsupported(facts.design)
    told = sum(entry.count for entry in entries)
    yield ""
    yield f"### Other keywords of the contract without effect: {told}"
    yield ""
    if entries:
        yield from table(
            ["Level", "Keyword", "Of a", "Times", "Why", "Where"],
            (
                [
                    entry.level or "MEDIUM",
                    code(entry.keyword),
                    text(entry.holder),
                    str(entry.count),
                    text(entry.why or ""),
                    code(places(facts, entry)),
                ]
                for entry in entries
            ),
        )
    else:
        yield "None."
    yield ""
    yield from _ledger(facts)


def _ledger(facts: Facts) -> Iterator[str]:
    counts = by_status(facts.design)
    yield f"### The ledger: {sum(counts.values())} keywords of the contract accounted for"
    yield ""
    yield "Enforced: a request that breaks it is refused, an answer obeys it. Used: it shaped the"
    yield "code. Documented: people read it. Unsupported: it has no effect, as listed above."
    yield ""
    yield from table(
        ["What became of it", "Keywords"],
        ([status, str(count)] for status, count in counts.items()),
    )
    yield ""
    yield from table(
        ["Of a", *counts],
        (
            [text(holder), *(str(number) for number in numbers)]
            for holder, numbers in by_holder(facts.design).items()
        ),
    )


def _uncertainty(facts: Facts) -> Iterator[str]:
    found = doubts(facts)
    if not found:
        yield "No areas of uncertainty flagged."
        return
    counts = ", ".join(f"{sum(d.level == level for d in found)} {level}" for level in LEVELS)
    yield f"{counted(len(found), 'area')}: {counts}."
    yield ""
    for doubt in found:
        yield (
            f"- **[{doubt.level}]** {code(doubt.subject)} ({code(doubt.place)}): {text(doubt.text)}"
        )


def _integration(facts: Facts) -> Iterator[str]:
    design = facts.design
    yield f"- Routes are served under {code(design.base_path or '/')}; `/livez`, `/readyz` and"
    yield "  `/openapi.json` (the contract itself) stand outside of it."
    yield "- Database: SQLite at once, PostgreSQL by `DATABASE_URL`; `alembic upgrade head`"
    yield "  migrates. All settings are in env.example."
    schemes = design.contract.security_schemes
    for scheme in schemes:
        yield f"- Security scheme {code(scheme.key)}: {text(_scheme(scheme))}"
    if schemes:
        yield "- Without a configured verifier every protected operation answers 401."
    else:
        yield "- The contract declares no security scheme: every operation is open."
    yield "- Downstream consumers: the clients of the contract."
    gaps = design.gaps
    yield ""
    yield f"### Answers that the contract does not document: {len(gaps)}"
    yield ""
    yield "`pactgen gaps` prints them as an OpenAPI Overlay for the architect to accept."
    if gaps:
        yield ""
        yield from table(
            ["Operation", "Status", "When"],
            ([code(gap.operation_label), str(gap.status), text(gap.when)] for gap in gaps),
        )


def _scheme(scheme: SecurityScheme) -> str:
    match scheme.type:
        case "apiKey":
            return f"API key in {scheme.location} `{scheme.name}`"
        case "http":
            return f"HTTP {scheme.scheme}"
        case "oauth2":
            scopes = ", ".join(scheme.scopes)
            return f"OAuth2 bearer tokens (JWT), scopes: {scopes or 'none'}"
        case "openIdConnect":
            return "OpenID Connect bearer tokens (JWT)"
        case "mutualTLS":
            return "mutual TLS"
        case "undefined":
            return "not defined by the contract: whatever asks for it answers 401"
