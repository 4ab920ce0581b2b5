"""The first schema: studies, sessions, what was captured, and the staff's access."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TABLES = (
    *("meta", "pin", "allotment", "refusal", "erasure", "staff_link", "staff_session"),
    *("session", "attempt", "rating", "draft", "measure", "stream", "event", "quarantine"),
)


def upgrade() -> None:
    _create_studies()
    _create_access()
    _create_sessions()
    _create_attempts()
    _create_what_belongs_to_them()
    _create_streams()
    _create_events()


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _text(name: str) -> "sa.Column[str]":
    return sa.Column(name, sa.Text(), nullable=False)


def _whole(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.Integer(), nullable=False)


def _large(name: str) -> "sa.Column[int]":
    return sa.Column(name, sa.BigInteger(), nullable=False)


def _bytes(name: str) -> "sa.Column[bytes]":
    return sa.Column(name, sa.LargeBinary(), nullable=False)


def _key(name: str) -> "sa.Column[int]":
    kind = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    return sa.Column(name, kind, nullable=False)


def _primary(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")


def _owned(table: str, column: str, owner: str) -> sa.ForeignKeyConstraint:
    name = f"fk_{table}_{column}_{owner.split('.')[0]}"
    return sa.ForeignKeyConstraint([column], [owner], name=name, ondelete="CASCADE")


def _create_studies() -> None:
    op.create_table("meta", _text("name"), _text("value"), _primary("meta", "name"))
    op.create_table(
        "pin",
        *(_key("id"), _text("study"), _text("hash"), _text("definition"), _text("versions")),
        _large("pinned_at"),
        _primary("pin", "id"),
        sa.UniqueConstraint("study", "hash", name="uq_pin_study_hash"),
    )
    op.create_table(
        "allotment",
        *(_text("study"), sa.Column("simulated", sa.Boolean(), nullable=False), _whole("last")),
        _primary("allotment", "study", "simulated"),
    )
    op.create_table("refusal", _text("study"), _whole("count"), _primary("refusal", "study"))


def _create_access() -> None:
    op.create_table("erasure", _text("hash"), _large("erased_at"), _primary("erasure", "hash"))
    for table in ("staff_link", "staff_session"):
        op.create_table(
            table,
            *(_bytes("token_hash"), _text("role"), _large("expires_at")),
            _primary(table, "token_hash"),
        )


def _create_sessions() -> None:
    op.create_table(
        "session",
        *(_text("id"), _key("pin"), _text("study"), _whole("number"), _text("language")),
        sa.Column("simulated", sa.Boolean(), nullable=False),
        *(_text("state"), _text("step"), _whole("position"), _text("consent_hash")),
        *(_bytes("token_hash"), _bytes("receipt_hash"), _large("started_at")),
        sa.Column("ended_at", sa.BigInteger()),
        _primary("session", "id"),
        sa.ForeignKeyConstraint(["pin"], ["pin.id"], name="fk_session_pin_pin"),
        sa.UniqueConstraint("receipt_hash", name="uq_session_receipt_hash"),
        sa.UniqueConstraint("token_hash", name="uq_session_token_hash"),
        sa.UniqueConstraint(
            *("study", "simulated", "number"), name="uq_session_study_simulated_number"
        ),
    )


def _create_attempts() -> None:
    op.create_table(
        "attempt",
        *(_text("id"), _text("session"), _whole("position"), _text("version")),
        *(_text("version_hash"), _text("task")),
        sa.Column("started_at", sa.BigInteger()),
        sa.Column("ended_at", sa.BigInteger()),
        sa.Column("outcome", sa.Text()),
        sa.Column("current_page", sa.Text()),
        _primary("attempt", "id"),
        _owned("attempt", "session", "session.id"),
    )
    op.create_index("ix_attempt_session", "attempt", ["session"])


def _create_what_belongs_to_them() -> None:
    op.create_table(
        "rating",
        *(_text("session"), _whole("position"), _text("item"), _text("value")),
        _large("saved_at"),
        _primary("rating", "session", "position", "item"),
        _owned("rating", "session", "session.id"),
    )
    op.create_table(
        "draft",
        *(_text("attempt"), _bytes("sealed"), _large("saved_at")),
        _primary("draft", "attempt"),
        _owned("draft", "attempt", "attempt.id"),
    )
    op.create_table(
        "measure",
        *(_text("attempt"), _text("body")),
        _primary("measure", "attempt"),
        _owned("measure", "attempt", "attempt.id"),
    )


def _create_streams() -> None:
    op.create_table(
        "stream",
        *(_key("key"), _text("id"), _text("attempt"), _text("page")),
        *(_text("device"), _text("buffer"), _text("prev"), _whole("prev_last"), _whole("dropped")),
        *(_whole("max_seq"), _text("gaps"), _whole("end_seq")),
        *(_whole("stored"), _whole("quarantined"), _whole("conflicts")),
        sa.Column("opened_ms", sa.Double(), nullable=False),
        sa.Column("zero_ms", sa.Double(), nullable=False),
        _large("received_ms"),
        _primary("stream", "key"),
        _owned("stream", "attempt", "attempt.id"),
        sa.UniqueConstraint("id", name="uq_stream_id"),
    )
    op.create_index("ix_stream_attempt", "stream", ["attempt"])


def _create_events() -> None:
    op.create_table(
        "event",
        *(_key("stream"), _whole("seq"), sa.Column("t_ms", sa.Double(), nullable=False)),
        *(_text("kind"), _text("page"), _text("field"), _text("data")),
        _primary("event", "stream", "seq"),
        _owned("event", "stream", "stream.key"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "quarantine",
        *(_key("stream"), _large("seq"), _bytes("digest"), _text("reason"), _text("body")),
        _large("received_ms"),
        _primary("quarantine", "stream", "seq", "digest"),
        _owned("quarantine", "stream", "stream.key"),
    )
