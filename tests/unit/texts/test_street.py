"""The ways back that a letter offers: exactly those that there are, in a sentence."""

from __future__ import annotations

import pytest

from journal_core.news import About, AddressCodeNews, MarkSaid, MarksNews
from journal_core.school import Channel, Level
from notifier.street import Doors, unsubscribing
from tests.unit.notifier.people import DAY
from texts.render import Rendered, push
from texts.street import NO_STREET, Street

URL = "https://diary.school.example"
MARKS = MarksNews(About(7, "Иванова", "Аня", "7Б", many=False), (MarkSaid("Алгебра", "9", DAY),))
CODE = AddressCodeNews("123456", "Гимназия № 1")
TEACHER = "скажите классному руководителю"
ANSWER = "ответьте на это письмо словом СТОП"


def letter(street: Street, level: Level = Level.INITIALS) -> Rendered:
    return push("marks", MARKS, Channel.EMAIL, level, "ru", street)


@pytest.mark.parametrize("level", [Level.NEUTRAL, Level.INITIALS])
@pytest.mark.parametrize(
    ("doors", "said", "unsaid"),
    [
        (Doors(b"key"), (TEACHER,), (ANSWER, "/stop/")),
        (Doors(b"key", "", True), (ANSWER,), (TEACHER, "/stop/")),
        (Doors(b"key", URL), (f"{URL}/stop/h-",), (ANSWER, TEACHER)),
        (Doors(b"key", URL, True), (f"{URL}/stop/h-", ANSWER), (TEACHER,)),
    ],
)
def test_a_letter_says_why_it_came_and_how_to_stop_it(
    doors: Doors, said: tuple[str, ...], unsaid: tuple[str, ...], level: Level
) -> None:
    found = letter(doors.street(17, "marks"), level)
    for part in (found.text, found.html):
        assert "Это письмо пришло, потому что" in part
        assert all(one in part for one in said)
        assert not any(one in part for one in unsaid)
        assert "/confirm/" not in part and "/seen/" not in part


def test_the_letter_of_a_code_confirms_and_offers_nothing_to_stop() -> None:
    street = Doors(b"key", URL, True).street(17, "address_code")
    found = push("address_code", CODE, Channel.EMAIL, Level.INITIALS, "ru", street)
    for part in (found.text, found.html):
        assert f"{URL}/confirm/h-" in part and "123456" in part and "словом ДА" in part
        assert "/stop/" not in part and ANSWER not in part
    assert unsubscribing(street) == {}
    without = push("address_code", CODE, Channel.EMAIL, Level.INITIALS, "ru", NO_STREET)
    assert "123456" in without.text and "http" not in without.text + without.html and "ДА" not in without.text


def test_a_mail_program_is_offered_one_press_where_there_is_a_page() -> None:
    headers = unsubscribing(Doors(b"key", URL).street(17, "marks"))
    assert headers["List-Unsubscribe"].startswith(f"<{URL}/stop/h-")
    assert headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert unsubscribing(Doors(b"key", "", True).street(17, "marks")) == {}


def test_a_chat_and_an_sms_carry_no_links() -> None:
    street = Doors(b"key", URL, True).street(17, "marks")
    chat = push("marks", MARKS, Channel.TELEGRAM, Level.FULL, "ru", street)
    sms = push("address_code", CODE, Channel.SMS, Level.NEUTRAL, "ru", street)
    assert chat.screen is not None
    assert URL not in str(chat.screen.text) + sms.text
