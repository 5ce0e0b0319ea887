"""The view of program.py: what the program says of itself.

Location: pactgen/views/programs.py. Used by plan.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import Emitted, identifier, string
from pactgen.ir.behaviours import Info
from pactgen.values import dataclass

if TYPE_CHECKING:
    from pactgen.ir.design import Design


@dataclass(frozen=True, slots=True, kw_only=True)
class ProgramView:
    """Everything that program.py prints."""

    package: Emitted
    name: Emitted
    version: Emitted


def tells_programs(design: Design) -> bool:
    """Tell whether an operation asks what the program is."""
    return any(isinstance(each.behaviour, Info) for each in design.endpoints)


def program_view(design: Design) -> ProgramView:
    """Prepare program.py."""
    return ProgramView(
        package=identifier(design.package),
        name=string(design.project),
        version=string(design.contract.version),
    )
