from pathlib import Path

import pytest


@pytest.mark.slow
def test_no_revision_is_written_and_the_backend_is_proved_nevertheless(pactgen, project):
    Path(project, "pactgen.yaml").write_text("migrations: external\n", encoding="utf-8")
    said = pactgen("scaffold", "--json")
    assert said.code == 0, said.err
    assert not list(Path(project).glob("migrations/versions/*.py"))
    log = next(Path(project).glob("docs/decision-logs/*.md")).read_text(encoding="utf-8")
    assert "project/migrations" in log
    assert "the team; pactgen writes no revision" in log


def test_it_is_said_in_pactgen_yaml_alone(pactgen, project):
    Path(project, "pactgen.yaml").write_text("migrations: theirs\n", encoding="utf-8")
    said = pactgen("scaffold", "--no-prove")
    assert said.code == 3
    assert "theirs" in said.err
