"""The opening lines of a module."""

from __future__ import annotations

from pactgen.views.imports import Import
from pactgen.views.modules import uses_line


def test_parts_of_the_schemas_are_named_in_their_order_under_any_hash_seed() -> None:
    parts = [f"schemas_{number}" for number in (*range(2, 11), 1)]
    imports = [Import(f"shop.orders.{name}", "Order") for name in (*parts, "schemas", "models")]
    expected = ["models.py", "schemas.py", *(f"schemas_{number}.py" for number in range(1, 11))]
    assert uses_line("shop", "orders", imports) == ", ".join(expected)
