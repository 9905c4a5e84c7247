"""Petya, whom these pushes are about."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from journal_core.news import About

DAY = date(2026, 10, 7)
PETYA = About(12, "Иванов", "Пётр", "7Б", many=True)
ONLY = replace(PETYA, many=False)
