"""What a number in an address names; the access tests put foreign ones of each kind into every address."""

from __future__ import annotations

from typing import NewType

PupilId = NewType("PupilId", int)
ClassId = NewType("ClassId", int)
MarkId = NewType("MarkId", int)
LinkId = NewType("LinkId", int)
DraftId = NewType("DraftId", int)
AbsenceId = NewType("AbsenceId", int)
GuardianId = NewType("GuardianId", int)
NoticeId = NewType("NoticeId", int)
Page = NewType("Page", int)  #: 0 is the first
