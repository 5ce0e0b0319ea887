"""What the proof measured, in the log and between runs.

Location: pactgen/record/evidence.py. Evidence is bound to the digest of the files that it was
measured on: a run that changes no file may state it again, any other may not. It holds no time and
no machine, so that equal measurements give equal bytes. Used by log.py and pipeline.py.
"""

from __future__ import annotations

import hashlib
import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

from pactgen.prove.result import Failure, Proof, StageResult
from pactgen.record.markdown import code, table, text
from pactgen.values import replace
from pactgen.workspace.files import digest

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from pactgen.workspace.files import EmittedFile

PROOF: Final = ".pactgen/proof.json"
_INSTALLED: Final = re.compile(r"/[^\s\"']*/(?:site-packages|lib/python3\.\d+)/")
"""Where Python and its packages are installed, in a traceback."""


def digest_of(files: Iterable[EmittedFile]) -> str:
    """Return one hash for a whole rendered project."""
    lines = sorted(f"{digest(file.content)}  {file.path}\n" for file in files)
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def portable(proof: Proof, folder: Path) -> Proof:
    """Return a proof that names no place of this machine: paths begin in the project."""
    return replace(proof, stages=tuple(_portable_stage(stage, folder) for stage in proof.stages))


def _portable_stage(stage: StageResult, folder: Path) -> StageResult:
    def told(value: str) -> str:
        inside = value.replace(f"{folder.as_posix()}/", "").replace(str(folder), ".")
        return _INSTALLED.sub(".../", inside)

    failures = tuple(
        Failure(
            subject=told(failure.subject),
            problem=told(failure.problem),
            detail=told(failure.detail),
        )
        for failure in stage.failures
    )
    return replace(stage, failures=failures, notes=tuple(told(note) for note in stage.notes))


def _gist(detail: str) -> str:
    """Return the line of a detail that is the same in every run: the request, or the error.

    Files hold this one; the rest, with times and random ids, is for the terminal.
    """
    lines = [line for line in detail.splitlines() if line.strip()]
    if not lines:
        return ""
    return lines[-1] if lines[0].startswith("Traceback") else lines[0]


def dump_proof(proof: Proof, measured_on: str) -> str:
    """Print a proof for the next run."""
    stages = [
        {
            "name": stage.name,
            "database": stage.database,
            "ok": stage.ok,
            "counts": dict(stage.counts),
            "failures": [
                {"subject": item.subject, "problem": item.problem, "detail": _gist(item.detail)}
                for item in stage.failures
            ],
            "notes": list(stage.notes),
            "skipped": stage.skipped,
        }
        for stage in proof.stages
    ]
    document = {"measured_on": measured_on, "stages": stages}
    return json.dumps(document, indent=2, ensure_ascii=False) + "\n"


def parse_proof(content: str, measured_on: str) -> Proof | None:
    """Return a remembered proof if it was measured on these very files."""
    try:
        document = json.loads(content)
        if document["measured_on"] != measured_on:
            return None
        return Proof(
            stages=tuple(_stage(stage) for stage in document["stages"]),
            environment="",
            python="",
        )
    except (ValueError, KeyError, TypeError):
        return None


def _stage(stage: dict[str, Any]) -> StageResult:
    return StageResult(
        name=stage["name"],
        database=stage["database"],
        ok=stage["ok"],
        counts=MappingProxyType(stage["counts"]),
        failures=tuple(Failure(**item) for item in stage["failures"]),
        notes=tuple(stage["notes"]),
        skipped=stage["skipped"],
    )


def counts_text(counts: Mapping[str, int]) -> str:
    """Return `4 commands, 1 revision`; the nouns arrive as plurals."""
    return ", ".join(f"{count} {_singular(n) if count == 1 else n}" for n, count in counts.items())


def _singular(noun: str) -> str:
    return f"{noun[:-3]}y" if noun.endswith("ies") else noun.removesuffix("s")


def evidence_lines(proof: Proof | None) -> Iterator[str]:
    """Return the last section of the log."""
    if proof is None:
        yield "None on these files: `pactgen scaffold` without `--no-prove` measures them."
        return
    failures = proof.failures
    yield (
        f"**{'All stages passed' if proof.ok else f'FAILED, {len(failures)} to look at'}** "
        "on the files named in pactgen.lock."
    )
    yield ""
    yield from table(
        ["Stage", "Database", "Result", "Counted"],
        (
            [stage.name, stage.database or "", _result(stage), _counts(stage)]
            for stage in proof.stages
        ),
    )
    notes = [(stage, note) for stage in proof.stages for note in stage.notes]
    if notes:
        yield ""
        yield from (f"- {stage.name}: {text(note)}" for stage, note in notes)
    if failures:
        yield ""
        yield "### Findings"
        yield ""
    for stage, failure in failures:
        where = f"{stage.name}, {stage.database}" if stage.database else stage.name
        yield f"- {code(failure.subject)} ({where}): {text(failure.problem)}"
        if gist := _gist(failure.detail):
            yield f"  {code(gist)}"


def _result(stage: StageResult) -> str:
    if stage.skipped is not None:
        return f"skipped: {text(stage.skipped)}"
    return "passed" if stage.ok else f"failed ({len(stage.failures)})"


def _counts(stage: StageResult) -> str:
    return text(counts_text(stage.counts))
