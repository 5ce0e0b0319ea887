import pytest

from pactgen.ir.schema import Name
from tests.readers.schemas.reading import codes_of, schema_of, table_of

PG = "postgresql"


@pytest.mark.parametrize(
    ("written", "kind", "arguments", "dimensions"),
    [
        ("character varying(40)", "varchar", (40,), 0),
        ("VARCHAR(100)[]", "varchar", (100,), 1),
        ("text[][]", "text", (), 2),
        ("integer ARRAY[4]", "integer", (), 1),
        ("timestamp(3) with time zone", "timestamptz", (3,), 0),
        ("numeric(10, 2)", "numeric", (10, 2), 0),
        ("double precision", "double", (), 0),
        ("float(10)", "real", (10,), 0),
        ("interval day to second", "interval", (), 0),
        ("pg_catalog.int8", "bigint", (), 0),
        ("bigserial", "bigint", (), 0),
        ("geometry(Point, 4326)", "other", (4326,), 0),
    ],
)
def test_types(written, kind, arguments, dimensions) -> None:
    column = table_of(PG, f"CREATE TABLE t (a {written} NOT NULL)").column("a")
    assert (column.type.kind, column.type.arguments) == (kind, arguments)
    assert column.type.dimensions == dimensions
    assert column.type.text == written
    assert not column.nullable


@pytest.mark.parametrize(
    ("written", "kind", "value"),
    [
        ("'a''b'::character varying", "literal", "a'b"),
        ("'{}'::text[]", "literal", "{}"),
        ("-1.5", "literal", -1.5),
        ("TRUE", "literal", True),
        ("NULL", "null", None),
        ("timezone('utc'::text, now())", "now", None),
        ("CURRENT_TIMESTAMP", "now", None),
        ("gen_random_uuid()", "uuid", None),
        ("nextval('s'::regclass)", "sequence", None),
        ("(now() + '1 day'::interval)", "expression", None),
    ],
)
def test_defaults(written, kind, value) -> None:
    default = (
        table_of(PG, f"CREATE TABLE t (a text DEFAULT {written} NOT NULL)").column("a").default
    )
    assert default is not None
    assert (default.kind, default.value, default.text) == (kind, value, written)


def test_names_are_folded_unless_quoted_and_public_is_the_default_namespace() -> None:
    schema = schema_of(
        PG,
        """
        CREATE SCHEMA "Sales";
        CREATE TABLE public.Orders (Id int PRIMARY KEY, "Line No" int);
        CREATE TABLE "Sales"."Orders" (id int REFERENCES orders);
        """,
    )
    assert [str(table.name) for table in schema.tables] == ["orders", "Sales.Orders"]
    assert [column.name for column in schema.tables[0].columns] == ["id", "Line No"]
    assert schema.tables[1].foreign_keys[0].table == Name(name="orders")
    assert schema.tables[1].foreign_keys[0].referred == ("id",)
    assert schema.namespaces == ("Sales",)


def test_unnamed_rules_get_the_names_that_the_database_derives() -> None:
    table = table_of(
        PG,
        """
        CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
        CREATE TABLE t (
            id int PRIMARY KEY, a int UNIQUE, b int CHECK (b > 0),
            CHECK (a < b), CHECK (a <> 7), UNIQUE (a, b),
            FOREIGN KEY (a, b) REFERENCES p ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED
        );
        CREATE INDEX ON t (lower(b::text), a, lower(a::text));
        CREATE INDEX ON t (a);
        CREATE INDEX ON t (a);
        """,
    )
    assert table.primary_key is not None
    assert table.primary_key.name == "t_pkey"
    assert [key.name for key in table.uniques] == ["t_a_key", "t_a_b_key"]
    assert [check.name for check in table.checks] == ["t_b_check", "t_check", "t_a_check"]
    assert table.foreign_keys[0].name == "t_a_b_fkey"
    assert table.foreign_keys[0].on_delete == "SET NULL"
    assert table.foreign_keys[0].initially_deferred
    assert [index.name for index in table.indexes] == [
        "t_lower_a_lower1_idx",
        "t_a_idx",
        "t_a_idx1",
    ]


