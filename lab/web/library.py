"""The studies found in the forms folder, read again when a file has changed."""

from dataclasses import dataclass, field
from pathlib import Path
from threading import Lock

from lab.errors import LabError
from lab.studies.loader import StudyFolder, load_study

STUDY_FILE = "study.yaml"
Stamp = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class Library:
    """Looks into one folder of forms; `study` and `all` are cheap while nothing changes."""

    forms: Path
    _read: dict[Path, tuple[Stamp, StudyFolder | LabError]] = field(default_factory=dict)
    _reading: Lock = field(default_factory=Lock)

    def study(self, study_id: str) -> StudyFolder | None:
        return next((one for one in self.all() if one.study.study == study_id), None)

    def all(self) -> tuple[StudyFolder, ...]:
        return tuple(one for one in self._entries() if not isinstance(one, LabError))

    def faults(self) -> tuple[LabError, ...]:
        """What keeps a folder of the forms from being offered as a study."""
        return tuple(one for one in self._entries() if isinstance(one, LabError))

    def _entries(self) -> tuple[StudyFolder | LabError, ...]:
        return tuple(
            self._entry(path.parent) for path in sorted(self.forms.glob(f"*/{STUDY_FILE}"))
        )

    def _entry(self, folder: Path) -> StudyFolder | LabError:
        stamp = _stamp(folder)
        with self._reading:
            known = self._read.get(folder)
            if known is None or known[0] != stamp:
                known = self._read[folder] = (stamp, _load(folder))
        return known[1]


def _load(folder: Path) -> StudyFolder | LabError:
    try:
        return load_study(folder)
    except LabError as fault:
        return fault


def _stamp(folder: Path) -> Stamp:
    files = sorted(folder.glob("*.yaml"))
    return tuple((path.name, path.stat().st_mtime_ns, path.stat().st_size) for path in files)
