"""Which path leads where, and how the sandbox is started and stopped."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web
from aiohttp.typedefs import Handler

from sandbox.botapi.dispatch import BotApi
from sandbox.botapi.files import LARGEST_UPLOAD
from sandbox.control.attachments import Attachments
from sandbox.control.books import Books
from sandbox.control.chats import Chats
from sandbox.control.deeds import Deeds
from sandbox.control.door import in_words
from sandbox.control.groups import Groups
from sandbox.control.people import People
from sandbox.control.trays import Trays
from sandbox.control.ways import WaysDoor
from sandbox.mail import MailServer
from sandbox.receipts import Receipts
from sandbox.servers import Servers
from sandbox.sms import SmsGateway

PAGE = Path(__file__).parent / "page"
#: The page and the letters it shows load nothing from elsewhere; letters bring their own styles.
POLICY = "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; frame-src 'self'"


def application(servers: Servers) -> web.Application:
    app = web.Application(middlewares=[in_words], client_max_size=LARGEST_UPLOAD + (5 << 20))
    receipts = Receipts(servers)
    gateway = SmsGateway(servers, receipts)
    api = BotApi(servers)
    _bot_api(app.router, api)
    _people(app.router, People(servers), Deeds(servers))
    _groups(app.router, Groups(servers))
    _phones(app.router, Chats(servers), WaysDoor(servers), Attachments(servers))
    _trays(app.router, Trays(servers, receipts))
    _books(app.router, Books(servers))
    app.on_cleanup.append(lambda _: api.couriers.close())
    app.on_cleanup.append(lambda _: servers.sms.close())
    app.router.add_route("*", "/sms/sys/send.php", gateway.send)
    app.router.add_get("/", _page("index.html"))
    for part in PAGE.iterdir():
        app.router.add_get(f"/page/{part.name}", _page(part.name))
    return app


def _page(name: str) -> Handler:
    async def show(request: web.Request) -> web.FileResponse:
        return web.FileResponse(PAGE / name, headers={"Cache-Control": "no-cache", "Content-Security-Policy": POLICY})

    return show


def _bot_api(router: web.UrlDispatcher, api: BotApi) -> None:
    router.add_get("/file/bot{token}/{path:.+}", api.file)
    for verb in ("GET", "POST"):
        router.add_route(verb, "/bot{token}/{method}", api.method)


def _people(router: web.UrlDispatcher, people: People, deeds: Deeds) -> None:
    one = "/control/people/{person}"
    router.add_get("/control/people", people.all)
    router.add_post("/control/people", people.add)
    router.add_get("/control/wait", people.wait)
    router.add_get(f"{one}/wait", people.wait)
    router.add_get(f"{one}/screen", people.screen)
    router.add_get(f"{one}/keyboard", people.keyboard)
    router.add_post(f"{one}/blocks", people.blocks)
    router.add_post(f"{one}/unblocks", people.unblocks)
    router.add_post(f"{one}/says", deeds.says)
    router.add_post(f"{one}/edits", deeds.edits)
    router.add_post(f"{one}/deletes", deeds.deletes)
    router.add_post(f"{one}/reacts", deeds.reacts)
    router.add_post(f"{one}/presses", deeds.presses)
    router.add_post(f"{one}/votes", deeds.votes)


def _groups(router: web.UrlDispatcher, groups: Groups) -> None:
    router.add_get("/control/groups", groups.all)
    router.add_post("/control/groups", groups.add)
    for deed in (
        groups.joins,
        groups.leaves,
        groups.kicks,
        groups.promotes,
        groups.demotes,
        groups.upgrades,
        groups.deletes,
    ):
        router.add_post(f"/control/groups/{{group:-\\d+}}/{deed.__name__}", deed)
    router.add_get("/control/bots", groups.bots)
    router.add_post("/control/bots/{bot:\\d+}", groups.bots)


def _phones(router: web.UrlDispatcher, chats: Chats, ways: WaysDoor, attachments: Attachments) -> None:
    router.add_get("/control/chats", chats.all)
    router.add_post("/control/people/{person}/reads", chats.reads)
    router.add_get("/control/ways", ways.ways)
    router.add_post("/control/ways", ways.tell)
    router.add_get("/control/mail/{n:\\d+}/attachments/{at:\\d+}", attachments.one)


def _trays(router: web.UrlDispatcher, trays: Trays) -> None:
    router.add_get("/control/mail", trays.mail)
    router.add_get("/control/mail/answers", trays.answers)
    router.add_get("/control/mail/{n:\\d+}/source", trays.source)
    router.add_post("/control/mail/callback", trays.mail_callback)
    router.add_post("/control/mail/{n:\\d+}/reply", trays.reply)
    router.add_post("/control/mail/{n:\\d+}/bounce", trays.bounce)
    router.add_post("/control/mail/{n:\\d+}/unsubscribe", trays.unsubscribe)
    router.add_get("/control/sms", trays.sms)
    router.add_post("/control/sms/callback", trays.sms_callback)
    router.add_post("/control/sms/incoming", trays.incoming)
    router.add_get("/control/sms/account", trays.account)
    router.add_post("/control/sms/account", trays.account)
    router.add_post("/control/sms/receipt", trays.stray_receipt)
    router.add_post("/control/sms/{n:\\d+}/receipt", trays.receipt)


def _books(router: web.UrlDispatcher, books: Books) -> None:
    router.add_get("/control/calls", books.calls)
    router.add_get("/control/violations", books.violations)
    router.add_get("/control/faults", books.faults)
    router.add_get("/control/faults/kinds", books.troubles)
    router.add_post("/control/faults", books.order_fault)
    router.add_get("/control/latency", books.latency)
    router.add_post("/control/latency", books.latency)
    router.add_get("/control/limits", books.limits)
    router.add_post("/control/limits", books.limits)
    router.add_get("/control/clock", books.clock)
    router.add_post("/control/clock", books.set_clock)
    router.add_get("/control/clock/listeners", books.listeners)
    router.add_get("/control/webhook", books.webhook)
    router.add_post("/control/webhook", books.webhook)
    router.add_post("/control/updates", books.push)
    router.add_get("/control/commands/{person}", books.commands)
    router.add_get("/control/files/{file_id}", books.file)
    router.add_post("/control/reset", books.reset)


@dataclass(frozen=True)
class Started:
    """Where the servers listen."""

    http: str
    smtp: int
    servers: Servers


@asynccontextmanager
async def running(
    servers: Servers | None = None, host: str = "127.0.0.1", port: int = 0, smtp_port: int = 0
) -> AsyncIterator[Started]:
    """All servers, until the block ends; a port of 0 chooses a free one."""
    servers = servers or Servers()
    # Cancelled with its peer gone, a long poll does not count as a listener any more.
    runner = web.AppRunner(application(servers), handler_cancellation=True, access_log=None, shutdown_timeout=0.2)
    await runner.setup()
    smtp = MailServer(servers, host, smtp_port)
    try:
        await web.TCPSite(runner, host, port).start()
        await smtp.open()
        http_port = runner.addresses[0][1]
        yield Started(f"http://{host}:{http_port}", smtp.port, servers)
    finally:
        smtp.close()
        await runner.cleanup()
