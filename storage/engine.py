"""How we connect: a pool for statements, and one connection of its own for LISTEN and advisory locks."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import asyncpg
from sqlalchemy import event
from sqlalchemy.exc import InvalidatePoolError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine

from storage.dsn import for_asyncpg, for_sqlalchemy

#: Seconds to open a connection, and to wait for a free one.
CONNECT_WITHIN = 10.0
WAIT_FOR_POOL = 10.0

#: Milliseconds, as PostgreSQL counts. Nothing a person waits for takes half a minute; a transaction that does
#: nothing for a minute has been forgotten and holds rows that others need.
STATEMENT_TIMEOUT = 30_000
IDLE_IN_TRANSACTION_TIMEOUT = 60_000

#: Seconds. A machine that vanished gives its advisory lock back soon, not after the two hours of TCP's habit.
KEEPALIVE = {"tcp_keepalives_idle": "10", "tcp_keepalives_interval": "5", "tcp_keepalives_count": "3"}


def engine(
    dsn: str,
    *,
    pool_size: int,
    name: str = "diary",
    prepared_statements: bool = True,
    statement_timeout: int = STATEMENT_TIMEOUT,
) -> AsyncEngine:
    """A pool of at most `pool_size` connections; nothing is opened before the first statement.

    `name` is what `pg_stat_activity` shows. `statement_timeout` is in milliseconds, 0 for none (migrations).
    Behind a pooler switch `prepared_statements` off: they and the time-outs belong to a session, and a pooler
    has none. There the time-outs are the role's: `ALTER ROLE … SET statement_timeout`.
    Raises sqlalchemy.exc.ArgumentError when `dsn` cannot be read.
    """
    session = _session(name)
    arguments: dict[str, Any] = {"timeout": CONNECT_WITHIN, "server_settings": session}
    if prepared_statements:
        session["statement_timeout"] = str(statement_timeout)
        session["idle_in_transaction_session_timeout"] = str(IDLE_IN_TRANSACTION_TIMEOUT)
    else:
        arguments["statement_cache_size"] = 0
        arguments["prepared_statement_cache_size"] = 0
        # The pooler's server connections are shared: two clients' «statement 1» would meet on one of them.
        arguments["prepared_statement_name_func"] = lambda: f"diary_{uuid4().hex}"
    made = create_async_engine(
        for_sqlalchemy(dsn),
        pool_size=pool_size,
        max_overflow=0,
        pool_timeout=WAIT_FOR_POOL,
        connect_args=arguments,
        hide_parameters=True,  # an error's text goes to the log, and names and addresses are among them
    )
    event.listen(made.sync_engine, "checkout", _refuse_closed)
    return made


def _refuse_closed(connection: Any, record: object, proxy: object) -> None:
    """After a restart of the server the first person to press a button is answered too.

    The driver has heard the server hang up, so this costs nothing; a ping would double a short query.
    """
    if connection.driver_connection.is_closed():
        raise InvalidatePoolError


async def listen_connection(dsn: str, *, name: str = "diary listen") -> asyncpg.Connection:
    """A connection outside the pool, for LISTEN and for locks that last as long as the process.

    `dsn` must reach the server itself, never a pooler. It has no time-outs: it waits by trade.
    The caller closes it.
    Raises OSError, TimeoutError or asyncpg.PostgresError when the server cannot be reached.
    """
    settings = _session(name) | KEEPALIVE
    return await asyncpg.connect(for_asyncpg(dsn), timeout=CONNECT_WITHIN, server_settings=settings)


def _session(name: str) -> dict[str, str]:
    return {"application_name": name, "TimeZone": "UTC"}
