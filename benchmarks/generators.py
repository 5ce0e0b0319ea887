"""Time pactgen beside fastapi-code-generator on the same contract: CPU seconds of whole processes.

Location: benchmarks/generators.py. `make bench` runs it; paths after the script's name are other
contracts. fastapi-code-generator is installed into a virtual environment of its own,
.bench/venv, because it pins versions of its own.
"""

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
PEERS = ROOT / ".bench" / "venv"
RUNS = 5


def cpu_seconds(command: list[str], folder: Path) -> float:
    """Run a command to its end and return the CPU seconds that it and its children took."""
    before = os.times()
    subprocess.run(command, cwd=folder, check=True, capture_output=True)
    after = os.times()
    return (
        after.children_user - before.children_user + after.children_system - before.children_system
    )


def median(command: list[str]) -> float:
    """Return the median over several runs, each in a fresh folder; the first one warms up."""
    measured = []
    for _ in range(RUNS + 1):
        with tempfile.TemporaryDirectory() as folder:
            measured.append(cpu_seconds(command, Path(folder)))
    return sorted(measured[1:])[RUNS // 2]


def peer() -> Path:
    """Return the other generator, installed if need be."""
    program = PEERS / "bin" / "fastapi-codegen"
    if not program.exists():
        venv.create(PEERS, with_pip=True)
        pip = [str(PEERS / "bin" / "python"), "-m", "pip", "install", "--quiet"]
        subprocess.run([*pip, "fastapi-code-generator"], check=True)
    return program


def main() -> None:
    """Print a line a contract."""
    named = [Path(name).resolve() for name in sys.argv[1:]]
    contracts = named or sorted((ROOT / "examples").glob("*/docs/api.yaml"))
    program = str(peer())
    pactgen = [sys.executable, "-m", "pactgen", "scaffold"]
    print(f"CPU seconds, median of {RUNS}")
    print(f"{'contract':32} {'pactgen':>9} {'fastapi-codegen':>16} {'ratio':>6}")
    for contract in contracts:
        ours = median([*pactgen, str(contract), "--out", "out", "--no-prove"])
        theirs = median([program, "--input", str(contract), "--output", "out"])
        name = "/".join(contract.parts[-3:])
        print(f"{name:32} {ours:9.2f} {theirs:16.2f} {ours / theirs:6.2f}")


if __name__ == "__main__":
    main()
