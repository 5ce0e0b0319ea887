"""Of an edited file that the contract no longer has, what was edited stays, with what it uses."""

import ast

import pytest

from tests.workspace.conftest import shared, yours

HEAD = '"""What can be done with books."""\n\nfrom shop.books.schemas import Book\n'
SERVICE = f'''{HEAD}from shop.errors import NotFoundError
from shop.paging import Slice


class BookNotFoundError(NotFoundError):
    """No book."""


class BookService:
    """The use cases of books."""

    def __init__(self, books: int) -> None:
        """Work on books."""
        self._books = books

    async def list_books(self) -> Slice:
        """List books."""
        return self._books

    async def get_book(self, key: str) -> Book:
        """Get a book."""
        return await self._one(key)

    async def _one(self, key: str) -> Book:
        if not key:
            raise BookNotFoundError(key)
        return Book(key)

    # Yours from here on.
'''
MODELS = '''"""The tables."""

from shop.database import Base


class Book(Base):
    """A row."""

    __tablename__ = "books"


class Shelf(Base):
    """A row."""

    __tablename__ = "shelves"
'''
PLACE = "src/shop/books/service.py"
TABLES = "src/shop/books/models.py"


@pytest.fixture
def printed():
    return (
        yours("src/shop/main.py", "app = 1\n"),
        shared("src/shop/cars/service.py", "CARS = 1\n"),
    )


def test_an_edited_method_stays_with_what_it_calls_and_the_rest_goes(project, printed):
    project.run(*printed, shared(PLACE, SERVICE))
    edited = SERVICE.replace("return await self._one(key)", "return await self._one(key.strip())")
    project.write(PLACE, edited)
    changes = project.run(*printed)
    text = (project.root / PLACE).read_text()
    assert "key.strip()" in text
    names = {node.name for node in ast.walk(ast.parse(text)) if hasattr(node, "name")}
    assert {"BookNotFoundError", "BookService", "__init__", "get_book", "_one"} <= names
    assert "list_books" not in names
    assert "paging" not in text, "nothing uses it"
    (change,) = (each for each in changes.changes if each.path == PLACE)
    assert "what you edited stays" in change.notes[0].message


def test_nothing_more_happens_to_it_in_the_next_run(project, printed):
    project.run(*printed, shared(PLACE, SERVICE))
    project.write(PLACE, SERVICE.replace("return self._books", "return sorted(self._books)"))
    project.run(*printed)
    before = project.tree()
    assert not project.run(*printed).writes
    assert project.tree() == before


def test_what_went_is_there_again_when_the_contract_has_it_again(project, printed):
    project.run(*printed, shared(PLACE, SERVICE))
    project.write(PLACE, SERVICE.replace("return self._books", "return sorted(self._books)"))
    project.run(*printed)
    project.run(*printed, shared(PLACE, SERVICE))
    text = (project.root / PLACE).read_text()
    assert "return sorted(self._books)" in text
    assert {"get_book", "_one", "BookNotFoundError"} <= {
        node.name for node in ast.walk(ast.parse(text)) if hasattr(node, "name")
    }


def test_a_class_that_another_file_prints_now_is_no_second_one_of_its_table(project, printed):
    helper = "src/shop/books/helper.py"
    project.run(*printed, shared(TABLES, MODELS))
    project.write(
        TABLES, MODELS + '\n    @property\n    def mine(self) -> str:\n        return "x"\n'
    )
    project.write(helper, "from shop.books.models import Book\n\nUSED = Book\n")
    stock = MODELS.partition("\n\nclass Shelf")[0].replace("tables", "stock")
    project.run(*printed, shared("src/shop/stock/models.py", stock))
    left = (project.root / TABLES).read_text()
    assert "class Book" not in left
    assert "def mine" in left
    assert "from shop.stock.models import Book" in (project.root / helper).read_text()


@pytest.mark.parametrize(
    "asks",
    ["from shop.books.models import Book\n", "from shop.books import models\nmodels.Book\n"],
)
def test_what_a_file_of_a_persons_asks_for_stays(project, printed, asks):
    project.run(*printed, shared(TABLES, MODELS))
    project.write(TABLES, MODELS + "    MINE = 1\n")
    project.write("tests/test_mine.py", asks)
    project.run(*printed)
    assert "class Book" in (project.root / TABLES).read_text()


def test_an_edit_that_is_no_definition_keeps_the_file(project, printed):
    project.run(*printed, shared(PLACE, SERVICE))
    text = SERVICE.replace("import NotFoundError", "import NotFoundError  # see the wiki")
    project.write(PLACE, text)
    project.run(*printed)
    assert (project.root / PLACE).read_text() == text


TESTS = '''"""What books promise."""


class TestGet:
    async def test_of_nobody(self) -> None:
        assert True


class TestList:
    async def test_of_all(self) -> None:
        assert True
'''


def test_of_a_class_of_tests_the_added_one_stays(project, printed):
    place = "tests/test_books.py"
    project.run(*printed, shared(place, TESTS))
    mine = "    async def test_mine(self) -> None:\n        assert True\n"
    project.write(place, TESTS.replace("\n\n\nclass TestList", f"\n\n{mine}\n\nclass TestList"))
    project.run(*printed)
    text = (project.root / place).read_text()
    ast.parse(text)
    assert mine in text
    assert "TestList" not in text
