"""What an event is about."""

from __future__ import annotations

from journal_core.events import subject_id


def test_an_event_names_the_number_of_its_subject() -> None:
    assert subject_id("mark:17") == 17
    assert subject_id("notice_reminder:4") == 4
