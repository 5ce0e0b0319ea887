import pytest

from pactgen.ir.schema import Name
from tests.readers.schemas.reading import schema_of, table_of


@pytest.mark.parametrize(
    ("written", "kind"),
    [
        ("TINYINT(1)", "boolean"),
        ("TINYINT UNSIGNED", "smallint"),
        ("INT(11) UNSIGNED ZEROFILL", "integer"),
        ("VARCHAR(40) BINARY", "varchar"),
        ("VARCHAR(40) CHARACTER SET latin1", "varchar"),
        ("ENUM('a','b\\'c')", "enum"),
        ("SET('x','y')", "set"),
        ("LONGTEXT", "text"),
        ("DATETIME(6)", "timestamp"),
        ("YEAR", "smallint"),
        ("FLOAT", "real"),
        ("VARBINARY(16)", "bytes"),
    ],
)
def test_types_of_mysql(written, kind) -> None:
    column = table_of("mysql", f"CREATE TABLE t (`a` {written} NOT NULL)").column("a")
    assert (column.type.kind, column.type.text) == (kind, written)


def test_a_table_of_mysql() -> None:
    schema = schema_of(
        "mysql",
        r"""
        /*!40101 SET NAMES utf8 */;
        CREATE DATABASE shop; USE shop;
        # a comment; of MySQL
        CREATE TABLE `p` (`id` int UNSIGNED NOT NULL AUTO_INCREMENT, PRIMARY KEY (`id`))
            ENGINE=InnoDB AUTO_INCREMENT=7;
        DELIMITER //
        CREATE TRIGGER x BEFORE INSERT ON p FOR EACH ROW BEGIN SET @a = 1; END//
        DELIMITER ;
        CREATE TABLE `t` (
          `id` int NOT NULL AUTO_INCREMENT COMMENT 'it\'s; a key',
          `kind` enum('a','b') DEFAULT 'a',
          `at` timestamp NOT NULL DEFAULT CURRENT_TIMESTAMP ON UPDATE CURRENT_TIMESTAMP,
          `full` varchar(50) GENERATED ALWAYS AS (concat(`kind`, 'x')) VIRTUAL,
          `p_id` int UNSIGNED, `q_id` int UNSIGNED,
          PRIMARY KEY (`id`) USING BTREE,
          UNIQUE KEY (`kind`, `at`),
          KEY `title` (`full`(10) DESC),
          FULLTEXT KEY `words` (`full`),
          CONSTRAINT `fk_p` FOREIGN KEY (`p_id`) REFERENCES `p` (`id`) ON UPDATE CASCADE,
          FOREIGN KEY (`q_id`) REFERENCES shop.p (id)
        ) ENGINE=InnoDB DEFAULT CHARSET=utf8 COMMENT='the things';
        INSERT INTO `t` VALUES (1,'it\'s; a');
        """,
    )
    table = schema.table(Name(name="t"))
    assert table.column("id").identity == "auto"
    assert table.column("id").comment == "it's; a key"
    assert table.column("kind").type.values == ("a", "b")
    assert table.column("at").on_update_now
    assert (table.column("full").generated, table.column("full").stored) == (
        "concat(`kind`, 'x')",
        False,
    )
    assert table.uniques[0].name == "kind"
    indexes = {index.name: index for index in table.indexes}
    assert indexes["title"].parts[0].length == 10
    assert indexes["title"].parts[0].descending
    assert indexes["words"].method == "fulltext"
    assert {"fk_p", "q_id"} < set(indexes)
    assert [key.name for key in table.foreign_keys] == ["fk_p", "t_ibfk_1"]
    assert (table.comment, table.options) == ("the things", "ENGINE=InnoDB DEFAULT CHARSET=utf8")
    assert [skipped.kind for skipped in schema.skipped] == [
        "SET",
        "CREATE DATABASE",
        "USE",
        "CREATE TRIGGER",
        "INSERT INTO `t`",
    ]


def test_mysql_alters_tables() -> None:
    table = table_of(
        "mysql",
        """
        CREATE TABLE t (a int, b int, c int, KEY k (b));
        ALTER TABLE t ADD d int FIRST, ADD COLUMN (e int, f int), MODIFY b bigint NOT NULL AFTER c,
            CHANGE COLUMN a aa varchar(5), ADD UNIQUE INDEX u (c), DROP KEY k, DROP COLUMN f,
            RENAME COLUMN e TO ee, ADD PRIMARY KEY (aa), ENGINE=MyISAM;
        """,
    )
    assert [column.name for column in table.columns] == ["d", "aa", "c", "b", "ee"]
    assert table.column("b").type.kind == "bigint"
    assert table.primary_key is not None
    assert table.primary_key.columns == ("aa",)
    assert not table.column("aa").nullable
    assert [key.name for key in table.uniques] == ["u"]
    assert table.indexes == ()


def test_bits_of_mysql() -> None:
    columns = "a BIT(1) NOT NULL DEFAULT b'1', b BIT(8) DEFAULT b'101', c BIT"
    one, several, bare = schema_of("mysql", f"CREATE TABLE t ({columns});").tables[0].columns
    assert [each.type.kind for each in (one, several, bare)] == ["boolean", "bigint", "boolean"]
    assert one.default is not None
    assert several.default is not None
    assert (one.default.value, several.default.value) == (1, 5)


def test_a_table_of_sqlite() -> None:
    schema = schema_of(
        "sqlite",
        """
        PRAGMA foreign_keys = ON;
        CREATE TABLE [Artist] (
            [ArtistId] INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, "Name" NVARCHAR(120)
        );
        CREATE TABLE t (
            a INT PRIMARY KEY, b BLOB SUB_TYPE TEXT, c, d DATETIME DEFAULT (datetime('now')),
            e TEXT UNIQUE ON CONFLICT IGNORE COLLATE NOCASE, f INTEGER REFERENCES artist DEFERRABLE,
            g AS (a + 1) VIRTUAL, h REAL
        );
        CREATE TRIGGER x AFTER INSERT ON t
            BEGIN SELECT CASE WHEN 1 THEN 2 END; UPDATE t SET a = 1; END;
        CREATE UNIQUE INDEX i ON t (e COLLATE NOCASE DESC) WHERE b IS NOT NULL;
        """,
    )
    table = schema.table(Name(name="t"))
    assert [(column.name, column.type.kind) for column in table.columns] == [
        ("a", "integer"),
        ("b", "text"),
        ("c", "other"),
        ("d", "timestamp"),
        ("e", "text"),
        ("f", "integer"),
        ("g", "other"),
        ("h", "double"),
    ]
    assert table.column("a").nullable, "only INTEGER PRIMARY KEY is the rowid"
    assert table.column("d").default is not None
    assert table.column("d").default.kind == "now"
    assert table.foreign_keys[0].table == Name(name="Artist")
    assert table.foreign_keys[0].referred == ("ArtistId",)
    assert table.indexes[0].where == "b IS NOT NULL"
    assert table.indexes[0].parts[0].collation == "NOCASE"
    assert schema.tables[0].column("ArtistId").identity == "auto"
