from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coranto.read.plain import plain_line, plain_text


@pytest.mark.parametrize(
    ("given_text", "plain"),
    [
        ("One.\r\n\r\n  Two  words.\rThree.", "One.\nTwo words.\nThree."),
        ("<p>Hello <b>har</b>bour</p><p>Fish &amp; boats</p>", "Hello harbour\nFish & boats"),
        ("<p>One line\nof source.</p>", "One line of source."),
        ("First.\n\n<b>Second</b> one.", "First.\nSecond one."),
        ("&lt;p&gt;Escaped&lt;/p&gt;", "Escaped"),
        ("Salt &amp;amp; pepper", "Salt & pepper"),
        ("a < b and c > d, <name withheld> said", "a < b and c > d, <name withheld> said"),
        ("R&D and Q&A", "R&D and Q&A"),
        ("Tides<br/>rise <td>1</td><td>2</td>", "Tides\nrise 1 2"),
        ("Seen<!-- unseen <p> --> still<script>if (a < b) { c() }</script>.", "Seen still."),
        ('<div style="display: none">no<div>never</div>no</div>yes', "yes"),
        ("<p hidden>no</p><p>yes</p>", "yes"),
        ("<script>never closed", "never closed"),
        ("cafe\u0301", "café"),
        ("har\u200bbour \u202eevil\u202c\ufeff wa\u00adll", "harbour evil wall"),
        ("bell\x07 and null\x00 and half\ud800", "bell and null and half"),
        ("it\x92s \x93so\x94", "it’s “so”"),
        ("a\u00a0b\u2009c\td", "a b c d"),
        ("one\u2028two", "one\ntwo"),
        ("a\u200cb", "ab"),
        ("\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"),
        ("hidden\U000e0041\U000e0042 tags", "hidden tags"),
        ("", ""),
    ],
)
def test_cleaning(given_text: str, plain: str) -> None:
    assert plain_text(given_text) == plain


def test_a_title_is_one_line() -> None:
    assert plain_line("Harbour\nwall <i>falls</i>") == "Harbour wall falls"


@given(st.text())
def test_what_is_left_can_be_stored_and_shown(text: str) -> None:
    plain = plain_text(text)
    plain.encode("utf-8")
    assert not any(unicodedata.category(char) in ("Cc", "Cs") for char in plain.replace("\n", ""))
    assert all(line and line == line.strip() for line in plain.split("\n") if plain)


def test_letters_and_digits_stay_in_order() -> None:
    source = "<p>At 6:42 the <a href='x'>wall</a> fell.</p>\n<ul><li>14 boats</li></ul>"
    assert plain_text(source).split() == ["At", "6:42", "the", "wall", "fell.", "14", "boats"]


@pytest.mark.parametrize(
    ("hostile", "plain"),
    [
        ("<script>" * 200_000, ""),
        ("<" * 500_000, "<" * 500_000),
        ("<div hidden>" * 200_000, ""),
        ("<!--" * 200_000, ""),
        ("<p>x</p>" + "<a " * 300_000, "x\n" + "<a " * 299_999 + "<a"),
        ("a" + "\u0301\u0316" * 500_000, "á" + "\u0316\u0316\u0316\u0316\u0301\u0301\u0301"),
        ("<p>" * 300_000 + "x", "x"),
    ],
    ids=["script", "open", "hidden", "comment", "unclosed", "marks", "paragraphs"],
)
def test_megabytes_of_hostile_markup_come_back(hostile: str, plain: str) -> None:
    # Each took minutes to hours with a backtracking or quadratic pass.
    assert plain_text(hostile) == plain
