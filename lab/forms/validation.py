"""Which rule does an answer break, and what is the citizen told?"""

from dataclasses import dataclass

from lab.forms.broken_rules import first_broken
from lab.forms.condition import Answers
from lab.forms.journey import path, reachable_answers, shown_fields
from lab.forms.messages import message
from lab.forms.model import Page, Rule, StaticText, Version


@dataclass(frozen=True, slots=True)
class FieldError:
    field: str
    rule: Rule
    message: str


def validate_page(
    version: Version, page: Page, answers: Answers, language: str
) -> tuple[FieldError, ...]:
    """The first broken rule of each field shown, in page order.

    `answers`: those of earlier pages too, because they decide which fields are shown.
    """
    return validate_reached(version, page, answers, reachable_answers(version, answers), language)


def validate_reached(
    version: Version, page: Page, answers: Answers, reachable: Answers, language: str
) -> tuple[FieldError, ...]:
    """The same, for who has the reachable answers at hand."""
    return tuple(
        FieldError(field.id, broken.rule, message(version, field, broken, language))
        for field in shown_fields(page, reachable)
        if not isinstance(field, StaticText)
        and (broken := first_broken(field, answers.get(field.id, "")))
    )


def validate_all(version: Version, answers: Answers, language: str) -> tuple[FieldError, ...]:
    """The errors of every page on the way these answers take."""
    return tuple(
        error
        for page in path(version, answers)
        for error in validate_page(version, page, answers, language)
    )
