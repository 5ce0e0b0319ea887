"""What the number of all rows is called beside a list of them: `articlesCount`.

Location: pactgen/passes/words/totals.py. Used where lists and their figures are found.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from pactgen.passes.words.names import singular
from pactgen.passes.words.vocabulary import bare

_FORMS: Final = (
    "{}count", "{}total", "total{}", "count{}", "num{}", "numberof{}", "totalnumberof{}"
)  # fmt: skip


@cache
def totals_of(noun: str) -> frozenset[str]:
    """Return the bare names of such a number, by what the rows are called."""
    nouns = {bare(form) for form in (noun, singular(noun))} - {""}
    return frozenset(form.format(each) for each in nouns for form in _FORMS)
