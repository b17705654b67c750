"""The timeline of small stories made by hand: order, announcements, stale figures, side clauses."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import numpy as np
import pytest

from coranto.analyze.times import find_timexes
from coranto.compose.dates import event_day
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.timeline import write_timeline
from coranto.models.spacy_parser import SpacyParser
from coranto.types import Analysis, Article, Attribution, Evidence, Sentence, Source, Statement


@pytest.fixture(scope="module")
def parser() -> SpacyParser:
    return SpacyParser()


class Desk:
    """Makes pool sentences of one-sentence articles."""

    def __init__(self, parser: SpacyParser) -> None:
        self.parser = parser
        self.count = 0

    def sentence(self, text: str, published: str, *core: str, lead: bool = True) -> PoolSentence:
        self.count += 1
        n = self.count
        at = datetime.fromisoformat(published)
        article = Article(
            id=f"a{n}", url=f"https://paper{n}.example/a", title="", text=text, publisher=f"Paper {n}",
            published_at=at, language="en", coverage="full",
        )  # fmt: skip
        tokens = self.parser.parse([text])[0].tokens
        sentence = Sentence(index=0, field="text", start=0, end=len(text), text=text, paragraph=0, tokens=tokens)
        timexes = find_timexes([sentence], published_at=at)
        day = event_day(sentence, timexes, published_at=at, is_title=False, is_lead=lead)
        analysis = Analysis(
            article_id=article.id, parser="test", language="en", headline_core=(0, 0), sentences=(sentence,)
        )
        source = Source(n=n, article=article, analysis=analysis, copy_of=None, origin=article.publisher)
        evidence = Evidence(source=n, field="text", start=0, end=len(text), quote=text)
        attribution = None
        if " said" in text:
            cut = text.rindex(",")
            attribution = Attribution(
                sentence=0, field="text", start=cut, end=len(text) - 1, content=((0, cut),), speaker="office",
                speaker_entity="office", verb="say", shape="tail", authority=True,
            )  # fmt: skip
        vector = np.zeros(16, dtype=np.float32)
        vector[n % 16] = 1.0
        return PoolSentence(
            source=source,
            sentence=sentence,
            statement=Statement(text=text, evidence=(evidence,), form="verbatim"),
            content=text,
            attribution=attribution,
            speaker="",
            core=frozenset(core),
            names=frozenset({"Torva"}),
            quantities=(),
            timexes=timexes,
            day=next((t for t in timexes if day and t.value == day[0]), None),
            day_value=day[0] if day else "",
            scheduled=day[2] if day else False,
            negated=False,
            background=False,
            quotation=False,
            vector=vector,
        )


def claim(*sentences: PoolSentence, weight: float = 1.0, stale: str | None = None, disputed: bool = False) -> Claim:
    origins = frozenset(s.source.origin for s in sentences)
    return Claim(sentences=tuple(sentences), origins=origins, weight=weight, stale=stale, disputed=disputed)


def written(claims: Sequence[Claim], now: str = "2026-01-08T12:00:00+00:00") -> list[tuple[str, bool, list[str]]]:
    pool = [s for c in claims for s in c.sentences]
    entries = write_timeline(claims, pool, now=datetime.fromisoformat(now))
    return [(e.date, e.scheduled, [s.text for s in e.statements]) for e in entries]


def test_entries_ascend_and_a_day_is_one_entry(parser: SpacyParser) -> None:
    desk = Desk(parser)
    fire = desk.sentence("The mill at Torva burned down on Monday.", "2026-01-07T10:00:00+00:00", "mill", "burn")
    arrest = desk.sentence("Police arrested a guard on Tuesday.", "2026-01-07T11:00:00+00:00", "arrest", "guard")
    road = desk.sentence("The road to Torva was closed on Monday.", "2026-01-07T12:00:00+00:00", "road", "close")
    found = written([claim(arrest, weight=3), claim(fire, weight=2), claim(road, weight=1)])
    assert [(date, len(texts)) for date, _, texts in found] == [("2026-01-05", 2), ("2026-01-06", 1)]
    assert found[0][2][0] == fire.statement.text


def test_what_is_only_announced_is_scheduled(parser: SpacyParser) -> None:
    desk = Desk(parser)
    vote = desk.sentence(
        "The council of Torva will vote on Saturday, the office said.", "2026-01-07T10:00:00+00:00", "vote", "council"
    )
    assert written([claim(vote)]) == [("2026-01-10", True, [vote.statement.text])]


def test_an_announcement_that_came_about_stands_on_its_own_day(parser: SpacyParser) -> None:
    desk = Desk(parser)
    plan = desk.sentence(
        "The council of Torva will vote on Saturday, the office said.", "2026-01-07T10:00:00+00:00", "vote", "council"
    )
    vote = desk.sentence("The council of Torva voted on Saturday.", "2026-01-10T20:00:00+00:00", "vote", "council")
    found = written([claim(vote, weight=2), claim(plan)], now="2026-01-11T12:00:00+00:00")
    assert found == [("2026-01-07", False, [plan.statement.text]), ("2026-01-10", False, [vote.statement.text])]


def test_a_superseded_figure_stands_only_where_its_sentence_names_the_day(parser: SpacyParser) -> None:
    desk = Desk(parser)
    undated = desk.sentence("The flood killed five people in Torva.", "2026-01-05T10:00:00+00:00", "flood", "kill")
    dated = desk.sentence("The toll in Torva rose to nine on Tuesday.", "2026-01-07T10:00:00+00:00", "toll", "rise")
    found = written([claim(undated, stale="superseded by [1]"), claim(dated, stale="superseded by [1]")])
    assert found == [("2026-01-06", False, [dated.statement.text])]


def test_a_disputed_claim_is_left_to_its_section(parser: SpacyParser) -> None:
    desk = Desk(parser)
    quake = desk.sentence("A quake of 6.4 struck Torva on Monday.", "2026-01-07T10:00:00+00:00", "quake", "strike")
    assert written([claim(quake, disputed=True)]) == []


def test_a_side_clause_gives_a_day_that_has_no_other_entry(parser: SpacyParser) -> None:
    desk = Desk(parser)
    visit = desk.sentence(
        "The visit comes a day after the river Ule burst its banks near Torva.",
        "2026-01-07T10:00:00+00:00",
        "visit",
        lead=False,
    )
    found = written([claim(visit)])
    assert found == [("2026-01-06", False, ["The river Ule burst its banks near Torva."])]


def test_a_late_report_without_a_date_does_not_give_an_old_event_a_new_day(parser: SpacyParser) -> None:
    desk = Desk(parser)
    sank = desk.sentence("A ferry sank off Torva on Monday.", "2026-01-06T10:00:00+00:00", "ferry", "sink")
    again = desk.sentence("The ferry sank in heavy rain.", "2026-02-20T10:00:00+00:00", "ferry", "sink")
    found = written([claim(sank), claim(again)], now="2026-02-21T12:00:00+00:00")
    assert found == [("2026-01-05", False, [sank.statement.text])]


def test_no_more_dates_than_an_editor_keeps(parser: SpacyParser) -> None:
    desk = Desk(parser)
    claims = [
        claim(
            desk.sentence(f"The dam leaked on Dec. {day}.", "2026-01-07T10:00:00+00:00", f"leak{day}"),
            weight=float(day),
        )
        for day in range(1, 21)
    ]
    found = written(claims)
    assert len(found) == 14
    assert found[0][0] == "2025-12-07"


def test_nothing_to_tell() -> None:
    assert write_timeline((), (), now=None) == ()
