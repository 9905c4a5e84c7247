"""What can be wrong with an installation; each is a sentence that says what to do.

AppError
├── NotConfigured      a variable is missing or cannot be read
└── NotReady           the database is not as this program needs it
"""

from __future__ import annotations


class AppError(Exception):
    """A sentence for the administrator."""


class NotConfigured(AppError):
    """A variable is missing or cannot be read."""


class NotReady(AppError):
    """The database is not as this program needs it."""
