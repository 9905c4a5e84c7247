"""`diary …`: the administrator's commands.

Nothing here loads a messenger's library: `diary --help` answers at once, and a test holds it to that.
"""

from __future__ import annotations

import sys
from importlib.metadata import version

from cyclopts import App
from pydantic import ValidationError
from rich.console import Console

from app.errors import AppError
from journal_core.errors import DiaryError
from texts.catalog import words

app = App(
    name="diary",
    help="A school's diary gateway: journal, bot and notifier.",
    version=lambda: version("school-diary-gateway"),
)

#: Exit codes: 0 done, 1 refused (the sentence says why), 2 wrong use.
REFUSED = 1

console = Console()
complaints = Console(stderr=True)


def whole() -> App:
    """The application with every command: each module registers its own."""
    from app.cli import adult, audit, demo, district, export, export_office, files, invite, plan, run, school  # noqa: F401

    return app


def main() -> None:
    """The console script."""
    try:
        whole()()
    except (AppError, ConnectionError, OSError) as error:
        _refuse(str(error) or type(error).__name__)
    except DiaryError as error:
        _refuse(sentence(error))
    except ValidationError as error:
        wrong = ", ".join(f"DIARY_{'_'.join(map(str, one['loc'])).upper()}" for one in error.errors())
        _refuse(f"these settings cannot be read: {wrong}")


def sentence(error: DiaryError) -> str:
    """What the catalog says of an error; the command line speaks the language of the first people who read it."""
    return words("ru")(error.code, **error.details)


def _refuse(text: str) -> None:
    complaints.print(f"[red]diary:[/red] {text}", highlight=False, soft_wrap=True)
    sys.exit(REFUSED)
