"""Opens a data package, in a folder or a zip: refuses what was changed, reads it in order."""

import hashlib
import zipfile
from collections.abc import Callable, Collection, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import IO, Generic, TypeVar

from lab.errors import LabError
from lab.store.package_format import (
    FORMAT,
    MANIFEST,
    ROWS,
    AttemptRow,
    EventRow,
    Manifest,
    RatingRow,
    Recorded,
    SessionRow,
    StreamRow,
    definition_files,
    file_names,
    told,
)
from lab.store.studies import Definition, digest

AGAIN = "Take the package again from the lab that exported it; nothing was imported."
PIECE = 1024 * 1024
Open = Callable[[str], IO[bytes]]
R = TypeVar("R", SessionRow, AttemptRow, StreamRow, EventRow, RatingRow)


@dataclass(frozen=True, slots=True)
class Package:
    """Every file of it is as the manifest says."""

    manifest: Manifest
    open: Open

    def definitions(self) -> tuple[Definition, ...]:
        """What sessions began with, oldest first."""
        found = []
        for number, pin in enumerate(self.manifest.pins, 1):
            study, versions = map(self._text, definition_files(number))
            found.append(Definition(pin.hash, study, versions, pin.pinned_at))
        return tuple(found)

    def sessions(self) -> tuple[SessionRow, ...]:
        with self.open("sessions.jsonl") as file:
            return tuple(_Lines("sessions.jsonl", file, SessionRow).rest())

    def recordings(self) -> Iterator[Recorded]:
        """One session at a time, so that a large study fits into memory."""
        with ExitStack() as opened:
            files = {name: opened.enter_context(self.open(name)) for name in ROWS}
            yield from _recordings(files)

    def _text(self, name: str) -> str:
        with self.open(name) as file:
            return file.read().decode("utf-8")


@contextmanager
def opened_package(path: Path) -> Iterator[Package]:
    """Raises LabError for a package that is newer, not whole, or was changed."""
    with ExitStack() as opened:
        reader = _folder_reader(path) if path.is_dir() else _zip_reader(path, opened)
        yield Package(_whole(path, reader), reader)


def _whole(path: Path, reader: Open) -> Manifest:
    try:
        return _checked(reader)
    except (KeyError, OSError, zipfile.BadZipFile) as error:
        reason = getattr(error, "strerror", None) or error.args[0]
        what = f"this is no whole data package ({reason})."
        raise LabError(what, where=str(path), cure=AGAIN) from error


def _folder_reader(path: Path) -> Open:
    return lambda name: (path / name).open("rb")


def _zip_reader(path: Path, opened: ExitStack) -> Open:
    if not path.is_file():
        raise LabError("there is no such package.", where=str(path), cure="Check the name.")
    try:
        archive = opened.enter_context(zipfile.ZipFile(path))
    except zipfile.BadZipFile as error:
        cure = f"Give a package's folder, or the zip of it. {AGAIN}"
        raise LabError("this is no zip file.", where=str(path), cure=cure) from error
    manifests = [name for name in archive.namelist() if PurePosixPath(name).name == MANIFEST]
    inside = PurePosixPath(min(manifests, key=len, default=MANIFEST)).parent
    return lambda name: archive.open(str(inside / name))


def _checked(reader: Open) -> Manifest:
    with reader(MANIFEST) as file:
        text = file.read()
    _refuse_newer(text)
    manifest = told(text, Manifest, MANIFEST)
    if set(manifest.files) != set(file_names(len(manifest.pins))):
        raise LabError("the files it names are not those of a package.", where=MANIFEST, cure=AGAIN)
    for name, expected in manifest.files.items():
        if _digest(reader, name) != expected:
            what = "this file was changed after the export (its SHA-256 is another)."
            raise LabError(what, where=name, cure=AGAIN)
    return manifest


def _refuse_newer(text: bytes) -> None:
    found = told(text, dict[str, object], MANIFEST).get("format")
    if found != FORMAT:
        raise LabError(
            f"the package has format {found}, this lab reads format {FORMAT}.",
            where=MANIFEST,
            cure="Import it with the version of the lab that made it, or a later one.",
        )


def _digest(reader: Open, name: str) -> str:
    found = hashlib.sha256()
    with reader(name) as file:
        while piece := file.read(PIECE):
            found.update(piece)
    return found.hexdigest()


def intact(definition: Definition) -> bool:
    """The definition is the one that was pinned."""
    return digest(definition.study, definition.versions) == definition.hash


class _Lines(Generic[R]):
    """The rows of a file, from the first on; knows in which line it is."""

    def __init__(self, name: str, file: IO[bytes], kind: type[R]) -> None:
        self._name = name
        self._kind: type[R] = kind
        self._lines = enumerate(file, 1)
        self._head: R | None = self._next()

    def _next(self) -> R | None:
        number, line = next(self._lines, (0, b""))
        self._where = f"{self._name}, line {number}"
        return told(line, self._kind, self._where) if line else None

    def rest(self) -> Iterator[R]:
        while self._head is not None:
            yield self._head
            self._head = self._next()

    def of(self, owner: str, ids: Collection[str]) -> Iterator[R]:
        """The next rows, as long as one of these is their owner."""
        while self._head is not None and getattr(self._head, owner) in ids:
            yield self._head
            self._head = self._next()

    def refuse_more(self) -> None:
        if self._head is not None:
            what = "this row belongs to none of the sessions before it."
            raise LabError(what, where=self._where, cure=AGAIN)


def _recordings(files: dict[str, IO[bytes]]) -> Iterator[Recorded]:
    sessions = _lines(files, "sessions.jsonl", SessionRow)
    attempts = _lines(files, "attempts.jsonl", AttemptRow)
    streams = _lines(files, "streams.jsonl", StreamRow)
    events = _lines(files, "events.jsonl", EventRow)
    ratings = _lines(files, "ratings.jsonl", RatingRow)
    for session in sessions.rest():
        tried = tuple(attempts.of("session", {session.id}))
        told_by = tuple(streams.of("attempt", {one.id for one in tried}))
        yield Recorded(
            session=session,
            attempts=tried,
            streams=told_by,
            events=tuple(events.of("stream", {one.id for one in told_by})),
            ratings=tuple(ratings.of("session", {session.id})),
        )
    for lines in (attempts, streams, events, ratings):
        lines.refuse_more()


def _lines(files: dict[str, IO[bytes]], name: str, kind: type[R]) -> _Lines[R]:
    return _Lines(name, files[name], kind)
