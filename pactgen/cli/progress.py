"""What a person sees while pactgen works: one line on standard error, gone when it is done.

Location: pactgen/cli/progress.py. In a pipe and with `--json` there is none; the stages are timed
in any case. Used by the commands, called by pipeline.py.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class Watch:
    """Times the stages of a run and, where a person watches, names the one that runs."""

    def __init__(self, *, quiet: bool) -> None:
        """Draw only on a terminal."""
        self._draws = not quiet and sys.stderr.isatty()
        self.seconds: dict[str, float] = {}
        """CPU seconds of each stage, its child processes included."""

    @contextmanager
    def stage(self, name: str, doing: str) -> Iterator[None]:
        """Time a stage; `doing` is what a person reads meanwhile."""
        if self._draws:
            sys.stderr.write(f"\r\x1b[2K{doing} …")
            sys.stderr.flush()
        started = _cpu_seconds()
        try:
            yield
        finally:
            spent = _cpu_seconds() - started
            self.seconds[name] = self.seconds.get(name, 0.0) + spent
            if self._draws:
                sys.stderr.write("\r\x1b[2K")
                sys.stderr.flush()

    def rounded(self) -> dict[str, float]:
        """Return the figures for `--json`."""
        return {name: round(value, 3) for name, value in self.seconds.items()}


def _cpu_seconds() -> float:
    times = os.times()
    return times.user + times.system + times.children_user + times.children_system
