"""Whose key a token carries, where the contract says so: `sub` is the organiser's id.

Location: pactgen/passes/resources/told_people.py. Used by `find_tabled_person`. Said by the
description of the API or of a scheme; the schema document must have such a table.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from pactgen.passes.words.names import singular
from pactgen.passes.words.prose import plain_words, sentences
from pactgen.passes.words.vocabulary import bare

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from pactgen.ir.contract import Contract

_TOKEN: Final = re.compile(r"\b(?:sub|subject|bearer|token|jwt)\b")
_KEY: Final = r"(?:id|key|uuid|identifier|number|primary key)"
_WHOSE: Final = (
    re.compile(rf"\bthe (\w+(?: \w+){{0,2}}) s {_KEY}\b"),
    re.compile(rf"\b{_KEY} of (?:the|an?) (\w+(?: \w+){{0,2}})"),
    re.compile(rf"\bthe (\w+) {_KEY}\b"),
)


def told_person(contract: Contract, tables: Collection[str]) -> str | None:
    """Return what the rows are called whose keys are the subjects of tokens; None: nothing says it.

    Args:
        contract: what the API promises.
        tables: what the schema document has tables of, in small letters.
    """
    texts = (contract.description, *(each.description for each in contract.security_schemes))
    told = (plain_words(each) for each in sentences(*texts))
    said = (each for each in told if _TOKEN.search(each))
    found = {
        noun
        for each in said
        for pattern in _WHOSE
        for match in pattern.finditer(each)
        for noun in _nouns(match[1].split(), tables)
    }
    return found.pop() if len(found) == 1 else None


def _nouns(words: list[str], tables: Collection[str]) -> Iterator[str]:
    """Yield the first words in a row that a table is called by: `back office user`, `vet who`."""
    for start in range(len(words)):
        for end in range(len(words), start, -1):
            noun = bare(singular(" ".join(words[start:end])))
            if noun in tables:
                yield noun
                return
