"""Every trouble that can be ordered, each with a sentence for whoever chooses one on the page.

An entry without its ``label`` is an order as ``POST /control/faults`` takes it; a reply of SMTP is listed with the
code and the words that a real server (Postfix, postgrey, the large mailboxes) gives at that stage.
"""

from typing import Any

JSON = dict[str, Any]

#: Where an SMTP dialogue can go wrong, in its own order (RFC 5321, RFC 3207, RFC 4954).
STAGES = {
    "connect": "Приветствие",
    "ehlo": "EHLO",
    "starttls": "STARTTLS",
    "auth": "AUTH",
    "mail": "MAIL FROM",
    "rcpt": "RCPT TO",
    "data": "DATA",
    "dot": "Последняя точка",
    "quit": "QUIT",
}

#: SMTP replies by stage: code, words, what it means. ``{to}`` is the address the command names.
REPLIES: dict[str, list[tuple[int, str, str]]] = {
    "connect": [
        (421, "4.3.2 Service currently unavailable", "сервер занят и прощается"),
        (554, "5.7.1 Service unavailable; client host blocked", "наш адрес в чёрном списке"),
    ],
    "ehlo": [
        (421, "4.3.2 Service shutting down", "сервер уходит на покой"),
        (502, "5.5.1 Error: command not recognized", "сервер знает только HELO"),
    ],
    "starttls": [(454, "4.7.0 TLS not available due to local problem", "шифрования сейчас нет")],
    "auth": [
        (535, "5.7.8 Error: authentication failed", "имя или пароль не подошли"),
        (454, "4.7.0 Temporary authentication failure", "проверить пароль сейчас некому"),
    ],
    "mail": [
        (451, "4.3.0 Error: queue file write error", "временная беда сервера"),
        (452, "4.3.1 Insufficient system storage", "у сервера кончилось место"),
        (421, "4.7.0 Too many messages, closing connection", "слишком много писем подряд"),
        (530, "5.7.0 Authentication required", "сначала нужно войти"),
        (550, "5.7.1 <{to}>: Sender address rejected", "отправитель не нравится серверу"),
        (552, "5.3.4 Message size exceeds fixed limit", "письмо больше, чем сервер берёт"),
    ],
    "rcpt": [
        (550, "5.1.1 <{to}>: Recipient address rejected: User unknown", "такого ящика нет"),
        (450, "4.2.1 <{to}>: Recipient address rejected: mailbox busy", "ящик сейчас занят"),
        (451, "4.3.0 <{to}>: Temporary lookup failure", "сервер не смог проверить адрес"),
        (452, "4.2.2 <{to}>: Mailbox full", "ящик полон, попробуйте позже"),
        (421, "4.7.0 Too many recipients, closing connection", "сервер прощается"),
        (550, "5.2.1 <{to}>: Mailbox disabled", "ящик отключён"),
        (552, "5.2.2 <{to}>: Mailbox full", "ящик полон, и это окончательно"),
        (550, "5.7.1 <{to}>: Recipient address rejected: Access denied", "отказ по правилам сервера"),
        (551, "5.1.6 <{to}>: User not local", "ящик переехал"),
        (553, "5.1.3 <{to}>: Mailbox name not allowed", "адрес написан не так"),
    ],
    "data": [
        (451, "4.3.0 Error: queue file write error", "временная беда сервера"),
        (421, "4.3.2 Service shutting down", "сервер уходит на покой"),
        (554, "5.5.1 Error: no valid recipients", "некому доставлять"),
    ],
    "dot": [
        (451, "4.3.0 Error: queue file write error", "письмо не записалось"),
        (421, "4.3.2 Service shutting down", "письмо не взято, сервер прощается"),
        (552, "5.3.4 Error: message file too big", "письмо больше, чем сервер берёт"),
        (554, "5.7.1 Message rejected as spam", "письмо сочли спамом"),
        (550, "5.7.26 Unauthenticated mail is prohibited by the DMARC policy", "письмо не прошло DMARC"),
    ],
    "quit": [(421, "4.4.2 Error: timeout exceeded", "сервер прощается раньше нас")],
}

#: Stored, and yet answered with a temporary no: the client will send a copy.
STORED_AND_REFUSED = [
    (421, "4.4.2 Error: timeout exceeded", "письмо взято, но сервер прощается"),
    (450, "4.3.0 Error: temporary failure", "письмо взято, но ответ велит повторить"),
]

_BREAKS = {
    "drop_before": "связь рвётся, сервер ничего не сделал",
    "drop_after": "сервер сделал своё, но связь рвётся до ответа",
    "stall_before": "сервер молчит и ничего не делает",
    "stall": "сервер сделал своё, но с ответом тянет",
}

