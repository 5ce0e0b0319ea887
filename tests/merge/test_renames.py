"""What counts as the same under another name, and what does not."""

from pactgen.merge.python import merge_python
from pactgen.merge.renames import apply_modules, find_renames
from pactgen.merge.values import Reason

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
    text = (
        "from app.books import service\nfrom app.books.service import A\nimport app.books_x\n"
        "from app.books.mine import B\n"
    )
    modules = {"app.books": "app.tomes", "app.books.service": "app.tomes.service"}
    assert apply_modules(text, modules) == (
        "from app.tomes import service\nfrom app.tomes.service import A\nimport app.books_x\n"
        "from app.books.mine import B\n"
    )
    assert "from library.books.mine import B" in apply_modules(text, {"app": "library"})


SWAPPED = '''\
@router.get("/user", operation_id="get_user")
async def get_user(users: Users) -> object:
    """Me."""
    return await users.get_user()


@router.get("/users/{name}", operation_id="get_users_by_name")
async def get_users_by_name(users: Users, name: str) -> object:
    """One."""
    return await users.get_users_by_name(name)
'''
STUBS = '''\
class UserService:
    async def get_user(self) -> object:
        """Me."""
        operation = "get_user"
        raise NotImplementedYetError(operation)

    async def get_users_by_name(self, name: str) -> object:
        """One."""
        operation = "get_users_by_name"
        raise NotImplementedYetError(operation, name)
'''


def test_an_operation_that_takes_the_name_of_another_one_leaves_it_its_edits():
    def now(text: str) -> str:
        return (
            text.replace("get_user(", "get_current_user(")
            .replace('"get_user"', '"get_current_user"')
            .replace("get_users_by_name", "get_user")
        )

    names = find_renames([(SWAPPED, now(SWAPPED)), (STUBS, now(STUBS))])
    assert names == {"get_user": "get_current_user", "get_users_by_name": "get_user"}
    stub = '        operation = "get_user"\n        raise NotImplementedYetError(operation)\n'
    ours = STUBS.replace(stub, "        return me\n")
    merged = merge_python(STUBS, ours, now(STUBS), renames=names)
    new = stub.replace("get_user", "get_current_user")
    assert (merged.text, merged.conflicts) == (now(STUBS).replace(new, "        return me\n"), ())
    mine = SWAPPED.replace("await users.get_user()", "await users.get_user() or 1")
    merged = merge_python(SWAPPED, mine, now(SWAPPED), renames=names)
    assert merged.text == now(SWAPPED).replace("get_current_user()", "get_current_user() or 1")


def test_operations_that_swap_their_paths_keep_their_names():
    now = SWAPPED.replace('/user"', '/x"').replace("/users/{name}", "/user")
    now = now.replace('/x"', '/users/{name}"')
    assert find_renames([(SWAPPED, now)]) == {}


SHARED = """\
from app.delete_accounts.dependencies import DeleteAccounts


@router.post("/deleteAccounts", operation_id="delete_accounts")
async def delete_accounts(delete_accounts: DeleteAccounts) -> object:
    return await delete_accounts.delete_accounts()
"""


def test_an_operation_is_renamed_where_its_argument_and_its_package_keep_the_name():
    now = SHARED.replace('"delete_accounts"', '"post-deleteAccounts"')
    for old in ("def delete_accounts", ".delete_accounts()"):
        now = now.replace(old, old.replace("delete", "post_delete"))
    names = find_renames([(SHARED, now)])
    assert names == {"delete_accounts": "post_delete_accounts"}
    mine = SHARED.replace("    return", "    log()\n    return")
    merged = merge_python(SHARED, mine, now, renames=names)
    assert merged.text == now.replace("    return", "    log()\n    return")
    assert (merged.conflicts, merged.notes) == ((), ())


ALONE = """\
from app.schemas import {body}


@router.post("/{path}", operation_id="{name}")
async def {name}(body: {body}) -> None:
    await service.{name}(body)
"""


def test_an_operation_in_the_place_of_another_is_not_that_one():
    old = ALONE.format(path="samples", name="create_sample", body="CreateSampleBody")
    new = ALONE.format(path="ranks", name="create_rank", body="CreateRankBody")
    assert find_renames([(old, new)]) == {}
    same = ALONE.format(path="samples", name="create_rank", body="CreateRankBody")
    assert find_renames([(old, same)]) == {
        "CreateSampleBody": "CreateRankBody",
        "create_sample": "create_rank",
    }


TABLE = """\
class {name}(Base):
    __tablename__ = "{table}"

    id: Mapped[int]
    owner: Mapped[str]
    apis_id: Mapped[str]
    {more}: Mapped[str]


class {name}Repository:
    async def get(self, key: int) -> {name}: ...
    async def find(self, key: int) -> {name}: ...
"""


def test_the_class_of_a_table_that_is_dropped_is_no_other_class_now():
    old = TABLE.format(name="Collaboration", table="collaboration", more="teams")
    new = TABLE.format(name="Default", table="default", more="version")
    names = {"Collaboration": "Default", "CollaborationRepository": "DefaultRepository"}
    assert find_renames([(old, new)]) == names
    assert find_renames([(old, new)], dropped={"collaboration"}) == {}


WIRING = "Visits = Annotated[VisitService, Depends(get_visit_service)]\n"
CALLER = """\
from app.visits.dependencies import Visits


async def mine(visits: Visits) -> None:
    await visits.count()
"""


def test_a_value_that_left_its_name_to_a_class_is_followed():
    other = WIRING.replace("Visits =", "VisitsUseCases =")
    names = find_renames([(WIRING, other)], still={"Visits"})
    assert names == {"Visits": "VisitsUseCases"}
    printed = CALLER.replace("mine", "listed")
    now = (
        printed.replace("Visits", "VisitsUseCases")
        .replace("-> None", "-> Visits")
        .replace("\n\n\n", "\nfrom app.visits.models import Visits\n\n\n", 1)
    )
    merged = merge_python(
        printed, f"{printed}\n\n{CALLER[CALLER.index('async') :]}", now, renames=names
    )
    assert merged.conflicts == ()
    assert "async def mine(visits: VisitsUseCases) -> None:" in merged.text
    assert "async def listed(visits: VisitsUseCases) -> Visits:" in merged.text


def test_values_that_hold_the_same_as_two_others_or_little_were_not_renamed():
    two = f"One = {WIRING[9:]}Two = {WIRING[9:]}"
    assert find_renames([(WIRING, two)]) == {}
    assert find_renames([("SIZE = 5\n", "LIMIT = 5\n")]) == {}


def test_a_class_that_comes_back_is_the_one_that_stayed_under_a_name_of_yours():
    row = '''\
class Book(Base):
    """A row."""

    __tablename__ = "books"

    id: Mapped[int] = mapped_column(primary_key=True)
'''
    top = "from shop.database import Base\n"
    mine = row.replace("class Book", "class Volume")
    merged = merge_python(top, f"{top}\n\n{mine}", f"{top}\n\n{row}")
    assert [each.reason for each in merged.conflicts] == [Reason.BOTH_ADDED]
    assert merge_python(top, f"{top}\n\n{mine}", top).conflicts == ()
