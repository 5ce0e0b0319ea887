"""What a generated repository costs beside the same query written by hand.

Location: benchmarks/repository.py. `make bench` runs it. It scaffolds examples/records, fills a
SQLite database, and has queries.py ask both inside the backend's interpreter. A ratio is the CPU
time of the generated one over that of the other; above LIMIT the script fails.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
QUERIES = Path(__file__).with_name("queries.py")
LIMIT = 1.10


def run(*command: str | Path, **env: str) -> str:
    """Run a command and return what it printed."""
    done = subprocess.run(
        [sys.executable, *map(str, command)],
        cwd=ROOT,
        env={**os.environ, **env},
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout


def main() -> None:
    """Scaffold, measure, print a line for each query."""
    with tempfile.TemporaryDirectory(prefix="pactgen-bench-") as folder:
        project = Path(folder) / "records"
        contract = ROOT / "examples" / "records" / "docs" / "api.yaml"
        run("-m", "pactgen", "scaffold", contract, "--out", project, "--no-prove")
        url = f"sqlite+aiosqlite:///{folder}/bench.db"
        printed = run(QUERIES, PYTHONPATH=str(project / "src"), DATABASE_URL=url)
    ratios: dict[str, list[float]] = json.loads(printed)
    for name, (generated, by_hand, ratio) in ratios.items():
        print(f"{name:24} {generated:8.0f} µs {by_hand:8.0f} µs by hand  {ratio:5.2f}")
    slow = [name for name, (_, _, ratio) in ratios.items() if ratio > LIMIT]
    if slow:
        sys.exit(f"more than {LIMIT} times: {', '.join(slow)}")


if __name__ == "__main__":
    main()
