"""Pages on which nothing is filled in yet are rendered once; only the tokens differ."""

from collections.abc import Callable
from dataclasses import replace

from lab.pages.controls import Control
from lab.pages.entries import Box, Boxes, Entry
from lab.pages.frame import Frame
from lab.pages.page_view import PageView

# Characters for private use: nobody writes them into a definition.
CSRF, TOKEN, SESSION = "\ue000csrf\ue000", "\ue000token\ue000", "\ue000session\ue000"


def is_blank(view: PageView) -> bool:
    """Nothing that somebody entered is kept in memory for the next one."""
    items = [item for section in view.sections for item in section.items]
    return not any(_is_filled(item.entry) for item in items if isinstance(item, Control))


def with_tokens(frame: Frame, render: Callable[[Frame], str]) -> str:
    """What `render` makes of this frame. It sees the frame without what differs from session to
    session, and may therefore remember its result."""
    capture = frame.capture
    if capture is None:
        return render(replace(frame, csrf_token=CSRF)).replace(CSRF, frame.csrf_token)
    same = replace(capture, token=TOKEN if capture.token else "", session=SESSION)
    page = render(replace(frame, csrf_token=CSRF, capture=same))
    page = page.replace(CSRF, frame.csrf_token).replace(SESSION, capture.session)
    return page.replace(TOKEN, capture.token)


def _is_filled(entry: Entry) -> bool:
    if isinstance(entry, Box):
        return entry.value != ""
    if isinstance(entry, Boxes):
        return any(box.value for box in entry.boxes)
    return any(choice.chosen and choice.value for choice in entry.choices)
