"""The opening lines of a module."""

from __future__ import annotations

import subprocess

from pactgen.views.imports import Import, import_sections
from pactgen.views.modules import uses_line


def test_parts_of_the_schemas_are_named_in_their_order_under_any_hash_seed() -> None:
    parts = [f"schemas_{number}" for number in (*range(2, 11), 1)]
    imports = [Import(f"shop.orders.{name}", "Order") for name in (*parts, "schemas", "models")]
    expected = ["models.py", "schemas.py", *(f"schemas_{number}.py" for number in range(1, 11))]
    assert uses_line("shop", "orders", imports) == ", ".join(expected)


def test_numbers_in_names_are_sorted_as_the_linter_does() -> None:
    names = ["Part2", "Part10", "Part0f", "Part004f", "Part0234", "Part058e", "Part0588", "Part8a2"]
    names.append("Part8a05")
    (section,) = import_sections((Import("json", name) for name in names), "shop")
    source = "\n".join(str(each) for each in section) + "\n"
    linter = [
        "ruff",
        "check",
        "--isolated",
        "--select=I",
        "--config=lint.isort.force-single-line=true",
    ]
    checked = subprocess.run(
        [*linter, "-"], input=source, text=True, capture_output=True, check=False
    )
    assert checked.returncode == 0, checked.stdout
