"""Invented classes: pupils with an ability, drifts within a term, teachers who ask unevenly, works that are missed.

The forecast knows nothing of how these numbers are made. What a school has and this has not: copying, mercy at the
term's end, a teacher who is replaced. Years of real marks would be better; no school has given us any.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from journal_core.entries.marks import FIVE_POINT, TEN_POINT, Scale
from journal_core.term_marks.grounds import Ground

PUPILS = 25
#: (kind, weight, harder by, on the ten-point scale)
ORAL, QUIZ, TEST = ("устный ответ", 1, 0.0), ("самостоятельная", 2, 0.3), ("контрольная", 3, 0.6)
#: Lessons of a subject in a quarter, by lessons a week.
QUARTERS = (8, 16, 24, 32, 40)


@dataclass(frozen=True, slots=True)
class Leaning:
    """How a pupil's ability moves within the term."""

    share: float  #: of pupils
    by: tuple[float, float]  #: from the first lesson to the last, on the ten-point scale


@dataclass(frozen=True, slots=True)
class World:
    """One way that marks might come about; the forecast must not lean on a single one."""

    name: str
    scale: Scale = TEN_POINT
    leanings: tuple[Leaning, ...] = (Leaning(0.7, (-0.3, 0.3)), Leaning(0.15, (-2.5, -0.8)), Leaning(0.15, (0.6, 2.0)))
    noise: float = 1.3  #: of one mark
    changed: float = 0.5  #: how far the ability in a subject moves between terms
    knows_before: float = 0.85  #: share of pupils with a term mark of the term before
    missed: float = 0.08  #: share of works for all that a pupil misses


@dataclass(frozen=True, slots=True)
class Series:
    """A pupil's term in a subject, known to its end: marks by the number of the lesson."""

    class_number: int
    scale: Scale
    lessons: int
    before: str  #: the term mark of the term before; empty for newcomers
    marks: tuple[tuple[int, Ground], ...]


WORLDS = (
    World("ten-point school"),
    World("five-point school", FIVE_POINT),
    World("nobody changes within the term", leanings=(Leaning(1.0, (-0.2, 0.2)),)),
    World("half of the pupils fall or rise", leanings=(Leaning(0.5, (-0.3, 0.3)), Leaning(0.5, (-3.0, 3.0)))),
    World("the term before says little", changed=1.5),
    World("a first term, nothing before", knows_before=0.0),
)


def classes(world: World, count: int, seed: int) -> Iterator[list[Series]]:
    """`count` classes in one subject each; the same for the same seed."""
    chance = Random(f"{world.name} {seed}")
    for number in range(count):
        lessons = chance.choice(QUARTERS)
        mean, asked = chance.gauss(6.6, 0.5), chance.uniform(0.15, 0.5)
        works = {day: chance.choice((QUIZ, TEST)) for day in range(chance.randrange(3, 7), lessons, 6)}
        yield [
            _series(world, chance, number, lessons, chance.gauss(mean, 1.3), asked * chance.uniform(0.6, 1.4), works)
            for _ in range(PUPILS)
        ]


def _series(
    world: World,
    chance: Random,
    number: int,
    lessons: int,
    ability: float,
    asked: float,
    works: dict[int, tuple[str, int, float]],
) -> Series:
    leaning = chance.choices(world.leanings, [one.share for one in world.leanings])[0]
    drift = chance.uniform(*leaning.by)
    before = chance.gauss(ability - drift * 0.2, world.changed)
    marks: list[tuple[int, Ground]] = []
    for day in range(lessons):
        work = works.get(day)
        given = chance.random() >= world.missed if work else chance.random() < asked
        if given:
            kind, weight, harder = work or ORAL
            now = ability + drift * (day / lessons - 0.5) - harder
            value = _value(world.scale, chance.gauss(now, world.noise))
            marks.append((day, Ground(len(marks), value, weight, kind, written=work is not None)))
    known = chance.random() < world.knows_before
    return Series(number, world.scale, lessons, _value(world.scale, before) if known else "", tuple(marks))


def _value(scale: Scale, latent: float) -> str:
    """The mark a teacher gives for a work of this worth; the lowest of a scale are hardly ever given."""
    if scale is FIVE_POINT:
        latent = latent / 2 + 0.6
    lowest, highest = int(scale.numbers[0]) + 1, int(scale.numbers[-1])
    return str(min(max(round(latent), lowest), highest))
