"""Mutated documents are read or refused, and never crash the reader.

`PACTGEN_MUTATIONS=20000` runs so many on each document; `PACTGEN_SCHEMAS=folder` adds documents.
"""

from __future__ import annotations

import os
import random
import re
from pathlib import Path

import pytest

from pactgen.passes.reconcile.tables_of import Catalog
from pactgen.readers.schema import read_schema
from pactgen.views.migration.exact.revision import exact_migration_view

COUNT = int(os.environ.get("PACTGEN_MUTATIONS", "40"))
PIECE = re.compile(r"\w+|\s+|.", re.DOTALL)
STRANGE = (
    *("'", '"', "`", "(", ")", ";", "--", "/*", "*/", "$$", "\\", "\0", "\u202e", "::", "[", "]"),
    *("NOT", "NULL", "DEFAULT", "CHECK", "PRIMARY KEY", "REFERENCES", "CONSTRAINT", "AS", "ON"),
    *(
        "CREATE",
        "ALTER TABLE",
        "DROP",
        "COPY",
        "FROM stdin",
        "BEGIN",
        "END",
        "PARTITION OF",
        "LIKE",
    ),
    *("1e999", "''", '""', "0x", "é", "DELIMITER //", "GENERATED ALWAYS", "INHERITS", "TABLE"),
)


def documents() -> list[Path]:
    here = Path(__file__).parents[2]
    folders = [here / "live" / "schemas" / "documents", *(here / "cases").glob("schema-*")]
    if given := os.environ.get("PACTGEN_SCHEMAS"):
        folders.append(Path(given))
    suffixes = {".sql", ".dbml", ".md", ".mmd"}
    return [
        path for folder in folders for path in sorted(folder.iterdir()) if path.suffix in suffixes
    ]


def mutated(pieces: list[str], chance: random.Random) -> str:
    """Change a few pieces of a text."""
    changed = list(pieces)
    for _ in range(chance.randint(1, 6)):
        if not changed:
            break
        place = chance.randrange(len(changed))
        match chance.randrange(6):
            case 0:
                del changed[place : place + chance.randint(1, 20)]
            case 1:
                changed[place:place] = [" ", chance.choice(STRANGE), " "]
            case 2:
                changed[place] = chance.choice(STRANGE)
            case 3:
                other = chance.randrange(len(changed))
                changed[place], changed[other] = changed[other], changed[place]
            case 4:
                changed[place:place] = changed[place : place + chance.randint(1, 30)]
            case _:
                del changed[place:]
    return "".join(changed)


@pytest.mark.parametrize(
    "document", documents(), ids=lambda path: f"{path.parent.name}-{path.name}"
)
def test_a_mutated_document_is_read_or_refused(document: Path, tmp_path: Path) -> None:
    text = document.read_text(encoding="utf-8")[:60_000]
    pieces = PIECE.findall(text)
    chance = random.Random(document.name)  # noqa: S311 - the same every time
    target = tmp_path / document.name
    for _ in range(COUNT):
        changed = mutated(pieces, chance)
        target.write_text(changed, encoding="utf-8")
        result = read_schema([target], base=tmp_path)
        if not result.findings and result.schema.tables:
            assert Catalog(schema=result.schema).tables
            assert exact_migration_view(result.schema).upgrade
