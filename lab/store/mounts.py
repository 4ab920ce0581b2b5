"""Refuses a database file on a network file system: locks and syncs cannot be relied on there."""

import re
from pathlib import Path, PurePosixPath

from lab.errors import LabError

MOUNTS = Path("/proc/mounts")
NETWORK = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "ncpfs", "afs", "coda", "davfs"),
        *("ceph", "glusterfs", "lustre", "gpfs", "beegfs", "orangefs"),
        *("fuse.sshfs", "fuse.rclone", "fuse.glusterfs", "fuse.ceph", "fuse.s3fs"),
        *("fuse.davfs2", "fuse.curlftpfs", "fuse.gvfsd-fuse"),
    )
)
_ESCAPED = re.compile(r"\\([0-7]{3})")


def refuse_network(file: Path, mounts: Path = MOUNTS) -> None:
    """Where the system does not tell what is mounted, nothing is refused."""
    if not mounts.exists():
        return
    kind = file_system(file.resolve(), mounts.read_text(encoding="utf-8", errors="replace"))
    if kind in NETWORK:
        raise LabError(
            f"the database would lie on a network file system ({kind}), where what was confirmed "
            "can be lost.",
            where=str(file),
            cure="Name a folder on a disk of this machine with --data; several servers share a "
            "PostgreSQL (--database-url).",
        )


def file_system(file: Path, mounts: str) -> str | None:
    """The kind of the deepest mount above the file; of two in one place, the one on top."""
    found: list[tuple[int, str]] = []
    for line in mounts.splitlines():
        parts = line.split(" ")
        if len(parts) < 3:
            continue
        place = PurePosixPath(_ESCAPED.sub(lambda code: chr(int(code[1], 8)), parts[1]))
        if PurePosixPath(file).is_relative_to(place):
            found.append((len(place.parts), parts[2]))
    deepest = max((depth for depth, _ in found), default=0)
    return next((kind for depth, kind in reversed(found) if depth == deepest), None)
