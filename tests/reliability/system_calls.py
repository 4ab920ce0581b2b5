"""What a traced server did to its disk and what it answered, in order, from strace's record."""

import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

CALLS = (
    "openat,pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,"
    "writev,sendto,sendmsg"
)
ANSWERING = ("writev", "sendto", "sendmsg", "write")
LINE = re.compile(r"(\d+) +(.*)")
UNFINISHED = " <unfinished ...>"
RESUMED = re.compile(r"<\.\.\. \w+ resumed>(.*)")
CALL = re.compile(r"(\w+)\((.*)\) += (-?\d+)")
OF_A_FILE = re.compile(r"(?:\d+|AT_FDCWD)<((?:\\x[0-9a-f]{2})*)>")
TEXT = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
# "HTTP" of an answer's head, and "acks" of its body, which may be sent apart.
ANSWER = ("\\x48\\x54\\x54\\x50", "\\x22\\x61\\x63\\x6b\\x73\\x22")
ACK = re.compile(rb'"acks":\{"([0-9a-f]{32})":\{"upto":(-?\d+),"also":\[([\d,]*)\]')
WITHDRAWN = re.compile(rb"location: /withdrawn\?session=([0-9a-f]{32})", re.IGNORECASE)
STARTED_SECONDS = 20.0


@dataclass(frozen=True)
class Write:
    """Bytes that are in the file from now on, and on the disk after the next sync."""

    file: str
    at: int
    data: bytes


@dataclass(frozen=True)
class Cut:
    """The file was made this long."""

    file: str
    size: int


@dataclass(frozen=True)
class Sync:
    file: str


@dataclass(frozen=True)
class Gone:
    file: str


@dataclass(frozen=True)
class Acked:
    """An answer went out: every seq up to this one, and these, are safe."""

    stream: str
    seqs: frozenset[int]


@dataclass(frozen=True)
class Withdrew:
    session: str


Step = Write | Cut | Sync | Gone | Acked | Withdrew


def tracing(record: Path, *more: str) -> tuple[str, ...]:
    """The command that runs a program and records it."""
    reading = ("-y", "-xx", "-s", "1000000", "-e", f"trace={CALLS}")
    return ("strace", "-D", "-f", "--seccomp-bpf", *reading, *more, "-o", str(record))


def wait_for_end(record: Path, pid: int) -> None:
    """The tracer writes on for a moment after the program was killed."""
    ended = re.compile(rf"^{pid} +\+\+\+ ", re.MULTILINE)
    until = time.monotonic() + STARTED_SECONDS
    while not ended.search(_tail(record)):
        assert time.monotonic() < until, "the record has no end"
        time.sleep(0.05)


def _tail(record: Path) -> str:
    with record.open("rb") as file:
        file.seek(max(0, record.stat().st_size - 20_000))
        return file.read().decode("ascii", "replace")


def steps(record: Path, folder: Path) -> Iterator[Step]:
    """Those that concern files of the folder, and the answers."""
    sizes: dict[str, int] = {}
    with record.open(encoding="ascii", errors="replace") as lines:
        for name, arguments, result in _calls(lines):
            yield from _step(name, arguments, result, str(folder), sizes)


def _calls(lines: Iterable[str]) -> Iterator[tuple[str, str, int]]:
    """Finished calls; an answer counts from the moment it begins to be sent."""
    begun: dict[str, str] = {}
    for line in lines:
        found = LINE.match(line.rstrip("\n"))
        if not found:
            continue
        pid, text = found.groups()
        if text.endswith(UNFINISHED):
            if any(sign in text for sign in ANSWER):
                yield text.split("(", 1)[0], text, 0
            else:
                begun[pid] = text.removesuffix(UNFINISHED)
            continue
        if resumed := RESUMED.match(text):
            text = begun.pop(pid, "") + resumed[1]
        if call := CALL.match(text):
            yield call[1], call[2], int(call[3])


def _step(
    name: str, arguments: str, result: int, folder: str, sizes: dict[str, int]
) -> Iterator[Step]:
    if result < 0:
        return
    texts = [bytes.fromhex(one.replace("\\x", "")) for one in TEXT.findall(arguments)]
    if name in ANSWERING and any(sign in arguments for sign in ANSWER):
        yield from _answers(b"".join(texts))
        return
    path = _path(name, arguments, texts)
    if not path.startswith(folder + "/") or path.endswith(("-shm", ".lock")):
        return
    yield from _on_file(name, path.removeprefix(folder + "/"), arguments, texts, sizes)


def _path(name: str, arguments: str, texts: list[bytes]) -> str:
    if name in ("openat", "unlink", "unlinkat", "rename", "renameat", "renameat2"):
        return texts[0].decode("utf-8", "replace") if texts else ""
    named = OF_A_FILE.match(arguments)
    return bytes.fromhex(named[1].replace("\\x", "")).decode("utf-8", "replace") if named else ""


def _on_file(
    name: str, file: str, arguments: str, texts: list[bytes], sizes: dict[str, int]
) -> Iterator[Step]:
    last = arguments.rsplit(", ", 1)[-1]
    if name == "pwrite64":
        yield Write(file, int(last), texts[0])
    elif name == "write":
        # Only the ledger of erasures is written so, and only at its end.
        yield Write(file, sizes.get(file, 0), texts[0])
        sizes[file] = sizes.get(file, 0) + len(texts[0])
    elif name == "ftruncate":
        yield Cut(file, int(last))
    elif name in ("fsync", "fdatasync"):
        yield Sync(file)
    elif name.startswith("unlink"):
        yield Gone(file)
    elif name == "openat":
        if "O_TRUNC" in arguments:
            yield Cut(file, 0)
    else:
        raise AssertionError(f"{name} of {file} is not part of the model")


def _answers(sent: bytes) -> Iterator[Step]:
    for stream, upto, also in ACK.findall(sent):
        alone = frozenset(int(one) for one in also.split(b",") if one)
        yield Acked(stream.decode(), alone | frozenset(range(int(upto) + 1)))
    for session in WITHDRAWN.findall(sent):
        yield Withdrew(session.decode())
