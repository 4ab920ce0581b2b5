"""The tables of the database, and how a moment is kept in them."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def to_kept(moment: datetime) -> int:
    """Whole microseconds since 1970: the same on every database."""
    return (moment - EPOCH) // timedelta(microseconds=1)


def from_kept(kept: int) -> datetime:
    return EPOCH + timedelta(microseconds=kept)


class Moment(sa.types.TypeDecorator[datetime]):
    """An aware moment, as a number."""

    impl = sa.BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: sa.Dialect) -> int | None:
        return None if value is None else to_kept(value)

    def process_result_value(self, value: int | None, dialect: sa.Dialect) -> datetime | None:
        return None if value is None else from_kept(value)


metadata = sa.MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite counts up only a column that is called INTEGER; PostgreSQL needs the larger one.
Key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def _owner(column: str, *, primary_key: bool = False) -> sa.Column[str]:
    """A column that names the owning row; with the owner gone, this row goes too."""
    return sa.Column(
        column.replace(".", "_").removesuffix("_id"),
        sa.ForeignKey(column, ondelete="CASCADE"),
        primary_key=primary_key,
        nullable=False,
        index=not primary_key,
    )


meta = sa.Table(
    "meta",
    metadata,
    sa.Column("name", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

pin = sa.Table(
    "pin",
    metadata,
    sa.Column("id", Key, primary_key=True),
    sa.Column("study", sa.Text, nullable=False),
    sa.Column("hash", sa.Text, nullable=False),
    sa.Column("definition", sa.Text, nullable=False),
    sa.Column("versions", sa.Text, nullable=False),
    sa.Column("pinned_at", Moment, nullable=False),
    sa.UniqueConstraint("study", "hash"),
)

allotment = sa.Table(
    "allotment",
    metadata,
    sa.Column("study", sa.Text, primary_key=True),
    sa.Column("simulated", sa.Boolean, primary_key=True),
    sa.Column("last", sa.Integer, nullable=False),
)

refusal = sa.Table(
    "refusal",
    metadata,
    sa.Column("study", sa.Text, primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)

session = sa.Table(
    "session",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    sa.Column("pin", sa.ForeignKey("pin.id"), nullable=False),
    sa.Column("study", sa.Text, nullable=False),
    sa.Column("number", sa.Integer, nullable=False),
    sa.Column("language", sa.Text, nullable=False),
    sa.Column("simulated", sa.Boolean, nullable=False),
    sa.Column("state", sa.Text, nullable=False),
    sa.Column("step", sa.Text, nullable=False),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("consent_hash", sa.Text, nullable=False),
    sa.Column("token_hash", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("receipt_hash", sa.LargeBinary, nullable=False, unique=True),
    sa.Column("started_at", Moment, nullable=False),
    sa.Column("ended_at", Moment),
    sa.UniqueConstraint("study", "simulated", "number"),
)

attempt = sa.Table(
    "attempt",
    metadata,
    sa.Column("id", sa.Text, primary_key=True),
    _owner("session.id"),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("version", sa.Text, nullable=False),
    sa.Column("version_hash", sa.Text, nullable=False),
    sa.Column("task", sa.Text, nullable=False),
    sa.Column("started_at", Moment),
    sa.Column("ended_at", Moment),
    sa.Column("outcome", sa.Text),
    sa.Column("current_page", sa.Text),
)

draft = sa.Table(
    "draft",
    metadata,
    _owner("attempt.id", primary_key=True),
    sa.Column("sealed", sa.LargeBinary, nullable=False),
    sa.Column("saved_at", Moment, nullable=False),
)

stream = sa.Table(
    "stream",
    metadata,
    sa.Column("key", Key, primary_key=True),
    sa.Column("id", sa.Text, nullable=False, unique=True),
    _owner("attempt.id"),
    sa.Column("page", sa.Text, nullable=False),
    sa.Column("device", sa.Text, nullable=False),
    sa.Column("buffer", sa.Text, nullable=False),
    sa.Column("prev", sa.Text, nullable=False),
    sa.Column("prev_last", sa.Integer, nullable=False),
    sa.Column("dropped", sa.Integer, nullable=False),
    # What has arrived: seqs up to max_seq (-1: none) but the gaps, [[first, last], ...].
    sa.Column("max_seq", sa.Integer, nullable=False),
    sa.Column("gaps", sa.Text, nullable=False),
    sa.Column("end_seq", sa.Integer, nullable=False),
    sa.Column("stored", sa.Integer, nullable=False),
    sa.Column("quarantined", sa.Integer, nullable=False),
    sa.Column("conflicts", sa.Integer, nullable=False),
    # Unix milliseconds: when the page opened by the device, and its t_ms = 0 by the server.
    sa.Column("opened_ms", sa.Double, nullable=False),
    sa.Column("zero_ms", sa.Double, nullable=False),
    sa.Column("received_ms", sa.BigInteger, nullable=False),
)

event = sa.Table(
    "event",
    metadata,
    sa.Column(
        "stream", sa.ForeignKey("stream.key", ondelete="CASCADE"), primary_key=True, nullable=False
    ),
    sa.Column("seq", sa.Integer, primary_key=True),
    sa.Column("t_ms", sa.Double, nullable=False),
    sa.Column("kind", sa.Text, nullable=False),
    sa.Column("page", sa.Text, nullable=False),
    sa.Column("field", sa.Text, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)

quarantine = sa.Table(
    "quarantine",
    metadata,
    sa.Column(
        "stream", sa.ForeignKey("stream.key", ondelete="CASCADE"), primary_key=True, nullable=False
    ),
    sa.Column("seq", sa.BigInteger, primary_key=True),
    sa.Column("digest", sa.LargeBinary, primary_key=True),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("body", sa.Text, nullable=False),
    sa.Column("received_ms", sa.BigInteger, nullable=False),
)

rating = sa.Table(
    "rating",
    metadata,
    sa.Column(
        "session", sa.ForeignKey("session.id", ondelete="CASCADE"), primary_key=True, nullable=False
    ),
    sa.Column("position", sa.Integer, primary_key=True),
    sa.Column("item", sa.Text, primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
    sa.Column("saved_at", Moment, nullable=False),
)

measure = sa.Table(
    "measure",
    metadata,
    _owner("attempt.id", primary_key=True),
    sa.Column("body", sa.Text, nullable=False),
)

erasure = sa.Table(
    "erasure",
    metadata,
    sa.Column("hash", sa.Text, primary_key=True),
    sa.Column("erased_at", Moment, nullable=False),
)

staff_link = sa.Table(
    "staff_link",
    metadata,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
)

staff_session = sa.Table(
    "staff_session",
    metadata,
    sa.Column("token_hash", sa.LargeBinary, primary_key=True),
    sa.Column("role", sa.Text, nullable=False),
    sa.Column("expires_at", Moment, nullable=False),
)
