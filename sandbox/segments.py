"""How operators cut a text into SMS (3GPP TS 23.038 and 23.040): 160 or 153 septets, 70 or 67 UTF-16 units."""

_GSM7 = set(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿"
    "abcdefghijklmnopqrstuvwxyzäöñüà"
)
#: Written as two septets: an escape and a letter, which one segment keeps together.
_GSM7_TWICE = set("^{}\\[~]|€\f")


def parts(text: str) -> list[str]:
    """The text as it is billed, one part a segment; no letter is torn between two."""
    narrow = set(text) <= _GSM7 | _GSM7_TWICE
    sizes = [_septets(letter) if narrow else len(letter.encode("utf-16-le")) // 2 for letter in text]
    whole, part = (160, 153) if narrow else (70, 67)
    if sum(sizes) <= whole:
        return [text]
    cut, taken = [""], 0
    for letter, size in zip(text, sizes, strict=True):
        if taken + size > part:
            cut.append("")
            taken = 0
        cut[-1] += letter
        taken += size
    return cut


def _septets(letter: str) -> int:
    return 2 if letter in _GSM7_TWICE else 1
