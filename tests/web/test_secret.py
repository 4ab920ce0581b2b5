import stat

import pytest

from lab.errors import LabError
from lab.web.secret import lab_secret


def test_the_first_start_makes_a_secret_that_only_its_owner_reads(tmp_path):
    secret = lab_secret(tmp_path / "sessions")

    path = tmp_path / "sessions" / "secret.key"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert len(secret) == 32
    assert [one.name for one in path.parent.iterdir()] == ["secret.key"]


def test_the_next_start_keeps_the_secret(tmp_path):
    assert lab_secret(tmp_path) == lab_secret(tmp_path)


def test_two_labs_have_two_secrets(tmp_path):
    assert lab_secret(tmp_path / "one") != lab_secret(tmp_path / "other")


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o666])
def test_a_secret_that_others_can_read_is_refused(tmp_path, mode):
    lab_secret(tmp_path)
    (tmp_path / "secret.key").chmod(mode)

    with pytest.raises(LabError, match="chmod 600"):
        lab_secret(tmp_path)


@pytest.mark.parametrize("content", [b"", b"secret", b"x" * 33])
def test_a_weak_secret_is_refused(tmp_path, content):
    lab_secret(tmp_path)
    (tmp_path / "secret.key").write_bytes(content)

    with pytest.raises(LabError, match="backup"):
        lab_secret(tmp_path)
