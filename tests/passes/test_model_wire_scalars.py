"""Numbers, texts, patterns, defaults and what allOf makes of them."""

import re
import warnings

import pytest
from pydantic import BaseModel, Field, ValidationError

from pactgen.ir.contract import ABSENT, Contract, Json, Schema
from pactgen.ir.wire import Choice, ListOf, Scalar, WireType
from pactgen.passes.model_wire.defaults import fitting_default
from pactgen.passes.model_wire.merging import Conflicts, merged
from pactgen.passes.model_wire.patterns import for_python, translated
from pactgen.passes.model_wire.scalars import scalar
from pactgen.passes.reading.equality import same_value
from pactgen.source import Origin

HERE = Origin("api.yaml")


def contract(**schemas: Schema) -> Contract:
    return Contract(
        origin=HERE, dialect="3.1.0", title="T", version="1", summary=None, description=None,
        servers=(), tags=(), operations=(), schemas=schemas, security_schemes=(),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "engine", "yes", "no"),
    [
        (r"^\d{2}$", "rust", ["12"], ["1", "٣٤", "12\n"]),
        (r"^\w+$", "rust", ["a_1"], ["é", "-"]),
        (r"^[\d\-]+$", "rust", ["1-2"], ["a"]),
        (r"^a\/b$", "rust", ["a/b"], ["ab"]),
        (r"^[^]$", "rust", ["x", "\n"], [""]),
        (r"^{a}$", "rust", ["{a}"], ["a"]),
        (r"^[[]$", "rust", ["["], ["]"]),
        (r"^[a&&b]$", "rust", ["&", "a"], ["c"]),
        (r"^\u0041\x42\cJ?$", "rust", ["AB", "AB\n"], ["ab"]),
        (r"^(?<year>\d)$", "rust", ["1"], ["a"]),
        (r"^\p{Lu}+$", "rust", ["ÀB"], ["a"]),
        (r"^[\p{Alnum}-]+$", "rust", ["a-1"], ["é", "_"]),
        (r"^\p{XDigit}+\p{Blank}$", "rust", ["aF "], ["g "]),
        (r"^\p{Graph}\p{Print}*(?!.)", "python", ["a b"], [" a"]),
        (r"\bcat\b", "rust", ["a cat"], ["concat"]),
        (r"^(?!no)\w+$", "python", ["yes"], ["nope", "é"]),
        (r"^(a)\1$", "python", ["aa"], ["ab"]),
        (r"(?<=a)b", "python", ["ab"], ["b"]),
        (r"^(?=x)x$", "python", ["x"], ["x\n"]),
        (r"^a{1,5000}$", "python", ["aaa"], [""]),
        ("", "rust", [""], []),
    ],
)
def test_patterns_mean_the_same(pattern: str, engine: str, yes: list[str], no: list[str]) -> None:
    found = translated(pattern)
    assert found is not None
    assert found.engine == engine
    for text, expected in [(each, True) for each in yes] + [(each, False) for each in no]:
        if engine == "python":
            assert bool(re.search(found.text, text, re.ASCII)) is expected
        else:
            assert _rust(found.text, text) is expected


def _rust(pattern: str, text: str) -> bool:
    class Probe(BaseModel):
        value: str = Field(pattern=pattern)

    try:
        Probe(value=text)
    except ValidationError:
        return False
    return True


@pytest.mark.parametrize(
    "pattern", ["(", "[a", "a{2,1}", r"\p{L}(?=a)", r"\p{LD}", r"\P{Alnum}", "*", "(?<n>a)(?<n>b)"]
)
def test_what_has_no_translation_is_said_so(pattern: str) -> None:
    assert translated(pattern) is None


