"""Values of members of bodies that answers can show: the narrower type says which.

Location: pactgen/prove/shown_samples.py. Used by from_design.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.ir.contract import ABSENT
from pactgen.ir.wire import ListOf, Nullable, Scalar
from pactgen.passes.endpoints.fit_answers import NAMED
from pactgen.values import replace
from pactgen.views.samples import sample
from pactgen.views.types import resolved

if TYPE_CHECKING:
    from pactgen.ir.design import Design
    from pactgen.ir.wire import WireField, WireType


def shown_sample(design: Design, field: WireField) -> object:
    """Return a value that the member may bring and answers can show; ABSENT: all can."""
    if field.shown is None or _is_no_empty_text(resolved(design, field.type), field.shown):
        return ABSENT
    return sample(design, _within(design, field.shown, field.type))


def _is_no_empty_text(brought: WireType, shown: WireType) -> bool:
    """Whether any text may be brought but the empty one, which the proof never brings."""
    if isinstance(brought, Nullable):
        brought = brought.inner
    return shown == NAMED and isinstance(brought, Scalar)


def _within(design: Design, shown: WireType, brought: WireType) -> WireType:
    """Return the narrower type; items of which it says nothing are those of the wider one."""
    wide = resolved(design, brought)
    if isinstance(wide, Nullable):
        wide = resolved(design, wide.inner)
    match shown, wide:
        case ListOf(item=Scalar(kind="any")), ListOf():
            return replace(shown, item=wide.item)
    return shown
