"""What people call a component of a contract.

Location: pactgen/passes/words/components.py.
"""

import re
from typing import Final

_EXTENSION: Final = re.compile(r"\.(?:ya?ml|json)$", re.IGNORECASE)
_LOCATION: Final = frozenset({"", "definitions", "components", "schemas", "$defs"})


def component_name(key: str) -> str:
    """Return the name that people know a schema by: the last telling step of its key."""
    file, _, pointer = key.rpartition("#")
    steps = [step for step in pointer.split("/") if step not in _LOCATION]
    if file and steps:
        return steps[-1].replace("~1", "/").replace("~0", "~")
    path = file or key
    return _EXTENSION.sub("", path.rsplit("/", 1)[-1]) if _EXTENSION.search(path) else key
