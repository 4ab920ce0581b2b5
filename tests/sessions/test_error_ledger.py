from lab.sessions.error_ledger import error_ledger
from tests.sessions.telling import sent, server


def test_an_attempt_without_errors_has_an_empty_ledger():
    assert error_ledger(server(*sent("a", 1))) == ()


def test_an_error_tells_field_rule_message_and_sending():
    (entry,) = error_ledger(server(*sent("a", 1, ("plate", "format"))))

    assert (entry.page, entry.field, entry.rule) == ("a", "plate", "format")
    assert (entry.message, entry.number) == ("Nein.", 1)


def test_an_error_is_repaired_when_its_page_is_sent_without_it():
    (entry,) = error_ledger(server(*sent("a", 1, ("plate", "format")), *sent("a", 2)))

    assert entry.repaired
    assert entry.repair_seconds == 2.0


def test_sending_another_page_repairs_nothing():
    (entry,) = error_ledger(server(*sent("a", 1, ("plate", "format")), *sent("b", 1)))

    assert not entry.repaired


def test_an_error_made_twice_is_two_entries_repaired_at_the_same_moment():
    wrong = ("plate", "format")

    first, second = error_ledger(server(*sent("a", 1, wrong), *sent("a", 2, wrong), *sent("a", 3)))

    assert (first.number, second.number) == (1, 2)
    assert (first.repair_seconds, second.repair_seconds) == (4.0, 2.0)


def test_a_field_put_right_is_repaired_though_another_is_still_wrong():
    plate, name, _ = error_ledger(
        server(
            *sent("a", 1, ("plate", "format"), ("name", "required")),
            *sent("a", 2, ("name", "required")),
        )
    )

    assert plate.repaired
    assert not name.repaired
