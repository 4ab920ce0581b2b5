"""A study folder is loaded whole, or every fault of its three files is told."""

import pytest

from lab.forms.faults import DefinitionFaults
from lab.studies.loader import examine_folder, load_study
from tests.broken import Broken, spoil
from tests.builders import KITCHEN_SINK, a_study_folder


def test_a_sound_folder_is_loaded():
    folder = load_study(KITCHEN_SINK)

    assert folder.study.study == "kitchen_sink"
    assert set(folder.versions) == {"original", "revised"}
    assert folder.warnings == ()


def test_a_value_keeps_its_zeros_and_its_separators_their_spaces():
    study = load_study(KITCHEN_SINK).study

    assert study.task("marta").key["postcode"] == "01067"
    assert study.fact("first_name").separator == ", "


def test_a_missing_folder(tmp_path):
    with pytest.raises(DefinitionFaults, match="There is no such folder"):
        load_study(tmp_path / "none")


def test_all_missing_files_are_told(tmp_path):
    files = [fault.file.rpartition("/")[2] for fault in examine_folder(tmp_path).faults]

    assert files == ["original.yaml", "revised.yaml", "study.yaml"]


def test_faults_of_all_files_come_together(tmp_path):
    folder = a_study_folder(tmp_path)
    for name in ("original.yaml", "revised.yaml", "study.yaml"):
        spoil(Broken(name, "form: kitchen_sink", "from: kitchen_sink", "", "", "", ""), folder)

    with pytest.raises(DefinitionFaults) as told:
        load_study(folder)

    assert [fault.path for fault in told.value.faults] == ["form", "from"] * 3


def test_what_only_the_study_has_wrong_leaves_the_versions_usable(tmp_path):
    folder = a_study_folder(tmp_path)
    spoil(Broken("study.yaml", "seed: 7", "seed: seven", "", "", "", ""), folder)

    examined = examine_folder(folder)

    assert examined.study is None
    assert set(examined.versions) == {"original", "revised"}


def test_a_folder_with_another_name_is_only_a_warning(tmp_path):
    folder = a_study_folder(tmp_path).rename(tmp_path / "copy")

    (warning,) = load_study(folder).warnings

    assert "The folder is called “copy”" in warning.what


def test_facts_that_share_a_single_choice_have_to_agree(tmp_path):
    folder = a_study_folder(tmp_path)
    old = 'original: { field: saturday, values: { "yes": "yes", "no": "no" } }'
    new = 'original: { field: goods, values: { "yes": choice_2, "no": choice_1 } }'
    spoil(Broken("study.yaml", old, new, "", "", "", ""), folder)

    whats = [fault.what for fault in examine_folder(folder).faults]

    assert "“goods” and “saturday” need different options of “goods”." in whats


def test_an_answer_key_that_takes_another_way_cannot_be_right(tmp_path):
    """With crafts instead of food the hygiene page never comes, and the ways differ."""
    folder = a_study_folder(tmp_path)
    new = 'goods: crafts\n      saturday: "yes"\n      sunday: "no"\n      square: west'
    spoil(Broken("study.yaml", new.replace("crafts", "food"), new, "", "", "", ""), folder)

    warnings = load_study(folder).warnings

    assert ["different ways through the revised" in warning.what for warning in warnings] == [True]


def test_facts_that_agree_on_an_option_may_share_it(tmp_path):
    folder = a_study_folder(tmp_path)
    old = 'original: { field: saturday, values: { "yes": "yes", "no": "no" } }'
    new = 'original: { field: goods, values: { "yes": choice_1, "no": choice_2 } }'
    spoil(Broken("study.yaml", old, new, "", "", "", ""), folder)

    whats = [fault.what for fault in examine_folder(folder).faults]

    assert len(whats) == 2
    assert all("rejects nothing in “saturday”" in what for what in whats)


def test_one_task_is_too_few(tmp_path):
    folder = a_study_folder(tmp_path)
    text = (folder / "study.yaml").read_text()
    (folder / "study.yaml").write_text(text.partition("  - id: yusuf")[0])

    (fault,) = examine_folder(folder).faults

    assert (fault.path, fault.what) == ("tasks[1]", "“tasks” has too few entries.")
