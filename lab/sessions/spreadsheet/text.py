"""From the bytes of a file to text, whatever a spreadsheet program wrote."""

import codecs

from lab.sessions.spreadsheet.model import Obstacle, Unreadable

WORKBOOKS = {
    b"PK\x03\x04": "XLSX, ODS",
    b"\xd0\xcf\x11\xe0": "XLS",
    b"%PDF": "PDF",
}
MARKED = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
SAMPLE = 4096


def decoded(content: bytes) -> tuple[str, str] | Unreadable:
    """The text and the name of its encoding."""
    for signature, name in WORKBOOKS.items():
        if content.startswith(signature):
            return Unreadable(Obstacle.WORKBOOK, (name,))
    for mark, encoding in MARKED.items():
        if content.startswith(mark):
            return _decoded(content[len(mark) :], encoding)
    if content[:SAMPLE].count(0) > len(content[:SAMPLE]) // 4:
        return _decoded(content, _unmarked_utf16(content[:SAMPLE]))
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return _decoded(content, "windows-1252")
    return _decoded(content, "utf-8")


def _unmarked_utf16(sample: bytes) -> str:
    """Text of these languages has its zero bytes at even or at odd places."""
    return "utf-16-be" if sample[::2].count(0) > sample[1::2].count(0) else "utf-16-le"


def _decoded(content: bytes, encoding: str) -> tuple[str, str] | Unreadable:
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return Unreadable(Obstacle.NOT_TEXT)
    return Unreadable(Obstacle.NOT_TEXT) if "\0" in text else (text, encoding)
