"""What a merge tells of many names is told once."""

from pactgen.cli.notes import told_of
from pactgen.merge.values import Note

GONE = "your code uses it and the contract no longer has it: `Any` stands for it"


def test_few_notes_are_told_one_by_one():
    notes = [Note(name=f"Body{number}", message=GONE) for number in range(3)]
    assert list(told_of(notes)) == [f"Body{number}: {GONE}" for number in range(3)]


def test_many_that_say_the_same_are_one_line_and_a_count():
    notes = [Note(name=f"Body{number}", message=GONE) for number in range(20)]
    first, others = told_of([*notes, Note(name="other", message="it moved")][:20])
    assert first == f"Body0: {GONE}"
    assert others == "the same holds for Body1, Body2, Body3, Body4, Body5, Body6 and 13 more"


def test_of_lines_each_says_what_it_uses():
    notes = [
        Note(name=f"line {number}", message=f"`row.field{number}` is no longer there")
        for number in range(5)
    ]
    first, others = told_of(notes)
    assert first == "line 0: `row.field0` is no longer there"
    assert others.startswith("the same holds for line 1 (`row.field1`), line 2 (`row.field2`), ")
