"""When is a page or a field shown? Conditions on the answers of earlier pages."""

from collections.abc import Iterator, Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

Answer = str | tuple[str, ...]
Answers = Mapping[str, Answer]
"""Answers by field id, as typed: a tuple for checkboxes, dates as day.month.year."""


class Condition(BaseModel):
    """Exactly one of: field with equals / one_of / answered, all, any, not."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    field: str | None = None
    equals: str | None = None
    one_of: tuple[str, ...] | None = None
    answered: bool | None = None
    all_of: tuple["Condition", ...] | None = Field(None, alias="all", min_length=1)
    any_of: tuple["Condition", ...] | None = Field(None, alias="any", min_length=1)
    negated: "Condition | None" = Field(None, alias="not")

    @model_validator(mode="after")
    def _says_one_thing(self) -> Self:
        tests = [self.equals, self.one_of, self.answered]
        asked = sum(test is not None for test in tests)
        joined = sum(part is not None for part in (self.all_of, self.any_of, self.negated))
        if self.field is not None and (asked != 1 or joined):
            raise ValueError(
                "a condition on a field has to say one thing; give it equals, one_of or answered"
            )
        if self.field is None and (asked or joined != 1):
            raise ValueError(
                "a condition has to say one thing; name a field, or use one of all, any, not"
            )
        return self


def holds(condition: Condition | None, answers: Answers) -> bool:
    """No condition always holds."""
    if condition is None:
        return True
    if condition.all_of is not None:
        return all(holds(part, answers) for part in condition.all_of)
    if condition.any_of is not None:
        return any(holds(part, answers) for part in condition.any_of)
    if condition.negated is not None:
        return not holds(condition.negated, answers)
    return _field_holds(condition, answers.get(condition.field or "", ""))


def _field_holds(condition: Condition, answer: Answer) -> bool:
    given = (answer,) if isinstance(answer, str) else answer
    if condition.answered is not None:
        return any(given) == condition.answered
    wanted = wanted_values(condition)
    return any(value in wanted for value in given or ("",))


def leaves(condition: Condition | None) -> Iterator[Condition]:
    """The conditions on single fields that a condition is made of."""
    if condition is None:
        return
    if condition.field is not None:
        yield condition
    parts = (condition.all_of or ()) + (condition.any_of or ())
    for part in parts + ((condition.negated,) if condition.negated else ()):
        yield from leaves(part)


def wanted_values(leaf: Condition) -> tuple[str, ...]:
    """The answers that a condition on a field asks for; none when it asks for any."""
    return leaf.one_of or (() if leaf.equals is None else (leaf.equals,))
