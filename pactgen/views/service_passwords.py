"""The method of a service that gives whoever is calling another password.

Location: pactgen/views/service_passwords.py. Used by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier, string
from pactgen.views.access import repository_of, resource_of
from pactgen.views.blocks import Nested, Statement
from pactgen.views.bodies import sent_row
from pactgen.views.fills import shows_row
from pactgen.views.finders import own_finder, own_method, row_name
from pactgen.views.imports import Import
from pactgen.views.known import known
from pactgen.views.layout import call, prefixed

if TYPE_CHECKING:
    from pactgen.ir.behaviours import ChangePassword
    from pactgen.ir.design import Design, Endpoint


def change_password_method(
    design: Design, endpoint: Endpoint, behaviour: ChangePassword
) -> list[Statement]:
    """Compare the present password where it is sent, and keep the hash of the new one."""
    row = row_name(endpoint, known(resource_of(design, endpoint)))
    sent = sent_row(design, known(endpoint.body))
    finder = own_finder(design, endpoint)
    secret = identifier(behaviour.secret)
    statements: list[Statement] = [
        *sent.statements,
        f"{row} = await self.{own_method(finder)}(caller)",
    ]
    if behaviour.current is not None:
        present = f"{sent.expression}.{identifier(behaviour.current)}"
        statements += [
            f"if not await is_password({present}, {row}.{secret}):",
            Nested("raise WrongCredentialsError"),
        ]
    new = f"{sent.expression}.{identifier(behaviour.new)}"
    changes = f"{{{string(behaviour.secret)}: hashed}}"
    changed = call(f"await {repository_of(design, endpoint)}.change", row, changes)
    statements.append(call("hashed = await to_thread", "hash_password", new))
    if shows_row(endpoint.answer):
        return [*statements, prefixed("return ", changed)]
    return [*statements, changed]


def change_password_imports(design: Design, behaviour: ChangePassword) -> tuple[Import, ...]:
    """Return what the method reads."""
    tokens = f"{design.package}.token_issuer"
    compares = (Import(tokens, "WrongCredentialsError"), Import(tokens, "is_password"))
    return (
        Import("asyncio", "to_thread"),
        Import(f"{design.package}.security", "hash_password"),
        *(compares if behaviour.current is not None else ()),
    )
