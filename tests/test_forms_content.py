"""Every form that ships: it loads, can be walked to the end, speaks its languages, is right."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from lab.forms.journey import page_after, path
from lab.forms.model import Definition, Rule, Text, Version
from lab.forms.rules import breakable_rules
from lab.forms.validation import validate_all
from lab.forms.walk import ways
from lab.studies.check import check_folder
from lab.studies.loader import StudyFolder, load_study
from lab.studies.protocol import Study, VersionId
from lab.studies.tasks import correct_answers, judge

FORMS = Path(__file__).parents[1] / "forms"
FOLDERS = sorted(path.parent for path in FORMS.glob("*/study.yaml"))
STUDIES = {folder.name: load_study(folder) for folder in FOLDERS}
VERSIONS = [(name, version) for name in STUDIES for version in STUDIES[name].versions]
PARKING = STUDIES["bewohnerparkausweis"]

each_study = pytest.mark.parametrize("name", STUDIES)
each_version = pytest.mark.parametrize(("name", "version_id"), VERSIONS)


def version_of(name: str, version_id: VersionId) -> Version:
    return STUDIES[name].versions[version_id]


def texts(definition: object, place: str = "") -> Iterator[tuple[str, Text]]:
    """Every text of a definition, with its place."""
    if isinstance(definition, Text):
        yield place, definition
    elif isinstance(definition, Definition):
        for key in type(definition).model_fields:
            yield from texts(getattr(definition, key), f"{place}.{key}")
    elif isinstance(definition, tuple):
        for number, part in enumerate(definition):
            yield from texts(part, f"{place}[{getattr(part, 'id', number)}]")
    elif isinstance(definition, dict):
        for key, part in definition.items():
            yield from texts(part, f"{place}.{key}")


def messages(version: Version) -> dict[str, str]:
    """What each field says about each rule that can break, in German."""
    return {
        f"{field.id}.{rule}": (field.messages.get(rule) or version.messages[rule]).de
        for field in version.answer_fields
        for rule in breakable_rules(field)
    }


def spoken(study: StudyFolder) -> str:
    """All that a version or the study says, joined."""
    parts = [study.study, *study.versions.values()]
    said = [text for part in parts for _, text in texts(part)]
    return "\n".join(word for text in said for word in (text.de, text.en, text.de_easy) if word)


def test_there_is_a_form_and_no_program_in_its_folder() -> None:
    assert FOLDERS
    assert not list(FORMS.rglob("*.py"))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_every_form_has_two_versions_a_readme_and_no_fault(folder: Path) -> None:
    assert set(STUDIES[folder.name].versions) == {"original", "revised"}
    assert check_folder(folder).faults == ()
    assert (folder / "README.md").is_file()


@each_version
def test_every_page_and_every_field_is_reached_by_some_answers(
    name: str, version_id: VersionId
) -> None:
    version = version_of(name, version_id)
    found = ways(version)

    assert {page for way in found for page in way.pages} == {page.id for page in version.pages}
    assert {field for way in found for field in way.fields} == {
        field.id for page in version.pages for field in page.fields
    }


@each_version
def test_every_branch_ends(name: str, version_id: VersionId) -> None:
    version = version_of(name, version_id)

    for way in ways(version):
        walked = [version.pages[0].id]
        while following := page_after(version, walked[-1], way.answers):
            walked.append(following.id)
        assert tuple(walked) == way.pages


@each_version
def test_every_text_of_a_version_is_said_in_all_its_languages(
    name: str, version_id: VersionId
) -> None:
    version = version_of(name, version_id)

    missing = [
        f"{place}: {language}"
        for place, text in texts(version)
        for language in version.languages
        if not getattr(text, language)
    ]

    assert not missing


def taken_part_in(study: Study) -> Iterator[tuple[str, Text]]:
    """The texts that a participant reads before and beside the form."""
    yield "title", study.title
    yield from texts(study.consent, "consent")
    yield from texts(study.tasks, "tasks")


@each_study
def test_every_text_for_participants_is_said_in_all_languages_of_the_study(name: str) -> None:
    study = STUDIES[name].study

    missing = [
        f"{place}: {language}"
        for place, text in taken_part_in(study)
        for language in study.languages
        if not getattr(text, language)
    ]

    assert not missing


@each_version
@pytest.mark.parametrize("place", [0, 1])
def test_the_answer_key_is_accepted_and_judged_right(
    name: str, version_id: VersionId, place: int
) -> None:
    folder = STUDIES[name]
    version, task = folder.versions[version_id], folder.study.tasks[place]

    answers = correct_answers(folder.study, task, version_id, version)

    assert validate_all(version, answers, "de") == ()
    judged = judge(folder.study, task, version_id, version, answers)
    assert [one.fact for one in judged] == list(task.key)
    assert {one.outcome for one in judged} == {"right"}


@each_study
def test_the_two_tasks_are_matched(name: str) -> None:
    first, second = STUDIES[name].study.tasks

    assert list(first.key) == list(second.key)
    for fact in first.key:
        lengths = [len(task.key[fact]) for task in (first, second)]
        assert abs(lengths[0] - lengths[1]) <= 2, fact
    for version in ("original", "revised"):
        assert set(first.also.get(version, {})) == set(second.also.get(version, {}))


@each_study
def test_the_two_tasks_lead_through_the_same_pages(name: str) -> None:
    folder = STUDIES[name]

    for version_id, version in folder.versions.items():
        walked = {
            tuple(page.id for page in path(version, answers))
            for task in folder.study.tasks
            for answers in [correct_answers(folder.study, task, version_id, version)]
        }
        assert len(walked) == 1


@each_study
def test_the_consent_text_names_the_days_of_retention(name: str) -> None:
    consent = STUDIES[name].study.consent

    for language in STUDIES[name].study.languages:
        assert f"{consent.retention_days} " in consent.stored.in_language(language)
        assert f"{consent.retention_days} " in consent.voluntary.in_language(language)


@each_study
def test_no_e_mail_address_could_belong_to_somebody(name: str) -> None:
    said = spoken(STUDIES[name]).replace("\n", " ").split()

    addresses = [word.strip(".,()") for word in said if "@" in word.strip("@")]

    assert addresses
    assert {address.rpartition("@")[2] for address in addresses} == {"example.org"}


def test_the_original_says_the_same_whatever_is_wrong() -> None:
    said = messages(PARKING.versions["original"])

    assert set(said.values()) == {"Eingabe fehlerhaft."}


def test_the_revised_form_has_its_own_message_for_every_rule_that_can_break() -> None:
    revised = PARKING.versions["revised"]

    missing = [
        f"{field.id}: {rule}"
        for field in revised.answer_fields
        for rule in breakable_rules(field)
        if rule not in field.messages
    ]

    assert not missing
    assert not revised.messages


@pytest.mark.parametrize("word", ["bitte", "ungültig", "fehlerhaft", "korrekt", "Pflichtfeld"])
def test_no_message_of_the_revised_form_begs_or_blames(word: str) -> None:
    said = messages(PARKING.versions["revised"])

    assert [place for place, message in said.items() if word.lower() in message.lower()] == []


def test_no_two_fields_of_the_revised_form_share_a_message() -> None:
    revised = PARKING.versions["revised"]
    required = [
        field.messages[Rule.REQUIRED].de for field in revised.answer_fields if field.required
    ]

    assert len(set(required)) == len(required)


def test_the_original_asks_everybody_everything_on_one_page() -> None:
    original = PARKING.versions["original"]

    assert len(original.pages) == 1
    assert all(field.show_if is None for page in original.pages for field in page.fields)


def test_the_revised_form_asks_a_mover_only_what_a_mover_has() -> None:
    folder = PARKING
    revised = folder.versions["revised"]
    answers = correct_answers(folder.study, folder.study.tasks[0], "revised", revised)

    asked = [page.id for page in path(revised, answers)]

    assert asked == [
        "start",
        "address",
        "need",
        "previous_address",
        "parking_zone",
        "car",
        "person",
        "residence",
    ]


@pytest.mark.parametrize(
    ("fact", "field", "typed", "outcome"),
    [
        ("holder_last_name", "holder_name", "Weber, Jonas", "right"),
        ("holder_last_name", "holder_name", "Musterstadt", "wrong"),
        ("old_plate", "old_plate", "MUS-JW 418", "right"),
        ("old_plate", "old_plate", "MUS-AB 1", "wrong"),
        ("zone", "zones", "37 / 14", "wrong"),
        ("request", "case", "case_1", "wrong"),
        ("telephone", "daytime_telephone", "0000 123456", "wrong"),
        ("residence_proof", "register_consent", (), "blank"),
        ("previous_zone", "zones", "14", "blank"),
        ("email", "email", "", "blank"),
    ],
)
def test_the_original_lets_errors_pass_that_the_answer_key_finds(
    fact: str, field: str, typed: str | tuple[str, ...], outcome: str
) -> None:
    study, original = PARKING.study, PARKING.versions["original"]
    answers = {**correct_answers(study, study.tasks[0], "original", original), field: typed}

    judged = judge(study, study.tasks[0], "original", original, answers)

    assert validate_all(original, answers, "de") == ()
    assert {one.fact: str(one.outcome) for one in judged}[fact] == outcome
