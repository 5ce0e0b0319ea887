"""From rendered files to a changed project: compare, prove, record, commit.

Location: pactgen/stages/writing.py. Used by pipeline.py.
"""

from __future__ import annotations

from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from pactgen import __version__
from pactgen.migrations.chain import EXTERNAL
from pactgen.migrations.changes import AddTable, DropTable, RenameColumn, RenameTable
from pactgen.migrations.recorded import ATTRIBUTES, ATTRIBUTES_TEXT, RECORD, dump_record
from pactgen.passes.ledger import account
from pactgen.record.evidence import PROOF, digest_of, dump_proof, parse_proof, portable
from pactgen.record.facts import Facts
from pactgen.record.log import decision_log
from pactgen.record.narrowing import narrowed
from pactgen.stages import designing, reading
from pactgen.stages.locating import contract_copy, refusal
from pactgen.stages.values import Compiled, Conflicted, OnConflict, StoppedError
from pactgen.values import replace
from pactgen.workspace.commit import ChangedMeanwhileError, Write, commit
from pactgen.workspace.files import EmittedFile, Owner, digest
from pactgen.workspace.given import named_as_yours
from pactgen.workspace.guard import BusyError
from pactgen.workspace.lock import Lock
from pactgen.workspace.past import going_on, past_of
from pactgen.workspace.paths import UnsafePathError
from pactgen.workspace.placing import moved_modules, placed
from pactgen.workspace.planning import plan_changes
from pactgen.workspace.preview import previewed
from pactgen.workspace.store import writes_of

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from pactgen.ir.design import Design
    from pactgen.prove.result import Proof
    from pactgen.source import Origin
    from pactgen.stages.values import Migration, Source
    from pactgen.workspace.members import Columns


def merge(
    source: Source, design: Design, migration: Migration, rendered: tuple[EmittedFile, ...]
) -> Compiled:
    """Compare what was rendered with the project; evidence of these very files is stated again."""
    proof = _remembered(source.place.root, rendered)
    return _compiled(source, design, migration, rendered, proof)


def refuse_conflicts(compiled: Compiled) -> None:
    """Stop when files on the disk stand in the way."""
    if compiled.changes.conflicts:
        raise StoppedError(Conflicted(conflicts=compiled.changes.conflicts))


def proved(compiled: Compiled) -> Compiled:
    """Measure the project as it will be, and put the result into its log."""
    from pactgen.prove.from_design import script_of  # noqa: PLC0415 - heavy, and often skipped
    from pactgen.prove.proving import prove  # noqa: PLC0415

    source, design = compiled.source, compiled.design
    with previewed(source.place.root, compiled.changes) as folder:
        requests = narrowed(source.meant, design, source.places)
        script = script_of(design)
        proof = prove(folder, source.meant, script, requests=requests, disposable=True)
        proof = portable(proof, folder)
    return _compiled(source, design, compiled.migration, compiled.facts.files, proof)


def write(compiled: Compiled) -> None:
    """Bring everything to the disk at once."""
    source, design = compiled.source, compiled.design
    root = source.place.root
    lock = Lock(
        version=__version__,
        template="fastapi",
        contract=source.place.shown,
        feature=design.log_name,
        package=design.package,
        base_path=design.base_path,
        inputs=MappingProxyType({name: digest(data) for name, data in source.inputs.items()}),
        schema=tuple(source.schema_files),
        files=compiled.changes.entries,
    )
    try:
        root.mkdir(parents=True, exist_ok=True)
        writes = writes_of(root, compiled.changes, compiled.files, lock)
        commit(root, (*writes, *_record_writes(compiled), _proof_write(compiled)))
    except (BusyError, ChangedMeanwhileError, UnsafePathError, OSError) as error:
        raise StoppedError(refusal(error)) from error


