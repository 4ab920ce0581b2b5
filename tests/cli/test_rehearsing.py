"""`lab rehearse`: what cannot be played is said, and is never taken for a result."""

import pytest

from lab.store.database import open_store
from lab.studies.loader import load_study
from lab.web.secret import lab_secret
from tests.builders import a_study_folder
from tests.served import serving


@pytest.fixture
def form(tmp_path):
    return a_study_folder(tmp_path / "forms")


@pytest.fixture
def recordings(tmp_path):
    """Of a lab that has been started before."""
    data = tmp_path / "sessions"
    open_store(f"sqlite:///{data / 'lab.sqlite3'}").close()
    lab_secret(data)
    return data


@pytest.mark.parametrize("pace", ["nan", "inf", "-1", "1e9"])
def test_a_pace_is_a_number_that_people_may_have(run, form, pace):
    found = run("rehearse", form, "--pace", pace, "--participants", 1)

    assert found.exit_code == 2
    assert "--pace" in found.output


@pytest.mark.parametrize("address", ["http://127.0.0.1:1", "127.0.0.1:1", "http://[", "http://a b"])
def test_where_no_lab_answers_nobody_plays(run, form, recordings, address):
    truth = recordings / f"truth-{load_study(form).study.study}-seed-1.jsonl"
    truth.write_text("of an earlier rehearsal\n")

    found = run("rehearse", form, "--url", address, "--data", recordings, "--participants", 1)

    assert found.exit_code == 2
    assert "no lab answers there" in found.output
    assert truth.read_text() == "of an earlier rehearsal\n"


def test_a_folder_that_no_lab_was_started_with_stays_without_a_secret(run, form, tmp_path):
    found = run("rehearse", form, "--url", "http://127.0.0.1:1", "--data", tmp_path / "wrong")

    assert found.exit_code == 2
    assert "--data" in found.output
    assert not (tmp_path / "wrong").exists()


def test_a_lab_with_another_secret_is_recognised_before_anybody_plays(
    run, form, recordings, tmp_path
):
    (tmp_path / "other").mkdir()
    with serving(tmp_path / "other") as lab:
        found = run("rehearse", form, "--url", lab.url, "--data", recordings)

    assert found.exit_code == 2
    assert "does not take simulated participants from here" in found.output


def test_a_lab_without_the_study_is_recognised_before_anybody_plays(run, form, tmp_path):
    other = tmp_path / "other"
    (other / "forms").mkdir(parents=True)
    with serving(other) as lab:
        found = run("rehearse", form, "--url", lab.url, "--data", other / "sessions")

    assert found.exit_code == 2
    assert "does not offer this study" in found.output
