"""Where the buttons of notices lead: the class teacher's, and those of a family."""

from __future__ import annotations

from texts.addresses.codec import Address, address
from texts.addresses.keys import ClassId, DraftId, NoticeId, Page, PupilId


@address("no")
class ClassNotices(Address):
    """The notices sent to a class."""

    class_id: ClassId
    page: Page


@address("nw")
class WriteNotice(Address):
    """Ask the class teacher to write one."""

    class_id: ClassId


@address("nk")
class AskAck(Address):
    """Whether the notice being written asks for «Ознакомлен»; `wanted` is 1 or 0."""

    draft: DraftId
    wanted: int


@address("ns")
class SendNotice(Address):
    """Send the notice, or the change of one, that the card shows."""

    draft: DraftId


@address("nd")
class DropNotice(Address):
    """Forget the notice that the card shows."""

    draft: DraftId


@address("nt")
class NoticeOf(Address):
    """How far a notice came: the class teacher's page of it."""

    class_id: ClassId
    notice: NoticeId


@address("nf")
class NoticeFamilies(Address):
    """The same, family by family."""

    class_id: ClassId
    notice: NoticeId
    page: Page


@address("nm")
class RemindOfNotice(Address):
    """Ask those who have not pressed «Ознакомлен» once more."""

    class_id: ClassId
    notice: NoticeId


@address("nr")
class RecallNotice(Address):
    """Take a notice back; `sure` is 0 for the question, 1 for the answer."""

    class_id: ClassId
    notice: NoticeId
    sure: int


@address("nl")
class NoticesFor(Address):
    """The notices for a child."""

    pupil: PupilId
    page: Page


@address("nn")
class OneNotice(Address):
    """A notice opened by a family."""

    pupil: PupilId
    notice: NoticeId


@address("na")
class Acknowledge(Address):
    """«Ознакомлен»."""

    pupil: PupilId
    notice: NoticeId


@address("ng")
class NoticeFile(Address):
    """One file of a notice, by its place from 0."""

    pupil: PupilId
    notice: NoticeId
    place: int
