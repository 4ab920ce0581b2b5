"""Why something was not stored: said to the caller, who tries again later."""

from lab.errors import LabError


class NotStored(LabError):  # noqa: N818
    """Nothing of this piece of work is in the database; trying again later is right."""


class StoreBusy(NotStored):
    """Too much work is waiting."""

    def __init__(self) -> None:
        super().__init__("the database has too much to do.", cure="Try again in a moment.")


class StoreFailed(NotStored):
    """The database could not confirm, for example because the disk is full."""

    def __init__(self, reason: str) -> None:
        super().__init__(
            f"the database could not keep this ({reason}).",
            cure="Look after free space and the disk; nothing needs to be restarted.",
        )


class StoreClosed(NotStored):
    """The server is stopping."""

    def __init__(self) -> None:
        super().__init__("the database is closed.", cure="Try again when the server is back.")
