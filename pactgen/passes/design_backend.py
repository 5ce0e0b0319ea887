"""The order of the passes."""

from __future__ import annotations

import keyword
import sys
from typing import TYPE_CHECKING

from pactgen.decisions import Decision, binding, project, storage
from pactgen.ir.design import Design, Endpoint, Feature, Resource
from pactgen.ir.inputs import ScopeRole
from pactgen.passes.behaviours.sessions import revocations
from pactgen.passes.endpoints.cased_texts import cased_texts
from pactgen.passes.endpoints.closed_accounts import closed_accounts
from pactgen.passes.endpoints.context import Context
from pactgen.passes.endpoints.derive_failures import derive_failures
from pactgen.passes.endpoints.design_endpoints import design_endpoint
from pactgen.passes.endpoints.find_either import find_either
from pactgen.passes.endpoints.find_gaps import find_gaps
from pactgen.passes.endpoints.find_orders import find_orders
from pactgen.passes.endpoints.find_prose import find_prose
from pactgen.passes.endpoints.fit_columns import fit_columns
from pactgen.passes.endpoints.fit_requests import fit_requests
from pactgen.passes.endpoints.hide_members import hide_members, hides_members
from pactgen.passes.endpoints.invalid_status import common_invalid_status
from pactgen.passes.endpoints.name_operations import name_operations
from pactgen.passes.endpoints.named_rows import named_rows
from pactgen.passes.endpoints.show_keys import show_keys
from pactgen.passes.endpoints.told_sight import told_sights
from pactgen.passes.endpoints.unheeded import everywhere
from pactgen.passes.endpoints.ways_in import always_in
from pactgen.passes.features.group_features import Grouping, group_features
from pactgen.passes.features.home_models import home_models
from pactgen.passes.features.part_schemas import part_schemas
from pactgen.passes.ledger import keep_ledger
from pactgen.passes.model_wire import WireBuilder
from pactgen.passes.reading.base_path import base_path_of
from pactgen.passes.reading.depth import deep_calls
from pactgen.passes.reading.heirs import with_heirs
from pactgen.passes.reconcile import align, bind
from pactgen.passes.reconcile.answer_references import reference_decisions
from pactgen.passes.reconcile.contradict import contradictions_of
from pactgen.passes.reconcile.elsewhere import decisions_elsewhere
from pactgen.passes.reconcile.kept_marks import as_marks, free_for_marks
from pactgen.passes.reconcile.name_references import catalog_of
from pactgen.passes.reconcile.name_reports import named_reports
from pactgen.passes.reconcile.respell import spellings, with_spellings
from pactgen.passes.reconcile.show_nulls import show_nulls
from pactgen.passes.reconcile.tables_of import columns_told, makers_told, tables_called
from pactgen.passes.resources.find_accounts import with_accounts
from pactgen.passes.resources.find_files import with_files
from pactgen.passes.resources.find_marked import with_marked
from pactgen.passes.resources.find_owners import person_of, with_owners
from pactgen.passes.resources.find_personal import with_personal
from pactgen.passes.resources.find_resources import find_resources
from pactgen.passes.resources.find_sources import find_sources
from pactgen.passes.resources.fit_keys import fit_keys
from pactgen.passes.resources.sight import sight
from pactgen.passes.tables import design_tables
from pactgen.passes.tables.find_idle import find_idle
from pactgen.passes.tables.find_unfilled import find_unfilled
from pactgen.passes.tables.index_columns import index_columns
from pactgen.passes.tables.shown_rows import shown_rows
from pactgen.passes.tables.versions import tables_of, with_versions
from pactgen.passes.words import vocabulary
from pactgen.passes.words.names import DEVICES, Scope, kebab, plural, shadows_builtin, snake
from pactgen.passes.words.shorten import DISTRIBUTION, PACKAGE, keep_head
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from pactgen.config import Config
    from pactgen.ir.binding import Contradiction
    from pactgen.ir.contract import Contract
    from pactgen.ir.database import Table
    from pactgen.ir.schema import Schema
    from pactgen.ir.statement import Statement
    from pactgen.passes.reconcile.tables_of import Catalog
    from pactgen.passes.resources.values import Kept, Sighting
    from pactgen.passes.tables import Stored

