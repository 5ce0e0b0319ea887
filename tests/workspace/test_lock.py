import random

import pytest

from pactgen.values import replace
from pactgen.workspace.files import Owner, digest
from pactgen.workspace.folding import folded, unfolded
from pactgen.workspace.lock import Entry, Lock, LockError, dump_lock, parse_lock
from pactgen.workspace.store import read_lock

LOCK = Lock(
    version="0.1.0",
    template="fastapi",
    contract="docs/api.yaml",
    feature="travel",
    package="train_travel",
    inputs={"docs/b.yaml": "2", "docs/a.yaml": "1"},
    files={
        "src/b.py": Entry(owner=Owner.SHARED, sha256="b", decisions=("z", "a")),
        "src/a.py": Entry(owner=Owner.YOURS, sha256="a"),
    },
)


def test_a_lock_survives_printing_and_reading():
    again = parse_lock(dump_lock(LOCK))
    assert again.files["src/a.py"] == LOCK.files["src/a.py"]
    assert again.files["src/b.py"].decisions == ("a", "z")
    assert dict(again.inputs) == dict(LOCK.inputs)
    assert dump_lock(again) == dump_lock(LOCK)


def test_a_lock_is_sorted():
    text = dump_lock(LOCK)
    assert text.index("src/a.py") < text.index("src/b.py")
    assert text.index("docs/a.yaml") < text.index("docs/b.yaml")
    assert text.endswith("}\n")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "not a lock"),
        ("[]", "not a lock"),
        ("{}", "not a lock"),
        ('{"format": 9}', "format 9"),
        ("[" * 100_000, "not a lock"),
        ("<<<<<<< ours\n", "conflict markers"),
        (dump_lock(LOCK).replace("yours", "mine"), "not a lock"),
    ],
)
def test_a_lock_that_makes_no_sense_says_why(text, said):
    with pytest.raises(LockError, match=said):
        parse_lock(text)


def test_a_lock_that_is_no_text_says_so(tmp_path):
    (tmp_path / "pactgen.lock").write_bytes(b"\xff\xfe{}")
    with pytest.raises(LockError, match="no text"):
        read_lock(tmp_path)


def test_a_lock_that_is_a_folder_says_so(tmp_path):
    (tmp_path / "pactgen.lock").mkdir()
    with pytest.raises(LockError, match="a folder"):
        read_lock(tmp_path)


def test_what_is_apart_is_remembered():
    entry = Entry(owner=Owner.SHARED, sha256="a", apart=True)
    again = parse_lock(dump_lock(replace(LOCK, files={"src/a.py": entry})))
    assert again.files["src/a.py"] == entry


def test_line_endings_of_a_checkout_are_no_edit():
    assert digest(b"a\r\nb\r\n") == digest(b"a\nb\n")
    assert digest(b"a\rb") != digest(b"a\nb")


def test_decisions_that_files_share_are_spelled_once():
    decisions = {
        "a/models.py": ["a1", "a2", "a3"],
        "a/service.py": ["a1", "a2", "a3"],
        "b/models.py": ["b1", "b2"],
        "features.py": ["a1", "a2", "a3", "b1", "b2"],
        "log.md": ["a1", "a2", "a3", "b1", "b2", "x"],
        "main.py": [],
        "settings.py": ["x"],
        "some.py": ["a1", "b1", "b2"],
    }
    lines = folded(decisions)
    assert lines == {
        "a/models.py": ["a1", "a2", "a3"],
        "a/service.py": ["@a/models.py"],
        "b/models.py": ["b1", "b2"],
        "features.py": ["@a/models.py", "@b/models.py"],
        "log.md": ["@a/models.py", "@b/models.py", "x"],
        "main.py": [],
        "settings.py": ["x"],
        "some.py": ["@b/models.py", "a1"],
    }
    assert unfolded(lines) == {path: tuple(ids) for path, ids in decisions.items()}
    assert unfolded(decisions) == unfolded(lines)
    assert unfolded({"a": ["@b", "@gone", "x"], "b": ["@a"]}) == {"a": ("x",), "b": ()}


def test_random_decisions_survive_being_folded():
    draw = random.Random(1)  # noqa: S311 - the same everywhere
    ids = [f"id/{number}" for number in range(40)]
    for _ in range(300):
        decisions = {
            f"f{number}": draw.choice((ids, ids[:9]))[: draw.randrange(41)]
            for number in range(draw.randrange(12))
        }
        decisions |= {f"g{number}": draw.sample(ids, 5) for number in range(draw.randrange(4))}
        assert unfolded(folded(decisions)) == {
            path: tuple(sorted(each)) for path, each in decisions.items()
        }
