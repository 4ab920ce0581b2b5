"""The studies found in the forms folder, read again when a file has changed."""

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from lab.errors import LabError
from lab.studies.loader import StudyFolder, load_study

STUDY_FILE = "study.yaml"
Stamp = tuple[tuple[str, int, int], ...]
Entry = StudyFolder | LabError


@dataclass(frozen=True, slots=True)
class Library:
    """Looks into one folder of forms; `study` and `all` are cheap while nothing changes."""

    forms: Path
    _read: dict[Path, tuple[Stamp | None, Entry]] = field(default_factory=dict)
    _reading: Lock = field(default_factory=Lock)

    def study(self, study_id: str) -> StudyFolder | None:
        return next((one for one in self.all() if one.study.study == study_id), None)

    def all(self) -> tuple[StudyFolder, ...]:
        return tuple(one for one in self._entries() if not isinstance(one, LabError))

    def faults(self) -> tuple[LabError, ...]:
        """What keeps a folder of the forms from being offered as a study."""
        return tuple(one for one in self._entries() if isinstance(one, LabError))

    def _entries(self) -> tuple[Entry, ...]:
        files = sorted(self.forms.glob(f"*/{STUDY_FILE}"))
        return _without_doubles(tuple(self._entry(path.parent) for path in files))

    def _entry(self, folder: Path) -> Entry:
        stamp = _stamp(folder)
        with self._reading:
            known = self._read.get(folder)
            if known is None or stamp is None or known[0] != stamp:
                known = self._read[folder] = (stamp, _load(folder))
        return known[1]


def _without_doubles(entries: tuple[Entry, ...]) -> tuple[Entry, ...]:
    """Which of two folders with one id is meant, nobody can say: neither is offered."""
    found = [one for one in entries if not isinstance(one, LabError)]
    times = Counter(one.study.study for one in found)
    doubled = {study_id for study_id, count in times.items() if count > 1}
    kept = [one for one in entries if isinstance(one, LabError) or one.study.study not in doubled]
    return (*kept, *(_doubled(study_id, found) for study_id in sorted(doubled)))


def _doubled(study_id: str, found: list[StudyFolder]) -> LabError:
    folders = [one.folder.name for one in found if one.study.study == study_id]
    return LabError(
        f"the study “{study_id}” is in {len(folders)} folders: {', '.join(folders)}.",
        where=str(found[0].folder.parent),
        cure="Give each study.yaml a “study:” of its own; until then none of them is offered.",
    )


def _load(folder: Path) -> Entry:
    try:
        return load_study(folder)
    except LabError as fault:
        return fault


def _stamp(folder: Path) -> Stamp | None:
    """None: a file has just gone, so nothing that is known counts. Editors leave hidden files."""
    try:
        return tuple(
            (path.name, path.stat().st_mtime_ns, path.stat().st_size)
            for path in sorted(folder.glob("*.yaml"))
            if not path.name.startswith(".") and path.is_file()
        )
    except OSError:
        return None
