"""DBML, Mermaid, JSON Schema, and Markdown that holds them."""

from textwrap import dedent

import pytest

from pactgen.ir.schema import Name, Schema
from pactgen.readers.schema import read_schema


def schema_of(folder, name: str, text: str, dialect=None) -> Schema:
    path = folder / name
    path.write_text(dedent(text), encoding="utf-8")
    result = read_schema([path], base=folder, dialect=dialect)
    assert result.findings == (), [finding.message for finding in result.findings]
    return result.schema


def findings_of(folder, name: str, text: str) -> list[tuple[str, str]]:
    path = folder / name
    path.write_text(dedent(text), encoding="utf-8")
    found = read_schema([path], base=folder).findings
    return [(each.code, str(getattr(each.where, "place", None) or each.where)) for each in found]


DBML = """
    // a shop
    Project shop { database_type: 'PostgreSQL' Note: '''
      about 'it'
    ''' }
    Table core.users as U [headercolor: #3498DB, note: 'people'] {
      id int [pk, increment] /* the key */
      "Full Name" "character varying"(80) [not null, unique, note: 'it\\'s']
      kind user_kind [default: 'new']
      score decimal(10,2) [default: 1.5]
      active bool [not null, default: true]
      born datetime [default: `now()`]
      tags text[]
      ~stamped
      Note { 'replaced' }
      indexes {
        (kind, born) [name: 'by_kind', type: btree]
        `lower("Full Name")` [unique]
      }
      checks {
        `score > 0` [name: 'positive']
        `json_valid(`kind`)`
      }
    }
    TablePartial stamped { created timestamp [not null] }
    Enum user_kind { new [note: 'x'] "long gone" }
    Table orders {
      number int
      shop varchar
      user_id int [ref: > U.id]
      indexes { (number, shop) [pk] }
    }
    Table lines { order_number int
      order_shop varchar
      product varchar [pk] }
    Table tags { id int [pk] }
    Ref of_order: lines.(order_number, order_shop) > orders.(number, shop) [
      delete: cascade, color: #aaa]
    Ref { lines.product <> tags.id }
    TableGroup all [color: #fff] { orders lines }
    Note sticky { 'bye' }
"""


def test_dbml(tmp_path) -> None:
    schema = schema_of(tmp_path, "s.dbml", DBML)
    users = schema.table(Name(name="users", namespace="core"))
    assert schema.dialect == "postgresql"
    assert [(column.name, column.type.text) for column in users.columns] == [
        ("id", "INTEGER"),
        ("Full Name", "VARCHAR(80)"),
        ("kind", "user_kind"),
        ("score", "NUMERIC(10, 2)"),
        ("active", "BOOLEAN"),
        ("born", "TIMESTAMP"),
        ("tags", "TEXT[]"),
        ("created", "TIMESTAMP"),
    ]
    assert users.column("id").identity == "by default"
    assert users.column("kind").type.values == ("new", "long gone")
    assert users.column("Full Name").comment == "it's"
    assert users.comment == "replaced"
    assert [index.name for index in users.indexes] == ["by_kind", "users_lower_idx"]
    assert users.checks[0].name == "positive"
    orders = schema.table(Name(name="orders"))
    assert orders.primary_key is not None
    assert orders.primary_key.columns == ("number", "shop")
    assert orders.foreign_keys[0].table == users.name
    assert str(orders.foreign_keys[0].origin.place) == "s.dbml:30:16"
    lines = schema.table(Name(name="lines"))
    assert lines.foreign_keys[0].name == "of_order"
    assert lines.foreign_keys[0].on_delete == "CASCADE"
    join = schema.table(Name(name="lines_tags"))
    assert [column.name for column in join.columns] == ["lines_product", "tags_id"]
    assert [skipped.kind for skipped in schema.skipped] == ["Project", "Tablegroup", "Note"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Table t {\n  a int [ref: > u.id]\n}", [("schema-table-not-found", "s.dbml:2:10")]),
        ("Table t {\n  a int [pk\n}", [("schema-syntax", "s.dbml:3:1")]),
        ("Tabel t { a int }", [("schema-syntax", "s.dbml:1:1")]),
        ("Table t { a int [note: 'x]\n}", [("schema-quote-open", "s.dbml:1:24")]),
        ("пример текста", [("schema-syntax", "s.dbml:1:1")]),
    ],
)
def test_faults_of_dbml(tmp_path, text, expected) -> None:
    assert findings_of(tmp_path, "s.dbml", text) == expected