LOGGED = frozenset({"schema-table-missing", "schema-no-index", "schema-unique-undocumented"})
"""Differences that are decisions already, or gaps, or none of the backend's business."""
TAKEN_FUNCTIONS = frozenset(
    {
        "count_pages", "next_cursor", "next_offset", "next_url", "previous_url", "requires",
        "router", "self_url", "utc_now",
    }
)  # fmt: skip
"""What a router calls, so that no handler may be called so."""
GENERIC = frozenset({"api", "rest", "openapi", "swagger", "the"})
TAKEN_PACKAGES = sys.stdlib_module_names | DEVICES | {
    "aiosqlite", "alembic", "asyncpg", "contract", "docs", "fastapi", "httpx", "migrations",
    "orjson", "pydantic", "pydantic_settings", "pytest", "python_multipart", "sqlalchemy", "src",
    "starlette", "tests", "uvicorn",
}  # fmt: skip
"""What the backend or its project imports by this name."""


@deep_calls()
def design_backend(
    contract: Contract,
    config: Config,
    statements: Iterable[Statement] = (),
    schema: Schema | None = None,
) -> Design:
    """Decide everything about the backend; never fails on a contract that was checked.

    Args:
        contract: what the input says.
        config: what pactgen.yaml says.
        statements: the input object by object, for the ledger.
        schema: the database engineer's document; None: the tables follow from the contract.
    """
    contract, told_kinds = with_heirs(contract)
    package, title, derived = _package(contract, config)
    catalog, references = (None, ()) if schema is None else _catalog(contract, schema, config)
    sightings = as_marks(sight(contract, by_schema=catalog is not None), catalog)
    names = name_operations(sightings)
    named = _named(contract, config, sightings, catalog)
    kept = with_accounts(
        contract,
        sightings,
        find_resources(contract, sightings, named, tables_called(catalog, vocabulary.DERIVED)),
        columns_told(catalog),
        makers_told(catalog),
    )
    if schema is None:
        sightings, kept = with_files(contract, *with_personal(contract, sightings, kept))
    kept = with_marked(
        contract, free_for_marks(sightings, kept, catalog), with_owners(contract, kept, config)
    )
    sightings, aligned = align(contract, kept, catalog, config, sightings)
    kept = tuple(one.kept for one in aligned) or kept
    grouping = group_features(sightings, kept, package, config, by_schema=catalog is not None)
    if catalog is None:
        laid, stored_decisions = design_tables(contract, kept, grouping.of_resource, config)
        bound, tables = None, {}
    else:
        bound = bind(contract, aligned, config, catalog)
        laid, stored_decisions, tables = bound.stored, bound.decisions, dict(bound.tables)
    stored, counting = with_versions(contract, config, laid)
    tables |= tables_of(stored)
    failures = derive_failures(contract, names.ids)
    wire = WireBuilder(
        contract,
        rows=(
            *(shape for one in kept for shape in one.representations),
            *shown_rows(contract, stored, tables),
        ),
        reserved=frozenset(one.name for one in kept) | {one.model for one in tables.values()},
        named=named_rows(contract, stored),
    )
    context = Context(
        contract=contract,
        wire=wire,
        config=config,
        ids=names.ids,
        kept=_by_operation(kept),
        stored={one.kept.name: one for one in stored},
        tables=tables,
        features=grouping.of_operation,
        refused={} if bound is None else bound.refused,
        common_invalid=common_invalid_status(contract),
        everywhere=everywhere(contract),
        person=person_of(kept),
        has_tenants=any(one.tenant for one in tables.values()),
        by_schema=catalog is not None,
    )
    functions, context = Scope(TAKEN_FUNCTIONS), _with_words(context)
    built = [design_endpoint(context, one, functions) for one in sightings]
    endpoints, unreached = _by_reach(endpoint for endpoint, _ in built)
    if catalog is None:
        stored, stored_decisions = _in_use(stored, stored_decisions, endpoints)
        tables = {one.table.name: one.table for one in stored}
    revoked = tuple(revocations(endpoints, tables))
    tables |= {one.name: one for one in revoked}
    models, aliases = home_models(endpoints, wire)
    resources = _with_parents(_resources(stored, grouping), endpoints, tables)
    base_path = base_path_of(contract, config)
    nulls: tuple[Contradiction, ...] = ()
    if schema is not None:
        models, nulls = show_nulls(endpoints, models, aliases, resources, tables)
    tables = fit_keys(endpoints, resources, tables)
    tables, indexing = index_columns(endpoints, resources, tables, aliases, config)
    models = show_keys(endpoints, models, resources, tables)
    endpoints, models, narrowed = fit_requests(endpoints, models, aliases, resources, tables)
    models, aliases = part_schemas(
        cased_texts(endpoints, hide_members(models, context.people), resources, tables), aliases
    )
    closed = closed_accounts(contract, context.people)
    differences = () if bound is None else (*bound.contradictions, *nulls)
    if bound is not None:
        differences += contradictions_of(contract, stored, endpoints, resources, tables)
    decisions: list[Decision] = [
        project.package(package, contract.title, contract.origin, derived=derived),
        project.base_path(base_path, contract.origin, next(iter(contract.servers), None)),
        project.database(),
        *(
            project.bearer_key(scheme.key, scheme.origin)
            for scheme in contract.security_schemes
            if scheme.is_spelled_bearer
        ),
        *([project.external_migrations(config.origin)] if config.migrations == "external" else ()),
        *grouping.decisions,
        *names.decisions,
        *told_kinds,
        *references,
        *stored_decisions,
        *(decision for decision in counting if _subject(decision) in resources),
        *(storage.revocations(one.name, one.origin) for one in revoked),
        *failures.decisions,
        *(decision for _, made in built for decision in made),
        *find_sources(endpoints, resources),
        *(find_unfilled(contract, config, stored, endpoints) if schema is None else ()),
        *find_orders(endpoints, resources, tables),
        *indexing,
        *find_either(endpoints, resources, tables),
        *find_prose(endpoints, resources, tables, models, context.person),
        *(() if schema is None else reference_decisions(endpoints, resources, tables)),
        *(() if schema is None else decisions_elsewhere(schema)),
        *(binding.difference(one) for one in differences if one.code not in LOGGED),
        *narrowed,
        *wire.decisions(),
    ]
    design = Design(
        contract=contract,
        title=contract.title,
        project=kebab(title),
        package=package,
        log_name=config.feature or kebab(title),
        base_path=base_path,
        features=_features(contract, grouping, endpoints, resources, has_schema=schema is not None),
        resources=resources,
        tables=tables,
        models=fit_columns(endpoints, models, resources, differences),
        aliases=aliases,
        failures=failures.table,
        decisions=_distinct(decisions),
        ledger=(),
        gaps=find_gaps(contract, endpoints, failures.table),
        exceptions=wire.exceptions(),
        unreached=unreached,
        external_migrations=config.migrations == "external",
        schema=schema,
        contradictions=differences,
        revocations=next((one.name for one in revoked), None),
        person=context.person
        if closed or hides_members(models) or any(map(_asks_who_calls, endpoints))
        else None,
        closed=closed,
        members=context.person if any(one.of_tenant for one in endpoints) else None,
    )
    return replace(design, ledger=keep_ledger(design, statements))


