"""The part of a backend that is the same for every contract: a Copier template.

Location: pactgen/skeleton.py. Used by project.py. What was rendered is kept for the life of the
process.
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from jinja2 import Environment, StrictUndefined

from pactgen.assets import templates_root
from pactgen.emit import docstring, identifier, markdown, string
from pactgen.values import dataclass, replace
from pactgen.views.accounts import has_logins
from pactgen.views.choices import shares_paths
from pactgen.views.schema_constraints import has_foreign_indexes

if TYPE_CHECKING:
    from pactgen.ir.design import Design

UNFORMATTED = frozenset({".copier-answers.yml"})
BESIDE = frozenset({"copier.yml"})
SUFFIX = ".jinja"


_LIFETIME_VARIABLES: Final = """

# How long those who log in stay so: with an access token, and with the token that renews it.
# ACCESS_TOKEN_SECONDS=3600
# REFRESH_TOKEN_SECONDS=2592000"""

_SPACES: Final = """

SPACES = {spaces}
\"\"\"SQLite keeps the tables of all schemas beside each other.\"\"\""""
_SPACES_ENGINE: Final = """
        engine = create_async_engine(
            url, execution_options={"schema_translate_map": SPACES}, **json_codec
        )"""
PLAIN_ENGINE: Final = """
        engine = create_async_engine(url, **json_codec)"""
_MORE_OF_SQLALCHEMY: Final = "from sqlalchemy import MetaData\n"
_CAST: Final = "from typing import cast\n"
_SCHEMA_CONST: Final = "from sqlalchemy.schema import SchemaConst\n"
_SPACES_FUNCTIONS: Final = '''

def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Leave the schemas of others alone."""
    return kind != "schema" or name is None or name in SPACES


def tables_on(dialect: str) -> MetaData:
    """Return the tables as this database has them: SQLite, all beside each other."""
    if dialect != "sqlite":
        return Base.metadata
    plain = MetaData(naming_convention=NAMING)
    for table in Base.metadata.tables.values():
        # SQLAlchemy takes a None here, and its types do not say so.
        table.to_metadata(plain, schema=cast("str", None), referred_schema_fn=without_schema)
    return plain


def without_schema(*_: object) -> str:
    """Refer to a table by nothing but its name."""
    return cast("str", SchemaConst.BLANK_SCHEMA)
'''
_KEYS_FUNCTION: Final = '''

def tables_on(dialect: str) -> MetaData:
    """Return the tables as this database has them: keys may be null on SQLite alone."""
    if dialect != "sqlite":
        for table in Base.metadata.tables.values():
            for column in table.primary_key:
                column.nullable = False
    return Base.metadata
'''
_SPACES_COMPARED: Final = """
        include_schemas=connection.dialect.name != "sqlite",
        include_name=is_ours,"""

_DOMAIN: Final = "from sqlalchemy.dialects.postgresql import DOMAIN\n"
_OTHER_TYPES: Final = '''

def has_other_type(
    _context: object, _found: object, _column: object, found_type: object, _type: object
) -> bool | None:
    """Take a domain for what it holds; anything else is compared by Alembic itself."""
    return False if isinstance(found_type, DOMAIN) else None
'''

_TYPES_OF_SQLITE: Final = """from sqlalchemy.types import NullType
from sqlalchemy.types import TypeEngine
"""
AFFINITIES: Final = '''

def has_other_type(
    _context: object,
    _found: object,
    _column: object,
    found_type: TypeEngine[Any],
    model_type: TypeEngine[Any],
) -> bool | None:
    """SQLite keeps an affinity of each column; a name that says nothing else is numeric there."""
    if context.get_context().dialect.name != "sqlite":
        return None
    told = affinity(found_type)
    return told != "numeric" and told != affinity(model_type)


def affinity(type_: TypeEngine[Any]) -> str:
    """Return what SQLite makes of a type by its name ("Determination Of Column Affinity")."""
    if isinstance(type_, NullType):
        return "numeric"
    name = type_.compile(dialect=context.get_context().dialect).upper()
    rules = {
        "integer": ("INT",),
        "text": ("CHAR", "CLOB", "TEXT"),
        "blob": ("BLOB",),
        "real": ("REAL", "FLOA", "DOUB"),
    }
    for told, parts in rules.items():
        if any(each in name for each in parts):
            return told
    return "numeric"
'''

