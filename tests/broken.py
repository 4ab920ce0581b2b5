"""Spoils the kitchen sink in one place, to see what a designer is told about it."""

from dataclasses import dataclass
from pathlib import Path

from lab.forms.faults import Fault, Severity
from lab.studies.loader import examine_folder
from tests.builders import a_study_folder


@dataclass(frozen=True)
class Broken:
    """One edit of a file. `shown` is found in the line that the fault points at."""

    file: str
    old: str
    new: str
    path: str
    what: str
    cure: str
    shown: str
    severity: Severity = Severity.ERROR


def spoil(broken: Broken, folder: Path) -> None:
    path = folder / broken.file
    text = path.read_text(encoding="utf-8")
    assert broken.old in text, "the edit has to find its place"
    path.write_text(text.replace(broken.old, broken.new, 1), encoding="utf-8")


def assert_told(broken: Broken, tmp_path: Path) -> None:
    """The fault has file, line, path and cure, and all faults are whole sentences."""
    folder = a_study_folder(tmp_path)
    spoil(broken, folder)

    faults = examine_folder(folder).faults

    told = [fault for fault in faults if _is_it(fault, broken)]
    assert told, "\n".join(map(str, faults))
    assert told[0].file == str(folder / broken.file)
    assert told[0].severity is broken.severity
    assert broken.cure in told[0].cure
    lines = (folder / broken.file).read_text(encoding="utf-8").splitlines()
    assert broken.shown in lines[told[0].line - 1]
    for fault in faults:
        assert fault.what.endswith(".")
        assert fault.cure.endswith((".", "?"))
        assert "input should" not in str(fault).lower()


def _is_it(fault: Fault, broken: Broken) -> bool:
    return fault.path == broken.path and broken.what in fault.what