def test_long_names_are_shortened_as_postgresql_does() -> None:
    table = table_of(
        PG, f"CREATE TABLE t ({'c' * 40} int, {'d' * 40} int, UNIQUE ({'c' * 40}, {'d' * 40}))"
    )
    assert table.uniques[0].name == "t_" + "c" * 40 + "_" + "d" * 16 + "_key"


def test_checks_are_understood_as_far_as_they_are_simple() -> None:
    table = table_of(
        PG,
        """
        CREATE TABLE t (
            a text CHECK (a IN ('x', 'y')),
            b int CHECK (b BETWEEN 1 AND 5 OR b IS NULL),
            c text CHECK (char_length(c) <= 20 AND length(c) > 2),
            d text CHECK
                ((d)::text = ANY ((ARRAY['p'::character varying, 'q'::varchar])::text[])),
            e numeric CHECK (e > 0),
            f int CHECK (f % 2 = 0)
        )
        """,
    )
    by_column = {check.column: check for check in table.checks}
    assert by_column["a"].values == ("x", "y")
    assert (by_column["b"].minimum, by_column["b"].maximum) == (1, 5)
    assert (by_column["c"].minimum, by_column["c"].maximum, by_column["c"].length) == (3, 20, True)
    assert by_column["d"].values == ("p", "q")
    assert (by_column["e"].minimum, by_column["e"].open_minimum) == (0, True)
    assert by_column["f"].values == ()


def test_enums_domains_and_their_changes() -> None:
    schema = schema_of(
        PG,
        """
        CREATE TYPE mood AS ENUM ('sad', 'ok');
        ALTER TYPE mood ADD VALUE 'happy' AFTER 'sad';
        ALTER TYPE mood RENAME VALUE 'ok' TO 'fine';
        CREATE DOMAIN email AS varchar(200) NOT NULL CHECK (VALUE LIKE '%@%');
        CREATE TABLE t (m mood DEFAULT 'fine', ms mood[], e email);
        CREATE TYPE pair AS (a int, b int);
        """,
    )
    table = schema.tables[0]
    assert schema.enums[0].values == ("sad", "happy", "fine")
    assert table.column("m").type.kind == "enum"
    assert table.column("m").type.values == ("sad", "happy", "fine")
    assert table.column("ms").type.dimensions == 1
    email = table.column("e")
    assert (email.type.kind, email.type.arguments, email.nullable) == ("varchar", (200,), False)
    assert email.type.domain == Name(name="email")
    assert [(each.kind, each.sql) for each in schema.skipped] == [
        ("CREATE TYPE", "CREATE TYPE pair AS (a int, b int)")
    ]


