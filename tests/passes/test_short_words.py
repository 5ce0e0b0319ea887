from __future__ import annotations

import pytest

from pactgen.passes.reconcile.wording import essence, table_words


@pytest.mark.parametrize(
    ("name", "spoken"),
    [
        ("CUST_NO", "customer no"),
        ("WHSE_CD", "warehouse code"),
        ("ACTIVE_FLG", "active flag"),
        ("qtyOnHand", "quantity on hand"),
        ("emp_addrs", "employee address"),
        ("cats", "cat"),
    ],
)
def test_short_forms_that_are_no_words_mean_the_long_ones(name: str, spoken: str) -> None:
    assert " ".join(essence(name)) == spoken


def test_a_table_of_headers_holds_the_things_unless_another_table_does() -> None:
    alone = table_words(["T_ORDER_HDR", "T_ORDER_DTL", "item_master"])
    assert alone == {
        "T_ORDER_HDR": ("order",),
        "T_ORDER_DTL": ("order", "detail"),
        "item_master": ("item",),
    }
    assert table_words(["order_header", "orders"])["order_header"] == ("order", "header")
