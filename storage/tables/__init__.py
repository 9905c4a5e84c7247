"""Every table, by what it holds. One dialect, PostgreSQL ≥ 15; core extensions only.

`HISTORY` tables are written once: the run-time role may insert and read them, never update or delete.
"""

from storage.tables import conversation, delivery, journal, notices, people, school, wishes
from storage.tables.base import metadata

HISTORY = (
    journal.audit,
    journal.mark_revision,
    journal.absence_revision,
    journal.homework_revision,
    journal.topic_revision,
    notices.notice_revision,
    notices.notice_ack,
    delivery.attempt,
)

__all__ = ["HISTORY", "conversation", "delivery", "journal", "metadata", "notices", "people", "school", "wishes"]
