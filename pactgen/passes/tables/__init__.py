"""Turn what the API keeps into tables: columns, keys, relations, and who fills what."""

from pactgen.passes.tables.design import design_tables as design_tables
from pactgen.passes.tables.desk import Stored as Stored
