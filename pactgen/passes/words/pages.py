"""Words that say by which number the first page of a list is asked for.

Location: pactgen/passes/words/pages.py. Used by `windows`.
"""

from __future__ import annotations

import re
from typing import Final

_BEGINS: Final = (
    r"(?:start(?:s|ing)?|begin(?:s|ning)?|count(?:s|ed|ing)?|index(?:ed)?"
    r"|empieza|comienza|inicia|começa|beginnt|startet|commence|начина\w+|нумерация)"
)
_FROM: Final = r"(?:at|from|with|by|en|desde|con|em|bei|mit|ab|à|par|\u0441)"


def _from(number: str, word: str, index: str) -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:{number}|{word})[- ]?(?:based|index(?:ed)?)\b|\bbase[- ]{number}\b"
        rf"|\b{_BEGINS} (?:{_FROM} )?(?:page )?(?:{number}|{word})\b|\({number} ?\.\.|\b{index}\b"
        rf"|\bfirst page (?:is|=) ?(?:{number}|{word})\b|\b{number} (?:is|=) (?:the )?first\b",
        re.IGNORECASE,
    )


FROM_ZERO: Final = _from("0", "zero", "нуля")
"""`Zero-based page index (0..N)`, `empieza en 0`."""
FROM_ONE: Final = _from("1", "one", "единицы")
SPRING_ROWS: Final = "content"
"""What a page of Spring Data calls its rows."""
SPRING_PAGE: Final = frozenset(
    {"totalelements", "numberofelements", "pageable", "pagenumber", "empty"}
)
"""What stands beside them in no other page."""
SPRING_ASKED: Final = frozenset({"page", "size", "sort"})
"""The parameters of its `Pageable`."""
SPRING_SORT: Final = "property,desc"
"""How `sort` is written there, whether a description says so or not."""
