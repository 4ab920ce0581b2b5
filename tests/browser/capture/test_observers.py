"""Each thing somebody can do on a page is recorded once, with what it should carry."""

import pytest

from tests.browser.sitting import fill_in

pytestmark = pytest.mark.browser

AUTOFILL = """(selector) => {
  const box = document.querySelector(selector);
  box.value = "Berg, Anna";
  box.dispatchEvent(new Event("input", { bubbles: true }));
  box.dispatchEvent(new Event("change", { bubbles: true }));
}"""
LIFE = ("page_shown", "page_left", "stream_ended")


def told(device, *kinds):
    """(kind, field) of the events of these kinds, once everything has arrived."""
    device.settle()
    return [(event.kind, event.field) for event in device.recorded() if event.kind in kinds]


def test_a_page_tells_how_it_was_shown(at_original):
    at_original.sees("page_shown")

    ((_, data),) = at_original.of_kind("page_shown")
    assert data == {
        "width": 1000,
        "height": 800,
        "input": "mouse",
        "errors": 0,
        "navigation": "navigate",
        "restored": False,
    }


def test_a_field_is_entered_and_left(at_original):
    at_original.screen.focus("#f-full_name")
    at_original.screen.wait_for_timeout(300)
    at_original.screen.focus("#f-email")

    assert told(at_original, "field_focused", "field_left") == [
        ("field_focused", "full_name"),
        ("field_left", "full_name"),
        ("field_focused", "email"),
    ]
    ((_, left),) = at_original.of_kind("field_left")
    assert (left["length"], left["blank"], left["changed"]) == (0, True, False)
    assert 300 <= left["dwell_ms"] < 3000


def test_a_field_that_has_the_focus_when_the_page_is_left_is_left_too(at_original):
    at_original.screen.focus("#f-full_name")
    at_original.screen.reload()

    assert told(at_original, "field_left", "page_left") == [
        ("field_left", "full_name"),
        ("page_left", ""),
    ]


def test_typing_tells_how_much_and_how_it_was_corrected(at_original):
    screen = at_original.screen
    screen.focus("#f-full_name")
    screen.keyboard.type("Berx")
    screen.keyboard.press("Backspace")
    screen.keyboard.type("g")
    screen.keyboard.press("Tab")

    assert told(at_original, "first_input", "field_changed") == [
        ("first_input", "full_name"),
        ("field_changed", "full_name"),
    ]
    ((_, changed),) = at_original.of_kind("field_changed")
    assert changed == {"how": "typed", "length": 4, "deletes": 1, "bursts": 1}


def test_deletions_one_after_the_other_are_one_burst(at_original):
    screen = at_original.screen
    screen.focus("#f-full_name")
    for typed, deletions in (("Bergxx", 2), ("ab", 1)):
        screen.keyboard.type(typed)
        for _ in range(deletions):
            screen.keyboard.press("Backspace")
    screen.keyboard.type("x")
    screen.focus("#f-email")
    at_original.settle()

    ((_, changed),) = at_original.of_kind("field_changed")
    assert (changed["deletes"], changed["bursts"]) == (3, 2)


def test_a_paste_that_is_corrected_by_hand_is_still_a_paste(at_original):
    screen = at_original.screen
    screen.focus("#f-email")
    for keys in ("a", "Control+a", "Control+x"):
        screen.keyboard.press(keys)
    screen.focus("#f-full_name")
    screen.keyboard.press("Control+v")
    screen.keyboard.type("b")
    screen.focus("#f-email")
    at_original.settle()

    field, changed = at_original.of_kind("field_changed")[-1]
    assert (field, changed["how"], changed["pastes"]) == ("full_name", "typed", 1)


def test_each_change_counts_its_own_deletions(at_original):
    screen = at_original.screen
    for _ in range(2):
        screen.focus("#f-full_name")
        screen.keyboard.type("ab")
        screen.keyboard.press("Backspace")
        screen.focus("#f-email")
    at_original.settle()

    changes = [data for _, data in at_original.of_kind("field_changed")]
    assert [(one["how"], one["deletes"]) for one in changes] == [("deleted", 1)] * 2


