"""From the database that the last run designed to the one of this run: changes and revisions.

Location: pactgen/migrations/. `difference` compares two schemas, `renames` finds what only has
another name, `losses` says what a change can cost, `recorded` remembers the schema between runs,
`revisions` knows the chain of the project's Alembic revisions. Nothing in here writes code: that is
pactgen/views/migration/. Used by pactgen/stages/migrating.py.
"""
