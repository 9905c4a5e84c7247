"""Linking: codes, their alphabet and hashes, how many guesses anybody gets, and what an address looks like.

An invitation exists in two forms: a deep link with a 128-bit token, and twelve typed characters asked together with
the child's birth date. Both are kept hashed, expire, and open once. Every failure has one and the same answer, so
nothing can be learnt by trying (SEC-01..07).
"""

from __future__ import annotations

import hashlib
import hmac
import re
import secrets
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum

from journal_core.errors import Invalid
from journal_core.roll import FullName
from journal_core.school import Channel, School

#: Digits and letters alike in Latin and Cyrillic; no 0/О, 1/I, З/3 pairs. 19 symbols, 12 of them make 51 bits.
ALPHABET = "23456789ABCEHKMPTXY"
LENGTH = 12
SELECTOR = 4  #: the leading symbols a code is looked up by; the rest is verified against its hash

_FROM_CYRILLIC = str.maketrans("АВСЕНКМРТХУЗ", "ABCEHKMPTXY3")
_JUNK = re.compile(r"[\W_]+")
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}")

#: How long a printed slip opens, and how long a code asked for in a chat or sent to an address does.
SLIP_LIVES = timedelta(days=14)
STAFF_SLIP_LIVES = timedelta(hours=24)
ADDRESS_CODE_LIVES = timedelta(minutes=10)

#: After so many the account waits: the first time FAILURE_WINDOW, twice as long after each further five, up to a day
#: (SEC-05). A guess made while waiting is not looked at, and so not counted.
FAILURES_OF_ACCOUNT = 5
FAILURE_WINDOW = timedelta(minutes=15)
FAILURES_REMEMBERED = timedelta(hours=24)

#: A typed code is locked by so many guesses at its first four symbols, but only if different people made them: one
#: stranger must not lock a parent out. The deep link of the same slip stays open.
FAILURES_OF_CODE = 10
GUESSERS_OF_CODE = 3
#: Wrong birth dates by whoever holds the slip itself: a slip that was found is closed, whoever tries.
WRONG_DATES = 10
FAILURES_OF_SCHOOL = 100  #: an hour, then the school's typed codes stop opening; deep links still do
SCHOOL_WINDOW = timedelta(hours=1)

ADDRESS_TRIES = 5  #: wrong codes for an address, then a new one must be asked for
ADDRESS_CODES_A_DAY = 5  #: sent for one person: nobody uses us to pester a stranger's phone

#: Of the consent's words in the catalog; a change of the words is a new version (PRV-01).
CONSENT_VERSION = "2025-11"

#: On the slip of a pupil whose list names no adult, and on the pupil's own.
LEGAL_GUARDIAN = "законный представитель"
PUPIL_THEMSELF = "лично ученику"


class LinkState(StrEnum):
    """How far a person's holding of a record has come."""

    AWAITING = "awaiting"  #: the code was used; consent or the class teacher's tap is missing
    LIVE = "live"
    REJECTED = "rejected"  #: by the class teacher
    REVOKED = "revoked"  #: consent was refused, or the link was taken back


def normalise(typed: str) -> str | None:
    """The code somebody typed, in its own alphabet, or None when it cannot be one.

    Case, spaces, dashes and Cyrillic twins do not matter.
    """
    code = _JUNK.sub("", unicodedata.normalize("NFKC", typed)).upper().translate(_FROM_CYRILLIC)
    return code if len(code) == LENGTH and set(code).issubset(ALPHABET) else None


def as_token(key: str) -> str | None:
    """The token of a deep link, or None when `key` cannot be one."""
    return key if _TOKEN.fullmatch(key) else None


def grouped(code: str) -> str:
    """As printed: «K7M2-9PXT-4ACE»."""
    return "-".join(code[i : i + 4] for i in range(0, len(code), 4))


@dataclass(frozen=True, slots=True)
class Secret:
    """A fresh invitation in the clear; exists only while a slip is made."""

    code: str = field(repr=False)
    token: str = field(repr=False)  #: 22 characters of base64url for the deep link's `start`

    @staticmethod
    def fresh() -> Secret:
        """A code and a token from the system's random source."""
        return Secret("".join(secrets.choice(ALPHABET) for _ in range(LENGTH)), secrets.token_urlsafe(16))


@dataclass(frozen=True, slots=True)
class Sealed:
    """What is kept of a secret: enough to recognise it, not enough to say it."""

    selector: str
    salt: bytes
    code_hash: bytes
    token_hash: bytes


def seal(secret: Secret, pepper: bytes) -> Sealed:
    """Hash a secret; takes some 12 ms, on purpose, so many are sealed in threads."""
    salt = secrets.token_bytes(16)
    return Sealed(secret.code[:SELECTOR], salt, code_hash(secret.code, salt, pepper), token_hash(secret.token))