def test_what_pg_dump_writes() -> None:
    schema = schema_of(
        PG,
        r"""
        \restrict abc;'
        SET statement_timeout = 0;
        SELECT pg_catalog.set_config('search_path', '', false);
        CREATE FUNCTION public.f() RETURNS trigger LANGUAGE plpgsql AS $_$ BEGIN; END; $_$;
        CREATE TABLE public.users (
            id integer NOT NULL,
            number bigint NOT NULL,
            name character varying(20) DEFAULT 'x;y'::character varying
        );
        ALTER TABLE public.users OWNER TO admin;
        CREATE SEQUENCE public.users_id_seq AS integer START WITH 1 INCREMENT BY 1 CACHE 1;
        ALTER SEQUENCE public.users_id_seq OWNED BY public.users.id;
        CREATE SEQUENCE public.numbers START WITH 100;
        ALTER TABLE ONLY public.users
            ALTER COLUMN id SET DEFAULT nextval('public.users_id_seq'::regclass);
        ALTER TABLE ONLY public.users
            ALTER COLUMN number SET DEFAULT nextval('public.numbers'::regclass);
        COPY public.users (id, number, name) FROM stdin;
        1	2	it's; ("
        \.
        COMMENT ON TABLE public.users IS 'people; and others';
        COMMENT ON COLUMN public.users.name IS 'it''s';
        ALTER TABLE ONLY public.users ADD CONSTRAINT users_pkey PRIMARY KEY (id);
        CREATE UNIQUE INDEX users_name ON public.users
            USING btree (lower((name)::text) DESC NULLS LAST) INCLUDE (number) WHERE (number > 0);
        ALTER TABLE public.users ENABLE ROW LEVEL SECURITY;
        """,
    )
    users = schema.table(Name(name="users"))
    assert users.column("id").identity == "serial"
    assert users.column("id").default is None
    assert users.column("number").identity is None
    assert [str(each.name) for each in schema.sequences] == ["numbers"]
    assert (users.comment, users.column("name").comment) == ("people; and others", "it's")
    index = users.indexes[0]
    assert index.parts[0].expression == "lower((name)::text)"
    assert (index.parts[0].descending, index.parts[0].nulls) == (True, "last")
    assert (index.include, index.where, index.method) == (("number",), "(number > 0)", None)
    kinds = [each.kind for each in schema.skipped]
    assert "CREATE FUNCTION" in kinds
    assert "ALTER TABLE ENABLE ROW" in kinds


def test_identity_generated_partitions_and_exclusions() -> None:
    schema = schema_of(
        PG,
        """
        CREATE TABLE t (
            id bigint GENERATED ALWAYS AS IDENTITY (START WITH 10) PRIMARY KEY,
            price numeric, taxed numeric GENERATED ALWAYS AS (price * 1.2) STORED,
            name text COLLATE "C", during tsrange,
            EXCLUDE USING gist (during WITH &&)
        );
        CREATE TABLE m (day date NOT NULL) PARTITION BY RANGE (day);
        CREATE TABLE m_1 PARTITION OF m FOR VALUES FROM ('2024-01-01') TO ('2025-01-01');
        """,
    )
    table, parent, part = schema.tables
    assert table.column("id").identity == "always"
    assert (table.column("taxed").generated, table.column("taxed").stored) == ("price * 1.2", True)
    assert table.column("name").collation == "C"
    assert table.exclusions[0].text == "EXCLUDE USING gist (during WITH &&)"
    assert table.exclusions[0].name == "t_during_excl"
    assert parent.options == "PARTITION BY RANGE (day)"
    assert part.partition_of == parent.name
    assert part.bounds == "FOR VALUES FROM ('2024-01-01') TO ('2025-01-01')"


def test_views_have_the_columns_that_their_query_selects() -> None:
    schema = schema_of(
        PG,
        """
        CREATE TABLE a (id int PRIMARY KEY, name varchar(20));
        CREATE TABLE b (id int, a_id int REFERENCES a, amount numeric(8, 2));
        CREATE VIEW sums AS
            SELECT a.id, a.name AS label, count(*) AS n, sum(b.amount) AS total
            FROM a JOIN b ON b.a_id = a.id GROUP BY a.id, a.name;
        CREATE MATERIALIZED VIEW tops (one, two) AS
            SELECT * FROM (SELECT id, label FROM sums) s WITH DATA;
        CREATE UNIQUE INDEX ON tops (one);
        """,
    )
    sums, tops = schema.views
    assert [(column.name, column.type.kind) for column in sums.columns] == [
        ("id", "integer"),
        ("label", "varchar"),
        ("n", "bigint"),
        ("total", "numeric"),
    ]
    assert [column.name for column in tops.columns] == ["one", "two"]
    assert tops.materialized
    assert tops.indexes[0].unique


def test_every_rule_knows_its_line_and_column() -> None:
    table = table_of(
        PG, "CREATE TABLE p (id int PRIMARY KEY); CREATE TABLE t (a int, b int\n  REFERENCES p)"
    )
    assert str(table.origin.place) == "1.sql:1:51"
    assert str(table.column("b").origin.place) == "1.sql:1:61"
    assert str(table.foreign_keys[0].origin.place) == "1.sql:2:3"


