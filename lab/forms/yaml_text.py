"""Gets the text of a definition file, or says why there is none."""

import re
from pathlib import Path
from typing import NoReturn

from lab.forms.faults import DefinitionFaults, Fault

MAX_BYTES = 1_000_000
_BINARY = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_SAVE = "Save it as UTF-8 in your editor (“Save with encoding”)."


def read_text(path: Path) -> str:
    """Raises DefinitionFaults: missing, no file, too large, not UTF-8, binary, empty."""
    raw = _bytes(path)
    if len(raw) > MAX_BYTES:
        cure = "A form of a hundred pages has a fifth of that: is it the right file?"
        _refuse(path, 0, f"The file is larger than {MAX_BYTES:,} bytes.", cure)
    if raw.startswith(_UTF16):
        _refuse(path, 0, "The file is saved as UTF-16.", _SAVE)
    if binary := _BINARY.search(raw):
        what = f"The file is not a text file (byte 0x{binary[0][0]:02x})."
        _refuse(path, _line(raw, binary.start()), what, "Is it the right file? Give a YAML file.")
    text = _decoded(path, raw)
    if not text.strip():
        _refuse(path, 0, "The file is empty.", "docs/form-format.md has an example to start from.")
    return text


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(MAX_BYTES + 1)
    except FileNotFoundError:
        _refuse(path, 0, "There is no such file.", "Check the name and the folder.")
    except IsADirectoryError:
        _refuse(path, 0, "This is a folder.", "Give the YAML file in it.")
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        _refuse(path, 0, f"The file cannot be read: {reason}.", "Check its rights and its name.")


def _decoded(path: Path, raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        what = f"The file is not saved as UTF-8 (byte 0x{raw[error.start]:02x})."
        _refuse(path, _line(raw, error.start), what, _SAVE)


def _line(raw: bytes, offset: int) -> int:
    return raw.count(b"\n", 0, offset) + 1


def _refuse(path: Path, line: int, what: str, cure: str) -> NoReturn:
    raise DefinitionFaults([Fault(str(path), line, "", what, cure)])
