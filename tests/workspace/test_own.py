"""Files of a person's own, beside what the contract renamed, moved and dropped."""

import ast

import pytest

from tests.workspace.conftest import generated, shared, yours

SCHEMAS = """\
class {name}Read:
    title: str
    size: int


class Page:
    items: list[{name}Read]
"""
ROUTER = """\
from shop.{feature}.schemas import {name}Read

router = Operations("{feature}")


@router.get(
    "/things/{{id}}",
    operation_id="get_thing",
)
async def get_thing() -> {name}Read:
    ...
"""
MINE = """\
from shop.books.schemas import BookRead
from shop.books.schemas import Page


def mine(book: BookRead, page: Page) -> BookRead:
    return BookRead(page)
"""
RENAMED = "`BookRead` of shop.books.schemas is `VolumeRead` of shop.books.schemas now"
DROPPED = "`Page` of shop.books.schemas is no longer there: the contract dropped it"


def printed(feature: str = "books", name: str = "Book", schemas: str = SCHEMAS):
    folder = f"src/shop/{feature}"
    return (
        shared(f"{folder}/__init__.py", f'"""{feature}."""\n'),
        generated(f"{folder}/schemas.py", schemas.format(name=name)),
        shared(f"{folder}/router.py", ROUTER.format(feature=feature, name=name)),
        yours("src/shop/main.py", "app = 1\n"),
    )


def told(changes) -> list[str]:
    return [
        f"{change.path}: {note.name}: {note.message}"
        for change in changes.changes
        for note in change.notes
    ]


@pytest.fixture
def books(project):
    project.run(*printed())
    return project


def test_what_the_contract_renamed_is_renamed_in_a_helper_too(books):
    books.write("src/shop/books/mine.py", MINE)
    changes = books.run(*printed(name="Volume"))
    text = (books.root / "src/shop/books/mine.py").read_text()
    assert text == MINE.replace("BookRead", "VolumeRead")
    assert told(changes) == [
        f"src/shop/books/mine.py: line 1: {RENAMED}, here too",
    ]
    assert [each.choice for each in changes.decisions] == [
        "it is `VolumeRead` now, also in your edits"
    ]
    before = books.tree()
    assert told(books.run(*printed(name="Volume"))) == []
    assert books.tree() == before


def test_what_the_contract_dropped_is_told_with_its_line_and_the_file_goes_on_to_import(books):
    books.write("tests/test_mine.py", "import os\n" + MINE)
    fewer = printed(schemas=SCHEMAS.partition("\n\n\n")[0] + "\n")
    changes = books.run(*fewer)
    assert told(changes) == [f"tests/test_mine.py: line 3: {DROPPED}; `Any` stands for it"]
    text = (books.root / "tests/test_mine.py").read_text()
    assert "import Page" not in text
    assert "\nPage = Any  # the contract no longer has it" in text
    assert text.endswith(MINE[MINE.index("def mine") :])
    before = books.tree()
    assert told(books.run(*fewer)) == []
    assert books.tree() == before


def test_an_import_inside_a_function_is_told_alone(books):
    text = "def mine():\n    from shop.books.schemas import Page\n    return Page\n"
    books.write("src/shop/books/mine.py", text)
    changes = books.run(*printed(schemas=SCHEMAS.partition("\n\n\n")[0] + "\n"))
    assert told(changes) == [f"src/shop/books/mine.py: line 2: {DROPPED}"]
    assert (books.root / "src/shop/books/mine.py").read_text() == text


def test_a_file_that_pactgen_gave_away_is_told_of_and_left_alone(books):
    text = "from shop.books.schemas import BookRead\n"
    books.write("src/shop/main.py", text)
    changes = books.run(*printed(name="Volume"))
    assert (books.root / "src/shop/main.py").read_text() == text
    assert told(changes) == [
        f"src/shop/main.py: line 1: {RENAMED}: the contract renamed it, write it here",
    ]


def test_a_name_that_is_taken_is_told(books):
    books.write("src/shop/books/mine.py", MINE + "\n\nclass VolumeRead: ...\n")
    changes = books.run(*printed(name="Volume"))
    assert "write it here" in told(changes)[0]
    assert "BookRead" in (books.root / "src/shop/books/mine.py").read_text()


def test_a_class_that_is_still_there_was_not_renamed(books):
    books.write("src/shop/books/mine.py", MINE)
    other = printed()
    lists = shared("src/shop/books/router.py", other[2].text.replace("BookRead", "Page"))
    changes = books.run(*other[:2], lists, other[3])
    assert (changes.decisions, told(changes)) == ((), [])


def test_what_moved_into_a_new_module_was_not_renamed(project):
    book = "class Book:\n    title: str\n    size: int\n"
    plan = "class Plan:\n    title: str\n    size: int\n"
    models = "src/shop/books/models.py"
    project.run(shared(models, book))
    project.write(models, f"{book}    mine: str\n")
    changes = project.run(shared(models, plan), shared("src/shop/shelves/models.py", book))
    assert changes.decisions == ()
    assert (project.root / models).read_text() == plan
    assert "    mine: str\n" in (project.root / "src/shop/shelves/models.py").read_text()


def test_a_package_stays_one_while_a_helper_is_in_it(books):
    books.write("src/shop/books/mine.py", "X = 1\n")
    books.run(*printed()[3:])
    there = {path for path in books.tree() if path.startswith("src/shop/books")}
    assert there == {"src/shop/books/__init__.py", "src/shop/books/mine.py"}
    before = books.tree()
    books.run(*printed()[3:])
    assert books.tree() == before
    (books.root / "src/shop/books/mine.py").unlink()
    books.run(*printed()[3:])
    assert not (books.root / "src/shop/books").exists()


