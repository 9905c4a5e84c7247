"""The methods that the sandbox can answer, by name; any other of the table is refused as not implemented."""

from collections.abc import Callable
from typing import Any

from sandbox.botapi.call import Call
from sandbox.botapi.methods import answering, bot_itself, editing, sending

METHODS: dict[str, Callable[[Call], Any]] = {
    "getMe": bot_itself.get_me,
    "setMyCommands": bot_itself.set_my_commands,
    "getMyCommands": bot_itself.get_my_commands,
    "deleteMyCommands": bot_itself.delete_my_commands,
    "setWebhook": bot_itself.set_webhook,
    "deleteWebhook": bot_itself.delete_webhook,
    "getWebhookInfo": bot_itself.get_webhook_info,
    "getChat": bot_itself.get_chat,
    "getFile": bot_itself.get_file,
    "sendMessage": sending.send_message,
    "sendPhoto": sending.send_photo,
    "sendDocument": sending.send_document,
    "sendMediaGroup": sending.send_media_group,
    "sendChatAction": answering.send_chat_action,
    "answerCallbackQuery": answering.answer_callback_query,
    "setMessageReaction": answering.set_message_reaction,
    "editMessageText": editing.edit_message_text,
    "editMessageCaption": editing.edit_message_caption,
    "editMessageReplyMarkup": editing.edit_message_reply_markup,
    "deleteMessage": editing.delete_message,
}
