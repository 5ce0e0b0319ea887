"""What may change between two schemas: a closed union, each change with both of its sides.

Location: pactgen/migrations/changes.py. Made by difference.py in the order in which they can be
carried out; `inverse` takes one back, so the reversed inverses are the downgrade.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from pactgen.values import dataclass, replace

if TYPE_CHECKING:
    from pactgen.ir.contract import Json
    from pactgen.ir.schema import (
        Check,
        Column,
        EnumType,
        Exclusion,
        ForeignKey,
        Index,
        Key,
        Name,
        Table,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class FillValue:
    """Rows that are there get this value."""

    value: Json


@dataclass(frozen=True, slots=True, kw_only=True)
class FillNow:
    """Rows that are there get the moment of the migration."""


@dataclass(frozen=True, slots=True, kw_only=True)
class FillUuid:
    """Rows that are there get a random UUID each."""

    prefix: str = ""
    """Of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EmptyTable:
    """No value is right for the rows that are there: they go."""


Fill = FillValue | FillNow | FillUuid | EmptyTable


@dataclass(frozen=True, slots=True, kw_only=True)
class AddTable:
    """A new table with its indexes; references to later tables are changes of their own."""

    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class DropTable:
    """A table goes, with its rows."""

    table: Table


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameTable:
    """A table gets another name; so does its primary key."""

    before: Name
    after: Name
    key_before: str | None = None
    key_after: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AddColumn:
    """A new column; `fill` is for the rows of a table where it must have a value."""

    table: Name
    column: Column
    fill: Fill | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class DropColumn:
    """A column goes, with its values; `fill` is for the way back."""

    table: Name
    column: Column
    fill: Fill | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameColumn:
    """A column gets another name."""

    table: Name
    before: Column
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeType:
    """A column gets another type; `fill` stands in for a value that cannot be converted."""

    table: Name
    before: Column
    after: Column
    fill: Fill | None = None
    fill_back: Fill | None = None
    strict: bool = False
    """A value that cannot be converted stops the revision before it changes anything."""
    strict_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeNullability:
    """A column must have a value from now on, or need no longer; `fill` replaces null."""

    table: Name
    before: Column
    after: Column
    fill: Fill | None = None
    guarded: bool = False
    """Null stops the revision before it changes anything: nobody agreed to lose such rows."""
    guarded_back: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDefault:
    """The database puts something else into the column of a new row."""

    table: Name
    before: Column
    after: Column


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeDetails:
    """How a column counts, sorts or is commented: nothing that its values could break."""

    table: Name
    before: Column
    after: Column


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeValues:
    """The contract allows other texts in a column; the database holds what it holds."""

    table: Name
    before: Column
    after: Column

    @property
    def gone(self) -> tuple[str, ...]:
        """The texts that no answer may show any more."""
        kept = set(self.after.type.values)
        return tuple(value for value in self.before.type.values if value not in kept)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeTable:
    """The comment of a table, or what is written behind its columns."""

    before: Table
    after: Table

    @property
    def table(self) -> Name:
        """The name that both have."""
        return self.after.name


@dataclass(frozen=True, slots=True, kw_only=True)
class RenameKey:
    """The primary key gets another name."""

    table: Name
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AddExclusion:
    """No two rows may overlap in some way (PostgreSQL)."""

    table: Name
    exclusion: Exclusion


@dataclass(frozen=True, slots=True, kw_only=True)
class DropExclusion:
    """Rows may overlap from now on (PostgreSQL)."""

    table: Name
    exclusion: Exclusion


@dataclass(frozen=True, slots=True, kw_only=True)
class AddUnique:
    """No two rows may share these columns any more."""

    table: Name
    key: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class DropUnique:
    """Rows may share these columns from now on."""

    table: Name
    key: Key


@dataclass(frozen=True, slots=True, kw_only=True)
class AddIndex:
    """A new index."""

    table: Name
    index: Index


@dataclass(frozen=True, slots=True, kw_only=True)
class DropIndex:
    """An index goes."""

    table: Name
    index: Index


@dataclass(frozen=True, slots=True, kw_only=True)
class AddForeignKey:
    """Columns refer to another table from now on."""

    table: Name
    key: ForeignKey


@dataclass(frozen=True, slots=True, kw_only=True)
class DropForeignKey:
    """Columns refer to no table any more."""

    table: Name
    key: ForeignKey


@dataclass(frozen=True, slots=True, kw_only=True)
class AddCheck:
    """Every row must obey a rule from now on."""

    table: Name
    check: Check


