"""`pactgen adopt`: a lock for a project that has lost it, or never had one.

Location: pactgen/cli/adopt.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.cli import options
from pactgen.cli.answer import Answer, finish
from pactgen.cli.progress import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.stages.adopting import Adopted


def adopt(
    contract: options.Contract = None,
    out: options.Out = None,
    feature: options.FeatureName = None,
    overlay: options.Overlay = None,
    as_json: options.Json = False,
) -> None:
    """Write the lock of a project that has lost it.

    Writes pactgen.lock and the texts that a merge starts from, and changes no other file. What the
    project holds is compared with what pactgen prints from the copy of the contract in it, or from
    the contract where there is no copy: what differs counts as your edits from then on.
    """
    from pactgen import pipeline  # noqa: PLC0415
    from pactgen.cli.outcomes import stopped  # noqa: PLC0415

    request = pipeline.Request(
        contract=contract, out=out, feature=feature, overlays=tuple(overlay or ())
    )
    try:
        result = pipeline.adopt(request, Watch(quiet=as_json))
    except pipeline.StoppedError as error:
        finish(stopped(error.reason), as_json=as_json)
    finish(_answer(result), as_json=as_json)


def _answer(adopted: Adopted) -> Answer:
    return Answer(
        out="".join(f"{line}\n" for line in _lines(adopted)),
        data={
            "project": str(adopted.root),
            "same": list(adopted.same),
            "edited": list(adopted.edited),
            "rewritten": list(adopted.rewritten),
            "missing": list(adopted.missing),
        },
    )


def _lines(adopted: Adopted) -> Iterator[str]:
    yield f"{adopted.root}: {len(adopted.same)} files are as pactgen prints them, or yours"
    for word, paths in (
        ("your edits", adopted.edited),
        ("edited, and must not be: the next run stops there", adopted.rewritten),
        ("missing: the next run creates it", adopted.missing),
    ):
        yield from (f"  {path}: {word}" for path in paths)
    yield "Next: `pactgen scaffold` merges what the contract says now with your edits."
