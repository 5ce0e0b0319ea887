"""What a person moved to another file, or to a base of its class, follows the contract there."""

import ast

import pytest

from tests.workspace.conftest import generated, shared, yours
from tests.workspace.test_own import told

PLACE, MINE = "src/shop/books/service.py", "src/shop/books/problems.py"
FOLLOWED = "the contract changed it; it is merged here, where you moved it"
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
    assert lines == [f"{MINE}: BookNotFoundError: {FOLLOWED}"]
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


SHELVES = "src/shop/shelves/service.py"
SHELF = '''\
"""What can be done with shelves."""

from shop.errors import NotFoundError


class ShelfService:
    """The use cases."""

    async def read_shelf(self, key: int) -> int:
        """Read."""
        return key
'''


@pytest.fixture
def shelves(project):
    """Return a project where a person moved a class to another shared file."""
    project.run(shared(PLACE, SERVICE), shared(SHELVES, SHELF))
    project.write(PLACE, TAKEN.replace("shop.books.problems", "shop.shelves.service"))
    project.write(SHELVES, SHELF.replace("class ShelfService", f"{ERROR}class ShelfService"))
    return project


def test_a_class_that_moved_to_another_shared_file_follows_the_contract_there(shelves):
    printed = (shared(PLACE, CHANGED), shared(SHELVES, SHELF.replace("key", "shelf")))
    lines = told(shelves.run(*printed))
    assert lines == [f"{SHELVES}: BookNotFoundError: {FOLLOWED}"]
    assert "def __init__(self, book_id: UUID) -> None:" in text(shelves, SHELVES)
    assert "from uuid import UUID\n" in text(shelves, SHELVES)
    assert "read_shelf(self, shelf: int)" in text(shelves, SHELVES)
    assert "class BookNotFoundError" not in text(shelves, PLACE)
    before = shelves.tree()
    assert told(shelves.run(*printed)) == []
    assert shelves.tree() == before


def test_an_edit_in_it_stays_there_and_both_at_one_line_are_a_conflict(shelves):
    mine = (shelves.root / SHELVES).read_text().replace("No book has the id", "Nobody wrote")
    shelves.write(SHELVES, mine)
    shelves.run(shared(PLACE, CHANGED), shared(SHELVES, SHELF))
    assert "Nobody wrote {book_id}." in text(shelves, SHELVES)
    again = CHANGED.replace("No book has the id", "There is no")
    (conflict,) = shelves.plan(shared(PLACE, again), shared(SHELVES, SHELF)).conflicts
    assert (conflict.path, [clash.name for clash in conflict.clashes]) == (
        SHELVES,
        ["BookNotFoundError.__init__"],
    )


def test_a_class_of_that_name_that_pactgen_prints_there_is_another_one(project):
    both = SHELF.replace("class ShelfService", f"{ERROR}class ShelfService")
    project.run(shared(PLACE, SERVICE), shared(SHELVES, both))
    project.write(PLACE, TAKEN.replace("shop.books.problems", "shop.other"))
    project.write(SHELVES, both.replace("return key", "return key + 1"))
    (conflict,) = project.plan(shared(PLACE, CHANGED), shared(SHELVES, both)).conflicts
    assert conflict.path == PLACE


METHODS = '''\
class BookService:
    """The use cases."""

    async def lend_book(self, book: int) -> int:
        """Lend."""
        found = await self._find(book)
        return found.lent

    async def read_book(self, book: int) -> int:
        """Read."""
        return await self._find(book)
'''
LEND = METHODS[METHODS.index("    async def lend") : METHODS.index("    async def read")].rstrip()
MIXIN = f'class Lending:\n    """Mine."""\n\n{LEND}  # mine\n'
WITHOUT = METHODS.replace(f"{LEND}\n\n", "").replace("BookService:", "BookService(Lending):")
LATER = METHODS.replace("book: int", "book: UUID").replace("found.lent", "found.lent_at")
IMPORTING = "from uuid import UUID\n\n\n"


@pytest.mark.parametrize("place", [MINE, PLACE, SHELVES])
def test_a_method_that_moved_to_a_base_follows_the_contract_there(project, place):
    project.run(shared(PLACE, METHODS), shared(SHELVES, SHELF))
    if place == PLACE:
        project.write(PLACE, f"{MIXIN}\n\n{WITHOUT}")
    else:
        module = place.removeprefix("src/").removesuffix(".py").replace("/", ".")
        project.write(PLACE, f"from {module} import Lending\n\n\n{WITHOUT}")
        project.write(place, MIXIN if place == MINE else f"{SHELF}\n\n{MIXIN}")
    printed = (shared(PLACE, IMPORTING + LATER), shared(SHELVES, SHELF))
    assert told(project.run(*printed)) == [f"{place}: Lending.lend_book: {FOLLOWED}"]
    assert "async def lend_book(self, book: UUID) -> int:" in text(project, place)
    assert "return found.lent_at  # mine\n" in text(project, place)
    assert "from uuid import UUID\n" in text(project, place)
    assert text(project, PLACE).count("lend_book") == (place == PLACE)
    assert "read_book(self, book: UUID)" in text(project, PLACE)
    before = project.tree()
    assert told(project.run(*printed)) == []
    assert project.tree() == before


