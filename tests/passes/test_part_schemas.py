"""Where the classes of a home that is too large for one module are declared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from pactgen.passes.features.home_models import used_names
from pactgen.passes.features.part_schemas import MOST
from tests.passes.contracts import answer, design_of, ref

if TYPE_CHECKING:
    from pathlib import Path

    from pactgen.ir.design import Design

FIELDS = {f"field{number}": {"type": "string"} for number in range(10)}


def chained(count: int, **more: dict[str, Any]) -> dict[str, Any]:
    """Return schemas of which each mentions the next one, and the last one nothing."""
    schemas: dict[str, Any] = {}
    for number in range(count):
        link = {"next": ref(f"Link{number + 1}")} if number + 1 < count else {}
        schemas[f"Link{number}"] = {"type": "object", "properties": {**FIELDS, **link}}
    return {**schemas, **more}


def designed(folder: Path, schemas: dict[str, Any]) -> Design:
    paths = {
        f"/{name.lower()}": {"get": {"tags": ["links"], **answer(ref(name))}} for name in schemas
    }
    return design_of(folder, paths, schemas)


def modules(design: Design) -> dict[str, str]:
    return {name: model.module for name, model in design.models.items()}


def rank(module: str) -> int:
    return int(module.partition("_")[2] or 10_000)


def test_few_classes_stay_together(tmp_path: Path) -> None:
    assert set(modules(designed(tmp_path, chained(20))).values()) == {"schemas"}


def test_each_part_uses_those_before_it(tmp_path: Path) -> None:
    design = designed(tmp_path, chained(300))
    where = modules(design)
    sizes = dict.fromkeys(where.values(), 0)
    for name, model in design.models.items():
        sizes[where[name]] += len(model.fields) + 5
        assert all(rank(where[used]) <= rank(where[name]) for used in used_names(model))
    assert len(sizes) > 2
    assert "schemas" in sizes
    assert max(sizes.values()) < MOST + 20


def test_a_circle_is_not_parted(tmp_path: Path) -> None:
    schemas = chained(300)
    schemas["Link299"]["properties"]["first"] = ref("Link100")
    where = modules(designed(tmp_path, schemas))
    circle = {where[f"Link{number}Read"] for number in range(100, 300)}
    assert len(circle) == 1


def test_a_new_class_moves_few_others(tmp_path: Path) -> None:
    schemas = chained(300)
    before = modules(designed(tmp_path, schemas))
    schemas["Link150"]["properties"]["more"] = ref("More")
    schemas["More"] = {"type": "object", "properties": FIELDS}
    after = modules(designed(tmp_path, schemas))
    moved = [name for name, module in before.items() if after[name] != module]
    assert len(moved) < 30
