"""Sentences that let in one person alone, and those that say something else."""

from __future__ import annotations

import pytest

from pactgen.passes.endpoints.told_owners import Alone, people_alone
from pactgen.passes.words.prose import plain_words


@pytest.mark.parametrize(
    ("said", "people"),
    [
        ("Only the organizer may list them.", [("organizer", None)]),
        ("Only the event's organizer can list bookings.", [("organizer", "event")]),
        ("Only the organizer of the event has access.", [("organizer", "event")]),
        ("Only the job posting's author is allowed to see them", [("author", "job posting")]),
        ("Only the organizer", [("organizer", None)]),
        ("Organizer only.", [("organizer", None)]),
        ("It can only be read by the owner.", [("owner", None)]),
        ("The caller must be the organizer to see them", [("organizer", None)]),
        ("Only the owner of the team's league may", [("owner", "league")]),
        ("Restricted to the organizer of the event.", [("organizer", "event")]),
        ("Only an organizer may list them.", []),
        ("Only organizers may list them.", []),
        ("Only bookings made by the user are returned.", []),
        ("Only the author is notified.", []),
        ("Only the owner can be removed.", []),
        ("Notifies only the organizer", []),
    ],
)
def test_who_alone_may(said: str, people: list[tuple[str, str | None]]) -> None:
    found = people_alone([plain_words(said)], [])
    assert [(each.noun, each.thing) for each in found] == people


def test_a_refusal_says_who_it_is_not() -> None:
    found = list(people_alone([], ["not the organizer of the event", "not an organizer"]))
    assert found == [Alone(noun="organizer", thing="event")]
