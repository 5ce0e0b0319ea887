"""Files that `-o` names: whole, or as they were."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TYPE_CHECKING

from pactgen.cli.answer import Answer
from pactgen.cli.saving import saved

if TYPE_CHECKING:
    import pytest

DONE = Answer(err="done\n")


def test_a_file_is_replaced_and_keeps_its_mode(tmp_path: Path) -> None:
    place = tmp_path / "gaps.yaml"
    place.write_text("old")
    place.chmod(0o640)
    assert saved(place, "new", DONE) == DONE
    assert place.read_text() == "new"
    assert stat.S_IMODE(place.stat().st_mode) == 0o640
    assert list(tmp_path.iterdir()) == [place]


def test_a_link_goes_on_leading_to_its_file(tmp_path: Path) -> None:
    place, link = tmp_path / "real.yaml", tmp_path / "link.yaml"
    place.write_text("old")
    link.symlink_to(place)
    saved(link, "new", DONE)
    assert link.is_symlink()
    assert place.read_text() == "new"


def test_what_cannot_be_written_is_told_and_the_old_file_stays(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "gaps.yaml"
    place.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    said = saved(place, "new", DONE)
    assert (said.code, said.data) == (2, {"error": f"{place}: No space left on device"})
    assert "as it was" in said.err
    assert place.read_text() == "old"
    assert list(tmp_path.iterdir()) == [place]


def test_a_folder_that_is_missing_is_told(tmp_path: Path) -> None:
    said = saved(tmp_path / "docs" / "gaps.yaml", "new", DONE)
    assert said.code == 2
    assert "No such file or directory" in said.err


def test_a_device_stays_one() -> None:
    assert saved(Path("/dev/null"), "text\n", DONE) == DONE
    assert Path("/dev/null").is_char_device()
