import json

import pytest
from click.testing import CliRunner

from lab.cli import main
from lab.cli.serving import site_address
from lab.settings import Settings
from tests.builders import a_study_folder


@pytest.fixture
def run(tmp_path, monkeypatch):
    """run(*arguments, NAME=value): the command's outcome; without settings of this machine."""

    def call(*arguments, **settings):
        with monkeypatch.context() as context:
            context.chdir(tmp_path)
            for name, value in settings.items():
                context.setenv(f"FORMWERKSTATT_{name}", value)
            return CliRunner().invoke(main, [str(argument) for argument in arguments])

    return call


def test_the_help_names_every_command_and_only_those_that_exist(run):
    found = run("--help")

    assert found.exit_code == 0
    listed = found.output.split("Commands:")[1].split()
    assert set(main.commands) <= set(listed)


def test_a_sound_form_has_no_errors(run, tmp_path):
    found = run("check", a_study_folder(tmp_path))

    assert found.exit_code == 0
    assert "0 errors" in found.output


def test_a_broken_form_is_answered_with_file_line_and_cure(run, tmp_path):
    folder = a_study_folder(tmp_path)
    path = folder / "revised.yaml"
    path.write_text(path.read_text().replace("kind: plate", "kind: plates", 1))

    found = run("check", folder)

    assert found.exit_code == 1
    assert f"error: {path}:" in found.output
    assert "1 error" in found.output


def test_the_faults_of_a_form_come_as_json_for_other_programs(run, tmp_path):
    folder = a_study_folder(tmp_path)
    path = folder / "revised.yaml"
    path.write_text(path.read_text().replace("kind: plate", "kind: plates", 1))

    found = run("check", folder, "--json")

    told = json.loads(found.output)
    assert found.exit_code == 1
    assert told["errors"] == 1
    (fault,) = (fault for fault in told["faults"] if fault["severity"] == "error")
    assert {"file", "line", "path", "what", "cure"} <= fault.keys()
    assert fault["file"] == str(path)


@pytest.mark.parametrize("content", ["", "[", "\x00", "- a\n- b\n", "study: !!python/object:os\n"])
def test_what_is_no_definition_is_a_finding_and_no_crash(run, tmp_path, content):
    folder = tmp_path / "odd"
    folder.mkdir()
    (folder / "study.yaml").write_text(content)

    found = run("check", folder)

    assert found.exit_code == 1
    assert isinstance(found.exception, SystemExit)


def test_a_file_instead_of_its_folder_is_named_so(run, tmp_path):
    folder = a_study_folder(tmp_path)

    found = run("check", folder / "study.yaml")

    assert found.exit_code == 1
    assert f"This is a file. Give the folder it is in: {folder}" in found.output


def test_a_folder_that_is_not_there_is_a_finding(run):
    assert run("check", "nowhere").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "settings", "told"),
    [
        (["serve"], {"PORT": "many"}, "FORMWERKSTATT_PORT"),
        (["serve"], {"PUBLIC_ULR": "x"}, "Did you mean FORMWERKSTATT_PUBLIC_URL?"),
        (["serve", "--host", "0.0.0.0"], {}, "FORMWERKSTATT_TRUSTED_HOSTS"),
        (["serve", "--host", "192.0.2.1", "--port", "0"], {}, "no such address"),
        (["serve", "--database-url", "mysql://x"], {}, "SQLite"),
        (["serve", "--public-url", "lab"], {}, "https://lab.example.org"),
        (["serve", "--data", "file", "--port", "0"], {}, "--data"),
        (["serve", "--port", "99999"], {}, "--port"),
        (["serve", "--colour"], {}, "--colour"),
        (["dance"], {}, "dance"),
        (["check"], {}, "FOLDER"),
        (["serve", "--host", "ä..b", "--port", "0"], {}, "no such address"),
        (["serve", "--database-url", "mysql://x"], {}, "--database-url: "),
        (["serve", "--database-url", "sqlite:///:memory:"], {}, "postgresql://"),
        (["serve", "--public-url", "lab"], {}, "--public-url: "),
        (["serve", "--public-url", "https://lab.test"], {"PORT": "no"}, "FORMWERKSTATT_PORT: "),
        (["plan", "file"], {}, "This is a file. Give the folder"),
    ],
    ids=str,
)
def test_a_mistake_is_answered_with_what_to_do_and_never_with_a_traceback(
    run, tmp_path, arguments, settings, told
):
    (tmp_path / "file").write_text("not a folder")

    found = run(*arguments, **settings)

    assert found.exit_code == 2
    assert told in found.output
    assert "Traceback" not in found.output
    assert isinstance(found.exception, SystemExit)


def test_a_secret_that_others_can_read_stops_the_start(run, tmp_path):
    (tmp_path / "sessions").mkdir()
    secret = tmp_path / "sessions" / "secret.key"
    secret.write_bytes(b"x" * 32)
    secret.chmod(0o644)

    found = run("serve", "--port", "0")

    assert found.exit_code == 2
    assert "chmod 600" in found.output


@pytest.mark.parametrize(
    ("settings", "address"),
    [
        (Settings(), "http://127.0.0.1:8000"),
        (Settings(host="::1", port=80), "http://[::1]:80"),
        (Settings(host="0.0.0.0", trusted_hosts=("lab.test",)), "http://127.0.0.1:8000"),
        (Settings(public_url="https://lab.example.org/"), "https://lab.example.org"),
    ],
)
def test_the_lab_names_its_address_as_people_type_it(settings, address):
    assert site_address(settings) == address
