"""Who people are on the sandbox's page: a role to find them by, and a line about them."""

from __future__ import annotations

from pytrovich.enums import Case, Gender, NamePart
from pytrovich.maker import PetrovichDeclinationMaker

from journal_core.actions.inviting import NewSlip
from journal_core.roll import FullName, Roll

PARENTS = {"мать": "мама", "отец": "папа"}
#: A duty beyond teaching, as the page calls its role, and in a word.
DUTIES = {"head": ("head", "директор"), "deputy": ("deputy", "завуч"), "administrator": ("office", "администратор")}
CLASSES_NAMED = 3  #: of those a teacher teaches

_forms = PetrovichDeclinationMaker()


def family(slip: NewSlip) -> dict[str, str]:
    """«мама Льва, 5В»."""
    assert slip.pupil
    relation = PARENTS.get(slip.relation, slip.relation or "взрослый")
    return {"role": "parent", "about": f"{relation} {_of(slip.pupil)}, {slip.class_name}"}


def _of(child: FullName) -> str:
    """The child's first name in the genitive."""
    gender = Gender.FEMALE if child.patronymic.endswith("на") else Gender.MALE
    return _forms.make(NamePart.FIRSTNAME, gender, Case.GENITIVE, child.name)


def staff(slip: NewSlip, roll: Roll) -> dict[str, str]:
    """A duty, a class, or what is taught to whom."""
    adult = slip.adult
    assert adult
    duties = next((row.duties for row in roll.staff if row.name == adult), ())
    for duty in duties:
        if duty in DUTIES:
            role, about = DUTIES[duty]
            return {"role": role, "about": about}
    for row in roll.classes:
        if row.class_teacher == adult:
            return {"role": "class_teacher", "about": f"классный руководитель {row.written_class}"}
    lessons = [row for row in roll.timetable if row.teacher == adult]
    subjects = dict.fromkeys(row.subject.lower() for row in lessons)
    classes = sorted({row.written_class for row in lessons})[:CLASSES_NAMED]
    return {"role": "teacher", "about": ", ".join([*subjects, *classes])}
