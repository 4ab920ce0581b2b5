"""Is it possible to look before the end as the study says?"""

from collections.abc import Iterator
from itertools import pairwise

from lab.forms.faults import Objection
from lab.statistics.monitoring import FEWEST_PER_ARM
from lab.statistics.verdicts import FEWEST_FOR_A_VERDICT
from lab.studies.protocol import Study

FEWEST_WATCHED = 2 * FEWEST_PER_ARM
"""Ten people in each of the two orders."""


def check_looks(study: Study) -> Iterator[Objection]:
    if study.monitoring == "planned_looks":
        yield from _check_each(study)
    elif study.looks:
        what = f"Looks are listed, but monitoring is “{study.monitoring}”."
        cure = "Write “monitoring: planned_looks”, or delete “looks”."
        yield Objection(("looks",), what, cure)
    if study.monitoring == "always_valid" and study.planned_participants < FEWEST_WATCHED:
        what = (
            f"An always-valid comparison begins with {FEWEST_WATCHED} people, ten in each order; "
            f"{study.planned_participants} are planned."
        )
        cure = f"Plan with {FEWEST_WATCHED} people or more, or write “monitoring: none”."
        yield Objection(("monitoring",), what, cure)


def _check_each(study: Study) -> Iterator[Objection]:
    planned, fewest = study.planned_participants, max(FEWEST_FOR_A_VERDICT, study.small_group)
    if not study.looks:
        what = "It does not say at how many people is looked."
        cure = f"Add “looks: [{max(fewest, planned // 2)}]”: numbers below the planned {planned}."
        yield Objection(("monitoring",), what, cure)
    for place, people in enumerate(study.looks):
        if people >= planned:
            what = f"A look at {people} people is not before the planned {planned}."
            cure = f"Write a number below {planned}; at {planned} there is a comparison anyway."
            yield Objection(("looks", place), what, cure)
        if people < fewest:
            what = f"With {people} people nothing can be compared."
            yield Objection(("looks", place), what, f"Write {fewest} or more.")
    for place, (before, people) in enumerate(pairwise(study.looks), start=1):
        if people <= before:
            what = f"The look at {people} people comes after the one at {before}."
            yield Objection(("looks", place), what, "List them from few to many, each once.")
