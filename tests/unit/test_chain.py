"""The journal's chain: whoever edits, removes, inserts, swaps or cuts off without the key is found."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from journal_core.chain import Entry, Fault, Finding, Head, Keys, Link, commitment, examined, extended, number_of

KEYS = Keys(b"a key of the school")
CHAIN = "1/7/3"
#: Of the key `key`, and of one link: written down once, for ever.
NUMBER = 1199126616
MAC = "52c7460ec0ad967cd073ad5ac30a3b55173f47ffaa0a9d94a9e7325703acf169"
TEXTS = st.lists(st.text(max_size=20), min_size=1, max_size=12)
Rows = dict[tuple[str, int], bytes]


def sealed(texts: list[str], keys: Keys = KEYS) -> tuple[list[Link], Rows, Head]:
    """A chain over rows that say these texts."""
    entries = [Entry("mark_revision", number, commitment(text)) for number, text in enumerate(texts, 1)]
    links, head = extended(keys, CHAIN, Head(), entries)
    return links, {(one.relation, one.row_id): one.commitment for one in entries}, head


def found(links: list[Link], rows: Rows, *heads: Head, keys: Keys = KEYS) -> list[Finding]:
    """What an examination finds."""
    return list(examined(keys, CHAIN, links, rows, heads))


@given(TEXTS)
def test_what_nobody_touched_is_whole(texts: list[str]) -> None:
    links, rows, head = sealed(texts)
    assert found(links, rows, head, Head()) == []


@given(TEXTS, st.data())
def test_it_does_not_matter_in_how_many_evenings_it_grew(texts: list[str], data: st.DataObject) -> None:
    cut = data.draw(st.integers(0, len(texts)))
    links, _, head = sealed(texts)
    entries = [link.entry for link in links]
    first, between = extended(KEYS, CHAIN, Head(), entries[:cut])
    rest, end = extended(KEYS, CHAIN, between, entries[cut:])
    assert (first + rest, end) == (links, head)


@given(TEXTS, st.data())
def test_an_edited_row_is_found_in_its_place(texts: list[str], data: st.DataObject) -> None:
    links, rows, head = sealed(texts)
    number = data.draw(st.integers(1, len(texts)))
    rows["mark_revision", number] = commitment(texts[number - 1] + "!")
    assert found(links, rows, head) == [Finding(Fault.EDITED, CHAIN, number, "mark_revision", number)]


@given(TEXTS, st.data())
def test_a_removed_row_is_found_with_its_link_and_without(texts: list[str], data: st.DataObject) -> None:
    links, rows, head = sealed(texts)
    number = data.draw(st.integers(1, len(texts)))
    del rows["mark_revision", number]
    assert found(links, rows, head) == [Finding(Fault.REMOVED, CHAIN, number, "mark_revision", number)]
    del links[number - 1]
    last = number == len(texts)
    assert found(links, rows, head) == [Finding(Fault.CUT if last else Fault.REMOVED, CHAIN, number)]


@given(TEXTS, st.data())
def test_a_link_put_in_without_the_key_is_found(texts: list[str], data: st.DataObject) -> None:
    links, rows, _ = sealed(texts)
    place = data.draw(st.integers(0, len(links)))
    stranger = Entry("mark_revision", 999, commitment("5"))
    forged, _ = extended(Keys(b"a guess"), CHAIN, Head(place), [stranger])
    pushed = [replace(link, position=link.position + 1) for link in links[place:]]
    rows["mark_revision", 999] = stranger.commitment
    faults = {(one.fault, one.position) for one in found([*links[:place], *forged, *pushed], rows)}
    assert (Fault.KEY_UNKNOWN, place + 1) in faults
    claimed = [replace(forged[0], key=KEYS.number)]
    faults = {(one.fault, one.position) for one in found([*links[:place], *claimed, *pushed], rows)}
    assert (Fault.FORGED, place + 1) in faults


@given(st.lists(st.text(), min_size=2, max_size=10, unique=True), st.data())
def test_two_swapped_links_are_found(texts: list[str], data: st.DataObject) -> None:
    links, rows, head = sealed(texts)
    one, other = sorted(data.draw(st.sets(st.integers(0, len(links) - 1), min_size=2, max_size=2)))
    links[one], links[other] = (
        replace(links[other], position=one + 1),
        replace(links[one], position=other + 1),
    )
    faults = {(finding.fault, finding.position) for finding in found(links, rows, head)}
    assert {(Fault.FORGED, one + 1), (Fault.FORGED, other + 1)} <= faults


@given(st.lists(st.text(), min_size=2, max_size=10, unique=True), st.data())
def test_two_rows_that_changed_their_words_are_both_found(texts: list[str], data: st.DataObject) -> None:
    links, rows, head = sealed(texts)
    one, other = data.draw(st.permutations(sorted(rows)))[:2]
    rows[one], rows[other] = rows[other], rows[one]
    assert {finding.row_id for finding in found(links, rows, head)} == {one[1], other[1]}


@given(TEXTS, st.data())
def test_an_end_that_is_cut_off_is_found_by_a_head_kept_elsewhere(texts: list[str], data: st.DataObject) -> None:
    links, rows, head = sealed(texts)
    left = data.draw(st.integers(0, len(links) - 1))
    rows = {key: said for key, said in rows.items() if key[1] <= left}
    forgotten = Head(left, links[left - 1].mac if left else b"")
    assert found(links[:left], rows, forgotten) == []  # the database alone cannot know
    assert found(links[:left], rows, forgotten, head) == [Finding(Fault.CUT, CHAIN, left + 1)]


def test_an_end_rewritten_by_one_who_has_the_key_is_found_by_a_head_kept_elsewhere() -> None:
    links, _, head = sealed(["Петя 7", "Аня 9"])
    others, rows, _ = sealed(["Петя 7", "Аня 4"])
    assert found(others, rows, head) == [Finding(Fault.FORGED, CHAIN, 2)]
    assert links[0] == others[0]


def test_a_chain_that_outlived_its_secret_is_whole_with_the_earlier_key_and_not_without() -> None:
    links, rows, head = sealed(["Петя 7"], Keys(b"last year's"))
    now = Keys(b"this year's", (b"last year's",))
    assert found(links, rows, head, keys=now) == []
    assert [one.fault for one in found(links, rows, head, keys=Keys(b"this year's"))] == [Fault.KEY_UNKNOWN]


@pytest.mark.parametrize("other", ["1/7/4", "2/7/3"])
def test_links_of_another_chain_do_not_fit(other: str) -> None:
    links, rows, head = sealed(["Петя 7"])
    assert [one.fault for one in examined(KEYS, other, links, rows, [head])] == [Fault.FORGED]


def test_what_this_release_seals_every_later_one_can_verify() -> None:
    links, head = extended(Keys(b"key"), "1/7Б/3", Head(), [Entry("mark_revision", 5, commitment("Петя 7"))])
    assert number_of(b"key") == links[0].key == NUMBER
    assert head.mac.hex() == MAC


def test_a_missing_link_at_the_head_kept_elsewhere_is_missing_and_not_forged() -> None:
    links, rows, _ = sealed(["Петя 7", "Аня 9", "Вова 5"])
    second = Head(2, links[1].mac)
    assert {one.fault for one in found([links[0], links[2]], rows, second)} == {Fault.REMOVED}


@given(TEXTS, st.integers(-2, 0))
def test_a_link_before_the_first_place_is_forged(texts: list[str], place: int) -> None:
    links, rows, head = sealed(texts)
    planted = Entry("mark_revision", 999, commitment("10"))
    rows["mark_revision", 999] = planted.commitment
    found_there = found([Link(place, planted, b"", KEYS.number), *links], rows, head)
    assert (Fault.FORGED, place) in {(one.fault, one.position) for one in found_there}


def test_a_link_that_stands_twice_in_its_place_is_forged() -> None:
    links, rows, head = sealed(["Петя 7", "Аня 9"])
    assert Fault.FORGED in {one.fault for one in found([links[0], links[0], links[1]], rows, head)}
