"""DBML to `pactgen.ir.schema`.

Location: pactgen/readers/dbml/. `lexer` makes tokens, `read` walks the blocks of a document,
`table` reads a table, `refs` the relations. The cursor and the values of defaults are those of SQL.

Source: the language's documentation, https://dbml.dbdiagram.io/docs, of 2025.
"""
