"""Regular expressions of definitions: plain ones work, dangerous ones are refused."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.forms.patterns import PATTERN_LENGTH, PatternTroubleError, check_pattern, fits


@pytest.mark.parametrize(
    "pattern",
    [
        "", r"\d{5}", r"[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?\d{1,4}[EH]?", r"(?:ja|nein)", r"(HY|HZ)-\d+",
        r"[0-9]{5} \S.*", r"[\]a^-]+", r"\+49\.\(\)", r"(?:\d ?){11}", r"(\d{2}){3}", r"a{2,}",
        r".+@.+\..+", r"[^]a]b", r"DE\d{2}(?: ?\d{4}){4} ?\d{2}",
    ],
)  # fmt: skip
def test_a_plain_expression_is_taken(pattern):
    check_pattern(pattern)


@pytest.mark.parametrize(
    "pattern",
    [
        r"(a+)+", r"(a*)*b", r"(a|a)*", r"(a|aa)+", r"(.*,){20}", r"(a?){30}a{30}", r".*.*.*x",
        r"([a-z]+\s?)+", r"((a{1,10}){1,10}){1,10}", r"(\d+|\w+)*", r"(?:x+x+)+y",
    ],
)  # fmt: skip
def test_an_expression_that_can_take_for_ever_is_refused(pattern):
    with pytest.raises(PatternTroubleError, match="can take for ever"):
        check_pattern(pattern)


@pytest.mark.parametrize(
    ("pattern", "what"),
    [
        ("(", "does not work"), (")", "does not work"), ("[a-z", "does not work"),
        (r"\1(a)", "does not work"), ("(" * 5000, "does not work"), ("a{5,1}", "does not work"),
        ("^a$", "“^” at position 1"), (r"\bfoo", "“\\” at position 1"), ("a{,3}", "“{”"),
        ("(?=a)b", "“(?”"), ("(?P<n>a)", "“(?”"), ("(?i)a", "“(?”"), ("a++", "another sign"),
        ("a*?", "another sign"), (r"(a)\1", "“\\” at position 4"),
    ],
)  # fmt: skip
def test_what_is_not_plain_is_refused_with_a_cure(pattern, what):
    with pytest.raises(PatternTroubleError) as told:
        check_pattern(pattern)

    trouble, _, cure = str(told.value).partition("; ")
    assert what in trouble
    assert cure


def test_the_whole_answer_has_to_fit():
    assert fits(r"\d{5}", "01067")
    assert not fits(r"\d{5}", "01067 ")
    assert not fits(r"\d+", "1" * (PATTERN_LENGTH + 1))


PARTS = st.sampled_from(["a", ".", r"\d", "[ab]", "a?", "a*", "a+", "a{1,9}", "b"])
SOME = st.recursive(
    PARTS,
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=4).map("".join),
        st.tuples(inner, st.sampled_from(["", "?", "*", "+", "{1,4}"])).map(
            lambda pair: f"(?:{pair[0]}){pair[1]}"
        ),
        st.tuples(inner, inner).map(lambda pair: f"(?:{pair[0]}|{pair[1]})"),
    ),
    max_leaves=6,
)


@given(SOME)
def test_what_is_taken_never_takes_long(pattern):
    try:
        check_pattern(pattern)
    except PatternTroubleError:
        return

    before = time.perf_counter()
    for nearly in ("a" * 99 + "!", "ab" * 49 + "!", "a" * 50 + "b" * 49 + "!"):
        fits(pattern, nearly)
    assert time.perf_counter() - before < 2
