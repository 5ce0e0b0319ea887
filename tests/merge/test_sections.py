"""What the contract imports stands among a person's imports as ruff and isort want it."""

import subprocess
import sys
from pathlib import Path

import pytest

from pactgen.merge.python import merge_python

RUFF = str(Path(sys.executable).with_name("ruff"))
SORTED = (
    RUFF, "check", "--isolated", "--quiet", "--select", "I", "-",
    "--config", "lint.isort.force-single-line = true",
    "--config", 'lint.isort.known-first-party = ["shop"]',
)  # fmt: skip
BASE = '''\
"""What can be done with books."""

from shop.books.models import Book
from shop.errors import NotFoundError
from shop.paging import Slice


def use() -> object:
    return Book, NotFoundError, Slice
'''


def module(*lines: str, uses: str) -> str:
    imports = "".join(f"{line}\n" if line else "\n" for line in lines)
    text = BASE[: BASE.index("from")] + imports + BASE[BASE.index("\n\ndef") :]
    return text.replace("Book, NotFoundError, Slice", uses)


def added(*lines: str, uses: str) -> str:
    """Return the module as pactgen prints it with a function that needs further imports."""
    old = [line for line in BASE.splitlines() if line.startswith("from")]
    first = sorted(line for line in lines if "shop" not in line)
    own = sorted(
        {*old, *(line for line in lines if "shop" in line)},
        key=lambda line: line.replace("_9", "_09"),
    )
    printed = module(*first, *([""] if first else []), *own, uses="Book, NotFoundError, Slice")
    return f"{printed}\n\ndef more() -> object:\n    return {uses}\n"


def is_sorted(text: str) -> bool:
    done = subprocess.run(SORTED, input=text, capture_output=True, text=True, check=False)
    return done.returncode == 0


OURS = (
    module(
        "from shop.books.models import Book", "from shop.paging import Slice", uses="Book, Slice"
    ),
    module(
        "from typing import Any",
        "",
        "import structlog",
        "",
        "from shop.books.models import Book",
        "from shop.books.problems import NotFoundError",
        "from shop.paging import Slice",
        uses="Any, structlog, Book, NotFoundError, Slice",
    ),
    module("import structlog", "", "from shop.timing import timed", uses="structlog, timed"),
    module("import json", "import os", uses="json, os"),
)  # fmt: skip
NOW = (
    added("from collections.abc import Sequence", uses="Sequence"),
    added("from shop.books.errors import NotImplementedYetError", uses="NotImplementedYetError"),
    added("from shop.zones import Zone", "from datetime import date", uses="Zone, date"),
    added("from sqlalchemy import select", "from fastapi import Query", uses="select, Query"),
    added("from shop.books.schemas_10 import B", "from shop.books.schemas_9 import A", uses="A, B"),
)


@pytest.mark.parametrize("ours", OURS)
@pytest.mark.parametrize("theirs", NOW)
def test_merged_imports_are_sorted(ours, theirs):
    assert is_sorted(ours)
    assert is_sorted(theirs)
    merged = merge_python(BASE, ours, theirs)
    assert "def more()" in merged.text
    assert is_sorted(merged.text), merged.text


def test_a_remark_above_an_import_stays_one_line_apart():
    first = "from shop.books.models import Book"
    last = "from shop.paging import Slice"
    remarked = ("", "# ours are 404", "from shop.errors import NotFoundError")
    old = "Book, NotFoundError, Slice"
    ours = module(first, *remarked, last, uses=old)
    text = merge_python(BASE, ours, added("from shop.books.rules import check", uses="check")).text
    assert "import check\n\n# ours are 404\nfrom shop.errors" in text
    assert is_sorted(text)


def test_imports_of_a_person_keep_their_order():
    ours = module(
        "from shop.paging import Slice", "from shop.books.models import Book", uses="Book, Slice"
    )
    merged = merge_python(BASE, ours, added("from shop.zones import Zone", uses="Zone"))
    lines = [line for line in merged.text.splitlines() if line.startswith("from")]
    assert lines == [
        "from shop.paging import Slice",
        "from shop.books.models import Book",
        "from shop.zones import Zone",
    ]


def test_imports_that_the_contract_renamed_are_sorted_by_their_new_names():
    theirs = BASE.replace("NotFoundError", "AbsentError").replace("books.models", "zones.models")
    ours = BASE.replace("Slice\n\n", "Slice\nfrom shop.timing import timed\n\n", 1)
    ours = ours.replace("return Book", "return timed, Book")
    merged = merge_python(BASE, ours, theirs, renames={"NotFoundError": "AbsentError"})
    assert "timed, Book, AbsentError" in merged.text
    assert is_sorted(merged.text), merged.text
    names = {"Slice": "Able"}
    theirs = BASE.replace("shop.paging import Slice", "shop.able import Slice")
    merged = merge_python(BASE, ours, theirs.replace("Slice", "Able"), renames=names)
    assert is_sorted(merged.text), merged.text
    base = BASE.replace("shop.paging", "shop.errors").replace("Slice", "Slice2")
    mine = base.replace("return Book", "return 1, Book")
    now = base.replace("Slice2", "Able")
    now = now.replace(
        "from shop.errors import NotFoundError\nfrom shop.errors import Able\n",
        "from shop.errors import Able\nfrom shop.errors import NotFoundError\n",
    )
    merged = merge_python(base, mine, now, renames={"Slice2": "Able"})
    assert merged.text == now.replace("return Book", "return 1, Book")


def test_an_import_that_stays_has_a_place_where_nothing_is_printed_any_more():
    base = '"""Nothing."""\n\nimport json\n\nfrom shop.books import Book\n\nBOOKS = Book\n'
    ours = base.replace("BOOKS = Book", "BOOKS = Book, 1")
    assert merge_python(base, ours, '"""Nothing."""\n').text == (
        '"""Nothing."""\n\nfrom shop.books import Book\n\nBOOKS = Book, 1\n'
    )


def test_a_section_that_the_contract_no_longer_has_keeps_its_place():
    old = [line for line in BASE.splitlines() if line.startswith("from")]
    base = module(
        "from sqlalchemy import select", "", *old, uses="Book, NotFoundError, Slice, select"
    )
    ours = base + "\n\ndef mine() -> object:\n    return select(Book)\n"
    merged = merge_python(base, ours, BASE)
    assert "from sqlalchemy import select\n\nfrom shop" in merged.text
    assert is_sorted(merged.text)
