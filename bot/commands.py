"""The menu of commands beside the input line."""

from __future__ import annotations

from notifier.ports import Messenger
from texts.catalog import DEFAULT, Words, languages, words
from texts.screens.language import in_every_language


async def set_commands(messenger: Messenger) -> None:
    """Tell the messenger our commands, in every language the catalog speaks; Russian is everybody's default."""
    for language in languages():
        await messenger.set_commands(commands(words(language)), "" if language == DEFAULT else language)


def commands(t: Words) -> list[tuple[str, str]]:
    """Names and what they open."""
    return [
        ("today", t("command.today")),
        ("tomorrow", t("command.tomorrow")),
        ("week", t("command.week")),
        ("marks", t("command.marks")),
        ("homework", t("command.homework")),
        ("absences", t("command.absences")),
        ("menu", t("command.menu")),
        ("settings", t("command.settings")),
        ("help", t("command.help")),
        ("language", in_every_language()),
    ]
