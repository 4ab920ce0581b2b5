"""Which column holds what: the titles that offices give their columns, in German and English."""

import re
from collections.abc import Mapping, Sequence

from lab.sessions.spreadsheet.folding import all_folded, folded, tokens
from lab.sessions.spreadsheet.model import Column, Meaning, Obstacle, TimeUnit, Unreadable

TITLES: Mapping[Meaning, frozenset[str]] = {
    Meaning.PARTICIPANT: all_folded(
        "participant participantid participantnumber participantno participantcode person personid "
        "personno personnr personennr personennummer personencode teilnehmer teilnehmerin "
        "teilnehmerinnen teilnehmende teilnehmendeperson teilnehmernr teilnehmerinnr "
        "teilnehmernummer teilnehmerid teilnehmercode teilnehmendennr tn tnnr tnid tncode vp vpnr "
        "vpn vpcode versuchsperson versuchspersonnr proband probandin probandnr probandinnr "
        "probandenid probandid probandennr testperson testpersonnr testpersonid nutzer nutzerin "
        "nutzerid bürger bürgerin respondent subject subjectid tester user userid"
    ),
    Meaning.VERSION: all_folded(
        "version versionen fassung formularversion formularfassung formversion versiondesformulars "
        "fassungdesformulars formular form variante variant prototyp prototype"
    ),
    Meaning.TASK: all_folded(
        "task taskid tasknumber aufgabe aufgabennr aufgabenummer aufgabennummer szenario scenario "
        "testfall"
    ),
    Meaning.PERIOD: all_folded(
        "period order position place reihenfolge durchgang durchgangnr durchgangsnummer durchlauf "
        "runde round periode sequence nrdesdurchgangs"
    ),
    Meaning.CORRECT: all_folded(
        "correct completedcorrectly submittedcorrectly correctlysubmitted correctlycompleted "
        "success successful tasksuccess korrekt richtig fehlerfrei erfolg erfolgreich "
        "korrekteingereicht richtigeingereicht korrektausgefüllt richtigausgefüllt "
        "korrektabgeschlossen richtigabgeschlossen korrektabgegeben richtigabgegeben "
        "korrekteeinreichung "
        "aufgabegelöst gelöst aufgabeerfolgreich aufgabekorrektgelöst"
    ),
    Meaning.FINISHED: all_folded(
        "finished completed complete completion done submitted abgeschlossen abschluss beendet "
        "fertig fertiggeworden geschafft eingereicht abgesendet abgeschickt abgegeben absolviert "
        "formularabgeschlossen formularabgeschickt aufgabeabgeschlossen zuendegebracht "
        "biszumendegekommen"
    ),
    Meaning.GAVE_UP: all_folded("gaveup abandoned aborted abgebrochen abbruch aufgegeben"),
    Meaning.TIME: all_folded(
        "time timeontask tasktime duration elapsed elapsedtime activetime zeit dauer "
        "bearbeitungszeit bearbeitungsdauer ausfüllzeit ausfülldauer zeitbedarf benötigtezeit "
        "gesamtzeit zeitproaufgabe active"
    ),
    Meaning.WRONG_FACTS: all_folded(
        "errors error errorcount numberoferrors mistakes wrongfacts wronganswers fehler fehlerzahl "
        "fehleranzahl anzahlfehler anzahlderfehler zahlderfehler falscheangaben fehlerhafteangaben "
        "falscheoderfehlendeangaben"
    ),
    Meaning.SUS: all_folded(
        "sus susscore suspoints suswert suspunkte suspunktzahl sus0100 susgesamt susgesamtwert "
        "systemusabilityscale"
    ),
    Meaning.SEQ: all_folded(
        "seq seqscore seqwert seq17 singleeasequestion ease easiness leichtigkeit einfachheit"
    ),
    Meaning.PREFERENCE: all_folded(
        "preference preferred preferredversion preferredform favourite favorite präferenz "
        "bevorzugt bevorzugte bevorzugteversion bevorzugtefassung bevorzugtesformular lieber "
        "lieberbenutzt favorit vorliebe"
    ),
    Meaning.TECHNICAL: all_folded(
        "technical technicalproblem technicalfailure technischerabbruch technischesproblem "
        "technischestörung technischerfehler"
    ),
    Meaning.SIMULATED: all_folded("simulated simuliert"),
}
NEEDED = (Meaning.PARTICIPANT, Meaning.VERSION)
UNITS: Mapping[TimeUnit, frozenset[str]] = {
    TimeUnit.SECONDS: all_folded("s sec secs sek sekunde sekunden second seconds"),
    TimeUnit.MINUTES: all_folded("min mins minute minuten minutes"),
}
FILLING = all_folded("in der die das des the of")
CLOCK = frozenset({"hh", "h", "mm", "m", "ss", "s"})
"""As in "Dauer (mm:ss)", which is no unit."""
LATEST_HEADER = 10
"""Above the header there may be a title or two, not a page of text."""


def header_place(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row that names a participant's and a version's column."""
    for place, row in enumerate(rows[:LATEST_HEADER]):
        if set(NEEDED) <= understood(row):
            return place
    return None


def understood(row: Sequence[str]) -> set[Meaning]:
    return {column.meaning for column in _columns(row)}


def columns_of(row: Sequence[str], groups: str = "") -> tuple[Column, ...] | Unreadable:
    """Two titles of one meaning are never chosen between, but giving up yields to finishing."""
    found = _columns(row)
    if any(column.meaning == Meaning.FINISHED for column in found):
        found = tuple(column for column in found if column.meaning != Meaning.GAVE_UP)
    for meaning in Meaning:
        titles = tuple(column.title for column in found if column.meaning == meaning)
        if len(titles) > 1:
            return Unreadable(Obstacle.TWO_COLUMNS, titles, (meaning,))
    return _with_groups(row, found, groups) if groups else found


def _with_groups(
    row: Sequence[str], columns: tuple[Column, ...], groups: str
) -> tuple[Column, ...] | Unreadable:
    """The column of groups is never guessed: it is the one that the office names."""
    for place, title in enumerate(row):
        if folded(title) == folded(groups):
            return (*columns, Column(place, title, Meaning.GROUP))
    return Unreadable(Obstacle.NO_GROUPS, (groups,))


def _columns(row: Sequence[str]) -> tuple[Column, ...]:
    found = (_column(place, title) for place, title in enumerate(row))
    return tuple(column for column in found if column is not None)


def _column(place: int, title: str) -> Column | None:
    bare = folded(re.sub(r"[(\[].*?[)\]]", " ", title))
    for name in (folded(title), bare):
        for meaning, titles in TITLES.items():
            if name in titles and meaning != Meaning.TIME:
                return Column(place, title, meaning)
    return _time_column(place, title)


def _time_column(place: int, title: str) -> Column | None:
    """The unit is part of the title: "Zeit (min)", "Sekunden", "Dauer in Sek."."""
    words = [word for word in tokens(title) if word not in FILLING]
    if {"mm", "ss"} & set(words):
        words = [word for word in words if word not in CLOCK]
    units = [unit for unit, names in UNITS.items() if names & set(words)]
    named = "".join(word for word in words if not any(word in names for names in UNITS.values()))
    if len(units) > 1 or not (named in TITLES[Meaning.TIME] or (units and not named)):
        return None
    return Column(place, title, Meaning.TIME, units[0] if units else None)
