import pytest

from pactgen.readers.yaml_text import load_yaml


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", None), ("~", None), ("null", None), ("Null", None), ("nULL", "nULL"),
        ("true", True), ("False", False), ("yes", "yes"), ("no", "no"), ("on", "on"),
        ("off", "off"),
        ("1", 1), ("-1", -1), ("+1", 1), ("0x1F", 31), ("0o17", 15), ("017", "017"),
        ("1_000", "1_000"),
        ("1.0", 1.0), (".5", 0.5), ("1e3", 1000.0), ("1e999", "1e999"), ("1.2.3", "1.2.3"),
        ("1:30", "1:30"),
        ("2024-01-31", "2024-01-31"), ("2024-01-31T10:00:00Z", "2024-01-31T10:00:00Z"),
        ("'1'", "1"), ('"true"', "true"), ("!!str 1", "1"), ("! 1", "1"), ("=", "="), ("<<", "<<"),
    ],
)  # fmt: skip
def test_scalar(text: str, expected: object) -> None:
    loaded = load_yaml(f"a: {text}", "a.yaml")
    assert loaded.value == {"a": expected}
    assert type(loaded.value["a"]) is type(expected)  # type: ignore[call-overload, index]
    assert loaded.findings == ()


def test_names_are_as_they_are_written() -> None:
    names = ["200", "true", "~", "0x1F", "1.10", "2024-01-31"]
    loaded = load_yaml("".join(f"{name}: a\n" for name in names), "a.yaml")
    assert loaded.value == dict.fromkeys(names, "a")


def test_merge_keys_and_aliases() -> None:
    text = """
base: &base {a: 1, b: 2}
more: &more {b: 3, c: 4}
one: {<<: *base, b: 9}
two:
  <<: [*more, *base]
"""
    value = load_yaml(text, "a.yaml").value
    assert value["one"] == {"a": 1, "b": 9}  # type: ignore[call-overload, index]
    assert value["two"] == {"a": 1, "b": 3, "c": 4}  # type: ignore[call-overload, index]
