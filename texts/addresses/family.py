"""Where the buttons of a family lead: the menu and a child's diary."""

from __future__ import annotations

from datetime import date

from texts.addresses.codec import Address, address
from texts.addresses.keys import MarkId, Page, PupilId


@address("m")
class Menu(Address):
    """The first page of whoever presses."""


@address("ch")
class Children(Address):
    """The switcher between children."""


@address("c")
class ChildMenu(Address):
    """One child's first page."""

    pupil: PupilId


@address("d")
class DayOf(Address):
    """One day of a child."""

    pupil: PupilId
    day: date


@address("t")
class Today(Address):
    """Today, whenever the button is pressed."""

    pupil: PupilId


@address("tm")
class Tomorrow(Address):
    """The next day with lessons, whenever the button is pressed."""

    pupil: PupilId


@address("w")
class WeekOf(Address):
    """A week of a child, by its Monday."""

    pupil: PupilId
    monday: date


@address("tw")
class ThisWeek(Address):
    """The present week, whenever the button is pressed."""

    pupil: PupilId


@address("k")
class Marks(Address):
    """A child's marks by subject."""

    pupil: PupilId
    page: Page


@address("ko")
class OneMark(Address):
    """One mark opened."""

    pupil: PupilId
    mark: MarkId


@address("h")
class HomeworkOf(Address):
    """A child's homework by the day it is due."""

    pupil: PupilId
    page: Page


@address("a")
class Absences(Address):
    """A child's absences of the term."""

    pupil: PupilId
    page: Page