def _with_words(context: Context) -> Context:
    """Add what the words of the contract say of people, for every operation."""
    always = always_in(context.people, context.contract.description)
    return replace(context, sights=told_sights(context), always=always)


def _asks_who_calls(one: Endpoint) -> bool:
    return one.caller is not None or one.is_gated or one.is_veiled or one.asks_for_own


def _catalog(
    contract: Contract, schema: Schema, config: Config
) -> tuple[Catalog, tuple[Decision, ...]]:
    """Index a schema document, its values spelled as the contract does."""
    catalog, references = catalog_of(with_spellings(contract, schema), config)
    return catalog, (*references, *spellings(catalog.schema))


def _package(contract: Contract, config: Config) -> tuple[str, str, bool]:
    """Return the package, the title in short, and whether the package follows from the title."""
    words = [word for word in kebab(contract.title).split("-") if word]
    while len(words) > 1 and words[-1] in GENERIC:
        words.pop()
    title = keep_head("-".join(words), DISTRIBUTION)
    name = keep_head(snake(title), PACKAGE)
    name = f"{name}_api" if name in TAKEN_PACKAGES else name
    stated = config.package or contract.extensions.get("x-pactgen-package")
    package = snake(stated) if isinstance(stated, str) else name
    return package, title, package == name


def _named(
    contract: Contract, config: Config, sightings: tuple[Sighting, ...], catalog: Catalog | None
) -> dict[str, str]:
    """Return by operationId what resources are called: as views of the schema, or as is stated."""
    reports = {} if catalog is None else named_reports(contract, sightings, catalog)
    return reports | _stated_resources(contract, config)


