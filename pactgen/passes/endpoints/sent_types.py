"""By which media type an answer is called.

Location: pactgen/passes/endpoints/sent_types.py. Used by build_answers.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.passes.reading.messages import is_json

if TYPE_CHECKING:
    from pactgen.ir.contract import Operation, Response


def label_of(operation: Operation, success: Response | None) -> str | None:
    """Return the type that 2.0 gives even to an answer without a schema, or to none it tells."""
    told = operation.responses if success is None else (success,)
    labels = next((each.labels for each in told if success is None or not each.media), ())
    return next((sent_type(label) for label in labels if is_json(label)), next(iter(labels), None))


def sent_type(content_type: str) -> str:
    """A wildcard cannot be sent."""
    return "application/json" if "*" in content_type else content_type
