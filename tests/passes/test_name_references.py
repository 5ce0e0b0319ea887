import pytest

from pactgen.config import Config
from pactgen.passes.reconcile.name_references import catalog_of
from tests.readers.schemas.reading import schema_of

TABLES = """
CREATE TABLE sys_user (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE sys_role (id bigint PRIMARY KEY, name text NOT NULL);
CREATE TABLE orders (id bigint PRIMARY KEY, parent_id bigint, placed_by bigint, total numeric);
CREATE TABLE order_items (id bigint PRIMARY KEY, order_id integer NOT NULL, item_id bigint,
  currency_code char(3), note_id text);
CREATE TABLE notes (id bigint PRIMARY KEY, reviewer_id bigint, entity_id bigint, user_id bigint);
CREATE TABLE currencies (id bigint PRIMARY KEY, code char(3) NOT NULL UNIQUE);
CREATE TABLE depots (depot_no integer PRIMARY KEY);
CREATE TABLE vans (id bigint PRIMARY KEY, depot_no integer);
"""


def found(config: Config = Config()) -> dict[str, str]:  # noqa: B008 - a value
    catalog, decisions = catalog_of(schema_of("postgresql", TABLES), config)
    keys = {
        f"{table.name}.{key.columns[0]}": f"{key.table}.{key.referred[0]}"
        for table in catalog.schema.tables
        for key in table.foreign_keys
        if key.implied
    }
    assert [one.id for one in decisions] == [f"reference/{name}" for name in keys]
    return keys


def test_names_and_types_tell_what_a_column_refers_to() -> None:
    assert found() == {
        "orders.parent_id": "orders.id",
        "orders.placed_by": "sys_user.id",
        "order_items.order_id": "orders.id",
        "order_items.currency_code": "currencies.code",
        "notes.reviewer_id": "sys_user.id",
        "notes.user_id": "sys_user.id",
        "vans.depot_no": "depots.depot_no",
    }


@pytest.mark.parametrize(
    ("stated", "named"), [(False, None), ("sys_role", "sys_role.id"), ("nothing", None)]
)
def test_a_person_states_or_denies_a_reference(stated: object, named: str | None) -> None:
    config = Config(relations={"notes.entity_id": "sys_role", "notes.user_id": stated})  # type: ignore[dict-item]
    keys = found(config)
    assert keys["notes.entity_id"] == "sys_role.id"
    assert keys.get("notes.user_id") == named
