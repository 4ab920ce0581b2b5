import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from lab.readability.normalise import normalise

TEXTS = st.text(alphabet=st.sampled_from("aäöüß e\u0301\u0308\u00ad\u00a0\r\n\t.ﬁn"), max_size=40)


def test_soft_hyphens_go_and_accents_are_composed() -> None:
    assert normalise("Mu\u0308ll\u00adabfuhr").text == "Müllabfuhr"


def test_a_place_is_found_again_in_the_text_as_given() -> None:
    text = "Ein\u00adkommen und Mu\u0308nchen"
    normalised = normalise(text)
    start = normalised.text.index("München")
    first, last = normalised.place(start, start + len("München"))
    assert text[first:last] == "Mu\u0308nchen"


@given(TEXTS)
def test_spelling_a_text_in_another_normal_form_changes_nothing(text: str) -> None:
    composed = normalise(unicodedata.normalize("NFC", text)).text
    assert normalise(unicodedata.normalize("NFD", text)).text == composed


@given(TEXTS)
def test_every_place_lies_inside_the_text(text: str) -> None:
    normalised = normalise(text)
    places = [normalised.place(i, i + 1) for i in range(len(normalised.text))]
    assert all(0 <= start <= end <= len(text) for start, end in places)
