"""The example is what this lab records and reports today."""

from collections.abc import Mapping

import pytest

from lab.forms.model import version_hash
from lab.store.package_files import intact, opened_package
from lab.store.package_format import Manifest
from lab.studies.loader import load_study
from lab.studies.protocol import Study
from scripts.refresh_example import PACKAGE, REPORT, SHIPPED, report_of

LARGEST_PACKAGE = 3_000_000


@pytest.fixture(scope="module")
def manifest() -> Manifest:
    with opened_package(PACKAGE) as package:
        return package.manifest


@pytest.fixture(scope="module")
def report() -> Mapping[str, str]:
    return report_of(PACKAGE)


def test_the_package_is_whole_small_and_all_simulated(manifest: Manifest) -> None:
    assert manifest.simulated == "all"
    assert (manifest.counts.sessions, manifest.counts.attempts) == (12, 24)
    assert sum(file.stat().st_size for file in PACKAGE.iterdir()) < LARGEST_PACKAGE


def test_the_package_pins_the_study_that_is_shipped() -> None:
    shipped = load_study(SHIPPED)
    with opened_package(PACKAGE) as package:
        (definition,) = package.definitions()

    assert intact(definition)
    same = Study.model_validate_json(definition.study) == shipped.study
    assert same, "forms/bewohnerparkausweis/study.yaml has changed: run `make example`"


def test_the_attempts_were_made_with_the_versions_that_are_shipped() -> None:
    versions = load_study(SHIPPED).versions
    shipped = {name: version_hash(version) for name, version in versions.items()}
    with opened_package(PACKAGE) as package:
        recorded = {
            attempt.version: attempt.version_hash
            for one in package.recordings()
            for attempt in one.attempts
        }

    assert recorded == shipped, "a version of the shipped form has changed: run `make example`"


def test_the_report_is_what_the_package_gives(report: Mapping[str, str]) -> None:
    kept = (REPORT / "report.json").read_text(encoding="utf-8")

    assert report["report.json"] == kept, "the report has changed: run `make example-report`"


def test_the_report_gives_the_same_bytes_again(report: Mapping[str, str]) -> None:
    assert report_of(PACKAGE)["report.json"] == report["report.json"]


def test_the_report_says_that_it_is_simulated() -> None:
    assert "simuliert" in (REPORT / "report.html").read_text(encoding="utf-8").lower()
