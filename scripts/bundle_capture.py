"""Makes the capture script's modules into the one small file that pages load."""

import subprocess
import sys
from pathlib import Path

from scripts.fetch_assets import HOUSE, with_node

ESBUILD = HOUSE / "node_modules" / ".bin" / "esbuild"
SOURCES = HOUSE / "lab" / "web" / "static" / "capture"
SERVED = HOUSE / "lab" / "web" / "static" / "vendor" / "capture.js"
OLDEST_LANGUAGE = "es2021"
"""Browsers since about 2021."""
BANNER = "/* Formwerkstatt, EUPL-1.2: /static/capture/ */"


def main() -> None:
    print("Bundling the capture script")
    bundle(SERVED)


def bundle(target: Path) -> None:
    command = [
        str(ESBUILD),
        str(SOURCES / "capture.js"),
        "--bundle",
        "--minify",
        "--format=esm",
        f"--target={OLDEST_LANGUAGE}",
        f"--banner:js={BANNER}",
        f"--outfile={target}",
    ]
    done = subprocess.run(command, check=False, env=with_node(), capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"esbuild could not bundle the capture script:\n{done.stderr}")


if __name__ == "__main__":
    main()
