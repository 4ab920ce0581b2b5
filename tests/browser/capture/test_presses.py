"""How somebody gets about on a page, and presses that tell of impatience or of a wrong hope."""

import pytest

pytestmark = pytest.mark.browser

TOUCH = """(selector) => {
  const at = document.querySelector(selector);
  at.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, pointerType: "touch" }));
}"""
NAME = "label[for=f-full_name]"


def told(device, kind):
    device.settle()
    return device.of_kind(kind)


def test_keyboard_mouse_and_touch_are_told_from_each_other_when_they_change(at_original):
    screen = at_original.screen
    screen.keyboard.press("Tab")
    screen.keyboard.press("Tab")
    screen.click("#f-full_name")
    screen.keyboard.type("ab")
    screen.evaluate(TOUCH, "#f-email")
    screen.keyboard.press("Tab")

    modes = [data["mode"] for _, data in told(at_original, "input_mode")]
    assert modes == ["keyboard", "mouse", "touch", "keyboard"]


def test_typing_alone_says_nothing_about_how_one_gets_about(at_original):
    at_original.screen.focus("#f-full_name")
    at_original.screen.keyboard.type("ab")

    assert told(at_original, "input_mode") == []


def test_three_quick_presses_in_one_place_are_one_rage_click(at_original):
    screen = at_original.screen
    screen.click("#f-goods-choice_1", click_count=4, delay=10)

    assert told(at_original, "rage_click") == [("goods", {})]


def test_six_quick_presses_are_two(at_original):
    at_original.screen.click("h1", click_count=6, delay=10)

    assert told(at_original, "rage_click") == [("", {})] * 2


def test_slow_presses_and_presses_here_and_there_are_no_rage(at_original):
    screen = at_original.screen
    for _ in range(4):
        screen.click("#f-goods-choice_1")
        screen.wait_for_timeout(600)
    for press in range(3):
        screen.click(f"#f-goods-choice_{press % 2 + 1}")

    assert told(at_original, "rage_click") == []


def test_marking_the_text_of_a_box_is_no_rage(at_original):
    at_original.screen.fill("#f-full_name", "Anna Berg")
    at_original.screen.click("#f-full_name", click_count=3)

    assert told(at_original, "rage_click") == []


def test_pressing_words_that_do_nothing_is_a_dead_click(at_original):
    at_original.screen.click("h1")
    at_original.screen.click("[data-field=goods] legend, [data-field=goods] .dated-label")

    assert told(at_original, "dead_click") == [("", {}), ("goods", {})]


def test_pressing_what_does_something_is_none(at_original):
    screen = at_original.screen
    screen.click(NAME)
    screen.click("#f-full_name")
    screen.click("label[for=f-goods-choice_1]")
    screen.click("[data-task-card] > summary")
    screen.select_option("#f-square", "s")

    assert told(at_original, "dead_click") == []


def test_the_empty_space_beside_is_none(at_original):
    at_original.screen.mouse.click(995, 790)

    assert told(at_original, "dead_click") == []


def test_marking_words_with_the_pointer_is_none(at_original):
    box = at_original.screen.locator("h1").bounding_box()
    assert box
    at_original.screen.mouse.move(box["x"] + 2, box["y"] + box["height"] / 2)
    at_original.screen.mouse.down()
    at_original.screen.mouse.move(
        box["x"] + box["width"] - 2, box["y"] + box["height"] / 2, steps=5
    )
    at_original.screen.mouse.up()

    assert told(at_original, "dead_click") == []


def test_a_tooltip_is_told_when_the_pointer_rests_there(at_original):
    screen = at_original.screen
    tooltip = screen.locator("[data-field] [title]").first
    field = tooltip.evaluate("one => one.closest('[data-field]').dataset.field")
    tooltip.hover()
    screen.wait_for_timeout(900)

    assert told(at_original, "tooltip_shown") == [(field, {})]


def test_passing_over_a_tooltip_is_not(at_original):
    screen = at_original.screen
    screen.locator("[data-field] [title]").first.hover()
    screen.wait_for_timeout(200)
    screen.mouse.move(1, 1)
    screen.wait_for_timeout(900)

    assert told(at_original, "tooltip_shown") == []
