"""Puts a data package into the database: all of it or nothing, and doing it again adds nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import msgspec
import sqlalchemy as sa
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError

from lab.errors import LabError
from lab.store import erasures, measures, package_rows, sessions, studies
from lab.store.package_files import AGAIN, Package, intact
from lab.store.package_format import Recorded, SessionRow, definition_files
from lab.store.package_tallies import add_refusals, allot, hear, renumbered
from lab.store.studies import Definition, PinnedStudy


@dataclass(frozen=True, slots=True)
class Imported:
    """Sessions. withdrawn: left out, because they were erased here for good."""

    study: str
    new: int
    known: int
    withdrawn: int


def merge(db: sa.Connection, package: Package) -> Imported:
    """Raises LabError for what contradicts the recordings that are here."""
    study_id = package.manifest.study
    pins = _pins(db, package)
    listed = package.sessions()
    erased = {one.id for one in listed if erasures.is_erased(db, one.id)}
    here = {one.id for one in listed if sessions.get(db, one.id)}
    new = [one for one in listed if one.id not in erased | here]
    numbers = _numbers(db, package, new)
    for one in package.recordings():
        if one.session.id in here:
            _refuse_other(db, one)
        elif one.session.id not in erased:
            number = numbers[one.session.simulated, one.session.number]
            _put(db, study_id, _pin_of(pins, one.session), number, one)
    return Imported(study_id, len(new), len(here - erased), len(erased))


def _pins(db: sa.Connection, package: Package) -> Mapping[str, PinnedStudy]:
    found = {}
    for number, one in enumerate(package.definitions(), 1):
        found[one.hash] = _pin(db, package.manifest.study, definition_files(number)[0], one)
    return found


def _pin(db: sa.Connection, study_id: str, file: str, one: Definition) -> PinnedStudy:
    if not intact(one):
        what = "the study is not the one that was pinned (its hash is another)."
        raise LabError(what, where=file, cure=AGAIN)
    try:
        found = studies.keep(db, study_id, one)
    except ValidationError as error:
        what = f"this lab cannot read the study ({error.errors()[0]['msg']})."
        cure = "Import it with the version of the lab that made it, or a later one."
        raise LabError(what, where=file, cure=cure) from error
    if found.study.study != study_id:
        what = f"the study is “{found.study.study}”, the package says “{study_id}”."
        raise LabError(what, where=file, cure=AGAIN)
    return found


def _pin_of(pins: Mapping[str, PinnedStudy], session: SessionRow) -> PinnedStudy:
    if session.pin not in pins:
        what = "the definition it began with is not in the package."
        raise LabError(what, where=f"sessions.jsonl, session {session.id}", cure=AGAIN)
    return pins[session.pin]


def _numbers(
    db: sa.Connection, package: Package, new: Sequence[SessionRow]
) -> Mapping[tuple[bool, int], int]:
    """Their own numbers where these are free, as in an empty database."""
    study_id = package.manifest.study
    more = hear(db, study_id, package.manifest.labs)
    add_refusals(db, study_id, more.refusals)
    found: dict[tuple[bool, int], int] = {}
    for simulated, begun in ((False, more.people), (True, more.rehearsed)):
        wanted = [one.number for one in new if one.simulated == simulated]
        window = allot(db, study_id, simulated, max(begun, len(wanted)))
        numbers = renumbered(wanted, window)
        found |= {(simulated, number): given for number, given in numbers.items()}
    return found


def _put(db: sa.Connection, study_id: str, pin: PinnedStudy, number: int, one: Recorded) -> None:
    try:
        package_rows.put(db, study_id, pin.id, number, one)
    except IntegrityError as error:
        raise _conflict(one.session.id, "one of its rows belongs to another session") from error
    for attempt in one.attempts:
        if attempt.ended_at is not None:
            measures.keep(db, attempt.id, pin.study.idle_seconds)


def _refuse_other(db: sa.Connection, one: Recorded) -> None:
    """The number alone may differ: it is the place in a lab's own allotment."""
    known = package_rows.recorded_as(db, one.session.id)
    if known is None:
        raise _conflict(one.session.id, "it is here, but cannot be read")
    same_place = msgspec.structs.replace(one.session, number=known.session.number)
    told = msgspec.structs.replace(one, session=same_place)
    for name in Recorded.__struct_fields__:
        if getattr(told, name) != getattr(known, name):
            raise _conflict(one.session.id, f"its {name} differ")


def _conflict(session_id: str, why: str) -> LabError:
    return LabError(
        f"this session is here already with other contents: {why}.",
        where=f"sessions.jsonl, session {session_id}",
        cure="More was recorded after one of the exports, or one was changed. Import the later"
        " package into a folder of its own (--data); nothing was imported.",
    )
