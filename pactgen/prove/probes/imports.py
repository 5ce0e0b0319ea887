"""Import every module of a package: `imports.py PACKAGE`.

Prints `{"modules": n, "errors": {module: message}}`.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import sys
import traceback


def main() -> None:
    """Import them all, whatever fails."""
    package = sys.argv[1]
    errors: dict[str, str] = {}
    names = [package]
    root = importlib.import_module(package)
    names += [found.name for found in pkgutil.walk_packages(root.__path__, f"{package}.")]
    for name in names:
        try:
            importlib.import_module(name)
        except Exception:  # noqa: BLE001 - whatever it is, it is the finding
            errors[name] = traceback.format_exc(limit=-3)
    print(json.dumps({"modules": len(names), "errors": errors}))  # noqa: T201 - its output


if __name__ == "__main__":
    main()
