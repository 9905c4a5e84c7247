"""The one place that turns what a handler returned into calls of the messenger.

A press edits the pressed message, unless that is a push, and is released; a message gets a new message. Handlers
may be run again for the same update, so a reply that certainly did not leave is left to the intake's next try.
"""

from __future__ import annotations

import html
from collections.abc import Awaitable, Callable

import structlog
from aiogram.dispatcher.event.bases import CancelHandler, SkipHandler
from aiogram.exceptions import ClientDecodeError, TelegramAPIError
from markupsafe import Markup

from bot.means import Answer
from bot.speaker import Speaker
from journal_core.errors import DiaryError
from journal_core.people import Account
from notifier.channels.telegram_errors import outcome_of
from notifier.outcomes import Broken, Outcome, Refused, Unknown
from notifier.ports import Drafts, Messenger
from texts.screen import Screen
from texts.screens.refusal import broken, refusal

log = structlog.get_logger()

TRIES = 3  #: of showing one screen; a reply may come twice, it may not stay away
ALERT_LIMIT = 200  #: characters (Bot API, answerCallbackQuery)

Pause = Callable[[float], Awaitable[None]]


class NotSent(Exception):
    """The messenger cannot be reached; handling the update again later sends the reply."""


class Reply:
    """What a person who waits gets to see."""

    def __init__(self, messenger: Messenger, drafts: Drafts, pause: Pause) -> None:
        self._messenger = messenger
        self._drafts = drafts
        self._pause = pause

    async def give(self, speaker: Speaker, made: Callable[[], Awaitable[object]]) -> object:
        """Show what `made` returns; a refusal becomes its sentence, our own defect an apology, and is raised."""
        try:
            said = await made()
        except DiaryError as error:
            said = self._refused(error, speaker)
        except (OSError, SkipHandler, CancelHandler):  # the database is away: the intake comes again
            raise
        except Exception:
            await self._apologise(speaker)
            raise
        answer = Answer(said) if isinstance(said, Screen) else said
        if isinstance(answer, Answer):
            try:
                await self._show(answer, speaker)
            except TelegramAPIError:  # the messenger will not have this screen: our defect
                await self._apologise(speaker)
                raise
        elif speaker.press_id:
            await self._release(speaker)
        return said

    def _refused(self, error: DiaryError, speaker: Speaker) -> Answer:
        """A press hears of it over the chat when it is short: the screen under it stays."""
        screen = refusal(error, speaker.words)
        if speaker.press_id and len(said := _plain(screen.text)) <= ALERT_LIMIT:
            return Answer(Screen(alert=said))
        return Answer(screen)

    async def _apologise(self, speaker: Speaker) -> None:
        try:
            await self._put(speaker.account, broken(speaker.words), "")
            if speaker.press_id:
                await self._release(speaker)
        except (NotSent, TelegramAPIError) as error:
            log.warning("apology_lost", error=type(error).__name__)

    async def _show(self, answer: Answer, speaker: Speaker) -> None:
        screen = answer.screen
        if not screen.text and speaker.press_id:
            await self._release(speaker, screen.alert, alert=True)
            return
        replaces = answer.replaces
        if speaker.press_id and not answer.keeps and (answer.over_push or not speaker.pushed):
            replaces = speaker.message_id
        shown = await self._put(speaker.account, screen, replaces)
        if speaker.press_id:
            await self._release(speaker, screen.alert)
        if answer.closes is not None:
            await self._drafts.settle(answer.closes, "saved")
        if answer.shows is not None and shown:
            await self._drafts.shown(answer.shows, shown)

    async def _put(self, account: Account, screen: Screen, replaces: str) -> str:
        """Its message; empty when the person has shut us out, or nobody knows whether it came."""
        for turn in range(1, TRIES + 1):
            try:
                return await self._messenger.show(account, screen, replaces=replaces)
            except (TelegramAPIError, ClientDecodeError) as error:
                outcome = _outcome(error, editing=bool(replaces))
                if isinstance(outcome, Broken):
                    raise
                log.warning("reply_failed", outcome=type(outcome).__name__, code=type(error).__name__)
                if isinstance(outcome, Refused) or (isinstance(outcome, Unknown) and turn == TRIES):
                    return ""
            if turn < TRIES:
                await self._pause(2.0 ** (turn - 1))
        raise NotSent

    async def _release(self, speaker: Speaker, text: str = "", *, alert: bool = False) -> None:
        """Let the pressed button go; it lets go by itself if this is lost."""
        try:
            await self._messenger.answer_press(speaker.press_id, text, alert=alert)
        except (TelegramAPIError, ClientDecodeError) as error:
            log.warning("press_not_released", error=type(error).__name__)


def _outcome(error: TelegramAPIError | ClientDecodeError, *, editing: bool) -> Outcome:
    if isinstance(error, TelegramAPIError):
        return outcome_of(error, editing=editing)
    return Unknown(type(error).__name__)  # HTML from a proxy, or half an answer


def _plain(text: Markup) -> str:
    return html.unescape(text.striptags())
