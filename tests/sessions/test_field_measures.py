from lab.sessions.field_measures import field_measures
from tests.sessions.telling import browser, sent, server


def changed(how="typed", length=3, deletes=0):
    return ("field_changed", "plate", {"how": how, "length": length, "deletes": deletes})


def left(dwell_ms=1500, blank=False):
    return ("field_left", "plate", {"dwell_ms": dwell_ms, "length": 3, "blank": blank})


FOCUSED: tuple[str, str, dict[str, int]] = ("field_focused", "plate", {})


def test_dwell_adds_up_over_all_visits():
    (plate,) = field_measures(browser("s1", FOCUSED, left(1500), FOCUSED, left(500)))

    assert plate.dwell == 2.0
    assert (plate.focuses, plate.refocuses) == (2, 1)


def test_a_field_that_was_only_seen_is_no_row():
    assert field_measures(browser("s1", ("field_in_view", "plate", {}))) == ()


def test_a_paste_corrected_by_hand_is_a_paste_and_bursts_add_up():
    corrected = {"how": "typed", "length": 3, "deletes": 4, "bursts": 2, "pastes": 1}
    told = (changed("pasted"), ("field_changed", "plate", corrected), changed())

    (plate,) = field_measures(browser("s1", *told))

    assert (plate.pasted, plate.deletes, plate.delete_bursts) == (2, 4, 2)


def test_what_was_pressed_in_vain_and_hovered_is_counted():
    kinds = ("rage_click", "dead_click", "tooltip_shown") * 2

    (plate,) = field_measures(browser("s1", FOCUSED, *((kind, "plate", {}) for kind in kinds)))

    assert (plate.rage_clicks, plate.dead_clicks, plate.tooltips) == (2, 2, 2)


def test_hesitation_is_the_time_to_the_first_input_of_each_page_load():
    first = ("first_input", "plate", {"after_ms": 2500})
    again = ("first_input", "plate", {"after_ms": 100})

    (plate,) = field_measures((*browser("s1", FOCUSED, first), *browser("s2", FOCUSED, again)))

    assert plate.hesitation == 2.6


def test_a_field_nobody_typed_in_has_no_hesitation():
    (plate,) = field_measures(browser("s1", FOCUSED, left(blank=True)))

    assert plate.hesitation is None
    assert plate.left_blank


def test_the_first_answer_is_no_change():
    (plate,) = field_measures(browser("s1", changed()))

    assert plate.changes == 0


def test_a_second_answer_is_a_change():
    (plate,) = field_measures(browser("s1", changed(), changed()))

    assert plate.changes == 1


def test_an_answer_changed_on_coming_back_is_a_change():
    (plate,) = field_measures((*browser("s1", changed()), *browser("s2", changed())))

    assert plate.changes == 1


def test_putting_right_what_was_rejected_is_no_change():
    rejected = ("error_shown", "plate", {"rule": "format"})

    (plate,) = field_measures((*browser("s1", changed()), *browser("s2", rejected, changed())))

    assert plate.changes == 0


def test_emptying_a_field_and_filling_it_again_is_one_change():
    (plate,) = field_measures(browser("s1", changed(), changed(length=0), changed()))

    assert plate.changes == 1


def test_ways_of_entering_are_counted():
    (plate,) = field_measures(browser("s1", changed("pasted"), changed("autofilled", deletes=2)))

    assert (plate.pasted, plate.autofilled, plate.deletes) == (1, 1, 2)


def test_help_and_validation_errors_belong_to_their_field():
    helped = browser("s1", ("help_opened", "plate", {}))

    (plate,) = field_measures((*helped, *server(*sent("a", 1, ("plate", "format")))))

    assert (plate.help_openings, plate.errors) == (1, 1)


def test_a_judged_fact_says_nothing_about_handling():
    judged = ("fact_judged", "", "plate", {"fact": "plate", "outcome": "wrong"})

    assert field_measures(server(judged)) == ()
