"""What size costs: one contract of a few operations beside one of thousands, both made here.

Location: benchmarks/size.py. `make bench` runs it; the script's arguments are other numbers of
resources, of five operations each. Figures are CPU seconds and megabytes of whole processes, and
CPU microseconds of a request inside one, database and network left out.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

PROBE = Path(__file__).with_name("probe.py")
SIZES = (2, 240, 2200)


def contract(resources: int) -> dict[str, Any]:
    """Return a contract of list, create, read, replace and delete for each of the resources."""
    schemas: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for number in range(resources):
        name = f"Thing{number}"
        shape = {
            "type": "object",
            "required": ["name"],
            "properties": {
                "id": {"type": "string", "format": "uuid", "readOnly": True},
                "name": {"type": "string", "maxLength": 80},
                "size": {"type": "integer", "minimum": 0},
            },
        }
        schemas[name] = shape
        body = {
            "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}
        }
        many = {
            "content": {
                "application/json": {
                    "schema": {"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}}
                }
            }
        }
        key = {
            "name": "id",
            "in": "path",
            "required": True,
            "schema": {"type": "string", "format": "uuid"},
        }
        tags = {"tags": [name]}
        paths[f"/things{number}"] = {
            "get": {**tags, "responses": {"200": {"description": "All", **many}}},
            "post": {
                **tags,
                "requestBody": body,
                "responses": {"201": {"description": "New", **body}},
            },
        }
        paths[f"/things{number}/{{id}}"] = {
            "parameters": [key],
            "get": {**tags, "responses": {"200": {"description": "One", **body}}},
            "put": {
                **tags,
                "requestBody": body,
                "responses": {"200": {"description": "New", **body}},
            },
            "delete": {**tags, "responses": {"204": {"description": "Gone"}}},
        }
    return {
        "openapi": "3.1.0",
        "info": {"title": "Things", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas},
    }


def measured(command: list[str], **environment: str) -> tuple[float, int, str]:
    """Run a command; return its CPU seconds, its largest size in MB, and what it printed."""
    with tempfile.TemporaryFile("w+") as out:
        process = subprocess.Popen(command, stdout=out, env={**os.environ, **environment})
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise subprocess.CalledProcessError(status, command)
        out.seek(0)
        return usage.ru_utime + usage.ru_stime, usage.ru_maxrss // 1024, out.read()


def report(resources: int, folder: Path) -> None:
    """Scaffold one contract, start what came out, and print a line."""
    source = folder / "api.json"
    source.write_text(json.dumps(contract(resources)), encoding="utf-8")
    project = folder / "out"
    scaffold = [sys.executable, "-m", "pactgen", "scaffold", str(source), "--out", str(project)]
    cpu, memory, _ = measured([*scaffold, "--no-prove"])
    again, _, _ = measured([*scaffold, "--no-prove"])
    last = resources - 1
    paths = ["/things0", f"/things{last}", f"/things{last}/x/y", "/nothing"]
    _, _, printed = measured(
        [sys.executable, str(PROBE), *paths], PYTHONPATH=str(project / "src"), LOG_LEVEL="CRITICAL"
    )
    probe = json.loads(printed)
    first, final, *unknown = (probe["microseconds"][path] for path in paths)
    print(
        f"{resources * 5:10} {cpu:9.2f} {memory:6} {again:8.2f} {probe['boot']:9.2f}"
        f" {probe['megabytes']:6} {final / first:11.2f} {max(unknown):11.0f}"
    )


def main() -> None:
    """Print a line for each size."""
    print("operations  scaffold     MB    again      boot     MB  last/first  unknown us")
    for resources in [int(given) for given in sys.argv[1:]] or SIZES:
        with tempfile.TemporaryDirectory() as folder:
            report(resources, Path(folder))


if __name__ == "__main__":
    main()
