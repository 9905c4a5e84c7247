"""The first page for everybody, and the way in: nothing about a child is said before the code has opened."""

from __future__ import annotations

import hashlib

import pytest

from journal_core.errors import DiaryError, Invalid, NotLinked, Refused
from journal_core.linking import ALPHABET, CONSENT_VERSION, normalise
from journal_core.people import Role
from journal_core.school import Channel, Jurisdiction
from tests.unit.texts.named import ANYA, DESK_7B, PETYA, T, child, grants, school
from tests.unit.texts.reading import seen
from texts.addresses import (
    ChildMenu,
    ClassId,
    ClassMenu,
    GiveConsent,
    IAmStaff,
    LinkId,
    Menu,
    PupilId,
    Settings,
    Stop,
    ThisWeek,
    Today,
)
from texts.screens import door, menu, refusal
from texts.screens.family import child_menu

#: The consent's words as they were agreed to: (version, what they hash to). New words are a new version (PRV-01).
AGREED = ("2025-11", "3bbb027d345f")


def test_a_stranger_learns_what_this_is_and_what_to_send() -> None:
    said = seen(menu.menu(None, T).text)
    assert said.startswith("Здравствуйте! Это школьный дневник.")
    assert "пришлите код с листка" in said
    assert menu.menu(grants(), T) == menu.menu(None, T)


def test_the_code_that_we_show_as_an_example_is_a_code() -> None:
    assert normalise("K7M2-9PXT-4ACE")
    assert set("K7M29PXT4ACE") <= set(ALPHABET)


def test_with_one_child_the_menu_is_the_child_s_and_the_settings() -> None:
    screen, own = menu.menu(grants(ANYA), T), child_menu(ANYA, False, T)
    assert (screen.text, screen.rows[:-1]) == (own.text, own.rows)
    assert [button.address for button in screen.rows[-1]] == [Settings()]


def test_with_two_children_the_menu_asks_whose_diary() -> None:
    screen = menu.menu(grants(ANYA, PETYA), T)
    assert [row[0].label for row in screen.rows] == ["Аня И., 7Б", "Петя И., 7Б", "⚙️ Настройки"]
    assert [row[0].address for row in screen.rows] == [ChildMenu(PupilId(11)), ChildMenu(PupilId(12)), Settings()]


def test_where_the_chat_is_neutral_the_menu_names_no_child() -> None:
    law = Jurisdiction.RU_PRIVATE
    anya, petya = child(law=law), child("Петя", "Иванов", 12, law=law)
    vova = child("Вова", "Иванов", 13, confirmed=False, law=law)
    olga = child("Оля", "Иванова", 14, consented=False, law=law)
    many = grants(vova, anya, olga, petya)
    for screen in (menu.menu(many, T), menu.children(many, T)):
        assert [row[0].label for row in screen.rows[:2]] == ["ребёнок 2", "ребёнок 4"]
        assert [row[0].address for row in screen.rows[:2]] == [ChildMenu(PupilId(11)), ChildMenu(PupilId(12))]
    said = seen(menu.menu(many, T).text)
    assert "ребёнок 1: ждём" in said and "ребёнок 3: нужно ваше согласие" in said
    for screen in (menu.menu(many, T), menu.children(many, T), menu.menu(grants(anya), T)):
        words = seen(screen.text) + " ".join(button.label for row in screen.rows for button in row)
        assert [name for name in ("Аня", "Петя", "Вова", "Оля", "И.", "7Б") if name in words] == []


def test_of_two_schools_the_stricter_law_hides_only_its_own_child() -> None:
    screen = menu.menu(grants(ANYA, child("Петя", "Иванов", 12, law=Jurisdiction.RU_PRIVATE)), T)
    assert [row[0].label for row in screen.rows[:2]] == ["Аня И., 7Б", "ребёнок 2"]


def test_one_menu_holds_all_the_hats_of_a_person() -> None:
    both = grants(ANYA, roles=(Role.TEACHER,), classes=(DESK_7B,))
    said = seen(menu.menu(both, T).text)
    assert "Дневник, 7Б" in said
    assert "Учителю" in said
    assert "Классному руководителю" in said
    assert [row[0].address for row in menu.menu(both, T).rows[-2:]] == [ClassMenu(ClassId(7)), Settings()]


def test_whoever_waits_is_told_for_what() -> None:
    awaiting = grants(child(confirmed=False), child("Петя", "Иванов", 12, consented=False))
    said = seen(menu.menu(awaiting, T).text)
    assert "И. А., 7Б: ждём, пока классный руководитель подтвердит" in said
    assert "И. П., 7Б: нужно ваше согласие" in said
    assert [row[0].address for row in menu.menu(awaiting, T).rows] == [Settings()]


def test_a_child_who_is_not_open_yet_has_no_button() -> None:
    screen = menu.children(grants(ANYA, child("Петя", "Иванов", 12, confirmed=False)), T)
    assert [row[0].label for row in screen.rows] == ["Аня И., 7Б", "☰ Меню"]


