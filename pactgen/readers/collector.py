"""The garbage collector, out of the way while a large tree is built, and back for what runs long.

Location: pactgen/readers/collector.py. Building creates hundreds of thousands of objects and no
garbage; the collector would walk all of them again and again.
"""

from __future__ import annotations

import gc
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def collector_off() -> Iterator[None]:
    """Keep the collector from running inside the block."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


@contextmanager
def collector_on() -> Iterator[None]:
    """Let the collector run inside the block, past everything that is there already."""
    enabled = gc.isenabled()
    gc.freeze()
    gc.enable()
    try:
        yield
    finally:
        gc.unfreeze()
        if not enabled:
            gc.disable()
