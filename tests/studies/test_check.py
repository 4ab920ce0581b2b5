"""What `lab check` finds: faults, warnings, and every way walked."""

import json

from lab.studies.check import check_folder
from tests.builders import KITCHEN_SINK, a_study_folder


def test_a_sound_folder_has_every_way_and_the_shortest_path_of_each_task():
    result = check_folder(KITCHEN_SINK)

    assert (result.faults, result.warnings) == ((), ())
    original, revised = result.versions
    assert (original.pages, original.fields, len(original.ways)) == (1, 11, 1)
    assert (revised.pages, revised.fields, len(revised.ways)) == (6, 18, 8)
    assert revised.task_paths["marta"] == (
        "start", "person", "stall", "hygiene", "car", "remarks_page", "check",
    )  # fmt: skip


def test_the_result_can_be_written_as_json(tmp_path):
    folder = a_study_folder(tmp_path)
    (folder / "original.yaml").write_text("form: x")

    found = json.loads(json.dumps(check_folder(folder).as_json()))

    assert found["faults"][0]["line"] == 1
    assert found["faults"][0]["severity"] == "error"
    assert [version["version"] for version in found["versions"]] == ["revised"]


def test_a_broken_study_has_no_paths_of_its_tasks(tmp_path):
    folder = a_study_folder(tmp_path)
    (folder / "study.yaml").write_text("")

    assert [version.task_paths for version in check_folder(folder).versions] == [{}, {}]
