"""Phones to E.164 and e-mail addresses checked, by rule alone: nobody is called, no domain is asked."""

from __future__ import annotations

import re

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from phonenumbers import PhoneNumberFormat, ValidationResult

#: Numbers written with the country's code and without the plus, which the library would read as local ones.
_BARE_INTERNATIONAL = re.compile(r"375\d{9}|7\d{10}")
#: A number in full, with the operator's or the town's code; shorter ones can be dialled only from the same
#: town.
_FULL_LENGTH = 9
_PARTS = re.compile(r"[,;/|]|\bи\b|\bили\b|\s{2,}")
_PHONE_IN_TEXT = re.compile(r"[+(]?\d[\d\s()+.–-]{5,}")


def phone(written: str, region: str) -> str | None:
    """E.164 of the first number that can be read, by the school's region ("BY", "RU"); None when none can."""
    for part in (written, *_PARTS.split(written)):
        if found := _one_phone(part, region):
            return found
    return None


def _one_phone(written: str, region: str) -> str | None:
    digits = re.sub(r"\D", "", written)
    bare = "+" not in written and _BARE_INTERNATIONAL.fullmatch(digits)
    try:
        number = phonenumbers.parse(f"+{digits}" if bare else written, region)
    except phonenumbers.NumberParseException:
        return None
    # Possible rather than valid: operators open new ranges sooner than any table of them is renewed.
    possible = phonenumbers.is_possible_number_with_reason(number) == ValidationResult.IS_POSSIBLE
    full = len(str(number.national_number)) >= _FULL_LENGTH
    if number.extension or not (possible and full):
        return None
    return phonenumbers.format_number(number, PhoneNumberFormat.E164)


def email(written: str) -> str | None:
    """The address in small letters, or None. Cyrillic before the @ is refused: it is a slip of the
    keyboard.
    """
    try:
        checked = validate_email(written.strip(" <>,;"), allow_smtputf8=False, check_deliverability=False)
    except EmailNotValidError:
        return None
    return checked.normalized.lower()


def part_phone(written: str) -> tuple[str, str]:
    """«Иванова Мария, 8029…» → the text before the number, and the number; empty when there is none."""
    match = _PHONE_IN_TEXT.search(written)
    if match is None:
        return written, ""
    return written[: match.start()].strip(" ,;:(").removesuffix("тел.").strip(" ,;:("), match[0].strip()