@dataclass(frozen=True, slots=True, kw_only=True)
class DropCheck:
    """A rule goes."""

    table: Name
    check: Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlink:
    """Rows of the table referred to are gone: references to them become null, or go as well."""

    table: Name
    key: ForeignKey
    nullable: bool
    """They become null; else their rows go."""
    forth: bool = True
    """False: only the way back takes rows away."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AddEnum:
    """A new named type (PostgreSQL)."""

    enum: EnumType


@dataclass(frozen=True, slots=True, kw_only=True)
class DropEnum:
    """A named type goes (PostgreSQL)."""

    enum: EnumType


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeEnum:
    """A named type allows other values."""

    before: EnumType
    after: EnumType
    used: bool = False
    """A new value is used at once, which PostgreSQL refuses for one that was added in place."""
    renamed: tuple[tuple[str, str], ...] = ()
    """Values that only have another spelling, at the same place."""


InTable = (
    AddColumn
    | DropColumn
    | ChangeType
    | ChangeNullability
    | ChangeDefault
    | ChangeDetails
    | ChangeValues
    | ChangeTable
    | RenameKey
    | AddExclusion
    | DropExclusion
    | AddUnique
    | DropUnique
    | AddForeignKey
    | DropForeignKey
    | AddCheck
    | DropCheck
)
"""What SQLite can only do by copying the table (Alembic's batch mode)."""

Change = (
    InTable
    | AddTable
    | DropTable
    | RenameTable
    | RenameColumn
    | AddIndex
    | DropIndex
    | Unlink
    | AddEnum
    | DropEnum
    | ChangeEnum
)


def reverse(changes: tuple[Change, ...]) -> tuple[Change, ...]:
    """Return the changes that take these back, in the order in which they can be carried out."""
    return tuple(inverse(change) for change in reversed(changes))


def inverse(change: Change) -> Change:  # noqa: C901, PLR0912 - one arm for each change
    """Return the change that takes this one back."""
    match change:
        case AddTable():
            return DropTable(table=change.table)
        case DropTable():
            return AddTable(table=change.table)
        case RenameTable():
            return RenameTable(
                before=change.after,
                after=change.before,
                key_before=change.key_after,
                key_after=change.key_before,
            )
        case AddColumn():
            return DropColumn(table=change.table, column=change.column, fill=change.fill)
        case DropColumn():
            return AddColumn(table=change.table, column=change.column, fill=change.fill)
        case RenameColumn():
            renamed = replace(change.before, name=change.after)
            return replace(change, before=renamed, after=change.before.name)
        case ChangeType():
            return replace(
                change,
                before=change.after,
                after=change.before,
                fill=change.fill_back,
                fill_back=change.fill,
                strict=change.strict_back,
                strict_back=change.strict,
            )
        case ChangeNullability():
            return replace(
                change,
                before=change.after,
                after=change.before,
                guarded=change.guarded_back,
                guarded_back=change.guarded,
            )
        case ChangeDefault() | ChangeDetails() | ChangeValues():
            return replace(change, before=change.after, after=change.before)
        case ChangeTable():
            return replace(change, before=change.after, after=change.before)
        case RenameKey():
            return replace(change, before=change.after, after=change.before)
        case AddExclusion():
            return DropExclusion(table=change.table, exclusion=change.exclusion)
        case DropExclusion():
            return AddExclusion(table=change.table, exclusion=change.exclusion)
        case AddUnique():
            return DropUnique(table=change.table, key=change.key)
        case DropUnique():
            return AddUnique(table=change.table, key=change.key)
        case AddIndex():
            return DropIndex(table=change.table, index=change.index)
        case DropIndex():
            return AddIndex(table=change.table, index=change.index)
        case AddForeignKey():
            return DropForeignKey(table=change.table, key=change.key)
        case DropForeignKey():
            return AddForeignKey(table=change.table, key=change.key)
        case AddCheck():
            return DropCheck(table=change.table, check=change.check)
        case DropCheck():
            return AddCheck(table=change.table, check=change.check)
        case Unlink():
            return replace(change, forth=not change.forth)
        case AddEnum():
            return DropEnum(enum=change.enum)
        case DropEnum():
            return AddEnum(enum=change.enum)
        case ChangeEnum():
            back = tuple((after, before) for before, after in change.renamed)
            return replace(change, before=change.after, after=change.before, renamed=back)
        case _:
            assert_never(change)
