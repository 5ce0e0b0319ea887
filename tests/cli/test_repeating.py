"""A run that would change nothing is recognised without the compiler, and only then."""

import pytest

from pactgen import pipeline


@pytest.fixture
def scaffolded(pactgen, project):
    assert pactgen("scaffold", "--no-prove").code == 0
    return project


@pytest.fixture
def compiles(pactgen, monkeypatch):
    """Tell whether another run needs the compiler."""

    def asked(*arguments: str) -> bool:
        called = []
        real = pipeline.scaffold

        def scaffold(*args, **kwargs):
            called.append(True)
            return real(*args, **kwargs)

        with monkeypatch.context() as patch:
            patch.setattr(pipeline, "scaffold", scaffold)
            pactgen("scaffold", *arguments)
        return bool(called)

    return asked


def test_the_second_run_says_what_the_compiler_would_say(scaffolded, pactgen, compiles):
    assert not compiles("--no-prove")
    quick = pactgen("scaffold", "--no-prove", "--json").json
    (scaffolded / ".pactgen/last.json").unlink()
    slow = pactgen("scaffold", "--no-prove", "--json").json
    assert {**quick, "seconds": {}} == {**slow, "seconds": {}}
    assert quick["files"]["keep"]


@pytest.mark.parametrize(
    "path",
    [
        "docs/api.yaml",
        "pactgen.yaml",
        "pactgen.lock",
        "src/notebook/features.py",
        "src/notebook/notes/service.py",
        ".pactgen/base/src/notebook/notes/service.py.base",
    ],
)
def test_whatever_a_run_reads_counts(scaffolded, compiles, path):
    place = scaffolded / path
    text = place.read_text() if place.exists() else ""
    place.write_text(text + "\n")
    assert compiles("--no-prove")


@pytest.mark.usefixtures("scaffolded")
@pytest.mark.parametrize("arguments", [("--feature", "other"), ("--strict",), ("--dry-run",)])
def test_whatever_is_asked_for_counts(compiles, arguments):
    assert compiles("--no-prove", *arguments)


def test_a_missing_file_counts(scaffolded, compiles):
    (scaffolded / "src/notebook/notes/service.py").unlink()
    assert compiles("--no-prove")
    assert not compiles("--no-prove")


def test_an_overlay_that_appears_counts(scaffolded, compiles):
    (scaffolded / "docs/more.overlay.yaml").write_text(
        "overlay: 1.0.0\ninfo: {title: t, version: '1'}\n"
        "actions: [{target: $.info, update: {title: Other}}]\n"
    )
    assert compiles("--no-prove")


@pytest.mark.usefixtures("scaffolded")
def test_a_proof_is_not_assumed(compiles, monkeypatch):
    monkeypatch.setattr("pactgen.stages.writing.proved", lambda compiled: compiled)
    assert compiles()


@pytest.mark.parametrize("text", ["[]", "{", '{"proved": false, "state": 1}'])
def test_a_memo_that_cannot_be_read_counts_as_none(scaffolded, compiles, text):
    (scaffolded / ".pactgen/last.json").write_text(text)
    assert compiles("--no-prove")


@pytest.mark.usefixtures("scaffolded")
def test_the_version_of_pactgen_counts(compiles, monkeypatch):
    assert not compiles("--no-prove")
    monkeypatch.setattr("pactgen.stages.repeating.__version__", "9.9.9")
    assert compiles("--no-prove")
