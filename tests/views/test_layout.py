"""The layout engine against the formatter that it stands in for."""

from __future__ import annotations

import keyword
import subprocess

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pactgen.views.layout import (
    Code,
    boxed,
    call,
    chain,
    comprehension,
    condition,
    conditional,
    flat,
    fluent,
    laid_out,
    listing,
    mapping,
    pack,
    parsed,
    prefixed,
    quoted,
    signature,
    subscript,
    suffixed,
)

names = st.from_regex(r"[a-z][a-z_]{0,34}[a-z]", fullmatch=True).filter(
    lambda text: not keyword.iskeyword(text)
)
atoms = st.one_of(names, names.map(lambda text: f'"{text}"'), st.integers(0, 10**9).map(str))
sentences = st.lists(names, min_size=4, max_size=30).map(" ".join)


def groups(inner: st.SearchStrategy[Code]) -> st.SearchStrategy[Code]:
    some = st.lists(inner, min_size=1, max_size=5)
    return st.one_of(
        st.builds(lambda name, items: call(name, *items), names, some),
        st.builds(
            lambda name, items, key: call(name, *items, prefixed(f"{key}=", items[0])),
            names,
            some,
            names,
        ),
        some.map(lambda items: listing(*items)),
        st.lists(sentences, min_size=1, max_size=3).map(
            lambda texts: listing(*(quoted(f'"{text}"', is_entry=True) for text in texts))
        ),
        some.map(lambda items: pack(*items)),
        st.builds(
            lambda keys, item: mapping(*(prefixed(f'"{key}": ', item) for key in keys)),
            st.lists(names, min_size=1, max_size=4, unique=True),
            inner,
        ),
        st.builds(lambda item, rows: comprehension(item, f"for row in {rows}"), inner, names),
        st.builds(
            lambda name, left, right: call(name, chain("==", left, right)), names, names, names
        ),
        st.builds(
            lambda name, one, two: call(name, conditional(one, two, one)), names, names, names
        ),
        st.builds(
            lambda name, one, items: call(
                name, one, fluent(f"select({one})", call(".where", *items), ".limit(1)")
            ),
            names,
            names,
            some,
        ),
        st.builds(
            lambda one, two: mapping(boxed(f'"{one}": ', f"{one}.{two}_{one}.{two}"), "**it"),
            names,
            names,
        ),
        st.builds(
            lambda name, item, text: call(name, item, quoted(f'"{text}"')), names, inner, sentences
        ),
        st.builds(
            lambda name, text: mapping('"a": 1', prefixed(f'"{name}": ', quoted(f'f"{text}"'))),
            names,
            sentences,
        ),
    )


codes = st.recursive(atoms, groups, max_leaves=12)
annotations = st.recursive(
    names,
    lambda inner: st.builds(
        lambda name, items, bars: subscript(name, *items, chain("|", *bars)),
        names,
        st.lists(inner, max_size=2),
        st.lists(inner, min_size=1, max_size=4),
    ),
    max_leaves=5,
)
declared = st.lists(annotations, min_size=1, max_size=5).map(lambda types: chain("|", *types))


@st.composite
def statements(draw: st.DrawFn) -> str:
    match draw(st.integers(0, 4)):
        case 0:
            return laid_out(prefixed("return ", draw(codes)), indent=4)
        case 1:
            return laid_out(prefixed("found = await ", call(draw(names), draw(codes))), indent=4)
        case 4:
            dotted = draw(st.lists(names, min_size=1, max_size=12)).copy()
            return laid_out(prefixed("name = ", quoted(f'"{".".join(dotted)}"')), indent=4)
        case 2:
            return laid_out(call(f"raise {draw(names)}", draw(codes)), indent=4)
        case _:
            return laid_out(call(f"{draw(names)}.{draw(names)}", draw(codes)), indent=4)


@st.composite
def functions(draw: st.DrawFn) -> str:
    wanted = draw(st.lists(names, min_size=1, max_size=6, unique=True))
    parameters: list[Code] = [prefixed(f"{name}: ", draw(declared)) for name in wanted]
    if draw(st.booleans()):
        parameters = ["self", "*", *(suffixed(item, " = None") for item in parameters)]
    head = signature(draw(names), tuple(parameters), draw(st.sampled_from(["None", "Booking"])))
    body = draw(st.lists(statements(), min_size=1, max_size=3))
    return "\n".join([laid_out(head), *body])


