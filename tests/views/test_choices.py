"""What the router says of operations that share a path."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pactgen.views.choices import choice_of
from tests.passes.contracts import design_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_long_target_is_broken_as_the_formatter_does(tmp_path: Path) -> None:
    names = ["Short", "L" * 68]
    operation = {"responses": {"200": {"description": "done"}}}
    paths = {}
    for name in names:
        schema = {"type": "string", "enum": [name]}
        target = {"name": "X-Target", "in": "header", "required": True, "schema": schema}
        paths[f"/#X-Target={name}"] = {"post": {**operation, "parameters": [target]}}
    short, long = (str(choice_of(one)) for one in design_of(tmp_path, paths).endpoints)
    assert short == '@when(Sent("header", "X-Target", "Short"))'
    assert long.splitlines() == [
        "@when(",
        "    Sent(",
        f'        "header", "X-Target", "{names[1]}"',
        "    )",
        ")",
    ]
