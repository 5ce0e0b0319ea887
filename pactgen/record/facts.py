"""The facts that every printer of this package prints from.

Location: pactgen/record/facts.py. Used by log.py, handoff.py and explain.py; filled by pipeline.py.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from pactgen.ir import behaviours as ir
from pactgen.ir import ledger
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from pactgen.decisions import Level
    from pactgen.ir.design import Design, Endpoint
    from pactgen.prove.result import Proof
    from pactgen.source import Origin
    from pactgen.workspace.files import EmittedFile

STATUSES: Final[tuple[ledger.LedgerStatus, ...]] = ("enforced", "used", "documented", "unsupported")
LEVELS: Final[tuple[Level, ...]] = ("HIGH", "MEDIUM", "LOW")
BEHAVIOURS: Final[Mapping[type[ir.Behaviour], str]] = MappingProxyType(
    {
        ir.ListRows: "list",
        ir.ReadRow: "read",
        ir.CreateRow: "create",
        ir.ReplaceRow: "replace",
        ir.UpdateRow: "update",
        ir.DeleteRow: "delete",
        ir.ClearRows: "clear",
        ir.CountRows: "count",
        ir.Summarize: "summary",
        ir.ListValues: "values",
        ir.ReplaceLinks: "replace-links",
        ir.SetMark: "mark",
        ir.ReadSingleton: "read-singleton",
        ir.WriteSingleton: "write-singleton",
        ir.UploadFile: "upload",
        ir.DownloadFile: "download",
        ir.LogIn: "login",
        ir.RenewTokens: "renew",
        ir.ChangePassword: "change-password",
        ir.LogOut: "logout",
        ir.Health: "health",
        ir.Info: "info",
        ir.Custom: "custom",
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """One run: what was read, decided, rendered and measured."""

    version: str
    """Of pactgen."""
    contract: str
    """The contract as people name it: `docs/api.yaml`."""
    sha256: str
    """Of the contract."""
    design: Design
    files: tuple[EmittedFile, ...]
    """Everything rendered except the log itself."""
    log: str
    """Path of the decision log."""
    proof: Proof | None
    """None: nothing was measured on these files."""
    place: Callable[[Origin], str]
    """`docs/api.yaml:12:3`."""
    rows: Callable[[], Iterable[ledger.LedgerRow]] = tuple
    """The ledger keyword by keyword; costs a walk over the contract."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """An area of uncertainty, wherever it comes from."""

    level: Level
    subject: str
    """Id of a decision, or the keyword and place of a ledger row."""
    text: str
    place: str


def behaviour_name(behaviour: ir.Behaviour) -> str:
    """Return the word that pactgen.yaml and x-pactgen-behaviour use."""
    if isinstance(behaviour, ir.UpdateRow) and behaviour.sets:
        return "transition"
    return BEHAVIOURS[type(behaviour)]


def resource_of(behaviour: ir.Behaviour) -> str | None:
    """Return the resource that a behaviour works on."""
    if isinstance(behaviour, ir.Rowless):
        return None
    return behaviour.resource


def by_behaviour(design: Design) -> dict[str, int]:
    """Count the operations of each behaviour, most frequent first."""
    every = (*design.endpoints, *design.unreached)
    names = [behaviour_name(endpoint.behaviour) for endpoint in every]
    return dict(sorted(((name, names.count(name)) for name in set(names)), key=_most_first))


def custom(design: Design) -> tuple[tuple[Endpoint, str], ...]:
    """Return the operations that answer 501 or that no request reaches, and why."""
    return tuple(
        (endpoint, endpoint.behaviour.reason)
        for endpoint in (*design.endpoints, *design.unreached)
        if isinstance(endpoint.behaviour, ir.Custom)
    )


def unsupported(design: Design) -> tuple[ledger.LedgerEntry, ...]:
    """Return the keywords without effect, besides the operations that answer 501; HIGH first."""
    told = {endpoint.operation.origin for endpoint, _ in custom(design)}
    found = [
        entry
        for entry in design.ledger
        if entry.status == "unsupported" and entry.places[0] not in told
    ]
    return tuple(sorted(found, key=lambda entry: LEVELS.index(entry.level or "MEDIUM")))


def by_status(design: Design) -> dict[ledger.LedgerStatus, int]:
    """Count the keywords of the contract by what became of them."""
    return {
        status: sum(entry.count for entry in design.ledger if entry.status == status)
        for status in STATUSES
    }


def by_holder(design: Design) -> dict[str, tuple[int, ...]]:
    """Count them by the kind of object that they stand in as well, in the order of the statuses."""
    found: dict[str, list[int]] = {}
    for entry in design.ledger:
        counts = found.setdefault(entry.holder, [0] * len(STATUSES))
        counts[STATUSES.index(entry.status)] += entry.count
    return {holder: tuple(found[holder]) for holder in sorted(found)}


def places(facts: Facts, entry: ledger.LedgerEntry) -> str:
    """Return the first places of a sort of keywords, and how many more there are."""
    shown = ", ".join(facts.place(origin) for origin in entry.places)
    more = entry.count - len(entry.places)
    return f"{shown} and {more} more" if more else shown


def doubts(facts: Facts) -> tuple[Doubt, ...]:
    """Return every area of uncertainty, HIGH first."""
    found = [
        Doubt(
            level=decision.uncertainty,
            subject=decision.id,
            text=f"{decision.question} {decision.choice}. {decision.why}",
            place=facts.place(decision.evidence[0]) if decision.evidence else facts.contract,
        )
        for decision in facts.design.decisions
        if decision.uncertainty is not None
    ]
    found += [
        Doubt(
            level=entry.level or "MEDIUM",
            subject=f"unsupported/{entry.keyword}",
            text=f"`{entry.keyword}` of {_counted(entry)}: {entry.why}",
            place=facts.place(entry.places[0]),
        )
        for entry in unsupported(facts.design)
    ]
    return tuple(sorted(found, key=lambda doubt: LEVELS.index(doubt.level)))


def _counted(entry: ledger.LedgerEntry) -> str:
    if entry.count == 1:
        return f"1 {entry.holder}"
    stem = entry.holder.removesuffix("y")
    plural = f"{entry.holder}s" if stem == entry.holder else f"{stem}ies"
    return f"{entry.count} {plural}, first here"


def security_of(endpoint: Endpoint) -> str:
    """Return the requirements of an operation: `bearer(read) + key or basic`, or `open`."""
    if not endpoint.security:
        return "open"
    return " or ".join(
        " + ".join(_scheme(key, scopes) for key, scopes in requirement.schemes) or "anonymous"
        for requirement in endpoint.security
    )


def _scheme(key: str, scopes: tuple[str, ...]) -> str:
    return f"{key}({', '.join(scopes)})" if scopes else key


def _most_first(item: tuple[str, int]) -> tuple[int, str]:
    return -item[1], item[0]
