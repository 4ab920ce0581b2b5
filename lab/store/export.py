"""Writes a study's recordings as a data package: files that any lab can import."""

import hashlib
import shutil
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import msgspec
import sqlalchemy as sa

from lab.errors import LabError
from lab.store import copies, package_rows, sessions, studies
from lab.store.package_format import (
    FORMAT,
    MANIFEST,
    ROWS,
    Counts,
    Manifest,
    Pin,
    Recorded,
    Row,
    SessionRow,
    definition_files,
    file_names,
)
from lab.store.package_tallies import tallies
from lab.store.private import private_file, private_folder
from lab.store.studies import Definition

FIRST_MOMENT = (1980, 1, 1, 0, 0, 0)
"""The date of every file in a zip: the same recordings give the same bytes."""


@dataclass(frozen=True, slots=True)
class Exported:
    """running: sessions left out because they are not over."""

    package: Path
    manifest: Manifest
    running: int


def export_package(
    db: sa.Connection, study_id: str, package: Path, register: Path | None = None
) -> Exported:
    """Into a folder, or into a file whose name ends in .zip; a package that is there is replaced.

    Keep the connection's one moment for it: everything is read through it. register: where it is
    noted (lab/store/copies.py), so that a withdrawal finds it.
    """
    over = package_rows.sessions_over(db, study_id)
    if not over:
        raise _nobody(db, study_id)
    _refuse_to_replace(package)
    with ExitStack() as stack:
        if register is not None:
            whose = [session.id for session in over]
            copy = copies.copy_of(db, _files(package), f"lab export {study_id}", whose)
            stack.enter_context(copies.noted(register, copy))
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="package-")))
        manifest = _write(db, study_id, over, folder)
        (_zip if package.suffix == ".zip" else _move)(folder, manifest, package)
    running = len(sessions.of_study(db, study_id)) - len(over)
    return Exported(package, manifest, running)


def _write(db: sa.Connection, study_id: str, over: Sequence[SessionRow], folder: Path) -> Manifest:
    used = {session.pin for session in over}
    pins = [one for one in studies.definitions(db, study_id) if one.hash in used]
    for number, pin in enumerate(pins, 1):
        _write_definition(pin, number, folder)
    counts = _write_rows((package_rows.recorded(db, session) for session in over), folder)
    rehearsed = sum(session.simulated for session in over)
    manifest = Manifest(
        format=FORMAT,
        study=study_id,
        simulated="none" if not rehearsed else "all" if rehearsed == len(over) else "some",
        counts=counts,
        labs=tallies(db, study_id),
        pins=tuple(Pin(one.hash, one.pinned_at) for one in pins),
        files={name: _digest(folder / name) for name in file_names(len(pins))},
    )
    text = msgspec.json.format(msgspec.json.encode(manifest), indent=1)
    (folder / MANIFEST).write_bytes(text + b"\n")
    return manifest


def _write_definition(pin: Definition, number: int, folder: Path) -> None:
    for name, text in zip(definition_files(number), (pin.study, pin.versions), strict=True):
        (folder / name).write_text(text, encoding="utf-8", newline="")


def _write_rows(recordings: Iterable[Recorded], folder: Path) -> Counts:
    """One session at a time, so that a large study fits into memory."""
    written: Counter[str] = Counter()
    with ExitStack() as opened:
        files = {name: opened.enter_context((folder / name).open("wb")) for name in ROWS}
        for one in recordings:
            for name, rows in _by_file(one).items():
                files[name].writelines(msgspec.json.encode(row) + b"\n" for row in rows)
                written[name] += len(rows)
    return Counts(**{name.removesuffix(".jsonl"): written[name] for name in ROWS})


def _by_file(one: Recorded) -> dict[str, Sequence[Row]]:
    parts = ((one.session,), one.attempts, one.streams, one.events, one.ratings)
    return dict(zip(ROWS, parts, strict=True))


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _files(package: Path) -> tuple[Path, ...]:
    """Those that hold people's rows, or tell of them."""
    if package.suffix == ".zip":
        return (package,)
    return tuple(package / name for name in (MANIFEST, *ROWS))


def _refuse_to_replace(package: Path) -> None:
    if package.suffix == ".zip" and package.is_dir():
        raise LabError(
            "this is a folder; a package whose name ends in .zip is a file.",
            where=str(package),
            cure="Name another file or folder with --out.",
        )
    there = tuple(package.iterdir()) if package.is_dir() else ()
    own = (package / MANIFEST).exists() or any(map(copies.is_mark, there))
    foreign = bool(there) and not own
    if foreign or (package.is_file() and package.suffix != ".zip"):
        raise LabError(
            "there is something else here, which must not be replaced.",
            where=str(package),
            cure="Name another folder with --out, or empty this one.",
        )


def _move(folder: Path, manifest: Manifest, package: Path) -> None:
    """The manifest goes first and comes last: a package with one is whole."""
    private_folder(package)
    (package / MANIFEST).unlink(missing_ok=True)
    for old in (*package.glob("study-*.json"), *package.glob("versions-*.json")):
        old.unlink()
    for name in (*manifest.files, MANIFEST):
        shutil.copyfile(folder / name, private_file(package / name))


def _zip(folder: Path, manifest: Manifest, package: Path) -> None:
    package.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(private_file(package), "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (MANIFEST, *manifest.files):
            entry = zipfile.ZipInfo(f"{package.stem}/{name}", FIRST_MOMENT)
            entry.compress_type = zipfile.ZIP_DEFLATED
            with (folder / name).open("rb") as source, archive.open(entry, "w") as target:
                shutil.copyfileobj(source, target)


def _nobody(db: sa.Connection, study_id: str) -> LabError:
    known = [one.study.study for one in studies.all_pinned(db)]
    return LabError(
        "there is nothing to export: nobody's session is over.",
        where=study_id,
        cure=f"There are: {', '.join(known)}." if known else "Check --data.",
    )
