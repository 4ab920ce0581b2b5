"""Short words for events, so that a test reads like what happened."""

from lab.sessions.events import Event, EventKind


def server(*events):
    """events: (kind, page, field, data), a second apart."""
    return tuple(
        Event("server-a", seq, seq * 1000.0, EventKind(kind), page, field, data)
        for seq, (kind, page, field, data) in enumerate(events)
    )


def browser(stream, *events, page="a"):
    """events: (kind, field, data), a second apart."""
    return tuple(
        Event(stream, seq, seq * 1000.0, EventKind(kind), page, field, data)
        for seq, (kind, field, data) in enumerate(events)
    )


def sent(page, number, *errors):
    """A page sent for the number-th time; errors: (field, rule)."""
    rejections = [
        ("validation_error", page, field, {"rule": rule, "number": number, "message": "Nein."})
        for field, rule in errors
    ]
    return [("page_submitted", page, "", {"number": number}), *rejections]


def served(page, reason="next"):
    return ("page_served", page, "", {"reason": reason})
