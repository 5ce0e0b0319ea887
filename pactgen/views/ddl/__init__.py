"""A schema as SQL statements of its own dialect.

Location: pactgen/views/ddl/. `tables` and `objects` print what they are named after, `script` the
whole document. Used by `pactgen schema`, and by migrations for what Alembic has no words for.

Everything is printed as the schema holds it; `pactgen.ir.translation` says it in the words
of another database before.
"""
