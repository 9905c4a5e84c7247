// Every word of the page, Russian first. What people and the bot say to each other is theirs and stays as it is.

const RU = {
  title: "Песочница: телефоны, почта и SMS", name: "Песочница",
  skip: "К телефонам", phones: "Телефоны", mail: "Почта", sms: "SMS", more: "Ещё", close: "Закрыть", back: "Назад",
  cancel: "Отменить", ok: "Понятно", remove: "Убрать", find: "Найти человека", find_hint: "Имя, класс или номер",
  people: "Люди", roles: "Кем посмотреть", nobody_found: "Никого не нашлось. Попробуйте короче.",
  more_people: "Ещё {n}: найдите по имени", nobody_like: "Пока никого",
  role_all: "Все", role_parent: "Родитель", role_teacher: "Учитель", role_class_teacher: "Классный руководитель",
  role_deputy: "Завуч", role_head: "Директор", role_office: "Администратор", role_: "Остальные",
  welcome: "Здесь будут телефоны", welcome_text: "Это чужие серверы понарошку: мессенджер, почта и SMS. Ничего не уходит с этого компьютера.",
  welcome_demo: "Целая школа с учителями и семьями, ничего настраивать не нужно:",
  welcome_own: "Или добавьте человека сами:", welcome_add: "Добавить Анну", welcome_name: "Анна",
  choose: "Выберите, чей телефон открыть",
  unread: { one: "{n} новое", few: "{n} новых", many: "{n} новых" }, new_below: "Новые сообщения",
  to_end: "К последнему сообщению", phone_of: "Телефон: {name}", chat_of: "Переписка: {name}", with_bot: "Чат с ботом",
  photo: "Фото", file: "Файл", contact: "Контакт", album: "Альбом", you: "Вы: ",
  kind_video: "Видео", kind_voice: "Голосовое сообщение", kind_audio: "Аудио", kind_sticker: "Наклейка", kind_animation: "Анимация",
  kind_video_note: "Видеосообщение", kind_location: "Место на карте", kind_poll: "Опрос", kind_venue: "Место", kind_dice: "Кубик",
  kind_new_chat_members: "Новый участник", kind_left_chat_member: "Участник вышел", kind_pinned_message: "Закреплено сообщение",
  kind_new_chat_title: "Новое название", kind_group_chat_created: "Группа создана", forwarded: "переслано от {name}", seconds: "{n} с",
  edited: "изменено", said_before: "Раньше здесь было:", deleted: "Сообщение удалено", silent: "без звука",
  sent: "отправлено", fetched: "бот получил", typing: "печатает…", sending_photo: "отправляет фото…", sending_file: "отправляет файл…",
  blocked: "бот заблокирован", not_started: "ещё не начинал", block: "Заблокировать бота", unblock: "Разблокировать бота",
  put_away: "Убрать телефон", phone_menu: "Что сделать с телефоном", start: "Начать", empty_chat: "Здесь пока пусто",
  empty_text: "Нажмите «Начать», и бот ответит.", message: "Сообщение", send: "Отправить", attach: "Приложить фото или файл",
  commands: "Команды бота", keyboard: "Кнопки бота", reply: "Ответить", edit: "Изменить", react: "Отметить: {emoji}",
  unreact: "Снять отметку", answer_to: "Ответ", editing: "Изменение", copy: "Скопировать текст", copied: "Скопировано", way: "Путь сообщения",
  deeds: "Что сделать с сообщением", spoiler: "Скрыто, нажмите, чтобы прочесть", picture: "Картинка", download: "Скачать",
  previous: "Предыдущая", next: "Следующая", bytes: "{n} Б", kilobytes: "{n} КБ", megabytes: "{n} МБ", untitled: "без имени",
  not_answered: "Бот не ответил на нажатие", share: "Поделиться", share_ask: "Бот просит ваш номер: {phone}. Поделиться?",
  no_phone: "У этого человека нет номера телефона.", opens: "откроется в новой вкладке", waits_answer: "ждёт ответа бота",
  clock: "Часы песочницы", plus_5: "+5 минут", plus_60: "+час", evening: "до вечера", friday: "до пятницы 18:00", plus_day: "+день",
  runs: "Время идёт", stands: "Время стоит", run: "Пустить время", stop: "Остановить время", step: "Перевести часы",
  trouble: "Неполадки", trouble_on: "Сейчас неполадки:", repair: "Починить всё", trouble_lead: "Сломайте что-нибудь и посмотрите, что дойдёт.",
  trouble_all: "Все поломки", trouble_open: "Сломать что-нибудь…", trouble_for: "На сколько обращений", until_repaired: "пока не почините", left: "осталось {n}", breaks: "Сломать",
  t_away: "Telegram недоступен", t_slow: "Telegram молчит: берёт, но не отвечает", t_often: "Telegram просит подождать",
  m_refuses: "Почта не принимает писем", m_silent: "Почта молчит после письма", m_unknown: "Такого ящика нет",
  s_down: "SMS не ходят", s_quiet: "Отчёты об SMS не приходят", telegram: "Telegram", smtp: "Почта",
  theme: "Вид", theme_auto: "Как в системе", theme_light: "Светлый", theme_dark: "Тёмный", language: "Language: English", language_short: "EN",
  no_mail: "Писем пока нет", no_mail_text: "Письма, которые отправит система, придут сюда и никуда больше.", no_subject: "без темы",
  all_boxes: "Все ящики", to: "Кому", from: "От кого", letter: "Письмо", plain: "Текст", source: "Исходник", attachments: "Вложения",
  answer: "Ответить", bounce: "Вернуть", bounce_as: "Вернуть отправителю", unsubscribe: "Отписаться", answered: "Ответ отправлен",
  bounced: "Письмо возвращено", unsubscribed: "Отписка отправлена", your_answer: "Ваш ответ", remote: "Картинки из интернета не загружаются.",
  b_511: "Такого ящика нет (5.1.1)", b_522: "Ящик переполнен (5.2.2)", b_571: "Письмо отвергнуто (5.7.1)", b_441: "Сервер не отвечает (4.4.1)",
  no_sms: "SMS пока нет", no_sms_text: "Здесь видно, что пришло бы на телефоны без мессенджера.",
  segments: { one: "{n} часть", few: "{n} части", many: "{n} частей" }, receipt: "Отчёт о доставке", receipt_sent: "Отчёт отправлен", write_back: "Ответить на SMS",
  r_DELIVRD: "доставлено", r_UNDELIV: "не доставлено", r_EXPIRED: "просрочено", r_REJECTD: "отвергнуто", r_ACCEPTD: "принято", r_READ: "прочитано",
  reply_unheard: "Система не сказала, куда передавать ответы на SMS.",
  ways: "Путь уведомлений", w_recorded: "записано", w_promised: "обещано", w_waits: "ждёт до", w_sending: "отправляется", w_sent: "отправлено",
  w_edited: "исправлено", w_delivered: "доставлено", w_unknown: "ответа нет", w_pending: "пока не вышло", w_failed: "не удалось", w_refused: "адрес не отвечает",
  w_broken: "ошибка", w_expired: "опоздало", w_cancelled: "отменено", w_merged: "вошло в другое", w_suppressed: "не нужно", w_fallback: "другим путём",
  w_chat: "в чате", w_mailbox: "в ящике", w_handset: "в телефоне", show_bubble: "Показать сообщение",
  lost: "Песочница не отвечает, пробую снова…",
};

