"""Where is it kept? The database: the only rooms of the house that speak SQL."""

from sqlalchemy import Connection

__all__ = ["Connection"]