def test_the_office_is_greeted_by_its_duties() -> None:
    said = seen(menu.menu(grants(roles=(Role.DEPUTY, Role.ADMINISTRATOR)), T).text)
    assert said.startswith("Вы вошли как заместитель директора, администратор журнала.")


def test_the_birth_date_may_be_declined_by_staff() -> None:
    screen = door.ask_birth_date(T)
    assert [row[0].address for row in screen.rows] == [IAmStaff(), Stop()]
    assert "17.10.2013" in seen(screen.text)
    assert door.date_unread(T).rows == screen.rows


def test_every_failure_has_one_and_the_same_answer() -> None:
    assert door.not_accepted(T).text == refusal.refusal(Refused("link.not_accepted"), T).text
    assert seen(door.not_accepted(T).text).startswith("Код не подошёл.")
    assert "попросите у классного руководителя новый листок" in seen(door.not_accepted(T).text)


def test_the_consent_says_why_what_who_and_how_to_withdraw() -> None:
    said = seen(door.consent(4, "Аня И., 7Б", school(), Channel.TELEGRAM, T).text)
    for purpose in ("Зачем.", "Какие данные.", "Что придёт сюда (Telegram).", "Кто увидит.", "Как отозвать."):
        assert purpose in said
    assert "Гимназия № 1" in said
    assert "Аня И., 7Б" in said


@pytest.mark.parametrize(
    ("jurisdiction", "channel", "said"),
    [
        (Jurisdiction.BY_STATE, Channel.TELEGRAM, "Всё содержание"),
        (Jurisdiction.BY_STATE, Channel.EMAIL, "Инициалы ребёнка и предмет"),
        (Jurisdiction.BY_STATE, Channel.SMS, "Только слова"),
        (Jurisdiction.RU_PRIVATE, Channel.TELEGRAM, "Только слова"),
        (Jurisdiction.RU_STATE, Channel.TELEGRAM, "Ничего"),
    ],
)
def test_the_consent_says_what_the_channel_will_carry(jurisdiction: Jurisdiction, channel: Channel, said: str) -> None:
    screen = door.consent(4, "Аня И.", school("Гимназия № 1", jurisdiction), channel, T)
    assert said in seen(screen.text)


def test_the_consent_is_answered_by_yes_or_no() -> None:
    screen = door.consent(4, "Аня И.", school(), Channel.TELEGRAM, T)
    assert [row[0].address for row in screen.rows] == [GiveConsent(LinkId(4), 1), GiveConsent(LinkId(4), 0)]


def test_new_words_of_the_consent_are_a_new_version() -> None:
    keys = ("consent.text", *sorted(door.CARRIES.values()))
    blanks = {"pupil": "", "school": "", "channel": "", "carries": ""}
    words = "".join(T(key, **blanks) for key in keys)
    assert (CONSENT_VERSION, hashlib.sha256(words.encode()).hexdigest()[:12]) == AGREED, (
        "the words of the consent changed: give them a new CONSENT_VERSION and note it here"
    )
    assert door.CONSENT_VERSION == CONSENT_VERSION


def test_an_open_diary_leads_straight_to_today() -> None:
    screen = door.linked(ANYA.short, 11, T)
    assert "Дневник открыт: Аня И." in seen(screen.text)
    assert [b.address for row in screen.rows for b in row] == [Today(PupilId(11)), ThisWeek(PupilId(11)), Menu()]


def test_who_is_turned_away_learns_what_to_do() -> None:
    assert "новый листок" in seen(door.rejected(T).text)
    assert "новый листок" in seen(door.consent_refused(T).text)
    assert "классный руководитель" in seen(door.awaiting("Аня И.", T).text)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (NotLinked("access.not_linked"), "Пришлите код с листка"),
        (Invalid("entry.future", day="2025-11-28", class_name="7Б"), "пятница, 28 ноября, 7Б"),
        (
            Invalid("entry.not_on_scale", value="11", pupil="Иванов Пётр", scale="1–10"),
            "Отметки «11» нет",
        ),
        (DiaryError("nobody.wrote_this"), "Не получилось."),
        (Invalid("entry.minutes"), "Не получилось."),
        (Invalid("entry.minutes", minutes="{pupil}", pupil="<b>"), "Опоздание на {pupil} мин"),
    ],
)
def test_a_refusal_is_a_sentence_and_a_way_on(error: DiaryError, said: str) -> None:
    screen = refusal.refusal(error, T)
    assert said in seen(screen.text)
    assert screen.rows[-1][-1].address == Menu()


def test_old_buttons_and_our_own_faults_are_answered() -> None:
    assert seen(refusal.broken(T).text).startswith("Что-то сломалось у нас, не у вас.")
    assert "устарела" in seen(refusal.old_button(T).text)
    assert all(screen.rows[0][0].address == Menu() for screen in (refusal.broken(T), refusal.old_button(T)))