const EN = {
  title: "Sandbox: phones, mail and SMS", name: "Sandbox",
  skip: "To the phones", phones: "Phones", mail: "Mail", sms: "SMS", more: "More", close: "Close", back: "Back",
  cancel: "Cancel", ok: "Got it", remove: "Remove", find: "Find a person", find_hint: "Name, class or number",
  people: "People", roles: "Look as", nobody_found: "Nobody found. Try fewer letters.",
  more_people: "{n} more: find them by name", nobody_like: "Nobody yet",
  role_all: "All", role_parent: "Parent", role_teacher: "Teacher", role_class_teacher: "Class teacher",
  role_deputy: "Deputy head", role_head: "Head", role_office: "Administrator", role_: "Others",
  welcome: "Phones will be here", welcome_text: "These are other people's servers, pretended: a messenger, mail and SMS. Nothing leaves this computer.",
  welcome_demo: "A whole school with teachers and families, nothing to configure:",
  welcome_own: "Or add a person yourself:", welcome_add: "Add Anna", welcome_name: "Anna",
  choose: "Choose whose phone to open",
  unread: { one: "{n} new", other: "{n} new" }, new_below: "New messages",
  to_end: "To the last message", phone_of: "Phone: {name}", chat_of: "Conversation: {name}", with_bot: "Chat with the bot",
  photo: "Photo", file: "File", contact: "Contact", album: "Album", you: "You: ",
  kind_video: "Video", kind_voice: "Voice message", kind_audio: "Audio", kind_sticker: "Sticker", kind_animation: "Animation",
  kind_video_note: "Video message", kind_location: "Location", kind_poll: "Poll", kind_venue: "Venue", kind_dice: "Dice",
  kind_new_chat_members: "New member", kind_left_chat_member: "A member left", kind_pinned_message: "Message pinned",
  kind_new_chat_title: "New title", kind_group_chat_created: "Group created", forwarded: "forwarded from {name}", seconds: "{n} s",
  edited: "edited", said_before: "It said before:", deleted: "Message deleted", silent: "silent",
  sent: "sent", fetched: "the bot has it", typing: "typing…", sending_photo: "sending a photo…", sending_file: "sending a file…",
  blocked: "bot blocked", not_started: "never started", block: "Block the bot", unblock: "Unblock the bot",
  put_away: "Put the phone away", phone_menu: "What to do with the phone", start: "Start", empty_chat: "Nothing here yet",
  empty_text: "Press “Start” and the bot will answer.", message: "Message", send: "Send", attach: "Attach a photo or a file",
  commands: "Bot commands", keyboard: "Bot buttons", reply: "Reply", edit: "Edit", react: "React: {emoji}",
  unreact: "Take the reaction back", answer_to: "Reply", editing: "Editing", copy: "Copy text", copied: "Copied", way: "Way of the message",
  deeds: "What to do with the message", spoiler: "Hidden, press to read", picture: "Picture", download: "Download",
  previous: "Previous", next: "Next", bytes: "{n} B", kilobytes: "{n} KB", megabytes: "{n} MB", untitled: "untitled",
  not_answered: "The bot did not answer the press", share: "Share", share_ask: "The bot asks for your number: {phone}. Share it?",
  no_phone: "This person has no telephone number.", opens: "opens in a new tab", waits_answer: "waits for the bot",
  clock: "Sandbox clock", plus_5: "+5 minutes", plus_60: "+hour", evening: "to the evening", friday: "to Friday 18:00", plus_day: "+day",
  runs: "Time runs", stands: "Time stands", run: "Let time run", stop: "Stop time", step: "Step the clock",
  trouble: "Trouble", trouble_on: "Trouble now:", repair: "Repair all", trouble_lead: "Break something and see what still arrives.",
  trouble_all: "Every kind of trouble", trouble_open: "Break something…", trouble_for: "For how many calls", until_repaired: "until repaired", left: "{n} left", breaks: "Break",
  t_away: "Telegram is away", t_slow: "Telegram is silent: takes, does not answer", t_often: "Telegram asks to wait",
  m_refuses: "Mail takes no letters", m_silent: "Mail is silent after the letter", m_unknown: "No such mailbox",
  s_down: "SMS is down", s_quiet: "SMS receipts do not come", telegram: "Telegram", smtp: "Mail",
  theme: "Look", theme_auto: "As the system", theme_light: "Light", theme_dark: "Dark", language: "Язык: русский", language_short: "RU",
  no_mail: "No letters yet", no_mail_text: "Letters that the system sends arrive here and nowhere else.", no_subject: "no subject",
  all_boxes: "All mailboxes", to: "To", from: "From", letter: "Letter", plain: "Text", source: "Source", attachments: "Attachments",
  answer: "Reply", bounce: "Bounce", bounce_as: "Return to sender", unsubscribe: "Unsubscribe", answered: "Reply sent",
  bounced: "Letter returned", unsubscribed: "Unsubscribed", your_answer: "Your reply", remote: "Pictures from the internet are not loaded.",
  b_511: "No such mailbox (5.1.1)", b_522: "Mailbox full (5.2.2)", b_571: "Letter rejected (5.7.1)", b_441: "Server does not answer (4.4.1)",
  no_sms: "No SMS yet", no_sms_text: "What telephones without a messenger would receive.",
  segments: { one: "{n} segment", other: "{n} segments" }, receipt: "Delivery receipt", receipt_sent: "Receipt sent", write_back: "Reply to the SMS",
  r_DELIVRD: "delivered", r_UNDELIV: "undeliverable", r_EXPIRED: "expired", r_REJECTD: "rejected", r_ACCEPTD: "accepted", r_READ: "read",
  reply_unheard: "The system has not said where replies to SMS go.",
  ways: "Ways of notifications", w_recorded: "recorded", w_promised: "promised", w_waits: "waits until", w_sending: "being sent", w_sent: "sent",
  w_edited: "corrected", w_delivered: "delivered", w_unknown: "no answer", w_pending: "not yet", w_failed: "failed", w_refused: "address is dead",
  w_broken: "error", w_expired: "too late", w_cancelled: "cancelled", w_merged: "part of another", w_suppressed: "not wanted", w_fallback: "another way",
  w_chat: "in the chat", w_mailbox: "in the mailbox", w_handset: "in the phone", show_bubble: "Show the message",
  lost: "The sandbox does not answer, trying again…",
};

export const language = localStorage.getItem("language") ?? "ru";
const words = language === "en" ? EN : RU;
const plural = new Intl.PluralRules(language);

export const known = (key) => key in words;

/** The words under a key, with {places} filled; a key that is not there is shown as it is. */
export function t(key, places = {}) {
  const found = words[key] ?? key;
  const text = typeof found === "string" ? found : found[plural.select(places.n)] ?? found.many ?? found.other;
  return text.replace(/\{(\w+)\}/g, (_, name) => places[name] ?? "");
}

export function chooseLanguage(chosen) {
  localStorage.setItem("language", chosen);
  location.reload();
}

/** Fills data-word (text), data-label (aria-label and title) and data-hint (placeholder) under a node. */
export function spell(root) {
  for (const node of root.querySelectorAll("[data-word]")) node.textContent = t(node.dataset.word);
  for (const node of root.querySelectorAll("[data-hint]")) node.placeholder = t(node.dataset.hint);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.matches("button, label")) node.title = t(node.dataset.label);
  }
}
