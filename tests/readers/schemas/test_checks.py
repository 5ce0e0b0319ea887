"""CHECKs say which form a text has, which of two columns is greater, what must not overlap."""

from __future__ import annotations

import pytest

from pactgen.ir.schema import Check, Form
from pactgen.ir.translation import translated
from tests.readers.schemas.reading import schema_of, table_of

CAPITALS = Form(text="^[A-Z]+$")


def check_of(dialect: str, expression: str) -> Check:
    """Return the only check of a table."""
    columns = "a text, b text, c int, d int"
    return table_of(
        dialect, f"CREATE TABLE t (id int PRIMARY KEY, {columns}, CHECK ({expression}))"
    ).checks[0]


@pytest.mark.parametrize(
    ("dialect", "expression", "form"),
    [
        ("postgresql", "a ~ '^[A-Z]+$'", CAPITALS),
        ("postgresql", "(a)::text ~ '^[A-Z]+$'::text", CAPITALS),
        ("postgresql", "a IS NULL OR a ~ '^[A-Z]+$'", CAPITALS),
        ("postgresql", r"a ~ E'^\\d$'", Form(text=r"^\d$")),
        ("postgresql", "a ~* '^x'", Form(text="^x", ignores_case=True)),
        ("postgresql", "a !~ 'x'", Form(text="x", denied=True)),
        ("postgresql", "a LIKE '%@%'", Form(text="%@%", kind="like")),
        ("postgresql", "a ILIKE 'x%'", Form(text="x%", kind="like", ignores_case=True)),
        ("postgresql", "btrim(a) <> ''", Form(text="[^ ]")),
        ("postgresql", "length(trim(a)) > 0", Form(text="[^ ]")),
        ("mysql", "a REGEXP '^x'", Form(text="^x", ignores_case=True)),
        ("mysql", r"REGEXP_LIKE(a, '^\\d$', 'c')", Form(text=r"^\d$")),
        ("mysql", "a REGEXP BINARY '^x'", Form(text="^x")),
        ("sqlite", "a LIKE 'x%'", Form(text="x%", kind="like", ignores_case=True)),
    ],
)
def test_forms_of_texts(dialect: str, expression: str, form: Form) -> None:
    check = check_of(dialect, expression)
    assert (check.column, check.forms) == ("a", (form,))


@pytest.mark.parametrize(
    "expression",
    [
        "a ~ b",
        "lower(a) ~ '^x'",
        "a LIKE 'x!%' ESCAPE '!'",
        "regexp_like(a, 'x', 'n')",
        "NOT (a ~ b)",
    ],
)
def test_what_is_more_than_a_form_is_left_alone(expression: str) -> None:
    assert check_of("postgresql", expression).forms == ()


def test_names_are_folded_as_the_database_does() -> None:
    made = (
        'CREATE TABLE t (Price int, "Due" int, CHECK (PRICE > 0 AND price < 9), CHECK ("Due" > 1))'
    )
    assert [one.column for one in table_of("postgresql", made).checks] == ["price", "Due"]


def test_several_terms_draw_the_ends_closer() -> None:
    check = check_of(
        "postgresql", "length(a) >= 3 AND a <> '' AND length(a) <= 9 AND a ~ '^[A-Z]+$'"
    )
    assert (check.minimum, check.maximum, check.length) == (3, 9, True)
    assert check.forms == (CAPITALS,)


@pytest.mark.parametrize(
    ("expression", "ordered"),
    [
        ("c < d", (("c", "d"),)),
        ("c >= d", (("d", "c"),)),
        ("c IS NULL OR d IS NULL OR d > c", (("c", "d"),)),
        ("d >= c + 1 AND a <= b", (("c", "d"), ("a", "b"))),
        ("c + d > 0", ()),
        ("c < d OR a = 'x'", ()),
    ],
)
def test_which_of_two_columns_is_greater(
    expression: str, ordered: tuple[tuple[str, str], ...]
) -> None:
    assert check_of("postgresql", expression).ordered == ordered


def test_comparisons_follow_a_column_that_is_renamed() -> None:
    made = "CREATE TABLE t (id int PRIMARY KEY, c int, d int, CHECK (c < d));"
    table = table_of("postgresql", made, "ALTER TABLE t RENAME COLUMN d TO most;")
    assert table.checks[0].ordered == (("c", "most"),)


def test_exclusions_say_which_values_lie_apart() -> None:
    table = table_of(
        "postgresql",
        """
        CREATE TABLE t (
            room int, begins timestamptz, ends timestamptz, during tstzrange,
            EXCLUDE USING gist (room WITH =, tstzrange(begins, ends) WITH &&) WHERE (room > 0),
            CONSTRAINT one EXCLUDE USING gist (during WITH &&)
        );
        """,
    )
    assert [one.apart for one in table.exclusions] == [(("begins", "ends"),), (("during",),)]
    assert table.exclusions[0].text.startswith("EXCLUDE USING gist (room WITH =, tstzrange(")
    assert table.exclusions[0].text.endswith("WHERE (room > 0)")


DOMAINS = """
    CREATE DOMAIN code AS text CHECK (VALUE ~ '^[A-Z]+$') CHECK (length(VALUE) <= 9);
    CREATE DOMAIN short_code AS code CHECK (length(value) <= 3 AND VALUE <> 'VALUE');
    CREATE DOMAIN stars AS int CHECK (VALUE BETWEEN 1 AND 5);
    CREATE TABLE t (id int PRIMARY KEY, a code, "B" short_code, stars stars, many stars[]);
"""


def test_what_domains_refuse_is_said_of_their_columns() -> None:
    table = table_of("postgresql", DOMAINS)
    rules = {column.name: [each.expression for each in column.rules] for column in table.columns}
    assert rules == {
        "id": [],
        "a": [""""a" ~ '^[A-Z]+$'""", 'length("a") <= 9'],
        "B": [
            """"B" ~ '^[A-Z]+$'""",
            'length("B") <= 9',
            """length("B") <= 3 AND "B" <> 'VALUE'""",
        ],
        "stars": ['"stars" BETWEEN 1 AND 5'],
        "many": [],
    }
    assert {each.column for column in table.columns for each in column.rules} == {"a", "B", "stars"}


def test_other_databases_check_what_domains_refuse() -> None:
    table = translated(schema_of("postgresql", DOMAINS), "sqlite").tables[0]
    assert [(each.name, each.expression) for each in table.checks] == [
        ("t_a_code_check1", 'LENGTH("a") <= 9'),
        ("t_B_code_check1", 'LENGTH("B") <= 9'),
        ("t_B_short_code_check", """LENGTH("B") <= 3 AND "B" <> 'VALUE'"""),
        ("t_stars_stars_check", '"stars" BETWEEN 1 AND 5'),
    ]
