"""Every measurement, one after the other: `python -m benchmarks [NAME …]`."""

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__)
NAMES = tuple(sorted(path.stem for path in HERE.parent.glob("*.py") if path != HERE))


def main(wanted: list[str]) -> int:
    outcomes = []
    for name in wanted or NAMES:
        print(f"\n== {name}", flush=True)
        outcomes.append(subprocess.run([sys.executable, "-m", f"benchmarks.{name}"]).returncode)
    return max(outcomes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
