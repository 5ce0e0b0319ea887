"""Questions about a design that many files ask are answered once.

Location: pactgen/views/once.py. Used by the views. A design is frozen, so an answer stays right for
as long as the design lives; then it is forgotten with it.
"""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple, cast

from pactgen.emit import is_neutral
from pactgen.passes.reading.remembered import Answers

if TYPE_CHECKING:
    from collections.abc import Callable

    from pactgen.ir.design import Design

Asked = TypeVarTuple("Asked")
R = TypeVar("R")

Question = tuple[object, bool, tuple[int, ...]]

_answers: Answers[Design, Question] = Answers()


def once(function: Callable[[Design, *Asked], R]) -> Callable[[Design, *Asked], R]:
    """Remember what the function returned for a design and these very arguments.

    Arguments are told apart by identity, and kept, so that no other object takes theirs: comparing
    endpoints by value costs more than most answers. What the benign twin is told is kept apart.
    """

    @wraps(function)
    def remembered(design: Design, *asked: *Asked) -> R:
        known = _answers.of(design)
        question = (function, is_neutral(), tuple(map(id, asked)))
        found = known.get(question)
        if found is None:
            found = known[question] = (function(design, *asked), asked)
        return cast("R", found[0])

    return remembered
