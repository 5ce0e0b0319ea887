"""Methods of a service that do more than to read or write a row: files, links, logins.

Location: pactgen/views/service_files.py. Used by the view of service methods.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.emit import identifier
from pactgen.views.access import (
    also_lookup,
    answered_resource,
    get_method,
    quiet_lookup,
    repository_of,
    resource_of,
)
from pactgen.views.arguments import credentials_of
from pactgen.views.blocks import Nested, Statement
from pactgen.views.bodies import sent_row
from pactgen.views.finders import finder_of, look_up, row_name
from pactgen.views.known import known
from pactgen.views.layout import Code, call, prefixed
from pactgen.views.service_values import path_values
from pactgen.views.uploads import may_lack_file

if TYPE_CHECKING:
    from pactgen.ir.behaviours import BroughtFile, LogIn
    from pactgen.ir.design import Design, Endpoint, Resource


def upload_method(design: Design, endpoint: Endpoint) -> list[Statement]:
    """Keep the file in place of one that is there."""
    resource, finder = known(resource_of(design, endpoint)), known(finder_of(design, endpoint))
    row, repository = row_name(endpoint, resource), repository_of(design, endpoint)
    beside = [f"{column}={value}" for column, value in path_values(design, endpoint)]
    made = call(resource.name, *beside, "**values")
    answered = known(answered_resource(design, endpoint))
    if answered is not resource:
        added = call(f"await {repository}.add", made)
        return [
            *_callers_row(endpoint, answered),
            "values = upload.values()",
            *look_up(design, finder, row, otherwise=added),
            "else:",
            Nested(call(f"await {repository}.change", row, "values")),
            f"return {row_name(endpoint, answered)}",
        ]
    added = call(f"return await {repository}.add", made)
    return [
        "values = upload.values()",
        *look_up(design, finder, row, otherwise=added),
        call(f"return await {repository}.change", row, "values"),
    ]


def _callers_row(endpoint: Endpoint, answered: Resource) -> list[Statement]:
    """Read the row of whoever is calling, which the answer shows."""
    if endpoint.caller is None:
        return []
    row, key = row_name(endpoint, answered), identifier(endpoint.caller.name)
    return [
        call(f"{row} = await self._{identifier(answered.plural)}.get", key),
        f"if {row} is None:",
        Nested("raise UnknownCallerError"),
    ]


def create_with_file(
    design: Design, endpoint: Endpoint, brought: BroughtFile, written: Code
) -> list[Statement]:
    """Store the row, then the file that belongs to it, if there must be or is one."""
    row = row_name(endpoint, known(resource_of(design, endpoint)))
    files = design.resources[brought.resource]
    keys = [f"{identifier(theirs)}={row}.{identifier(own)}" for theirs, own in brought.keys]
    made = call(files.name, *keys, "**upload.values()")
    stored = call(f"await self._{identifier(files.plural)}.add", made)
    if may_lack_file(design, endpoint):
        kept: list[Statement] = ["if upload is not None:", Nested(stored)]
    else:
        kept = [stored]
    return [prefixed(f"{row} = ", written), *kept, f"return {row}"]


def login_method(design: Design, endpoint: Endpoint, behaviour: LogIn) -> list[Statement]:
    """Find the row by its name, and compare the password also where there is none."""
    resource = known(resource_of(design, endpoint))
    row = row_name(endpoint, resource)
    name, password = credentials_of(design, endpoint, behaviour)
    method = get_method(design, resource, known(quiet_lookup(endpoint)))
    compares = "await is_password" if behaviour.is_hashed else "is_text"
    repository, also = repository_of(design, endpoint), also_lookup(endpoint)
    again: list[Statement] = []
    if also is not None:
        other = get_method(design, resource, also)
        looked = call(f"{row} = await {repository}.{other}", name)
        again = [f"if {row} is None:", Nested(looked)]
    return [
        *_sent_credentials(design, endpoint),
        call(f"{row} = await {repository}.{method}", name),
        *again,
        f"stored = None if {row} is None else {row}.{identifier(behaviour.secret)}",
        f"is_right = {compares}({password}, stored)",
        f"if {row} is None or not is_right:",
        Nested("raise WrongCredentialsError"),
        f"return {row}",
    ]


def _sent_credentials(design: Design, endpoint: Endpoint) -> list[Statement]:
    """Take the credentials out of the body; nobody logs in without any."""
    if endpoint.body is None:
        return []
    sent = sent_row(design, endpoint.body)
    if not sent.is_optional:
        return [*sent.statements]
    refused = Nested("raise WrongCredentialsError")
    return [*sent.statements, f"if {sent.expression} is None:", refused]
