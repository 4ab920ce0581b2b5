"""The commands of the lab; each module adds its own to the group."""

from lab.cli import checking, rehearsing, serving
from lab.cli.group import main

__all__ = ["checking", "main", "rehearsing", "serving"]
