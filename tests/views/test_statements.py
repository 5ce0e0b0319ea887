"""Fields whose type and whose value are both too long for a line."""

from __future__ import annotations

from pactgen.views.expressions import Bracketed, Leaf, statement
from pactgen.views.layout import chosen, laid_out


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


def test_a_choice_gets_parentheses_where_it_is_too_long() -> None:
    short = chosen("user", "key is None", "await users.get(key)")
    long = chosen("organiser", "organiser_key is None", "await Repository(session).get_by(key)" * 2)
    assert laid_out(short, indent=4) == "    user = None if key is None else await users.get(key)"
    assert laid_out(long, indent=4).splitlines()[0] == "    organiser = ("
