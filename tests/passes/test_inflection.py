"""English nouns, there and back."""

import pytest

from pactgen.passes.words.inflection import plural_of, singular_of

REGULAR = """
    alias atlas activity area audience base batch bias bonus branch bureau bus cache camera campus
    canvas case category child church city class coffee company cookie country course crash curve
    customer database day degree delivery diagnosis difference dish echo employee entry event
    exercise expense experience fee foot formula gas genre goose half hero house image index
    invoice knife leaf lens license life man match matrix menu mouse movie niche order page party
    person phase phrase photo pie policy potato price prize process purchase query quiz quota
    reference release reply response schema screen seat sequence shelf shoe showtime size status
    story tax ticket tie toe tomato tooth tree type user vertex veto video virus warehouse wife
    woman
"""


@pytest.mark.parametrize("one", REGULAR.split())
def test_there_and_back(one: str) -> None:
    many = plural_of(one)
    assert many != one
    assert singular_of(many) == one
    assert plural_of(many) == many
    assert singular_of(one) == one


@pytest.mark.parametrize(
    "word", ["news", "series", "data", "media", "sheep", "settings", "имя", ""]
)
def test_words_that_have_one_form(word: str) -> None:
    assert plural_of(word) == singular_of(word) == word
