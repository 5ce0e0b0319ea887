"""Where a schema is met: the direction, and what an inline object there would be called.

Location: pactgen/passes/model_wire/place.py. Used by the makers of types.
"""

from pactgen.ir.contract import Schema
from pactgen.ir.wire import Mode, Nullable, Scalar, WireType
from pactgen.values import dataclass, replace

ANY = Scalar(kind="any")
_LONG_NAME = 50

Ident = tuple[object, ...]
"""What makes two meetings of an inline schema the same one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """The circumstances of a schema."""

    mode: Mode
    hint: str
    shared: bool
    """Both directions pass here, so that one class will do where they do not differ."""
    root: str
    """The name of the outermost schema, for parts that would get too long a name."""
    component: str | None = None
    """Set while a component schema itself is built."""
    form: bool = False
    """Inside a multipart body, whose binary parts are files."""
    in_row: bool = False
    """A part of what becomes a row: an object here may stand for another row."""

    def below(self, name: str) -> "Place":
        """Return the place of a part called so; a partial input has complete parts."""
        mode: Mode = "write" if self.mode in {"patch", "reference"} else self.mode
        return replace(self, mode=mode, hint=self._name_below(name), component=None)

    def called(self, hint: str) -> "Place":
        """Return the same place for a schema of another name."""
        return replace(self, hint=hint, component=None)

    def _name_below(self, name: str) -> str:
        """Say the whole way as long as that is readable, then less of it."""
        for start in (self.hint, self.root):
            if not name or len(start) + len(name) <= _LONG_NAME:
                return start + name
        return name


def ident_of(schema: Schema) -> Ident:
    """Return where a schema stands, and the parts that it was put together of."""
    return (schema.origin, schema.ref, *(ident_of(part) for part in schema.all_of))


def or_null(inner: WireType, *, null: bool) -> WireType:
    """Return the type that takes null as well, when it is to."""
    takes_null = isinstance(inner, Nullable) or inner in (ANY, Scalar(kind="null"))
    return Nullable(inner=inner) if null and not takes_null else inner
