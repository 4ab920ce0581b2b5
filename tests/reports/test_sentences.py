"""The three sentences never say more than the interval behind them."""

import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from lab.errors import NotEstimable
from lab.reports.chapters.first_page import first_page
from lab.reports.chapters.usability import MEASURES, outcome_table
from lab.reports.evidence import Numbers, gather
from lab.reports.findings import Findings, find
from lab.reports.sentences import unsettled_sentences, verdict_sentences
from lab.statistics.estimates import Unit
from lab.statistics.results import OutcomeComparison
from lab.texts.translator import translator
from tests.builders import a_study, versions
from tests.reports.builders import BETTER, SAME, Luck, evidence_of, recording_of

GERMAN, ENGLISH = translator("report", "de"), translator("report", "en")
DIRECTION = re.compile(r"besser|schlechter|\bbetter\b|\bworse\b", re.IGNORECASE)


def holds_nothing(outcome: OutcomeComparison) -> bool:
    """The interval allows that there is no difference at all."""
    if isinstance(outcome.headline, NotEstimable):
        return True
    nothing = 1.0 if outcome.headline.unit == Unit.RATIO else 0.0
    return outcome.headline.low <= nothing <= outcome.headline.high


def on_the_first_page(findings: Findings, say=GERMAN) -> str:
    return " ".join(str(block) for block in first_page(findings, say))


def three(people: int, luck=BETTER, say=GERMAN, **changes) -> tuple[str, str, str]:
    study = a_study(**{"planned_participants": max(2, people), **changes})
    return verdict_sentences(find(evidence_of(people, luck, study=study)), say)


def test_nobody_has_taken_part():
    first, second, third = three(0, planned_participants=12)

    assert first == "Bisher hat niemand teilgenommen."
    assert "12 Personen" in second
    assert "schwer die Texte" in third


def test_a_small_group_hears_why_there_are_no_figures():
    first, second, _ = three(3, planned_participants=12)

    assert first == "Bisher haben 3 Personen teilgenommen."
    assert "Unter 5 Personen zeigen wir keine Zahlen" in second


def test_before_the_planned_number_nothing_is_compared():
    first, second, third = three(8, planned_participants=12)

    assert first == "Bisher haben 8 Personen teilgenommen."
    assert "vergleichen wir nicht" in second
    assert third == "Es fehlen noch 4 Personen."


def test_below_five_pairs_there_are_counts_and_no_verdict():
    first, second, _ = three(4, small_group=3)

    assert first.startswith("Für ein Urteil sind es zu wenige Personen: ")
    assert re.search(r"\d von 4 Personen", first)
    assert "mindestens 5 Personen" in second


def test_from_five_to_eleven_people_it_is_a_hint():
    _, second, _ = three(8)

    assert second.startswith("Das ist ein Hinweis aus 8 Personen und kein Nachweis")


def test_from_twelve_people_on_it_is_no_longer_called_a_hint():
    _, second, _ = three(12)

    assert "Hinweis" not in second
    assert "Nach 12 Personen" in second


def test_a_clear_gain_is_called_better_with_its_numbers():
    first, _, third = three(24)

    assert re.match(r"Das überarbeitete Formular ist (deutlich )?besser: ", first)
    assert "von 24 Personen" in first
    assert "besser: " in third


def test_a_clear_loss_is_called_worse():
    swapped = {"original": BETTER["revised"], "revised": BETTER["original"]}

    first, _, _ = three(24, swapped)

    assert first.startswith("Das überarbeitete Formular ist schlechter: ")


def test_no_difference_is_never_called_none():
    study = a_study(planned_participants=12)
    findings = find(evidence_of(12, SAME, study=study, seed=2))
    first, _, third = verdict_sentences(findings, GERMAN)

    assert first.startswith("Welches Formular mehr Menschen")
    assert "kein Unterschied" not in first + third


def test_the_sentences_exist_in_english():
    first, second, _ = three(24, say=ENGLISH)

    assert "The revised form is" in first
    assert "The true difference is probably" in second


chances = st.floats(0.0, 1.0)
lucks = st.builds(
    Luck, correct=chances, gives_up=chances, seconds=st.floats(60, 900), sus=st.floats(0, 100)
)


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(
    people=st.integers(0, 30),
    seed=st.integers(0, 999),
    original=lucks,
    revised=lucks,
    language=st.sampled_from(["de", "en"]),
)
def test_no_direction_is_named_when_the_interval_holds_none(
    people, seed, original, revised, language
):
    say = translator("report", language)
    evidence = evidence_of(people, {"original": original, "revised": revised}, seed=seed)
    findings = find(evidence)
    sentences = verdict_sentences(findings, say)

    if findings.compared is None:
        assert not DIRECTION.search(on_the_first_page(findings, say))
        return
    outcomes = findings.compared.comparison.outcomes
    if holds_nothing(findings.compared.comparison.primary):
        assert not DIRECTION.search(sentences[0] + sentences[1])
    if all(holds_nothing(one) for one in outcomes):
        assert not DIRECTION.search(on_the_first_page(findings, say))
    assert not DIRECTION.search(" ".join(unsettled_sentences(findings.compared.unsettled, say)))


@pytest.mark.parametrize("seed", range(8))
def test_each_line_names_a_direction_only_where_its_own_interval_does(seed):
    findings = find(evidence_of(10, SAME, seed=seed))
    assert findings.compared is not None

    rows = outcome_table(findings.compared, GERMAN).rows

    for measure, row in zip(MEASURES, rows, strict=True):
        if holds_nothing(findings.compared.comparison.outcome(measure)):
            assert not DIRECTION.search(row[-1].text)


def test_practice_is_called_balanced_only_where_the_orders_are():
    study, made = a_study(planned_participants=8), versions()
    recording, measured = recording_of(8, SAME, study, made)
    turned = tuple(
        replace(one, position=int(one.version == "revised")) for one in recording.attempts
    )
    in_one_order = gather(
        replace(recording, attempts=turned), measured.items(), made, Numbers(0, 8, {})
    )

    balanced = on_the_first_page(find(evidence_of(8, SAME)))
    unbalanced = on_the_first_page(find(in_one_order))

    assert "Die Reihenfolge wechselte" in balanced
    assert "Die Reihenfolge wechselte" not in unbalanced
