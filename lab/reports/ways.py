"""How people found their way through each version: described, never judged."""

from collections.abc import Sequence
from dataclasses import dataclass

from lab.forms.model import CHECK_PAGE, Version
from lab.reports.evidence import Evidence
from lab.reports.tallies import PageTally, Spread, Way, spread
from lab.studies.protocol import VersionId

VERSIONS: tuple[VersionId, VersionId] = ("original", "revised")


@dataclass(frozen=True, slots=True)
class PageWay:
    """One page; `tally` is None where fewer people saw it than may be shown."""

    page: str
    tally: PageTally | None


@dataclass(frozen=True, slots=True)
class VersionWay:
    """All attempts at one version. first_try: submitted without one message."""

    version: VersionId
    attempts: int
    pages: tuple[PageWay, ...]
    shortest: Spread | None
    visits: Spread | None
    lostness: Spread | None
    with_backtracks: int
    first_try: int
    with_help: int
    repair_seconds: Spread | None


def version_ways(evidence: Evidence, small_group: int) -> tuple[VersionWay, ...]:
    """Of the versions with enough attempts."""
    found = (_version_way(evidence, version, small_group) for version in VERSIONS)
    return tuple(way for way in found if way.attempts >= small_group)


def _version_way(evidence: Evidence, version: VersionId, small_group: int) -> VersionWay:
    measures = evidence.recording.measures
    ids = [one.id for one in evidence.attempts if one.version == version and one.id in measures]
    ways = [evidence.tallies.ways[one] for one in ids]
    return VersionWay(
        version=version,
        attempts=len(ids),
        pages=tuple(
            PageWay(page, _shown(evidence.tallies.pages.get((version, page)), small_group))
            for page in page_ids(evidence.versions[version])
        ),
        shortest=spread(way.shortest for way in ways if way.shortest is not None),
        visits=spread(way.visits for way in ways),
        lostness=_lostness(ways),
        with_backtracks=sum(measures[one].backtracks > 0 for one in ids),
        first_try=sum(measures[one].first_try for one in ids),
        with_help=sum(way.help_openings > 0 for way in ways),
        repair_seconds=spread(seconds for way in ways for seconds in way.repair_seconds),
    )


def page_ids(version: Version) -> tuple[str, ...]:
    own = tuple(page.id for page in version.pages)
    return (*own, CHECK_PAGE) if version.check_answers else own


def _lostness(ways: Sequence[Way]) -> Spread | None:
    return spread(way.lostness for way in ways if way.lostness is not None)


def _shown(tally: PageTally | None, small_group: int) -> PageTally | None:
    return tally if tally is not None and tally.attempts >= small_group else None