_INDEX: Final = "from sqlalchemy import Index\n"
_SCHEMA_ITEM: Final = "from sqlalchemy.schema import SchemaItem\n"
_SQLITE_FUNCTION: Final = '''

def is_here(item: SchemaItem, *_: object) -> bool:
    """Leave out the indexes that only PostgreSQL has; SQLite was given none of them."""
    if not isinstance(item, Index):
        return True
    return getattr(item, "_ddl_if", None) is None and "postgresql_using" not in item.kwargs
'''
_SQLITE_COMPARED: Final = """
        include_object=is_here if connection.dialect.name == "sqlite" else None,"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """What the template asks; each is final text."""

    package: str
    project: str
    title_docstring: str
    title_markdown: str
    tables: str = "features"
    """The module that knows all tables; features that are all to be written import none."""
    choices_import: str = ""
    operations: str = "operations"
    more_imports: str = ""
    more_handlers: str = ""
    more_variables: str = ""
    domain_import: str = ""
    other_types: str = ""
    compare_type: str = "True"
    spaces: str = ""
    sqlite_engine: str = PLAIN_ENGINE
    typing_import: str = ""
    metadata_import: str = ""
    spaces_imports: str = ""
    metadata: str = "Base.metadata"
    compared: str = ""


def answers_of(design: Design) -> Answers:
    """Return the answers for this backend."""
    shown = docstring(design.title.replace("\\", "/"), fallback="The backend.", brief=True)
    package = identifier(design.package)
    violations = f"\nfrom {package}.violations import add_violation_handlers"
    by_schema, logs_in = design.schema is not None, has_logins(design)
    shares = shares_paths(design)
    has_domains = design.schema is not None and bool(design.schema.domains)
    answers = Answers(
        package=package,
        project=design.project,
        title_docstring=shown.removeprefix('"""').removesuffix('"""'),
        title_markdown=markdown(design.title),
        tables="models" if by_schema else "features",
        choices_import=f"from {package}.choices import joined\n" if shares else "",
        operations="joined(operations)" if shares else "operations",
        more_imports=violations if by_schema else "",
        more_handlers="\n    add_violation_handlers(app)" if by_schema else "",
        more_variables=_LIFETIME_VARIABLES if logs_in else "",
        domain_import=_DOMAIN if has_domains else "",
        other_types=_OTHER_TYPES if has_domains else "",
        compare_type="has_other_type" if has_domains else "True",
    )
    if _has_names_of_sqlite(design):
        answers = replace(
            answers,
            typing_import="from typing import Any\n",
            domain_import=_TYPES_OF_SQLITE,
            other_types=AFFINITIES,
            compare_type="has_other_type",
        )
    if _has_keys_of_sqlite(design):
        answers = replace(
            answers,
            metadata_import=_MORE_OF_SQLALCHEMY,
            other_types=answers.other_types + _KEYS_FUNCTION,
            metadata="tables_on(connection.dialect.name)",
        )
    spaces = namespaces(design)
    answers = _with_spaces(answers, spaces) if spaces else answers
    return _with_indexes(answers) if has_foreign_indexes(design) else answers


_READ_BACK: Final = frozenset(
    {"", "BIGINT", "BLOB", "BOOLEAN", "DATE", "DATETIME", "DOUBLE", "INTEGER", "JSON", "SMALLINT"}
) | {"TEXT", "TIME"}
"""Names of types, in a document of SQLite, that models spell likewise."""


def _has_names_of_sqlite(design: Design) -> bool:
    """Whether a schema document of SQLite names types otherwise than SQLAlchemy does."""
    if design.schema is None or design.schema.dialect != "sqlite":
        return False
    declared = (column.type for table in design.schema.tables for column in table.columns)
    return any(each.text.upper() not in _READ_BACK for each in declared)


def _has_keys_of_sqlite(design: Design) -> bool:
    """Whether a schema document of SQLite has keys that may be null, as nowhere else."""
    if design.schema is None or design.schema.dialect != "sqlite":
        return False
    return any(
        column.nullable
        for table in design.schema.tables
        if table.primary_key is not None
        for column in table.columns
        if column.name in table.primary_key.columns
    )


def _with_indexes(answers: Answers) -> Answers:
    """Alembic compares what it would not create: it missed indexes of PostgreSQL on SQLite."""
    return replace(
        answers,
        metadata_import=_INDEX + answers.metadata_import,
        domain_import=answers.domain_import + _SCHEMA_ITEM,
        other_types=answers.other_types + _SQLITE_FUNCTION,
        compared=answers.compared + _SQLITE_COMPARED,
    )


def namespaces(design: Design) -> tuple[str, ...]:
    """Return the schemas that the tables of the schema document stand in, besides the default."""
    if design.schema is None:
        return ()
    names = [each.name for each in design.schema.tables]
    names += [each.name for each in design.schema.views]
    return tuple(sorted({name.namespace for name in names if name.namespace is not None}))


def _with_spaces(answers: Answers, spaces: tuple[str, ...]) -> Answers:
    """Tables in several schemas: SQLite has none, and Alembic looks at the default one alone."""
    imported = (f"from {answers.package}.database import {name}\n" for name in ("NAMING", "SPACES"))
    return replace(
        answers,
        spaces=_SPACES.replace(
            "{spaces}", "{" + ", ".join(f"{string(name)}: None" for name in spaces) + "}"
        ),
        sqlite_engine=_SPACES_ENGINE,
        domain_import=answers.domain_import + _SCHEMA_CONST,
        typing_import=_CAST,
        metadata_import=_MORE_OF_SQLALCHEMY,
        spaces_imports="".join(imported),
        other_types=answers.other_types + _SPACES_FUNCTIONS,
        metadata="tables_on(connection.dialect.name)",
        compared=_SPACES_COMPARED,
    )


@cache
def render_skeleton(
    answers: Answers, template: Path | None = None, *, trust: bool = False
) -> tuple[tuple[str, str], ...]:
    """Return path and text of every file of the skeleton.

    Args:
        answers: what the template asks.
        template: a template pack of the user's own, in place of the one that pactgen brings.
        trust: the user's template may run code.
    """
    return _own(answers) if template is None else _copied(answers, template, trust=trust)


def _own(answers: Answers) -> tuple[tuple[str, str], ...]:
    """Render the skeleton that pactgen brings as Copier would, without importing Copier.

    Copier alone costs more CPU than the rest of a run; a test compares the two.
    """
    source = templates_root() / "fastapi" / "skeleton"
    environment = Environment(
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701 - Python, not HTML; the answers are encoded
        keep_trailing_newline=True,
    )
    data = {name: str(getattr(answers, name)) for name in Answers.__slots__}
    rendered = {}
    for path in source.rglob("*"):
        if not path.is_file() or path.name in BESIDE or "__pycache__" in path.parts:
            continue
        name = environment.from_string(path.relative_to(source).as_posix()).render(data)
        text = path.read_text(encoding="utf-8")
        if name.endswith(SUFFIX):
            text = environment.from_string(text).render(data)
        rendered[name.removesuffix(SUFFIX)] = text
    return tuple(sorted(rendered.items()))


def _copied(answers: Answers, template: Path, *, trust: bool) -> tuple[tuple[str, str], ...]:
    """Render a skeleton of the user's own with Copier."""
    from copier import run_copy  # noqa: PLC0415 - costs more than the rest of a run

    with tempfile.TemporaryDirectory(prefix="pactgen-") as folder:
        run_copy(
            str(template),
            folder,
            data={name: str(getattr(answers, name)) for name in Answers.__slots__},
            defaults=True,
            overwrite=True,
            quiet=True,
            unsafe=trust,
        )
        root = Path(folder)
        paths = sorted(path for path in root.rglob("*") if path.is_file())
        return tuple(
            (path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
            for path in paths
            if path.name not in UNFORMATTED
        )
