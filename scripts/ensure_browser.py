"""Makes sure that a browser starts: one that is here, Playwright's download, or Debian's."""

import subprocess
import sys

from lab.browser import find_browser
from lab.errors import LabError
from scripts import debian

DRIVER_NEEDS = "libatomic1"
FONTS = ("fonts-noto-core", "fonts-liberation")
PACKAGES = ("chromium", *FONTS)
SHELL_PACKAGES = ("chromium-headless-shell", *FONTS)
PLAYWRIGHT = (sys.executable, "-m", "playwright")
PATIENCE = 300


def main() -> None:
    if _found():
        return
    print("No browser starts here yet: trying Playwright's own, then Debian's")
    if not _driver_starts():
        debian.install(DRIVER_NEEDS)
    if not (_playwrights_own() or _debians(*SHELL_PACKAGES) or _debians(*PACKAGES)):
        sys.exit(
            "No browser could be installed. Install one, for example as root: "
            f"apt-get install {' '.join((*PACKAGES, DRIVER_NEEDS))}; then run make again. "
            "One that is elsewhere is named by the setting FORMWERKSTATT_BROWSER."
        )


def _found() -> bool:
    if not _driver_starts():
        return False
    try:
        found = find_browser()
    except LabError:
        return False
    print(f"Browser: {found.name}, version {found.version}")
    return True


def _driver_starts() -> bool:
    return _runs(*PLAYWRIGHT, "--version")


def _playwrights_own() -> bool:
    """A download that does not start yet misses system libraries, which Playwright can name."""
    if not _runs(*PLAYWRIGHT, "install", "--only-shell", "chromium"):
        return False
    if _found():
        return True
    return debian.may_install() and _runs(*PLAYWRIGHT, "install-deps", "chromium") and _found()


def _debians(*packages: str) -> bool:
    return debian.install(*packages) and _found()


def _runs(*command: str) -> bool:
    try:
        done = subprocess.run(command, check=False, capture_output=True, timeout=PATIENCE)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


if __name__ == "__main__":
    main()
