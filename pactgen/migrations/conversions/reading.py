"""Texts become values of another type: what can be read, and how.

Location: pactgen/migrations/conversions/reading.py. A text that says nothing is null in every
other type. PostgreSQL stops at the first text that it cannot cast, and SQLite makes 0 of it, so
both are told first which texts can be read; the conditions are the same for both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from pactgen.migrations.conversions.numbers import finite, limits, precise
from pactgen.migrations.conversions.values import Both, Conversion, family, same

if TYPE_CHECKING:
    from pactgen.ir.schema import DataType

_GIVEN: Final = "NULLIF(trim({c}), '')"
_TEXT: Final = "trim({c})"

_INTEGER: Final = Both(
    postgresql="trim({c}) ~ '^[-+]?[0-9]{1,18}$'",
    sqlite="(trim({c}) GLOB '[0-9]*' OR trim({c}) GLOB '[-+][0-9]*')"
    " AND substr(trim({c}), 2) NOT GLOB '*[^0-9]*' AND length(trim({c})) <= 18",
)
_NUMBER: Final = Both(
    postgresql="trim({c}) ~ '^-?(0|[1-9][0-9]*)([.][0-9]+)?([eE][-+]?[0-9]{1,2})?$'"
    " AND length({c}) <= 100",
    sqlite="CASE WHEN json_valid(trim({c})) THEN json_type(trim({c})) IN ('integer', 'real')"
    " ELSE 0 END AND trim({c}) NOT GLOB '*[eE]*[0-9][0-9][0-9]' AND length({c}) <= 100",
)
"""As JSON writes it."""
_TRUE: Final = "('1', 't', 'true', 'y', 'yes', 'on')"
_TRUTH: Final = "('1', 't', 'true', 'y', 'yes', 'on', '0', 'f', 'false', 'n', 'no', 'off')"
_BARE: Final = "replace(lower(trim({c})), '-', '')"
"""A UUID without its dashes."""
_DAY: Final = Both(
    postgresql="CASE WHEN {c} ~ '^(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-[0-9]{2}($|[T ])'"
    " THEN substr({c}, 9, 2)::integer BETWEEN 1 AND extract(day FROM"
    " (substr({c}, 1, 7) || '-01')::date + interval '1 month - 1 day') ELSE false END",
    sqlite="date(substr({c}, 1, 10)) = substr({c}, 1, 10) AND {c} >= '0001'"
    " AND substr({c}, 11, 1) IN ('', 'T', ' ')",
)
_MOMENT: Final = Both(
    postgresql=_DAY.postgresql
    + " AND {c} ~ '^.{10}[T ]([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]+)?)?"
    "(Z|[-+](0[0-9]|1[0-3]):[0-5][0-9])?$'",
    sqlite=_DAY.sqlite + " AND length({c}) > 10 AND julianday({c}) IS NOT NULL",
)
_ZONED: Final = "CASE WHEN {c} ~ '(Z|[-+][0-9:]{5})$' THEN {c} ELSE {c} || 'Z' END"
_MICROSECONDS: Final = "____-__-__T__:__:__.______Z"
"""How a moment is written by this package; SQLite itself reads only milliseconds."""


def of_text(after: DataType) -> Conversion | None:
    """Return how a text becomes a value of another type."""
    match family(after):
        case "int":
            return _integer(after)
        case "float" | "decimal":
            return _number(after)
        case "boolean":
            return Conversion(
                keeps=False,
                postgresql=f"lower({_GIVEN})::boolean",
                sqlite=f"lower({_GIVEN}) IN {_TRUE}",
                fits=same(f"lower({_TEXT}) IN {_TRUTH}"),
            )
        case "uuid":
            return Conversion(
                keeps=False,
                postgresql=f"NULLIF({_BARE}, '')::uuid",
                sqlite=f"NULLIF({_BARE}, '')",
                fits=Both(
                    postgresql=f"{_BARE} ~ '^[0-9a-f]{{32}}$'",
                    sqlite=f"length({_BARE}) = 32 AND {_BARE} NOT GLOB '*[^0-9a-f]*'",
                ),
            )
        case "date":
            return Conversion(
                keeps=False,
                postgresql="NULLIF(substr({c}, 1, 10), '')::date",
                sqlite="date(substr({c}, 1, 10))",
                fits=_DAY,
            )
        case "moment":
            return _moment(after)
        case _:
            return None


def of_json(after: DataType) -> Conversion | None:
    """Return how JSON becomes a value of another type: as the text would that it holds."""
    how = of_text(after)
    if how is None or how.postgresql is None or how.sqlite is None or how.fits is None:
        return None
    held = ("({c} #>> '{}')", "json_extract({c}, '$')")
    plain = how.fits.sqlite.replace("{c}", held[1])
    if family(after) != "boolean":  # SQLite takes JSON's truth for a number
        plain = f"json_type({{c}}) NOT IN ('true', 'false') AND {plain}"
    return Conversion(
        keeps=False,
        postgresql=how.postgresql.replace("{c}", held[0]),
        sqlite=how.sqlite.replace("{c}", held[1]),
        fits=Both(postgresql=how.fits.postgresql.replace("{c}", held[0]), sqlite=plain),
    )


def one_of(values: tuple[str, ...], text: str) -> Both:
    """Return the condition that a text is one of these."""
    words = ", ".join("'" + value.replace("'", "''") + "'" for value in values)
    return same(f"{text} IN ({words})")


def _integer(after: DataType) -> Conversion:
    low, high = limits(after)
    return Conversion(
        keeps=False,
        postgresql=f"{_GIVEN}::bigint",
        sqlite=f"CAST({_GIVEN} AS INTEGER)",
        fits=Both(
            postgresql=f"CASE WHEN {_INTEGER.postgresql} THEN trim({{c}})::bigint"
            f" BETWEEN {low} AND {high} ELSE false END",
            sqlite=f"{_INTEGER.sqlite} AND CAST(trim({{c}}) AS INTEGER) BETWEEN {low} AND {high}",
        ),
    )


def _number(after: DataType) -> Conversion:
    is_float = family(after) == "float"
    casts = ("double precision", "REAL") if is_float else ("numeric", "NUMERIC")
    limit = finite if is_float else precise
    fits, room = _NUMBER, limit(after, f"trim({{c}})::{casts[0]}")
    plain = limit(after, f"CAST(trim({{c}}) AS {casts[1]})")
    if room is not None and plain is not None:
        fits = Both(
            postgresql=f"CASE WHEN {_NUMBER.postgresql} THEN {room.postgresql} ELSE false END",
            sqlite=f"{_NUMBER.sqlite} AND {plain.sqlite}",
        )
    return Conversion(
        keeps=False,
        postgresql=f"{_GIVEN}::{casts[0]}",
        sqlite=f"CAST({_GIVEN} AS {casts[1]})",
        fits=fits,
    )


def _moment(after: DataType) -> Conversion:
    read = f"NULLIF({_ZONED}, 'Z')::timestamptz"
    return Conversion(
        keeps=False,
        postgresql=read if after.kind == "timestamptz" else f"({read}) AT TIME ZONE 'UTC'",
        sqlite=f"CASE WHEN {{c}} LIKE '{_MICROSECONDS}'"
        " THEN replace(substr({c}, 1, 26), 'T', ' ')"
        " ELSE strftime('%Y-%m-%d %H:%M:%f', {c}) || '000' END",
        fits=_MOMENT,
    )
