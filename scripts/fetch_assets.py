"""Fetches what the browser needs from npm and puts the lab's share of it where the lab serves it.

KERN's styles and fonts go to lab/web/static/vendor/kern; axe-core stays in node_modules, where the
tests find it. Nothing of it is committed.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parent.parent
PROGRAMS = Path(sys.executable).parent
NODE_LOCK = HOUSE / "scripts" / "locks" / "node.lock"
KERN = HOUSE / "node_modules" / "@kern-ux" / "native"
SERVED = HOUSE / "lab" / "web" / "static" / "vendor" / "kern"
FONTS = Path("dist") / "fonts" / "fira-sans"
WEIGHTS = ("Regular", "Medium", "SemiBold", "Bold")
FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def main() -> None:
    print("Fetching styles and fonts for the browser")
    fetched = _npm_ci(shutil.which("npm")) or (_install_node() and _npm_ci(_npm_of_wheel()))
    if not fetched:
        sys.exit("npm could not fetch what package-lock.json names. Is the npm registry reachable?")
    shutil.rmtree(SERVED, ignore_errors=True)
    _serve_kern()


def _npm_ci(npm: str | None) -> bool:
    if npm is None:
        return False
    done = subprocess.run(
        [npm, "ci", "--no-progress", "--loglevel=error"],
        check=False,
        cwd=HOUSE,
        env=with_node(),
        capture_output=True,
        text=True,
    )
    if done.returncode != 0:
        print(f"{npm} did not manage:\n{done.stderr}", file=sys.stderr)
    return done.returncode == 0


def with_node() -> dict[str, str]:
    """The environment in which Node.js is found, also when it came from the wheel."""
    path = os.pathsep.join((str(PROGRAMS), os.environ.get("PATH", os.defpath)))
    return {**os.environ, "PATH": path}


def _install_node() -> bool:
    """A machine without npm gets it from a wheel; 200 MB that nobody else needs."""
    print("There is no npm that works here: installing Node.js into .venv")
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--require-hashes", "-r"]
    return subprocess.run([*command, str(NODE_LOCK)], check=False).returncode == 0


def _npm_of_wheel() -> str:
    return str(PROGRAMS / "npm")


def _serve_kern() -> None:
    fonts = SERVED / "fonts"
    (fonts / "fira-sans").mkdir(parents=True)
    shutil.copy(KERN / "dist" / "kern.min.css", SERVED)
    shutil.copy(KERN / "LICENSE.md", SERVED)
    for weight in WEIGHTS:
        shutil.copy(KERN / FONTS / f"FiraSans-{weight}.woff2", fonts / "fira-sans")
    (fonts / "fira-sans.css").write_text(_font_faces(), encoding="utf-8")


def _font_faces() -> str:
    """The upright weights that are served. Text shows at once in a system font while they load."""
    served = tuple(f"FiraSans-{weight}.woff2" for weight in WEIGHTS)
    faces = FONT_FACE.findall((KERN / "dist" / "fonts" / "fira-sans.css").read_text("utf-8"))
    kept = [face for face in faces if any(f"/{name}" in face for name in served)]
    return "\n".join(face.replace("{", "{\n    font-display: swap;", 1) for face in kept) + "\n"


if __name__ == "__main__":
    main()
