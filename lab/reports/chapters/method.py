"""Methode und Vollständigkeit: what was planned, who took part, how it is computed, its limits."""

from lab.reports.amounts import NOTHING
from lab.reports.blocks import Block, Bullets, Cell, Chapter, Definitions, Heading, Paragraph, Table
from lab.reports.chapters.computed import computed
from lab.reports.findings import Findings
from lab.reports.flow import Flow
from lab.reports.looking_words import declared
from lab.reports.overview import plan_of
from lab.reports.stages import Stage
from lab.reports.words import (
    limitation_text,
    measure_name,
    plan_changed,
    practice_is_balanced,
    short_version,
)
from lab.sessions.ledger import Completion
from lab.statistics.plan import Measure
from lab.studies.protocol import Study
from lab.texts.formats import format_duration, format_list, format_number, format_percent
from lab.texts.translator import Translator

SHORT_HASH = 12


def method(findings: Findings, say: Translator) -> Chapter:
    return Chapter(
        "method",
        say("Method and completeness of the data"),
        (
            Heading(say("What was fixed before the first person")),
            Definitions(_protocol(findings.study, say)),
            *_plan_changes(findings, say),
            Heading(say("Who took part")),
            *_flow(findings, say),
            Heading(say("How whole the records are")),
            *_completeness(findings.flow, say),
            Heading(say("The forms that were used")),
            *_versions(findings, say),
            *_computed(findings, say),
            Heading(say("What limits the results")),
            Bullets(_limitations(findings, say)),
        ),
    )


def _protocol(study: Study, say: Translator) -> tuple[tuple[str, str], ...]:
    language, margins = study.languages[0], study.margins
    composite = study.time_estimand == "composite"
    least = say(
        "%(points)s percentage points submitted correctly, %(time)s of the time, %(facts)s wrong "
        "or missing answers, %(sus)s SUS points, %(seq)s SEQ points",
        points=format_number(100 * margins.completion, say.language),
        time=format_percent(margins.time, say.language),
        facts=format_number(margins.wrong_facts, say.language, 1),
        sus=format_number(margins.sus, say.language),
        seq=format_number(margins.seq, say.language, 1),
    )
    return (
        (
            say("Design"),
            say("every person fills in both forms, each with another made-up person (crossover)"),
        ),
        (say("Planned number of people"), str(study.planned_participants)),
        (say("When it is compared"), declared(plan_of(study), say)),
        (say("Main question"), say("submitted correctly: in time, nothing wrong, nothing missing")),
        *_secondary(study, say),
        (say("Differences that matter"), least),
        (say("Time limit"), format_duration(study.time_limit_seconds, say.language)),
        (
            say("Time that counts"),
            say("pauses longer than %(n)s seconds are left out", n=study.idle_seconds),
        ),
        (
            say("Whose time is compared"),
            say("everybody's; who did not submit correctly counts the time limit")
            if composite
            else say("of those who submitted correctly"),
        ),
        (
            say("Assignment"),
            say("order of forms and tasks dealt out in blocks of four, seed %(n)s", n=study.seed),
        ),
        (say("Small groups"), say("no figures below %(n)s people", n=study.small_group)),
        (say("Tasks"), "; ".join(task.title.in_language(language) for task in study.tasks)),
    )


def _plan_changes(findings: Findings, say: Translator) -> tuple[Block, ...]:
    changes = findings.flow.plan_changes
    return (Paragraph(plan_changed(changes, say), "warning"),) if changes else ()


def _secondary(study: Study, say: Translator) -> tuple[tuple[str, str], ...]:
    names = [measure_name(Measure(one), say) for one in study.secondary_outcomes]
    if not names:
        return ()
    told = say("%(names)s (p adjusted after Holm)", names=format_list(names, say.language))
    return ((say("Tested as well"), told),)


