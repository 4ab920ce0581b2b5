"""Which rules can an answer to a field break at all?"""

from lab.forms.model import (
    AnswerField,
    DateField,
    NumberField,
    Rule,
    TextField,
)

KINDS_WITH_FORMAT = ("email", "telephone", "plate", "postcode", "pattern")


def breakable_rules(field: AnswerField) -> tuple[Rule, ...]:
    """In the order in which they are tried; the first broken one is shown."""
    required = (Rule.REQUIRED,) if field.required else ()
    return required + _rules_of_kind(field)


def _rules_of_kind(field: AnswerField) -> tuple[Rule, ...]:
    match field:
        case TextField():
            return _text_rules(field)
        case NumberField():
            limits = ((Rule.TOO_SMALL, field.min), (Rule.TOO_LARGE, field.max))
            return (Rule.FORMAT, *(rule for rule, limit in limits if limit is not None))
        case DateField():
            days = ((Rule.TOO_EARLY, field.min), (Rule.TOO_LATE, field.max))
            return (Rule.NOT_A_DATE, *(rule for rule, limit in days if limit is not None))
    return (Rule.NOT_AN_OPTION,)


def _text_rules(field: TextField) -> tuple[Rule, ...]:
    rules = (
        (Rule.TOO_SHORT, field.min_length is not None),
        (Rule.TOO_LONG, field.max_length is not None),
        (Rule.FORMAT, field.kind in KINDS_WITH_FORMAT or field.pattern is not None),
    )
    return tuple(rule for rule, applies in rules if applies)
