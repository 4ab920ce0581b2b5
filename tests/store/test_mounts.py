from pathlib import Path

import pytest

from lab.errors import LabError
from lab.store.database import open_store
from lab.store.mounts import file_system, refuse_network

MOUNTS = """\
overlay / overlay rw,relatime 0 0
proc /proc proc rw 0 0
/dev/sda1 /srv ext4 rw 0 0
files.example.org:/export /srv/shared nfs4 rw 0 0
//files/lab /mnt/Amt\\040Mitte cifs rw 0 0
me@there: /home/me/there fuse.sshfs rw 0 0
tmpfs /srv/shared/fast tmpfs rw 0 0
old:/export /mnt/twice nfs rw 0 0
/dev/sdb1 /mnt/twice ext4 rw 0 0
"""


@pytest.mark.parametrize(
    ("file", "kind"),
    [
        ("/var/lab/lab.sqlite3", "overlay"),
        ("/srv/lab.sqlite3", "ext4"),
        ("/srv/shared/lab.sqlite3", "nfs4"),
        ("/srv/sharedness/lab.sqlite3", "ext4"),
        ("/srv/shared/fast/lab.sqlite3", "tmpfs"),
        ("/mnt/Amt Mitte/lab.sqlite3", "cifs"),
        ("/home/me/there/deep/lab.sqlite3", "fuse.sshfs"),
        ("/mnt/twice/lab.sqlite3", "ext4"),
    ],
)
def test_the_deepest_mount_says_what_a_file_lies_on(file: str, kind: str) -> None:
    assert file_system(Path(file), MOUNTS) == kind


def test_a_database_on_a_network_file_system_is_refused_before_it_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    mounts = tmp_path / "mounts"
    mounts.write_text(f"{MOUNTS}server:/export {tmp_path / 'sessions'} nfs4 rw 0 0\n")
    monkeypatch.setattr("lab.store.database.refuse_network", lambda at: refuse_network(at, mounts))
    file = tmp_path / "sessions" / "lab.sqlite3"
    with pytest.raises(LabError, match=r"network file system \(nfs4\).*PostgreSQL"):
        open_store(f"sqlite:///{file}")
    assert not file.exists()


def test_a_system_that_tells_no_mounts_is_trusted(tmp_path: Path) -> None:
    refuse_network(tmp_path / "lab.sqlite3", tmp_path / "none")
