"""The whole compiler on one page: the stages in their order, each one line.

Location: pactgen/pipeline.py. Every function takes a request and returns values; the command line
prints them. A stage that cannot go on because of the input raises `StoppedError`, which carries
the reason as a value; any other exception is a bug in pactgen.
"""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from pactgen import stages
from pactgen.stages import Request as Request
from pactgen.stages import StoppedError as StoppedError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from pactgen.prove.result import Proof
    from pactgen.record.explain import Explanation
    from pactgen.record.facts import Facts
    from pactgen.stages import Compiled, Source, Watch, Written


def compile_contract(request: Request, watch: Watch) -> Compiled:
    """Run the compiler: nothing is written, and the log holds the evidence that is remembered."""
    with watch.stage("read", "reading the contract"):
        source = stages.read(request)
    with watch.stage("check", "checking the contract"):
        stages.check(source)
    with watch.stage("decide", "deciding"):
        design = stages.decide(source)
    with watch.stage("render", "rendering"):
        files = stages.render(source, design)
    with watch.stage("merge", "comparing with the project"):
        return stages.merge(source, design, files)


def scaffold(request: Request, watch: Watch, *, prove: bool, write: bool) -> Written:
    """Compile, prove and write."""
    stages.recover(request)
    compiled = compile_contract(request, watch)
    stages.refuse_conflicts(compiled)
    if prove and write:
        with watch.stage("prove", "proving: compile, migrate, boot, call every operation"):
            compiled = stages.proved(compiled)
    if not write:
        return stages.unwritten(compiled)
    with watch.stage("write", "writing"):
        return stages.write(compiled)


def check(request: Request, watch: Watch) -> Compiled:
    """Compile, and compare with what is there."""
    return compile_contract(request, watch)


def validate(request: Request, watch: Watch) -> Source:
    """Read the contract and check it."""
    with watch.stage("read", "reading the contract"):
        source = stages.read(request)
    with watch.stage("check", "checking the contract"):
        stages.check(source)
    return source
