"""Whatever openapi-spec-validator finds wrong with a document, we report, with a position."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_spec_validator.shortcuts import get_validator_cls

from pactgen.passes.check_contract import check_contract
from pactgen.readers.openapi import read_contract

REPLACEMENTS: tuple[Any, ...] = (None, 17, "nonsense", [], {}, ["x"], {"x": 1}, True)
BASES = sorted(Path(__file__).parent.glob("bases/*.yaml"))


def refused(document: object) -> str | None:
    """Return what the oracle says, also when it crashes on the document."""
    try:
        error = next(iter(get_validator_cls(document)(document).iter_errors()), None)  # type: ignore[arg-type]
    except Exception as crash:  # noqa: BLE001
        return f"{type(crash).__name__}: {crash}"
    return None if error is None else str(error.message)


@pytest.mark.slow
@pytest.mark.parametrize("base", BASES, ids=lambda base: base.stem)
def test_finds_what_the_oracle_finds(base: Path, tmp_path: Path) -> None:
    missed = []
    for name, document in mutations(yaml.safe_load(base.read_text())):
        path = tmp_path / "api.json"
        path.write_text(json.dumps(document))
        result = read_contract(path)
        findings = result.diagnostics
        if result.draft is not None:
            findings += check_contract(result.draft)
        unplaced = [item for item in findings if item.where is None]
        if not findings and (said := refused(document)):
            missed.append(f"{name}: {said.splitlines()[0][:100]}")
        missed += [f"{name}: {item.message} has no place" for item in unplaced]
    assert missed == []


def mutations(document: Any) -> Iterator[tuple[str, Any]]:
    """Yield a name and a copy of the document with one change, for each change."""
    for steps in list(paths(document)):
        where = "/".join(map(str, steps))
        yield f"without {where}", changed(document, steps, remove=True)
        for value in REPLACEMENTS:
            yield f"{where} = {value!r}", changed(document, steps, value=value)
        if isinstance(steps[-1], str):
            yield f"misspelt {where}", renamed(document, steps)


def paths(node: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    items = node.items() if isinstance(node, dict) else enumerate(node)
    for key, value in items:
        yield (*above, key)
        if isinstance(value, dict | list):
            yield from paths(value, (*above, key))


def changed(node: Any, steps: tuple[Any, ...], value: Any = None, *, remove: bool = False) -> Any:
    copy = dict(node) if isinstance(node, dict) else list(node)
    if len(steps) > 1:
        copy[steps[0]] = changed(copy[steps[0]], steps[1:], value, remove=remove)
    elif remove:
        del copy[steps[0]]
    else:
        copy[steps[0]] = value
    return copy


def renamed(node: Any, steps: tuple[Any, ...]) -> Any:
    if len(steps) > 1:
        copy = dict(node) if isinstance(node, dict) else list(node)
        copy[steps[0]] = renamed(copy[steps[0]], steps[1:])
        return copy
    return {key + "x" if key == steps[0] else key: value for key, value in node.items()}
