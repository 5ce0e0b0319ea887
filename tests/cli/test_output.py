"""Standard output that takes no more: told with an exit code, never cut in silence."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import pytest

from pactgen.cli import answer

FULL = Path("/dev/full")


class Narrow(io.RawIOBase):
    """Takes a few bytes at a time, as an unbuffered file on a disk that fills up does."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.taken = b""

    def writable(self) -> bool:
        return True

    def write(self, data) -> int:
        if not self.room:
            raise OSError(28, "No space left on device")
        part = bytes(data[: min(7, self.room)])
        self.taken += part
        self.room -= len(part)
        return len(part)


def printed(monkeypatch: pytest.MonkeyPatch, raw: Narrow) -> None:
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="utf-8", write_through=True))
    answer.print_json({"title": "A text of more than seven bytes: é"})


def test_all_of_a_text_is_written_where_a_call_takes_a_part(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    raw = Narrow(1000)
    printed(monkeypatch, raw)
    assert raw.taken.decode() == '{"title": "A text of more than seven bytes: é"}\n'


def test_a_disk_that_fills_up_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(answer.UnwritableError, match="No space left on device"):
        printed(monkeypatch, Narrow(20))


@pytest.mark.skipif(not FULL.exists(), reason="there is no /dev/full")
@pytest.mark.parametrize("unbuffered", ["", "1"])
def test_a_full_disk_is_no_bug(tmp_path: Path, unbuffered: str) -> None:
    command = [sys.executable, "-m", "pactgen", "schema", "--json"]
    contract = tmp_path / "docs/api.yaml"
    contract.parent.mkdir()
    contract.write_text("openapi: 3.1.0\ninfo: {title: Notes, version: '1'}\npaths: {}\n")
    with FULL.open("w") as full:
        done = subprocess.run(
            command,
            cwd=tmp_path,
            env={"PYTHONUNBUFFERED": unbuffered},
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        2,
        "error: cannot write the output: No space left on device\n",
    )
