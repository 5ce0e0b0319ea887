"""A run that would change nothing is recognised by what it reads, and costs no compilation.

Location: pactgen/stages/repeating.py. After a run, .pactgen/last.json (not committed) holds the
SHA-256 of everything that can influence what the next one does: pactgen itself, the request, every
file that was read, and every file of the project that pactgen looks at. When all are the same, so
is the outcome. Used by pipeline.py.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pactgen import __version__
from pactgen.assets import schemas_root, templates_root
from pactgen.config import CONFIG
from pactgen.migrations.recorded import RECORD
from pactgen.migrations.revisions import VERSIONS
from pactgen.record.evidence import PROOF
from pactgen.stages.locating import locate
from pactgen.stages.values import StoppedError
from pactgen.workspace.bases import BASE
from pactgen.workspace.files import Owner
from pactgen.workspace.guard import BusyError
from pactgen.workspace.lock import LOCK
from pactgen.workspace.memo import recall, remember
from pactgen.workspace.preview import YOURS_TOO

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.stages.values import Compiled, Place, Request

_LIBRARIES: Final = ("jinja2", "orjson", "pyyaml")
"""What reads the input and prints the output besides pactgen."""


def repeated(request: Request, *, prove: bool) -> dict[str, Any] | None:
    """Return what the last run said, when this one would read the same and write nothing."""
    if request.template is not None:
        return None
    try:
        place = locate(request)
    except StoppedError:
        return None
    memo = recall(place.root)
    if memo is None or (prove and not memo.get("proved")):
        return None
    try:
        names = [str(name) for name in memo["inputs"]]
        same = memo["state"] == _state(request, place, names, prove=bool(memo["proved"]))
        answer = memo["answer"]
    except (KeyError, TypeError, OSError):
        return None
    return answer if same and isinstance(answer, dict) else None


def keep(compiled: Compiled, answer: Mapping[str, Any]) -> None:
    """Remember what a run said that has just been written.

    Args:
        compiled: the run.
        answer: what the next one says when nothing changed.
    """
    request, proof = compiled.source.request, compiled.facts.proof
    if request.template is not None:
        return
    place = locate(request)
    names = [name for name in compiled.source.inputs if name != CONFIG]
    proved = proof is not None and proof.ok
    memo = {
        "proved": proved,
        "inputs": names,
        "state": _state(request, place, names, prove=proved),
        "answer": dict(answer),
    }
    try:
        remember(place.root, memo)
    except (BusyError, OSError):
        return


def _state(request: Request, place: Place, names: Iterable[str], *, prove: bool) -> str:
    """Return the digest of everything that a run depends on.

    Args:
        request: what the command line asks for.
        place: where it was found.
        names: the files that the contract consists of.
        prove: count in what the proof runs on as well.
    """
    root = place.root
    total = hashlib.sha256()
    for part in (
        *_pactgen(),
        repr((request.feature, request.strict, request.conflicts.value, place.shown)),
        *_files([root / CONFIG, root / LOCK, root / PROOF, root / RECORD, *place.overlays]),
        *_files(_inputs(place, names)),
        *_files(_outputs(place)),
        *(_files(_proved(root)) if prove else ()),
    ):
        total.update(f"{part}\0".encode())
    return total.hexdigest()


def _pactgen() -> Iterable[str]:
    """Yield what this pactgen is: its version, its own text, and the libraries it uses."""
    yield __version__
    yield from (f"{name} {version(name)}" for name in _LIBRARIES)
    package = Path(__file__).parents[1]
    sources = {*package.rglob("*.py"), *templates_root().rglob("*"), *schemas_root().rglob("*")}
    yield from _files(sorted(path for path in sources if "__pycache__" not in path.parts))


def _inputs(place: Place, names: Iterable[str]) -> Iterable[Path]:
    base = place.root if place.contract.is_relative_to(place.root) else place.contract.parent
    yield place.contract
    yield from (base / name for name in names if name != place.shown)


def _outputs(place: Place) -> Iterable[Path]:
    """Yield every file that a run compares with what it prints, and every revision."""
    yield from sorted((place.root / VERSIONS).glob("*.py"))
    recorded = place.lock.files if place.lock else {}
    for path, entry in sorted(recorded.items()):
        yield place.root / path
        if entry.owner is Owner.SHARED:
            yield place.root / f"{BASE}/{path}.base"


def _proved(root: Path) -> Iterable[Path]:
    """Yield what the proof runs on."""
    for name in YOURS_TOO:
        yield from sorted(
            path
            for path in (root / name).rglob("*")
            if "__pycache__" not in path.parts and path.suffix != ".db"
        )


def _files(paths: Iterable[Path]) -> Iterable[str]:
    """Yield name and digest of each file; one that is absent or no file counts as such.

    Where the project lies says nothing about it: the same input gives the same bytes anywhere.
    """
    for path in paths:
        if path.is_file():
            yield f"{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}"
        else:
            yield f"{path.name} -"
