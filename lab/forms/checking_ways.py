"""Can every page and field be reached, by some combination of answers?"""

from collections.abc import Iterator

from lab.forms.faults import Objection
from lab.forms.model import Version
from lab.forms.walk import TooManyWaysError, ways


def check_ways(version: Version) -> Iterator[Objection]:
    try:
        found = ways(version)
    except TooManyWaysError as error:
        yield Objection(("pages",), error.what, error.cure)
        return
    pages = {page for way in found for page in way.pages}
    fields = {field for way in found for field in way.fields}
    cure = "Correct its condition (show_if) or that of its page, or delete it."
    for number, page in enumerate(version.pages):
        if page.id not in pages:
            what = f"No combination of answers leads to the page “{page.id}”."
            yield Objection(("pages", number), what, cure)
            continue
        for place, field in enumerate(page.fields):
            if field.id not in fields:
                what = f"No combination of answers shows “{field.id}”."
                yield Objection(("pages", number, "fields", place), what, cure)
