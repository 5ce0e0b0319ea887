"""From a checked contract to rendered files.

Location: pactgen/stages/designing.py. Used by pipeline.py.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pactgen.passes import design_backend

if TYPE_CHECKING:
    from pactgen.ir.design import Design
    from pactgen.stages.values import Source
    from pactgen.workspace.files import EmittedFile


def design(source: Source) -> Design:
    """Decide everything; the command line's feature name comes before that of pactgen.yaml."""
    place = source.place
    remembered = place.lock.feature if place.lock else None
    feature = source.request.feature or place.config.feature or remembered
    return design_backend(source.contract, replace(place.config, feature=feature))


def render(source: Source, decided: Design) -> tuple[EmittedFile, ...]:
    """Render every file of the project but its log."""
    from pactgen.render import render_project  # noqa: PLC0415 - the template engines are heavy

    return render_project(source, decided)
