"""The studies of the forms folder while somebody works in it."""

import shutil

import pytest

from lab.web.library import Library
from tests.builders import a_study_folder

STUDY = "kitchen_sink"


@pytest.fixture
def forms(tmp_path):
    a_study_folder(tmp_path)
    return tmp_path


@pytest.mark.parametrize("known", [True, False], ids=["read before", "not yet read"])
def test_the_lock_file_of_an_editor_hurts_nobody(forms, known):
    library = Library(forms)
    if known:
        library.all()

    (forms / STUDY / ".#original.yaml").symlink_to("somebody@machine.4711:1234567")

    assert library.study(STUDY) is not None


def test_a_dangling_link_among_the_files_hurts_nobody(forms):
    (forms / STUDY / "sprint3.yaml").symlink_to("gone.yaml")

    assert Library(forms).study(STUDY) is not None


def test_a_change_is_seen(forms):
    library = Library(forms)
    assert library.study(STUDY) is not None

    (forms / STUDY / "study.yaml").write_text("study: [", encoding="utf-8")

    assert library.study(STUDY) is None


def test_of_two_folders_with_one_study_none_is_offered_and_both_are_named(forms):
    library = Library(forms)
    library.all()

    shutil.copytree(forms / STUDY, forms / "my_form")

    assert library.study(STUDY) is None
    (fault,) = library.faults()
    assert "kitchen_sink, my_form" in fault.what
    shutil.rmtree(forms / "my_form")
    assert library.study(STUDY) is not None
    assert library.faults() == ()
