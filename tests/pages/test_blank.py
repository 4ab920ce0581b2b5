"""A page rendered once serves everybody who has not filled in anything yet."""

from dataclasses import replace

import pytest

from lab.forms.loader import load_version
from lab.pages import blank, render
from lab.pages.frame import Capture, Frame
from lab.pages.page_view import page_view
from lab.texts.translator import translator
from tests.builders import KITCHEN_SINK, a_form

ANNA = Frame("de", "anna", "/form/page", capture=Capture("/events", "of-anna", "signed", "page"))
BEN = Frame("de", "ben", "/form/page", capture=Capture("/events", "of-ben", "sealed", "page"))
FRAMES = (
    ANNA,
    BEN,
    replace(ANNA, capture=None),
    replace(BEN, capture=Capture("/events", "of-ben", mode="drain")),
)


def views(version, answers):
    texts = translator("form", version.languages[0])
    return [page_view(version, page, answers, (), texts) for page in version.pages]


@pytest.mark.parametrize("file", ["original", "revised"])
@pytest.mark.parametrize("frame", FRAMES)
def test_a_remembered_page_is_the_page_to_the_letter(file, frame):
    version = load_version(KITCHEN_SINK / f"{file}.yaml")
    for page, view in zip(version.pages, views(version, {}), strict=True):
        shown = render.render_page(version, page, {}, (), version.languages[0], frame)
        assert shown == render._page(version.look, version.version, view, frame)


@pytest.mark.parametrize("file", ["original", "revised"])
def test_pages_without_answers_are_blank(file):
    version = load_version(KITCHEN_SINK / f"{file}.yaml")
    assert all(blank.is_blank(view) for view in views(version, {}))


@pytest.mark.parametrize(
    ("field", "answer"),
    [
        ({"kind": "text"}, "Anna"),
        ({"kind": "date", "boxes": "three"}, "1.2.1990"),
        ({"kind": "yes_no"}, "no"),
        ({"kind": "radios", "options": [{"value": "a", "label": "A"}]}, "a"),
    ],
)
def test_a_page_with_an_answer_is_not_blank(field, answer):
    version = a_form({"id": "name", "label": "Ihr Name", **field})
    assert [blank.is_blank(view) for view in views(version, {"name": answer})] == [False]


def test_what_somebody_typed_is_not_remembered():
    version = a_form({"id": "name", "kind": "text", "label": "Ihr Name"})
    before = render._blank_page.cache_info().currsize
    page = render.render_page(version, version.pages[0], {"name": "Berg"}, (), "de", ANNA)
    assert "Berg" in page
    assert render._blank_page.cache_info().currsize == before
