"""Methods and fields that the contract dropped, and code of a person's that asks for them."""

import pytest

from pactgen.workspace.past import past_of
from pactgen.workspace.planning import plan_changes
from pactgen.workspace.store import read_lock
from tests.workspace.conftest import shared, yours
from tests.workspace.test_own import told

SERVICE = """\
class BookService:
    async def get(self, key: int) -> int:
        return key

    async def restock(self, key: int) -> int:
        return key
"""
ROUTER = """\
from fastapi import Request

from shop.books.service import BookService


@router.get("/books/{key}", operation_id="getBook")
async def get_book(request: Request, books: BookService, key: int) -> int:
    return await books.get(key)


@router.post("/books/{key}/stock", operation_id="restock")
async def restock(books: BookService, key: int) -> int:
    return await books.restock(key)
"""
MODELS = """\
class Book:
    title: str
    method: str
"""
DROPPED = "src/shop/books/{}: line {}: `{}` is no longer there: the contract dropped it"


def printed(*, stock: bool = True, method: bool = True):
    service = SERVICE if stock else SERVICE[: SERVICE.index("\n    async def restock")]
    router = ROUTER if stock else ROUTER[: ROUTER.index("\n\n@router.post")]
    models = MODELS if method else MODELS.replace("    method: str\n", "")
    return (
        shared("src/shop/books/models.py", models),
        shared("src/shop/books/router.py", router),
        shared("src/shop/books/service.py", service),
        yours("src/shop/main.py", "app = 1\n"),
    )


@pytest.fixture
def books(project):
    project.run(*printed())
    return project


def edit(books, path: str, old: str, new: str) -> None:
    text = (books.root / path).read_text()
    assert text.count(old) == 1
    books.write(path, text.replace(old, new))


def test_a_handler_that_calls_a_dropped_method_is_told_with_its_line(books):
    call = "    await books.restock(key)\n    return await books.get(key)\n"
    edit(books, "src/shop/books/router.py", "    return await books.get(key)\n", call)
    changes = books.run(*printed(stock=False))
    assert told(changes) == [DROPPED.format("router.py", 8, "books.restock")]
    assert told(books.plan(*printed(stock=False))) == []


def test_a_kept_handler_of_a_dropped_operation_is_told_with_its_line(books):
    old = "    return await books.restock(key)\n"
    edit(books, "src/shop/books/router.py", old, f"    # ours\n{old}")
    lines = told(books.run(*printed(stock=False)))
    assert lines[1:] == [DROPPED.format("router.py", 14, "books.restock")]


def test_a_helper_that_calls_a_dropped_method_is_told_with_its_line(books):
    helper = (
        "from shop.books.service import BookService\n\n\n"
        "async def fill(books: BookService) -> int:\n    return await books.restock(1)\n"
    )
    books.write("src/shop/books/filling.py", helper)
    changes = books.run(*printed(stock=False))
    assert told(changes) == [DROPPED.format("filling.py", 5, "books.restock")]
    assert (books.root / "src/shop/books/filling.py").read_text() == helper


def test_an_edited_file_that_is_yours_is_told_as_well(books):
    text = "from shop.books.service import BookService\n\n\napp = BookService().restock\n"
    books.write("src/shop/main.py", text)
    line = DROPPED.format("x", 4, "BookService().restock").replace("books/x", "main.py")
    assert told(books.run(*printed(stock=False))) == [line]


def test_a_method_that_edits_keep_is_still_there(books):
    old = "    async def restock(self, key: int) -> int:\n"
    edit(books, "src/shop/books/service.py", old, f"{old}        print(key)\n")
    call = "    await books.restock(key)\n    return await books.get(key)\n"
    edit(books, "src/shop/books/router.py", "    return await books.get(key)\n", call)
    assert not any("restock`" in line for line in told(books.run(*printed(stock=False))))


def test_what_other_packages_have_is_not_taken_for_the_project_s(books):
    call = "    print(request.method, book.method)\n    return await books.get(key)\n"
    edit(books, "src/shop/books/router.py", "    return await books.get(key)\n", call)
    changes = books.run(*printed(method=False))
    assert told(changes) == [DROPPED.format("router.py", 8, "book.method")]


def test_a_field_that_this_class_alone_dropped_is_told_where_annotations_say_whose_it_is(books):
    others = shared("src/shop/others/models.py", "class Other:\n    method: str\n")
    books.run(*printed(), others)
    helper = (
        "from shop.books.models import Book\n"
        "from shop.others.models import Other\n\n\n"
        "def mine(book: Book, other: Other | None) -> str:\n"
        "    return other.method + book.method\n"
    )
    books.write("src/shop/books/mine.py", helper)
    changes = books.run(*printed(method=False), others)
    assert told(changes) == [DROPPED.format("mine.py", 6, "book.method")]


def test_a_method_that_stays_is_told_what_its_object_no_longer_has(project):
    service = """\
class BookService:
    def __init__(self, books: Books) -> None:
        self._books = books

    async def get(self, key: int) -> int:
        return await self._books.get(key)
"""
    others = shared("src/shop/others/service.py", service.replace("BookS", "OtherS"))
    project.run(shared("src/shop/books/service.py", service), others)
    mine = service.replace("return await", "return 1 + await")
    project.write("src/shop/books/service.py", mine)
    empty = shared("src/shop/books/service.py", "class BookService:\n    x = 1\n")
    changes = project.run(empty, others)
    assert told(changes)[-1] == DROPPED.format("service.py", 4, "self._books")


def test_a_class_that_stays_without_its_table_is_told(project):
    model = 'class Book(Base):\n    __tablename__ = "books"\n'
    models = shared("src/shop/books/models.py", model)
    others = shared("src/shop/others/models.py", model.replace("Book", "Other").replace("b", "c"))
    project.run(models, others)
    project.write(models.path, f"{model}    mine = 1\n")
    past = past_of(project.root, read_lock(project.root).files)
    changes = plan_changes((others,), past, dropped=frozenset({"books"}))
    said = "Book: the revision of this run drops its table `books`"
    assert [each.startswith(f"{models.path}: {said}") for each in told(changes)] == [False, True]


def test_nothing_is_lost_in_a_file_that_a_person_has_to_decide_about(books):
    service = "src/shop/books/service.py"
    edit(books, service, "return key\n\n", "return key + 1\n\n")
    edit(
        books,
        service,
        "    async def restock",
        "    async def mine(self): ...\n\n    async def restock",
    )
    edit(books, "src/shop/books/router.py", "books.get(key)", "books.mine()")
    now = shared(service, SERVICE.replace("key\n\n", "2\n\n"))
    changes = books.plan(*(now if each.path == service else each for each in printed()))
    assert [each.path for each in changes.conflicts] == [service]
    assert told(changes) == []
