from lab.sessions.measures import measure
from lab.sessions.page_sights import page_sights
from tests.sessions.telling import browser, server


def shown(navigation="navigate", restored=False):
    return ("page_shown", "", {"navigation": navigation, "restored": restored})


def scrolled(percent):
    return ("scrolled", "", {"percent": percent})


def test_each_page_a_browser_told_of_is_one_row_over_all_its_visits():
    told = (
        *browser("s1", shown(), scrolled(40), page="b"),
        *browser("s2", shown("reload"), scrolled(30), page="b"),
        *browser("s3", shown(), page="a"),
        *server(("page_served", "never", "", {"reason": "next"})),
    )

    a, b = page_sights(told)

    assert (a.page, a.visits, a.reloads, a.scroll_depth) == ("a", 1, 0, None)
    assert (b.page, b.visits, b.reloads, b.scroll_depth) == ("b", 2, 1, 40)


def test_coming_back_from_the_browsers_memory_is_a_visit_and_no_reload():
    (a,) = page_sights(browser("s1", shown("reload"), shown("reload", restored=True)))

    assert (a.visits, a.reloads) == (2, 1)


def test_what_was_ever_in_view_is_named_once():
    (a,) = page_sights(
        (
            *browser("s1", ("field_in_view", "plate", {}), ("field_in_view", "name", {})),
            *browser("s2", ("field_in_view", "plate", {}), ("hint_in_view", "plate", {})),
            *browser("s3", ("error_in_view", "name", {"rule": "required"})),
        )
    )

    assert (a.fields, a.hints, a.errors, a.submit) == (("name", "plate"), ("plate",), ("name",), 0)


def test_presses_in_vain_hidden_tabs_and_the_task_are_counted():
    presses = (("rage_click", "plate"), ("dead_click", ""), ("dead_click", "plate"))
    others = (("hidden", ""), ("task_card_opened", ""), ("submit_in_view", ""))

    (a,) = page_sights(browser("s1", *((kind, field, {}) for kind, field in presses + others)))

    assert (a.rage_clicks, a.dead_clicks, a.hidden, a.task_card_openings) == (1, 2, 1, 1)
    assert a.submit


def test_the_order_of_arrival_does_not_matter():
    told = (*browser("s1", shown(), scrolled(40)), *browser("s2", shown(), scrolled(90), page="b"))

    assert page_sights(told) == page_sights(told[::-1])


def test_input_modes_are_named_once_each():
    modes = [("input_mode", "", {"mode": mode}) for mode in ("touch", "keyboard", "touch")]

    assert measure(browser("s1", *modes), 30).input_modes == ("keyboard", "touch")


def test_seeing_is_no_sign_of_life():
    """Somebody who reads for long, while the page shows itself, is idle by the rule."""
    kinds = ("field_focused", *["field_in_view"] * 40, "page_left")

    (page,) = measure(browser("s1", shown(), *((kind, "", {}) for kind in kinds)), 30).pages

    assert page.idle > 30
