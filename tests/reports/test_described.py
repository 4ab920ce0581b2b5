"""What is described and never judged: fields, ways, and who took part."""

import pytest

from lab.forms.fieldmap import Relation
from lab.reports.field_findings import hardest
from lab.reports.findings import Compared, Findings, find
from lab.sessions.ledger import Completion
from lab.studies.protocol import VersionId
from tests.builders import a_study
from tests.reports.builders import BETTER, Luck, evidence_of

HALF_LEAVE = {"original": Luck(gives_up=1.0), "revised": Luck(correct=1.0, gives_up=0.0)}


@pytest.fixture(scope="module")
def found() -> Findings:
    return find(evidence_of(24, BETTER))


@pytest.fixture(scope="module")
def compared(found: Findings) -> Compared:
    assert found.compared is not None
    return found.compared


def test_every_field_of_both_versions_is_there_once(found, compared):
    for version in ("original", "revised"):
        told = [field for one in compared.fields for field in one.side(version).fields]

        assert sorted(told) == sorted(f.id for f in found.versions[version].answer_fields)


def test_a_split_field_is_one_line_with_both_names(compared):
    names = next(one for one in compared.fields if one.original.fields == ("full_name",))

    assert names.related.relation == Relation.SPLIT
    assert names.revised.fields == ("last_name", "first_name")


def test_the_hardest_fields_come_by_their_share_of_wrong_facts(compared):
    shares = [
        max(one.original.wrong_share, one.revised.wrong_share)
        for one in hardest(compared.fields, 3)
    ]

    assert shares == sorted(shares, reverse=True)
    assert all(share > 0 for share in shares)


def test_a_field_that_few_reached_shows_nothing():
    compared = find(evidence_of(8, HALF_LEAVE, study=a_study(planned_participants=8))).compared
    assert compared is not None

    judged = [one.original.tally for one in compared.fields if one.original.tally]

    assert all(tally.judged == 0 for tally in judged)
    assert all(tally.attempts >= 5 for tally in judged)


def test_ways_are_told_of_each_version_by_itself(compared):
    original, revised = compared.ways

    assert (original.version, revised.version) == ("original", "revised")
    assert original.attempts == revised.attempts == 24
    assert revised.shortest is not None
    assert revised.shortest.median == 4


def test_everybody_who_was_asked_is_somewhere_in_the_flow(found):
    flow = found.flow

    assert flow.refused == 2
    over = flow.finished + flow.stopped + flow.left_before
    assert flow.begun == over + flow.running + flow.erased
    assert flow.completion[Completion.COMPLETE] == 24


@pytest.mark.parametrize("version", ["original", "revised"])
def test_every_attempt_that_began_ended_in_one_way(found, version: VersionId):
    flow = next(one for one in found.flow.versions if one.version == version)

    assert flow.started == flow.submitted + flow.gave_up + flow.interrupted
    assert flow.late <= flow.submitted
    assert sum(flow.hashes.values()) == flow.started
