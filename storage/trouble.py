"""A database that is away, said in a word the other rooms know."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import asyncpg
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

#: SQLSTATE classes: connection, resources, operator intervention; and a deadlock or a lock's time-out, where the
#: whole transaction may simply be said again.
_COMES_BACK = ("08", "53", "57", "40", "55")


@contextmanager
def as_connection_error() -> Iterator[None]:
    """Turn a lost connection, a restart or a full pool into `ConnectionError`; other errors stay what they are."""
    try:
        yield
    except Exception as error:
        if is_away(error):
            raise ConnectionError(type(error).__name__) from error
        raise


def is_away(error: BaseException) -> bool:
    """Whether the database will come back, and the same words may be said to it again."""
    if isinstance(error, InterfaceError | OperationalError | PoolTimeout | asyncpg.InterfaceError):
        return True
    if isinstance(error, DBAPIError):
        return error.connection_invalidated or _comes_back(error.orig)
    return isinstance(error, asyncpg.PostgresError) and _comes_back(error)


def _comes_back(error: BaseException | None) -> bool:
    state = getattr(error, "sqlstate", None) or ""
    return state[:2] in _COMES_BACK or "connection" in type(error).__name__.lower()
