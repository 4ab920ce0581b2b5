"""Studies as they were when people took part: pinned, never changed afterwards."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Protocol

import sqlalchemy as sa

from lab.forms.model import Version, version_hash
from lab.store.tables import pin as pins
from lab.store.tables import session as sessions
from lab.store.upsert import insert_once
from lab.studies.protocol import Study, VersionId


class StudyFolder(Protocol):
    """What lab/studies/loader.py reads from a folder."""

    @property
    def study(self) -> Study: ...
    @property
    def versions(self) -> Mapping[VersionId, Version]: ...


@dataclass(frozen=True, slots=True)
class PinnedStudy:
    """A study with its versions as pinned; `hashes` are those of the versions."""

    id: int
    study: Study
    versions: Mapping[VersionId, Version]
    hashes: Mapping[VersionId, str]
    pinned_at: datetime


@dataclass(frozen=True, slots=True)
class Definition:
    """A study and its versions as JSON, to the letter: the hash is of these bytes."""

    hash: str
    study: str
    versions: str
    pinned_at: datetime


def pin(db: sa.Connection, folder: StudyFolder, now: datetime) -> PinnedStudy:
    """Keeps the definition as it is now; the one already kept when nothing changed."""
    definition = folder.study.model_dump_json()
    versions = _versions_json(folder.versions)
    found = Definition(digest(definition, versions), definition, versions, now)
    return keep(db, folder.study.study, found)


def keep(db: sa.Connection, study_id: str, found: Definition) -> PinnedStudy:
    """As it is, unless it is there already. Raises ValidationError for what cannot be read."""
    same = (pins.c.study == study_id) & (pins.c.hash == found.hash)
    if (row := db.execute(sa.select(pins).where(same)).first()) is None:
        values = {"study": study_id, "hash": found.hash, "pinned_at": found.pinned_at}
        texts = {"definition": found.study, "versions": found.versions}
        # Two servers may pin at the same moment; either's row will do.
        db.execute(insert_once(pins), {**values, **texts})
        row = db.execute(sa.select(pins).where(same)).one()
    return _from_row(row)


def digest(definition: str, versions: str) -> str:
    return hashlib.sha256(f"{definition}\n{versions}".encode()).hexdigest()


def definitions(db: sa.Connection, study_id: str) -> tuple[Definition, ...]:
    """Everything that was ever pinned of a study, oldest first."""
    found = sa.select(pins).where(pins.c.study == study_id)
    rows = db.execute(found.order_by(pins.c.pinned_at, pins.c.hash))
    return tuple(Definition(row.hash, row.definition, row.versions, row.pinned_at) for row in rows)


def pinned(db: sa.Connection, study_id: str) -> PinnedStudy | None:
    """The newest pin of a study; None: nobody has taken part yet."""
    of_study = sa.select(pins).where(pins.c.study == study_id)
    # An older definition may be imported later, so that the key does not tell the order.
    row = db.execute(of_study.order_by(pins.c.pinned_at.desc(), pins.c.id.desc())).first()
    return _from_row(row) if row else None


def first_used(db: sa.Connection, study_id: str) -> PinnedStudy | None:
    """The pin of the first person's session, of the first rehearsed one while there is no
    person's; None: nobody has taken part yet."""
    joined = sa.select(pins).join(sessions, sessions.c.pin == pins.c.id)
    first = joined.where(sessions.c.study == study_id).order_by(
        sessions.c.simulated, sessions.c.started_at, sessions.c.number
    )
    row = db.execute(first.limit(1)).first()
    return _from_row(row) if row else None


def all_pinned(db: sa.Connection) -> tuple[PinnedStudy, ...]:
    """The newest pin of every study, by the study's id."""
    rows = db.execute(sa.select(pins).order_by(pins.c.study, pins.c.pinned_at, pins.c.id))
    newest = {row.study: row for row in rows}
    return tuple(_from_row(row) for row in newest.values())


def of_session(db: sa.Connection, session_id: str) -> PinnedStudy | None:
    """The pin a session began with."""
    joined = sa.select(pins).join(sessions, sessions.c.pin == pins.c.id)
    row = db.execute(joined.where(sessions.c.id == session_id)).first()
    return _from_row(row) if row else None


def by_key(db: sa.Connection, key: int) -> PinnedStudy:
    """The pin with this number."""
    return _from_row(db.execute(sa.select(pins).where(pins.c.id == key)).one())


def _versions_json(versions: Mapping[VersionId, Version]) -> str:
    parts = {name: json.loads(version.model_dump_json()) for name, version in versions.items()}
    return json.dumps(parts, ensure_ascii=False)


def _from_row(row: sa.Row[tuple[object, ...]]) -> PinnedStudy:
    study, versions, hashes = _parsed(row.definition, row.versions)
    return PinnedStudy(row.id, study, versions, hashes, row.pinned_at)


@lru_cache(maxsize=32)
def _parsed(
    definition: str, versions: str
) -> tuple[Study, Mapping[VersionId, Version], Mapping[VersionId, str]]:
    parts = json.loads(versions)
    read: dict[VersionId, Version] = {
        name: Version.model_validate(part) for name, part in parts.items()
    }
    hashes = {name: version_hash(version) for name, version in read.items()}
    return Study.model_validate_json(definition), read, hashes
