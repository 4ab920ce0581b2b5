"""Tables as offices keep them: each with what must be understood, and which lines are kept out."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from lab.sessions.spreadsheet.model import Meaning, Remark, Trouble, VersionNames
from lab.statistics.attempts import AttemptRow

USUAL = VersionNames()


@dataclass(frozen=True)
class Untidy:
    """read: attempts as (participant, version, period, correct, seconds). refused: by line."""

    name: str
    text: str
    read: tuple[tuple[object, ...], ...]
    refused: Mapping[int, Trouble] = field(default_factory=dict)
    remarks: tuple[Remark, ...] = ()
    meanings: tuple[Meaning, ...] = ()
    names: VersionNames = USUAL
    encoding: str = "utf-8"

    @property
    def content(self) -> bytes:
        return self.text.encode(self.encoding)


def seen(row: AttemptRow) -> tuple[object, ...]:
    return (row.participant, row.version, row.period, row.completed_correctly, row.seconds)


TWO = (("p1", "original", 1, True, 225.0), ("p1", "revised", 2, False, None))
FULL = (
    Meaning.PARTICIPANT,
    Meaning.VERSION,
    Meaning.PERIOD,
    Meaning.CORRECT,
    Meaning.TIME,
)
REMOTE = VersionNames("Entwurf A", "Entwurf B")

UNTIDY = (
    Untidy(
        "semicolons, windows-1252, umlauts, capitals and blanks in the titles",
        " TEILNEHMER*IN ; Fassung;Reihenfolge ;RICHTIG AUSGEFÜLLT;Ausfüllzeit (s)\r\n"
        "P1;Bisheriges Formular;1;Ja;225\r\n"
        "P1;Überarbeitetes Formular;2;nein;\r\n",
        TWO,
        meanings=FULL,
        encoding="cp1252",
    ),
    Untidy(
        "commas, UTF-8 with a byte order mark, English titles, decimals",
        "Participant ID,Version,Order,Submitted correctly,Time (min)\n"
        "P1,old,1,TRUE,3.75\nP1,new,2,FALSE,\n",
        TWO,
        meanings=FULL,
        encoding="utf-8-sig",
    ),
    Untidy(
        "tabs, UTF-16 as Excel saves Unicode text",
        "Person\tVersion\tDurchgang\tKorrekt\tDauer\r\nP1\talt\t1\tx\t3:45\r\nP1\tneu\t2\t\t\r\n",
        TWO,
        remarks=(Remark.BLANK_IS_NO,),
        meanings=FULL,
        encoding="utf-16",
    ),
    Untidy(
        "UTF-16 without a mark, a line that names the separator",
        "sep=;\r\nPerson;Version;Runde;Erfolg;Zeit\r\nP1;alt;1;1;3 min 45 s\r\nP1;neu;2;0;-\r\n",
        TWO,
        remarks=(Remark.NOT_MEASURED,),
        meanings=FULL,
        encoding="utf-16-le",
    ),
    Untidy(
        "a title and empty lines above, blank lines, totals below",
        "Auswertung Oktober;;;;\n;;;;\nTN;Formular;Position;korrekt?;Zeit in Sek.\n\n"
        "P1;vorher;1;ja;225,0\n;;;;\nP1;nachher;2;nein;k. A.\n"
        "Mittelwert;;;50 %;225\nSumme:;;;;\n",
        TWO,
        {8: Trouble.TOTALS, 9: Trouble.TOTALS},
        (Remark.LINES_ABOVE, Remark.NOT_MEASURED),
        FULL,
    ),
    Untidy(
        "quoted line breaks and separators, columns nobody asked for",
        'Nr.;Person;Version;Reihenfolge;Korrekt;Zeit;"Bemer-\nkung"\n'
        '1;P1;alt;1.;richtig;"0:03:45";"fand es gut;\n\naber ""lang"""\n'
        "2;P1;neu;zweite;falsch;;\n3;P2;alt;1;ja;heute;\n",
        TWO,
        {7: Trouble.NOT_A_TIME},
        meanings=FULL,
    ),
    Untidy(
        "thousands and decimals of an Austrian and a Swiss keyboard",
        "Person;Version;Reihenfolge;Korrekt;Sekunden\n"
        "P1;alt;1;ja;1.225,5\nP1;neu;2;ja;1'225\n"
        "P2;neu;1;ja;1 225,25\nP2;alt;2;ja;1.225\n",
        (
            ("p1", "original", 1, True, 1225.5),
            ("p1", "revised", 2, True, 1225.0),
            ("p2", "revised", 1, True, 1225.25),
            ("p2", "original", 2, True, 1225.0),
        ),
        meanings=FULL,
    ),
    Untidy(
        "a number that could be either",
        "Person;Version;Reihenfolge;Korrekt;Sekunden\nP1;alt;1;ja;225\nP1;neu;2;nein;\n"
        "P2;alt;1;ja;1.225\n",
        TWO,
        {4: Trouble.AMBIGUOUS_NUMBER},
        meanings=FULL,
    ),
    Untidy(
        "lines repeated, and lines that contradict each other",
        "Person;Version;Reihenfolge;Korrekt;Zeit;Aufgabe\n"
        "P1;alt;1;ja;225 s;A\nP1;neu;2;nein;;B\np1;ALT;1;Ja;225 s;A\n"
        "P2;alt;1;ja;200 s;A\nP2;alt;1;nein;300 s;a\n",
        TWO,
        {4: Trouble.DUPLICATE, 5: Trouble.CONTRADICTION, 6: Trouble.CONTRADICTION},
        meanings=(*FULL, Meaning.TASK),
    ),
    Untidy(
        "several tasks a person",
        "Person;Version;Reihenfolge;Korrekt;Zeit;Aufgabe\n"
        "P1;alt;1;ja;225 s;A\nP1;alt;2;ja;225 s;B\nP1;neu;3;ja;225 s;C\n",
        (
            ("p1", "original", 1, True, 225.0),
            ("p1", "original", 2, True, 225.0),
            ("p1", "revised", 3, True, 225.0),
        ),
        meanings=(*FULL, Meaning.TASK),
    ),
    Untidy(
        "slips of the keyboard, cells that are missing or too many",
        "Person;Version;Reihenfolge;Korrekt;Zeit\nP1;alt;1;ja;225 s\nP1;neu;2;nein\n"
        "P2;nneu;1;ja;1 s\n;alt;1;ja;1 s\nP3;;1;ja;1 s\nP4;alt;1;vielleicht;1 s\n"
        "P5;alt;1;;1 s\nP6;alt;1;ja;0 s\nP7;alt;zuletzt;ja;1 s\nP8;alt;1;ja;1 s;;noch was\n",
        TWO,
        {
            4: Trouble.UNKNOWN_VERSION,
            5: Trouble.NO_PARTICIPANT,
            6: Trouble.NO_VERSION,
            7: Trouble.NOT_YES_OR_NO,
            8: Trouble.EMPTY,
            9: Trouble.NOT_POSITIVE,
            10: Trouble.NOT_A_PLACE,
            11: Trouble.TOO_MANY_CELLS,
        },
        meanings=FULL,
    ),
    Untidy(
        "a quotation mark that is never closed",
        "Person;Version;Reihenfolge;Korrekt;Zeit\nP1;alt;1;ja;225 s\nP1;neu;2;nein;\n"
        'P2;alt;1;ja;"200 s\nP2;neu;2;ja;100 s\n',
        TWO,
        {4: Trouble.QUOTES},
        meanings=FULL,
    ),
    Untidy(
        "names of versions that only the office knows",
        "Person;Prototyp;Reihenfolge;Korrekt;Zeit\nP1;entwurf a;1;ja;225 s\n"
        "P1;Entwurf  B;2;nein;\n",
        TWO,
        meanings=FULL,
        names=REMOTE,
    ),
    Untidy(
        "scales: a questionnaire beyond its ends, half an error",
        "Person;Version;Reihenfolge;Korrekt;Zeit;SUS (0-100);SEQ;Fehler;Präferenz\n"
        "P1;alt;1;ja;225 s;72,5;6;0;neu\nP1;neu;2;nein;;100;7;3;gleich\n"
        "P2;alt;1;ja;1 s;101;;;\nP3;alt;1;ja;1 s;;8;;\nP4;alt;1;ja;1 s;;;1,5;\n"
        "P5;alt;1;ja;1 s;;;-1;\nP6;alt;1;ja;1 s;;;;blau\nP7;alt;1;ja;1 s;gut;;;\n",
        TWO,
        {
            4: Trouble.OUT_OF_RANGE,
            5: Trouble.OUT_OF_RANGE,
            6: Trouble.NOT_WHOLE,
            7: Trouble.OUT_OF_RANGE,
            8: Trouble.UNKNOWN_PREFERENCE,
            9: Trouble.NOT_A_NUMBER,
        },
        (Remark.TWO_PREFERENCES,),
        (*FULL, Meaning.SUS, Meaning.SEQ, Meaning.WRONG_FACTS, Meaning.PREFERENCE),
    ),
    Untidy(
        "completed and correct, one against the other; an order that is only half told",
        "Person;Version;Reihenfolge;Abgeschlossen;Korrekt;Zeit (s)\n"
        "P1;alt;1;ja;ja;225\nP1;neu;;ja;nein;\nP2;alt;1;nein;ja;100\n",
        (("p1", "original", 1, True, 225.0), ("p1", "revised", 1, False, None)),
        {4: Trouble.CORRECT_BUT_NOT_FINISHED},
        meanings=(*FULL, Meaning.FINISHED),
    ),
    Untidy(
        "only who gave up; times without a unit",
        "Person,Version,Abbruch,Zeit\r\nP1,alt,nein,225\r\nP1,neu,ja,30\r\n",
        (("p1", "original", 1, True, 225.0), ("p1", "revised", 1, False, 30.0)),
        remarks=(Remark.NOT_JUDGED, Remark.SECONDS_ASSUMED),
        meanings=(Meaning.PARTICIPANT, Meaning.VERSION, Meaning.GAVE_UP, Meaning.TIME),
    ),
    Untidy(
        "simulated sessions among people's, line ends of an old Mac",
        "participant,version,simulated,completed_correctly,seconds\r"
        "P1,original,no,yes,225\rP1,revised,no,no,\rS1,original,yes,yes,9\r",
        (("p1", "original", 1, True, 225.0), ("p1", "revised", 1, False, None)),
        {4: Trouble.SIMULATED},
        meanings=(
            Meaning.PARTICIPANT,
            Meaning.VERSION,
            Meaning.SIMULATED,
            Meaning.CORRECT,
            Meaning.TIME,
        ),
    ),
)
