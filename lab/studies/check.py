"""What `lab check` finds in the folder of a form, ready to be printed or written as JSON."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from lab.forms.faults import Fault, errors_in, warnings_in
from lab.forms.model import Version
from lab.forms.walk import Way, shortest_path, ways
from lab.forms.yaml_source import read_source
from lab.forms.yaml_text import read_text
from lab.studies.answer_key import correct_answers
from lab.studies.check_findings import File, Located, TextSummary, examine_texts
from lab.studies.loader import ExaminedFolder, examine_folder
from lab.studies.protocol import VersionId


@dataclass(frozen=True, slots=True)
class VersionSummary:
    """`task_paths`: by task, the pages nobody can avoid who does it right."""

    version: str
    file: str
    pages: int
    fields: int
    ways: tuple[Way, ...]
    task_paths: Mapping[str, tuple[str, ...]]
    texts: TextSummary
    findings: tuple[Located, ...]


@dataclass(frozen=True, slots=True)
class CheckResult:
    """`faults` stop the study, `warnings` do not, and findings are advice on form and wording.

    Versions with faults have no summary.
    """

    folder: str
    language: str
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    versions: tuple[VersionSummary, ...]

    def as_json(self) -> dict[str, Any]:
        return {"errors": len(self.faults), **asdict(self)}


def check_folder(folder: Path, language: str = "de") -> CheckResult:
    """Reads everything, walks every way and scores the texts in one language; never raises for
    anything the files can hold."""
    examined = examine_folder(folder)
    return CheckResult(
        folder=str(folder),
        language=language,
        faults=errors_in(examined.faults),
        warnings=warnings_in(examined.faults),
        versions=tuple(
            _summary(name, version, examined, language)
            for name, version in examined.versions.items()
        ),
    )


def _summary(
    name: VersionId, version: Version, examined: ExaminedFolder, language: str
) -> VersionSummary:
    path = examined.folder / f"{name}.yaml"
    file = File(str(path), read_source(path).lines, read_text(path).splitlines())
    texts, findings = examine_texts(version, file, language)
    return VersionSummary(
        version=version.version,
        file=file.name,
        pages=len(version.pages),
        fields=len(version.answer_fields),
        ways=ways(version),
        task_paths=_task_paths(name, version, examined),
        texts=texts,
        findings=findings,
    )


def _task_paths(
    name: VersionId, version: Version, examined: ExaminedFolder
) -> dict[str, tuple[str, ...]]:
    study = examined.study
    if study is None or errors_in(examined.faults):
        return {}
    return {
        task.id: shortest_path(version, correct_answers(study, task, name, version))
        for task in study.tasks
    }
