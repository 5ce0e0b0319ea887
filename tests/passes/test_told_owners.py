"""Sentences that let in one person alone, and those that say something else."""

from __future__ import annotations

import pytest

from pactgen.passes.endpoints.told_owners import people_alone
from pactgen.passes.words.prose import plain_words


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("Only the organizer may list them.", ["organizer"]),
        ("Only the event's organizer can list bookings.", ["organizer"]),
        ("Only the organizer of the event has access.", ["organizer"]),
        ("Only the job posting's author is allowed to see them", ["author"]),
        ("Only the organizer", ["organizer"]),
        ("Organizer only.", ["organizer"]),
        ("It can only be read by the owner.", ["owner"]),
        ("The caller must be the organizer to see them", ["organizer"]),
        ("Restricted to the organizer of the event.", ["organizer"]),
        ("Only an organizer may list them.", []),
        ("Only organizers may list them.", []),
        ("Only bookings made by the user are returned.", []),
        ("Only the author is notified.", []),
        ("Only the owner can be removed.", []),
        ("Notifies only the organizer", []),
    ],
)
def test_who_alone_may(said: str, people: list[str]) -> None:
    assert list(people_alone([plain_words(said)], [])) == people


def test_a_refusal_says_who_it_is_not() -> None:
    assert list(people_alone([], ["not the organizer of the event"])) == ["organizer"]
    assert list(people_alone([], ["not an organizer"])) == []
