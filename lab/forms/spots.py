"""Spots inside a definition: the keys and list positions that lead to one value."""

from typing import Any

Data = str | list["Data"] | dict[str, "Data"]
"""What a YAML file says, with every scalar kept as the text that was written."""

Spot = tuple[str | int, ...]


def show_path(spot: Spot) -> str:
    """`pages[2].fields[0].label`; list positions count from 0, as tools for YAML do."""
    shown = "".join(f"[{step}]" if isinstance(step, int) else f".{step}" for step in spot)
    return shown.removeprefix(".")


def has(data: Any, step: str | int) -> bool:
    if isinstance(step, int):
        return isinstance(data, list) and step < len(data)
    return isinstance(data, dict) and step in data


def inside(data: Any, spot: Spot) -> Any:
    """The value at the spot, or None where there is nothing."""
    for step in spot:
        if not has(data, step):
            return None
        data = data[step]
    return data
