"""Saying any verb and asking any view of one school, with passes and numbers that are made here."""

from __future__ import annotations

import dataclasses
import inspect
from collections.abc import Iterator, Mapping
from contextlib import AbstractAsyncContextManager
from enum import Enum
from typing import Any

from journal_core import passes
from journal_core.errors import DiaryError
from journal_core.people import Account, Operator
from journal_core.ports.reading import PageKind, Seen
from journal_core.school import Channel
from storage.database import Database
from tests.fakes.clock import FakeClock
from tests.storage.access.belonging import Rows
from tests.storage.access.everybody import ELSEWHERE
from tests.storage.access.making import Maker
from tests.storage.town import NOON, Town
from tests.unit.access.registry import PASSES, Said, kinds, verbs, views

#: Passes that are of no single school.
ABOVE_SCHOOLS = {passes.ServerDesk, passes.DistrictDesk}
#: What views say of a page once they have found it; they have looked whose it is.
INNER = {"Readings.seen"}
#: Where a number stands whose name is not its table's.
STANDS_IN = {"request_id": "correction_request", "number": "hand_over"}
#: A view whose port has another name than the database's method.
STANDS_BEHIND = {"NoticeViews": "diary", "CorrectionViews": "corrections", "TermMarkViews": "term_marks"}


@dataclasses.dataclass
class Broken:
    """A saying that neither answered nor refused: a bug of its own, or of the arguments made here."""

    why: str


def of_one_school() -> list[Said]:
    """Every verb and view that takes a pass of one school."""
    return [one for one in (*verbs(), *views()) if one.takes - ABOVE_SCHOOLS and one.name not in INNER]


def held(town: Town, person_id: int) -> dict[Any, Any]:
    """Every pass of a school."""
    school, by, child = town.school, Operator("admin"), town.child("Аня")
    account = Account(Channel.TELEGRAM, "9001" if school.id < ELSEWHERE else "9002")
    office = (passes.DeputyDesk, passes.HeadDesk, passes.AdminDesk, passes.SecretaryDesk)
    return {
        passes.Child: child,
        passes.TeacherDesk: town.teacher(),
        passes.ClassDesk: town.class_desk(),
        passes.ClassPages: passes.ClassPages(school, town.classes["7Б"], "7Б", reader=town.staff["Лис"]),
        passes.Upkeep: passes.Upkeep(school),
        passes.Grants: passes.Grants(person_id, account, "ru", children=(child,)),
        passes.OfficeDesk: passes.AdminDesk(town.staff["Лис"], school, by),
        **{kind: kind(town.staff["Лис"], school, by) for kind in office},
    }


def person_of(found: Rows, town: Town) -> int:
    """Мария of the school."""
    links = [row for (table, _), row in found.items() if table == "link"]
    return next(int(row["person_id"]) for row in links if row["guardian_id"] == town.guardians["Мария"])


def command_of(found: Rows, town: Town) -> str:
    """A command that posted something in the school's lessons."""
    said = [row for (table, _), row in found.items() if table == "audit" and row["action"] == "post_lesson"]
    return next((row["command_id"] for row in said if row["school_id"] == town.school.id), "nothing was posted")


def numbers(found: Rows, town: Town) -> dict[str, int]:
    """A number of the school for every name that ends in «_id», the newest of each."""
    there, newest = town.school.id >= ELSEWHERE, dict[str, int]()
    for (table, number), row in found.items():
        known = {f"{table}_id": number} | {name: value for name, value in row.items() if name.endswith("_id")}
        for name, value in known.items():
            if isinstance(value, int) and (value >= ELSEWHERE) == there:
                newest[name] = max(value, newest.get(name, 0))
    alias = {name: newest[f"{table}_id"] for name, table in STANDS_IN.items() if f"{table}_id" in newest}
    named = {
        "pupil_id": town.pupils["Аня"],
        "class_id": town.classes["7Б"],
        "subject_id": town.subjects["Алгебра"],
        "subgroup_id": town.subgroups["1"],
        "staff_id": town.staff["Орлов"],
        "guardian_id": town.guardians["Мария"],
        "lesson_id": town.lesson("algebra"),
        "person_id": person_of(found, town),
    }
    return newest | alias | named


def mixtures(own: Mapping[str, int], foreign: Mapping[str, int], names: set[str]) -> Iterator[dict[str, int]]:
    """All numbers foreign, and each one by itself."""
    yield {**own, **foreign}
    for name in sorted(names & foreign.keys()):
        yield {**own, name: foreign[name]}


def asked_for(said: Said) -> set[str]:
    """The names of numbers that a saying's arguments hold, at any depth."""
    seen: set[str] = set()

    def look(name: str, hint: Any) -> None:
        for one in kinds(hint):
            if dataclasses.is_dataclass(one) and one not in PASSES:
                for field, inner in Said(said.name, one).hints.items():  # type: ignore[arg-type]
                    look(field, inner)
        seen.add(name.removesuffix("s"))

    for name, hint in said.hints.items():
        look(name, hint)
    return {name for name in seen if name.endswith("_id") or name == "number"}


def arguments(said: Said, maker: Maker, kind: Any, speaker: Mapping[Any, Any]) -> dict[str, Any]:
    """For one saying, behind one of the passes it takes."""
    made: dict[str, Any] = {}
    for name, parameter in inspect.signature(said.function).parameters.items():
        hint = said.hints.get(name)
        if name in ("self", "store"):
            continue
        if kinds(hint) & PASSES:
            made[name] = speaker[kind]
        elif hint is Seen:
            made[name] = Seen(PageKind.SUBJECT, maker.numbers["subject_id"])
        elif parameter.default is inspect.Parameter.empty or name in maker.numbers:
            made[name] = maker.value(name, hint)
    return made


async def say(database: Database, said: Said, given: dict[str, Any]) -> Any:
    """A verb's or a view's answer; raises DiaryError as they do."""
    try:
        return await _say(database, said, given)
    except DiaryError:
        raise
    except Exception as error:
        return Broken(f"{said.name}: {type(error).__name__}: {str(error).splitlines()[0]}")


async def _say(database: Database, said: Said, given: dict[str, Any]) -> Any:
    if said.name[0].islower():
        return await said.function(database.store(), **given)
    port, _, name = said.name.partition(".")
    made = getattr(database, STANDS_BEHIND.get(port, port.lower()))
    view = made(FakeClock(NOON)) if "clock" in inspect.signature(made).parameters else made()
    answer = getattr(view, name)(**given)
    if isinstance(answer, AbstractAsyncContextManager):
        async with answer as leaving:
            return [await leaving.school()] + [one async for piece in leaving.marks() for one in piece]
    return await answer


def shown(answer: Any) -> Iterator[int | str]:
    """Every number and text in an answer."""
    if isinstance(answer, Enum | bool) or answer is None:
        return
    if isinstance(answer, int | str):
        yield answer
    elif dataclasses.is_dataclass(answer):
        for field in dataclasses.fields(answer):
            yield from shown(getattr(answer, field.name))
    elif isinstance(answer, Mapping):
        for key, value in answer.items():
            yield from shown(key)
            yield from shown(value)
    elif isinstance(answer, tuple | list | set | frozenset):
        for one in answer:
            yield from shown(one)
