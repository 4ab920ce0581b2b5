"""Everything of one person is erased: from the database, and from what the lab wrote beside it."""

from lab.store import sessions
from lab.store.copies import REGISTER, sweep
from lab.web.services import services


def withdraw(session_id: str) -> None:
    lab = services()
    lab.store.write(lambda db: sessions.withdraw(db, session_id, lab.now()))
    with lab.store.read() as db:
        sweep(lab.settings.data / REGISTER, db, lab.now())
