"""The language: offered by the phone's, chosen by the person, spoken from the answer on."""

from __future__ import annotations

from aiogram import Router

from bot.awaited import leave
from bot.means import Means
from bot.said import Given, Presses, Slash, telling
from bot.speaker import Speaker
from bot.twice import twice
from journal_core.actions.speaking import choose_language
from journal_core.errors import NotLinked
from texts.addresses import Language, Languages
from texts.catalog import languages, words
from texts.screen import Screen
from texts.screens import refusal
from texts.screens.language import language

presses = Presses("language")


@presses.on(Languages)
async def page(press: Languages, speaker: Speaker, means: Means) -> Screen:
    """The languages there are."""
    return _page(speaker)


@presses.on(Language)
async def choose(press: Language, speaker: Speaker, means: Means) -> Screen:
    """The answer is in the new language already; one that we do not speak stood on an old button."""
    if press.chosen not in languages():
        return refusal.old_button(speaker.words)
    await twice(lambda: choose_language(means.store, speaker.grants, press.chosen, speaker.stamp))
    return language(words(press.chosen))


def _page(speaker: Speaker) -> Screen:
    if speaker.grants is None:
        raise NotLinked("access.not_linked")  # a choice that nobody keeps is none
    return language(speaker.words)


async def _command(text: str, speaker: Speaker, means: Means) -> Given:
    await leave(speaker, means)
    return _page(speaker)


def router() -> Router:
    """The buttons and `/language`."""
    found = presses.router()
    found.message.register(telling(_command), Slash("language"))
    return found