def test_what_its_new_class_does_not_declare_is_told(project):
    project.run(shared(PLACE, METHODS))
    project.write(PLACE, f"{MIXIN}\n\n{WITHOUT}")
    printed = METHODS.replace(
        "self._find(book)\n        return found", "self._rules.of(book)\n        return found"
    )
    told_of = f"{FOLLOWED}; it uses `_rules` of `self` now: declare it in Lending"
    lines = told(project.run(shared(PLACE, printed)))
    assert lines == [f"{PLACE}: Lending.lend_book: {told_of}"]


def test_a_method_that_no_base_has_was_deleted(project):
    project.run(shared(PLACE, METHODS))
    project.write(PLACE, WITHOUT.replace("(Lending)", "(Base)"))
    project.write(MINE, MIXIN)
    (conflict,) = project.plan(shared(PLACE, LATER)).conflicts
    assert [clash.name for clash in conflict.clashes] == ["BookService.lend_book"]


def test_new_code_imports_what_a_person_moved_from_its_new_place(books):
    books.write(
        PLACE,
        TAKEN.replace("raise BookNotFoundError(book_id)", "return 1").replace(
            "from shop.books.problems import BookNotFoundError\n", ""
        ),
    )
    more = SERVICE + (
        "\n    async def lend_book(self, book_id: int) -> int:\n"
        '        """Lend."""\n        raise BookNotFoundError(book_id)\n'
    )
    books.run(shared(PLACE, more))
    after = text(books, PLACE)
    assert "from shop.books.problems import BookNotFoundError\n" in after
    assert "class BookNotFoundError" not in after
    assert "def lend_book" in after
    assert text(books, MINE) == PROBLEMS
    assert settled(books, more)


STORING = """\
from shop.books.schemas import {name}


class BookService:
    async def add_book(self, new: {name}) -> int:
        \"\"\"Add.\"\"\"
        return await self._books.add(new)

    async def read_book(self, book: int) -> int:
        \"\"\"Read.\"\"\"
        return book
"""
SCHEMA = "class {name}:\n    title: str\n    size: int\n    {more}: str\n"


def storing(name: str, more: str = "place"):
    schemas = generated("src/shop/books/schemas.py", SCHEMA.format(name=name, more=more))
    return schemas, shared(PLACE, STORING.format(name=name))


@pytest.mark.parametrize("home", [MINE, SHELVES])
@pytest.mark.parametrize("more", ["place", "nothing: int\n    is: str\n    as_it: str\n    was"])
def test_it_is_called_as_the_contract_calls_it_now_and_keeps_no_import(project, home, more):
    project.run(*storing("BookCreate"), shared(SHELVES, SHELF))
    both = STORING.format(name="BookCreate")
    start, end = both.index("    async def add"), both.index("    async def read")
    module = home.removeprefix("src/").removesuffix(".py").replace("/", ".")
    left = both[:start] + both[end:]
    left = left.replace("from shop.books.schemas import BookCreate", f"from {module} import Adding")
    project.write(PLACE, left.replace("BookService:", "BookService(Adding):"))
    mixin = f"class Adding:\n{both[start:end].rstrip()}\n".replace("Add.", "Add mine.")
    there = f"{mixin}\n\n{SHELF[SHELF.index('class') :]}" if home == SHELVES else mixin
    top = "from shop.books.schemas import BookCreate\n\n\n"
    more_of = "from shop.errors import NotFoundError\n\n\n" if home == SHELVES else ""
    project.write(home, f"{top.rstrip()}\n{more_of or chr(10) * 2}{there}")
    changed = storing("BookWrite", more)
    service = changed[1].text.replace("self._books.add(new)", "self._books.add(new, 1)")
    printed = (changed[0], shared(PLACE, service), shared(SHELVES, SHELF))
    changes = project.run(*printed)
    assert changes.conflicts == ()
    after = text(project, home)
    assert "async def add_book(self, new: BookWrite) -> int:" in after
    assert "self._books.add(new, 1)\n" in after
    assert "Add mine." in after
    assert "from shop.books.schemas import BookWrite\n" in after
    assert "BookCreate" not in after
    before = project.tree()
    project.run(*printed)
    assert project.tree() == before
