"""Small studies for the tests, written out or drawn with a passed-in generator."""

import numpy as np

from lab.statistics.attempts import AttemptRow

ORDERS = (("original", "revised"), ("revised", "original"))


def attempt(participant: str, version: str, period: int, **more: object) -> AttemptRow:
    given: dict[str, object] = {
        "completed_correctly": True,
        "finished": True,
        "seconds": 300.0,
        "wrong_facts": 0,
        "sus": 70.0,
        "seq": 5.0,
        **more,
    }
    return AttemptRow(participant, version, period, **given)  # type: ignore[arg-type]


def crossover_rows(people: int, seed: int, *, better: float = 0.25) -> list[AttemptRow]:
    """A revised version that more people complete, in less time, with fewer wrong facts."""
    rng = np.random.default_rng(seed)
    rows = []
    for number in range(people):
        for period, version in enumerate(ORDERS[number % 2], start=1):
            revised = version == "revised"
            correct = bool(rng.random() < 0.6 + better * revised)
            rows.append(
                attempt(
                    f"p{number}",
                    version,
                    period,
                    completed_correctly=correct,
                    finished=correct or bool(rng.random() < 0.5),
                    seconds=float(np.exp(rng.normal(5.9 - better * revised, 0.3))),
                    wrong_facts=0 if correct else int(rng.integers(1, 5)),
                    sus=float(np.clip(rng.normal(62 + 40 * better * revised, 12), 0, 100)),
                    seq=float(rng.integers(3, 8)),
                    preference="revised" if number % 3 else "original",
                )
            )
    return rows
