"""Everything of one person is erased: from the database, and from what the lab wrote beside it."""

import logging

from lab.errors import LabError
from lab.store import sessions
from lab.store.copies import REGISTER, sweep
from lab.web.services import services

log = logging.getLogger(__name__)


def withdraw(session_id: str) -> None:
    lab = services()
    lab.store.write(lambda db: sessions.withdraw(db, session_id, lab.now()))
    try:
        with lab.store.read() as db:
            sweep(lab.settings.data / REGISTER, db, lab.now())
    except (LabError, OSError) as failure:
        # The person is out of the database; the copies are tried again every hour.
        log.error("Copies of withdrawn recordings could not be looked for: %s", failure)
