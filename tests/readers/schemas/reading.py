"""Reads a schema from text, for the tests."""

from textwrap import dedent

from pactgen.ir.schema import Name, Schema, Table
from pactgen.readers.sql.read import read_sql


def schema_of(dialect: str, *texts: str) -> Schema:
    files = [(f"{number}.sql", dedent(text)) for number, text in enumerate(texts, 1)]
    schema, findings = read_sql(files, dialect)
    assert not findings, [finding.message for finding in findings]
    return schema


def table_of(dialect: str, *texts: str, name: str = "t", namespace: str | None = None) -> Table:
    return schema_of(dialect, *texts).table(Name(name=name, namespace=namespace))


def codes_of(dialect: str, text: str) -> list[str]:
    return [finding.code for finding in read_sql([("1.sql", dedent(text))], dialect)[1]]
