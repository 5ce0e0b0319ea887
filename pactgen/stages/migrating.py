"""From two designs to a revision: what the last run recorded, what this one wants.

Location: pactgen/stages/migrating.py. Used by pipeline.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.migrations.chain import BEGINNING, EXTERNAL, Chain
from pactgen.migrations.hints import fills_of, guessed_of, stated_of
from pactgen.migrations.plan import plan_migration
from pactgen.migrations.recorded import RECORD, Record, RecordError, parse_record
from pactgen.migrations.revisions import (
    VERSIONS,
    Revision,
    RevisionError,
    UnmergedError,
    read_revisions,
)
from pactgen.passes.tables.schema_of_design import schema_of_design
from pactgen.record.blockers import Blocker, Halt
from pactgen.stages.recovering import recovered
from pactgen.stages.values import Blocked, Migration, Refused, StoppedError
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pactgen.ir.design import Design
    from pactgen.migrations.losses import Loss
    from pactgen.source import Sources
    from pactgen.stages.values import Compiled, Source

_WHO: Final = "the backend engineer with whoever owns the data"
_BRANCHES: Final = (
    f"where two branches changed one part of the database, take both of one of them: `git restore "
    f"--source BRANCH {RECORD} {VERSIONS}`; the next run writes what the other changed"
)


def migrate(source: Source, design: Design) -> Migration:
    """Compare the design with the recorded one; nothing is written."""
    place, new = source.place, design.schema or schema_of_design(design)
    if design.external_migrations:
        return Migration(chain=EXTERNAL, record=None)
    revisions = tuple(
        replace(each, own=place.lock is not None and each.path not in place.lock.files)
        for each in _revisions(place.root)
    )
    recorded = _recorded(place.root)
    if recorded is None and place.lock is None and not revisions:
        return Migration(chain=BEGINNING, record=Record(schema=new))
    if recorded is None:
        adopting = source.request.adopting
        recorded = Record(schema=new) if adopting else recovered(source, design)
    kept = tuple(each for each in revisions if not each.own)
    _refuse_branches(revisions)
    plan = plan_migration(
        recorded.schema,
        new,
        revisions=revisions,
        stated=stated_of(design.tables.values(), place.config.renames, recorded.schema),
        fills=fills_of(design.tables.values()),
        guessed=guessed_of(design.tables.values()),
        allowed=frozenset(source.request.allowed),
        document=design.schema is not None,
    )
    decisions = (*recorded.decisions, *plan.decisions)
    return Migration(
        chain=Chain(begins=False, kept=kept, new=plan.revision),
        record=Record(schema=new, decisions=decisions).after(recorded),
        before=recorded,
        losses=plan.losses,
    )


def decided(design: Design, migration: Migration) -> Design:
    """Return the design with what its migrations decided, now and before."""
    if migration.record is None:
        return design
    return replace(design, decisions=(*design.decisions, *migration.record.decisions))


def refuse_losses(compiled: Compiled) -> None:
    """Stop when the migration could lose what nobody allowed it to lose."""
    if compiled.migration.losses:
        blocker = blocker_of(compiled.migration.losses, compiled.design, compiled.source.sources)
        raise StoppedError(Blocked(blocker=blocker))


def blocker_of(losses: tuple[Loss, ...], design: Design, sources: Sources) -> Blocker:
    """Say what would be lost, the way out without a loss, and how to let it through.

    Args:
        losses: what nobody allowed to be lost.
        design: where the tables are described from now on.
        sources: where that is in the documents.
    """
    names = list(dict.fromkeys(loss.name for loss in losses))
    allowing = " ".join(f"--allow-destructive {name}" for name in names)
    return Blocker(
        problem=f"the migration could lose data: {', '.join(names)}",
        learned=tuple(f"{loss.name}: {loss.what}{_apart(loss, design)}" for loss in losses),
        next=(
            *_ways(losses, design),
            f"or, with a backup, let it through: `pactgen scaffold {allowing}`",
        ),
        decides=_WHO,
        halt=_halt(losses, design, sources),
    )


def _ways(losses: tuple[Loss, ...], design: Design) -> Iterator[str]:
    """Yield the ways out; one that several losses have is said once."""
    names: dict[str, list[str]] = {}
    for loss in losses:
        for way in (loss.renamed, _way_out(loss, design)):
            if way and loss.name not in names.setdefault(way, []):
                names[way].append(loss.name)
    yield from (f"{', '.join(found)}: {way}" for way, found in names.items())


def _way_out(loss: Loss, design: Design) -> str:
    """Say how nothing is lost; a column that names the owner is in no contract to be optional."""
    table, _, column = loss.name.partition(".")
    decided = {each.id: each.choice for each in design.decisions}
    for name, resource in design.resources.items() if loss.unfilled else ():
        if resource.table == table and f"`{column}`" in decided.get(f"ownership/{name}", ""):
            return (
                "nobody owns the rows that are there. They stay everybody's with "
                f"`resources: {{{name}: {{owner: none}}}}` in pactgen.yaml"
            )
    if _members(loss, design):
        return (
            "let it through, and before the revision runs, write into it how the new columns take "
            "their values out of the old one, above the line that drops it"
        )
    return loss.way_out


def _apart(loss: Loss, design: Design) -> str:
    """Say which columns keep the members of an object that was kept in one column."""
    columns = _members(loss, design)
    return f"; from now on its members are kept in {', '.join(columns)}" if columns else ""


def _members(loss: Loss, design: Design) -> tuple[str, ...]:
    """Return the columns that an object which a column kept is made of now."""
    table, _, column = loss.name.partition(".")
    for each in design.tables[table].gathered if table in design.tables else ():
        if each.name == column:
            linked = (one.column for one in each.linked)
            return (*(name for _, name in each.members), *linked)
    return ()


def _halt(losses: tuple[Loss, ...], design: Design, sources: Sources) -> Halt:
    def place(table: str) -> str:
        """Where the contract speaks of the table; of one that goes only the record does."""
        if table not in design.tables:
            return f"{RECORD} ({table})"
        origin = design.tables[table].origin
        return str(sources.span(origin, key=True) or origin)

    tables = dict.fromkeys(loss.name.partition(".")[0] for loss in losses)
    return Halt(
        issue="a revision would destroy what the database holds, and no way to restore it is known",
        evidence=tuple(place(table) for table in tables),
        impact=tuple(f"{loss.name}: {loss.what}{_apart(loss, design)}" for loss in losses),
        action="expand first and contract in a later release, as told below; or verify a backup, "
        "then allow each loss by its name",
    )


def _revisions(root: Path) -> tuple[Revision, ...]:
    try:
        return read_revisions(root)
    except UnmergedError as error:
        problem = f"git's conflict markers are still in {error}"
        raise StoppedError(Refused(problem=problem, help=_BRANCHES)) from error
    except RevisionError as error:
        raise StoppedError(
            Refused(
                problem=f"a revision cannot be read: {error}",
                help="put the file right: `revision` and `down_revision` must be plain literals",
            )
        ) from error


def _recorded(root: Path) -> Record | None:
    place = root / RECORD
    if not place.is_file():
        return None
    try:
        return parse_record(place.read_text(encoding="utf-8"))
    except (RecordError, UnicodeDecodeError) as error:
        raise StoppedError(
            Refused(
                problem=f"{RECORD} cannot be read: {error}",
                help="restore it from version control, or remove it: it is then made again from "
                f"the contract that the last run left in the project; {_BRANCHES}",
            )
        ) from error


def _refuse_branches(revisions: tuple[Revision, ...]) -> None:
    labelled = [each.path for each in revisions if each.is_branch]
    if labelled:
        raise StoppedError(
            Blocked(
                blocker=Blocker(
                    problem="the migrations have labelled branches",
                    learned=tuple(f"{path} carries branch_labels" for path in labelled),
                    next=(
                        "say `migrations: external` in pactgen.yaml and migrate by yourself",
                        "or join the branches: `alembic merge heads`, labels removed",
                    ),
                    decides=_WHO,
                )
            )
        )
