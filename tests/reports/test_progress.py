"""The figure of how many had submitted correctly by when: its words, its table, its JSON."""

import json

from lab.reports.blocks import Picture
from lab.reports.chapters.usability import usability
from lab.reports.findings import find
from lab.reports.json_report import report_json
from lab.texts.translator import translator
from tests.reports.builders import EASY, Luck, evidence_of

SAY = translator("report", "en")
NOBODY_WITH_IT = {"original": Luck(gives_up=1.0), "revised": EASY}


def picture_of(found) -> Picture:
    assert found.compared is not None
    blocks = usability(found, found.compared, SAY).blocks
    pictures = [one for one in blocks if isinstance(one, Picture)]
    return next(one for one in pictures if "after so many minutes" in one.caption)


def test_the_picture_tells_in_words_and_in_its_table_what_it_shows():
    found = find(evidence_of(12))
    assert found.compared is not None
    assert found.compared.progress is not None
    share = f"{found.compared.progress[1].done.at(900):.0%}"
    told = picture_of(found)
    assert f"revised {share}. Half" in told.alt
    assert told.table.rows[4][2].text == share
    assert [row[0].text for row in told.table.rows[:2]] == ["3:00 min.", "6:00 min."]


def test_where_nobody_gets_done_half_is_not_reached():
    told = picture_of(find(evidence_of(12, NOBODY_WITH_IT)))
    assert told.table.rows[-1][1].text == "not reached"
    assert told.table.rows[-2][1].text == "100%"


def test_the_same_shares_are_in_the_json():
    told = json.loads(report_json(find(evidence_of(12)), SAY))["time_to_correct"]
    assert [one["seconds"] for one in told["revised"]["done_by"]] == [180, 360, 540, 720, 900]
    assert told["original"]["n"] == 12
