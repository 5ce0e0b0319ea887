"""A renamed field has its new name in code of a person's too."""

import pytest

from pactgen.workspace.past import past_of
from pactgen.workspace.planning import plan_changes
from pactgen.workspace.store import read_lock
from tests.workspace.conftest import shared, yours
from tests.workspace.test_own import told

MODELS = """\
class Book(Base):
    __tablename__ = "books"

    title: Mapped[str] = mapped_column(String(200))
    pages: Mapped[int] = mapped_column(Integer)


class Other(Base):
    __tablename__ = "others"

    title: Mapped[str] = mapped_column(String(200))
"""
REPOSITORY = """\
from shop.books.models import Book


class BookRepository:
    def __init__(self, session: AsyncSession) -> None:
        self._session = session
"""
COUNT = """\

    async def mine(self) -> int:
        return await self._session.scalar(select(func.max(Book.pages)).where(Book.title == "x"))
"""
HELPER = """\
import sheets
from shop.books.models import Book
from shop.books.models import Other


def mine(book: Book, other: Other | None, sheet: sheets.Sheet) -> str:
    found = Book(title="pages", pages=2)
    return book.title + other.title + sheets.pages(sheet) + str(found.pages)
"""
TABLE = '    __table_args__ = (Index("ix_mine", "title"),)\n'


def printed(**names: str):
    models, _, others = MODELS.partition("\n\n\n")
    for old, new in names.items():
        models = models.replace(f"    {old}:", f"    {new}:")
    return (
        shared("src/shop/books/models.py", f"{models}\n\n\n{others}"),
        shared("src/shop/books/repository.py", REPOSITORY),
        yours("src/shop/main.py", "app = 1\n"),
    )


@pytest.fixture
def books(project):
    project.run(*printed())
    return project


def follow(project, *files, columns: set[tuple[str, str]]) -> dict[str, str]:
    lock = read_lock(project.root).files
    past = past_of(project.root, lock)
    changes = plan_changes(files, past, columns=frozenset(columns))
    return {each.path: each.after.decode() for each in changes.changes}


def test_a_query_of_yours_asks_for_the_column_by_its_new_name(books):
    books.write("src/shop/books/repository.py", REPOSITORY + COUNT)
    after = follow(books, *printed(pages="leaves"), columns={("pages", "leaves")})
    expected = REPOSITORY + COUNT.replace("Book.pages", "Book.leaves")
    assert after["src/shop/books/repository.py"] == expected


def test_a_helper_asks_for_fields_by_their_new_names_where_it_means_them(books):
    books.write("src/shop/books/mine.py", HELPER)
    names = {("pages", "leaves"), ("title", "name")}
    after = follow(books, *printed(pages="leaves", title="name"), columns=names)
    assert after["src/shop/books/mine.py"] == HELPER.replace("pages=2", "leaves=2").replace(
        "found.pages", "found.leaves"
    ).replace("book.title", "book.name").replace('Book(title="', 'Book(name="')


def test_a_file_of_yours_that_follows_is_told_with_its_lines(books):
    books.write("src/shop/books/mine.py", HELPER)
    past = past_of(books.root, read_lock(books.root).files)
    names = frozenset({("title", "name")})
    changes = plan_changes(printed(title="name"), past, columns=names)
    lines = [n for n, line in enumerate(HELPER.split("\n"), 1) if "title" in line]
    assert told(changes) == [
        f"src/shop/books/mine.py: line {n}: `title` is `name` now, here too" for n in lines
    ]


def test_a_text_that_spells_the_old_name_is_told(books):
    own = 'from shop.books.models import Book\n\n\ndef size(values):\n    return values["pages"]\n'
    books.write("src/shop/books/own.py", own)
    past = past_of(books.root, read_lock(books.root).files)
    changes = plan_changes(printed(pages="leaves"), past, columns=frozenset({("pages", "leaves")}))
    place = 'src/shop/books/own.py: line 5: "pages" is called `leaves` now'
    assert told(changes) == [f"{place}: write that here, where the text means the field"]


def test_an_index_of_yours_is_on_the_column_that_was_renamed(books):
    text = printed()[0].text.replace('"books"\n', f'"books"\n{TABLE}')
    books.write("src/shop/books/models.py", text)
    after = follow(books, *printed(title="name"), columns={("title", "name")})
    text = after["src/shop/books/models.py"]
    assert '(Index("ix_mine", "name"),)' in text
    assert text.count("    title:") == 1


def test_a_column_that_goes_for_another_one_renames_nothing(books):
    books.write("src/shop/books/repository.py", REPOSITORY + COUNT)
    after = follow(books, *printed(pages="leaves"), columns=set())
    assert after["src/shop/books/repository.py"] == REPOSITORY + COUNT


def test_a_helper_calls_an_operation_by_its_new_name(project):
    route = '@router.get("/books", operation_id="{0}")\nasync def {0}(books: Books) -> int:\n'
    router = route + "    return await books.{0}()\n"
    service = "class BookService:\n    async def {}(self) -> int:\n        return 1\n"

    def named(name: str):
        return (
            shared("src/shop/books/router.py", router.format(name)),
            shared("src/shop/books/service.py", service.format(name)),
        )

    project.run(*named("list_books"))
    helper = (
        "from shop.books.service import BookService\n\n\n"
        "async def mine(service: BookService) -> int:\n    return await service.list_books()\n"
    )
    project.write("src/shop/books/mine.py", helper)
    after = follow(project, *named("get_books"), columns=set())
    assert after["src/shop/books/mine.py"] == helper.replace("list_books", "get_books")


def test_a_value_of_an_enum_is_no_member_that_queries_ask_for(books):
    books.write(
        "src/shop/books/own.py", "from shop.books.models import Book\n\n\nn = rows[0].pages\n"
    )
    kinds = shared("src/shop/books/kinds.py", 'class Kind(StrEnum):\n    pages = "pages"\n')
    after = follow(books, *printed(pages="leaves"), kinds, columns={("pages", "leaves")})
    assert "rows[0].leaves" in after["src/shop/books/own.py"]


LOCALS = """\
from shop.books.models import Book
from shop.books.models import Other
from shop.books.repository import BookRepository


class BookService:
    def __init__(self, books: BookRepository) -> None:
        self._books = books

    async def find(self, key: int) -> Book:
        return await self._books.get(key)

    async def mine(self, key: int, other: Other) -> str:
        book = await self.find(key)
        found = await self._books.all()
        first = found.items[0]
        titles = [each.title for each in found.items]
        for one in found.items:
            print(one.title, other.title)
        return book.title + first.title + (await self.find(key)).title + "".join(titles)

    async def unsure(self, key: int) -> str:
        book = await self.find(key)
        book = other_of(book)
        each = await self._books.other()
        return book.title + each.title
"""
ANSWERS = """\

    async def get(self, key: int) -> Book | None:
        return await self._session.get(Book, key)

    async def all(self) -> Slice[Book]:
        return await fetch(self._session)

    async def other(self) -> Other:
        return Other()
"""


def test_a_local_value_is_of_the_class_that_the_method_answers(books):
    books.write("src/shop/books/repository.py", REPOSITORY + ANSWERS)
    books.write("src/shop/books/mine.py", LOCALS)
    after = follow(books, *printed(title="name"), columns={("title", "name")})
    sure, unsure = LOCALS.split("    async def unsure")
    for each in ("each", "one", "book", "first", "(await self.find(key))"):
        sure = sure.replace(f"{each}.title", f"{each}.name")
    assert after["src/shop/books/mine.py"] == f"{sure}    async def unsure{unsure}"
