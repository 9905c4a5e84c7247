"""What stands over each of the office's lists, as the school reads it: a title and a heading for every column."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest

from journal_core.office.adoption import adoption_sheet
from journal_core.office.analysis import analysis_sheet, teachers_sheet
from journal_core.office.concerns import concerns_sheet
from journal_core.office.declarations import declarations_sheet, paper_sheet
from journal_core.office.findings import findings_sheet
from journal_core.office.hand_over import hand_over_sheet
from journal_core.office.inspections import control_sheet
from journal_core.office.mistakes import mistakes_sheet
from journal_core.office.movement import movement_sheet
from journal_core.office.questions import consultations_sheet, questions_sheet
from journal_core.office.sheets import OfficeSheet
from tests.unit.office.desk import NOON, school
from texts.catalog import words

LISTS = [
    (
        partial(adoption_sheet, []),
        "Внедрение электронного журнала",
        (
            "Школа · Классов · Из них ведут журнал · Учеников · Из них в журнале · Сотрудников · Из них подключены · "
            "Семей подключено · Семей получают вести · Уроков · Заполнено · Тем · Домашних заданий · Отметок · "
            "До записи, минут"
        ),
    ),
    (
        partial(analysis_sheet, []),
        "Анализ работы с журналами",
        "День · Урок по счёту · Класс · Предмет · Учитель · Чего не хватает",
    ),
    (
        partial(teachers_sheet, []),
        "Работа учителей с журналом",
        "Учитель · Уроков · Заполнено · Тем · Домашних заданий · Отметок · С опозданием",
    ),
    (partial(concerns_sheet, []), "Оповещения родителей", "День · Класс · Ученик · Что · Текст · Кто · Прочитали"),
    (
        partial(declarations_sheet, []),
        "Заявления семей",
        "День · Бумага · Что · Ученик · Класс · Взрослый · Кто принял · Состояние",
    ),
    (partial(paper_sheet, []), "Кому неделя на бумаге", "Класс · Ученик · Почему · Взрослый"),
    (
        partial(findings_sheet, []),
        "Замечания по ведению журналов",
        "День · Учитель · Чьё · Класс · Предмет · Чего не хватает · Текст · Срок · Состояние · Ответ",
    ),
    (
        partial(hand_over_sheet, []),
        "Сдача отчётов за период",
        "Класс · Состояние · Сдано когда · Бумаги · Кто заверил · Заверено когда · Номер в архиве",
    ),
    (partial(control_sheet, []), "Контроль за ведением журнала", "Что · Класс · Срок · Сделано · Кто · Что найдено"),
    (
        partial(mistakes_sheet, [], school()),
        "Сообщения об ошибках",
        "День · Класс · Ученик · Текст · Состояние · Срок · Ответ",
    ),
    (
        partial(movement_sheet, []),
        "Движение учащихся",
        "День · Ученик · Что · Класс · Куда · Почему · Состояние · Приказ",
    ),
    (
        partial(questions_sheet, [], NOON),
        "Вопросы по журналу",
        "Когда спросили · Класс · Кто · Текст · Что ответили · Ждал часов",
    ),
    (partial(consultations_sheet, []), "Консультации", "День · Кого консультировали · О чём · Кто"),
]


@pytest.mark.parametrize(("sheet", "title", "headings"), LISTS)
def test_what_stands_over_a_list(sheet: Callable[[], OfficeSheet], title: str, headings: str) -> None:
    t, made = words("ru"), sheet()
    assert (t(made.title), " · ".join(t(column) for column in made.columns)) == (title, headings)
