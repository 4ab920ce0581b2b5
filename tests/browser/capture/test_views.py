"""What came into view, and how far somebody scrolled: told once, and only when it was seen."""

import pytest

pytestmark = pytest.mark.browser

SUBMIT = "document.querySelector('#page-form button').scrollIntoView()"
OUT_OF_VIEW = """(rest) => {
  const wall = document.createElement("div");
  wall.style.height = "3000px";
  document.querySelector("[data-field=phone]").before(wall);
}"""
HIGH = "document.querySelector('[data-field=full_name]').style.height = '3000px'"


def fields(device, kind):
    device.settle()
    return [field for field, _ in device.of_kind(kind)]


def behind_a_wall(device):
    """What comes after the second field is out of view until somebody scrolls there."""
    device.screen.context.add_init_script(
        f"addEventListener('DOMContentLoaded', () => ({OUT_OF_VIEW})())"
    )


def test_a_field_out_of_view_is_not_told_until_it_is_scrolled_to(citizen):
    behind_a_wall(citizen)
    citizen.begin("original")
    before = fields(citizen, "field_in_view")
    citizen.screen.evaluate("scrollTo(0, 3000)")
    citizen.screen.wait_for_timeout(100)

    assert "full_name" in before
    assert "phone" not in before
    assert "phone" in fields(citizen, "field_in_view")


def test_each_element_is_told_once(citizen):
    behind_a_wall(citizen)
    citizen.begin("original")
    for _ in range(3):
        citizen.screen.evaluate("scrollTo(0, 3000)")
        citizen.screen.wait_for_timeout(100)
        citizen.screen.evaluate("scrollTo(0, 0)")
        citizen.screen.wait_for_timeout(100)

    seen = fields(citizen, "field_in_view")
    assert len(seen) == len(set(seen))
    assert set(fields(citizen, "hint_in_view")) <= set(seen)


def test_a_field_higher_than_the_window_counts_when_it_fills_half_of_it(citizen):
    citizen.context.add_init_script(f"addEventListener('DOMContentLoaded', () => {{ {HIGH} }})")
    citizen.begin("original")

    assert "full_name" in fields(citizen, "field_in_view")


def test_the_button_that_sends_is_told_when_it_is_seen_and_not_before(citizen):
    behind_a_wall(citizen)
    citizen.begin("original")
    citizen.settle()
    before = citizen.of_kind("submit_in_view")
    citizen.screen.evaluate(SUBMIT)
    citizen.sees("submit_in_view")

    assert before == []
    assert citizen.of_kind("submit_in_view") == [("", {})]


def test_an_error_is_told_when_its_message_is_seen(at_person):
    at_person.submit()
    at_person.screen.locator("[data-error-field=last_name]").scroll_into_view_if_needed()
    at_person.sees("error_in_view")

    shown = [data for field, data in at_person.of_kind("error_shown") if field == "last_name"]
    seen = [data for field, data in at_person.of_kind("error_in_view") if field == "last_name"]
    assert seen == shown == [{"rule": "required"}]


def test_a_page_nobody_scrolls_tells_how_much_of_it_was_seen(citizen):
    behind_a_wall(citizen)
    citizen.begin("original")
    citizen.sees("scrolled")

    ((_, data),) = citizen.of_kind("scrolled")
    assert 5 < data["percent"] < 25


def test_only_the_furthest_counts_and_it_is_told_also_when_one_leaves_at_once(citizen):
    behind_a_wall(citizen)
    citizen.begin("original")
    citizen.sees("scrolled")
    citizen.screen.evaluate("scrollTo(0, 1000)")
    citizen.screen.wait_for_timeout(500)
    citizen.screen.evaluate("scrollTo(0, 0)")
    citizen.screen.wait_for_timeout(500)
    citizen.screen.evaluate("scrollTo(0, document.documentElement.scrollHeight)")
    citizen.screen.wait_for_timeout(50)
    citizen.screen.goto(f"{citizen.url}/give-up")
    citizen.settle()

    told = [data["percent"] for _, data in citizen.of_kind("scrolled")]
    assert told == sorted(set(told))
    assert len(told) == 3
    assert told[-1] == 100
