"""A participant who reads pages, fills in forms and presses buttons, and the traces that leaves."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from werkzeug.test import Client

from lab.forms.condition import Answers
from lab.forms.model import AnswerField, ChoiceField, DateField
from lab.sessions.events import EventKind
from lab.sessions.model import Attempt, Session
from lab.store import attempts, drafts, events, ratings, sessions
from lab.studies.tasks import correct_answers
from lab.web.participant.visitor import COOKIE
from lab.web.services import Services
from lab.web.tokens import token_hash
from tests.visiting import Visitor

STUDY = "kitchen_sink"
LINK = f"/s/{STUDY}"
SCALES = {"seq": ("seq",), "sus": tuple(f"sus_{n}" for n in range(1, 11))}


@dataclass
class Participant(Visitor):
    services: Services | None = None

    @property
    def lab(self) -> Services:
        assert self.services is not None
        return self.services

    @property
    def token(self) -> str:
        cookie = self.client.get_cookie(COOKIE)
        return cookie.value if cookie else ""

    @property
    def session(self) -> Session:
        with self.lab.store.read() as db:
            found = sessions.by_token(db, token_hash(self.token))
        assert found is not None
        return found

    @property
    def attempts(self) -> tuple[Attempt, ...]:
        with self.lab.store.read() as db:
            return attempts.of_session(db, self.session.id)

    @property
    def attempt(self) -> Attempt:
        return self.attempts[self.session.position]

    def events(self, position: int = 0, kind: EventKind | None = None) -> list[Any]:
        """What the server recorded of an attempt: (kind, page, field, data)."""
        with self.lab.store.read() as db:
            found = events.of_attempt(db, self.attempts[position].id)
        told = [(one.kind, one.page, one.field, dict(one.data)) for one in found]
        return told if kind is None else [one[1:] for one in told if one[0] == kind]

    def draft(self) -> Answers:
        attempt = self.attempt
        with self.lab.store.read() as db:
            return drafts.load(db, attempt.id, drafts.key_of(self.token, attempt.id))

    def ratings(self) -> dict[tuple[int, str], str]:
        with self.lab.store.read() as db:
            found = ratings.of_session(db, self.session.id)
        return {(one.position, one.item): one.value for one in found}

    def agree(self, language: str = "de", **query: str) -> None:
        extra = "".join(f"&{name}={value}" for name, value in query.items())
        self.visit(f"{LINK}?lang={language}{extra}")
        self.send("decision=yes")

    def begin(self, version: str) -> None:
        """Agrees as often as it takes to get this version first, and opens the form."""
        self.agree()
        while self.attempt.version != version:
            session, now = self.session.id, self.lab.now()
            self.lab.store.write(partial(sessions.withdraw, session_id=session, now=now))
            self.client = Client(self.client.application)
            self.agree()
        self.send()

    def right_answers(self) -> Answers:
        folder = self.lab.library.study(STUDY)
        assert folder is not None
        version_id = self.attempt.version
        task = folder.study.task(self.attempt.task)
        return correct_answers(folder.study, task, version_id, folder.versions[version_id])

    def fill_page(self, **changes: Any) -> None:
        """Sends the page of the form as a careful person would; `changes` by field id."""
        assert self.page is not None
        shown = [str(tag["data-field"]) for tag in self.page.select("[data-field]")]
        folder = self.lab.library.study(STUDY)
        assert folder is not None
        version = folder.versions[self.attempt.version]
        answers = {**self.right_answers(), **changes}
        typed: dict[str, Any] = {}
        for field_id in shown:
            typed |= posted(version.field(field_id), answers.get(field_id, ""))
        self.send(form="#page-form", **typed)

    def fill_form(self, **changes: Any) -> None:
        """From any page of the form to its confirmation."""
        while self.address != "/form/done":
            self.fill_page(**changes)

    def rate(self, value: int = 3) -> None:
        """Answers the questions until the next task or the comparison comes."""
        while (step := self.address.removeprefix("/")) in SCALES:
            answers: dict[str, Any] = dict.fromkeys(SCALES[step], str(value))
            self.send(**answers)

    def press_go_on(self) -> None:
        assert self.page is not None
        link = self.page.select_one("[data-next]")
        assert link is not None
        self.visit(str(link["href"]))

    def take_part(self) -> None:
        """The whole sitting, to the receipt."""
        self.agree()
        for _ in range(2):
            self.send()
            self.fill_form()
            self.press_go_on()
            self.rate()
        self.send(preference="second", preference_why="Kürzer")


def posted(field: AnswerField, answer: Any) -> dict[str, Any]:
    """An answer as a browser posts it."""
    if isinstance(field, DateField) and field.boxes == "three":
        parts = (*str(answer).split("."), "", "")
        names = (f"{field.id}__{part}" for part in ("day", "month", "year"))
        return dict(zip(names, parts, strict=False))
    if isinstance(field, ChoiceField) and field.kind == "checkboxes":
        return {field.id: list(answer)}
    return {field.id: answer}
