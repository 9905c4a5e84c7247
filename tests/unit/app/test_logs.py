"""Nothing personal and no secret stands in a log line, whoever wrote it."""

from __future__ import annotations

import pytest

from app.logs import _mask

TOKEN = "123456789:" + "A" * 35


@pytest.mark.parametrize(
    ("said", "secret"),
    [
        (f"https://api.telegram.org/bot{TOKEN}/getUpdates", TOKEN),
        (f"token {TOKEN} refused", TOKEN),
        ("postgresql://diary:hunter2@db/diary", "hunter2"),
        ("sent to anna@mail.by", "anna@mail.by"),
        ("sent to +375291234567", "375291234567"),
    ],
)
def test_secrets_and_addresses_are_masked(said: str, secret: str) -> None:
    line = _mask(None, "info", {"event": said})
    assert secret not in str(line)
