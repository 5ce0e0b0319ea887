"""Printed wire types against two oracles: a JSON Schema validator, and another generator."""

import copy
import importlib
import json
import random
import re
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any

import jsonschema_rs
import pytest
from datamodel_code_generator import DataModelType, InputFileType, generate
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis.errors import Unsatisfiable
from jinja2 import Environment
from pydantic import BaseModel, TypeAdapter, ValidationError
from schemathesis.generation.jsonschema.builder import build
from schemathesis.specs.openapi.converter import to_json_schema
from schemathesis.specs.openapi.formats import STRING_FORMATS, get_default_format_strategies

from pactgen.assets import templates_root
from pactgen.ir.contract import Schema
from pactgen.ir.wire import Named, WireAlias, WireModel
from pactgen.passes.model_wire import WireBuilder
from pactgen.readers.openapi import read_contract
from pactgen.render import proven
from pactgen.views.rules import rules_view
from pactgen.views.schemas import SCHEMAS, shared_schemas_view
from tests.live.projects import contracts, name_of

pytestmark = pytest.mark.slow

FORMATS = {**get_default_format_strategies(), **STRING_FORMATS}
FORMATS.pop("binary", None)  # not JSON
SMALL = 200_000
"""Larger contracts would take minutes."""
EDGES: tuple[Any, ...] = (
    None, True, False, 0, -1, 1, 0.5, 2**31, "", "x", "2020-01-01", "2020-01-01T00:00:00Z",
    [], {}, ["x"], {"a": 1}, "x" * 5000,
)  # fmt: skip
UNCHECKED = frozenset({"unevaluatedProperties"})
"""What is not always checked: a schema below which one stands is not compared."""


def small_contracts() -> list[Path]:
    return [path for path in contracts() if path.stat().st_size < SMALL]


@dataclass(frozen=True)
class Printed:
    """The wire types of all components of a contract, imported."""

    module: ModuleType
    names: dict[str, str]
    """Component to class or alias."""
    components: dict[str, Any]
    """As JSON Schema."""
    document: dict[str, Any]

    def schema(self, key: str) -> dict[str, Any]:
        pointer = key.replace("~", "~0").replace("/", "~1")
        components = {"schemas": self.components}
        return {"$ref": f"#/components/schemas/{pointer}", "components": components}


@dataclass(eq=False)
class TypesAlone:
    """What the schemas of a design are printed from; views remember their answers to one."""

    package: str
    models: Mapping[str, WireModel]
    aliases: Mapping[str, WireAlias]
    schema: None = None
    endpoints: tuple[()] = ()


@pytest.fixture(params=small_contracts(), ids=name_of, scope="module")
def printed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Printed:
    path: Path = request.param
    found = read_contract(path)
    contract = found.contract
    if contract is None or not contract.dialect.startswith("3."):
        pytest.skip("not a contract of OpenAPI 3")
    wire = WireBuilder(contract)
    names = {}
    for key, schema in contract.schemas.items():
        type_ = wire.value(Schema(origin=schema.origin, ref=key), "unnamed")
        if isinstance(type_, Named):
            names[key] = type_.name
    package = "printed_" + re.sub(r"\W", "_", name_of(path))
    design: Any = TypesAlone(package, wire.models(), wire.aliases())
    folder = tmp_path_factory.mktemp("printed")
    text = proven("feature/schemas.py.jinja", lambda: shared_schemas_view(design, SCHEMAS))
    rules = proven("project/rules.py.jinja", lambda: rules_view(design))
    module = imported(folder, package, text, rules)
    document: dict[str, Any] = found.document
    components = document.get("components", {}).get("schemas", {})
    if contract.dialect.startswith("3.0"):
        components = {
            key: to_json_schema(copy.deepcopy(schema), nullable_keyword="nullable")
            for key, schema in components.items()
        }
    return Printed(module, names, components, document)