def _stated_resources(contract: Contract, config: Config) -> dict[str, str]:
    stated = {}
    for operation in contract.operations:
        told = config.operation(operation.operation_id, operation.label).resource
        extension = operation.extensions.get("x-pactgen-resource")
        name = told or (extension if isinstance(extension, str) else None)
        if name is not None and operation.operation_id is not None:
            stated[operation.operation_id] = name
    return stated


def _resources(stored: Iterable[Stored], grouping: Grouping) -> dict[str, Resource]:
    """Return the resources; no two have the same word for their rows."""
    plurals, singulars = Scope(), Scope()
    found: dict[str, Resource] = {}
    for one in stored:
        singular = singulars.claim(snake(one.kept.name))
        rows = plural(singular)
        hides = shadows_builtin(rows) or keyword.iskeyword(rows)
        found[one.kept.name] = Resource(
            name=one.kept.name,
            plural=plurals.claim(f"{rows}_" if hides else rows),
            singular=singular,
            table=one.table.name,
            home=grouping.of_resource[one.kept.name],
            origin=one.table.origin,
        )
    return found


def _with_parents(
    resources: dict[str, Resource], endpoints: Iterable[Endpoint], tables: Mapping[str, Table]
) -> dict[str, Resource]:
    """Add the tables whose rows paths name, and no operation works with."""
    found = dict(resources)
    models = {table.model: table for table in tables.values()}
    plurals = Scope([each.plural for each in resources.values()])
    singulars = Scope([each.singular for each in resources.values()])
    for endpoint in endpoints:
        for each in endpoint.inputs:
            name = each.role.parent if isinstance(each.role, ScopeRole) else None
            if name is None or name in found:
                continue
            singular, table = singulars.claim(snake(name)), models[name]
            found[name] = Resource(
                name=name,
                plural=plurals.claim(plural(singular)),
                singular=singular,
                table=table.name,
                home=endpoint.feature,
                origin=table.origin,
                is_named_only=True,
            )
    return found


def _by_operation(kept: tuple[Kept, ...]) -> dict[str, Kept]:
    return {
        one.operation.label: resource
        for resource in kept
        for one in resource.paths
        if not one.is_implied
    }


def _by_reach(
    endpoints: Iterable[Endpoint],
) -> tuple[tuple[Endpoint, ...], tuple[Endpoint, ...]]:
    """Part those that a request can mean from the others."""
    every = tuple(endpoints)
    reached = tuple(each for each in every if each.operation.hidden_by is None)
    return reached, tuple(each for each in every if each.operation.hidden_by is not None)


def _features(
    contract: Contract,
    grouping: Grouping,
    endpoints: tuple[Endpoint, ...],
    resources: dict[str, Resource],
    *,
    has_schema: bool,
) -> tuple[Feature, ...]:
    described = {tag.name: tag.description for tag in contract.tags}
    reached = {one.feature for one in endpoints}
    return tuple(
        Feature(
            package=name,
            title=grouping.titles[name],
            tag=grouping.titles[name],
            description=described.get(grouping.titles[name]),
            endpoints=tuple(one for one in endpoints if one.feature == name),
            tables=()
            if has_schema
            else tuple(one.table for one in resources.values() if one.home == name),
            resources=tuple(one.name for one in resources.values() if one.home == name),
        )
        for name in grouping.packages
        if name in reached
    )


def _in_use(
    stored: tuple[Stored, ...], decisions: tuple[Decision, ...], endpoints: tuple[Endpoint, ...]
) -> tuple[tuple[Stored, ...], tuple[Decision, ...]]:
    """Leave out the resources that no operation works with, and what was decided about them."""
    idle = find_idle(stored, endpoints)
    return (
        tuple(one for one in stored if one.kept.name not in idle),
        tuple(one for one in decisions if _subject(one) not in idle),
    )


def _subject(decision: Decision) -> str:
    """Return the resource of a decision about storage: `Book` of `relation/Book.author_id`."""
    return decision.id.partition("/")[2].partition(".")[0]


def _distinct(decisions: list[Decision]) -> tuple[Decision, ...]:
    return tuple({decision.id: decision for decision in decisions}.values())
