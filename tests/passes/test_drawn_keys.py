"""Keys that the backend draws are such as the contract's answers can show."""

from __future__ import annotations

import re
import uuid
from typing import TYPE_CHECKING, Any

import pytest

from pactgen.passes.reading.drawn_keys import spelled
from pactgen.views.models import default_uuid
from tests.passes.contracts import answer, body, design_of, path_parameter

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("form", "printed"),
    [
        ({}, "lambda: str(uuid4())"),
        ({"pattern": "^EVT_[a-z0-9-]+$"}, 'lambda: f"EVT_{uuid4()}"'),
        ({"pattern": "evt_.*"}, 'lambda: f"evt_{uuid4()}"'),
        ({"pattern": "^CR[0-9a-fA-F]{32}$"}, 'lambda: f"CR{uuid4().hex}"'),
        ({"pattern": "^[F][A-Z0-9]{8,}$"}, 'lambda: f"F{uuid4().hex.upper()}"'),
        ({"pattern": "^se(-[a-z0-9]+)+$"}, 'lambda: f"se-{uuid4()}"'),
        ({"pattern": "^app:log:[a-f0-9]{32}$"}, 'lambda: f"app:log:{uuid4().hex}"'),
        ({"maxLength": 20}, "lambda: uuid4().hex[:20]"),
        ({"pattern": "^[0-9A-F]{12}$"}, "lambda: uuid4().hex[:12].upper()"),
        ({"pattern": "^[0-9]+$"}, "lambda: str(uuid4())"),
    ],
)
def test_text_is_drawn_in_the_form_of_the_contract(
    tmp_path: Path, form: dict[str, Any], printed: str
) -> None:
    thing = {"type": "object", "properties": {"id": {"type": "string", **form}}}
    paths = {
        "/things": {"post": {**body({"type": "object"}), **answer(thing, "201")}},
        "/things/{id}": {"parameters": [path_parameter("id")], "get": answer(thing)},
    }
    key = design_of(tmp_path, paths).tables["things"].key
    assert key.generated is not None
    assert default_uuid(key, key.generated) == printed
    text = spelled(key.generated, uuid.uuid4())
    assert len(text) <= form.get("maxLength", len(text))
    assert re.search(form.get("pattern", ""), text) or form == {"pattern": "^[0-9]+$"}
