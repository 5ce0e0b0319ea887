"""What the contract moved to another file takes the edits in it along."""

import ast

import pytest

from tests.workspace.conftest import shared
from tests.workspace.test_own import told

SERVICE = '''\
"""What can be done with {plural}."""

from shop.errors import NotFoundError


class {name}Service:
    """The use cases."""

    async def list_{plural}(self) -> int:
        """List."""
        return 1
{more}
    # Yours from here on.
'''
RESTOCK = '''
    async def restock(self, key: int) -> int:
        """Fill up."""
        return key
'''
ROUTER = """\
from shop.{plural}.dependencies import {title}


@router.get("/{plural}", operation_id="list{title}")
async def list_{plural}({plural}: {title}) -> int:
    return await {plural}.list_{plural}()
{more}

# Yours from here on.
"""
HANDLER = """

@router.post("/stock", operation_id="restock")
async def restock({plural}: {title}, key: int) -> int:
    return await {plural}.restock(key)
"""
MODEL = '''

class Stock(Base):
    """A row."""

    __tablename__ = "stock"

    size: Mapped[int]
'''


def feature(name: str, *, stock: bool):
    plural, title = f"{name}s", f"{name.title()}s"
    words = {"name": name.title(), "plural": plural, "title": title}
    folder = f"src/shop/{plural}"
    return (
        shared(f"{folder}/models.py", f'"""Rows."""\n{MODEL if stock else ""}'),
        shared(
            f"{folder}/router.py",
            ROUTER.format(**words, more=HANDLER.format(**words) if stock else ""),
        ),
        shared(f"{folder}/service.py", SERVICE.format(**words, more=RESTOCK if stock else "")),
    )


def printed(*, books: bool):
    return (*feature("book", stock=books), *feature("shelf", stock=not books))


def edit(project, path: str, old: str, new: str) -> None:
    text = (project.root / path).read_text()
    assert text.count(old) == 1
    project.write(path, text.replace(old, new))


def edited(project) -> None:
    folder = "src/shop/books"
    edit(
        project, f"{folder}/service.py", "        return key\n", "        return dumps(key)  # m\n"
    )
    edit(project, f"{folder}/service.py", "from shop", "from json import dumps\n\nfrom shop")
    edit(project, f"{folder}/router.py", "restock(key)", "restock(key + 1)")
    edit(project, f"{folder}/models.py", "size: Mapped[int]", "size: Mapped[int]  # mine")


def text_of(project, name: str) -> str:
    text = (project.root / f"src/shop/{name}").read_text()
    ast.parse(text)
    return text


@pytest.mark.parametrize("new", [False, True])
def test_edits_follow_what_moved_to_another_file(project, new):
    project.run(*(feature("book", stock=True) if new else printed(books=True)))
    edited(project)
    changes = project.run(*printed(books=False))
    assert changes.conflicts == ()
    assert "        return dumps(key)  # m\n\n" in text_of(project, "shelfs/service.py")
    assert "from json import dumps\n" in text_of(project, "shelfs/service.py")
    assert "shelfs.restock(key + 1)" in text_of(project, "shelfs/router.py")
    assert "size: Mapped[int]  # mine" in text_of(project, "shelfs/models.py")
    for name in ("service.py", "router.py", "models.py"):
        text = text_of(project, f"books/{name}")
        assert "restock" not in text
        assert "Stock" not in text
    moved = (("models", "Stock"), ("router", "restock"), ("service", "ShelfService.restock"))
    assert {*told(changes)} == {
        f"src/shop/shelfs/{file}.py: {name}: it is here now, with your edits: "
        f"the contract moved it from src/shop/books/{file}.py"
        for file, name in moved
    }
    before = project.tree()
    assert told(project.run(*printed(books=False))) == []
    assert project.tree() == before


def test_your_side_of_a_conflict_stays_in_a_file_that_is_new(project):
    project.run(*feature("book", stock=True))
    edited(project)
    files = feature("shelf", stock=True)
    newer = [shared(each.path, each.text.replace("return key", "return -key")) for each in files]
    changes = project.plan(*newer)
    assert [each.path for each in changes.conflicts] == ["src/shop/shelfs/service.py"]
    chosen = changes.with_yours()
    assert chosen.conflicts == ()
    text = next(each.after for each in chosen.changes if each.path.endswith("shelfs/service.py"))
    assert b"        return dumps(key)  # m\n" in text
    assert b"from json import dumps\n" in text


