"""Imports come to a module sorted, with the blank lines that isort wants."""

import pytest

from pactgen.merge.importing import as_printed, importing, imports_of, not_importing
from pactgen.merge.imports import imported
from pactgen.merge.python import merge_python
from pactgen.workspace.files import EmittedFile, Owner
from pactgen.workspace.renames import Renames
from pactgen.workspace.shared import merge_texts
from tests.merge.test_sections import BASE, is_sorted

NEW = imported("from shop.zones import Zone\nfrom datetime import date\nfrom shop.a import B\n")


@pytest.mark.parametrize(
    "text",
    [
        BASE,
        "import structlog\n\nX = 1\n",
        '"""Nothing."""\n',
        '"""Nothing."""\n\nX = 1\n',
        "def f() -> int:\n    return 1\n",
        "",
        "from __future__ import annotations\n\nimport os\n\nX = os\n",
    ],
)
def test_they_stand_where_isort_has_them(text):
    after = importing(text, NEW)
    uses = "\n\ndef use() -> object:\n    return Zone, date, B\n"
    assert is_sorted(after + uses), after
    assert importing(after, NEW) == after
    assert not_importing(after, NEW).replace("\n", "") == text.replace("\n", "")


def test_what_it_binds_already_stays():
    text = "from other import Zone\n"
    assert importing(text, NEW[:1]) == text


def test_one_that_is_alone_goes_with_its_blank_line():
    text = "import os\n\nfrom shop.zones import Zone\nfrom shop.a import B\n\nX = os, B\n"
    assert not_importing(text, NEW[:1]) == text.replace("from shop.zones import Zone\n", "")


def test_an_import_that_is_too_long_for_a_line_stands_in_brackets():
    line = f"from shop.books.schemas import {'Long' * 20}\n"
    assert importing("", list(imports_of(line))) == (
        f"from shop.books.schemas import (\n    {'Long' * 20},\n)\n"
    )


def test_a_string_that_is_called_like_an_import_does_not_hold_it():
    base = 'from shop.books.dependencies import Book\n\nrouter = Operations("Book")\n\n\n{}'
    base = base.format("async def get(book: Book) -> int:\n    return 1\n")
    now = base.replace("Book\n", "BookUseCases\n").replace(": Book)", ": BookUseCases)")
    mine = base.replace("return 1", "return 2")
    assert merge_python(base, mine, now).text == now.replace("return 1", "return 2")


LONG = "B" * 80
BRACKETS = f"from shop.books.schemas import (\n    {LONG},\n)\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        (f"from shop.books.schemas import {LONG}\n", BRACKETS),
        ("from shop.books import (\n    Book,\n)\n", "from shop.books import Book\n"),
        (f"from shop.books.schemas import {LONG}  # mine\n", None),
        (f"from shop.books.schemas import {LONG}, Book\n", None),
    ],
)
def test_an_import_of_another_name_stands_in_the_lines_that_pactgen_prints(text, after):
    assert as_printed(text, "") == (after or text)
    assert as_printed(text, text) == text


def test_imports_of_an_edited_module_stand_so_where_the_contract_renames_what_they_import():
    use = "\n\ndef f(book: {0}) -> None:\n    {1}\n"
    base = "from shop.books.schemas import Book\n" + use.format("Book", "pass")
    file = EmittedFile(path="a.py", text=BRACKETS + use.format(LONG, "pass"), owner=Owner.SHARED)
    mine = base.replace("pass", "mine()")
    merged = merge_texts(file, base, mine, Renames(names={"Book": LONG}))
    assert merged.text == file.text.replace("pass", "mine()")
