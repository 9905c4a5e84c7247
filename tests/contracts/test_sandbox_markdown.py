"""Telegram's two kinds of Markdown are read strictly: every mark, every complaint, every byte offset."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.botapi.entities import render, units
from sandbox.botapi.html import Unparsable
from sandbox.botapi.markdown import OPENS, parse, parse_old

JSON = dict[str, object]

#: A shared machine is slow at times; that is no defect.
patient = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
words = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
pieces = st.one_of(words, st.sampled_from([*OPENS, "]", "(https://a.by)", "\n>", "\n**>", "\\", "||\n", "\r\n", ">"]))


@patient
@given(st.lists(pieces).map("".join))
def test_any_text_is_read_or_refused(source: str) -> None:
    for read in (parse, parse_old):
        try:
            text, entities = read(source)
        except Unparsable:
            continue
        assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= units(text) for e in entities)
        render(text, entities)


@patient
@given(words)
def test_an_escaped_text_is_read_as_it_was(text: str) -> None:
    escaped = "".join(f"\\{letter}" if letter in "_*[]()~`>#+-=|{}.!\\" else letter for letter in text)
    assert parse(escaped) == (text, [])


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("*да*", "да", [("bold", 0, 2)]),
        ("_да_ и __нет__", "да и нет", [("italic", 0, 2), ("underline", 5, 3)]),
        ("~да~ ||нет||", "да нет", [("strikethrough", 0, 2), ("spoiler", 3, 3)]),
        ("😀*да _и нет_*", "😀да и нет", [("bold", 2, 8), ("italic", 5, 5)]),
        ("`5 * 6`", "5 * 6", [("code", 0, 5)]),
        (">цитата\n>и ещё\nпосле", "цитата\nи ещё\nпосле", [("blockquote", 0, 13)]),
        (">раз\n**>два", "раз\nдва", [("blockquote", 0, 4), ("blockquote", 4, 3)]),
        (">длинная\n>цитата||\nпосле", "длинная\nцитата\nпосле", [("expandable_blockquote", 0, 15)]),
        ("[нет](тут)", "нет", []),
        ("****", "", []),
    ],
)
def test_every_mark_becomes_its_entity(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    read, found = parse(source)
    assert (read, [(e["type"], e["offset"], e["length"]) for e in found]) == (text, entities)


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ("[x](https://a.by/\\)?q)", {"type": "text_link", "url": "https://a.by/)?q"}),
        ("```python\nx```", {"type": "pre", "language": "python"}),
        ("```\nx```", {"type": "pre"}),
        ("![x](tg://emoji?id=5)", {"type": "custom_emoji", "custom_emoji_id": "5"}),
        (
            "![x](tg://time?unix=1788238800&format=wD)",
            {"type": "date_time", "unix_time": 1788238800, "date_time_format": "wD"},
        ),
        ("[x](tg://user?id=7)", {"type": "text_mention", "user": {"id": 7, "is_bot": False, "first_name": "7"}}),
    ],
)
def test_marks_with_an_address_keep_it(source: str, entity: JSON) -> None:
    assert parse(source) == ("x", [entity | {"offset": 0, "length": 1}])


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("конец.", "Character '.' is reserved and must be escaped with the preceding '\\'"),
        ("два > один", "Character '>' is reserved and must be escaped with the preceding '\\'"),
        ("да *нет", "Can't find end of Bold entity at byte offset 5"),
        ("_да __нет_", "Can't find end of Italic entity at byte offset 14"),
        ("```код", "Can't find end of Pre entity at byte offset 0"),
        ("```py код", "Can't find end of PreCode entity at byte offset 0"),
        ("[да](https://a.by", "Can't find end of a URL at byte offset 7"),
        ("![👍]", "Custom emoji entity must contain a tg://emoji URL"),
        ("![👍](https://a.by)", "Custom emoji URL must have scheme tg"),
        (">*раз\nдва*", "Can't find end of Bold entity at byte offset 1"),
    ],
)
def test_a_complaint_names_the_mark_and_its_byte(source: str, words: str) -> None:
    with pytest.raises(Unparsable) as caught:
        parse(source)
    assert str(caught.value) == words


def test_the_older_markdown_neither_nests_nor_reserves() -> None:
    assert parse_old("5. *да_нет* \\_ [x](https://a.by)!") == (
        "5. да_нет _ x!",
        [
            {"type": "bold", "offset": 3, "length": 6},
            {"type": "text_link", "url": "https://a.by", "offset": 12, "length": 1},
        ],
    )
    with pytest.raises(Unparsable, match="Can't find end of the entity starting at byte offset 4"):
        parse_old("да*нет")
