"""`diary invite CLASS` and `diary staff invite`: slips with codes. The codes exist only in what these write."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import App, Parameter

from app.cli import app, console
from app.cli.opening import Opened, opened
from app.cli.stamps import office, stamp
from app.errors import NotConfigured
from journal_core.actions.inviting import NewSlip, invite_class, invite_pupils, invite_staff
from journal_core.actions.schools import school_named
from journal_core.errors import Unknown
from journal_core.linking import grouped
from journal_core.school import School
from texts.catalog import Words, words

if TYPE_CHECKING:
    from texts.paper.slips import Slip

staff = App(name="staff", help="The school's staff.")
app.command(staff)

Pdf = Annotated[Path | None, Parameter(help="write the slips to print and cut")]
Json = Annotated[Path | None, Parameter(help="write what the slips say, for a program; keep it safe")]
Language = Annotated[Literal["ru", "be", "en"], Parameter(help="of the words on the slips")]


@app.command
async def invite(
    class_name: str,
    *,
    pupils: Annotated[bool, Parameter(help="for the pupils themselves, not for their adults")] = False,
    pdf: Pdf = None,
    json: Json = None,
    school: str | None = None,
    language: Language = "ru",
) -> None:
    """Make slips with codes for the families of a class."""
    somewhere(pdf, json)
    async with opened() as here:
        chosen = await school_named(here.base.store, school)
        invited = invite_pupils if pupils else invite_class
        said = stamp("invite", here.now)
        made = await invited(here.base.store, office(chosen), class_name, said, here.base.secret)
        write(here, chosen, made, pdf, json, words(language))


@staff.command(name="invite")
async def invite_(
    *surnames: str, pdf: Pdf = None, json: Json = None, school: str | None = None, language: Language = "ru"
) -> None:
    """Make slips with codes for staff: those named by surname, or everybody who is not linked yet."""
    somewhere(pdf, json)
    async with opened() as here:
        chosen = await school_named(here.base.store, school)
        numbers = await _numbers(here, chosen, surnames)
        said = stamp("staff-invite", here.now)
        made = await invite_staff(here.base.store, office(chosen), numbers, said, here.base.secret)
        write(here, chosen, made, pdf, json, words(language))


def somewhere(pdf: Path | None, out: Path | None) -> None:
    """Refuse a command that would make codes and write them nowhere."""
    if pdf is None and out is None:
        raise NotConfigured("say where the slips go: --pdf slips.pdf, or --json codes.json; they cannot be shown again")


async def _numbers(here: Opened, school: School, surnames: Sequence[str]) -> list[int] | None:
    if not surnames:
        return None
    async with here.base.store.transaction() as tx:
        free = await tx.links.staff_to_invite(school, None)
    wanted = {surname.casefold() for surname in surnames}
    known = [one.staff_id for one in free if one.staff_id and one.adult and one.adult.surname.casefold() in wanted]
    if not known:
        raise Unknown("staff.nobody", names=", ".join(surnames))
    return known


def write(here: Opened, school: School, made: Sequence[NewSlip], pdf: Path | None, out: Path | None, t: Words) -> None:
    """Write the slips to print, and what they say."""
    name = here.base.settings.bot_name

    def link(slip: NewSlip) -> str | None:
        return f"https://t.me/{name}?start={slip.secret.token}" if name else None

    if pdf is not None:
        from texts.paper.slips import SlipSheet, slips  # here, so that other commands do not load the printer's library

        sheet = SlipSheet(
            school.name, made[0].class_name if made else "", tuple(_slip(one, link(one), school) for one in made)
        )
        _private(pdf, slips(sheet, t))
    if out is not None:
        rows = [_row(one, link(one)) for one in made]
        _private(out, json.dumps(rows, ensure_ascii=False, indent=1).encode())
    console.print(f"{len(made)} → {', '.join(str(path) for path in (pdf, out) if path)}")


def _slip(made: NewSlip, link: str | None, school: School) -> Slip:
    adult = f"{made.relation}: {made.adult}" if made.relation and made.adult else str(made.adult or made.relation)
    pupil = str(made.pupil) if made.pupil else ""
    from texts.paper.slips import Slip

    return Slip(pupil, adult, grouped(made.secret.code), link, school.local(made.expires_at).date())


def _row(made: NewSlip, link: str | None) -> dict[str, object]:
    return {
        "kind": made.kind,
        "class": made.class_name,
        "pupil": str(made.pupil) if made.pupil else "",
        "pupil_id": made.pupil_id,
        "adult": str(made.adult) if made.adult else "",
        "relation": made.relation,
        "code": grouped(made.secret.code),
        "token": made.secret.token,
        "link": link,
        "expires_at": made.expires_at.isoformat(),
    }


def _private(path: Path, content: bytes) -> None:
    """Only the user who made it may read a file of codes."""
    with os.fdopen(os.open(path, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as file:
        os.fchmod(file.fileno(), 0o600)  # a file that stood here keeps its own mode otherwise
        file.write(content)
