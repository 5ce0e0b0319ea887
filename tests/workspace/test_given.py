"""What a person called otherwise is called so in the files that pactgen prints."""

from pactgen.workspace.given import named_as_yours
from pactgen.workspace.past import past_of
from pactgen.workspace.store import read_lock
from tests.workspace.conftest import shared

REPOSITORY = '''\
class Book:
    """A table."""

    title: str


class BookRepository:
    async def get(self, book_id: int) -> Book | None:
        """Return the book, or nothing."""
        return await self._session.get(Book, book_id)

    async def remove(self, book: Book) -> None:
        """Delete the book, so that a broken constraint shows here."""
        await self._session.delete(book)
        await self._session.flush()
'''
SERVICE = """\
from shop.books.repository import BookRepository


class BookService:
    def __init__(self, books: BookRepository, cache: Cache) -> None:
        self._books = books
        self._cache = cache

    async def get_book(self, book_id: int) -> object:
        return await self._books.get(book_id)
"""
MORE = """\

    async def delete_book(self, book_id: int) -> None:
        await self._cache.get(book_id)
        await self._books.remove(await self._books.get(book_id))
"""
ROUTER = """\
from shop.books.dependencies import Books
from shop.books.repository import Book


async def get_book(books: Books, book_id: int) -> Book:
    return await books.get_book(book_id)
"""
DEPENDENCIES = """\
from shop.books.service import BookService

Books = Annotated[BookService, Depends(get_book_service)]
"""


def printed(service: str = SERVICE, *others):
    return (
        shared("src/shop/books/repository.py", REPOSITORY),
        shared("src/shop/books/service.py", service),
        shared("src/shop/books/dependencies.py", DEPENDENCIES),
        *others,
    )


def regenerate(project, *files):
    lock = read_lock(project.root).files
    return project.run(*named_as_yours(files, past_of(project.root, lock)))


def edit(project, path: str, *changes: tuple[str, str]) -> None:
    text = (project.root / path).read_text()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    project.write(path, text)


def test_new_code_of_another_file_calls_a_method_by_the_name_that_a_person_gave_it(project):
    project.run(*printed())
    edit(project, "src/shop/books/repository.py", ("def get(", "def by_id("))
    edit(project, "src/shop/books/service.py", ("_books.get(", "_books.by_id("))
    regenerate(project, *printed(SERVICE + MORE))
    text = (project.root / "src/shop/books/service.py").read_text()
    more = MORE.replace("_books.get(", "_books.by_id(")
    assert text == SERVICE.replace("_books.get(", "_books.by_id(") + more
    assert "_cache.get(" in text
    before = project.tree()
    regenerate(project, *printed(SERVICE + MORE))
    assert project.tree() == before


def test_a_class_that_comes_later_has_a_method_of_the_former_name(project):
    project.run(*printed())
    edit(project, "src/shop/books/repository.py", ("def get(", "def by_id("))
    edit(project, "src/shop/books/service.py", ("_books.get(", "_books.by_id("))
    more = """

class ShelfRepository:
    async def get(self, shelf_id: int) -> Shelf | None:
        return await self._session.get(Shelf, shelf_id)
"""
    later = (shared("src/shop/books/repository.py", REPOSITORY + more), *printed()[1:])
    for _ in range(2):
        regenerate(project, *later)
        assert "_books.by_id(" in (project.root / "src/shop/books/service.py").read_text()
        text = (project.root / "src/shop/books/repository.py").read_text()
        assert "def by_id(self, book_id" in text
        assert "def get(self, shelf_id" in text


def test_a_new_file_finds_what_a_person_called_otherwise(project):
    project.run(*printed())
    edit(project, "src/shop/books/service.py", ("def get_book(", "def find_book("))
    renamed = (("class Book:", "class Volume:"), ("-> Book |", "-> Volume |"))
    inside = (("get(Book,", "get(Volume,"), ("book: Book)", "book: Volume)"))
    edit(project, "src/shop/books/repository.py", *renamed, *inside)
    regenerate(project, *printed(SERVICE, shared("src/shop/books/router.py", ROUTER)))
    text = (project.root / "src/shop/books/router.py").read_text()
    assert "import Volume\n" in text
    assert "book_id: int) -> Volume:" in text
    assert "books.find_book(book_id)" in text


def test_a_file_that_a_person_moved_gives_its_names_in_the_same_run(project):
    project.run(*printed())
    edit(project, "src/shop/books/repository.py", ("def get(", "def by_id("))
    edit(project, "src/shop/books/service.py", ("_books.get(", "_books.by_id("))
    (project.root / "src/shop/books/inner").mkdir()
    place = project.root / "src/shop/books/repository.py"
    place.rename(place.parent / "inner/repository.py")
    regenerate(project, *printed(SERVICE + MORE))
    text = (project.root / "src/shop/books/service.py").read_text()
    assert text.count("_books.by_id(") == 2


def test_names_that_nobody_changed_leave_all_files_as_they_are(project):
    files = printed()
    project.run(*files)
    edit(project, "src/shop/books/service.py", ("return await", "return  await"))
    assert named_as_yours(files, past_of(project.root, read_lock(project.root).files)) is files


def test_a_method_that_both_called_otherwise_keeps_the_name_that_a_person_gave_it(project):
    route = '@router.get("/books/{id}", operation_id="getBook")\n'
    router = ROUTER.replace("async def", f"{route}async def")
    project.run(*printed(SERVICE, shared("src/shop/books/router.py", router)))
    edit(project, "src/shop/books/service.py", ("def get_book(", "def find_book("))
    edit(project, "src/shop/books/router.py", ("books.get_book(", "books.find_book("))
    regenerate(project, *printed(SERVICE, shared("src/shop/books/router.py", router)))
    service = SERVICE.replace("get_book", "read_book")
    router = router.replace("get_book", "read_book")
    regenerate(project, *printed(service, shared("src/shop/books/router.py", router)))
    text = (project.root / "src/shop/books/router.py").read_text()
    assert "async def read_book(books: Books" in text
    assert "books.find_book(book_id)" in text
    assert "def find_book(" in (project.root / "src/shop/books/service.py").read_text()


def test_what_the_contract_moved_is_called_as_a_person_called_it_in_the_same_run(project):
    router = shared("src/shop/books/router.py", ROUTER)
    project.run(*printed(SERVICE, router))
    edit(project, "src/shop/books/service.py", ("def get_book(", "def find_book("))
    words = (("books", "volumes"), ("Books", "Volumes"), ("BookService", "VolumeService"))
    moved = []
    for path, text in (("service", SERVICE), ("dependencies", DEPENDENCIES), ("router", ROUTER)):
        for old, new in (*words, ("shop.volumes.repository", "shop.books.repository")):
            text = text.replace(old, new)  # noqa: PLW2901
        moved.append(shared(f"src/shop/volumes/{path}.py", text))
    after = (shared("src/shop/books/repository.py", REPOSITORY), *moved)
    regenerate(project, *after)
    assert "def find_book(" in (project.root / "src/shop/volumes/service.py").read_text()
    text = (project.root / "src/shop/volumes/router.py").read_text()
    assert "volumes.find_book(book_id)" in text
    before = project.tree()
    regenerate(project, *after)
    assert project.tree() == before
