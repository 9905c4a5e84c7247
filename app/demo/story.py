"""The story on the terminal: what teachers write and what arrives, as it happens, and the table at the end."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from typing import Any

from rich.console import Console
from rich.table import Table

from app.demo.cast import Cast
from app.demo.day import Post
from app.demo.verdict import Verdict

#: Methods by which a message comes or changes.
SPOKEN = ("sendMessage", "sendPhoto", "editMessageText", "editMessageCaption")
SHOWN_A_STEP = 4  #: arrivals told one by one; the rest of a step are counted

console = Console(highlight=False)
_TAG = re.compile(r"</?[a-z][^>]*>")  # the bot's own markup; the page shows it as it looks


class Story:
    """Tells the day; keeps who is who by chat."""

    def __init__(self, cast: Cast, zone: Any) -> None:
        self._zone = zone
        self._names = {
            family.phone.id: f"{family.slip.relation or 'взрослый'} ({family.pupil.name}, {family.class_name})"
            for family in cast.families
        }
        self._names |= {phone.id: str(name) for name, phone in cast.teachers.items()}
        self._posted: datetime | None = None

    def chapter(self, title: str) -> None:
        """Something begins: what comes now is not late because of what was before."""
        self._posted = None
        console.print(f"\n[bold]{title}[/bold]")

    def said(self, post: Post, at: datetime) -> None:
        """A teacher wrote and saved."""
        self._posted = at
        fate = {"undone": " [dim](и тут же отменил)[/dim]", "corrected": " [dim](позже исправит)[/dim]"}.get(
            post.fate, ""
        )
        console.print(f"{self._clock(at)} ✍  {post.teacher.surname} {post.teacher.name[:1]}.: «{post.text}»{fate}")

    def arrived(self, calls: list[dict[str, Any]]) -> None:
        """What the phones got in a step."""
        sent = [call for call in calls if call["method"] in SPOKEN and call["status"] == 200]
        for call in sent[:SHOWN_A_STEP]:
            at = datetime.fromisoformat(call["at"])
            chat = int(call["parameters"]["chat_id"])
            mark = "✎" if call["method"].startswith("edit") else "✉"
            said = f"{mark} {self._names.get(chat, chat)}: {_words(call['parameters'])}"
            console.print(f"{self._clock(at)}   {said} {self._delay(at)}", markup=False)
        if len(sent) > SHOWN_A_STEP:
            console.print(f"         … и ещё {len(sent) - SHOWN_A_STEP}")

    def _delay(self, at: datetime) -> str:
        if self._posted is None or at < self._posted:
            return ""
        return f"(+{clock(at - self._posted)})"

    def _clock(self, at: datetime) -> str:
        return f"{at.astimezone(self._zone):%H:%M:%S}"


def _words(said: dict[str, Any]) -> str:
    """The beginning of a text or a caption, without its markup."""
    return " ".join(_TAG.sub("", str(said.get("text") or said.get("caption", ""))).split())[:70]


def clock(span: timedelta) -> str:
    """«5:00»."""
    seconds = int(span.total_seconds())
    return (
        f"{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
        if seconds >= 3600
        else f"{seconds // 60}:{seconds % 60:02d}"
    )


def summary(verdict: Verdict, rows: list[tuple[str, str]]) -> None:
    """The table at the end."""
    table = Table(title="Итог недели", show_header=False)
    for name, value in rows:
        table.add_row(name, value)
    table.add_row("должно было прийти", str(verdict.expected))
    table.add_row("пришло, по одному разу", ", ".join(f"{kind}: {n}" for kind, n in sorted(verdict.by_kind.items())))
    table.add_row("обычно через", clock(verdict.typical_delay))
    table.add_row("не пришло", str(len(verdict.missing)))
    table.add_row("пришло дважды", str(len(verdict.doubled)))
    table.add_row("пришло не тому", str(len(verdict.strays)))
    table.add_row("нарушений правил Bot API", str(len(verdict.violations)))
    console.print(table)
    for one in verdict.missing[:10]:
        console.print(f"[red]не пришло[/red] {one.where}: {one.story} {one.words}")
    for one in verdict.doubled[:10]:
        console.print(f"[red]дважды[/red] {one.where}: {one.story} {one.words}")
    for stray in verdict.strays[:10]:
        console.print(f"[red]лишнее[/red] {stray.where}: {stray.text[:80]!r}")
    console.print(
        "[green]Каждый услышал своё, по одному разу.[/green]" if verdict.passed else "[red]День не сошёлся.[/red]"
    )
