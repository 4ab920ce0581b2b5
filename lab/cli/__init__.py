"""The commands of the lab; each module adds its own to the group."""

from lab.cli import checking, keeping, planning, rehearsing, serving
from lab.cli.group import main

__all__ = ["checking", "keeping", "main", "planning", "rehearsing", "serving"]
