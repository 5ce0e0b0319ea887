import shutil

import pytest

SERVICE = "src/notebook/notes/service.py"


def tree(root):
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != "running"
    }


@pytest.fixture
def scaffolded(pactgen, project):
    assert pactgen("scaffold", "--no-prove").code == 0
    return project


def edit(place, old: str, new: str) -> None:
    text = place.read_text()
    assert old in text
    place.write_text(text.replace(old, new))


def test_a_lost_lock_is_written_again_byte_for_byte(pactgen, scaffolded):
    before = tree(scaffolded)
    (scaffolded / "pactgen.lock").unlink()
    shutil.rmtree(scaffolded / ".pactgen")
    said = pactgen("adopt", "--json")
    assert said.code == 0, said.err
    assert said.json["edited"] == said.json["rewritten"] == said.json["missing"] == []
    after = tree(scaffolded)
    before.pop(".pactgen/last.json")
    assert after == before
    assert pactgen("check").code == 0


@pytest.mark.parametrize("lock", [None, "{", "<<<<<<< a\n"])
def test_edits_survive_and_take_the_next_contract_in(pactgen, scaffolded, lock):
    edit(scaffolded / SERVICE, "        note = await", "        # mine\n        note = await")
    shutil.rmtree(scaffolded / ".pactgen")
    place = scaffolded / "pactgen.lock"
    place.unlink() if lock is None else place.write_text(lock)
    edit(
        scaffolded / "docs/api.yaml",
        "operationId: getNote",
        "operationId: getNote\n      summary: New.",
    )
    said = pactgen("adopt", "--json")
    assert said.code == 0, said.err
    assert said.json["edited"] == [SERVICE]
    assert said.json["rewritten"] == []
    assert pactgen("check").code == 1
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0, said.err
    text = (scaffolded / SERVICE).read_text()
    assert "# mine" in text
    assert "New." in text


def test_what_stands_otherwise_is_told_and_changed_by_nobody(pactgen, scaffolded):
    (scaffolded / "pactgen.lock").unlink()
    (scaffolded / "src/notebook/main.py").write_text("# by hand\n")
    (scaffolded / "src/notebook/features.py").write_text("# by hand\n")
    (scaffolded / "Makefile").unlink()
    before = tree(scaffolded)
    said = pactgen("adopt")
    assert said.code == 0, said.err
    assert "features.py: edited, and must not be" in said.out
    assert "Makefile: missing" in said.out
    assert "main.py" not in said.out
    after = tree(scaffolded)
    assert {path for path in after if after[path] != before.get(path)} == {"pactgen.lock"}
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 5
    assert "features.py" in said.err
    (scaffolded / "src/notebook/features.py").unlink()
    assert pactgen("scaffold", "--no-prove").code == 0
    assert (scaffolded / "src/notebook/main.py").read_text() == "# by hand\n"
    assert (scaffolded / "Makefile").is_file()


def test_a_lost_base_is_taken_from_what_is_printed(pactgen, scaffolded):
    edit(scaffolded / SERVICE, "        note = await", "        # mine\n        note = await")
    shutil.rmtree(scaffolded / ".pactgen")
    (scaffolded / "contract/openapi.yaml").unlink()
    assert pactgen("adopt").code == 0
    edit(
        scaffolded / "docs/api.yaml",
        "operationId: getNote",
        "operationId: getNote\n      summary: New.",
    )
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 0, said.err
    assert "# mine" in (scaffolded / SERVICE).read_text()
