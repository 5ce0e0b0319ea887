"""One history: contract, scaffold, edits, the next contract, scaffold again; and what must hold."""

from __future__ import annotations

import ast
import json
import random
import re
import subprocess
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pactgen import pipeline
from pactgen.merge.blocks import Suite, split
from pactgen.stages import writing
from pactgen.values import replace
from pactgen.workspace.bases import remembered
from pactgen.workspace.files import Owner
from pactgen.workspace.store import read_lock
from tests.merge.contracts import changed, draw_contract
from tests.merge.edits import edit_project

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.stages.values import Compiled
    from pactgen.workspace.changes import Change

TOKEN = re.compile(r"hand\d+", re.IGNORECASE)
CLASH = re.compile(
    r"^<<<<<<< yours\n.*?^=======\n(.*?)^>>>>>>> pactgen, now\n", re.DOTALL | re.MULTILINE
)


class Quiet:
    """Nobody watches."""

    def stage(self, *_: str):
        return nullcontext()


@dataclass
class Tally:
    """What became of the runs, and of the files that both sides changed in them."""

    runs: int = 0
    stopped: int = 0
    both: int = 0
    conflicts: int = 0
    git: int = 0
    failures: list[str] = field(default_factory=list)


def play(root: Path, seed: int, tally: Tally, *, steps: int) -> None:
    """Play one history; what does not hold is in `tally.failures`."""
    draw = random.Random(seed)  # noqa: S311 - a seed makes the histories the same everywhere
    document = draw_contract(draw)
    contract = root / "docs/api.json"
    contract.parent.mkdir(parents=True)
    contract.write_text(json.dumps(document))
    shared = _write(_compiled(root))
    for _ in range(steps):
        edits = edit_project(root, shared, draw, draw.randint(2, 10))
        document, changes = changed(document, draw, draw.randint(1, 4))
        contract.write_text(json.dumps(document))
        wrong: list[str] = []
        shared = _step(root, tally, wrong)
        tally.failures += [f"seed {seed}: {each}; {edits} {changes}" for each in wrong]
        if wrong:
            return


def _step(root: Path, tally: Tally, wrong: list[str]) -> list[str]:
    """Scaffold once; return the shared files that it leaves."""
    written = _written(root)
    plan = _compiled(root)
    tally.runs += 1
    tally.stopped += bool(plan.changes.conflicts)
    for change in plan.changes.changes:
        _compare(root, change, plan, tally)
    for change in plan.changes.conflicts:
        wrong += _misplaced(root, change, plan)
    plan = replace(plan, changes=plan.changes.with_markers())
    shared = _write(plan)
    wrong += [f"lost {token}" for token in sorted(written - _tokens(root))]
    for path in sorted(root.rglob("*.py")):
        text = path.read_text()
        if "<<<<<<< " in text:
            path.write_text(text := CLASH.sub(r"\1", text))
        try:
            ast.parse(text)
        except SyntaxError as error:
            wrong.append(f"{path.name} is no program: {error}")
    place = replace(plan.source.place, lock=read_lock(root))
    source = replace(plan.source, place=place)
    again = writing.merge(source, plan.design, plan.migration, plan.facts.files).changes
    wrong += [f"again {each.action} {each.path}" for each in again.writes + again.conflicts]
    return shared


def _compiled(root: Path) -> Compiled:
    return pipeline.compile_contract(pipeline.Request(out=root), Quiet())


def _write(compiled: Compiled) -> list[str]:
    writing.write(compiled)
    return [each.path for each in compiled.files if each.owner is Owner.SHARED]


def _tokens(root: Path) -> set[str]:
    texts = (path.read_text() for path in root.rglob("*.py"))
    return {token.lower() for text in texts for token in TOKEN.findall(text)}


def _written(root: Path) -> set[str]:
    """Return the tokens of a person's that no printed text repeats: pactgen may replace those."""
    places = {entry.at: path for path, entry in read_lock(root).files.items()}
    found: set[str] = set()
    for path in root.rglob("*.py"):
        place = path.relative_to(root).as_posix()
        printed = remembered(root, places.get(place, place)) or ""
        found |= {
            token.lower() for token in TOKEN.findall(path.read_text()) if token not in printed
        }
    return found


def _misplaced(root: Path, change: Change, plan: Compiled) -> list[str]:
    """Return the conflicts at definitions that one side alone changed."""
    if not change.clashes:
        return [f"{change.path}: {change.note}"]
    path, now = _printed(change, plan)
    texts = (remembered(root, path) or "", (change.ours or b"").decode(), now or "")
    base, ours, theirs = (_definitions(text) for text in texts)
    return [
        f"{change.path}: {clash.name} is no conflict"
        for clash in change.clashes
        if clash.name in base and base[clash.name] in {ours.get(clash.name), theirs.get(clash.name)}
    ]


def _printed(change: Change, plan: Compiled) -> tuple[str, str | None]:
    """Return the path of a file, wherever a person moved it, and what is printed there now."""
    places = {entry.at: path for path, entry in plan.changes.entries.items()}
    path = places.get(change.path, change.path)
    return path, next((each.text for each in plan.files if each.path == path), None)


def _definitions(text: str) -> dict[str, str]:
    """Return the code of each definition by its qualified name."""
    found: dict[str, str] = {}

    def walk(suite: Suite, scope: str) -> None:
        for block in suite.blocks:
            name = f"{scope}.{block.name}" if scope else block.name
            found[name] = found.get(name, "") + block.code
            if block.suite is not None:
                walk(block.suite, name)

    walk(split(text), "")
    return found


def _compare(root: Path, change: Change, plan: Compiled, tally: Tally) -> None:
    """Count a file that both sides changed, and ask what git makes of it."""
    path, now = _printed(change, plan)
    base = remembered(root, path)
    if base is None or now is None or change.before is None:
        return
    ours = change.before.decode()
    if base not in {now, ours}:
        tally.both += 1
        tally.conflicts += bool(change.clashes)
        tally.git += _git_conflicts(root, ours, base, now)


def _git_conflicts(root: Path, *texts: str) -> bool:
    folder = root.parent / "git"
    folder.mkdir(exist_ok=True)
    places = [folder / name for name in ("ours", "base", "theirs")]
    for place, text in zip(places, texts, strict=True):
        place.write_text(text)
    command = ["git", "merge-file", "-p", *map(str, places)]
    return subprocess.run(command, capture_output=True, check=False).returncode != 0
