"""What can be refused, and why.

    DiaryError
    ├── Refused            the asker may not, or the thing is not theirs
    │   └── NotLinked      nobody we know is speaking
    ├── Unknown            there is no such thing
    ├── Invalid            what was given cannot be recorded
    │   └── TooLate        the draft, code or term is over
    └── Conflict           somebody else changed it meanwhile

A person reads the catalog's sentence for `code`, filled with `details`; the exception's own text is for logs and
therefore holds no names.
"""

from __future__ import annotations


class DiaryError(Exception):
    """A sentence for a person: `code` is its key in the catalog."""

    def __init__(self, code: str, **details: str) -> None:
        super().__init__(code)
        self.code = code
        self.details = details


class Refused(DiaryError):
    """The asker may not see or do this."""


class NotLinked(Refused):
    """Nobody we know is speaking."""


class Unknown(DiaryError):
    """There is no such thing."""


class Invalid(DiaryError):
    """What was given cannot be recorded; nothing was changed."""


class TooLate(Invalid):
    """The draft, code or term is over."""


class Conflict(DiaryError):
    """Somebody else changed it meanwhile."""
