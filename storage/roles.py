"""The two roles of the database, and the namespaces of its advisory locks.

Names and numbers that several programs must agree on; nothing here touches a database.
"""

from __future__ import annotations

#: Owns every table; used to migrate, to erase and to retire, never to answer a person.
OWNER_ROLE = "diary_owner"

#: What the bot, the web and the notifier connect as. By itself it may only log in: rights come with the
#: migrations, and UPDATE or DELETE on history is never among them.
RUNTIME_ROLE = "diary_app"

#: First key of `pg_advisory_lock(WORKER_LOCKS, worker)`, held by a live worker where it listens ("di").
WORKER_LOCKS = 0x6469

#: First key of the lock that lets one process ask for a bot's updates ("dp").
POLLER_LOCKS = 0x6470

#: First key of the lock that lets one process migrate at a time ("dm").
MIGRATION_LOCKS = 0x646D
