"""The database: one base class, one session, one transaction per request."""

import enum
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from flask import Flask, Response, abort, g, has_request_context, request
from sqlalchemy import (
    JSON,
    Connection,
    Date,
    DateTime,
    Dialect,
    Engine,
    Enum,
    MetaData,
    Numeric,
    Select,
    TypeDecorator,
    create_engine,
    event,
    inspect,
)
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import (
    DeclarativeBase,
    Mapped,
    declared_attr,
    mapped_column,
    scoped_session,
    sessionmaker,
)
from sqlalchemy.orm.exc import StaleDataError

session = scoped_session(sessionmaker(expire_on_commit=False))
T = TypeVar("T")

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

# What a column holds about somebody. The audit record keeps only the name of such a column, so
# that erasing a person never touches the record.
PERSONAL: dict[str, Any] = {"privacy": "personal"}
SENSITIVE: dict[str, Any] = {"privacy": "sensitive"}

# What the database says when two people change one thing in the same moment.
TOO_LATE = (StaleDataError, IntegrityError)

READING = {"GET", "HEAD", "OPTIONS"}


def now() -> datetime:
    """Return the current instant, always in UTC."""
    return datetime.now(UTC)


class Instant(TypeDecorator[datetime]):
    """A moment, stored in UTC; a naive datetime is an error, on SQLite too."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse a moment without a time zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its time zone")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give back an aware moment whatever the database remembers."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Every table has an opaque id and knows when it was created."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map = {
        datetime: Instant(),
        date: Date(),
        Decimal: Numeric(10, 4),
        dict[str, Any]: JSON,
        list[str]: JSON,
        list[Any]: JSON,
        enum.Enum: Enum(
            enum.Enum, native_enum=False, length=40, values_callable=lambda e: [m.value for m in e]
        ),
    }

    id: Mapped[uuid.UUID] = mapped_column(primary_key=True, default=uuid.uuid4, sort_order=-3)
    created_at: Mapped[datetime] = mapped_column(default=now, sort_order=-2)


class Versioned:
    """A row that people edit: two editors at once never overwrite each other in silence."""

    version: Mapped[int] = mapped_column(default=1, sort_order=-1)

    @declared_attr.directive
    @classmethod
    def __mapper_args__(cls) -> dict[str, Any]:
        return {"version_id_col": cls.__dict__.get("version", cls.__table__.c.version)}  # type: ignore[attr-defined]


def is_new(row: Base) -> bool:
    """Tell whether a row was never kept."""
    return bool(inspect(row).transient)


def one_or_404(query: Select[T]) -> T:
    """Return the one row a query selects, or answer 404."""
    row = session.scalars(query).one_or_none()
    return row if row is not None else abort(404)


def make_engine(url: str) -> Engine:
    """Open a database with the rules that keep what it acknowledged.

    SQLite: the transaction is opened by us, for writing at once when the request may write
    (otherwise two writers meet half-way and one is thrown out), and every commit reaches the disk.
    """
    engine = create_engine(url, pool_pre_ping=not url.startswith("sqlite"))
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def _prepare_sqlite(raw: Any, _record: object) -> None:
    raw.isolation_level = None
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=20000",
        "secure_delete=ON",
    ):
        raw.execute("PRAGMA " + pragma)


def _begin_sqlite(connection: Connection) -> None:
    writes = not has_request_context() or request.method not in READING or g.get("keeps", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def keep_after_reading(row: Base) -> None:
    """Keep a row once the page has been made, in a transaction of its own."""
    session.info.setdefault("after_reading", []).append(row)


def _keep_readings(response: Response) -> None:
    rows = session.info.pop("after_reading", [])
    if not rows or response.status_code >= 300:
        return
    session.rollback()  # what the page looked at is over; nothing else may slip in
    g.keeps = True
    session.add_all(rows)
    session.commit()


def init_app(app: Flask) -> None:
    """Bind the session; a POST that redirects is kept, anything else leaves no trace."""
    session.remove()
    session.configure(bind=make_engine(app.config["DATABASE_URL"]))

    @app.after_request
    def end_transaction(response: Response) -> Response:
        if request.method not in READING and response.status_code in {302, 303}:
            session.commit()
        _keep_readings(response)
        return response

    @app.teardown_appcontext
    def close_session(_error: BaseException | None) -> None:
        session.remove()
