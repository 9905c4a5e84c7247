"""Settings: the three places that tell them agree, addresses are read, and no secret is shown by accident."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from pydantic import SecretStr

from app.errors import NotConfigured
from app.settings import TELEGRAM_API, Settings
from app.street import doors

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / ".env.example"
NAMES = [f"DIARY_{name.upper()}" for name in Settings.model_fields]
#: A password that must not come out anywhere.
SLIP = "tell-nobody"


@pytest.fixture(autouse=True)
def _an_installation_of_nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Neither the caller's variables nor a `.env` in the caller's folder are read."""
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.chdir(tmp_path)


def asked(monkeypatch: pytest.MonkeyPatch, **variables: str) -> Settings:
    """The settings of an installation with these variables."""
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    return Settings()


def test_the_example_names_every_setting_in_its_order_and_no_other() -> None:
    assert re.findall(r"^#(DIARY_\w+)=", EXAMPLE.read_text(), re.MULTILINE) == NAMES


def test_every_line_of_the_example_uncommented_gives_the_defaults(tmp_path: Path) -> None:
    uncommented = tmp_path / "everything.env"
    uncommented.write_text(re.sub(r"^#(?=DIARY_)", "", EXAMPLE.read_text(), flags=re.MULTILINE))
    assert Settings(_env_file=uncommented) == Settings(_env_file=None)


def test_the_example_explains_each_setting_in_the_words_of_the_code() -> None:
    explained = re.findall(r"^# (.+)\n#DIARY_\w+=", EXAMPLE.read_text(), re.MULTILINE)
    assert explained == [field.description for field in Settings.model_fields.values()]


def test_the_page_of_settings_names_every_one_in_its_order() -> None:
    rows = re.findall(r"^\| `(DIARY_\w+)` \|", (ROOT / "docs" / "settings.md").read_text(), re.MULTILINE)
    assert rows == NAMES


def test_nothing_configured_is_an_installation_without_telegram_mail_and_sms() -> None:
    settings = Settings()
    settings.check()
    assert (settings.telegram(), settings.mail(), settings.gateway()) == (None, None, None)
    assert settings.address() == ("127.0.0.1", 8080)


@pytest.mark.parametrize("api", [TELEGRAM_API, TELEGRAM_API + "/"])
def test_a_stepped_clock_beside_the_real_bot_api_is_refused(monkeypatch: pytest.MonkeyPatch, api: str) -> None:
    settings = asked(monkeypatch, DIARY_CLOCK="http://127.0.0.1:8081", DIARY_BOT_API=api)
    with pytest.raises(NotConfigured, match="DIARY_CLOCK"):
        settings.check()


def test_a_stepped_clock_in_the_sandbox_is_fine(monkeypatch: pytest.MonkeyPatch) -> None:
    sandbox = "http://127.0.0.1:8081"
    asked(monkeypatch, DIARY_CLOCK=sandbox, DIARY_BOT_API=sandbox).check()


def test_the_relays_address_is_taken_apart_with_its_escapes(monkeypatch: pytest.MonkeyPatch) -> None:
    mail = asked(monkeypatch, DIARY_SMTP="smtp://school%40mail.example:p%2Fw%3A1@relay.example:2587?starttls=1").mail()
    assert mail is not None
    assert (mail.host, mail.port, mail.login, mail.password) == ("relay.example", 2587, "school@mail.example", "p/w:1")
    assert mail.starttls
    assert (mail.sender, mail.sender_name) == ("diary@localhost", "Школьный дневник")


def test_a_webhook_without_an_address_to_bring_updates_to_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(NotConfigured, match="DIARY_WEBHOOK needs DIARY_PUBLIC_URL"):
        asked(monkeypatch, DIARY_WEBHOOK="yes").check()
    settings = asked(monkeypatch, DIARY_WEBHOOK="yes", DIARY_PUBLIC_URL="https://diary.school.example/")
    settings.check()
    assert settings.street() == "https://diary.school.example"


