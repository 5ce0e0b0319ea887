"""Which database a script is written for, by what only that database understands.

Location: pactgen/readers/sql/dialects.py. Used by `pactgen.readers.schema`.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pactgen.ir.schema import Dialect

_EVIDENCE: Final[tuple[tuple[Dialect, int, str], ...]] = (
    ("mysql", 5, r"\bENGINE\s*="),
    ("mysql", 5, r"\bAUTO_INCREMENT\b"),
    ("mysql", 5, r"/\*!\d{5}"),
    ("mysql", 4, r"^[ \t]*DELIMITER[ \t]"),
    ("mysql", 4, r"\bUNSIGNED\b"),
    ("mysql", 4, r"\bON\s+UPDATE\s+CURRENT_TIMESTAMP"),
    ("mysql", 4, r"\bSET\s+(?:@|FOREIGN_KEY_CHECKS|NAMES\b)"),
    ("mysql", 4, r"\b(?:DEFAULT\s+)?CHARSET\s*="),
    ("mysql", 3, r"\b(?:TINY|MEDIUM|LONG)(?:TEXT|BLOB)\b|\bENUM\s*\("),
    ("mysql", 3, r"\bCOMMENT\s+'"),
    ("mysql", 2, r"`\w+`"),
    ("mysql", 2, r"^[ \t]*(?:UNIQUE\s+)?KEY\s+[`\w]+\s*\("),
    ("postgresql", 5, r"\bCREATE\s+EXTENSION\b"),
    ("postgresql", 5, r"\bCREATE\s+TYPE\b"),
    ("postgresql", 5, r"\bCREATE\s+DOMAIN\b"),
    ("postgresql", 5, r"\bpg_catalog\b|\bOWNER\s+TO\b"),
    ("postgresql", 5, r"\bFROM\s+stdin\b|^\\(?:c|connect)\b"),
    ("postgresql", 5, r"\bALTER\s+TABLE\s+ONLY\b"),
    ("postgresql", 4, r"\b(?:BIG|SMALL)?SERIAL\b"),
    ("postgresql", 4, r"\bJSONB\b|\bBYTEA\b|\bTSVECTOR\b|\bCITEXT\b|\bINET\b"),
    ("postgresql", 4, r"\bTIMESTAMPTZ\b|\bWITH(?:OUT)?\s+TIME\s+ZONE\b"),
    ("postgresql", 4, r"\w::\w|'::\w|\)::\w"),
    ("postgresql", 4, r"\bAS\s+IDENTITY\b"),
    ("postgresql", 4, r"\b(?:gen_random_uuid|nextval|uuid_generate_v\d)\s*\("),
    ("postgresql", 4, r"\bUSING\s+(?:gin|gist|brin|hash)\b"),
    ("postgresql", 3, r"\$\w*\$"),
    ("postgresql", 3, r"\bCHARACTER\s+VARYING\b"),
    ("postgresql", 3, r"\bCOMMENT\s+ON\b"),
    ("postgresql", 3, r"\b(?:TEXT|INT|INTEGER|UUID|\))\s*\[\s*\]"),
    ("postgresql", 2, r"\bUUID\b(?!\s*\()|\bnow\s*\(\s*\)"),
    ("sqlite", 5, r"\bAUTOINCREMENT\b"),
    ("sqlite", 5, r"\bPRAGMA\b"),
    ("sqlite", 5, r"\bWITHOUT\s+ROWID\b|\)\s*STRICT\b"),
    ("sqlite", 4, r"\b(?:strftime|julianday|unixepoch)\s*\(|\bdatetime\s*\(\s*'now'"),
    ("sqlite", 4, r"\bsqlite_\w+|\browid\b"),
    ("sqlite", 4, r"\[\w[\w ]*\]\s+\w"),
    ("sqlite", 2, r"\bINTEGER\s+(?:NOT\s+NULL\s+)?PRIMARY\s+KEY\b"),
)
_COMPILED: Final = tuple(
    (dialect, weight, re.compile(pattern, re.IGNORECASE | re.MULTILINE))
    for dialect, weight, pattern in _EVIDENCE
)
_FILE_NAMES: Final[tuple[tuple[Dialect, str], ...]] = (
    ("postgresql", r"postgres|(?<![a-z])pg(?![a-z])"),
    ("mysql", r"mysql|maria"),
    ("sqlite", r"sqlite"),
)
_DATA: Final = re.compile(
    r"^[ \t]*(?:INSERT|\(|VALUES|--|REPLACE)[^\n]*\n", re.IGNORECASE | re.MULTILINE
)
_REMARKS: Final = re.compile(r"(?<=\s)--\s[^\n]*|/\*(?!!).*?\*/", re.DOTALL)
"""What people write behind a column is none of the database's words: `-- uuid`."""
_FALLBACK: Final[Dialect] = "postgresql"


@dataclass(frozen=True, slots=True)
class Recognised:
    """A dialect, and what told."""

    dialect: Dialect
    why: str


def recognise(files: Iterable[tuple[str, str]]) -> Recognised:
    """Return the dialect of scripts, given as names and texts."""
    scores: Counter[Dialect] = Counter()
    seen: dict[Dialect, list[str]] = {}
    for name, text in files:
        for dialect, weight, what in _told(name, _REMARKS.sub("", _DATA.sub("", text))):
            if what not in seen.setdefault(dialect, []):
                scores[dialect] += weight
                seen[dialect].append(what)
    if not scores:
        return Recognised(_FALLBACK, "nothing in it is particular to one database")
    best = max(scores, key=lambda dialect: (scores[dialect], dialect == _FALLBACK))
    return Recognised(best, f"it uses {', '.join(seen[best][:4])}")


def _told(name: str, text: str) -> Iterator[tuple[Dialect, int, str]]:
    for dialect, weight, pattern in _COMPILED:
        if found := pattern.search(text):
            yield dialect, weight, f"`{' '.join(found[0].split())}`"
    for dialect, spelling in _FILE_NAMES:
        if re.search(spelling, name.rpartition("/")[2], re.IGNORECASE):
            yield dialect, 2, f"the name `{name}`"
