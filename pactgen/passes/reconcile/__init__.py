"""Reconcile the contract with the database engineer's schema: one question a file."""

from pactgen.passes.reconcile.bind import Binding as Binding
from pactgen.passes.reconcile.bind import align as align
from pactgen.passes.reconcile.bind import bind as bind
from pactgen.passes.reconcile.tables_of import Catalog as Catalog
