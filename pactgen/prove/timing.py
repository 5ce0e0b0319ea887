"""How long something took."""

from __future__ import annotations

import time


class Stopwatch:
    """Starts when it is made."""

    def __init__(self) -> None:
        self._began = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Wall-clock seconds since then."""
        return time.perf_counter() - self._began
