"""Puts a report's document together: the first page, then the chapters."""

from lab.reports.blocks import Chapter, Document, PageWords
from lab.reports.chapters.appendix import appendix
from lab.reports.chapters.comprehensibility import readability
from lab.reports.chapters.fields import fields
from lab.reports.chapters.first_page import first_page
from lab.reports.chapters.method import method
from lab.reports.chapters.navigation import navigation
from lab.reports.chapters.pictures import Drawn, stamp
from lab.reports.chapters.ratings import ratings
from lab.reports.chapters.usability import usability
from lab.reports.findings import Findings
from lab.texts.formats import format_date
from lab.texts.translator import Translator


def document(findings: Findings, say: Translator) -> Document:
    return Document(
        language="en" if say.language == "en" else "de",
        title=findings.study.title.in_language(say.language),
        subtitle=say("Report on a usability test: original and revised form"),
        day=_day(findings, say),
        stamp=stamp(findings.simulated, say),
        stamp_note=say("played by the machine, not by people"),
        first_page=first_page(findings, say),
        chapters=_chapters(findings, say),
        words=page_words(say),
    )


def page_words(say: Translator) -> PageWords:
    return PageWords(
        skip=say("Skip to the result"),
        contents=say("Contents"),
        numbers=say("The numbers of this figure"),
        page=say("Page"),
        footer=say("Made with Formwerkstatt"),
    )


def _day(findings: Findings, say: Translator) -> str:
    if findings.until is None:
        return say("No data yet")
    return say("Data up to %(day)s", day=format_date(findings.until, say.language))


def _chapters(findings: Findings, say: Translator) -> tuple[Chapter, ...]:
    compared = findings.compared
    if compared is None:
        return (readability(findings, say), method(findings, say))
    return (
        usability(findings, compared, say),
        readability(findings, say),
        navigation(findings, compared, say),
        ratings(Drawn(compared.comparison, compared.dots, findings.simulated), say),
        fields(findings, compared, say),
        method(findings, say),
        appendix(compared.comparison, say),
    )
