"""While the lab is served, does every hour what was promised to happen by itself."""

import logging
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from lab.store.database import Store
from lab.store.tidying import tidy

HOUR = 3600.0
PATIENCE_SECONDS = 30.0

log = logging.getLogger(__name__)


@contextmanager
def upkeep(
    store: Store, now: Callable[[], datetime], register: Path, every: float = HOUR
) -> Iterator[None]:
    """At once and then `every` so many seconds, until the block is left."""
    stopped = threading.Event()
    arguments = (lambda: tidy(store, now(), register), stopped, every)
    thread = threading.Thread(target=_rounds, args=arguments, name="lab-upkeep", daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join(PATIENCE_SECONDS)


def _rounds(work: Callable[[], object], stopped: threading.Event, every: float) -> None:
    # The future keeps whatever goes wrong: one bad round must not end all later ones.
    with ThreadPoolExecutor(1, "lab-upkeep") as pool:
        while not stopped.is_set():
            failure = pool.submit(work).exception()
            if failure is not None and not stopped.is_set():
                log.error("The upkeep will be tried again: %s", failure, exc_info=failure)
            stopped.wait(every)