def test_pasting_is_told_from_typing(at_original):
    screen = at_original.screen
    screen.focus("#f-email")
    for keys in ("a", "Control+a", "Control+x"):
        screen.keyboard.press(keys)
    screen.focus("#f-full_name")
    screen.keyboard.press("Control+v")
    screen.keyboard.press("Tab")
    at_original.settle()

    assert at_original.of_kind("field_changed")[-1] == (
        "full_name",
        {"how": "pasted", "length": 1, "deletes": 0, "pastes": 1},
    )


def test_what_the_browser_fills_in_by_itself_is_told_from_typing(at_original):
    at_original.screen.focus("#f-email")
    at_original.screen.evaluate(AUTOFILL, "#f-full_name")
    at_original.screen.focus("#f-phone")
    at_original.settle()

    assert at_original.of_kind("field_changed") == [
        ("full_name", {"how": "autofilled", "length": 10, "deletes": 0})
    ]


def test_a_field_filled_in_from_elsewhere_does_not_change_the_one_with_the_focus(at_original):
    at_original.screen.focus("#f-email")
    at_original.screen.evaluate(AUTOFILL, "#f-full_name")
    at_original.screen.focus("#f-phone")
    at_original.settle()

    ((field, left),) = at_original.of_kind("field_left")
    assert (field, left["changed"]) == ("email", False)


def test_a_choice_counts_what_is_chosen_not_its_letters(at_original):
    at_original.screen.select_option("#f-square", "s")
    at_original.screen.click("label[for=f-goods-choice_1]")
    at_original.screen.focus("#f-email")
    at_original.settle()

    chosen = {"how": "chosen", "length": 1, "deletes": 0}
    assert at_original.of_kind("field_changed") == [("square", chosen), ("goods", chosen)]


def test_pressing_labels_does_not_leave_the_field_between_them(at_original):
    at_original.screen.click("label[for=f-goods-choice_1]")
    at_original.screen.click("label[for=f-goods-choice_2]", delay=200)
    at_original.screen.focus("#f-email")

    assert told(at_original, "field_focused", "field_left") == [
        ("field_focused", "goods"),
        ("field_left", "goods"),
        ("field_focused", "email"),
    ]


def test_three_boxes_of_a_date_make_one_answer(at_person):
    for part, typed in (("day", "4"), ("month", "11"), ("year", "1979")):
        at_person.screen.focus(f"#f-birthday-{part}")
        at_person.screen.keyboard.type(typed)
    at_person.screen.focus("#f-email")
    at_person.settle()

    assert told(at_person, "field_focused", "first_input", "field_changed") == [
        ("field_focused", "birthday"),
        ("first_input", "birthday"),
        ("field_changed", "birthday"),
        ("field_focused", "email"),
    ]
    assert at_person.of_kind("field_changed")[0][1]["length"] == 7


def test_several_boxes_ticked_make_one_answer(citizen):
    citizen.begin("revised")
    citizen.submit()
    fill_in(citizen.screen)
    citizen.submit()
    citizen.screen.click("label[for=f-days-saturday]")
    citizen.screen.click("label[for=f-days-sunday]")
    citizen.screen.focus("#f-length")
    citizen.settle()

    days = [data for field, data in citizen.of_kind("field_changed") if field == "days"]
    assert days == [{"how": "chosen", "length": 2, "deletes": 0}]


def test_help_is_opened_and_closed(at_person):
    for _ in range(2):
        at_person.screen.click("[data-help=telephone] > summary")
        at_person.screen.wait_for_timeout(100)

    assert told(at_person, "help_opened", "help_closed") == [
        ("help_opened", "telephone"),
        ("help_closed", "telephone"),
    ]


def test_the_task_is_read_again(at_original):
    for key in ("F2", "Escape"):
        at_original.screen.keyboard.press(key)
        at_original.screen.wait_for_timeout(100)

    assert told(at_original, "task_card_opened", "task_card_closed") == [
        ("task_card_opened", ""),
        ("task_card_closed", ""),
    ]


def test_errors_are_seen_as_they_stand_on_the_page(at_person):
    at_person.submit()
    at_person.sees("error_shown")
    at_person.settle()

    assert ("last_name", {"rule": "required"}) in at_person.of_kind("error_shown")
    shown = [data["errors"] for _, data in at_person.of_kind("page_shown")]
    assert shown == [0, 0, len(at_person.of_kind("error_shown"))]
    assert told(at_person, "submit_pressed", "page_left").count(("submit_pressed", "")) == 2
    assert at_person.of_kind("page_left") == [("", {"reason": "submit"})] * 2