def _flow(findings: Findings, say: Translator) -> tuple[Block, ...]:
    flow = findings.flow
    people = Table(
        say("From asking to analysing"),
        (say("step"), say("people")),
        (
            (Cell(say("said no")), Cell(str(flow.refused))),
            (Cell(say("began a session")), Cell(str(flow.begun))),
            (
                Cell(say("are erased: by their wish, or past the retention period")),
                Cell(str(flow.erased)),
            ),
            (Cell(say("are still at it")), Cell(str(flow.running))),
            (Cell(say("left before the first form")), Cell(str(flow.left_before))),
            (Cell(say("stopped early")), Cell(str(flow.stopped))),
            (Cell(say("went through to the end")), Cell(str(flow.finished))),
            *_waiting(findings, say),
            (Cell(say("are analysed")), Cell(str(findings.people))),
        ),
        frozenset({1}),
    )
    if findings.stage != Stage.COMPARED:
        return (people,)
    original, revised = flow.versions
    in_time = [one.submitted - one.late for one in flow.versions]
    rows = (
        (say("began"), original.started, revised.started),
        (say("submitted in time"), in_time[0], in_time[1]),
        (say("submitted after the time limit"), original.late, revised.late),
        (say("gave up"), original.gave_up, revised.gave_up),
        (say("were interrupted"), original.interrupted, revised.interrupted),
    )
    versions = Table(
        say("What became of each form"),
        (say("form"), *(short_version(one.version, say) for one in flow.versions)),
        tuple((Cell(label), Cell(str(a)), Cell(str(b))) for label, a, b in rows),
        frozenset({1, 2}),
    )
    return (people, versions, *_orders(findings, say))


def _waiting(findings: Findings, say: Translator) -> tuple[tuple[Cell, ...], ...]:
    if not findings.waiting:
        return ()
    return ((Cell(say("count from the next planned look on")), Cell(str(findings.waiting))),)


def _orders(findings: Findings, say: Translator) -> tuple[Block, ...]:
    balance = findings.compared.comparison.order_balance if findings.compared else None
    if balance is None:
        return ()
    return (
        Paragraph(
            say(
                "%(original)s people began with the original, %(revised)s with the revised form.",
                original=balance.original_first,
                revised=balance.revised_first,
            )
        ),
    )


def _completeness(flow: Flow, say: Translator) -> tuple[Block, ...]:
    names = {
        Completion.COMPLETE: say("complete: every event has arrived"),
        Completion.INCOMPLETE: say("with gaps: some events are missing"),
        Completion.NOT_CAPTURED: say("without recording by the browser: pages and times only"),
    }
    rows = tuple(
        (Cell(names[state]), Cell(str(flow.completion.get(state, 0)))) for state in Completion
    )
    return (
        Table(
            say("Sessions that are over, by their record"),
            (say("record"), say("sessions")),
            rows,
            frozenset({1}),
        ),
        Paragraph(
            say(
                "The device counts every event, the server looks for missing numbers. Whether an "
                "application is correct is judged on the server and does not depend on the record."
            ),
            "note",
        ),
    )


def _versions(findings: Findings, say: Translator) -> tuple[Block, ...]:
    rows = tuple(
        (
            Cell(short_version(one.version, say)),
            Cell(findings.versions[one.version].title.in_language(say.language)),
            Cell(", ".join(name[:SHORT_HASH] for name in one.hashes) or NOTHING),
        )
        for one in findings.flow.versions
    )
    columns = (say("form"), say("title"), say("fingerprint of the definition"))
    table = Table(say("Versions and their fingerprints"), columns, rows)
    if all(len(one.hashes) <= 1 for one in findings.flow.versions):
        return (table,)
    changed = say(
        "A form was changed while the study was running: people used different versions of it."
    )
    return (table, Paragraph(changed, "warning"))


def _computed(findings: Findings, say: Translator) -> tuple[Block, ...]:
    if findings.compared is None:
        return ()
    comparison = findings.compared.comparison
    return computed((*comparison.outcomes, comparison.time_beside), say)


def _limitations(findings: Findings, say: Translator) -> tuple[str, ...]:
    found = findings.compared.comparison.limitations if findings.compared else ()
    simulated = (
        (say("All data are simulated: they say nothing about people."),)
        if findings.simulated
        else ()
    )
    return (
        *simulated,
        *(limitation_text(one, say) for one in found),
        _practice(findings, say),
        say(
            "A test with made-up people: nobody had something at stake, and nobody had to look up "
            "their own papers."
        ),
        say("Who takes part in a test is often more at ease with forms and devices than others."),
        _tested(findings.study, say),
    )


def _tested(study: Study, say: Translator) -> str:
    if study.secondary_outcomes:
        return say(
            "Only the main question and the figures fixed beforehand were tested. The more figures "
            "one looks at, the more easily one of them stands out by chance."
        )
    return say(
        "Only the main question was tested. The more figures one looks at, the more easily one "
        "of them stands out by chance."
    )


def _practice(findings: Findings, say: Translator) -> str:
    learning = say(
        "Learning: everybody fills in two forms for the same matter, and the second goes more "
        "easily, whichever it is. It remains a comparison of people with practice."
    )
    if findings.compared is None or not practice_is_balanced(findings.compared.comparison):
        return learning
    evened = say(
        "The order changes from person to person; in times, wrong answers and scores practice is "
        "taken out by computation as well."
    )
    return f"{learning} {evened}"