@pytest.mark.parametrize(
    ("schema", "type_", "expected"),
    [
        (Schema(origin=HERE, minimum=0.5, maximum=9.5), "integer",
         Scalar(kind="integer", minimum=1, maximum=9)),
        (Schema(origin=HERE, minimum=1, exclusive_minimum=1), "integer",
         Scalar(kind="integer", exclusive_minimum=1)),
        (Schema(origin=HERE, minimum=2, exclusive_minimum=1), "number",
         Scalar(kind="number", minimum=2)),
        (Schema(origin=HERE, multiple_of=0.5), "integer", Scalar(kind="integer")),
        (Schema(origin=HERE, multiple_of=2.0), "integer", Scalar(kind="integer", multiple_of=2)),
        (Schema(origin=HERE, format="uuid", pattern="x", max_length=36), "string",
         Scalar(kind="uuid")),
        (Schema(origin=HERE, format="password", min_length=0), "string", Scalar(kind="text")),
    ],
)  # fmt: skip
def test_bounds_are_put_the_simplest_way(schema: Schema, type_: str, expected: Scalar) -> None:
    assert scalar(schema, type_) == expected


def test_all_of_asks_for_both() -> None:
    one = Schema(origin=HERE, types=("number",), minimum=1, maximum=9, enum=(1, 2, 3))
    two = Schema(origin=HERE, types=("integer",), minimum=2, enum=(2, 3, 4))
    both = merged(contract(), Schema(origin=HERE, all_of=(one, two)))
    assert both.types == ("integer",)
    assert (both.minimum, both.maximum, both.enum) == (2, 9, (2, 3))


def test_a_contradiction_is_remembered() -> None:
    one = Schema(origin=HERE, types=("string",))
    two = Schema(origin=HERE, types=("integer",))
    conflicts = Conflicts(found=[])
    both = merged(contract(), Schema(origin=HERE, all_of=(one, two)), conflicts)
    assert both.types == ("integer",)
    assert conflicts.found == [(two, "type")]


def test_all_of_itself_ends() -> None:
    loop = Schema(origin=HERE, ref="Loop")
    schemas = contract(
        Loop=Schema(origin=HERE, all_of=(loop, Schema(origin=HERE, types=("object",))))
    )
    assert merged(schemas, loop).types == ("object",)


@pytest.mark.parametrize(
    ("default", "type_", "fits"),
    [
        ("a", Choice(values=("a", "b")), True),
        ("c", Choice(values=("a", "b")), False),
        (1, Scalar(kind="text"), False),
        ("1", Scalar(kind="integer"), False),
        (True, Scalar(kind="integer"), False),
        (True, Scalar(kind="boolean"), True),
        (5, Scalar(kind="integer", maximum=4), False),
        (0, Scalar(kind="number"), True),
        ("2020-01-01", Scalar(kind="date"), False),
        ([], ListOf(item=Scalar(kind="text")), True),
        (["a"], ListOf(item=Scalar(kind="text"), min_items=2), False),
        ("x", Scalar(kind="text", pattern="^y"), False),
        ("", Scalar(kind="uri"), False),
        ("", Scalar(kind="text"), True),
        (None, Scalar(kind="text"), False),
    ],
)
def test_a_default_must_be_of_its_own_type(default: Json, type_: WireType, *, fits: bool) -> None:
    assert (fitting_default(default, type_, {}) is not ABSENT) is fits


@pytest.mark.parametrize(
    ("one", "two", "same"),
    [(1, 1.0, True), (1, True, False), (0, False, False), ([1], [1.0], True),
     ({"a": 1}, {"a": 1.0}, True), ({"a": True}, {"a": 1}, False), (None, None, True)],
)  # fmt: skip
def test_json_equality(one: Json, two: Json, *, same: bool) -> None:
    assert same_value(one, two) is same


@pytest.mark.parametrize("pattern", [r"^[\W\S_]*", "[a||b]", "[a&&b]", "[[a]", r"[\D-]"])
def test_a_pattern_compiles_without_a_warning(pattern: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error", FutureWarning)
        assert translated(pattern) is not None
        python = for_python(pattern)
        assert python is not None
        re.compile(python, re.ASCII)
