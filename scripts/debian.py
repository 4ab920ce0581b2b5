"""Installs Debian packages where this account may."""

from __future__ import annotations  # read by an old Python, up to the message that it is too old

import os
import shutil
import subprocess
import sys


def may_install() -> bool:
    return _right_to_install() is not None


def install(*packages: str) -> bool:
    """False when it is not to be had here: no apt-get, no right to use it, or no such package."""
    right = _right_to_install()
    if right is None:
        return False
    print(f"Installing with apt-get: {' '.join(packages)}")
    apt_get = [*right, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*apt_get, "update"], check=False, capture_output=True)
    wanted = [*apt_get, "install", "-y", "--no-install-recommends", *packages]
    done = subprocess.run(wanted, check=False, capture_output=True, text=True)
    if done.returncode != 0:
        print(done.stderr, file=sys.stderr)
    return done.returncode == 0


def _right_to_install() -> list[str] | None:
    """The words that come before apt-get, or None when this account cannot install anything."""
    if shutil.which("apt-get") is None:
        return None
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo") is None:
        return None
    return ["sudo"] if sys.stdin.isatty() else ["sudo", "--non-interactive"]
