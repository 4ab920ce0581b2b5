"""What YAML itself can get wrong, and what it must not change."""

import pytest
import yaml

from lab.forms import yaml_source
from lab.forms.faults import DefinitionFaults, Objection
from lab.forms.yaml_source import read_source
from tests.broken import Broken, assert_told
from tests.builders import KITCHEN_SINK

BROKEN = {
    "tab": Broken(
        "revised.yaml",
        "  - id: person\n",
        "\t- id: person\n",
        "",
        "with a tab",
        "Use spaces",
        "\t- id",
    ),
    "colon in a text": Broken(
        "revised.yaml",
        "label: { de: Nachname, en: Last name }",
        "label: Name: Ihr Nachname",
        "",
        "colon",
        "in quotes",
        "label: Name: Ihr",
    ),
    "open quotation mark": Broken(
        "revised.yaml",
        'equals: "yes"',
        'equals: "yes',
        "",
        "is opened and not closed",
        "Close it",
        'equals: "yes',
    ),
    "open bracket": Broken(
        "revised.yaml",
        "languages: [de, en]",
        "languages: [de, en",
        "",
        "is opened and not closed",
        "Close it",
        "languages:",
    ),
    "text goes on after quotes": Broken(
        "original.yaml",
        'label: { de: "I", en: "I" }',
        'label: { de: "I" one, en: "I" }',
        "",
        "after its closing quotation mark",
        "other kind of quotation mark",
        '"I" one',
    ),
    "backslash in double quotes": Broken(
        "revised.yaml",
        r"pattern: 'HY-\d{5}'",
        r'pattern: "HY-\d{5}"',
        "",
        "backslash",
        "single quotes",
        r"HY-\d",
    ),
    "key twice": Broken(
        "revised.yaml",
        "look: kern",
        "look: kern\nlook: dated",
        "look",
        "“look” is there twice",
        "Keep one",
        "look: dated",
    ),
    "alias": Broken(
        "revised.yaml",
        "de: Nachname, en",
        "de: *name, en",
        "pages[1].fields[0].label.de",
        "“*name”",
        "Write the text out",
        "*name",
    ),
    "anchor": Broken(
        "revised.yaml",
        "de: Nachname, en",
        "de: &name Nachname, en",
        "pages[1].fields[0].label.de",
        "“&name”",
        "Delete it",
        "&name",
    ),
    "tag": Broken(
        "revised.yaml",
        "min: 1\n",
        "min: !!float 1\n",
        "pages[2].fields[4].min",
        "sets a YAML type",
        "Delete it",
        "!!float",
    ),
    "several documents": Broken(
        "original.yaml",
        "form: kitchen_sink",
        "form: kitchen_sink\n---\nform: kitchen_sink",
        "",
        "several YAML documents",
        "Keep one",
        "form: kitchen_sink",
    ),
}


@pytest.mark.parametrize("broken", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_broken_is_told_with_file_line_path_and_cure(broken, tmp_path):
    assert_told(broken, tmp_path)


def read(tmp_path, text):
    path = tmp_path / "form.yaml"
    path.write_text(text, encoding="utf-8")
    return read_source(path)


@pytest.mark.parametrize(
    "written", ["01067", "no", "yes", "1e3", "1.10", "0x1F", "2026-03-31", "null", "~", "12:30"]
)
def test_a_scalar_stays_as_it_was_written(written, tmp_path):
    assert read(tmp_path, f"a: {written}\n").data == {"a": written}


def test_nothing_after_a_colon_is_an_empty_text(tmp_path):
    assert read(tmp_path, "a:\nb: c\n").data == {"a": "", "b": "c"}


def test_a_file_of_comments_is_an_empty_text(tmp_path):
    assert read(tmp_path, "# nothing yet\n").data == ""


def test_every_spot_knows_its_line(tmp_path):
    source = read(tmp_path, "a: 1\nb:\n  - c: 2\n    d: 3\n  - e\n")

    assert source.lines[("b",)] == 2
    assert source.lines[("b", 0, "d")] == 4
    assert source.lines[("b", 1)] == 5


def test_a_spot_that_is_not_there_has_the_line_of_what_surrounds_it(tmp_path):
    source = read(tmp_path, "a: 1\nb:\n  c: 2\n")

    assert source.fault(Objection(("b", "x", 3), "What.", "Cure.")).line == 2
    assert source.fault(Objection((), "What.", "Cure.")).line == 1


@pytest.mark.parametrize("text", ["[" * 10_000, "- " * 3_000, "{a: " * 5_000])
def test_deep_nesting_is_met_before_it_hurts(text, tmp_path):
    with pytest.raises(DefinitionFaults, match="nested more than 40 deep"):
        read(tmp_path, text)


@pytest.mark.parametrize("text", ["{ a: 1 }: 2\n", "? [a]\n: 2\n", "*x : 2\n"])
def test_a_key_is_a_word(text, tmp_path):
    (objection, *_) = reversed(read(tmp_path, text).objections)

    assert "A key is a list, a mapping or an alias" in objection.what


def test_an_invisible_control_character_is_taken_out_and_told(tmp_path):
    source = read(tmp_path, 'a: "b\\0c"\n')

    assert source.data == {"a": "bc"}
    assert "U+0000" in source.objections[0].what


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("a: 1\nbbb\nc: 2\n", "indentation"),
        ("a: @x\n", "begins with a sign"),
        ("a: !x!y z\n", "begins with a sign"),
        ("a: 1\n...\nfoo\n", "The line is no YAML"),
    ],
)
def test_other_slips_are_explained_too(text, what, tmp_path):
    with pytest.raises(DefinitionFaults, match=what):
        read(tmp_path, text)


def test_the_slower_parser_reads_and_explains_the_same(tmp_path, monkeypatch):
    files = [KITCHEN_SINK / f"{name}.yaml" for name in ("original", "revised", "study")]
    quick = [read_source(file) for file in files]
    monkeypatch.setattr(yaml_source, "_LOADER", yaml.SafeLoader)

    assert [read_source(file) for file in files] == quick
    assert read(tmp_path, "a: 01067\n").data == {"a": "01067"}
    with pytest.raises(DefinitionFaults, match="with a colon"):
        read(tmp_path, "a: b: c\n")


@pytest.mark.parametrize("loader", [yaml.SafeLoader, yaml_source._LOADER])
def test_a_control_character_outside_of_a_text_has_its_line(loader, tmp_path, monkeypatch):
    monkeypatch.setattr(yaml_source, "_LOADER", loader)

    with pytest.raises(DefinitionFaults, match=r"form\.yaml:2: The line holds an invisible"):
        read(tmp_path, "a: 1\nb: \x86\n")
