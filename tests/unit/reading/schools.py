"""A desk from a `<name>.school.json`, and an answer in the words of the corpus."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import lru_cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.reading import NotUnderstood, Question, Understood, read
from journal_core.desk import Desk, DeskClass, DeskLesson, DeskPupil, Load
from journal_core.entries.marks import SCALES

CORPUS = Path(__file__).parents[2] / "corpus" / "quickposts"

Json = dict[str, Any]


@dataclass(frozen=True)
class School:
    """One teacher's desk, with the names the corpus gives to what the desk has ids for."""

    now: datetime
    desk: Desk
    pupil_ids: dict[int, str]
    groups: dict[int, str]

    def moment(self, at: str | None) -> datetime:
        """The moment of a message: its own, or the school's `now`."""
        return datetime.fromisoformat(at).replace(tzinfo=self.now.tzinfo) if at else self.now

    def answer(self, text: str, at: str | None = None) -> Json:
        """What the reading says to a message, in the form of the corpus."""
        said = read(text, self.moment(at), self.desk)
        if isinstance(said, NotUnderstood):
            return {"status": "not_understood"}
        if isinstance(said, Question):
            return {"status": "question", "about": [str(topic) for topic in said.about]}
        return self._understood(said)

    def _understood(self, said: Understood) -> Json:
        lesson = said.lesson
        cls = next(c.name for c in self.desk.classes if c.id == lesson.class_id)
        subject = next(line.subject for line in self.desk.load if line.subject_id == lesson.subject_id)
        homework = said.homework and {"text": said.homework.text, "due": said.homework.due.isoformat()}
        return {
            "status": "understood",
            "lesson": {
                "class": cls,
                "subject": subject,
                "group": self.groups[lesson.subgroup_id] if lesson.subgroup_id is not None else None,
                "date": lesson.date.isoformat(),
                "slot": lesson.slot,
            },
            "topic": said.topic,
            "homework": homework,
            "marks": [
                {"pupil": self.pupil_ids[m.pupil.id], "values": list(m.values), "work": m.work and str(m.work)}
                for m in said.marks
            ],
            "attendance": [
                {"pupil": self.pupil_ids[a.pupil.id], "code": str(a.code), "minutes": a.minutes}
                for a in said.attendance
            ],
        }


@lru_cache(maxsize=16)
def school(path: Path) -> School:
    """The school of a `.school.json` file."""
    return build(json.loads(path.read_text(encoding="utf-8")))


def build(told: Json) -> School:
    """The school as told in the corpus' form."""
    class_ids = {name: n for n, name in enumerate(told["classes"], 1)}
    subject_ids = {name: n for n, name in enumerate(sorted({x["subject"] for x in told["teacher"]["load"]}), 1)}
    group_ids: dict[tuple[str, str], int] = {}
    for name, cls in told["classes"].items():
        for part in sorted({part for pupil in cls["pupils"] for part in pupil["groups"]}):
            group_ids[name, part] = len(group_ids) + 1

    def group(entry: Json) -> int | None:
        return None if entry["group"] is None else group_ids[entry["class"], entry["group"]]

    pupil_ids: dict[int, str] = {}
    classes: list[DeskClass] = []
    for name, cls in told["classes"].items():
        pupils: list[DeskPupil] = []
        for pupil in cls["pupils"]:
            pupil_ids[len(pupil_ids) + 1] = pupil["id"]
            groups = frozenset(group_ids[name, one] for one in pupil["groups"])
            surname, first_name, patronymic = pupil["name"].split()
            pupils.append(DeskPupil(len(pupil_ids), surname, first_name, patronymic, groups))
        classes.append(DeskClass(class_ids[name], name, tuple(pupils)))
    load = tuple(
        Load(class_ids[x["class"]], subject_ids[x["subject"]], x["subject"], group(x), x["group"])
        for x in told["teacher"]["load"]
    )
    lessons = tuple(
        DeskLesson(
            n, class_ids[x["class"]], subject_ids[x["subject"]], group(x), date.fromisoformat(x["date"]), x["slot"],
            time.fromisoformat(x["start"]), time.fromisoformat(x["end"]),
        )
        for n, x in enumerate(told["timetable"], 1)
    )  # fmt: skip
    now = datetime.fromisoformat(told["now"]).replace(tzinfo=ZoneInfo(told["zone"]))
    desk = Desk(SCALES[told["scale"]], tuple(classes), load, lessons)
    return School(now, desk, pupil_ids, {n: name for (_, name), n in group_ids.items()})
