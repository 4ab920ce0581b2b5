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


def pin(db: sa.Connection, folder: StudyFolder, now: datetime) -> PinnedStudy:
    """Keeps the definition as it is now; the one already kept when nothing changed."""
    definition = folder.study.model_dump_json()
    versions = _versions_json(folder.versions)
    digest = hashlib.sha256(f"{definition}\n{versions}".encode()).hexdigest()
    same = (pins.c.study == folder.study.study) & (pins.c.hash == digest)
    if (row := db.execute(sa.select(pins).where(same)).first()) is None:
        values = {"study": folder.study.study, "hash": digest, "pinned_at": now}
        # Two servers may pin at the same moment; either's row will do.
        db.execute(insert_once(pins), {**values, "definition": definition, "versions": versions})
        row = db.execute(sa.select(pins).where(same)).one()
    return _from_row(row)


def pinned(db: sa.Connection, study_id: str) -> PinnedStudy | None:
    """The newest pin of a study; None: nobody has taken part yet."""
    newest = sa.select(pins).where(pins.c.study == study_id).order_by(pins.c.id.desc()).limit(1)
    row = db.execute(newest).first()
    return _from_row(row) if row else None


def all_pinned(db: sa.Connection) -> tuple[PinnedStudy, ...]:
    """The newest pin of every study, by the study's id."""
    newest = sa.select(sa.func.max(pins.c.id)).group_by(pins.c.study)
    rows = db.execute(sa.select(pins).where(pins.c.id.in_(newest)).order_by(pins.c.study))
    return tuple(_from_row(row) for row in rows)


def of_session(db: sa.Connection, session_id: str) -> PinnedStudy | None:
    """The pin a session began with."""
    joined = sa.select(pins).join(sessions, sessions.c.pin == pins.c.id)
    row = db.execute(joined.where(sessions.c.id == session_id)).first()
    return _from_row(row) if row else None


def by_key(db: sa.Connection, key: int) -> PinnedStudy:
    """The pin with this number."""
    return _from_row(db.execute(sa.select(pins).where(pins.c.id == key)).one())


def versions_by_hash(db: sa.Connection, study_id: str) -> Mapping[str, Version]:
    """Every version of a study that was ever pinned, by its hash."""
    rows = db.execute(sa.select(pins).where(pins.c.study == study_id).order_by(pins.c.id))
    return {
        found.hashes[name]: version
        for found in map(_from_row, rows)
        for name, version in found.versions.items()
    }


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