def test_one_statement_never_spoils_the_rest() -> None:
    text = """
        CREATE TABLE a (id int); FROBNICATE x; CREATE TABLE b (c int NOT NIL);
        CREATE TABLE a (id int)
        """
    assert codes_of(PG, text) == ["schema-syntax", "schema-declared-twice"]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("CREATE TABLE t (a int REFERENCES nowhere)", "schema-table-not-found"),
        ("CREATE TABLE t (a int, PRIMARY KEY (b))", "schema-column-not-found"),
        ("CREATE TABLE t (a int); CREATE TABLE t (a int)", "schema-declared-twice"),
        ("CREATE TABLE t (a text DEFAULT 'x)", "schema-quote-open"),
        ("ALTER TABLE t ADD COLUMN a int", "schema-table-not-found"),
    ],
)
def test_faults(text, code) -> None:
    assert codes_of(PG, text) == [code]


@pytest.mark.parametrize(
    ("query", "identity"),
    [
        ("SELECT b.id, b.name, count(*) AS n FROM bands b GROUP BY b.id, b.name", ("id",)),
        ("SELECT name, id, count(*) AS n FROM bands GROUP BY name, id", ("id",)),
        ("SELECT b.name AS n, b.town FROM bands b GROUP BY b.name, b.town", ("n", "town")),
        ("SELECT b.name FROM bands b GROUP BY b.name, b.town", ()),
        ("SELECT b.id FROM bands b", ()),
    ],
)
def test_rows_of_a_view_are_told_apart_by_what_it_groups_by(query, identity) -> None:
    bands = "CREATE TABLE bands (id integer PRIMARY KEY, name text, town text);"
    (view,) = schema_of(PG, f"{bands} CREATE VIEW v AS {query}").views
    assert view.identity == identity


def test_a_block_that_makes_what_is_not_there_is_read() -> None:
    schema = schema_of(
        PG,
        """
        DO $$ BEGIN
          IF NOT EXISTS (SELECT 1 FROM pg_type WHERE typname = 'mood') THEN
            CREATE TYPE mood AS ENUM ('sad', 'glad');
          END IF;
        END $$;
        CREATE TABLE people (id uuid PRIMARY KEY, mood mood NOT NULL, boss uuid);
        DO $do$
        BEGIN
          ALTER TABLE people ADD CONSTRAINT boss_fk FOREIGN KEY (boss) REFERENCES people (id);
        EXCEPTION
          WHEN duplicate_object THEN null;
        END $do$;
        DO $$ BEGIN CREATE TYPE mood AS ENUM ('other'); EXCEPTION WHEN duplicate_object THEN NULL;
        END $$;
        """,
    )
    assert [(str(one.name), one.values) for one in schema.enums] == [("mood", ("sad", "glad"))]
    (people,) = schema.tables
    assert people.column("mood").type.kind == "enum"
    assert [key.name for key in people.foreign_keys] == ["boss_fk"]
    assert schema.skipped == ()


@pytest.mark.parametrize(
    "body",
    [
        "BEGIN FOR i IN 1..3 LOOP EXECUTE format('CREATE TABLE t%s ()', i); END LOOP; END",
        "BEGIN IF EXISTS (SELECT 1 FROM old) THEN ALTER TABLE t ADD COLUMN b int; END IF; END",
        "DECLARE n int; BEGIN CREATE TABLE u (a int); END",
    ],
)
def test_a_block_that_decides_anything_is_skipped(body: str) -> None:
    schema = schema_of(PG, f"CREATE TABLE t (a int); DO LANGUAGE plpgsql $x$ {body} $x$;")
    assert [str(table.name) for table in schema.tables] == ["t"]
    assert [one.kind for one in schema.skipped] == ["DO"]
