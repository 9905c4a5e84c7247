"""Names for an invented school; nobody in it exists."""

from __future__ import annotations

from random import Random

from journal_core.roll import FullName

#: (a boy's, a girl's) form of each surname.
SURNAMES = tuple(
    (male, female)
    for male, female in (
        pair.split("/")
        for pair in (
            "Антонов/Антонова Белов/Белова Бондарь/Бондарь Быков/Быкова Васильев/Васильева Волков/Волкова "
            "Громов/Громова Гусев/Гусева Дроздов/Дроздова Ермаков/Ермакова Жуков/Жукова Зайцев/Зайцева Иванов/Иванова "
            "Ильин/Ильина Казаков/Казакова Карпов/Карпова Климов/Климова Ковалёв/Ковалёва Козлов/Козлова "
            "Колесник/Колесник Комаров/Комарова Котов/Котова Кравец/Кравец Крылов/Крылова Лебедев/Лебедева "
            "Макаров/Макарова Марченко/Марченко Мельник/Мельник Миронов/Миронова Морозов/Морозова Назаров/Назарова "
            "Никитин/Никитина Новик/Новик Орлов/Орлова Осипов/Осипова Павлов/Павлова Панов/Панова Петров/Петрова "
            "Поляков/Полякова Попов/Попова Романов/Романова Рудь/Рудь Савченко/Савченко Сергеев/Сергеева "
            "Сидоров/Сидорова Гончар/Гончар "
            "Скворцов/Скворцова Соколов/Соколова Соловьёв/Соловьёва Тарасов/Тарасова Титов/Титова Третьяк/Третьяк "
            "Фёдоров/Фёдорова Филиппов/Филиппова Фролов/Фролова Чернов/Чернова Шевченко/Шевченко Щербак/Щербак "
            "Юдин/Юдина Яковлев/Яковлева"
        ).split()
    )
)
BOYS = (
    "Александр Алексей Андрей Артём Богдан Виктор Глеб Даниил Денис Евгений Егор Иван Илья Кирилл Лев Максим Матвей "
    "Никита Павел Пётр Роман Степан Тимофей Фёдор Юрий Ярослав"
).split()
GIRLS = (
    "Алина Анастасия Анна Варвара Вера Виктория Дарья Ева Екатерина Елена Злата Ирина Кира Ксения Любовь Маргарита "
    "Мария Милана Надежда Ольга Полина Светлана София Таисия Ульяна Юлия"
).split()
PATRONYMICS = (
    "Александр Алексей Андрей Виктор Владимир Денис Евгений Иван Кирилл Максим Михаил Николай Олег Павел Роман Сергей"
).split()


def patronymic(father: str, *, girl: bool) -> str:
    """«Андреевна» of «Андрей»."""
    irregular = {"Павел": "Павл", "Михаил": "Михайл"}
    stem = irregular.get(father, father)
    if stem.endswith("й"):
        stem = stem[:-1] + "е"
        return stem + ("вна" if girl else "вич")
    return stem + ("овна" if girl else "ович")


class Registry:
    """Draws names without drawing the same person twice."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._drawn: set[str] = set()

    def child(self, taken: set[str]) -> tuple[FullName, int]:
        """A pupil whose surname no classmate has, and the number of the surname."""
        while True:
            number = self._chance.randrange(len(SURNAMES))
            girl = self._chance.random() < 0.5
            surname = SURNAMES[number][girl]
            name = FullName(
                surname,
                self._chance.choice(GIRLS if girl else BOYS),
                patronymic(self._chance.choice(PATRONYMICS), girl=girl),
            )
            if SURNAMES[number][0] not in taken and self._fresh(name):
                taken.add(SURNAMES[number][0])
                return name, number

    def adult(self, *, woman: bool, surname: int | None = None) -> FullName:
        """An adult; of a family when a surname's number is given."""
        while True:
            number = self._chance.randrange(len(SURNAMES)) if surname is None else surname
            name = FullName(
                SURNAMES[number][woman],
                self._chance.choice(GIRLS if woman else BOYS),
                patronymic(self._chance.choice(PATRONYMICS), girl=woman),
            )
            if self._fresh(name):
                return name

    def _fresh(self, name: FullName) -> bool:
        if str(name) in self._drawn:
            return False
        self._drawn.add(str(name))
        return True
