"""Rows read from and put into the tables of a backend, past its operations.

One process of the backend's interpreter answers every question of a proof (`probes/rows.py`); it is
started by the first question and ends with the block of `rows_of`.
"""

from __future__ import annotations

import json
import subprocess
import tempfile
import threading
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

from pactgen.prove.processes import probe, tail
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from pactgen.prove.backend import Backend


class RowsError(Exception):
    """A question was not answered; the message ends with the trace of why."""


@contextmanager
def rows_of(backend: Backend, database_url: str) -> Iterator[Rows]:
    """Yield what asks the tables of a migrated database, and end its process afterwards."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as errors:
        rows = Rows(backend=backend, database_url=database_url, errors=errors)
        try:
            yield rows
        finally:
            rows.end()


@dataclass(slots=True, kw_only=True)
class Rows:
    """The tables of one migrated database."""

    backend: Backend
    database_url: str
    errors: IO[str]
    """What the process writes to standard error."""
    _process: subprocess.Popen[str] | None = None

    def keys(self, table: str, column: str) -> list[Any]:
        """Return the values of a column, or raise RowsError."""
        return self._ask({"do": "keys", "table": table, "column": column})

    def value(self, table: str, column: str, *, key: str, of: object) -> list[Any]:
        """Return what a column holds in the row that has this key, or raise RowsError."""
        question = {"do": "value", "table": table, "column": column, "key": key, "of": of}
        return self._ask(question)

    def insert(
        self,
        table: str,
        key: str,
        rows: Sequence[Mapping[str, Any]],
        *,
        texts: Sequence[str],
        secrets: Sequence[str],
    ) -> list[Any]:
        """Insert rows and return the keys that they were given, or raise RowsError.

        Args:
            table: Where they go.
            key: The column of the keys.
            rows: Values as they travel, by column.
            texts: The columns whose values are kept as they travel.
            secrets: The columns that keep the hash of a password.
        """
        question = {"do": "insert", "table": table, "key": key, "rows": rows}
        return self._ask({**question, "texts": texts, "secrets": secrets})

    def end(self) -> None:
        """End the process, if there is one: its questions have ended."""
        process, self._process = self._process, None
        if process is None:
            return
        try:
            process.communicate(timeout=self.backend.patience)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()

    def _ask(self, question: Mapping[str, Any]) -> list[Any]:
        line = self._exchanged(json.dumps(question) + "\n")
        if not line:
            self.end()
            self.errors.seek(0)
            raise RowsError(
                tail(self.errors.read()) or f"no answer within {self.backend.patience:.0f} s"
            )
        answer = json.loads(line)
        if "error" in answer:
            raise RowsError(answer["error"])
        return list(answer["keys"])

    def _exchanged(self, line: str) -> str:
        """Send a line and return the next one; empty when the process ended, or was ended."""
        process = self._process = self._process or self._start()
        late = threading.Timer(self.backend.patience, process.kill)
        late.start()
        try:
            if process.stdin is not None:
                process.stdin.write(line)
                process.stdin.flush()
            return "" if process.stdout is None else process.stdout.readline()
        except BrokenPipeError:
            return ""
        finally:
            late.cancel()

    def _start(self) -> subprocess.Popen[str]:
        command = (self.backend.environment.python, "-P", probe("rows"), self.backend.package)
        return subprocess.Popen(  # noqa: S603 - never through a shell, arguments are ours
            [str(part) for part in command],
            cwd=self.backend.project,
            env=self.backend.variables({"DATABASE_URL": self.database_url}),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.errors,
            text=True,
            encoding="utf-8",
        )
