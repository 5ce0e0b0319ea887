"""What the project and its parts are called."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.decisions.decision import Decision

if TYPE_CHECKING:
    from pactgen.source import Origin


def package(name: str, title: str, origin: Origin, *, derived: bool) -> Decision:
    """The import name of the backend.

    Args:
        name: the package.
        title: of the contract.
        origin: of the contract.
        derived: the title says so; else a person did, or the run that made the package.
    """
    return Decision(
        id="project/package",
        question="What is the package called?",
        choice=f"`{name}`",
        why=f"It is the title of the contract, `{title}`, as an identifier."
        if derived
        else f"It is stated, or was called so by the first run; the title is `{title}` now.",
        evidence=(origin.child("info", "title"),),
        override="package: NAME",
    )


def base_path(path: str, origin: Origin, server: str | None) -> Decision:
    """Where the API hangs below the host."""
    return Decision(
        id="project/base-path",
        question="Under which path are the operations served?",
        choice=f"`{path}`" if path else "the root",
        why=f"It is the path of the first server, {server}."
        if server
        else "The contract names no server (OpenAPI: the default is `/`).",
        evidence=(origin.child("servers"),) if server else (),
        override="base_path: /PATH",
    )


def feature(name: str, by: str, count: int, origin: Origin) -> Decision:
    """Operations are grouped into packages."""
    return Decision(
        id=f"feature/{name}",
        question=f"Why is there a package `{name}`?",
        choice=f"it holds {count} operation{'s' if count != 1 else ''}",
        why=by,
        evidence=(origin,),
        override=f"features: {{{name}: NAME}}",
    )


def database() -> Decision:
    """Which database, and how."""
    return Decision(
        id="project/database",
        question="Which database does the backend use?",
        choice="SQLite at once, PostgreSQL by `DATABASE_URL`; async SQLAlchemy",
        why="It runs with no set-up, and the same code serves production.",
        alternatives=("another database", "synchronous sessions"),
    )


def external_migrations(origin: Origin) -> Decision:
    """The team brings its own migrations."""
    return Decision(
        id="project/migrations",
        question="Who migrates the database?",
        choice="the team; pactgen writes no revision",
        why="pactgen.yaml says so.",
        evidence=(origin.child("migrations"),),
        alternatives=("revisions of Alembic, written with every change of the tables",),
        override="migrations: generated",
    )


def bearer_key(key: str, origin: Origin) -> Decision:
    """OpenAPI 2.0 has no bearer scheme, so that contracts write one as an API key."""
    return Decision(
        id=f"security/{key}",
        question=f"What is checked where `{key}` is required?",
        choice="a JWT in `Authorization: Bearer …`",
        why="It is an API key in the Authorization header, and its name or its description speaks "
        "of a bearer token or a JWT.",
        evidence=(origin,),
        alternatives=("a fixed key, by the hashes in `API_KEYS`",),
        uncertainty="LOW",
        assumption=True,
    )
