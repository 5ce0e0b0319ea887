"""Patterns of the numbers between two ends, for decimals that travel as texts.

Location: pactgen/passes/reconcile/decimal_texts.py. Used by narrow_texts.py and name_columns.py.
"""

from __future__ import annotations

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import TYPE_CHECKING, Final

from pactgen.passes.reading.patterns import matches
from pactgen.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pactgen.ir.contract import Schema

MOST_DIGITS: Final = 6
"""Behind the point, that a pattern is asked for."""
DIGITS: Final = 9
"""Of the whole part, where neither an end nor the column says fewer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """From where to where numbers go."""

    least: Decimal
    most: Decimal | None
    open_least: bool = False
    """The end itself is left out."""
    open_most: bool = False
    digits: int = DIGITS
    """Of the whole part, at most."""
    scale: int | None = None
    """Behind the point, at most; None: any, 0: there is no point."""
    always: bool = False
    """All of those stand there: `5.00`."""


def tells_digits(schema: Schema) -> bool:
    """Whether the pattern of a text is that of a decimal, and of no word."""
    pattern = schema.pattern
    if pattern is None or matches(pattern, "a") or matches(pattern, "-"):
        return False
    return matches(pattern, "1") or digits_of(schema) is not None


def digits_of(schema: Schema) -> int | None:
    """Return how many digits must stand behind the point; None: any number, or none."""
    pattern = schema.pattern
    if pattern is None or matches(pattern, "1"):
        return None
    told = (each for each in range(1, MOST_DIGITS + 1) if matches(pattern, f"1.{'0' * each}"))
    return next(told, None)


def between(ends: Ends) -> str | None:
    """Return the pattern of the numbers from one end to the other; None: below zero, or none."""
    if ends.least < 0:
        return None
    some, none = _behind(ends)
    first = int(ends.least.to_integral_value(ROUND_CEILING))
    told: list[str] = []
    if ends.open_least and first == ends.least:
        told += _above(first, ends) if ends.most is None or ends.most > first else ()
        first += 1
    if ends.most is None:
        whole, last = _from(first, ends.digits), None
    else:
        last = int(ends.most.to_integral_value(ROUND_FLOOR))
        whole = [*_whole(first, last - 1)]
    if whole:
        either = whole[0] if len(whole) == 1 else f"({'|'.join(whole)})"
        told.append(f"{either}{some}")
    if last is not None and first <= last and not (ends.open_most and last == ends.most):
        told.append(f"{last}{none}")
    return f"^({'|'.join(told)})$" if told else None


def _behind(ends: Ends) -> tuple[str, str]:
    """Return what may stand behind whole numbers, and behind one that nothing may be added to."""
    if ends.scale == 0:
        return "", ""
    if ends.always:
        return f"\\.[0-9]{{{ends.scale}}}", f"\\.0{{{ends.scale}}}"
    counted = {None: "+", 1: ""}.get(ends.scale, f"{{1,{ends.scale}}}")
    return f"(\\.[0-9]{counted})?", "(\\.0+)?"


def _from(first: int, digits: int) -> list[str]:
    """Return patterns of whole numbers of so many digits, from one on."""
    if first > 1:
        return [*_whole(first, 10**digits - 1)]
    return [*(["0"] if first == 0 else []), f"[1-9][0-9]{{0,{digits - 1}}}"]


def _above(whole: int, ends: Ends) -> Iterator[str]:
    """Yield the forms of what is more than a whole number and less than the next."""
    if ends.scale is None:
        yield f"{whole}\\.[0-9]*[1-9][0-9]*"
    for zeros in range(ends.scale or 0):
        rest = (ends.scale or 0) - zeros - 1
        yield f"{whole}\\.{'0' * zeros}[1-9]{_any(rest) if ends.always else _up_to(rest)}"


def _whole(first: int, last: int) -> Iterator[str]:
    """Yield patterns of whole numbers: `[3-9]`, `[1-9][0-9]`, `1[0-4][0-9]`, `150`."""
    while first <= last:
        size = 0
        while first % 10 ** (size + 1) == 0 and first + 10 ** (size + 1) - 1 <= last and first:
            size += 1
        step = 10**size
        digit = first // step % 10
        most = digit
        while most < 9 and first + (most - digit + 2) * step - 1 <= last:
            most += 1
        head = str(first // step // 10) if first // step >= 10 else ""
        yield f"{head}{_digit(digit, most)}{_any(size)}"
        first += (most - digit + 1) * step


def _digit(least: int, most: int) -> str:
    return str(least) if least == most else f"[{least}-{most}]"


def _up_to(count: int) -> str:
    few = {0: "", 1: "[0-9]?"}
    return few.get(count, f"[0-9]{{0,{count}}}")


def _any(count: int) -> str:
    if count < 2:
        return "[0-9]" * count
    return f"[0-9]{{{count}}}"
