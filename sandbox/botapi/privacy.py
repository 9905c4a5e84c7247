"""What a bot hears in a group (https://core.telegram.org/bots/features#privacy-mode)."""

from sandbox.botapi.bots import Bot
from sandbox.botapi.entities import cut
from sandbox.world import Group, Message, World

#: Statuses in which a bot is there at all.
INSIDE = {"member", "administrator", "creator"}


def hears(world: World, bot: Bot, group: Group, message: Message) -> bool:
    """An administrator hears everything; any other bot only what is meant for it, unless its owner let it hear all."""
    status = group.bot_status(bot.id)
    if status not in INSIDE or (message.by_bot and not message.is_service):
        return False
    if status != "member" or not bot.privacy or message.is_service:
        return True
    return _calls(bot, message) or _answers(world, bot, message)


def _calls(bot: Bot, message: Message) -> bool:
    """A command, but not one for another bot; or the bot's own name."""
    for entity in message.entities:
        said = cut(message.text, entity["offset"], entity["length"]).lower()
        if entity["type"] == "bot_command" and ("@" not in said or said.endswith(f"@{bot.username}")):
            return True
        if entity["type"] == "mention" and said == f"@{bot.username}":
            return True
    return False


def _answers(world: World, bot: Bot, message: Message) -> bool:
    answered = world.find(message.chat, message.reply_to) if message.reply_to else None
    return answered is not None and answered.by_bot and answered.sender == bot.id