def _compiled(
    source: Source,
    design: Design,
    migration: Migration,
    rendered: tuple[EmittedFile, ...],
    proof: Proof | None,
) -> Compiled:
    place = source.place
    facts = Facts(
        version=__version__,
        contract=place.shown,
        sha256=digest(source.inputs[place.shown]),
        design=design,
        files=rendered,
        log=f"docs/decision-logs/{design.log_name}-backend.md",
        proof=proof,
        place=_placer(source),
        rows=lambda: account(design, source.statements()),
    )
    log = EmittedFile(
        path=facts.log,
        text=decision_log(facts),
        owner=Owner.GENERATED,
        decisions=tuple(decision.id for decision in design.decisions),
        instead="pactgen.yaml: each decision of the log names its line",
    )
    recorded = place.lock.files if place.lock else {}
    united = place.lock is not None and place.lock.united
    try:
        past = past_of(place.root, recorded, lambda: _printed_last(source), united=united)
        dropped, tables = _dropped_tables(migration), _renamed_tables(migration)
        past = going_on(past, rendered, tables)
        plain = placed((*rendered, log), moved_modules(past))
        files = named_as_yours(plain, past, dropped=dropped, tables=tables)
        changes = plan_changes(
            files,
            past,
            rendered=plain,
            columns=_renamed_columns(migration),
            dropped=dropped,
            tables=tables,
        )
    except UnsafePathError as error:
        raise StoppedError(refusal(error)) from error
    if source.request.conflicts is OnConflict.MARKERS:
        changes = changes.with_markers()
    elif source.request.conflicts is OnConflict.YOURS:
        changes = changes.with_yours()
    return Compiled(
        source=source,
        design=design,
        migration=migration,
        files=files,
        facts=facts,
        changes=changes,
    )


def _renamed_columns(migration: Migration) -> Columns:
    new = migration.chain.new
    return frozenset(
        (each.before.name, each.after)
        for each in (new.changes if new is not None else ())
        if isinstance(each, RenameColumn)
    )


def _renamed_tables(migration: Migration) -> frozenset[tuple[str, str]]:
    new = migration.chain.new
    changes = new.changes if new is not None else ()
    found = (each for each in changes if isinstance(each, RenameTable))
    return frozenset((each.before.name, each.after.name) for each in found)


def _dropped_tables(migration: Migration) -> frozenset[str]:
    new = migration.chain.new
    changes = new.changes if new is not None else ()
    made = {each.table.name.name for each in changes if isinstance(each, AddTable)}
    gone = {each.table.name.name for each in changes if isinstance(each, DropTable)}
    return frozenset(gone - made)


def _printed_last(source: Source) -> dict[str, tuple[str, ...]]:
    """Print the project from the contract's copy in it, which is what the last run printed from.

    What comes out counts only where it has the hash that the lock knows (workspace/bases.py).
    """
    root = source.place.root
    copy = contract_copy(root, source.place.lock.contract if source.place.lock else "")
    if copy is None:
        return {}
    try:
        last = reading.read(replace(source.request, contract=copy, out=root))
        files = designing.render(last, designing.design(last), EXTERNAL)
    except StoppedError:
        return {}
    plain = {file.path: (file.text,) for file in files}
    entries = source.place.lock.files if source.place.lock else {}
    past = past_of(root, entries, lambda: plain)
    named = named_as_yours(placed(files, moved_modules(past)), past)
    return {file.path: (*plain[file.path], file.text) for file in named}


def _contract_name(source: Source) -> str:
    return source.contract.origin.file


def _placer(source: Source) -> Callable[[Origin], str]:
    """Return what shows an origin as `file:line:column`."""
    names = {_contract_name(source): source.place.shown}

    @cache
    def place(origin: Origin) -> str:
        span = source.sources.span(origin)
        if span is None:
            return str(origin)
        return str(replace(span, file=names.get(span.file, span.file)))

    return place


def _remembered(root: Path, rendered: tuple[EmittedFile, ...]) -> Proof | None:
    place = root / PROOF
    if not place.is_file():
        return None
    return parse_proof(place.read_text(encoding="utf-8"), digest_of(rendered))


def _record_writes(compiled: Compiled) -> tuple[Write, ...]:
    """Remember the database that was designed, and how git merges two of them."""
    root, record = compiled.source.place.root, compiled.migration.record
    if record is None:
        return ()
    return (
        _state(root, RECORD, dump_record(record)),
        _state(root, ATTRIBUTES, ATTRIBUTES_TEXT),
    )


def _state(root: Path, path: str, text: str) -> Write:
    place = root / path
    return Write(
        path=path,
        content=text.encode(),
        before=place.read_bytes() if place.is_file() else None,
    )


def _proof_write(compiled: Compiled) -> Write:
    """Remember the proof for runs that change nothing; forget one of other files."""
    place = compiled.source.place.root / PROOF
    proof, content = compiled.facts.proof, None
    if proof is not None:
        content = dump_proof(proof, digest_of(compiled.facts.files)).encode()
    return Write(
        path=PROOF,
        content=content,
        before=place.read_bytes() if place.is_file() else None,
    )
