"""The hardest sentences of each version: why they are hard, what became of them, what happened."""

from lab.errors import NotEstimable
from lab.forms.wording import TextUnit
from lab.readability.findings import Finding
from lab.reports.amounts import NOTHING
from lab.reports.blocks import Block, Bullets, Heading, Quote
from lab.reports.counterparts import Fate
from lab.reports.field_findings import FieldSide
from lab.reports.findings import Findings
from lab.reports.hard_sentences import HardSentence
from lab.reports.reading import VersionReading
from lab.reports.words import field_label, page_title
from lab.studies.protocol import VersionId
from lab.texts.formats import format_list, format_number
from lab.texts.translator import Translator

VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")
MOST_REASONS = 3
MOST_TEXTS = 3
LONGEST_QUOTE = 320
LONGEST_COUNTERPART = 160
SHORTEST_WAIT = 1.0
"""Seconds before the first input that are worth a word."""


def worst_texts(findings: Findings, say: Translator) -> Block:
    """A good mean may hide one text that nobody understands."""
    return Bullets(tuple(_worst(findings, one, say) for one in findings.reading.versions))


def _worst(findings: Findings, one: VersionReading, say: Translator) -> str:
    if one.worst is None:
        return say("No text of this form can be judged.")
    return {
        "original": say(
            "Hardest text of the original form (difficulty %(difficulty)s, %(place)s): “%(text)s”",
            difficulty=_number(one.worst.score.difficulty, say),
            place=_place(findings, one.version, one.worst.unit, say),
            text=shortened(one.worst.unit.text, LONGEST_COUNTERPART),
        ),
        "revised": say(
            "Hardest text of the revised form (difficulty %(difficulty)s, %(place)s): “%(text)s”",
            difficulty=_number(one.worst.score.difficulty, say),
            place=_place(findings, one.version, one.worst.unit, say),
            text=shortened(one.worst.unit.text, LONGEST_COUNTERPART),
        ),
    }[one.version]


def hardest_blocks(findings: Findings, say: Translator) -> tuple[Block, ...]:
    blocks: list[Block] = []
    for version in VERSIONS:
        heading = {
            "original": say("The hardest sentences of the original form, and what became of them"),
            "revised": say(
                "The hardest sentences of the revised form, and what stood there before"
            ),
        }[version]
        quotes = [_quote(findings, version, one, say) for one in findings.reading.hardest[version]]
        blocks += [Heading(heading), *quotes] if quotes else []
    return tuple(blocks)


def _quote(findings: Findings, version: VersionId, one: HardSentence, say: Translator) -> Quote:
    source = say(
        "%(place)s, difficulty %(difficulty)s",
        place=_place(findings, version, one.unit, say),
        difficulty=_number(one.score.difficulty, say),
    )
    reasons = dict.fromkeys(_reason(finding, say) for finding in one.score.findings)
    notes = (
        " ".join(list(reasons)[:MOST_REASONS]),
        _happened(findings, version, one.group, say),
        _became(version, one, say),
        _asked_now(findings, one, say) if version == "original" else "",
    )
    return Quote(shortened(one.text), source, tuple(note for note in notes if note))


def _number(difficulty: float | NotEstimable | None, say: Translator) -> str:
    if difficulty is None or isinstance(difficulty, NotEstimable):
        return NOTHING
    return format_number(difficulty, say.language)


def _became(version: VersionId, one: HardSentence, say: Translator) -> str:
    texts = _quoted(one.became.texts, say)
    difficulty = _number(one.became_difficulty, say)
    if version == "original":
        return {
            Fate.KEPT: say("In the revised form: kept word for word."),
            Fate.REWRITTEN: say(
                "In the revised form: rewritten to %(texts)s (difficulty %(difficulty)s).",
                texts=texts,
                difficulty=difficulty,
            ),
            Fate.SIMILAR: say(
                "In the revised form: nothing in its place; closest in its words is %(texts)s "
                "(difficulty %(difficulty)s).",
                texts=texts,
                difficulty=difficulty,
            ),
            Fate.GONE: say(
                "In the revised form: dropped, or said in quite different words elsewhere."
            ),
        }[one.became.fate]
    return {
        Fate.KEPT: say("In the original form: the same, word for word."),
        Fate.REWRITTEN: say(
            "In the original form: %(texts)s (difficulty %(difficulty)s).",
            texts=texts,
            difficulty=difficulty,
        ),
        Fate.SIMILAR: say(
            "In the original form: nothing in its place; closest in its words is %(texts)s "
            "(difficulty %(difficulty)s).",
            texts=texts,
            difficulty=difficulty,
        ),
        Fate.GONE: say("In the original form: nothing like it. The sentence is new."),
    }[one.became.fate]


def _quoted(texts: tuple[str, ...], say: Translator) -> str:
    shown = [
        say("“%(label)s”", label=shortened(t, LONGEST_COUNTERPART)) for t in texts[:MOST_TEXTS]
    ]
    return format_list(shown, say.language)


def _asked_now(findings: Findings, one: HardSentence, say: Translator) -> str:
    """How the revised form asks for the same, and how that came out."""
    if one.group is None:
        return ""
    related = findings.reading.related[one.group]
    if not related.revised:
        return say("The revised form does not ask for it any more.")
    labels = [field_label(findings.versions["revised"], field, say) for field in related.revised]
    asked = format_list([say("“%(label)s”", label=label) for label in labels], say.language)
    now = say("The revised form asks for it with %(asked)s.", asked=asked)
    return f"{now} {_happened(findings, 'revised', one.group, say)}".strip()


def _reason(finding: Finding, say: Translator) -> str:
    return finding.reason.en if say.language == "en" else finding.reason.de


def _place(findings: Findings, version: VersionId, unit: TextUnit, say: Translator) -> str:
    of_version = findings.versions[version]
    if unit.field and any(field.id == unit.field for field in of_version.answer_fields):
        return say("field “%(field)s”", field=field_label(of_version, unit.field, say))
    if unit.page:
        return say("page “%(page)s”", page=page_title(of_version, unit.page, say))
    return say("for the whole form")


def shortened(text: str, longest: int = LONGEST_QUOTE) -> str:
    one_line = " ".join(text.split())
    if len(one_line) <= longest:
        return one_line
    return one_line[:longest].rsplit(" ", 1)[0] + " …"


def _happened(findings: Findings, version: VersionId, group: int | None, say: Translator) -> str:
    """What people did at the field that the text belongs to; "" where nothing may be said."""
    if findings.compared is None or group is None:
        return ""
    return happened_at(findings.compared.fields[group].side(version), say)


def happened_at(side: FieldSide, say: Translator) -> str:
    tally = side.tally
    if tally is None:
        return ""
    parts = []
    if tally.judged:
        parts.append(
            say("wrong or missing for %(x)s of %(n)s people", x=tally.with_wrong, n=tally.judged)
        )
    if tally.attempts:
        parts.append(say("rejected for %(x)s of %(n)s", x=tally.with_errors, n=tally.attempts))
    if tally.hesitation is not None and tally.hesitation.median >= SHORTEST_WAIT:
        waited = format_number(tally.hesitation.median, say.language, 1)
        parts.append(say("half waited %(seconds)s seconds or longer before typing", seconds=waited))
    return say("What happened there: %(parts)s.", parts="; ".join(parts)) if parts else ""
