"""Lines that a person took out into a function of their own follow the contract there."""

import ast
from textwrap import dedent, indent

from pactgen.merge.python import merge_python
from tests.merge.test_python import BASE, GET, STUB, edited

BODY = GET.partition('"""Read a note."""\n')[2].rstrip("\n") + "\n"
CHECK = BODY[BODY.index("        if") : BODY.index("        return")]
CALL = "        return await self._one(note_id)\n"
HELPER = f"\n    async def _one(self, note_id: UUID) -> Note:\n{BODY}"
TAIL = "    # Yours from here on.\n"
WHOLE = edited((BODY, CALL), (TAIL, TAIL + HELPER))
GONE = "if note is None or note.gone:"


def merged(ours: str, theirs: str) -> str:
    result = merge_python(BASE, ours, theirs)
    assert result.conflicts == ()
    ast.parse(result.text)
    assert merge_python(theirs, result.text, theirs).text == result.text
    return result.text


def test_a_whole_body_follows_in_its_helper():
    theirs = edited(("if note is None:", GONE))
    assert merged(WHOLE, theirs) == WHOLE.replace("if note is None:", GONE)
    (note,) = merge_python(BASE, WHOLE, theirs).notes
    assert note.name == "NoteService._one"


def test_a_part_of_a_body_follows_and_the_rest_stays_where_it_is():
    lines = indent(dedent(CHECK), "    ")
    helper = f"\n\ndef _checked(note: Note | None, note_id: UUID) -> None:\n{lines}"
    ours = edited((CHECK, "        _checked(note, note_id)\n")) + helper
    theirs = edited(("get(note_id)", "get(note_id, deep=True)"), ("if note is None:", GONE))
    text = merged(ours, theirs)
    assert text == ours.replace("get(note_id)", "get(note_id, deep=True)").replace(
        "if note is None:", GONE
    )


def test_what_the_helper_calls_otherwise_keeps_its_name():
    ours = WHOLE.replace(HELPER, HELPER.replace("note_id", "key"))
    gone = "if note is None or self.is_gone({}):"
    theirs = edited(("if note is None:", gone.format("note_id")))
    assert gone.format("key") in merged(ours, theirs)
    text = merged(ours, theirs.replace("note_id", "identity"))
    assert "return await self._one(identity)" in text
    assert gone.format("key") in text


def test_what_the_helper_is_not_given_is_a_conflict():
    theirs = edited(
        ("note_id: UUID) -> Note", "note_id: UUID, query: NoteQuery) -> Note"),
        ("self._notes.get(note_id)", "self._notes.get(note_id, query)"),
    )
    (conflict,) = merge_python(BASE, WHOLE, theirs).conflicts
    assert conflict.name == "NoteService.get_note"


def test_an_edit_of_the_same_line_in_the_helper_is_a_conflict():
    ours = WHOLE.replace("if note is None:", "if note is None or self.mine:")
    (conflict,) = merge_python(BASE, ours, edited(("if note is None:", GONE))).conflicts
    assert conflict.name == "NoteService.get_note"


def test_a_function_that_is_called_and_says_other_things_is_no_helper():
    other = "        self._log.info('read')\n        return await self._cached(1)\n"
    ours = WHOLE.replace(HELPER, HELPER.replace(BODY, other))
    assert merge_python(BASE, ours, edited(("if note is None:", GONE))).conflicts


def test_names_of_a_stub_are_not_those_of_the_rule_that_takes_its_place():
    stub = STUB[STUB.index("        operation = ") : STUB.index("\n\nSORTS")]
    mine = '        operation = self.begin("mine")\n        return await operation.run(rule_id)\n'
    rule = '        reason = "closed"\n        raise RuleError(reason, rule_id, query)\n'
    filled = STUB.replace(stub, mine)
    merged = merge_python(STUB, filled, STUB.replace(stub, rule))
    assert (merged.text, merged.conflicts) == (filled, ())