def test_a_file_of_which_everything_moved_goes(project):
    project.run(*feature("book", stock=True))
    edited(project)
    changes = project.run(*feature("shelf", stock=True))
    assert changes.conflicts == ()
    assert "restock(key + 1)" in text_of(project, "shelfs/router.py")
    assert "# mine" in text_of(project, "shelfs/models.py")
    assert not (project.root / "src/shop/books/models.py").exists()


def test_edits_of_both_places_are_kept(project):
    project.run(*printed(books=True))
    edited(project)
    edit(project, "src/shop/shelfs/service.py", "return 1\n", "return 2  # other\n")
    project.run(*printed(books=False))
    text = text_of(project, "shelfs/service.py")
    assert "return dumps(key)  # m" in text
    assert "return 2  # other" in text


def test_what_moved_unedited_moves_in_silence(project):
    project.run(*printed(books=True))
    edit(project, "src/shop/books/service.py", "return 1\n", "return 2  # other\n")
    assert told(project.run(*printed(books=False))) == []
    assert "restock" not in text_of(project, "books/service.py")


def test_tests_that_are_called_alike_are_not_the_same(project):
    text = "class TestGet{}:\n    def test_of_nobody(self) -> None: ...\n"
    project.run(shared("tests/test_books.py", text.format("Book")))
    edit(project, "tests/test_books.py", "...", "print('mine')")
    lines = told(project.run(shared("tests/test_pages.py", text.format("Page"))))
    assert not any("moved" in line for line in lines)
    assert "mine" in (project.root / "tests/test_books.py").read_text()


WHOLE = '''\
"""What can be done."""

from shop.queries import ListQuery
from shop.queries import ReadQuery


class BookService:
    """The use cases."""

    async def read_book(self, query: ReadQuery) -> int:
        """Read."""
        return query.key
'''
LISTS = '''
    async def list_books(self, query: ListQuery) -> int:
        """List."""
        return query.limit
'''


def test_a_class_brings_the_imports_of_what_stays_in_it(project):
    old, new = "src/shop/books/service.py", "src/shop/library/service.py"
    project.run(shared(old, WHOLE + LISTS))
    edit(project, old, "return query.limit", "return seen(query.limit)")
    edit(
        project,
        old,
        "from shop.queries import L",
        "from shop.timing import seen\n\nfrom shop.queries import L",
    )
    alone = WHOLE.replace("from shop.queries import ListQuery\n", "")
    changes = project.run(shared(new, alone))
    assert changes.conflicts == ()
    text = text_of(project, "library/service.py")
    for line in ("queries import ListQuery", "queries import ReadQuery", "timing import seen"):
        assert f"from shop.{line}\n" in text
    assert "return seen(query.limit)" in text
    assert not (project.root / old).exists()


def test_a_file_keeps_no_import_that_only_what_moved_needs(project):
    project.run(*printed(books=True))
    edited(project)
    project.run(*printed(books=False))
    assert "dumps" not in text_of(project, "books/service.py")


def test_a_method_moves_out_of_a_class_that_a_person_gave_another_name(project):
    project.run(*printed(books=True))
    edited(project)
    edit(project, "src/shop/books/service.py", "class BookService", "class BookCases")
    edit(project, "src/shop/books/service.py", "def restock(", "def refill(")
    edit(project, "src/shop/shelfs/service.py", "class ShelfService", "class ShelfCases")
    changes = project.run(*printed(books=False))
    assert changes.conflicts == ()
    text = text_of(project, "shelfs/service.py")
    assert (
        text.index("class ShelfCases") < text.index("def refill(") < text.index("dumps(key)  # m")
    )
    assert text.count("class ") == 1
    assert "restock" not in text + text_of(project, "books/service.py")


SQL = '''\
"""SQL for {plural}."""

from shop.{plural}.models import {name}
from shop.paging import fetch
{sorts}

class {name}Repository:
    """Reads."""

    async def list_{plural}(self) -> int:
        """List."""
        return 1
{more}
    # Yours from here on.
'''
SORTS = """
STOCK_SORTS: Mapping[str, object] = {
    "size": Stock.size.asc(),
}

"""
LIST = """
    async def list_stock(self, key: str) -> int:
        \"\"\"List.\"\"\"
        return fetch(STOCK_SORTS[key])
"""


def sql(name: str, *, sorts: bool, lists: bool):
    plural = f"{name}s"
    text = SQL.format(
        plural=plural,
        name=name.title(),
        sorts=SORTS if sorts else "",
        more=LIST if lists else "",
    )
    return shared(f"src/shop/{plural}/repository.py", text)