MERMAID = """
    ---
    title: Shop
    ---
    erDiagram
        %% who buys
        CUSTOMER ||--o{ ORDER : places
        ORDER ||--|{ LINE : "has lines"
        CUSTOMER }o--o{ TAG : has
        CUSTOMER {
            int id PK "the key"
            varchar(40) name UK
            string mail
        }
        ORDER {
            bigint id PK
            int customer_id FK
        }
        LINE {
            bigint orderId PK, FK
            int number PK
        }
"""


def test_mermaid(tmp_path) -> None:
    schema = schema_of(tmp_path, "s.mmd", MERMAID, dialect="sqlite")
    assert [str(table.name) for table in schema.tables] == ["CUSTOMER", "ORDER", "LINE"]
    customer, order, line = schema.tables
    assert customer.column("name").type.text == "VARCHAR(40)"
    assert customer.uniques[0].columns == ("name",)
    assert (order.foreign_keys[0].columns, order.foreign_keys[0].table) == (
        ("customer_id",),
        customer.name,
    )
    assert line.primary_key is not None
    assert line.primary_key.columns == ("orderId", "number")
    assert line.foreign_keys[0].table == order.name
    assert [skipped.why for skipped in schema.skipped] == [
        "many to many: the table between them is not shown"
    ]


def test_faults_of_mermaid(tmp_path) -> None:
    text = "erDiagram\n  A {\n    int\n  }\n  A ~~ B"
    assert findings_of(tmp_path, "s.mmd", text) == [
        ("schema-syntax", "s.mmd:3:5"),
        ("schema-syntax", "s.mmd:5:3"),
    ]


def test_json_schema(tmp_path) -> None:
    text = """
        {"$defs": {
          "User": {"type": "object", "description": "people", "required": ["id", "name"],
            "properties": {
              "id": {"type": "integer", "format": "int64"},
              "name": {"type": "string", "maxLength": 40},
              "kind": {"enum": ["a", "b"], "type": "string", "default": "a"},
              "at": {"type": ["string", "null"], "format": "date-time"},
              "tags": {"type": "array", "items": {"type": "string"}}}},
          "Task": {"type": "object", "required": ["owner"],
            "properties": {"id": {"type": "string", "format": "uuid"},
              "owner": {"$ref": "#/$defs/User"}}},
          "Word": {"type": "string"}}}
        """
    schema = schema_of(tmp_path, "s.json", text)
    user, task = schema.tables
    assert [(column.name, column.type.text, column.nullable) for column in user.columns] == [
        ("id", "BIGINT", False),
        ("name", "VARCHAR(40)", False),
        ("kind", "VARCHAR", True),
        ("at", "TIMESTAMP WITH TIME ZONE", True),
        ("tags", "JSONB", True),
    ]
    assert user.checks[0].values == ("a", "b")
    assert task.foreign_keys[0].table == user.name
    assert not task.column("owner_id").nullable


def test_blocks_in_markdown_keep_their_places(tmp_path) -> None:
    text = (
        "# Design\n\n```sql\nSELECT * FROM t; -- an example\n```\n\n"
        "~~~sql\nCREATE TABLE t (a serial PRIMARY KEY);\n~~~\n\n"
        "```mermaid\nflowchart TD\n  A --> B\n```\n\n"
        "```mermaid\nerDiagram\n  U {\n    int id PK\n  }\n```\n\n"
        "```dbml\nTable d { id int [pk] }\n```\n"
    )
    schema = schema_of(tmp_path, "design.md", text)
    assert [(str(table.name), str(table.origin.place)) for table in schema.tables] == [
        ("t", "design.md:8:14"),
        ("U", "design.md:18:3"),
        ("d", "design.md:24:7"),
    ]


def test_a_table_of_two_documents_is_said(tmp_path) -> None:
    (tmp_path / "a.sql").write_text("CREATE TABLE t (a int);", encoding="utf-8")
    (tmp_path / "b.dbml").write_text("Table t { a int }", encoding="utf-8")
    result = read_schema([tmp_path / "a.sql", tmp_path / "b.dbml"], base=tmp_path)
    assert [finding.code for finding in result.findings] == ["schema-declared-twice"]


def test_an_unknown_format_is_said(tmp_path) -> None:
    assert findings_of(tmp_path, "s.docx", "x")[0][0] == "schema-format"