def test_a_file_that_stays_by_its_edits_goes_on_to_import(books):
    router = books.root / "src/shop/books/router.py"
    router.write_text(router.read_text() + "\n\nMINE = BookRead\n")
    changes = books.run(*printed()[3:])
    assert "`Any` stands for it" in told(changes)[1]
    assert "schemas" not in router.read_text()
    assert "MINE = BookRead\n" in router.read_text()
    ast.parse(router.read_text())
    before = books.tree()
    books.run(*printed()[3:])
    assert books.tree() == before
    books.run(*printed())
    text = router.read_text()
    assert "import BookRead\n" in text
    assert "Any" not in text


def test_a_file_that_you_moved_is_merged_though_the_contract_drops_what_it_imports(books):
    service = "from shop.books.schemas import Page\n\n\ndef one(page: Page) -> int:\n    return 1\n"
    rest = "".join(f"\n\ndef f{number}() -> int:\n    return {number}\n" for number in range(9))
    place, core = "src/shop/books/service.py", "src/shop/books/core/service.py"
    books.run(*printed(), shared(place, service + rest))
    (books.root / place).unlink()
    books.write(core, (service + rest).replace("return 1\n\n", "return 10\n\n", 1))
    newer = rest.replace("return 8", "return 80")
    books.run(*printed(schemas=SCHEMAS.partition("\n\n\n")[0] + "\n"), shared(place, newer))
    text = (books.root / core).read_text()
    assert "return 80" in text
    assert "return 10\n" in text
    assert "Page = Any" in text


def test_a_file_with_conflicts_goes_on_to_import_once_they_are_resolved(books):
    place = "src/shop/books/paging.py"
    page = "from shop.books.schemas import Page\n\nFIRST = Page\n\nLIMIT = 1\n"
    books.run(*printed(), shared(place, page))
    books.write(place, page.replace("LIMIT = 1", "LIMIT = 2") + "\n\nclass Mine(Page): ...\n")
    fewer = printed(schemas=SCHEMAS.partition("\n\n\n")[0] + "\n")
    plan = books.plan(*fewer, shared(place, "LIMIT = 3\n")).with_markers()
    (change,) = [each for each in plan.writes if each.path == place]
    text = change.content.decode()
    assert text.count("<<<<<<< yours\n") == 1
    assert "LIMIT = 2\n||||||| " in text
    assert "import Page" not in text
    assert "Page = Any" in text


OLD, NEW = "shop.books.schemas", "shop.pages.schemas"
FROM_THERE = "your code imports it from there now"
PAGE = SCHEMAS[SCHEMAS.index("class Page") :]
APART = (
    generated(
        "src/shop/books/schemas.py", SCHEMAS.partition("\n\n\n")[0].format(name="Book") + "\n"
    ),
    generated("src/shop/pages/schemas.py", PAGE.format(name="Book")),
)


def test_what_the_contract_moved_is_imported_from_there(books):
    place = "src/shop/books/mine.py"
    books.write(place, MINE)
    printed_now = (printed()[0], *printed()[2:], *APART)
    assert told(books.run(*printed_now)) == [
        f"{place}: line 2: `Page` of {OLD} is `Page` of {NEW} now, here too"
    ]
    assert (books.root / place).read_text() == MINE.replace(
        "books.schemas import Page", "pages.schemas import Page"
    )
    before = books.tree()
    assert told(books.run(*printed_now)) == []
    assert books.tree() == before


def test_edited_files_import_what_moved_from_there_as_well(books):
    place = "src/shop/books/router.py"
    router = printed()[2].text
    start = router.index("\n")
    books.write(
        place,
        f"{router[:start]}\nfrom shop.books.schemas import Page{router[start:]}\n\nMINE = Page\n",
    )
    lines = told(books.run(printed()[0], *printed()[2:], *APART))
    assert lines == [f"{place}: Page: the contract moved it from {OLD} to {NEW}; {FROM_THERE}"]
    text = (books.root / place).read_text()
    assert text.startswith(
        "from shop.books.schemas import BookRead\nfrom shop.pages.schemas import Page\n\n"
    )
    assert "MINE = Page\n" in text


def test_something_else_under_the_name_is_no_new_home(books):
    books.write("src/shop/books/mine.py", MINE)
    other = generated("src/shop/pages/schemas.py", "def Page() -> None: ...\n")
    changes = books.run(printed()[0], *printed()[2:], APART[0], other)
    assert told(changes) == [f"src/shop/books/mine.py: line 2: {DROPPED}; `Any` stands for it"]


def test_what_two_modules_have_now_is_told(books):
    books.write("src/shop/books/mine.py", MINE)
    other = generated("src/shop/others/schemas.py", PAGE.format(name="Book"))
    changes = books.run(printed()[0], *printed()[2:], *APART, other)
    assert told(changes) == [f"src/shop/books/mine.py: line 2: {DROPPED}; `Any` stands for it"]


def test_what_a_module_no_longer_passes_on_is_imported_from_where_it_is(project):
    error, get = "class GoneError(Exception):\n    pass\n", "def get():\n    raise GoneError\n"
    keep = "def keep():\n    pass\n"
    path = "src/shop/books/service.py"
    project.run(shared(path, f"{error}\n\n{get}\n\n{keep}"))
    project.write("src/shop/books/mine.py", error)
    project.write(path, f"from shop.books.mine import GoneError\n\n\n{get}\n\n{keep}")
    other = "from shop.books.service import GoneError\n\nX = GoneError()\n"
    project.write("src/shop/books/other.py", other)
    project.run(shared(path, keep))
    assert (project.root / path).read_text() == keep
    text = (project.root / "src/shop/books/other.py").read_text()
    assert text == other.replace("books.service", "books.mine")
