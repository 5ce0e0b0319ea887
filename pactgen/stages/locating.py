"""Find the project, its contract and its configuration.

Location: pactgen/stages/locating.py. Used by reading.py and by pipeline.py.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from pactgen.config import CONFIG, Config, parse_config
from pactgen.diagnostics import diagnostic
from pactgen.readers.positions import SourceMap
from pactgen.readers.text import load
from pactgen.record.blockers import Blocker
from pactgen.source import SourceFile
from pactgen.stages.values import Blocked, Place, Refused, Rejected, StoppedError
from pactgen.values import dataclass
from pactgen.workspace.commit import ChangedMeanwhileError, DamagedJournalError, recover
from pactgen.workspace.guard import BusyError
from pactgen.workspace.lock import LOCK, LockError
from pactgen.workspace.paths import STATE, UnsafePathError
from pactgen.workspace.project import (
    SCHEMA_COPIES,
    find_contract,
    find_docs,
    find_overlays,
    find_schemas,
    root_of,
    shown,
)
from pactgen.workspace.store import read_lock

if TYPE_CHECKING:
    from pactgen.stages.values import Request
    from pactgen.workspace.lock import Lock


def locate(request: Request) -> Place:
    """Return where everything is; stop when there is no contract or more than one."""
    root = _root(request)
    complete_interrupted_run(root)
    lock = _lock(root, adopting=request.adopting)
    written = _config_source(request, root)
    config = _config(written)
    contract = _contract(request, root, config, lock)
    overlays = find_overlays(contract)
    if config.overlays is not None:
        overlays = tuple(root / path for path in config.overlays)
    schemas = _schemas(request, root, config, lock, contract)
    return Place(
        root=root,
        contract=contract,
        shown=_named(contract, root, lock, adopting=request.adopting),
        config=config,
        config_source=written,
        overlays=(*overlays, *request.overlays),
        lock=lock,
        schemas=schemas.paths,
        schema_base=schemas.base,
        schema_why=schemas.why,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Schemas:
    paths: tuple[Path, ...] = ()
    base: Path | None = None
    why: str | None = None


def _schemas(
    request: Request, root: Path, config: Config, lock: Lock | None, contract: Path
) -> _Schemas:
    """Find the schema: named, configured, that of the last run, or beside the contract."""
    if request.schemas:
        return _Schemas(paths=tuple(path.absolute() for path in request.schemas))
    if config.schema is not None:
        return _Schemas(paths=tuple(root / path for path in config.schema))
    if lock is not None and lock.schema:
        originals = tuple(root / name for name in lock.schema)
        if all(path.is_file() for path in originals):
            return _Schemas(paths=originals)
        copies = root / SCHEMA_COPIES
        return _Schemas(paths=tuple(copies / Path(name).name for name in lock.schema), base=copies)
    found = find_schemas(contract)
    names = ", ".join(shown(path, root) for path in found)
    return _Schemas(paths=found, why=f"{names} is the schema: it lies in docs/" if found else None)


def complete_interrupted_run(root: Path) -> None:
    """Bring a project that a killed run left into its new state."""
    try:
        recover(root)
    except (
        BusyError,
        ChangedMeanwhileError,
        DamagedJournalError,
        UnsafePathError,
        OSError,
    ) as error:
        raise StoppedError(refusal(error)) from error


def refusal(
    error: BusyError
    | ChangedMeanwhileError
    | DamagedJournalError
    | UnsafePathError
    | LockError
    | OSError,
) -> Refused:
    """Say what stands in the way of a write, and what to do."""
    match error:
        case BusyError():
            return Refused(problem=str(error), help="wait until it has finished, then run again")
        case ChangedMeanwhileError():
            return Refused(
                problem=str(error),
                help="if another pactgen wrote it, run again; else move your "
                f"{error.path} aside, run again, then bring your edit back",
            )
        case DamagedJournalError():
            return Refused(
                problem=str(error),
                help=f"bring the project back from version control and remove {STATE}/journal.json "
                f"and {STATE}/staging, then run again",
            )
        case UnsafePathError():
            return Refused(problem=str(error), help="pactgen writes only to plain files inside")
        case OSError():
            return Refused(
                problem=f"the project cannot be written: {error.strerror}",
                help="make room or give permission, then run again",
            )
        case LockError():
            return Refused(
                problem=f"{LOCK} cannot be read: {error}",
                help="restore it from version control: it says which files are yours; or let "
                "`pactgen adopt` write it anew, which takes what differs as your edits",
            )


def _root(request: Request) -> Path:
    if request.out is not None:
        return request.out.absolute()
    if request.contract is not None:
        return root_of(request.contract)
    return Path.cwd()


def _lock(root: Path, *, adopting: bool) -> Lock | None:
    try:
        return read_lock(root)
    except LockError as error:
        if adopting:
            return None
        raise StoppedError(refusal(error)) from error


def _config_source(request: Request, root: Path) -> SourceFile | None:
    """Return pactgen.yaml: that of the project, else the one above the contract's docs/."""
    folders = [root]
    if request.contract is not None and find_docs(request.contract) is not None:
        folders.append(root_of(request.contract))
    for folder in folders:
        if (folder / CONFIG).is_file():
            return SourceFile(name=CONFIG, data=(folder / CONFIG).read_bytes())
    return None


def _config(source: SourceFile | None) -> Config:
    if source is None or not source.data.strip():
        return Config()
    loaded = load(source)
    config, problems = parse_config(loaded.value)
    findings = loaded.findings or tuple(
        diagnostic("config-invalid", problem.origin, reason=problem.message) for problem in problems
    )
    if findings:
        raise StoppedError(Rejected(findings=findings, sources=SourceMap([source])))
    return config


def _contract(request: Request, root: Path, config: Config, lock: Lock | None) -> Path:
    if request.contract is not None:
        return request.contract.absolute()
    if config.contract is not None:
        return root / config.contract
    if lock is not None and (root / lock.contract).is_file():
        return root / lock.contract
    found = find_contract(root)
    if isinstance(found, Path):
        return found
    copy = contract_copy(root, lock.contract) if lock is not None else None
    if copy is not None:
        return copy
    names = tuple(shown(path, root) for path in found.candidates)
    raise StoppedError(Blocked(blocker=_missing(root, names)))


def _named(contract: Path, root: Path, lock: Lock | None, *, adopting: bool) -> str:
    """Name the contract; the copy in the project goes by the name of its original."""
    name = shown(contract, root)
    if not name.startswith("contract/"):
        return name
    if lock is not None:
        return lock.contract
    original = find_contract(root) if adopting else None
    return shown(original, root) if isinstance(original, Path) else name


def contract_copy(root: Path, named: str) -> Path | None:
    """Return the copy of the contract that a project holds, where it can be told.

    Args:
        root: the project.
        named: what the contract is called outside of the folder of copies.
    """
    folder = root / "contract"
    alone = sorted(folder.glob("openapi.*"))
    same = sorted(folder.rglob(Path(named).name), key=lambda path: (len(path.parts), path))
    return next(iter([*alone, *same]), None)


def _missing(root: Path, names: tuple[str, ...]) -> Blocker:
    problem = "several documents could be the contract" if names else "there is no contract"
    return Blocker(
        problem=f"{problem} in {root.name or root}",
        learned=tuple(f"{name} exists" for name in names)
        or ("neither docs/api.yaml nor docs/openapi.yaml exists, nor any of them deeper in docs/",),
        next=(
            "name one: `pactgen scaffold PATH`, or `contract: PATH` in pactgen.yaml",
            "or let `pactgen init` write a contract to start from",
        ),
        decides="the architect, who delivers the contract",
    )
