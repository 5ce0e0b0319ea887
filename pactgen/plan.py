"""Which files a backend consists of: template, path, owner and view, one line a file.

Location: pactgen/plan.py. Used by project.py, which renders them. Read it from top to bottom: the
files of the project, then those of each feature.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from pactgen.ir.behaviours import Health
from pactgen.migrations.chain import BEGINNING, FIRST_PATH
from pactgen.values import dataclass
from pactgen.views.access import stored_resources
from pactgen.views.accounts import callers_view, has_callers, has_logins, tokens_view
from pactgen.views.admission import admission_view, has_admission
from pactgen.views.bars import bars_view, has_bars
from pactgen.views.choices import choices_view, shares_paths
from pactgen.views.failures import failures_view
from pactgen.views.feature_tests import has_tests, tests_view
from pactgen.views.features import features_view, schemes_view
from pactgen.views.files import files_view, has_files
from pactgen.views.guards import has_preconditions, preconditions_view
from pactgen.views.masking import has_masks, masking_view
from pactgen.views.merging import has_merges, merging_view
from pactgen.views.migration import migration_view
from pactgen.views.migration.exact.evolution import exact_revision_view
from pactgen.views.migration.exact.revision import exact_migration_view
from pactgen.views.migration.revision import revision_view
from pactgen.views.models import models_view
from pactgen.views.naming import schemas_of, wire_modules
from pactgen.views.owners import has_owners, owners_view
from pactgen.views.parameters import has_spelled_parameters, parameters_view
from pactgen.views.programs import program_view, tells_programs
from pactgen.views.provider import dependencies_view, package_view
from pactgen.views.related import related_view, shows_relations
from pactgen.views.repository import repository_view
from pactgen.views.revocations import has_revocations, revocations_view
from pactgen.views.router import router_view
from pactgen.views.rules import has_rules, rules_view
from pactgen.views.schema_columns import needs_columns, schema_columns_view
from pactgen.views.schema_models import schema_models_view
from pactgen.views.schemas import schemas_view, shared_schemas_view
from pactgen.views.service import service_view
from pactgen.views.shared_modules import (
    answers_tables,
    asks_for_days,
    draws_forms,
    draws_ordered_keys,
    fills_inside,
    has_reports,
    leaves_out,
    links_pages,
    looks_for_days,
    looks_into_lists,
    reads_cursors,
    reads_keys,
    shared_module_view,
    tells_relationships,
)
from pactgen.views.sight import has_sights, sight_view
from pactgen.views.tenants import has_tenants, tenants_view
from pactgen.views.viewers import has_viewers, viewers_view
from pactgen.views.violations import violations_view
from pactgen.workspace.files import Owner

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from pactgen.ir.design import Design, Feature
    from pactgen.migrations.chain import Chain

GENERATED, SHARED, YOURS = Owner.GENERATED, Owner.SHARED, Owner.YOURS


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedFile:
    """A file that will be emitted."""

    template: str
    path: str
    owner: Owner
    view: Callable[[], object]
    feature: str | None = None
    instead: str | None = None
    """Where a person writes what they wanted to write in a generated file."""
    is_revision: bool = False
    """It tells of the database as it was when it was written, not of the decisions of today."""


def planned_files(design: Design, chain: Chain = BEGINNING) -> tuple[PlannedFile, ...]:
    """Return the files that follow the contract, in the order in which a reader meets them."""
    return (
        *_project(design),
        *_revision(design, chain),
        *(file for each in design.features for file in _feature(design, each)),
    )


def _project(design: Design) -> Iterator[PlannedFile]:
    package = f"src/{design.package}"
    by_schema = design.schema is not None
    document = "the schema document"
    for wanted, template, view, instead in (
        (True, "project/features.py", features_view, f"{package}/main.py"),
        (True, "project/failures.py", failures_view, f"{package}/problems.py"),
        (True, "project/schemes.py", schemes_view, f"{package}/security.py"),
        (by_schema, "project/models.py", schema_models_view, document),
        (by_schema and needs_columns(design), "project/columns.py", schema_columns_view, document),
        (by_schema, "project/violations.py", violations_view, document),
        (shows_relations(design), "project/related.py", related_view, document),
        (
            has_spelled_parameters(design),
            "project/parameters.py",
            parameters_view,
            "the contract",
        ),
        (has_rules(design), "project/rules.py", rules_view, "the contract"),
        (shares_paths(design), "project/choices.py", choices_view, "the contract"),
        (has_logins(design), "project/token_issuer.py", tokens_view, None),
        (tells_programs(design), "project/program.py", program_view, None),
        (has_revocations(design), "project/revocations.py", revocations_view, None),
        (has_callers(design), "project/callers.py", callers_view, None),
        (has_owners(design), "project/owners.py", owners_view, None),
        (has_admission(design), "project/admission.py", admission_view, "the contract"),
        (has_tenants(design), "project/tenants.py", tenants_view, None),
        (has_bars(design), "project/bars.py", bars_view, "the contract"),
        (has_masks(design), "project/masking.py", masking_view, "the contract"),
        (has_sights(design), "project/sight.py", sight_view, "the contract"),
        (has_viewers(design), "project/viewers.py", viewers_view, None),
        (has_files(design), "project/file_store.py", files_view, None),
        (
            has_preconditions(design),
            "project/preconditions.py",
            preconditions_view,
            "the contract",
        ),
        (has_merges(design), "project/merging.py", merging_view, None),
        (leaves_out(design), "project/redaction.py", shared_module_view, None),
        (fills_inside(design), "project/inside.py", shared_module_view, None),
        (draws_ordered_keys(design), "project/row_keys.py", shared_module_view, None),
        (draws_forms(design), "project/drawn_texts.py", shared_module_view, None),
        (answers_tables(design), "project/csv_text.py", shared_module_view, None),
        (asks_for_days(design), "project/whole_days.py", shared_module_view, None),
        (has_reports(design), "project/periods.py", shared_module_view, None),
        (reads_cursors(design), "project/cursors.py", shared_module_view, None),
        (links_pages(design), "project/page_links.py", shared_module_view, None),
        (tells_relationships(design), "project/linkage.py", shared_module_view, None),
        (looks_into_lists(design), "project/json_lists.py", shared_module_view, None),
        (looks_for_days(design), "project/day_lists.py", shared_module_view, None),
        (reads_keys(design), "project/key_texts.py", shared_module_view, None),
    ):
        if wanted:
            yield PlannedFile(
                template=f"{template}.jinja",
                path=f"{package}/{template.partition('/')[2]}",
                owner=YOURS if instead is None else GENERATED,
                view=partial(view, design),
                instead=instead,
            )
    for module in wire_modules(design, ""):
        yield PlannedFile(
            template="feature/schemas.py.jinja",
            path=f"{package}/{module}.py",
            owner=GENERATED,
            view=partial(shared_schemas_view, design, module),
            instead="the contract",
        )


def _revision(design: Design, chain: Chain) -> Iterator[PlannedFile]:
    if chain.begins:
        exact = design.schema is not None
        yield PlannedFile(
            template=f"project/0001_{'schema' if exact else 'initial'}.py.jinja",
            path=FIRST_PATH,
            owner=YOURS,
            view=partial(migration_view, design)
            if design.schema is None
            else partial(exact_migration_view, design.schema),
            is_revision=True,
        )
    elif chain.new is not None:
        exact = chain.new.own is not None
        yield PlannedFile(
            template=f"project/revision{'_schema' if exact else ''}.py.jinja",
            path=chain.new.path,
            owner=YOURS,
            view=partial(exact_revision_view if exact else revision_view, chain.new),
            is_revision=True,
        )


def _feature(design: Design, feature: Feature) -> Iterator[PlannedFile]:
    stores = bool(feature.tables)
    pings = any(isinstance(each.behaviour, Health) for each in feature.endpoints)
    for wanted, name, owner, view in (
        (True, "__init__.py", SHARED, package_view),
        (True, "router.py", SHARED, router_view),
        (True, "dependencies.py", SHARED, dependencies_view),
        (True, "service.py", SHARED, service_view),
        (
            bool(stored_resources(design, feature)) or pings,
            "repository.py",
            SHARED,
            repository_view,
        ),
        (stores, "models.py", SHARED, models_view),
    ):
        if wanted:
            yield PlannedFile(
                template=f"feature/{name}.jinja",
                path=f"src/{design.package}/{feature.package}/{name}",
                owner=owner,
                view=partial(view, design, feature),
                feature=feature.package,
                instead="the contract" if owner is GENERATED else None,
            )
    for module in schemas_of(design, feature):
        yield PlannedFile(
            template="feature/schemas.py.jinja",
            path=f"src/{design.package}/{feature.package}/{module}.py",
            owner=GENERATED,
            view=partial(schemas_view, design, module, feature),
            feature=feature.package,
            instead="the contract",
        )
    if has_tests(design, feature):
        yield PlannedFile(
            template="feature/test_feature.py.jinja",
            path=f"tests/test_{feature.package}.py",
            owner=SHARED,
            view=partial(tests_view, design, feature),
            feature=feature.package,
        )
