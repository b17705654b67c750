"""Which articles are comment, and what a page tells of them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compose.press import parser, press
from tests.compose.story import _EMBEDDER, page_of, pooled

from coranto.compose.edition import compose
from coranto.compose.opinion import MOST_HELD, headline_of, is_comment
from coranto.types import Edition, Source, Story

REPORT = (
    "The harbour board of Ostmark closed the north quay on Friday after a crane fell into the water.\n"
    "Two workers were hurt, the harbour master, Ida Brandt, said.\n"
    "The quay will stay closed until Monday, the board said."
)
COLUMN = (
    "The harbour board gave a farcical account of the fallen crane.\n"
    "Its shameless chairman blamed the wind, and that is absurd.\n"
    'The harbour master, Ida Brandt, said: "Two workers were hurt on the north quay and I am sorry."\n'
    "The board slept while the crane rusted on the north quay."
)


@pytest.mark.parametrize(
    ("publisher", "title"),
    [
        ("Jane Ferris", "The quay must never open again"),
        ("Guest Writer - Coast", "The quay must never open again"),
        ("Ostmark Courier (Opinion)", "The quay must never open again"),
        ("Ostmark Courier", "Opinion: the quay must never open again"),
    ],
)
def test_a_label_or_a_writer_for_publisher_marks_a_comment(publisher: str, title: str) -> None:
    assert is_comment(press(REPORT, title=title, publisher=publisher))


@pytest.mark.parametrize("publisher", ["Ostmark Courier", "Talva Wire", "Grace Bay News", "Frank Media"])
def test_a_newsroom_reports(publisher: str) -> None:
    assert not is_comment(press(REPORT, title="North quay closed in Ostmark", publisher=publisher))


def test_a_process_that_composes_for_days_holds_few_articles_for_their_verdict() -> None:
    source = press(REPORT, title="North quay closed in Ostmark")
    for n in range(1, 301):
        is_comment(replace(source, n=n))
    assert is_comment.cache_info().currsize == MOST_HELD <= 128  # some 300 kB each: 38 MB


def test_an_article_that_judges_all_along_is_comment_and_one_that_quotes_judges_is_not() -> None:
    assert is_comment(press(COLUMN, title="A crane falls"))
    quoting = REPORT + '\n"This is absurd and shameless," said Jonas Holt, who leads the union of dockers.'
    assert not is_comment(press(quoting, title="A crane falls"))


def test_an_outlet_that_hopes_and_advises_in_its_own_voice_writes_an_editorial() -> None:
    text = REPORT + "\nThe board should look after its cranes.\nWe just hope that nobody waits for the next one."
    assert is_comment(press(text, title="A crane falls"))
    assert not is_comment(press(REPORT + "\nResidents should keep away from the quay.", title="A crane falls"))


def test_a_first_line_that_labels_marks_a_comment() -> None:
    assert is_comment(press("EDITORIAL\n" + REPORT, title="A crane falls"))


def test_of_a_comment_beside_a_report_only_quotations_are_told() -> None:
    report = press(REPORT, title="North quay closed in Ostmark after crane falls", n=2)
    column = press(COLUMN, title="The board slept while a crane rusted", n=1, publisher="Jane Ferris")
    own = [p.statement.text for p in pooled(column, report) if p.source.n == 1]
    assert own == ['The harbour master, Ida Brandt, said: "Two workers were hurt on the north quay and I am sorry."']
    headline, sections, _ = page_of(column, report)
    printed = " ".join([headline.text, *(s.title.text for s in sections)])
    assert "slept" not in printed
    assert "quay" in printed


def test_a_story_of_comment_alone_says_so_and_tells_no_verdict_as_news() -> None:
    first = press(COLUMN, title="The board slept while a crane rusted", n=1, publisher="Jane Ferris")
    second = press(COLUMN, title="Opinion: Cranes and shame in Ostmark", n=2, publisher="Talva Wire")
    page = _page(first, second)
    assert page.headline.text == "Opinion: The board slept while a crane rusted"
    lines = [s.text for section in page.sections for s in section.statements]
    assert lines == ["Opinion: The board slept while a crane rusted", "Opinion: Cranes and shame in Ostmark"]
    assert not page.timeline
    assert all(note.note.text.startswith("Opinion: ") for note in page.sources)


def test_a_headline_that_labels_itself_is_printed_word_for_word() -> None:
    statement = headline_of(press(COLUMN, title="Letters to the editor: the crane"))
    assert (statement.text, statement.form) == ("Letters to the editor: the crane", "verbatim")


def _page(*sources: Source) -> Edition:
    at = max(s.article.published_at for s in sources)
    story = Story(id="s1", opened_at=at, updated_at=at, article_ids=tuple(s.article.id for s in sources))
    return compose(story, sources, previous=None, composed_at=at, engine="test", parser=parser(), embedder=_EMBEDDER)
