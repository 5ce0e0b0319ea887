"""Random contracts, random edits, random changes of the contract: nothing written by hand is lost.

PACTGEN_HISTORIES sets how many steps are played; the rate of conflicts beside that of git is
printed by `pytest -s`.
"""

import os

import pytest

from tests.merge.histories import Tally, play

STEPS = 3
PARTS = 10


def played(tmp_path, part: int, count: int) -> Tally:
    tally = Tally()
    for seed in range(part, count // STEPS + 1, PARTS):
        play(tmp_path / str(seed), seed, tally, steps=STEPS)
    print(
        f"{tally.runs} runs, {tally.stopped} stopped; of {tally.both} files that both sides "
        f"changed {tally.conflicts} conflict, with git merge-file {tally.git}"
    )
    return tally


def test_a_few_histories(tmp_path):
    assert played(tmp_path, 0, 12).failures == []


@pytest.mark.slow
@pytest.mark.parametrize("part", range(PARTS))
def test_histories(tmp_path, part):
    tally = played(tmp_path, part, int(os.environ.get("PACTGEN_HISTORIES", "1000")))
    assert tally.failures == []
    assert tally.conflicts < tally.git
