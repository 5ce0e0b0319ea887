"""Call every secured operation without credentials, and with worthless ones: both are refused."""

from __future__ import annotations

import base64
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from pactgen.prove.exchange import Request, send
from pactgen.prove.instances import NoInstanceError
from pactgen.prove.requests import Composer, Wish
from pactgen.prove.result import Failure, StageResult
from pactgen.prove.timing import Stopwatch
from pactgen.values import replace

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from pactgen.prove.backend import Credential
    from pactgen.prove.documents import Described, Document
    from pactgen.prove.script import Script
    from pactgen.prove.server import RunningBackend

NAME: Final = "guard"
REFUSED: Final = frozenset({HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN})
WORTHLESS: Final = "worthless"


def check_guards(
    server: RunningBackend, document: Document, script: Script, database: str
) -> StageResult:
    """Count the refusals; whatever is not refused is a failure.

    An operation whose requests another one gets is as closed as that one is.
    """
    watch = Stopwatch()
    failures: list[Failure] = []
    notes: list[str] = []
    secured = [
        operation
        for key, operation in document.operations.items()
        if operation.secured and key not in script.unreached
    ]
    refusals = 0
    for operation in secured:
        try:
            attempts = list(_attempts(server, document, operation))
        except NoInstanceError as error:
            notes.append(f"{operation.label}: no request could be made: {error}")
            continue
        for how, request in attempts:
            reply = send(server.url, request)
            if reply.status in REFUSED:
                refusals += 1
                continue
            problem = f"{how}: answers {reply.status}, not 401 or 403"
            failures.append(
                Failure(subject=operation.label, problem=problem, detail=f"{request}\n{reply}")
            )
    return StageResult(
        name=NAME,
        database=database,
        ok=not failures,
        counts={"secured": len(secured), "refusals": refusals},
        failures=tuple(failures),
        notes=tuple(notes),
        seconds=watch.seconds,
    )


def _attempts(
    server: RunningBackend, document: Document, operation: Described
) -> Iterator[tuple[str, Request]]:
    wrong = {scheme: _worthless(one) for scheme, one in server.credentials.items()}
    for how, credentials, anonymous in (
        ("without credentials", server.credentials, True),
        ("with worthless credentials", wrong, False),
    ):
        composer = _composer(server, document, credentials)
        yield how, composer.compose(operation, Wish(salt=1), {}, anonymous=anonymous)


def _composer(
    server: RunningBackend, document: Document, credentials: Mapping[str, Credential]
) -> Composer:
    return Composer(document=document, base_path=server.base_path, credentials=credentials)


def _worthless(credential: Credential) -> Credential:
    """Return a credential of the same form that nobody issued."""
    kind, space, _ = credential.value.partition(" ")
    match kind.lower() if space else "":
        case "basic":
            value = f"Basic {base64.b64encode(b'nobody:nothing').decode()}"
        case "bearer":
            value = f"Bearer {WORTHLESS}"
        case _:
            value = WORTHLESS
    return replace(credential, value=value)
