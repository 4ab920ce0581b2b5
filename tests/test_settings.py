from pathlib import Path

import pytest

from lab.errors import LabError
from lab.settings import Settings, from_env


def test_settings_without_any_variable_are_the_defaults():
    assert from_env({}) == Settings()


def test_settings_read_every_variable():
    settings = from_env(
        {
            "FORMWERKSTATT_DATA": "recordings",
            "FORMWERKSTATT_FORMS": "my-forms",
            "FORMWERKSTATT_REPORTS": "out",
            "FORMWERKSTATT_DATABASE_URL": "postgresql+psycopg://lab@db/lab",
            "FORMWERKSTATT_HOST": "0.0.0.0",
            "FORMWERKSTATT_PORT": "0",
            "FORMWERKSTATT_PUBLIC_URL": "https://lab.example.org",
            "FORMWERKSTATT_TRUSTED_HOSTS": "lab.test, tablet.lan",
            "FORMWERKSTATT_BROWSER": "/usr/bin/chromium",
        }
    )

    assert settings.data == Path("recordings")
    assert settings.database == "postgresql+psycopg://lab@db/lab"
    assert settings.port == 0
    assert settings.trusted_hosts == ("lab.test", "tablet.lan")
    assert settings.behind_tls


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("DATA", ""),
        ("FORMS", " "),
        ("DATABASE_URL", "mysql://somewhere/lab"),
        ("DATABASE_URL", "lab.sqlite3"),
        ("DATABASE_URL", "postgresql:lab"),
        ("HOST", ""),
        ("HOST", "http://localhost"),
        ("HOST", "a b"),
        ("PORT", "eight"),
        ("PORT", "-1"),
        ("PORT", "65536"),
        ("PORT", "８０"),
        ("PUBLIC_URL", "lab.example.org"),
        ("PUBLIC_URL", "ftp://lab.example.org"),
        ("PUBLIC_URL", "https://lab.example.org/lab"),
        ("PUBLIC_URL", "https://me:secret@lab.example.org"),
        ("PUBLIC_URL", "https://lab.example.org:port"),
        ("TRUSTED_HOSTS", "*"),
        ("TRUSTED_HOSTS", "http://lab.test"),
        ("TRUSTED_HOSTS", "lab.test:8000"),
        ("TRUSTED_HOSTS", "lab..test"),
        ("TRUSTED_HOSTS", "[::1"),
    ],
)
def test_nonsense_is_refused_with_the_name_of_the_setting_and_a_cure(name, value):
    with pytest.raises(LabError) as fault:
        from_env({f"FORMWERKSTATT_{name}": value})

    assert fault.value.where == f"FORMWERKSTATT_{name}"
    assert fault.value.cure


def test_a_misspelt_setting_is_refused_and_the_right_name_offered():
    with pytest.raises(LabError) as fault:
        from_env({"FORMWERKSTATT_PUBLIC_ULR": "https://lab.example.org"})

    assert fault.value.cure == "Did you mean FORMWERKSTATT_PUBLIC_URL?"


def test_without_a_database_url_the_recordings_are_a_sqlite_file_in_the_data_folder(tmp_path):
    assert Settings(data=tmp_path).database == f"sqlite:///{tmp_path}/lab.sqlite3"


@pytest.mark.parametrize(
    ("settings", "host"),
    [
        (Settings(), "localhost"),
        (Settings(), "127.0.0.1"),
        (Settings(), "[::1]"),
        (Settings(host="192.168.1.5"), "192.168.1.5"),
        (Settings(host="fd00::5"), "[fd00::5]"),
        (Settings(public_url="https://Lab.Example.org:8443"), "lab.example.org"),
        (Settings(trusted_hosts=("Lab.test",)), "lab.test"),
    ],
)
def test_the_lab_answers_to_loopback_and_to_the_names_it_was_given(settings, host):
    assert host in settings.allowed_hosts


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_listening_on_every_address_does_not_allow_every_name(host):
    settings = Settings(host=host, trusted_hosts=("lab.test",))

    assert settings.allowed_hosts == (*Settings().allowed_hosts, "lab.test")


@pytest.mark.parametrize("host", ["0.0.0.0", "::"])
def test_listening_on_every_address_without_a_name_is_refused(host):
    with pytest.raises(LabError) as fault:
        Settings(host=host)

    assert fault.value.where == "FORMWERKSTATT_TRUSTED_HOSTS"


@pytest.mark.parametrize("scheme", ["postgresql", "postgresql+psycopg"])
def test_the_address_of_a_postgresql_may_be_written_in_both_ways(scheme):
    address = f"{scheme}://lab@db/lab"

    assert Settings(database_url=address).database == address