def imported(folder: Path, package: str, text: str, rules: str) -> ModuleType:
    home = folder / package
    home.mkdir()
    (home / "__init__.py").write_text("", encoding="utf-8")
    (home / "schemas.py").write_text(text, encoding="utf-8")
    skeleton = templates_root() / "fastapi" / "skeleton" / "src" / "{{ package }}"
    (home / "rules.py").write_text(rules, encoding="utf-8")
    for name in ("wire.py", "formats.py", "parsing.py"):
        template = Environment(autoescape=False, keep_trailing_newline=True).from_string(  # noqa: S701
            (skeleton / f"{name}.jinja").read_text(encoding="utf-8")
        )
        (home / name).write_text(template.render(package=package), encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        return importlib.import_module(f"{package}.schemas")
    finally:
        sys.path.remove(str(folder))


def test_models_and_the_validator_agree(printed: Printed) -> None:
    disagreements = [
        found
        for key in printed.names
        if not mentions_unchecked(printed, key)
        for found in compared(printed, key)
    ]
    assert not disagreements


def compared(printed: Printed, key: str) -> list[str]:
    schema = printed.schema(key)
    validator = jsonschema_rs.Draft202012Validator(schema, validate_formats=True)
    adapter = TypeAdapter(getattr(printed.module, printed.names[key]))
    changes = random.Random(key)  # noqa: S311
    found: list[str] = []

    @settings(
        max_examples=5,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @seed(1)
    @given(build(schema, draft=jsonschema_rs.Draft202012, formats=FORMATS))
    def run(instance: Any) -> None:
        for case in (instance, *(mutated(instance, changes) for _ in range(4))):
            valid = validator.is_valid(case)
            taken = accepts(adapter, case)
            if taken not in {None, valid} and not beyond_64_bits(case):
                verdict = "refused, although valid" if valid else "accepted, although invalid"
                found.append(f"{key}: {verdict}: {json.dumps(case)[:300]}")

    with suppress(Unsatisfiable):
        run()
    return found[:1]


def accepts(adapter: TypeAdapter[Any], instance: Any) -> bool | None:
    """Tell whether the type takes the instance; None: it cannot be stored, valid or not."""
    try:
        adapter.validate_python(instance)
    except ValidationError as error:
        return None if any(each["type"] == "unstorable" for each in error.errors()) else False
    return True


def beyond_64_bits(instance: Any) -> bool:
    """Tell whether it holds a number that int32 and int64 exclude, and validators do not."""
    match instance:
        case bool():
            return False
        case int() | float():
            return abs(instance) > 2**31
        case list():
            return any(beyond_64_bits(item) for item in instance)
        case dict():
            return any(beyond_64_bits(item) for item in instance.values())
        case _:
            return False


def mutated(instance: Any, changes: random.Random) -> Any:
    """Change one place of the instance: drop it, add to it, put something else there."""
    instance = copy.deepcopy(instance)
    *way, last = changes.choice(list(places(instance)))[1:] or (None,)
    if last is None:
        return changes.choice(EDGES)
    parent = instance
    for step in way:
        parent = parent[step]
    kind = changes.randrange(3)
    if kind == 0 and isinstance(parent, dict):
        del parent[last]
    elif kind == 1 and isinstance(parent, dict):
        parent["unknown_property"] = changes.choice(EDGES)
    else:
        parent[last] = changes.choice(EDGES)
    return instance


def places(instance: Any, way: tuple[Any, ...] = ("",)) -> Iterator[tuple[Any, ...]]:
    yield way
    if isinstance(instance, dict | list):
        items = instance.items() if isinstance(instance, dict) else enumerate(instance)
        for step, item in items:
            yield from places(item, (*way, step))


def mentions_unchecked(printed: Printed, key: str) -> bool:
    """Walk from a component over its references, looking for keywords that nobody checks."""
    waiting: list[Any] = [printed.components[key]]
    seen: set[str] = set()
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting.extend(node)
        if not isinstance(node, dict):
            continue
        untyped = "properties" in node and "type" not in node
        if untyped or not UNCHECKED.isdisjoint(node):
            return True
        target = str(node.get("$ref", "")).rpartition("/")[2]
        if target and target not in seen and target in printed.components:
            seen.add(target)
            waiting.append(printed.components[target])
        waiting.extend(node.values())
    return False


def test_another_generator_sees_the_same_fields(printed: Printed, tmp_path: Path) -> None:
    if '"discriminator"' in json.dumps(printed.document):
        pytest.skip("it makes the property required, which the contract does not")
    output = tmp_path / "other.py"
    generate(
        # The format email needs one more package there.
        json.dumps(printed.document).replace('"format": "email"', '"format": "text"'),
        input_file_type=InputFileType.OpenAPI,
        output_model_type=DataModelType.PydanticV2BaseModel,
        output=output,
        formatters=[],
        use_annotated=True,
        treat_dot_as_module=False,
    )
    space: dict[str, Any] = {"__name__": "other"}
    other = ModuleType("other")
    sys.modules["other"] = other
    try:
        exec(compile(output.read_text(encoding="utf-8"), "other.py", "exec"), vars(other))  # noqa: S102
        space = vars(other)
        compared_fields = 0
        for key, name in printed.names.items():
            ours, theirs = getattr(printed.module, name), space.get(key, space.get(name))
            if not (is_model(ours) and is_model(theirs)):
                continue
            compared_fields += 1
            assert wire_fields(ours) == wire_fields(theirs), key
        assert compared_fields
    finally:
        del sys.modules["other"]


def is_model(found: Any) -> bool:
    return isinstance(found, type) and issubclass(found, BaseModel)


def wire_fields(model: type[BaseModel]) -> dict[str, bool]:
    """Return the names on the wire and whether they are required."""
    return {
        field.alias or name: field.is_required() and field.default is not None
        for name, field in model.model_fields.items()
    }
