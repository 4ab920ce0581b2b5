"""Keeps what tells of single people from the other accounts of the machine."""

from pathlib import Path

FOLDER = 0o700
FILE = 0o600
OTHERS = 0o007


def private_folder(folder: Path) -> None:
    """Made when it is not there. One that is there belongs to whoever made it: it stays as is."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    folder.mkdir(FOLDER, exist_ok=True)


def private_file(file: Path) -> Path:
    """Made, empty, when it is not there.

    One that everybody may read has the usual rights, and loses them; one that only a group may
    read was opened to it on purpose.
    """
    file.touch(FILE)
    if file.stat().st_mode & OTHERS:
        file.chmod(FILE)
    return file
