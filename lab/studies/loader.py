"""Loads a study with the two versions it compares, or says everything that is wrong with them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import get_args

from lab.forms.faults import DefinitionFaults, Fault, Objection, Severity, errors_in, warnings_in
from lab.forms.loader import STUDY_FILE, Examined, examine, examine_version, located
from lab.forms.model import Version
from lab.studies.checking import check_study
from lab.studies.checking_places import check_places
from lab.studies.checking_tasks import check_tasks
from lab.studies.protocol import Study, VersionId

VERSION_IDS: tuple[VersionId, ...] = get_args(VersionId)


@dataclass(frozen=True, slots=True)
class StudyFolder:
    """What one folder of forms/ holds, usable as it is; warnings do not stop anybody."""

    folder: Path
    study: Study
    versions: Mapping[VersionId, Version]
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True, slots=True)
class ExaminedFolder:
    """What could be read, with every fault; `study` and `versions` lack what has errors."""

    folder: Path
    study: Study | None
    versions: Mapping[VersionId, Version]
    faults: tuple[Fault, ...]


def load_study(folder: Path) -> StudyFolder:
    """Raises DefinitionFaults with the errors of all three files."""
    examined = examine_folder(folder)
    if examined.study is None or errors_in(examined.faults):
        raise DefinitionFaults(errors_in(examined.faults))
    warnings = warnings_in(examined.faults)
    return StudyFolder(folder, examined.study, examined.versions, warnings)


def examine_folder(folder: Path) -> ExaminedFolder:
    """Never raises for anything the files can hold."""
    if folder.is_file():
        cure = f"Give the folder it is in: {folder.parent}"
        fault = Fault(str(folder), 0, "", "This is a file.", cure)
        return ExaminedFolder(folder, None, {}, (fault,))
    if not folder.is_dir():
        cure = "A form is a folder with original.yaml, revised.yaml and study.yaml."
        fault = Fault(str(folder), 0, "", "There is no such folder.", cure)
        return ExaminedFolder(folder, None, {}, (fault,))
    study = examine(folder / STUDY_FILE, Study, check_study)
    examined = {name: examine_version(folder / f"{name}.yaml") for name in VERSION_IDS}
    versions = {name: each.model for name, each in examined.items() if each.model}
    of_versions = (fault for each in examined.values() for fault in each.faults)
    across = (*_across(study, versions), *_names(folder, study, versions))
    faults = (*of_versions, *study.faults, *across)
    return ExaminedFolder(folder, study.model, versions, faults)


def _across(study: Examined[Study], versions: Mapping[VersionId, Version]) -> tuple[Fault, ...]:
    """Faults that only study and versions together show; they need all three to be sound."""
    if study.source is None or study.model is None or len(versions) < len(VERSION_IDS):
        return ()
    misplaced = tuple(check_places(study.model, versions))
    return located(study.source, misplaced or check_tasks(study.model, versions))


def _names(
    folder: Path, study: Examined[Study], versions: Mapping[VersionId, Version]
) -> Iterable[Fault]:
    if study.source is None or study.model is None:
        return ()
    named = study.model.form
    wrong = [name for name, version in versions.items() if version.form != named]
    objections = [
        Objection(
            ("form",),
            f"The study is about the form “{named}”, but {name}.yaml is “{versions[name].form}”.",
            "Write the same “form:” into all three files.",
        )
        for name in wrong
    ]
    if folder.resolve().name != named:
        what = f"The folder is called “{folder.resolve().name}”, the form “{named}”."
        cure = "Give both the same name; commands take the folder, reports the form."
        objections.append(Objection(("form",), what, cure, Severity.WARNING))
    return located(study.source, objections)