def test_answers_are_taken_where_an_address_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    relay = {"DIARY_SMTP": "smtp://127.0.0.1"}
    mail = asked(monkeypatch, **relay, DIARY_MAIL_REPLIES="answers@school.example").mail()
    assert mail is not None and mail.replies == "answers@school.example"
    assert doors(Settings(), b"secret").replies
    monkeypatch.delenv("DIARY_MAIL_REPLIES")
    assert not doors(Settings(), b"secret").replies


def test_a_relay_in_the_next_room_needs_no_password_and_no_port(monkeypatch: pytest.MonkeyPatch) -> None:
    mail = asked(monkeypatch, DIARY_SMTP="smtp://127.0.0.1").mail()
    assert mail is not None
    assert (mail.port, mail.login, mail.password, mail.starttls) == (587, "", "", False)


def test_the_gateways_password_leaves_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    sms = asked(monkeypatch, DIARY_SMS="https://diary:s%40crt@sms.example:8443/sys/send.php").gateway()
    assert sms is not None
    assert sms.url == "https://sms.example:8443/sys/send.php"
    assert (sms.login, sms.password) == ("diary", "s@crt")


@pytest.mark.parametrize(
    ("name", "value", "read"),
    [
        ("DIARY_SMTP", "relay.example:587", Settings.mail),
        ("DIARY_SMTP", "https://relay.example", Settings.mail),
        ("DIARY_SMTP", "smtp://", Settings.mail),
        ("DIARY_SMS", "sms.example/sys/send.php", Settings.gateway),
        ("DIARY_SMS", "smpp://sms.example", Settings.gateway),
        ("DIARY_MAIL_REPLIES", "answers", Settings.replies),
        ("DIARY_PUBLIC_URL", "diary.school.example", Settings.street),
        ("DIARY_PUBLIC_URL", "ftp://diary.school.example", Settings.street),
        ("DIARY_LISTEN", "8080", Settings.address),
        ("DIARY_LISTEN", "localhost", Settings.address),
        ("DIARY_LISTEN", "127.0.0.1:http", Settings.address),
    ],
)
def test_an_address_that_cannot_be_read_is_named_with_an_example_of_a_good_one(
    monkeypatch: pytest.MonkeyPatch, name: str, value: str, read: object
) -> None:
    settings = asked(monkeypatch, **{name: value})
    with pytest.raises(NotConfigured, match=f"{name} is not .*(like|for example)"):
        read(settings)  # type: ignore[operator]


def test_what_is_refused_does_not_repeat_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = asked(monkeypatch, DIARY_SMTP=f"http://school:{SLIP}@relay.example", DIARY_SMS=f"ftp://a:{SLIP}@b")
    for read in (settings.mail, settings.gateway):
        with pytest.raises(NotConfigured) as refused:
            read()
        assert SLIP not in str(refused.value)


def test_tokens_and_passwords_stand_in_no_repr(monkeypatch: pytest.MonkeyPatch) -> None:
    settings = asked(
        monkeypatch,
        DIARY_BOT_TOKEN=f"42:{SLIP}",
        DIARY_SECRET=SLIP,
        DIARY_SMTP=f"smtp://school:{SLIP}@relay.example",
        DIARY_SMS=f"https://school:{SLIP}@sms.example/send",
    )
    assert settings.bot_token == SecretStr(f"42:{SLIP}")
    for made in (settings.bot_token, settings.secret, settings.telegram(), settings.mail(), settings.gateway()):
        assert made is not None
        assert SLIP not in f"{made!r} {made}"


@pytest.mark.parametrize("name", ["database", "database_owner", "database_direct", "smtp", "sms"])
def test_an_address_with_a_password_stands_in_no_repr_of_the_settings(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    settings = asked(monkeypatch, **{f"DIARY_{name.upper()}": f"postgresql://diary:{SLIP}@db.example/diary"})
    assert SLIP not in f"{settings!r} {settings}"


def test_the_bots_server_is_taken_without_its_last_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    telegram = asked(monkeypatch, DIARY_BOT_TOKEN="42:x", DIARY_BOT_API="http://127.0.0.1:8081/").telegram()
    assert telegram is not None
    assert (telegram.token, telegram.api) == ("42:x", "http://127.0.0.1:8081")
