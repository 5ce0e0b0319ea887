"""Where the templates and schemas are: beside the package in a checkout, inside it in a wheel.

Location: pactgen/assets.py. Used by whoever reads a template or a JSON Schema of pactgen's own.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def _folder(name: str) -> Path:
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def templates_root() -> Path:
    """Return the folder of the template packs (`fastapi/skeleton`, `fastapi/feature`)."""
    return _folder("templates")


def schemas_root() -> Path:
    """Return the folder of the JSON Schemas of every document that pactgen reads or writes."""
    return _folder("schemas")
