"""What teachers and class teachers read: what was understood, who hears of it and when, whom to let in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from journal_core.entries.attendance import AbsenceCode
from journal_core.entries.entry import AbsenceEntry, HomeworkEntry, LessonEntry, MarkEntry
from journal_core.entries.explaining import Explained
from journal_core.people import Account
from journal_core.ports.diary import Family, Reach
from journal_core.school import Channel
from tests.unit.texts.named import DESK_7B, WEDNESDAY, T, entry, ivanovs, link, page, truancy
from tests.unit.texts.reading import seen
from texts.addresses import (
    AbsenceId,
    AskAddress,
    ClassId,
    DraftId,
    DropDraft,
    GuardianId,
    LinkId,
    OneFamily,
    Page,
    PupilId,
    SaveDraft,
    SettleAbsence,
    SettleLink,
    ToSettle,
    UndoDraft,
)
from texts.screen import Screen
from texts.screens import class_desk, desk

GRACE = timedelta(minutes=5)


def labels(screen: Screen) -> list[list[str]]:
    return [[button.label for button in row] for row in screen.rows]


def test_a_card_repeats_the_lesson_in_full() -> None:
    screen = desk.card(4, page(), entry(), ("Урок был вчера.",), T)
    assert seen(screen.text) == (
        "Алгебра, 7Б\n"
        "Среда, 26 ноября, 3-й урок\n"
        "\n"
        "Отметки\n"
        "Иванов Пётр — 9\n"
        "Петрова Анна — 8, 7 (контрольная работа)\n"
        "\n"
        "Посещаемость\n"
        "Сидоров Иван — Н\n"
        "\n"
        "Тема: Дроби\n"
        "\n"
        "Задание на пятницу, 28 ноября\n"
        "§12 №345\n"
        "\n"
        "⚠️ Урок был вчера."
    )
    assert [button.address for button in screen.rows[0]] == [SaveDraft(DraftId(4)), DropDraft(DraftId(4))]
    assert labels(screen) == [["✅ Сохранить", "Не надо"]]


def test_a_reason_from_a_teacher_is_said_to_be_the_class_teacher_s() -> None:
    ill = LessonEntry(9, attendance=(AbsenceEntry(3, AbsenceCode.ILL), AbsenceEntry(1, AbsenceCode.LATE, 10)))
    said = seen(desk.card(4, page(), ill, (), T).text)
    assert "Сидоров Иван — Н, классному руководителю предложено Б" in said
    assert "Иванов Пётр — опоздание на 10 минут" in said


def test_a_correction_shows_what_was_and_what_will_be() -> None:
    after = LessonEntry(
        9,
        "Дроби",
        HomeworkEntry("§13", date(2025, 11, 28)),
        (MarkEntry(1, ("4",)), MarkEntry(3, ("6",))),
    )
    assert seen(desk.correction_card(4, page(), entry(), after, T).text) == (
        "✏️ Исправление: Алгебра, 7Б\n"
        "Среда, 26 ноября, 3-й урок\n"
        "\n"
        "Иванов Пётр: 9 → 4\n"
        "Петрова Анна: убрать 8, 7\n"
        "Сидоров Иван: добавить 6\n"
        "\n"
        "Сидоров Иван: убрать Н\n"
        "\n"
        "Задание: §12 №345 на пятницу, 28 ноября → §13 на пятницу, 28 ноября"
    )


def test_a_correction_of_nothing_says_so() -> None:
    assert "ничего не изменилось" in seen(desk.correction_card(4, page(), entry(), entry(), T).text)


def test_saving_says_when_families_hear() -> None:
    marks = LessonEntry(9, marks=(MarkEntry(1, ("9",)),))
    screen = desk.saved(4, page(), marks, GRACE, T)
    assert seen(screen.text) == (
        "✅ Сохранено: Алгебра, 7Б\n"
        "Среда, 26 ноября, 3-й урок\n"
        "\n"
        "В журнале: 1 отметка.\n"
        "\n"
        "Родители узнают через 5 минут."
    )
    assert screen.rows[0][0].address == UndoDraft(DraftId(4))
    assert screen.rows[0][0].label == "↩ Отменить"


def test_an_unexplained_absence_is_heard_of_sooner_than_the_rest() -> None:
    said = seen(desk.saved(4, page(), entry(), GRACE, T).text)
    assert "О пропуске родители узнают через 90 секунд.\nОб остальном — через 5 минут." in said
    assert "В журнале: 3 отметки, посещаемость 1 ученика, тема, домашнее задание." in said


def test_an_explained_absence_does_not_hurry() -> None:
    explained = replace(page(), explained=frozenset({3}))
    assert "90 секунд" not in seen(desk.saved(4, explained, entry(), GRACE, T).text)


def test_a_topic_alone_is_heard_of_by_nobody() -> None:
    assert "узнают" not in seen(desk.saved(4, page(), LessonEntry(9, "Дроби"), GRACE, T).text)


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ("class", "какой это класс"),
        ("subject", "какой это предмет"),
        ("lesson", "какой это урок"),
        ("pupil", "фамилию ученика"),
        ("mark", "какая это отметка"),
        ("date", "на какой день задание"),
    ],
)
def test_a_question_names_what_is_unclear(about: str, said: str) -> None:
    assert said in seen(desk.question((about,), None, (), T).text)


def test_a_question_about_a_pupil_offers_the_likeliest() -> None:
    assert seen(desk.question(("pupil", "mark"), "Ивонов", ("Иванов Пётр", "Иванова Анна"), T).text) == (
        "Непонятно, кто такой «Ивонов». Напишите фамилию и имя так, как в списке класса.\n"
        "Может быть: Иванов Пётр, Иванова Анна?\n"
        "Поправьте и пришлите ещё раз: пока ничего не записано."
    )


@pytest.mark.parametrize(
    ("count", "said"),
    [(1, "Отменена 1 запись"), (3, "Отменены 3 записи"), (11, "Отменено 11 записей"), (0, "Отменять нечего")],
)
def test_undoing_says_how_much(count: int, said: str) -> None:
    assert said in seen(desk.undone(count, T).text)


def test_what_is_no_lesson_gets_two_examples() -> None:
    assert desk.not_understood(T).text.count("<code>") == 2
    assert "ничего не сохраняю" in seen(desk.not_understood(T).text)


def test_a_class_has_its_absences_when_the_day_is_known() -> None:
    assert ["📋 Пропуски за сегодня"] in labels(class_desk.class_menu(DESK_7B, T, WEDNESDAY))
    assert ["📋 Пропуски за сегодня"] not in labels(class_desk.class_menu(DESK_7B, T))


def test_whoever_waits_is_confirmed_or_rejected_in_one_tap() -> None:
    screen = class_desk.waiting_links(DESK_7B, (link(),), 0, T)
    assert seen(screen.text) == (
        "7Б: подтверждения ждёт 1 взрослый\n"
        "Подтвердите тех, кого знаете.\n"
        "\n"
        "1. Иванов Пётр\n"
        "Иванова Ольга (мать)\n"
        "Код введён 26 ноября в 12:00"
    )
    assert [button.address for button in screen.rows[0]] == [SettleLink(LinkId(4), 1), SettleLink(LinkId(4), 0)]


def test_numbers_of_waiting_adults_go_on_over_pages() -> None:
    screen = class_desk.waiting_links(DESK_7B, (link(),) * 8, 1, T)
    assert labels(screen)[:2] == [["✅ 7: подтвердить", "✖️ 7: отклонить"], ["✅ 8: подтвердить", "✖️ 8: отклонить"]]


def test_nobody_waiting_is_said() -> None:
    assert "никто не ждёт" in seen(class_desk.waiting_links(DESK_7B, (), 0, T).text)


@pytest.mark.parametrize(
    ("state", "said"), [("live", "✅ Подтверждено"), ("rejected", "Отклонено"), ("revoked", "уже всё решено")]
)
def test_a_tap_says_what_stands_after_it(state: str, said: str) -> None:
    assert seen(class_desk.link_settled(link(state=state), T).text).startswith((said, "По этой просьбе"))
    assert said in seen(class_desk.link_settled(link(state=state), T).text)


def test_an_adult_is_named_by_what_the_list_knows() -> None:
    for line, said in (
        (replace(link(), adult=""), "мать"),
        (replace(link(), relation=""), "Иванова Ольга"),
        (replace(link(), adult="", relation=""), "взрослый, имени в списке нет"),
    ):
        assert said in seen(class_desk.waiting_links(DESK_7B, (line,), 0, T).text).split("\n")


def test_families_are_counted_by_how_they_are_reached() -> None:
    waiting = Family(12, "Петрова Анна", (Reach(5, "Петров Олег", "отец", (), (Channel.SMS,)),))
    nobody = Family(13, "Сидоров Иван", ())
    screen = class_desk.families(DESK_7B, (ivanovs(), waiting, nobody), 0, T)
    assert seen(screen.text) == (
        "7Б: на связи 1 из 3\n"
        "Ждут подтверждения: 1, без связи: 1\n"
        "\n"
        "✅ Иванова Аня\n"
        "⏳ Петрова Анна\n"
        "▫️ Сидоров Иван\n"
        "\n"
        "✅ на связи · ⏳ адрес не подтверждён · ▫️ связи нет"
    )
    assert screen.rows[0][0].address == OneFamily(ClassId(7), PupilId(11))


def test_a_family_shows_each_adult_and_what_may_be_entered() -> None:
    screen = class_desk.family(DESK_7B, ivanovs(), {}, T)
    assert "Иванова Ольга (мать): Telegram ✅, почта ⏳" in seen(screen.text)
    assert "Иванов Ян (отец): связи нет" in seen(screen.text)
    assert screen.rows[1][0].address == AskAddress(ClassId(7), GuardianId(2), "email")
    assert labels(screen)[1] == ["✉️ Иванов Ян", "📱 Иванов Ян"]


def test_an_address_that_is_live_is_not_asked_for_again() -> None:
    reached = Family(11, "Иванова Аня", (Reach(1, "Иванова Ольга", "мать", (Channel.EMAIL, Channel.SMS), ()),))
    screen = class_desk.family(DESK_7B, reached, {}, T)
    assert labels(screen)[0] == ["👨‍👩‍👧 Семьи"]
    assert "на бумаге" not in seen(screen.text)


def test_an_address_is_asked_for_with_its_paper_and_shown_masked() -> None:
    assert "согласие на бумаге" in seen(class_desk.ask_address("Иванов Ян", Channel.EMAIL, T).text)
    assert "a•••@mail.by" in seen(class_desk.address_asked(Channel.EMAIL, "anna@mail.by", T).text)
    phone = class_desk.address_asked(Channel.SMS, Account(Channel.SMS, "+375291234567").address, T)
    assert "+375 •• •••-45-67" in seen(phone.text)
    assert "1234567" not in seen(phone.text)


def test_an_absence_is_settled_beside_the_name() -> None:
    screen = class_desk.to_settle(DESK_7B, WEDNESDAY, (truancy(), truancy(proposed=None)), 0, T)
    assert "1. Сидоров Иван, 3-й урок, Алгебра (учитель предлагает Б)\n2. Сидоров Иван" in seen(screen.text)
    assert labels(screen)[0] == ["1: УП", "1: НП", "1: Б"]
    assert [b.address for b in screen.rows[0]] == [
        SettleAbsence(ClassId(7), AbsenceId(5), code) for code in ("excused", "unexcused", "ill")
    ]
    assert screen.rows[2][0].address == ToSettle(ClassId(7), date(2025, 11, 25), Page(0))


def test_the_class_teacher_reads_what_the_family_says() -> None:
    away = replace(truancy(), family=Explained.UNKNOWN)
    screen = class_desk.to_settle(DESK_7B, WEDNESDAY, (away,), 0, T)
    assert "Семья: ❗ не знают, где ребёнок" in seen(screen.text)


def test_a_settled_absence_is_said_over_the_chat() -> None:
    screen = class_desk.absence_settled(truancy(), AbsenceCode.EXCUSED, T)
    assert seen(screen.text) == "✅ Сидоров Иван, 3-й урок, Алгебра: пропуск по уважительной причине."
    assert screen.alert == "Сидоров Иван: УП"
