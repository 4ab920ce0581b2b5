"""Whatever lies where a definition is expected, the designer is told and nothing crashes."""

import pytest

from lab.forms.faults import DefinitionFaults
from lab.forms.yaml_text import MAX_BYTES, read_text


def fault_of(path):
    with pytest.raises(DefinitionFaults) as told:
        read_text(path)
    (fault,) = told.value.faults
    return fault


@pytest.mark.parametrize(
    ("content", "line", "what", "cure"),
    [
        (b"", 0, "is empty", "example"),
        (b" \n\n", 0, "is empty", "example"),
        (b"a: 1\nb: \x00\x01", 2, "not a text file (byte 0x00)", "right file"),
        (b"%PDF-1.7\n\x01\x02", 2, "not a text file", "right file"),
        ("title: ä".encode("utf-16"), 0, "UTF-16", "UTF-8"),
        ("a: b\ntitle: Prüfung".encode("latin-1"), 2, "not saved as UTF-8 (byte 0xfc)", "UTF-8"),
        (b"a" * (MAX_BYTES + 1), 0, "larger than 1,000,000 bytes", "right file"),
        (b"- a\n" * 2_500_000, 0, "larger than 1,000,000 bytes", "right file"),
    ],
)
def test_a_file_that_is_no_definition(content, line, what, cure, tmp_path):
    path = tmp_path / "form.yaml"
    path.write_bytes(content)

    fault = fault_of(path)

    assert fault.line == line
    assert what in fault.what
    assert cure in fault.cure


def test_a_missing_file(tmp_path):
    assert fault_of(tmp_path / "no.yaml").what == "There is no such file."


def test_a_folder_instead_of_a_file(tmp_path):
    assert fault_of(tmp_path).what == "This is a folder."


def test_a_name_that_the_system_refuses(tmp_path):
    assert "cannot be read" in fault_of(tmp_path / ("x" * 5000)).what
    assert "cannot be read" in fault_of(tmp_path / "a\0b").what


def test_the_mark_some_editors_put_in_front_is_no_text(tmp_path):
    path = tmp_path / "form.yaml"
    path.write_bytes("\ufefftitle: Prüfung".encode())

    assert read_text(path) == "title: Prüfung"
