"""One address of the database, in the two spellings its drivers ask for.

People write `postgresql://…` in the settings; SQLAlchemy wants the driver named, asyncpg must not see it.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy.engine import URL, make_url

#: Only names the socket's file. It is always written down, or PGPORT of the environment would change it.
PORT = 5432


def for_sqlalchemy(dsn: str) -> URL:
    """The address with asyncpg named as driver. Raises sqlalchemy.exc.ArgumentError when it is unreadable."""
    return make_url(dsn).set(drivername="postgresql+asyncpg")


def for_asyncpg(dsn: str) -> str:
    """The address as asyncpg reads it. Raises sqlalchemy.exc.ArgumentError when it cannot be read."""
    return make_url(dsn).set(drivername="postgresql").render_as_string(hide_password=False)


def over_socket(folder: Path, role: str, database: str) -> str:
    """The address of `database` for `role`, through the Unix socket in `folder`."""
    query = {"host": str(folder), "port": str(PORT)}
    url = URL.create("postgresql+asyncpg", username=role, database=database, query=query)
    return url.render_as_string(hide_password=False)
