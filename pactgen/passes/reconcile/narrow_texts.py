"""What CHECKs and domains refuse of texts that the contract allows: a form, a length, a number.

Location: pactgen/passes/reconcile/narrow_texts.py. Used by compare_values.py.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from pactgen.ir.binding import Narrowing
from pactgen.passes.reading.database_patterns import is_exact, pattern_of
from pactgen.passes.reading.pattern_texts import PatternUnsupportedError, matching
from pactgen.passes.reading.patterns import longest_match, matches
from pactgen.passes.reconcile.decimal_texts import DIGITS, Ends, between
from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Schema
    from pactgen.ir.schema import Check, DataType, Form

TRIED: Final = 20
"""Texts by which two patterns are compared."""
CENTS: Final = 2
"""Digits behind the point of amounts, where the column has room for more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused:
    """What the contract allows and a CHECK does not, and how the contract would say so."""

    allowed: str
    reading: str
    narrows: Narrowing | None = None


def setting(narrows: Narrowing, allowed: str) -> Refused:
    """Return what one keyword forbids."""
    reading = f"set `{narrows.keyword}: {narrows.value}`"
    return Refused(allowed=allowed, reading=reading, narrows=narrows)


def refused_lengths(found: Schema, check: Check, kept: int | None) -> Iterator[Refused]:
    """Yield texts that are too short or too long; `kept`: as long as the column itself takes."""
    least, most = found.min_length or 0, found.max_length
    if found.pattern is not None:
        by_form = longest_match(found.pattern)
        most = by_form if most is None else min(most, by_form or most)
    if check.minimum is not None and least < check.minimum and not _fills(found, check.minimum):
        told = "empty" if check.minimum == 1 else f"shorter than {check.minimum:g} characters"
        yield setting(_narrowing(found, "minLength", int(check.minimum), exact=True), told)
    if check.maximum is None or (most is not None and most <= check.maximum):
        return
    if kept is None or check.maximum < kept:
        told = f"longer than {check.maximum:g} characters"
        yield setting(_narrowing(found, "maxLength", int(check.maximum), exact=True), told)


def _fills(found: Schema, least: float) -> bool:
    """Whether texts of the contract's own form are long enough."""
    if found.pattern is None or matches(found.pattern, ""):
        return False
    texts = _texts(found.pattern)
    return bool(texts) and all(len(each) >= least for each in texts)


def refused_forms(found: Schema, form: Form) -> Iterator[Refused]:
    """Yield texts of another form than a CHECK asks for."""
    pattern, own = pattern_of(form), found.pattern
    if pattern is not None and own is not None:
        known = _texts(own)
        if pattern == own or (known and all(matches(pattern, each) for each in known)):
            return
    allowed = f"of {'the form' if form.denied else 'another form than'} `{form.text}`"
    if pattern is None:
        yield Refused(allowed=allowed, reading="say its form in words: no `pattern` says the same")
    elif own is None or _is_stricter(pattern, own):
        narrows = _narrowing(found, "pattern", pattern, exact=is_exact(form))
        yield setting(narrows, allowed)
    else:
        yield Refused(allowed=allowed, reading=f"let its `pattern` say as well: `{pattern}`")


def refused_decimals(found: Schema, check: Check, type_: DataType) -> Iterator[Refused]:
    """Yield digits of numbers beyond the ends that a CHECK draws."""
    own = found.pattern or ""
    numbers = _numbers(check)
    beyond = [each for each in numbers if matches(own, each) and not _is_within(each, check)]
    if not beyond:
        return
    told = [
        pattern
        for pattern in _decimals(check, type_)
        if all(matches(own, each) for each in numbers if matches(pattern, each))
    ]
    ends = [
        f"{end:g} or {beyond}" if is_open else f"{beyond} than {end:g}"
        for beyond, end, is_open in (
            ("less", check.minimum, check.open_minimum),
            ("more", check.maximum, check.open_maximum),
        )
        if end is not None
    ]
    allowed = " or ".join(ends)
    if told:
        yield setting(_narrowing(found, "pattern", told[0]), allowed)
    else:
        yield Refused(allowed=allowed, reading="let its `pattern` say so")


def _decimals(check: Check, type_: DataType) -> Iterator[str]:
    """Yield patterns of the numbers that a CHECK allows, in the ways that contracts write them."""
    if check.minimum is None:
        return
    precision: int | None = None
    scale: int | None = None
    if type_.kind in {"smallint", "integer", "bigint"}:
        scale = 0
    elif type_.kind == "numeric" and type_.arguments:
        precision, scale = (*type_.arguments, 0)[:2]
        precision -= scale
    ends = Ends(
        least=Decimal(str(check.minimum)),
        most=None if check.maximum is None else Decimal(str(check.maximum)),
        open_least=check.open_minimum,
        open_most=check.open_maximum,
        digits=max(1, min(DIGITS, DIGITS if precision is None else precision)),
        scale=scale,
    )
    cents = min(CENTS, CENTS if scale is None else scale)
    scales = [one for one in dict.fromkeys((scale, cents)) if one]
    ways = [
        ends,
        *(replace(ends, scale=one) for one in scales),
        *(replace(ends, scale=one, always=True) for one in scales),
        replace(ends, scale=0),
    ]
    for each in ways:
        pattern = between(each)
        if pattern is not None:
            yield pattern


def _is_within(text: str, check: Check) -> bool:
    number, least, most = Decimal(text), check.minimum, check.maximum
    above = least is None or number > least or (number == least and not check.open_minimum)
    below = most is None or number < most or (number == most and not check.open_maximum)
    return above and below


def _numbers(check: Check) -> list[str]:
    """Return numbers around the ends and far from them, in all the ways that they are written."""
    ends = (int(each) for each in (check.minimum, check.maximum) if each is not None)
    wholes = {each for end in ends for each in (end - 1, end, end + 1)} | {-1, 0, 1, 7, 42, 999}
    return [
        f"{whole}{behind}"
        for whole in sorted(wholes)
        for behind in ("", ".0", ".5", ".50", ".05", ".00", ".0000", ".1234")
    ]


def _is_stricter(pattern: str, other: str) -> bool:
    """Whether all texts that one pattern brings forth have the form of the other."""
    texts = _texts(pattern)
    return bool(texts) and all(matches(other, each) for each in texts)


def _texts(pattern: str) -> list[str]:
    """Return some texts of a form; none where it says what cannot be written."""
    try:
        return [matching(pattern, salt=salt * 37) for salt in range(TRIED)]
    except (PatternUnsupportedError, re.error):
        return []


def _narrowing(found: Schema, keyword: str, value: int | str, *, exact: bool = False) -> Narrowing:
    return Narrowing(schema=found.origin, keyword=keyword, value=value, exact=exact)
