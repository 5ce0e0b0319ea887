"""Classes that stay by their edits lead to no class or table that the contract drops."""

import pytest

from pactgen.workspace.changes import Action
from tests.workspace.conftest import shared, yours

PLACE = "src/shop/pages/models.py"
HEAD = '''"""Tables."""

from sqlalchemy import ForeignKey
from sqlalchemy import String
from sqlalchemy.orm import Mapped
from sqlalchemy.orm import mapped_column
from sqlalchemy.orm import relationship

from shop.database import Base


class Shelf(Base):
    """A row."""

    __tablename__ = "shelves"

    id: Mapped[str] = mapped_column(String, primary_key=True)
'''
BOOK = '''

class Book(Base):
    """A row."""

    __tablename__ = "books"

    id: Mapped[str] = mapped_column(String, primary_key=True)
'''
PAGE = '''

class Page(Base):
    """A row."""

    __tablename__ = "pages"

    id: Mapped[str] = mapped_column(String, primary_key=True)
    book_id: Mapped[str] = mapped_column(
        String, ForeignKey("books.id", ondelete="CASCADE"), index=True
    )
    book: Mapped["Book"] = relationship(
        primaryjoin="foreign(Page.book_id) == remote(Book.id)",
        viewonly=True,
        lazy="raise",
    )
'''


@pytest.fixture
def pages(project):
    project.run(shared(PLACE, HEAD + BOOK + PAGE))
    return project


def rewritten(project, *edit: str) -> str:
    text = (project.root / PLACE).read_text()
    assert edit[0] in text
    project.write(PLACE, text.replace(*edit))
    changes = project.run(shared(PLACE, HEAD))
    assert changes.conflicts == ()
    return (project.root / PLACE).read_text()


def test_what_is_printed_leads_to_nothing_that_goes(pages):
    text = rewritten(
        pages, "    book: ", "    mine: Mapped[str] = mapped_column(String)\n    book: "
    )
    assert "    mine: Mapped[str] = mapped_column(String)\n" in text
    assert "    book_id: Mapped[str] = mapped_column(String, index=True)\n" in text
    assert "relationship" not in text
    assert "ForeignKey" not in text
    assert {*pages.actions(shared(PLACE, HEAD)).values()} == {"keep"}


def test_what_a_person_wrote_stops_the_run(pages):
    text = (pages.root / PLACE).read_text()
    mine = '    other: Mapped[str] = mapped_column(ForeignKey("books.id"))\n'
    pages.write(PLACE, f"{text}{mine}")
    (change,) = pages.plan(shared(PLACE, HEAD)).conflicts
    assert change.action is Action.CONFLICT
    (clash,) = change.clashes
    assert (clash.name, clash.ours, clash.lacks) == ("Page.other", mine, ("books",))


def test_a_class_that_is_still_there_is_led_to(pages):
    text = (pages.root / PLACE).read_text()
    mine = text.replace('"pages"\n', '"pages"\n    # mine\n')
    pages.write(PLACE, mine)
    assert pages.run(shared(PLACE, HEAD + BOOK)).conflicts == ()
    kept = (pages.root / PLACE).read_text()
    assert "relationship(" in kept
    assert 'ForeignKey("books.id"' in kept


OWNERS = """from shop.books.models import Book


def owner(book: Book) -> str:
    return book.id
"""


def test_an_untouched_file_of_yours_that_is_no_longer_printed_goes_on_to_import(project):
    files = (
        shared("src/shop/books/models.py", "class Book:\n    id = 1\n"),
        yours("src/shop/owners.py", OWNERS),
    )
    other = shared("src/shop/shelves/models.py", "class Shelf:\n    id = 1\n")
    project.run(*files, other)
    project.run(other)
    text = (project.root / "src/shop/owners.py").read_text()
    assert "Book = Any  # the contract no longer has it" in text
    project.run(*files, other)
    assert (project.root / "src/shop/owners.py").read_text() == OWNERS


def test_an_untouched_file_of_yours_follows_what_it_imports(project):
    owners, moved = "src/shop/owners.py", OWNERS.replace("shop.books", "shop.volumes")
    model = "class Book:\n    id = 1\n"
    project.run(shared("src/shop/books/models.py", model), yours(owners, OWNERS))
    later = (shared("src/shop/volumes/models.py", model), yours(owners, moved))
    project.run(*later)
    assert (project.root / owners).read_text() == moved
    assert project.actions(*later)[owners] == "keep"
    mine = moved + "\n\nMINE = 1\n"
    project.write(owners, mine)
    project.run(shared("src/shop/books/models.py", model), yours(owners, OWNERS))
    assert (project.root / owners).read_text() == mine