def formatted(text: str) -> str:
    return subprocess.run(
        ["ruff", "format", "--isolated", "--line-length", "100", "-"],
        input=text,
        capture_output=True,
        text=True,
        check=True,
    ).stdout


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(functions(), min_size=1, max_size=8))
def test_prints_what_the_formatter_prints(functions: list[str]) -> None:
    text = "\n\n\n".join(functions) + "\n"
    assert text == formatted(text)


@settings(max_examples=60, deadline=None)
@given(declared)
def test_text_is_parsed_into_the_groups_it_was_printed_from(annotation: Code) -> None:
    parameter = suffixed(prefixed("name: ", annotation), " = None")
    assert laid_out(parsed(flat(parameter))) == laid_out(parameter)


def test_brackets_and_commas_inside_strings_are_text() -> None:
    text = 'name: Annotated[str, Header(alias="a[,(\\"b")] = "x,(y"'
    assert flat(parsed(text)) == text


@pytest.mark.parametrize(("length", "in_parentheses"), [(60, False), (79, True), (90, False)])
def test_so_does_one_that_is_returned(*, length: int, in_parentheses: bool) -> None:
    called = call(f"await self.{'x' * length}", "external_id_of_the_parent", "code_of_the_row")
    printed = laid_out(signature("find", ("self",), "None"))
    printed += "\n" + laid_out(prefixed("return ", called), indent=4) + "\n"
    assert ("return (\n" in printed) is in_parentheses
    assert printed == formatted(printed)


@pytest.mark.parametrize("before", ["await self.", "self.select."])
@pytest.mark.parametrize(("length", "in_parentheses"), [(60, False), (75, True), (90, False)])
def test_a_call_whose_name_is_too_long_for_the_line_stands_in_parentheses(
    before: str, *, length: int, in_parentheses: bool
) -> None:
    called = call(f"{before}{'x' * length}", "external_id_of_the_parent", "code_of_the_row")
    printed = laid_out(signature("find", ("self",), "None"))
    printed += "\n" + laid_out(prefixed("subscription = ", called), indent=4) + "\n"
    assert (" = (\n" in printed) is in_parentheses
    assert printed == formatted(printed)


@pytest.mark.parametrize(("length", "each_on_its_line"), [(40, False), (68, True), (72, True)])
def test_two_targets_before_a_call_that_is_too_long_stand_below_each_other(
    *, length: int, each_on_its_line: bool
) -> None:
    called = call(f"await self.{'x' * length}", "external_id_of_the_parent", "code_of_the_row")
    printed = laid_out(signature("find", ("self",), "None"))
    printed += "\n" + laid_out(prefixed("subscription, is_new = ", called), indent=4) + "\n"
    assert (") = await self" in printed) is each_on_its_line
    assert printed == formatted(printed)


@pytest.mark.parametrize(("count", "in_parentheses"), [(2, False), (4, True)])
def test_a_condition_that_is_too_long_stands_in_parentheses(
    *, count: int, in_parentheses: bool
) -> None:
    asked = condition("and", *(f"number_{each}_of_the_row is not None" for each in range(count)))
    printed = "class A:\n" + laid_out(signature("find", ("self",), "None"), indent=4)
    printed += f"\n{laid_out(asked, indent=8)}\n            return None\n"
    assert ("if (\n" in printed) is in_parentheses
    assert printed == formatted(printed)


@pytest.mark.parametrize(("length", "in_parentheses"), [(40, False), (79, True), (82, False)])
@pytest.mark.parametrize("before", ["subscription = ", "return "])
def test_a_call_without_arguments_stands_in_parentheses_where_it_fits_there(
    before: str, *, length: int, in_parentheses: bool
) -> None:
    called = prefixed(before, call(f"await self.{'x' * length}"))
    printed = laid_out(signature("find", ("self",), "None"))
    printed += "\n" + laid_out(called, indent=4) + "\n"
    assert (f"{before}(\n" in printed) is in_parentheses
    assert printed == formatted(printed)
