"""What a person moved to a file of their own follows the contract there."""

import ast

import pytest

from tests.workspace.conftest import shared, yours
from tests.workspace.test_own import told

PLACE, MINE = "src/shop/books/service.py", "src/shop/books/problems.py"
SERVICE = '''\
"""What can be done with books."""

from shop.errors import NotFoundError


class BookNotFoundError(NotFoundError):
    """No book has this id."""

    def __init__(self, book_id: int) -> None:
        """Name it."""
        super().__init__(f"No book has the id {book_id}.")


class BookService:
    """The use cases."""

    async def read_book(self, book_id: int) -> int:
        """Read."""
        raise BookNotFoundError(book_id)
'''
ERROR = SERVICE[SERVICE.index("class BookNot") : SERVICE.index("class BookService")]
IMPORT = "from shop.errors import NotFoundError\n"
TAKEN = SERVICE.replace(ERROR, "").replace(
    IMPORT, "from shop.books.problems import BookNotFoundError\n"
)
PROBLEMS = f'"""Mine."""\n\n{IMPORT}\n\n{ERROR.rstrip()}\n'
CHANGED = SERVICE.replace("book_id: int", "book_id: UUID").replace(
    IMPORT, f"from uuid import UUID\n\n{IMPORT}"
)


@pytest.fixture
def books(project):
    project.run(shared(PLACE, SERVICE))
    project.write(PLACE, TAKEN)
    project.write(MINE, PROBLEMS)
    return project


def text(project, path: str) -> str:
    found = (project.root / path).read_text()
    ast.parse(found)
    return found


def settled(project, printed: str) -> bool:
    before = project.tree()
    project.run(shared(PLACE, printed))
    return project.tree() == before


def test_a_change_of_a_moved_class_goes_to_its_file(books):
    lines = told(books.run(shared(PLACE, CHANGED)))
    assert lines == [
        f"{MINE}: BookNotFoundError: the contract changed it; it is merged here, where you moved it"
    ]
    assert "def __init__(self, book_id: UUID) -> None:" in text(books, MINE)
    assert "from uuid import UUID\n" in text(books, MINE)
    assert "async def read_book(self, book_id: UUID) -> int:" in text(books, PLACE)
    assert "class BookNotFoundError" not in text(books, PLACE)
    assert settled(books, CHANGED)


def test_what_is_new_in_it_alone_brings_no_import_to_the_file_that_it_left(books):
    only = SERVICE.replace("__init__(self, book_id: int)", "__init__(self, book_id: UUID)").replace(
        IMPORT, f"from uuid import UUID\n\n{IMPORT}"
    )
    books.run(shared(PLACE, only))
    assert "UUID" in text(books, MINE)
    assert text(books, PLACE) == TAKEN


def test_an_edit_in_it_stays_and_both_at_one_line_are_a_conflict_there(books):
    mine = PROBLEMS.replace("No book has the id", "Nobody wrote")
    books.write(MINE, mine)
    books.run(shared(PLACE, CHANGED))
    assert "Nobody wrote {book_id}." in text(books, MINE)
    again = CHANGED.replace("No book has the id", "There is no")
    (conflict,) = books.plan(shared(PLACE, again)).conflicts
    assert [clash.name for clash in conflict.clashes] == ["BookNotFoundError.__init__"]
    assert conflict.path == MINE
    marked = books.plan(shared(PLACE, again)).with_markers()
    (change,) = [each for each in marked.writes if each.path == MINE]
    assert b"<<<<<<< yours\n" in change.content


def test_a_new_name_goes_along(books):
    renamed = CHANGED.replace("Book", "Volume")
    books.run(shared(PLACE, renamed))
    assert "class VolumeNotFoundError(NotFoundError):" in text(books, MINE)
    assert "from shop.books.problems import VolumeNotFoundError\n" in text(books, PLACE)
    assert "raise VolumeNotFoundError(book_id)" in text(books, PLACE)
    assert settled(books, renamed)


def test_it_is_found_without_an_import_too(books):
    books.write(
        PLACE,
        TAKEN.replace("raise BookNotFoundError(book_id)", "return 1").replace(
            "from shop.books.problems import BookNotFoundError\n", ""
        ),
    )
    books.run(shared(PLACE, CHANGED))
    assert "book_id: UUID" in text(books, MINE)


def test_a_class_that_is_nowhere_was_deleted(books):
    (books.root / MINE).unlink()
    (conflict,) = books.plan(shared(PLACE, CHANGED)).conflicts
    assert conflict.path == PLACE


def test_what_the_contract_drops_stays_where_it_is(books):
    books.run(
        shared(
            PLACE,
            SERVICE.replace(ERROR, "").replace("raise BookNotFoundError(book_id)", "return 1"),
        )
    )
    assert text(books, MINE) == PROBLEMS


def test_a_file_that_pactgen_gave_away_is_a_home_too(project):
    given = yours("src/shop/errors.py", "class NotFoundError(Exception): ...\n")
    project.run(given, shared(PLACE, SERVICE))
    project.write(PLACE, TAKEN.replace("shop.books.problems", "shop.errors"))
    project.write("src/shop/errors.py", f"{given.text}\n\n{ERROR.rstrip()}\n")
    project.run(given, shared(PLACE, CHANGED))
    assert "def __init__(self, book_id: UUID) -> None:" in text(project, "src/shop/errors.py")
    before = project.tree()
    project.run(given, shared(PLACE, CHANGED))
    assert project.tree() == before
