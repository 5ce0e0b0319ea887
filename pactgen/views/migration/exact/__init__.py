"""The first revision of a given schema: on its own database, exactly what the document makes.

Location: pactgen/views/migration/exact/. `types` spells a column's type with SQLAlchemy, `tables`
prints Alembic's operations, `statements` the SQL that Alembic has no words for, `revision` the
order of all of them.
"""
