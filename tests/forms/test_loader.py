"""Loading whole files and folders: everything at once, and never a traceback."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lab.forms.faults import DefinitionFaults
from lab.forms.loader import examine_version, load_version
from lab.forms.model import version_hash
from tests.broken import Broken, spoil
from tests.builders import KITCHEN_SINK, a_study_folder

REVISED = (KITCHEN_SINK / "revised.yaml").read_text(encoding="utf-8")


def test_a_sound_version_is_loaded():
    version = load_version(KITCHEN_SINK / "revised.yaml")

    assert version.page("hygiene").show_if is not None
    assert version.field("goods").label.in_language("en") == "What do you sell?"
    assert version.title.in_language("de_easy") == "Stand anmelden"


def test_loading_the_same_file_twice_gives_the_same_hash():
    first, second = (load_version(KITCHEN_SINK / "revised.yaml") for _ in range(2))

    assert version_hash(first) == version_hash(second)


def test_a_changed_word_changes_the_hash(tmp_path):
    folder = a_study_folder(tmp_path)
    spoil(Broken("revised.yaml", "Stand anmelden", "Stand buchen", "", "", "", ""), folder)

    assert version_hash(load_version(folder / "revised.yaml")) != version_hash(
        load_version(KITCHEN_SINK / "revised.yaml")
    )


def test_a_broken_version_is_not_loaded(tmp_path):
    folder = a_study_folder(tmp_path)
    spoil(Broken("revised.yaml", "look: kern", "look: nice", "", "", "", ""), folder)

    with pytest.raises(DefinitionFaults, match=r"revised\.yaml:8: look: “nice” is not known"):
        load_version(folder / "revised.yaml")


def test_faults_of_different_sorts_come_at_once(tmp_path):
    """Broken parts are put right in thought, so that they do not hide what else is wrong."""
    folder = a_study_folder(tmp_path)
    for old, new in (
        ("width: medium", "widht: medium"),
        ("kind: telephone", "kind: phone"),
        ("label: { de: Vorname, en: First name }", "label:"),
        ("id: postcode", "id: last_name"),
        ("min: 1\n", "min: 13\n"),
        ("{ field: goods, equals: food }", "{ field: goods, equals: foot }"),
        ("- { field: telephone, answered: true }", "- { field: telefon, answered: true }"),
    ):
        spoil(Broken("revised.yaml", old, new, "", "", "", ""), folder)

    told = [fault.what for fault in examine_version(folder / "revised.yaml").faults]

    assert told == [
        "“label” is empty.",
        "The id “last_name” is used twice.",
        "“phone” is no kind of field.",
        "“widht” is no key that can stand here.",
        "The largest value (12.5) is below the smallest (13.0).",
        "“goods” has no option “foot”.",
        "The condition asks about “telefon”, which no page asks.",
    ]


@pytest.mark.parametrize(
    "text",
    ["just words", "- a\n- b\n", "pages: []\n", "pages: [x]\n", "pages: [[]]\n", "{}\n", "a: 1\n"],
)
def test_a_definition_that_is_nothing_like_one(text, tmp_path):
    path = tmp_path / "form.yaml"
    path.write_text(text)

    assert examine_version(path).faults


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.data())
def test_no_damage_to_a_file_raises_anything_but_faults(tmp_path, data):
    lines = REVISED.splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(lines) - 1))
        way = data.draw(st.sampled_from(["cut", "drop", "repeat", "move", "insert", "indent"]))
        line = lines[number]
        match way:
            case "cut":
                lines[number] = line[: data.draw(st.integers(0, len(line)))]
            case "drop":
                lines[number] = ""
            case "repeat":
                lines.insert(number, line)
            case "move":
                lines.insert(data.draw(st.integers(0, len(lines))), line)
            case "insert":
                lines[number] = line + data.draw(st.text(max_size=5))
            case _:
                lines[number] = "  " + line
    path = tmp_path / "revised.yaml"
    path.write_text("\n".join(lines), encoding="utf-8", errors="replace")

    for fault in examine_version(path).faults:
        assert fault.what
        assert fault.cure


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.binary(max_size=300))
def test_no_bytes_raise_anything_but_faults(tmp_path, content):
    path = tmp_path / "revised.yaml"
    path.write_bytes(content)

    assert examine_version(path).faults
