"""SQL DDL of PostgreSQL, MySQL, MariaDB and SQLite to `pactgen.ir.schema`.

Location: pactgen/readers/sql/. `script` cuts a text into statements without parsing data, `lexer`
makes tokens with places, `cursor` walks them, `statements` sends each statement to the file that
knows it, `catalog` keeps what has been declared so far, and `settle` fills what follows from it.

The grammar is our own. sqlglot 30 rewrites types and expressions, has no places for constraints,
loses a whole table over one unknown word, and knows neither domains nor psql; it is used where an
expression must be understood (`expressions`).
"""
