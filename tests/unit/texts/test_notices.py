"""What a class teacher and a family read of a notice: the words, the files, how far it came and no further."""

from __future__ import annotations

from dataclasses import replace

from journal_core.entries.revisions import Change
from journal_core.notices import FamilyReached, Got, NoticeStatus, NoticeView, Reach
from journal_core.school import Channel
from tests.unit.texts.named import ANYA
from tests.unit.texts.named_notices import desk, notice, paper, status
from tests.unit.texts.reading import seen
from texts.addresses import Acknowledge, NoticeFile, NoticeId, PupilId, RecallNotice, RemindOfNotice
from texts.catalog import words
from texts.screen import TEXT_LIMIT, Screen
from texts.screens import family_notices, notices

T = words("ru")
REACH = Reach({Channel.TELEGRAM: 20, Channel.EMAIL: 3, Channel.SMS: 1}, ("Иванов Пётр", "Петрова Анна"))


def addresses(screen: Screen) -> list[object]:
    return [button.address for row in screen.rows for button in row]


def test_the_card_says_whom_the_notice_reaches_and_whom_not() -> None:
    said = seen(notices.card(4, desk(), "Собрание в 18:00", (paper(),), True, REACH, T).text)
    assert "Собрание в 18:00" in said
    assert "📎 план.pdf, 1,2 МБ" in said
    assert "Получат 24 семьи из 26: 20 в чате, 3 по почте, 1 SMS." in said
    assert "Не дойдёт: Иванов Пётр, Петрова Анна. Позвоните им или распечатайте." in said


def test_of_many_whom_it_does_not_reach_the_first_are_named_and_the_rest_counted() -> None:
    many = Reach({Channel.TELEGRAM: 1}, tuple(f"Пупкин {n}" for n in range(8)))
    said = seen(notices.card(4, desk(), "Собрание", (), True, many, T).text)
    assert "Получит 1 семья из 9: 1 в чате." in said
    assert "Пупкин 4 и ещё 3." in said
    assert "Пупкин 5" not in said


def test_the_lines_of_a_notice_stand_as_they_were_typed_and_its_signs_are_no_markup() -> None:
    screen = notices.card(4, desk(), "Взять:\n<b>краски</b> & кисти\n\n\n\nСпасибо", (), True, REACH, T)
    assert "Взять:\n<b>краски</b> & кисти\n\nСпасибо" in seen(screen.text)


def test_the_longest_notice_is_shown_whole_on_its_card_with_ten_files() -> None:
    text = "ы" * 2999 + "!"
    said = seen(notices.card(4, desk(), text, (paper("план " * 15),) * 10, True, REACH, T).text)
    assert text in said
    assert len(said) <= TEXT_LIMIT


def test_the_page_counts_only_what_is_not_zero_and_never_says_that_somebody_looked() -> None:
    families = tuple(FamilyReached(n, "Иванов", Got.SENT) for n in range(20))
    families += tuple(FamilyReached(n, "Иванов", Got.READ) for n in range(15))
    screen = notices.notice_page(desk(), NoticeStatus(notice(), (), families, 20), T)
    said = seen(screen.text)
    assert "Отправлено 20 · ознакомились 15 · ждём ответа 20" in said
    assert "очеред" not in said and "не дойдёт" not in said and "рочитан" not in said
    assert RemindOfNotice in map(type, addresses(screen))
    assert "Напомнить остальным (20)" in str([b.label for row in screen.rows for b in row])


def test_with_nobody_left_to_remind_there_is_no_such_button() -> None:
    screen = notices.notice_page(desk(), replace(status(), rest=0), T)
    assert RemindOfNotice not in map(type, addresses(screen))


def test_a_recalled_notice_says_so_and_cannot_be_recalled_again() -> None:
    screen = notices.notice_page(desk(), status(change=Change.REMOVED), T)
    assert "Отозвано 26 ноября в 14:00." in seen(screen.text)
    assert RecallNotice not in map(type, addresses(screen))


def test_the_families_stand_as_given_each_with_its_sign_and_who_read_an_earlier_text_is_told() -> None:
    said = seen(notices.notice_families(desk(), status(), 0, T).text)
    assert "✅ Иванов Пётр\n📨 Иванов Пётр\n❔ Иванов Пётр\n⏳ Иванов Пётр\n🚫 Иванов Пётр" in said
    assert "✅ Петрова Анна (до изменения текста)" in said


def test_a_change_shows_what_was_and_what_will_be() -> None:
    said = seen(notices.change_card(4, "в 18:00", "в 19:00", T).text)
    assert said.index("в 18:00") < said.index("в 19:00")


def test_a_family_opens_a_notice_with_its_files_and_says_that_it_has_read_it() -> None:
    view = NoticeView(notice(), (paper(), paper("фото.jpg")), read=False)
    screen = family_notices.notice(ANYA, view, False, T)
    assert "Собрание в 18:00" in seen(screen.text) and "26 ноября в 12:00" in seen(screen.text)
    pupil, number = PupilId(11), NoticeId(71)
    assert addresses(screen)[:3] == [
        NoticeFile(pupil, number, 0),
        NoticeFile(pupil, number, 1),
        Acknowledge(pupil, number),
    ]
    assert screen.rows[2][0].label == "Ознакомлен"
    read = family_notices.notice(ANYA, replace(view, read=True), False, T)
    assert read.rows[2][0].label == "✓ Ознакомлены"


def test_a_notice_that_asks_nothing_has_no_such_button() -> None:
    view = NoticeView(replace(notice(), asks_ack=False), (), read=False)
    assert Acknowledge not in map(type, addresses(family_notices.notice(ANYA, view, False, T)))


def test_a_changed_notice_tells_when() -> None:
    view = NoticeView(notice(change=Change.CORRECTED), (), read=False)
    assert "Текст изменён 26 ноября в 14:00." in seen(family_notices.notice(ANYA, view, False, T).text)