def test_the_way_back_is_pressed(at_person):
    with at_person.screen.expect_navigation():
        at_person.screen.click("[data-back]")
    at_person.settle()

    assert len(at_person.of_kind("back_pressed")) == 1
    assert at_person.of_kind("page_left")[-1] == ("", {"reason": "back"})


def test_an_answer_is_changed_from_the_check_page(citizen):
    citizen.begin("revised")
    while citizen.screen.locator("[data-change]").count() == 0:
        fill_in(citizen.screen)
        with citizen.screen.expect_navigation():
            citizen.screen.click("#page-form button[type=submit]")
    with citizen.screen.expect_navigation():
        citizen.screen.click("[data-change=stall]")
    citizen.settle()

    assert citizen.of_kind("change_pressed") == [("", {"page": "stall"})]
    assert citizen.of_kind("page_left")[-1] == ("", {"reason": "change"})


def test_everything_is_deleted_by_the_button_of_a_bad_form(at_original):
    at_original.submit("delete_all")

    assert told(at_original, "delete_all_pressed", "submit_pressed") == [("delete_all_pressed", "")]


def test_giving_up_is_not_submitting(citizen):
    citizen.begin("original")
    citizen.screen.click("[data-give-up] > summary")
    with citizen.screen.expect_navigation():
        citizen.screen.click("[data-give-up] button")

    assert told(citizen, "leave_pressed", "submit_pressed") == [("leave_pressed", "")]
    assert citizen.of_kind("page_left") == [("", {"reason": "other"})]


def test_reloading_begins_a_stream_of_its_own(at_original):
    at_original.screen.reload()
    at_original.settle()

    first, second = at_original.streams()
    assert second.prev == first.id
    navigations = [data["navigation"] for _, data in at_original.of_kind("page_shown")]
    assert navigations == ["navigate", "reload"]


def test_the_browsers_own_back_button_is_seen(at_person):
    at_person.screen.go_back()
    at_person.settle()

    assert at_person.of_kind("page_shown")[-1][1]["navigation"] == "back_forward"
    assert at_person.of_kind("page_left")[-1] == ("", {"reason": "other"})


def test_a_hidden_page_tells_how_long(at_original):
    at_original.hide()
    at_original.screen.wait_for_timeout(500)
    at_original.hide(False)
    at_original.sees("hidden", "visible")

    ((_, data),) = at_original.of_kind("visible")
    assert 500 <= data["hidden_ms"] < 3000


def test_a_page_taken_from_the_browsers_memory_goes_on_with_its_stream(at_original):
    """Drivers switch that memory off, so the page is told what a browser would tell it."""
    for kind in ("pagehide", "pageshow"):
        at_original.screen.evaluate(
            "(kind) => dispatchEvent(new PageTransitionEvent(kind, { persisted: true }))", kind
        )
    at_original.screen.reload()
    at_original.settle()

    kinds = [event.kind for event in at_original.recorded() if event.kind in LIFE]
    assert kinds[:6] == ["page_shown", "page_left", "stream_ended"] * 2
    assert [data["restored"] for _, data in at_original.of_kind("page_shown")][:2] == [False, True]
    assert len(at_original.streams()) == 2
    assert at_original.completeness().open_tails == 1  # the page that is still open


def test_work_is_told_in_bursts(at_original):
    screen = at_original.screen
    screen.focus("#f-full_name")
    screen.keyboard.type("abc", delay=200)
    screen.wait_for_timeout(1500)
    screen.keyboard.type("d")
    screen.reload()
    at_original.settle()

    (_, first), *others = at_original.of_kind("active")
    assert 400 <= first["until_ms"] - first["since_ms"] < 1500
    assert others


def test_a_clock_that_jumps_is_noticed(at_original):
    at_original.screen.evaluate("{ const now = Date.now; Date.now = () => now() + 3_600_000 }")
    at_original.screen.focus("#f-email")
    at_original.sees("clock_gap", "field_focused")

    ((_, gap),) = at_original.of_kind("clock_gap")
    assert abs(gap["gap_ms"] - 3_600_000) < 1000