def code_hash(code: str, salt: bytes, pepper: bytes) -> bytes:
    """What is kept of a typed code: scrypt over the verifier, salted, keyed by a pepper kept elsewhere.

    51 random bits and a pepper that no copy of the database holds: a light scrypt is enough (ASVS 6.5.2), and slips
    for a whole school are made in seconds.
    """
    keyed = hmac.digest(pepper, code[SELECTOR:].encode(), hashlib.sha256)
    return hashlib.scrypt(keyed, salt=salt, n=2**10, r=8, p=1, dklen=32)


def token_hash(token: str) -> bytes:
    """What is kept of a deep link's token; 128 random bits need no salt (ASVS 6.5.2)."""
    return hashlib.sha256(token.encode()).digest()


@dataclass(frozen=True, slots=True)
class Invitation:
    """An invitation as kept, with everything that decides whether it opens."""

    id: int
    school: School
    salt: bytes
    code_hash: bytes
    expires_at: datetime
    closed: bool  #: used or revoked
    barred: bool  #: its adult is kept away from its pupil
    pupil_id: int | None
    guardian_id: int | None
    pupil: FullName | None
    birth_date: date | None  #: None for the office, and for a pupil whose birth date the school lacks
    class_name: str
    staff_id: int | None
    administrator: bool
    guesses: int  #: wrong codes with its first four symbols since it was issued
    guessers: int  #: different accounts among them
    wrong_dates: int  #: right code or link, wrong birth date
    own: bool = False  #: for the pupil themself
    district_id: int | None = None

    @property
    def locked(self) -> bool:
        """Whether others have guessed at its typed code too often."""
        return self.guesses >= FAILURES_OF_CODE and self.guessers >= GUESSERS_OF_CODE

    def opens(self, birth_date: date | None, at: datetime) -> bool:
        """Whether it opens for somebody who has its secret. The caller has verified the secret itself."""
        spent = self.closed or self.barred or at >= self.expires_at or self.wrong_dates >= WRONG_DATES
        return not spent and self.fits(birth_date)

    def fits(self, birth_date: date | None) -> bool:
        """Whether the birth date is the pupil's. The office needs none; a pupil without one opens to nobody."""
        return self.pupil_id is None or (self.birth_date is not None and self.birth_date == birth_date)


def must_wait(failures: Sequence[datetime], at: datetime) -> bool:
    """Whether an account with these failures is not listened to yet: after every fifth of a day it waits."""
    recent = [one for one in failures if at - FAILURES_REMEMBERED < one <= at]
    fives, more = divmod(len(recent), FAILURES_OF_ACCOUNT)
    if fives == 0 or more:
        return False
    wait: timedelta = min(FAILURE_WINDOW * 2 ** (fives - 1), FAILURES_REMEMBERED)
    return at < max(recent) + wait


def initials(pupil: FullName | None, class_name: str) -> str:
    """«И. П., 7Б»: all that is shown of a pupil before the class teacher confirms (SEC-06)."""
    if pupil is None:
        return ""
    letters = " ".join(f"{part[:1]}." for part in (pupil.surname, pupil.name) if part)
    return f"{letters}, {class_name}" if class_name else letters


def address_code(pepper: bytes, account_id: int, asked_at: datetime) -> str:
    """The six digits sent to an address. Derived, so that nothing in the database opens anything."""
    seed = f"address:{account_id}:{int(asked_at.timestamp())}".encode()
    return f"{int.from_bytes(hmac.digest(pepper, seed, hashlib.sha256)[:8]) % 1_000_000:06d}"


_EMAIL = re.compile(r"[^@\s]{1,64}@[^@\s.]+(?:\.[^@\s.]+)+")
_PHONE = re.compile(r"\+375\d{9}|\+7\d{10}")


def address_of(channel: Channel, typed: str) -> str:
    """The mailbox in lower case, or the phone as E.164. Raises Invalid when it cannot be written to.

    Only phones of Belarus and of the +7 countries: a message abroad is a bill nobody agreed to.
    """
    if channel is Channel.EMAIL:
        email = typed.strip().lower()
        if not email.isprintable() or len(email) > 254 or not _EMAIL.fullmatch(email):
            raise Invalid("address.email_unread")
        return email
    if channel is Channel.SMS:
        phone = re.sub(r"[\s()\-–—.]+", "", typed)
        if not phone.isascii() or not _PHONE.fullmatch(phone):
            raise Invalid("address.phone_unread")
        return phone
    raise Invalid("address.no_such_channel")


_DATE = re.compile(r"\s*(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})\s*(?:г\.?)?\s*")


def typed_date(text: str) -> date | None:
    """A birth date as people type it: 17.10.2013, 17/10/2013, 17 10 2013."""
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    try:
        return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        return None
