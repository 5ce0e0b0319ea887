"""The body that pactgen prints where it knows no rule: it names the operation and raises.

Location: pactgen/merge/stubs.py. A person writes the rule in its place; what the contract calls the
operation, or hands to it, is then no change of the rule, and a rule that pactgen knows later takes
nobody's place. Used by parts.py.
"""

from __future__ import annotations

import re
from typing import Final

_STUB: Final = re.compile(
    r"\s*(?P<named>operation = (?:\"[^\"\n]*\"|\([^()]*\)))\n"
    r"\s*raise NotImplementedYetError\([^()]*\)\n"
)
_ANSWER: Final = re.compile(r"->\s*([^:]+):\s*\Z")


def written_over(base: str, ours: str, theirs: str) -> str | None:
    """Return the body that a person wrote over a stub, None where the base has a rule."""
    last, now = _STUB.fullmatch(base), _STUB.fullmatch(theirs)
    if last is None:
        return None
    return ours if now is None else ours.replace(last["named"], now["named"])


def answers_otherwise(stub: str, rule: str) -> bool:
    """Tell whether a rule answers several rows, which its caller unpacks, by the two signatures."""
    old, new = (_ANSWER.search(each) for each in (stub, rule))
    return new is not None and "[" in new[1] and (old is None or old[1] != new[1])


def is_stub(body: str) -> bool:
    """Tell whether pactgen knows no rule for an operation."""
    return _STUB.fullmatch(body) is not None
