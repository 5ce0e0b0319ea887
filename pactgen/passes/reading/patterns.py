"""Whether a text has the form that a pattern of the contract asks for."""

from __future__ import annotations

import re


def matches(pattern: str, value: str) -> bool:
    """Whether a text has the form; a pattern that only ECMAScript has is not looked at."""
    try:
        return re.search(pattern, value) is not None
    except re.error:
        return True
