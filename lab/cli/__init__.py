"""The commands of the lab; each module adds its own to the group."""

from lab.cli import (
    checking,
    comparing,
    keeping,
    packages,
    planning,
    rehearsing,
    reporting,
    scoring,
    serving,
)
from lab.cli.group import main

__all__ = [
    "checking",
    "comparing",
    "keeping",
    "main",
    "packages",
    "planning",
    "rehearsing",
    "reporting",
    "scoring",
    "serving",
]
