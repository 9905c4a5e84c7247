"""Files with codes: for the eyes of whoever made them."""

from __future__ import annotations

from pathlib import Path

from app.cli.invite import _private


def test_codes_written_over_a_file_that_everybody_could_read_are_private(tmp_path: Path) -> None:
    made, old = tmp_path / "new.json", tmp_path / "old.json"
    old.write_text("[]")
    old.chmod(0o644)
    for path in (made, old):
        _private(path, b"codes")
        assert path.read_bytes() == b"codes"
        assert path.stat().st_mode & 0o777 == 0o600
