"""How many people said no or were erased since, of each lab whose sessions are here."""

from collections.abc import Iterable, Mapping, Sequence

import msgspec
import sqlalchemy as sa

from lab.sessions.model import SessionState
from lab.store import erasures, sessions
from lab.store.package_format import Tally
from lab.store.tables import meta
from lab.store.tables import session as session_rows
from lab.store.upsert import upsert

COUNTED = ("people", "rehearsed", "refusals")


def tallies(db: sa.Connection, study_id: str) -> Mapping[str, Tally]:
    """By lab, so that the same people are counted once however often packages are imported."""
    heard, own = _heard(db, study_id), own_lab(db)
    totals = _totals(db, study_id)
    others = {name: sum(getattr(one, name) for one in heard.values()) for name in COUNTED}
    here = Tally(**{name: max(0, totals[name] - others[name]) for name in COUNTED})
    return dict(sorted({**heard, **({} if here == Tally() else {own: here})}.items()))


def own_lab(db: sa.Connection) -> str:
    """A random name for this database, which says nothing about it."""
    return erasures.hash_of(db, "the lab itself")[:16]


def hear(db: sa.Connection, study_id: str, labs: Mapping[str, Tally]) -> Tally:
    """Remembers what the labs say; returns by how much that is more than was known."""
    known, own = tallies(db, study_id), own_lab(db)
    more = [_more(one, known.get(lab, Tally())) for lab, one in labs.items()]
    for lab, one in labs.items():
        if lab != own:
            value = msgspec.json.encode(_most(one, known.get(lab, Tally()))).decode()
            db.execute(upsert(meta), {"name": _name(study_id) + lab, "value": value})
    return Tally(**{name: sum(getattr(one, name) for one in more) for name in COUNTED})


def add_refusals(db: sa.Connection, study_id: str, count: int) -> None:
    counted = sa.text(
        "INSERT INTO refusal (study, count) VALUES (:study, :count)"
        " ON CONFLICT (study) DO UPDATE SET count = refusal.count + :count"
    )
    if count:
        db.execute(counted, {"study": study_id, "count": count})


def allot(db: sa.Connection, study_id: str, simulated: bool, count: int) -> range:
    """The next so many numbers, which nobody else gets."""
    if not count:
        return range(0)
    counted = sa.text(
        "INSERT INTO allotment (study, simulated, last) VALUES (:study, :simulated, :count - 1)"
        " ON CONFLICT (study, simulated) DO UPDATE SET last = allotment.last + :count"
        " RETURNING last"
    )
    values = {"study": study_id, "simulated": simulated, "count": count}
    last: int = db.execute(counted, values).scalar_one()
    return range(last - count + 1, last + 1)


def renumbered(wanted: Sequence[int], window: range) -> Mapping[int, int]:
    """Each keeps its number where that lies in the window; the others get what is free there."""
    kept = {number for number in wanted if number in window}
    free = (number for number in window if number not in kept)
    return {number: number if number in kept else next(free) for number in wanted}


def _totals(db: sa.Connection, study_id: str) -> Mapping[str, int]:
    active = {simulated: _active(db, study_id, simulated) for simulated in (False, True)}
    return {
        "people": sessions.begun(db, study_id, simulated=False) - active[False],
        "rehearsed": sessions.begun(db, study_id, simulated=True) - active[True],
        "refusals": sessions.refusals(db, study_id),
    }


def _active(db: sa.Connection, study_id: str, simulated: bool) -> int:
    here = (session_rows.c.study == study_id) & (session_rows.c.simulated == simulated)
    active = sa.select(sa.func.count()).where(here, session_rows.c.state == SessionState.ACTIVE)
    count: int = db.execute(active).scalar_one()
    return count


def _heard(db: sa.Connection, study_id: str) -> Mapping[str, Tally]:
    name = _name(study_id)
    rows = db.execute(sa.select(meta).where(meta.c.name.startswith(name, autoescape=True)))
    return dict(_entries(rows.all(), len(name)))


def _entries(rows: Sequence[sa.Row[tuple[str, str]]], start: int) -> Iterable[tuple[str, Tally]]:
    return ((row.name[start:], msgspec.json.decode(row.value, type=Tally)) for row in rows)


def _name(study_id: str) -> str:
    return f"tally {study_id} "


def _more(told: Tally, known: Tally) -> Tally:
    return Tally(**{name: max(0, getattr(told, name) - getattr(known, name)) for name in COUNTED})


def _most(told: Tally, known: Tally) -> Tally:
    return Tally(**{name: max(getattr(told, name), getattr(known, name)) for name in COUNTED})
