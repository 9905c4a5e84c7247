"""The door to the street: a receipt is taken at its unguessable address and at no other."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from aiohttp.test_utils import TestClient, TestServer

from web.door import door

KEY = "unguessable"


@pytest.mark.parametrize(
    ("key", "status"), [(KEY, 200), ("guess", 404), ("%D0%BA%D0%BB%D1%8E%D1%87", 404), ("%FF%FE", 404)]
)
async def test_a_receipt_is_taken_at_its_own_address_only(key: str, status: int) -> None:
    taken = []

    async def health() -> Mapping[str, object]:
        return {"ok": True}

    async def receipt(form: Mapping[str, str]) -> bool:
        taken.append(dict(form))
        return True

    async with TestClient(TestServer(door(health, receipt, KEY))) as client:
        answer = await client.post(f"/sms/receipts/{key}", data={"id": "7"})
    assert answer.status == status
    assert taken == ([{"id": "7"}] if status == 200 else [])
