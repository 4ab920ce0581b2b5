"""Makes sure that a browser starts: one that is here, Playwright's download, or Debian's."""

import subprocess
import sys

from lab.browser import find_browser
from lab.errors import LabError
from scripts import debian

PACKAGES = ("chromium", "fonts-noto-core", "fonts-liberation")
PATIENCE = 300


def main() -> None:
    if _found():
        return
    print("No browser starts here yet: trying Playwright's own")
    if _download() and _found():
        return
    if debian.install(*PACKAGES) and _found():
        return
    sys.exit(
        "No browser could be installed. Install one, for example as root: "
        f"apt-get install {' '.join(PACKAGES)}; then run make again. "
        "One that is elsewhere is named by the setting FORMWERKSTATT_BROWSER."
    )


def _found() -> bool:
    try:
        found = find_browser()
    except LabError:
        return False
    print(f"Browser: {found.name}, version {found.version}")
    return True


def _download() -> bool:
    command = [sys.executable, "-m", "playwright", "install", "--only-shell", "chromium"]
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    main()
