"""A resource that has another name altogether takes its edits along: its table says so."""

import pytest

from pactgen.workspace.past import going_on, past_of
from pactgen.workspace.placing import moved_modules, placed
from pactgen.workspace.planning import plan_changes
from pactgen.workspace.store import read_lock
from tests.workspace.conftest import shared, yours
from tests.workspace.test_own import told

MODELS = '''"""The tables of {many}."""

from shop.database import Base


class {One}(Base):
    """A row of `{many}`."""

    __tablename__ = "{many}"

    name: str
    email: str
'''
SERVICE = '''"""What can be done with {many}."""

from shop.{many}.models import {One}


class {One}Service:
    """The use cases of {many}."""

    async def list_{many}(self) -> list[{One}]:
        """List {many}."""
        return [{One}()]

    async def get_{one}(self) -> {One}:
        """Get a {one}."""
        return {One}()
'''
TESTS = '''"""What {many} promise."""


class TestGet{One}:
    async def test_it(self) -> None: ...
'''


def feature(one: str):
    words = {"one": one, "One": one.title(), "many": f"{one}s"}
    return (
        yours("src/shop/main.py", "app = 1\n"),
        shared(f"src/shop/{one}s/models.py", MODELS.format(**words)),
        shared(f"src/shop/{one}s/service.py", SERVICE.format(**words)),
        shared(f"tests/test_{one}s.py", TESTS.format(**words)),
    )


@pytest.fixture
def renamed(project):
    """Return the plan of a contract that calls customers clients, after edits."""
    project.run(*feature("customer"))
    for path, old, new in (
        ("src/shop/customers/service.py", "return [Customer()]", "return [Customer(), mine()]"),
        (
            "src/shop/customers/service.py",
            "from shop",
            "from shop.customers.zed import mine\nfrom shop",
        ),
        ("src/shop/customers/models.py", "email: str", "email: str = ''  # mine"),
        ("tests/test_customers.py", "...", "assert 1"),
    ):
        text = (project.root / path).read_text()
        assert old in text
        project.write(path, text.replace(old, new, 1))
    project.write("src/shop/customers/zed.py", "from shop.customers.models import Customer\n")
    past = past_of(project.root, read_lock(project.root).files)
    return lambda *tables: plan_changes(feature("client"), past, tables=frozenset(tables))


def test_its_files_go_on_under_the_new_name_with_the_edits(renamed):
    changes = renamed(("customers", "clients"))
    assert changes.conflicts == ()
    after = {each.path: each.after.decode() for each in changes.changes}
    service = after["src/shop/clients/service.py"]
    assert "class ClientService" in service
    assert "async def list_clients(self) -> list[Client]" in service
    assert "return [Client(), mine()]" in service
    assert "email: str = ''  # mine" in after["src/shop/clients/models.py"]
    assert "assert 1" in after["tests/test_clients.py"]
    assert "import Client" in after["src/shop/customers/zed.py"]
    assert not after["src/shop/customers/service.py"]
    imports = [line for line in service.splitlines() if line.startswith("from ")]
    assert imports == sorted(imports)


def test_the_renaming_is_a_decision(renamed):
    decisions = {each.question: each.choice for each in renamed(("customers", "clients")).decisions}
    assert "it is `Client` now" in decisions["What became of `Customer`?"]
    assert (
        "src/shop/clients/service.py" in decisions["What became of src/shop/customers/service.py?"]
    )


def test_where_the_table_is_another_one_edits_stay_and_are_told(renamed):
    changes = renamed()
    assert any("what you edited stays" in each for each in told(changes))
    kept = {each.path: each.after for each in changes.changes}
    assert b"mine()" in kept["src/shop/customers/service.py"]


def test_a_file_that_a_person_moved_goes_on_where_it_is(project):
    project.run(*feature("customer"))
    old = project.root / "src/shop/customers/models.py"
    text = old.read_text().replace("email: str", "email: str  # mine")
    old.unlink()
    project.write("src/shop/customers/inner/models.py", text)
    service = project.root / "src/shop/customers/service.py"
    text = service.read_text().replace("customers.models", "customers.inner.models")
    project.write("src/shop/customers/service.py", text)
    renamed, tables = feature("client"), frozenset({("customers", "clients")})
    past = going_on(past_of(project.root, read_lock(project.root).files), renamed, tables)
    files = placed(renamed, moved_modules(past))
    changes = plan_changes(files, past, tables=tables)
    assert changes.conflicts == ()
    after = {each.path: each.after.decode() for each in changes.changes}
    assert "email: str  # mine" in after["src/shop/customers/inner/models.py"]
    assert '__tablename__ = "clients"' in after["src/shop/customers/inner/models.py"]
    assert "src/shop/clients/models.py" not in after
    imported = "from shop.customers.inner.models import Client\n"
    assert imported in after["src/shop/clients/service.py"]
    assert changes.entries["src/shop/clients/models.py"].at == "src/shop/customers/inner/models.py"
