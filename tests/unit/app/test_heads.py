"""The ends of the chains are written down once each, where the database's keeper does not reach."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from app.heads import keep, kept
from journal_core.chain import Head

EVENING = datetime(2026, 10, 7, 18, 0, tzinfo=UTC)
FIRST, SECOND = Head(3, b"\x01\x02"), Head(5, b"\x03")


def test_before_the_first_evening_nothing_is_kept(tmp_path: Path) -> None:
    assert kept(tmp_path) == {}


def test_every_end_stays_written_down_and_the_same_one_is_not_written_twice(tmp_path: Path) -> None:
    assert keep(tmp_path, {"1/7/3": FIRST, "1/8/3": Head()}, EVENING) == 1
    assert keep(tmp_path, {"1/7/3": FIRST}, EVENING) == 0
    assert keep(tmp_path, {"1/7/3": SECOND}, EVENING) == 1
    assert kept(tmp_path) == {"1/7/3": {FIRST, SECOND}}


def test_the_file_is_its_owners_alone(tmp_path: Path) -> None:
    keep(tmp_path, {"1/7/3": FIRST}, EVENING)
    assert (tmp_path / "heads.jsonl").stat().st_mode & 0o077 == 0
