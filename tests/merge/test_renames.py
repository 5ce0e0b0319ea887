"""What counts as the same under another name, and what does not."""

from pactgen.merge.renames import apply_modules, find_renames

ROUTER = '''\
"""Doc."""

from app.books.schemas import BookRead


@router.get(
    "/books/{id}",
    operation_id="get_book",
)
async def get_book(id: int) -> BookRead:
    """Read."""
    return await books.get_book(id)
'''
MODELS = """\
class Book(Base):
    title: str
    size: int
    price: int
"""


def test_an_operation_is_the_same_by_its_path():
    new = ROUTER.replace("get_book", "read_book")
    assert find_renames([(ROUTER, new)]) == {"get_book": "read_book"}


def test_an_operation_is_the_same_by_its_id():
    new = ROUTER.replace("/books/{id}", "/v1/books/{book_id}").replace(
        "def get_book", "def read_book"
    )
    assert find_renames([(ROUTER, new)]) == {"get_book": "read_book"}


def test_another_path_and_another_id_are_another_operation():
    new = ROUTER.replace("/books/{id}", "/tomes/{id}").replace("get_book", "get_tome")
    assert "get_book" not in find_renames([(ROUTER, new)])


def test_a_class_is_the_same_by_its_members():
    new = MODELS.replace("Book", "Tome").replace("price: int", "price: str")
    assert find_renames([(MODELS, new)]) == {"Book": "Tome"}
    other = "class Tome(Base):\n    name: str\n    rank: int\n"
    assert find_renames([(MODELS, other)]) == {}


def test_a_type_that_stands_wherever_another_stood_is_that_one():
    new = ROUTER.replace("BookRead", "Volume")
    assert find_renames([(ROUTER, new)]) == {"BookRead": "Volume"}


def test_a_name_that_other_files_still_define_was_not_renamed():
    new = ROUTER.replace("BookRead", "Page")
    assert find_renames([(ROUTER, new)], still={"BookRead"}) == {}


def test_an_import_in_the_place_of_another_is_no_evidence():
    new = ROUTER.replace("import BookRead", "import BookQuery").replace(
        "(id: int) -> BookRead", "(id: int, query: BookQuery) -> object"
    )
    assert find_renames([(ROUTER, new)]) == {}


def test_imports_follow_a_module():
    text = "from app.books import service\nfrom app.books.service import A\nimport app.books_x\n"
    assert apply_modules(text, {"app.books": "app.tomes"}) == (
        "from app.tomes import service\nfrom app.tomes.service import A\nimport app.books_x\n"
    )