def test_an_edited_mapping_goes_with_the_file_that_prints_it(project):
    project.run(sql("book", sorts=True, lists=True), sql("shelf", sorts=False, lists=False))
    edit(project, "src/shop/books/repository.py", "asc(),\n", 'asc(),\n    "mine": 1,\n')
    changes = project.run(
        sql("book", sorts=False, lists=False), sql("shelf", sorts=True, lists=True)
    )
    assert changes.conflicts == ()
    text = text_of(project, "shelfs/repository.py")
    assert text.count("STOCK_SORTS: Mapping") == 1
    assert '"mine": 1' in text
    assert text.index("STOCK_SORTS:") < text.index("class ")
    assert "STOCK_SORTS" not in text_of(project, "books/repository.py")


@pytest.mark.parametrize("stays", [True, False])
def test_what_moved_code_reads_is_imported_or_comes_along(project, stays):
    """The mapping is printed where it was, or nowhere."""
    last = sql("book", sorts=True, lists=True), sql("shelf", sorts=False, lists=False)
    now = sql("book", sorts=stays, lists=False), sql("shelf", sorts=False, lists=True)
    last, now = (
        [shared(each.path, each.text.replace("STOCK_SORTS[key]", "key")) for each in files]
        for files in (last, now)
    )
    project.run(*last)
    line = "        return fetch(key)\n"
    edit(project, "src/shop/books/repository.py", line, f"        print(STOCK_SORTS)\n{line}")
    assert project.run(*now).conflicts == ()
    text = text_of(project, "shelfs/repository.py")
    assert f"        print(STOCK_SORTS)\n{line}" in text
    assert ("from shop.books.repository import STOCK_SORTS\n" in text) is stays
    assert ("STOCK_SORTS: Mapping" in text) is not stays
    assert ("STOCK_SORTS: Mapping" in text_of(project, "books/repository.py")) is stays


def test_what_only_printed_code_reads_does_not_come_along_with_a_class(project):
    book, shelf = (sql(name, sorts=False, lists=False) for name in ("book", "shelf"))
    first = sql("book", sorts=True, lists=True)
    last = shelf.text[shelf.text.index("class ") :].replace("    # Yours", f"{LIST}\n    # Yours")
    project.run(shared(first.path, first.text.replace(LIST, "") + f"\n\n{last}"))
    place = project.root / first.path
    place.write_text(f"{place.read_text()}\n    async def mine(self) -> int:\n        return 7\n")
    now = shelf.text.replace(
        "    # Yours", LIST.replace("STOCK_SORTS[key]", "key") + "\n    # Yours"
    )
    assert project.run(book, shared(shelf.path, now)).conflicts == ()
    text = text_of(project, "shelfs/repository.py")
    assert "async def mine" in text
    assert "STOCK_SORTS" not in text


def test_an_import_of_a_mapping_names_the_module_that_has_it_now(project):
    project.run(sql("book", sorts=True, lists=True), sql("shelf", sorts=False, lists=False))
    project.write(
        "src/shop/report.py",
        "from shop.books.repository import STOCK_SORTS\n\nprint(STOCK_SORTS)\n",
    )
    project.run(sql("book", sorts=False, lists=False), sql("shelf", sorts=True, lists=True))
    text = text_of(project, "report.py")
    assert text.startswith("from shop.shelfs.repository import STOCK_SORTS\n")


def test_a_method_moves_to_a_class_that_has_another_name_now(project):
    project.run(*printed(books=True))
    edited(project)
    now = [
        shared(each.path, each.text.replace("ShelfService", "RackService"))
        for each in printed(books=False)
    ]
    project.run(*now)
    text = text_of(project, "shelfs/service.py")
    assert text.count("class ") == 1
    assert "return dumps(key)  # m" in text
    assert text.index("class RackService") < text.index("dumps(key)")


@pytest.mark.parametrize("both", [True, False])
def test_an_operation_moves_with_its_edits_under_another_name(project, both):
    """The contract gave it a tag and an operationId at once; its method and path say what it is."""
    project.run(*printed(books=True))
    edited(project)
    now = [
        shared(each.path, each.text.replace("restock", "fill_stock"))
        for each in printed(books=False)
        if both or "/books/" not in each.path
    ]
    changes = project.run(*now)
    assert changes.conflicts == ()
    service, router = (text_of(project, f"shelfs/{name}.py") for name in ("service", "router"))
    assert "async def fill_stock(self, key: int) -> int:" in service
    assert "return dumps(key)  # m" in service
    assert 'operation_id="fill_stock"' in router
    assert "await shelfs.fill_stock(key + 1)" in router
    assert "restock" not in service + router
