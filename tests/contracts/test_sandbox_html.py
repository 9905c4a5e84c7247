"""Telegram's HTML is read strictly and written back safely, whatever is thrown at it."""

import html

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sandbox.botapi.entities import render, units, with_links
from sandbox.botapi.html import TAGS, Unparsable, parse
from sandbox.botapi.validate import check

words = st.text(alphabet=st.characters(exclude_categories=["Cs"]))
#: A shared machine is slow at times; that is no defect.
patient = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
pieces = st.one_of(
    words,
    st.sampled_from([f"<{tag}>" for tag in TAGS] + [f"</{tag}>" for tag in TAGS]),
    st.sampled_from(["<a href='", '"', "&lt", "&#65;", "&#x1F600;", "<", ">", "</>", "<code class=language-py>"]),
)


@patient
@given(st.lists(pieces).map("".join))
def test_any_text_is_read_or_refused(source: str) -> None:
    try:
        text, entities = parse(source)
    except Unparsable:
        return
    assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= units(text) for e in entities)
    render(text, with_links(text, entities))


@patient
@given(words)
def test_an_escaped_text_is_read_as_it_was(text: str) -> None:
    assert parse(html.escape(text)) == (text, [])
    assert parse(f"<b>{html.escape(text)}</b>")[0] == text


@patient
@given(words)
def test_what_is_written_back_has_only_our_own_tags(text: str) -> None:
    assert html.unescape(render(text, [])) == html.unescape(html.escape(text))
    assert "<" not in render(text, [])


@pytest.mark.parametrize(
    ("source", "entity"),
    [
        ("<a href='https://a.by'>x</a>", {"type": "text_link", "url": "https://a.by"}),
        ('<pre><code class="language-python">x</code></pre>', {"type": "pre", "language": "python"}),
        ("<code class='language-python'>x</code>", {"type": "code"}),
        ("<blockquote expandable>x</blockquote>", {"type": "expandable_blockquote"}),
        ("<tg-emoji emoji-id='5'>x</tg-emoji>", {"type": "custom_emoji", "custom_emoji_id": "5"}),
        ("<span class='tg-spoiler'>x</span>", {"type": "spoiler"}),
        (
            "<tg-time unix='1788238800' format='wD'>x</tg-time>",
            {"type": "date_time", "unix_time": 1788238800, "date_time_format": "wD"},
        ),
        ("<INS>x</ins>", {"type": "underline"}),
    ],
)
def test_every_tag_becomes_its_entity(source: str, entity: dict[str, object]) -> None:
    assert parse(source) == ("x", [entity | {"offset": 0, "length": 1}])


def test_offsets_count_utf_16_units() -> None:
    assert parse("😀<b>да</b>")[1] == [{"type": "bold", "offset": 2, "length": 2}]


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


@patient
@given(st.fixed_dictionaries({"chat_id": json_values, "text": json_values, "reply_markup": json_values}))
def test_any_request_can_be_judged(asked: dict[str, object]) -> None:
    check("sendMessage", asked)