#: What a receipt may say (SMSC.ru, «Статусы сообщений»; the names are those of SMPP 3.4, 5.2.28, where it has one).
STATUSES = {
    "UNKNOWN": (-3, "сообщение не найдено"),
    "DELETED": (-2, "отправка остановлена"),
    "ENROUTE": (-1, "ждёт отправки"),
    "ACCEPTD": (0, "передано оператору"),
    "DELIVRD": (1, "доставлено"),
    "READ": (2, "прочитано"),
    "EXPIRED": (3, "не доставлено за отведённое время"),
    "UNDELIV": (20, "доставить невозможно"),
    "BADNUM": (22, "неверный номер"),
    "REJECTD": (23, "запрещено оператором"),
    "NOMONEY": (24, "на счёте нет денег"),
    "BARRED": (25, "номер не обслуживается"),
}

#: SMSC.ru, «Отправка SMS», error_code: what it says and what that means.
ERRORS = {
    1: ("parameters error", "ошибка в параметрах"),
    2: ("authorise error", "имя или пароль не подошли"),
    3: ("insufficient funds", "на счёте нет денег"),
    4: ("IP is blocked", "наш адрес временно закрыт за частые ошибки"),
    5: ("invalid date format", "дата написана не так"),
    6: ("message is denied", "текст или отправитель запрещены"),
    7: ("invalid number", "номер написан не так"),
    8: ("can't deliver message", "на этот номер доставить нельзя"),
    9: ("duplicate request, wait a minute", "слишком частые одинаковые запросы"),
}

_HTTP = {
    "500": "Ответ 500: внутренняя ошибка, ничего не сделано",
    "html502": "Вместо ответа страница «502 Bad Gateway», ничего не сделано",
    "drop_before": "Связь рвётся, ничего не сделано",
    "drop_after": "Всё сделано, но связь рвётся до ответа",
    "stall": "Всё сделано, но ответ задерживается",
    "half_reply": "Всё сделано, но ответ обрывается на середине",
}


def _telegram() -> list[JSON]:
    own = {
        "429": "Слишком часто: бот должен помолчать retry_after секунд",
        "403": "Человек заблокировал бота",
        "400": "Такого чата нет",
    }
    offers: list[JSON] = [{"kind": kind, "label": label} for kind, label in (own | _HTTP).items()]
    return [
        *offers,
        {"kind": "401", "method": "*", "label": "Токен бота больше не подходит"},
        {"kind": "409", "method": "getUpdates", "label": "Обновления забирает другая копия бота"},
        {"kind": "drop_before", "method": "file", "label": "Файл не скачивается: связь рвётся"},
    ]


def _smtp() -> list[JSON]:
    offers: list[JSON] = [
        {"kind": "refuse", "stage": "connect", "label": "Соединения не принимаются, пока поломку не снимут"},
        {"kind": "greylist", "stage": "rcpt", "label": "Серый список: 451, а через пять минут письмо возьмут"},
    ]
    for stage, name in STAGES.items():
        offers += [_reply("reply", stage, *one) for one in REPLIES[stage]]
        offers += [{"kind": kind, "stage": stage, "label": f"{name}: {what}"} for kind, what in _BREAKS.items()]
    return offers + [_reply("reply_after", "dot", *one) for one in STORED_AND_REFUSED]


def _reply(kind: str, stage: str, code: int, text: str, meaning: str) -> JSON:
    label = f"{STAGES[stage]}: {code} {text.split()[0]} — {meaning}"
    return {"kind": kind, "stage": stage, "code": code, "text": text, "label": label}


def _sms() -> list[JSON]:
    offers: list[JSON] = [{"kind": kind, "label": label} for kind, label in _HTTP.items()]
    offers += [
        {"kind": "error", "code": code, "label": f"Ошибка {code}: {meaning}"} for code, (_, meaning) in ERRORS.items()
    ]
    offers += [
        {"kind": "receipt", "status": status, "label": f"Отчёт {status}: {meaning}"}
        for status, (_, meaning) in STATUSES.items()
    ]
    return [
        *offers,
        {"kind": "receipt", "times": 0, "label": "Отчёт не приходит никогда"},
        {"kind": "receipt", "times": 2, "label": "Отчёт приходит дважды"},
        {"kind": "receipt", "early": True, "label": "Отчёт обгоняет ответ на отправку"},
        {"kind": "receipt", "after": "PT2H", "label": "Отчёт приходит через два часа по часам песочницы"},
    ]


#: What ``GET /control/faults/kinds`` shows.
TROUBLES: dict[str, list[JSON]] = {"telegram": _telegram(), "smtp": _smtp(), "sms": _sms()}
#: The kinds of each service, and for SMTP the stages of each kind.
KINDS = {service: {offer["kind"] for offer in offers} for service, offers in TROUBLES.items()}
SMTP_KINDS = {(offer["kind"], offer["stage"]) for offer in TROUBLES["smtp"]}
