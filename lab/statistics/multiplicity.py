"""Several tests at once: p-values adjusted so that one false alarm in twenty stays one."""

from collections.abc import Sequence


def holm(p_values: Sequence[float | None]) -> tuple[float | None, ...]:
    """Holm 1979; a missing p (None) stays missing and is not counted."""
    present = sorted((p, place) for place, p in enumerate(p_values) if p is not None)
    adjusted: list[float | None] = [None] * len(p_values)
    highest = 0.0
    for step, (p, place) in enumerate(present):
        highest = max(highest, min(1.0, p * (len(present) - step)))
        adjusted[place] = highest
    return tuple(adjusted)
