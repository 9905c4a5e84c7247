// A small bot in another language, by a client nobody here wrote: it is told by people what to do.
// node second_client.js BASE-ADDRESS; the client is found by NODE_PATH. It ends when it is told «стоп».

const { TelegramBot, FileOptions } = require("typescript-telegram-bot-api");

const base = process.argv[2];
const bot = new TelegramBot({ botToken: "77:NODE", baseURL: base, autoRetry: false, pollingTimeout: 5 });

const week = { inline_keyboard: [[{ text: "Неделя", callback_data: "w:1" }]] };

async function say(chat, text) {
  for (;;) {
    try {
      return await bot.sendMessage({ chat_id: chat, text });
    } catch (error) {
      if (error.response?.error_code !== 429) throw error;
      await new Promise((done) => setTimeout(done, error.response.parameters.retry_after * 1000));
    }
  }
}

async function flood(chat) {
  try {
    for (let number = 1; ; number += 1) await bot.sendMessage({ chat_id: chat, text: String(number) });
  } catch (error) {
    const { error_code, description, parameters } = error.response;
    await say(chat, `отказ ${error_code}: ${description}, ${parameters.retry_after}`);
  }
}

async function sendBack(chat, photo, caption) {
  const { file_path } = await bot.getFile({ file_id: photo.file_id });
  const answer = await fetch(`${base}/file/bot77:NODE/${file_path}`);
  const bytes = Buffer.from(await answer.arrayBuffer());
  const document = new FileOptions(bytes, { filename: "homework.png" });
  await bot.sendDocument({ chat_id: chat, document, caption });
  const pages = [1, 2].map((page) => ({ type: "photo", media: new FileOptions(bytes, { filename: `${page}.png` }) }));
  await bot.sendMediaGroup({ chat_id: chat, media: pages });
}

async function hear(message) {
  const chat = message.chat.id;
  if (message.photo) return sendBack(chat, message.photo.at(-1), message.caption);
  if (message.text === "/start") {
    return bot.sendMessage({ chat_id: chat, text: "<b>Здравствуйте</b>", parse_mode: "HTML", reply_markup: week });
  }
  if (message.text === "много") return flood(chat);
  if (message.text === "чужому") {
    return bot.sendMessage({ chat_id: 5, text: "x" }).catch((error) => say(chat, error.response.description));
  }
  await bot.stopPolling();
  return process.exit(0);
}

bot.on("message", (message) => hear(message));
bot.on("callback_query", async (query) => {
  const { chat, message_id } = query.message;
  await bot.editMessageText({ chat_id: chat.id, message_id, text: `открыта ${query.data}` });
  await bot.answerCallbackQuery({ callback_query_id: query.id, text: "готово", show_alert: true });
});

bot.getMe().then((me) => console.log(me.username)).then(() => bot.startPolling());
