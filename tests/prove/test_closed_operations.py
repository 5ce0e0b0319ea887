"""Operations whose requirements no request can meet are told from those that somebody may call."""

from __future__ import annotations

from typing import Any

import pytest

from pactgen.prove.backend import Credential
from pactgen.prove.documents import Document
from pactgen.prove.requests import Composer

BASIC = Credential(location="header", name="Authorization", value="Basic YTpi")
BEARER = Credential(location="header", name="Authorization", value="Bearer t")
KEY = Credential(location="header", name="X-Key", value="k")


@pytest.mark.parametrize(
    ("security", "closed"),
    [
        ([], False),
        ([{"key": []}], False),
        ([{"key": [], "basic": []}], False),
        ([{"tls": []}], True),
        ([{"basic": [], "bearer": []}], True),
        ([{"basic": [], "bearer": []}, {"key": []}], False),
        ([{"tls": []}, {}], False),
    ],
)
def test_one_header_carries_one_credential(security: list[dict[str, Any]], closed: object) -> None:
    operation = {"responses": {"204": {"description": "done"}}, "security": security}
    document = Document({"openapi": "3.1.0", "paths": {"/x": {"get": operation}}})
    credentials = {"basic": BASIC, "bearer": BEARER, "key": KEY}
    composer = Composer(document=document, base_path="", credentials=credentials)
    assert composer.is_closed(document.operations["GET", "/x"]) is closed
