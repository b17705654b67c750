"""What comes in a row is told in the same words and is not the same."""

from __future__ import annotations

from tests.compose.press import press
from tests.compose.story import pooled

from coranto.compose.likeness import Likeness
from coranto.compose.ordinals import are_others, in_a_row


def _rows(*sentences: str) -> list[dict[str, frozenset[int]]]:
    pool = {s.sentence.text: s for s in pooled(press("\n".join(sentences), title="Ostmark trade"))}
    return [dict(in_a_row(pool[sentence].sentence.tokens)) for sentence in sentences]


def test_the_ordinal_and_its_noun() -> None:
    twelfth, second = _rows(
        "The Ostmark council adopted its 12th package of tariffs on steel.",
        "The Ostmark council adopted the second trade package of the year.",
    )
    assert twelfth == {"package": frozenset({12})}
    assert second["package"] == frozenset({2})
    assert are_others(twelfth, second)


def test_days_and_times_are_of_one_event() -> None:
    first, second = _rows(
        "The Ostmark strike went into its second day with no talks.",
        "The Ostmark strike went into its third day with no talks.",
    )
    assert not are_others(first, second)


def test_two_of_a_row_are_no_claim() -> None:
    text = "The council of Ostmark adopted its {} package of tariffs on steel."
    pool = pooled(press("\n".join([text.format("12th"), text.format("13th")]), title="Ostmark adopts tariffs"))
    twelfth, thirteenth = (s for s in pool if not s.is_title)
    like = Likeness(pool)
    assert not like.agree(twelfth, thirteenth)
    assert like.agree(twelfth, twelfth)
