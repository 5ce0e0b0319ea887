"""Scaffolded backends inside the test process: a contract in, an application to ask out."""

from __future__ import annotations

import importlib
import sys
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

import httpx

from pactgen.config import Config
from pactgen.passes import design_backend
from pactgen.passes.ledger import account
from pactgen.project import render_project
from pactgen.readers.openapi import read_contract
from pactgen.readers.schema import read_schema

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from pactgen.ir.design import Design
    from pactgen.ir.ledger import LedgerRow


class Backend:
    """A rendered project, importable, with its design and the rows of its ledger."""

    def __init__(
        self, contract: Path, folder: Path, package: str | None, schema: Path | None = None
    ) -> None:
        read = read_contract(contract)
        assert read.contract is not None, read.diagnostics
        self.document = read.document
        tables = None if schema is None else read_schema([schema], base=schema.parent).schema
        self.design: Design = design_backend(
            read.contract, Config(package=package), read.statements(), tables
        )
        self.rows: Mapping[str, LedgerRow] = {
            row.origin.pointer: row for row in account(self.design, read.statements())
        }
        inputs = {file.name: file.data for file in read.files}
        for file in render_project(self.design, document=read.document, inputs=inputs):
            place = folder / file.path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(file.text, encoding="utf-8")
        self._folder = folder / "src"
        self._package = self.design.package

    def module(self, name: str) -> Any:
        sys.path.insert(0, str(self._folder))
        try:
            return importlib.import_module(f"{self._package}.{name}")
        finally:
            sys.path.remove(str(self._folder))

    @asynccontextmanager
    async def client(self, monkeypatch: Any, database: Path) -> AsyncIterator[httpx.AsyncClient]:
        """Hold a client with credentials, on an empty SQLite database."""
        issued = self.module("credentials").issue()
        environment = {**issued["environment"], "DATABASE_URL": f"sqlite:///{database}"}
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        app = self.module("main").create_app(self.module("settings").Settings(_env_file=None))
        places: dict[str, dict[str, str]] = {"header": {}, "query": {}, "cookie": {}}
        for each in issued["credentials"].values():
            places[each["in"]][each["name"]] = each["value"]
        async with app.router.lifespan_context(app):
            tables = self.module("database").Base.metadata
            async with app.state.database.engine.begin() as connection:
                await connection.run_sync(tables.create_all)
            async with httpx.AsyncClient(
                transport=httpx.ASGITransport(app, raise_app_exceptions=False),
                base_url=f"http://test{self.design.base_path}",
                headers=places["header"],
                params=places["query"],
                cookies=places["cookie"],
            ) as client:
                yield client
