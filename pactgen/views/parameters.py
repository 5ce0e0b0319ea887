"""`parameters.py`: there only where a parameter is a list or an object that FastAPI cannot read.

Location: pactgen/views/parameters.py. Used by plan.py; printed by parameters.py.jinja.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, code, dotted
from pactgen.passes.reading.spelling import is_plain
from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.ir.design import Design


@dataclass(frozen=True, slots=True, kw_only=True)
class ParametersView:
    """All that differs from one backend to the other."""

    package: Emitted


def has_spelled_parameters(design: Design) -> bool:
    """Tell whether any parameter is more than a text or a list of texts."""
    return any(
        not is_plain(design.aliases, each)
        for endpoint in design.endpoints
        for each in endpoint.inputs
    )


def parameters_view(design: Design) -> ParametersView:
    """Return the view."""
    return ParametersView(package=code(dotted(design.package)))
