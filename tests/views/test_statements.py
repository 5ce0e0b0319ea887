"""Fields whose type and whose value are both too long for a line."""

from __future__ import annotations

from pactgen.views.expressions import Bracketed, Leaf, statement


def test_type_and_value_are_both_broken_where_both_are_too_long() -> None:
    type_ = Bracketed("Omittable", (Bracketed("dict", (Leaf("str"), Leaf("T" * 70))),))
    value = Bracketed("Field", (Leaf("default=None"), Leaf(f'alias="{"a" * 70}"')), "()")
    assert statement("some_field", type_, value, indent=4).splitlines() == [
        "    some_field: Omittable[",
        f"        dict[str, {'T' * 70}]",
        "    ] = Field(",
        f'        default=None, alias="{"a" * 70}"',
        "    )",
    ]


def test_a_value_that_is_too_long_between_parentheses_is_broken_there() -> None:
    type_ = Bracketed("NotNull", (Bracketed("list", (Leaf("T" * 67),)),))
    value = Bracketed("Field", (Leaf("default=None"), Leaf(f'alias="{"a" * 80}"')), "()")
    assert statement("field", type_, value, indent=4).splitlines() == [
        f"    field: NotNull[list[{'T' * 67}]] = (",
        "        Field(",
        "            default=None,",
        f'            alias="{"a" * 80}",',
        "        )",
        "    )",
    ]
