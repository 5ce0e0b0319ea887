"""The values of the pipeline as answers: text for people, plain values for `--json`.

Location: pactgen/cli/outcomes.py. Used by the commands, after the pipeline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, assert_never

from pactgen.cli import answer
from pactgen.cli.answer import Answer
from pactgen.cli.conflicts import conflict_json, conflicts_text
from pactgen.cli.evidence import proof_json, proof_lines
from pactgen.cli.notes import told_of
from pactgen.cli.saving import saved
from pactgen.diagnostics import as_json, render, summary
from pactgen.passes.tables.schema_of_design import schema_of_design
from pactgen.record.blockers import blocker_json, render_blocker
from pactgen.record.explain import explain, explanation_json, explanation_text
from pactgen.record.facts import by_behaviour, by_status, custom, unsupported
from pactgen.record.gaps import dump_document, gap_overlay, with_gaps
from pactgen.record.schema_document import schema_document
from pactgen.stages.ruled import ruled
from pactgen.stages.values import Blocked, Conflicted, Failed, Refused, Rejected
from pactgen.workspace.changes import Action

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from pactgen.ir.design import Design
    from pactgen.ir.schema import Dialect
    from pactgen.prove.result import Proof
    from pactgen.prove.server import RunningBackend
    from pactgen.record.facts import Facts
    from pactgen.record.schema_document import Format
    from pactgen.stages.values import Compiled, Reason, Source, Written
    from pactgen.workspace.changes import Changes


def stopped(reason: Reason) -> Answer:
    """Say why a run could not go on."""
    match reason:
        case Rejected():
            return Answer(
                code=answer.WRONG_INPUT,
                err=render(reason.findings, reason.sources),
                data={"diagnostics": as_json(reason.findings, reason.sources)},
            )
        case Blocked():
            return Answer(
                code=answer.BLOCKED,
                err=render_blocker(reason.blocker),
                data={"blocker": blocker_json(reason.blocker)},
            )
        case Conflicted():
            return Answer(
                code=answer.CONFLICT,
                err=conflicts_text(reason.conflicts),
                data={"conflicts": [conflict_json(change) for change in reason.conflicts]},
            )
        case Refused():
            return Answer(
                code=answer.CONFLICT,
                err=f"error: {reason.problem}\n  help: {reason.help}\nNothing was written.\n",
                data={"error": reason.problem, "help": reason.help},
            )
        case Failed():
            return Answer(
                code=answer.FAILED_PROOF,
                err=f"error: {reason.problem}\n{reason.log}",
                data={"error": reason.problem, "log": reason.log},
            )
        case _:
            assert_never(reason)


ALIKE = 2
"""Warnings of one code that `scaffold` shows; `validate` shows all."""


def scaffolded(written: Written, *, seconds: Mapping[str, float]) -> Answer:
    """Say what was written, and what was measured."""
    compiled = written.compiled
    proof = compiled.facts.proof
    warnings = render(compiled.source.findings, compiled.source.sources, alike=ALIKE)
    warnings += _without_effect(compiled)
    mine = ruled(compiled)
    return Answer(
        code=answer.FAILED_PROOF if written.failed else answer.DONE,
        out="".join(f"{line}\n" for line in _scaffold_lines(written, mine)),
        err=warnings,
        data={
            "project": str(compiled.source.place.root),
            "package": compiled.design.package,
            "log": compiled.facts.log,
            "dry_run": written.dry,
            "operations": {
                "total": len(compiled.design.contract.operations),
                "by_behaviour": by_behaviour(compiled.design),
                "custom": [
                    {
                        "operation": endpoint.operation.label,
                        "reason": reason,
                        "yours": endpoint.operation_id in mine,
                    }
                    for endpoint, reason in custom(compiled.design)
                ],
            },
            "decisions": len(compiled.design.decisions),
            "gaps": len(compiled.design.gaps),
            "ledger": _ledger(compiled.design),
            "files": _by_action(compiled.changes),
            "renames": [
                {"id": decision.id, "choice": decision.choice, "why": decision.why}
                for decision in compiled.changes.decisions
            ],
            "merged": [change.path for change in compiled.changes.changes if change.merged],
            "notes": [
                {"path": change.path, "name": note.name, "note": note.message}
                for change in compiled.changes.changes
                for note in change.notes
            ],
            "diagnostics": as_json(compiled.source.findings, compiled.source.sources),
            "proof": None if proof is None else proof_json(proof),
            "seconds": dict(seconds),
        },
    )


def _without_effect(compiled: Compiled) -> str:
    """Return one line of warning about keywords that the backend does not obey."""
    found = unsupported(compiled.design)
    total = sum(entry.count for entry in found)
    if not total:
        return ""
    grave = sum(entry.count for entry in found if entry.level == "HIGH")
    words = "keyword of the contract has" if total == 1 else "keywords of the contract have"
    return f"warning: {total} {words} no effect ({grave} HIGH): see {compiled.facts.log}\n"


def _ledger(design: Design) -> dict[str, object]:
    return {
        **{str(status): count for status, count in by_status(design).items()},
        "without_effect": [
            {
                "level": entry.level,
                "keyword": entry.keyword,
                "holder": entry.holder,
                "count": entry.count,
                "why": entry.why,
            }
            for entry in unsupported(design)
        ],
    }


def validated(source: Source) -> Answer:
    """Say that the contract is sound, with the warnings."""
    count = len(source.contract.operations)
    lines = f"{source.place.shown}: {count} operations, no errors"
    if source.schema is not None:
        tables = len(source.schema.tables)
        lines = f"{lines}; {', '.join(source.schema_files)}: {tables} tables"
    warned = summary(source.findings)
    return Answer(
        out=f"{lines}{f', {warned}' if warned else ''}.\n",
        err=render(source.findings, source.sources),
        data={
            "contract": source.place.shown,
            **({} if source.schema is None else {"schema": list(source.schema_files)}),
            "operations": count,
            "diagnostics": as_json(source.findings, source.sources),
        },
    )


def proved(proof: Proof, *, seconds: Mapping[str, float]) -> Answer:
    """Print the evidence."""
    return Answer(
        code=answer.DONE if proof.ok else answer.FAILED_PROOF,
        out="".join(f"{line}\n" for line in proof_lines(proof)),
        data={"proof": proof_json(proof), "seconds": dict(seconds)},
    )


def explained(facts: Facts, subject: str) -> Answer:
    """Show what the subject names, or what looks like it."""
    found = explain(facts, subject)
    if found.found:
        return Answer(out=explanation_text(facts, found), data=explanation_json(facts, found))
    similar = "".join(f"  {item}\n" for item in found.similar)
    hint = f"Did you mean one of these?\n{similar}" if similar else f"See {facts.log}.\n"
    return Answer(
        code=answer.USAGE,
        err=f"error: nothing is known about {subject!r}\n{hint}",
        data=explanation_json(facts, found),
    )


def gaps_found(source: Source, design: Design, *, merged: bool, output: Path | None) -> Answer:
    """Print the overlay, or the contract with it, or write it to a file."""
    document = (
        with_gaps(source.meant, design, source.places)
        if merged
        else gap_overlay(source.document, design)
    )
    if output is None:
        return Answer(out=dump_document(document, as_json=False), data=document)
    done = Answer(
        err=f"{len(design.gaps)} undocumented answers: {output}\n",
        data={"gaps": len(design.gaps), "file": str(output)},
    )
    text = dump_document(document, as_json=output.suffix.lower() == ".json")
    return saved(output, text, done)


def schema_printed(
    design: Design, form: Format, dialect: Dialect | None, *, output: Path | None
) -> Answer:
    """Print the tables of a design, or write them to a file."""
    schema = design.schema or schema_of_design(design)
    dialect = dialect or schema.dialect or "postgresql"
    text = schema_document(schema, form, dialect)
    data: dict[str, Any] = {"format": form, "dialect": dialect, "tables": len(schema.tables)}
    if output is None:
        return Answer(out=text, data={**data, "schema": text})
    done = Answer(
        err=f"{len(schema.tables)} tables: {output}\n", data={**data, "file": str(output)}
    )
    return saved(output, text, done)


def serving(server: RunningBackend) -> Answer:
    """Say how to reach a backend."""
    lines = [f"{server.url}{server.base_path or '/'}   (Ctrl-C ends it)"]
    lines += [
        f"  {scheme}: {credential.location} {credential.name}: {credential.value}"
        for scheme, credential in server.credentials.items()
    ]
    return Answer(
        out="".join(f"{line}\n" for line in lines),
        data={
            "url": server.url,
            "base_path": server.base_path,
            "credentials": {
                scheme: {
                    "in": credential.location,
                    "name": credential.name,
                    "value": credential.value,
                }
                for scheme, credential in server.credentials.items()
            },
        },
    )


def _scaffold_lines(written: Written, mine: Collection[str]) -> Iterator[str]:
    compiled = written.compiled
    design = compiled.design
    honest = custom(design)
    counts = ", ".join(f"{count} {name}" for name, count in by_behaviour(design).items())
    yield f"{design.title}: {len(design.contract.operations)} operations ({counts})"
    yield from _schema_lines(compiled)
    for endpoint, reason in honest:
        if endpoint.operation_id not in mine:
            yield f"  501 {endpoint.operation.label}: {reason}"
    actions = {
        action: len(compiled.changes.having(action))
        for action in (Action.CREATE, Action.REWRITE, Action.DELETE, Action.KEEP)
    }
    done = ", ".join(f"{count} {_PAST[action]}" for action, count in actions.items() if count)
    yield f"{compiled.source.place.root}: {'would be ' if written.dry else ''}{done or 'no files'}"
    yield from (
        f"  kept {change.path}: {change.note}"
        for change in compiled.changes.having(Action.KEEP)
        if change.note not in {"", "yours"}
    )
    for change in compiled.changes.changes:
        yield from (f"  {change.path}: {told}" for told in told_of(change.notes))
    yield from (
        f"  {decision.question} {decision.choice}." for decision in compiled.changes.decisions
    )
    revision, created = compiled.migration.chain.new, compiled.changes.having(Action.CREATE)
    is_new = revision is not None and any(each.path == revision.path for each in created)
    if revision is not None and is_new and compiled.migration.before is not None:
        yield f"Migration: {revision.path}: {revision.summary}. Apply it: `alembic upgrade head`"
        decided = compiled.migration.record.decisions if compiled.migration.record else ()
        known = f"migration/{revision.number:04}/"
        yield from (
            f"  {each.question} {each.choice}." for each in decided if each.id.startswith(known)
        )
    if written.dry:
        return
    proof = compiled.facts.proof
    if compiled.changes.unmerged:
        yield from _unmerged(compiled.changes)
    elif proof is None:
        yield "Not proved: `pactgen prove` measures the backend."
    elif not (proof.ok or written.prove):
        yield "Not proved: the last proof failed; `pactgen prove` measures the backend again."
    else:
        yield "Proof:" if proof.ok else "Proof: FAILED"
        yield from proof_lines(proof)
    yield f"Why it looks as it does: {compiled.facts.log}"
    if design.gaps:
        yield f"{len(design.gaps)} answers are undocumented: `pactgen gaps` lists them."
    if not compiled.changes.unmerged:
        yield "Start it: `pactgen run`"


def _unmerged(changes: Changes) -> Iterator[str]:
    """Say where conflict markers are now, and what to do about them."""
    yield "Not proved: both sides of each conflict are in your files, between markers:"
    for change in changes.unmerged:
        text = change.after.decode(errors="replace")
        for clash in change.clashes:
            line = text.count("\n", 0, max(text.find(clash.marked), 0)) + 1
            yield f"  {change.path}:{line}: {clash.name or 'the file'}"
    yield "Resolve them (`git mergetool` does it too), then run `pactgen scaffold` again."


def _schema_lines(compiled: Compiled) -> Iterator[str]:
    """Say which schema is followed, and how it was found."""
    design, place = compiled.design, compiled.source.place
    if design.schema is None:
        return
    dialect = f", {design.schema.dialect}" if design.schema.dialect else ""
    names = ", ".join(compiled.source.schema_files)
    yield f"Schema: {names} ({len(design.schema.tables)} tables{dialect})"
    if place.schema_why is not None:
        yield f"  {place.schema_why}"
    if design.contradictions:
        count = len(design.contradictions)
        yield f"  {count} differences from the contract: `pactgen validate` lists them."


_PAST = {
    Action.CREATE: "created",
    Action.REWRITE: "rewritten",
    Action.DELETE: "deleted",
    Action.KEEP: "kept",
}


def _by_action(changes: Changes) -> dict[str, list[str]]:
    return {action.value: [change.path for change in changes.having(action)] for action in Action}
