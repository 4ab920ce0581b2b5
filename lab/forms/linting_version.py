"""Advice on a version as a whole: what it marks, what it offers, how much a page asks."""

from collections import Counter
from collections.abc import Iterator

from lab.forms.linting import Advice
from lab.forms.linting_labels import lint_field, lint_labels
from lab.forms.model import Page, StaticText, Version
from lab.forms.rules import breakable_rules
from lab.forms.spots import Spot

MOST_QUESTIONS = 12
_SAYS_NOTHING = ("ok", "weiter", "fertig", "senden", "submit", "go", "done", "continue")


def lint(version: Version, language: str) -> tuple[Advice, ...]:
    """All advice on a version in one language, from top to bottom of each page."""
    return (
        *_lint_switches(version),
        *_lint_messages(version, language),
        *_lint_submit(version, language),
        *_lint_titles(version, language),
        *(
            advice
            for number, page in enumerate(version.pages)
            for advice in _lint_page(page, ("pages", number), language)
        ),
    )


def _lint_page(page: Page, spot: Spot, language: str) -> Iterator[Advice]:
    questions = len(page.answer_fields)
    if questions > MOST_QUESTIONS:
        title = page.title.in_language(language)
        yield Advice("many_questions", (*spot, "title", language), title, {"questions": questions})
    for place, one in enumerate(page.fields):
        if not isinstance(one, StaticText):
            yield from lint_field(one, (*spot, "fields", place), language)
    yield from lint_labels(page, spot, language)


def _lint_switches(version: Version) -> Iterator[Advice]:
    optional = sum(not field.required for field in version.answer_fields)
    several = len(version.pages) > 1
    if version.marking == "none" and 0 < optional < len(version.answer_fields):
        yield Advice("required_not_said", ("marking",), values={"optional": optional})
    if not version.error_summary:
        yield Advice("no_error_summary", ("error_summary",))
    if several and not version.back_link:
        yield Advice("no_back_link", ("back_link",))
    if several and not version.progress:
        yield Advice("no_progress", ("progress",))
    if not version.check_answers:
        yield Advice("no_check_answers", ("check_answers",))
    if version.delete_all_button:
        yield Advice("delete_all_button", ("delete_all_button",))


def _lint_messages(version: Version, language: str) -> Iterator[Advice]:
    for rule, text in version.messages.items():
        fields = sum(
            rule in breakable_rules(field) and rule not in field.messages
            for field in version.answer_fields
        )
        if fields > 1:
            spot = ("messages", rule.value, language)
            yield Advice("message_for_all", spot, text.in_language(language))


def _lint_submit(version: Version, language: str) -> Iterator[Advice]:
    label = version.submit_label.in_language(language)
    if label.casefold().strip(" .!") in _SAYS_NOTHING:
        yield Advice("button_says_nothing", ("submit_label", language), label)


def _lint_titles(version: Version, language: str) -> Iterator[Advice]:
    titles = [page.title.in_language(language) for page in version.pages]
    times = Counter(titles)
    for number, title in enumerate(titles):
        if times[title] > 1:
            yield Advice("page_title_twice", ("pages", number, "title", language), title)
