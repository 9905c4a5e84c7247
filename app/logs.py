"""Logs: one line of JSON an event, with numbers and codes only.

Nothing personal goes in: no names, no marks, no texts, no tokens. A line that holds a secret or looks like a phone
or a mailbox is masked all the same, because libraries log too.
"""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any

import structlog

_MASKED = re.compile(r"(?<!\d)\d{6,}:[A-Za-z0-9_-]{20,}|(?<=://)[^/\s@]+(?=@)|[\w.+-]+@[\w-]+\.[\w.-]+|\+\d{9,15}")


def _mask(_: Any, __: str, line: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    for key, value in line.items():
        if isinstance(value, str):
            line[key] = _MASKED.sub("•••", value)
    return line


class _MaskedFormatter(logging.Formatter):
    """The same mask for what libraries log, tracebacks included."""

    def format(self, record: logging.LogRecord) -> str:
        return _MASKED.sub("•••", super().format(record))


def set_up(level: str) -> None:
    """Write to standard error from now on."""
    number = logging.getLevelNamesMapping().get(level.upper(), logging.INFO)
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _mask,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(_MaskedFormatter("%(levelname)s %(name)s %(message)s"))
    logging.basicConfig(level=max(number, logging.WARNING), handlers=[handler], force=True)
