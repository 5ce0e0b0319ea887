def test_init_writes_a_contract_that_is_sound_and_never_overwrites(pactgen, tmp_path):
    first = pactgen("init", tmp_path, "--json")
    assert first.code == 0
    assert first.json["written"] == ["docs/api.yaml", "pactgen.yaml"]
    (tmp_path / "docs/api.yaml").write_text("mine")
    second = pactgen("init", tmp_path, "--json")
    assert second.json == {
        "exit_code": 0,
        "written": [],
        "kept": ["docs/api.yaml", "pactgen.yaml"],
    }
    assert (tmp_path / "docs/api.yaml").read_text() == "mine"


def test_the_starter_passes_validation(pactgen, tmp_path, monkeypatch):
    pactgen("init", tmp_path)
    monkeypatch.chdir(tmp_path)
    said = pactgen("validate", "--json")
    assert said.code == 0
    assert said.json["operations"] == 4
    assert said.json["diagnostics"] == []
