"""One request and its answer over HTTP, with nothing in between."""

from __future__ import annotations

import http.client
import json
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping

TIMEOUT: Final = 30.0
SHOWN: Final = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is sent."""

    method: str
    target: str
    """Path and query, encoded."""
    headers: Mapping[str, str]
    body: bytes | None = None

    def __str__(self) -> str:
        """Show the request for a report, its credentials left out."""
        shown = self.body.decode(errors="backslashreplace")[:SHOWN] if self.body else ""
        return f"{self.method} {self.target} {shown}".strip()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What came back."""

    status: int
    headers: Mapping[str, str]
    """Names in lower case."""
    body: bytes

    @property
    def media_type(self) -> str:
        """The content type without its parameters; empty when there is none."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @property
    def is_json(self) -> bool:
        """Whether the body is some kind of JSON."""
        return self.media_type == "application/json" or self.media_type.endswith("+json")

    def json(self) -> Any:  # noqa: ANN401 - any JSON value
        """Parse the body; ValueError when it is not JSON."""
        return json.loads(self.body)

    def __str__(self) -> str:
        """Show the answer for a report."""
        return f"{self.status} {self.media_type} {self.body.decode(errors='replace')[:SHOWN]}"


def send(url: str, request: Request) -> Reply:
    """Send a request to a server and read the whole answer; OSError when that fails."""
    connection = http.client.HTTPConnection(urlsplit(url).netloc, timeout=TIMEOUT)
    try:
        connection.request(request.method, request.target, request.body, dict(request.headers))
        answer = connection.getresponse()
        headers = {name.lower(): value for name, value in answer.getheaders()}
        return Reply(status=answer.status, headers=headers, body=answer.read())
    except http.client.HTTPException as error:
        raise OSError(f"no HTTP answer: {error!r}") from error
    finally:
        connection.close()
