"""Running other programs: a small, named environment, a time limit, and output that is kept."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PASSED_ON: Final = (
    "PATH",
    "HOME",
    "USERPROFILE",
    "SYSTEMROOT",
    "LANG",
    "LC_ALL",
    "TZ",
    "TMPDIR",
    "TEMP",
    "TMP",
    "SSL_CERT_FILE",
)
"""Variables of the caller that a child process may see; everything else stays out."""

TAIL_LINES: Final = 40


@dataclass(frozen=True, slots=True, kw_only=True)
class Finished:
    """A program that ended, or was ended."""

    code: int
    stdout: str
    stderr: str

    @property
    def ok(self) -> bool:
        """Whether it reported success."""
        return self.code == 0

    @property
    def tail(self) -> str:
        """The end of what it wrote, for a report."""
        return tail(self.stdout + self.stderr)

    def json(self) -> Any:  # noqa: ANN401 - a probe prints whatever its docstring says
        """Read its last line of output as JSON."""
        return json.loads(self.stdout.strip().splitlines()[-1])


def tail(text: str, lines: int = TAIL_LINES) -> str:
    """Return the last lines of a text."""
    return "\n".join(text.strip().splitlines()[-lines:])


def scrubbed(extra: Mapping[str, str]) -> dict[str, str]:
    """Return an environment that holds nothing of the caller's but what a program needs."""
    kept = {name: os.environ[name] for name in PASSED_ON if name in os.environ}
    return {**kept, "PYTHONDONTWRITEBYTECODE": "1", "PYTHONUTF8": "1", **extra}


def run(
    command: Sequence[str | Path],
    *,
    cwd: Path,
    env: Mapping[str, str],
    timeout: float,
) -> Finished:
    """Run a program to its end and keep what it wrote."""
    try:
        done = subprocess.run(  # noqa: S603 - never through a shell, arguments are ours
            [str(part) for part in command],
            cwd=cwd,
            env=dict(env),
            capture_output=True,
            check=False,
            timeout=timeout,
            stdin=subprocess.DEVNULL,
            text=True,
            encoding="utf-8",
            errors="replace",
        )
    except subprocess.TimeoutExpired as late:
        written = late.stdout.decode(errors="replace") if isinstance(late.stdout, bytes) else ""
        return Finished(code=-1, stdout=written, stderr=f"no end after {timeout:.0f} s")
    return Finished(code=done.returncode, stdout=done.stdout, stderr=done.stderr)


def probe(name: str) -> Path:
    """Return the path of a script that runs inside the backend's interpreter."""
    return Path(__file__).with_name("probes") / f"{name}.py"
