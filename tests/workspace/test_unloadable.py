"""What asks for dropped members while a module is imported goes, or stops the run."""

import pytest

from pactgen.workspace.changes import Action
from tests.workspace.conftest import shared

MODELS = '''"""Tables."""

from shop.database import Base


class Book(Base):
    """A row."""

    title: str
{price}'''
SQL = '''"""SQL."""

from collections.abc import Mapping

from shop.books.models import Book

SORTS: Mapping[str, object] = {{
    "title": Book.title.asc(),
{price}}}


class BookRepository:
    """Reads."""

    async def find(self, key: str) -> object:
        """Find."""
        return {asks}
'''
PRICES = '    "price": Book.price.asc(),\n    "-price": Book.price.desc(),\n'
TABLES, PLACE = "src/shop/books/models.py", "src/shop/books/repository.py"


def printed(*, price: bool, sorts: bool = True):
    sql = SQL.format(price=PRICES if price else "", asks="SORTS[key]")
    if not sorts:
        sql = sql.partition("SORTS:")[0].rstrip() + "\n\n\nclass BookRepository:\n    pass\n"
    return (
        shared(TABLES, MODELS.format(price="    price: int\n" if price else "")),
        shared(PLACE, sql),
    )


def edit(project, old: str, new: str) -> None:
    text = (project.root / PLACE).read_text()
    assert old in text
    project.write(PLACE, text.replace(old, new))


def test_printed_entries_of_a_mapping_that_stays_go_with_their_column(project):
    project.run(*printed(price=True))
    edit(project, "}\n", '    "mine": Book.title.desc(),\n}\n')
    changes = project.run(*printed(price=False, sorts=False))
    assert changes.conflicts == ()
    text = (project.root / PLACE).read_text()
    assert '    "title": Book.title.asc(),\n    "mine": Book.title.desc(),\n}\n' in text
    assert "price" not in text


def test_without_any_entry_the_mapping_is_empty_and_the_placeholder_goes(project):
    project.run(*printed(price=True))
    edit(project, "SORTS: ", "# see the wiki\nSORTS: ")
    changes = project.run(shared(PLACE, '"""SQL."""\n'))
    assert changes.conflicts == ()
    text = (project.root / PLACE).read_text()
    assert "# see the wiki\nSORTS: Mapping[str, object] = {}\n" in text
    assert "Book" not in text


@pytest.mark.parametrize("sorts", [True, False])
def test_an_entry_of_a_persons_over_a_dropped_column_stops_the_run(project, sorts):
    project.run(*printed(price=True))
    edit(project, "}\n", '    "mine": Book.price.desc(),\n}\n')
    now = printed(price=False, sorts=sorts)
    changes = project.plan(*now)
    (change,) = changes.conflicts
    assert [each.why for each in change.clashes] == [
        "it needs what the contract dropped: `Book.price`"
    ]
    marked, yours = changes.with_markers(), changes.with_yours()
    for plan in (marked, yours):
        (after,) = (each for each in plan.changes if each.path == PLACE)
        assert after.action is Action.REWRITE
        assert b'"mine": Book.price.desc()' in after.after


def test_what_is_asked_when_a_method_runs_stops_nothing(project):
    project.run(*printed(price=True))
    edit(project, "return SORTS[key]", "return Book.price")
    assert project.run(*printed(price=False)).conflicts == ()


def test_a_placeholder_stands_for_a_printed_value_that_edited_code_uses(project):
    keys = "KEYS: tuple[object, ...] = (Book.price,)\n"
    models, sql = printed(price=True)
    project.run(models, shared(PLACE, sql.text.replace("class B", f"{keys}\n\nclass B")))
    edit(project, "return SORTS[key]", "return KEYS")
    changes = project.run(*printed(price=False))
    text = (project.root / PLACE).read_text()
    assert changes.conflicts == ()
    assert "KEYS = Any  # the contract no longer has it" in text
    assert "from typing import Any\n" in text
    assert not project.run(*printed(price=False)).writes


def test_of_several_entries_the_conflict_shows_those_of_the_person(project):
    project.run(*printed(price=True))
    edit(project, "}\n", '    "mine": Book.price.desc(),\n}\n')
    (change,) = project.plan(*printed(price=False, sorts=False)).conflicts
    assert '"mine"' in change.clashes[0].ours
    assert '"-price"' not in change.clashes[0].ours
