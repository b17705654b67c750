"""Small whole values to test with: an article, its analysis, an assignment, an edition with every part filled.

They are values of the vocabulary and nothing more, so that tests of stores and outputs need no model.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta, timezone

from coranto.types import (
    Analysis,
    Article,
    Assignment,
    Attribution,
    Candidate,
    Change,
    ContextNote,
    Copy,
    Counts,
    CoverageCount,
    Dateline,
    Dispute,
    DisputeSide,
    Edit,
    Edition,
    Evidence,
    Field,
    Mention,
    Provenance,
    Quantity,
    Quotation,
    Quote,
    Section,
    Sentence,
    SourceNote,
    Statement,
    Story,
    TimelineEntry,
    Timex,
    Token,
    Withheld,
)

NOON = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
"""The time at which the samples happen."""


def sample_article(
    number: int = 1, *, url: str | None = None, text: str | None = None, published_at: datetime | None = None
) -> Article:
    """An article of an invented harbour town; ``number`` makes id, url and words its own, and an hour later each."""
    at = published_at or (NOON + timedelta(hours=number)).astimezone(timezone(timedelta(hours=2)))
    return Article(
        id=f"a{number:016x}",
        url=url or f"https://harbour-post.example/news/{number}",
        title=f"Ferry {number} reaches Ostmark",
        text=text
        if text is not None
        else f"Ferry {number} reached Ostmark on Saturday.\nIt carried {number + 30} people.",
        publisher="The Harbour Post",
        published_at=at,
        language="en",
        coverage="full",
        author="Ida Brandt",
    )


def sample_analysis(article: Article, *, parser: str = "sample-1") -> Analysis:
    """An analysis of ``sample_article`` with one of every part."""
    line = article.text.split("\n")[0] or article.title
    field: Field = "text" if article.text else "title"
    words, at = [], 0
    for index, word in enumerate(line.split(" ")):
        words.append(
            Token(
                start=at,
                end=at + len(word),
                text=word,
                lemma=word.lower(),
                pos="NOUN",
                tag="NN",
                dep="dep" if index else "ROOT",
                head=0,
            )
        )
        at += len(word) + 1
    return Analysis(
        article_id=article.id,
        parser=parser,
        language="en",
        headline_core=(0, len(article.title)),
        sentences=(
            Sentence(
                index=0, field="title", start=0, end=len(article.title), text=article.title, paragraph=-1, tokens=()
            ),
            Sentence(
                index=1,
                field=field,
                start=0,
                end=len(line),
                text=line,
                paragraph=0,
                tokens=tuple(words),
                noise="sample",
            ),
        ),
        mentions=(Mention(sentence=1, field=field, start=0, end=5, text=line[:5], label="other", entity=line[:5]),),
        timexes=(
            Timex(
                sentence=1,
                field=field,
                start=0,
                end=5,
                text=line[:5],
                value="2026-03-14",
                precision="day",
                relative=True,
                rule="weekday",
            ),
        ),
        quantities=(
            Quantity(
                sentence=1,
                field=field,
                start=0,
                end=5,
                text=line[:5],
                value=31.0,
                low=31.0,
                high=float("inf"),
                unit="",
                noun="person",
                verb="carry",
                hedge="at least",
            ),
        ),
        quotations=(
            Quotation(
                sentence=1,
                field=field,
                start=0,
                end=5,
                text=line[:5],
                speaker="Ida Brandt",
                role=None,
                speaker_span=(0, 5),
            ),
        ),
        attributions=(
            Attribution(
                sentence=1,
                field=field,
                start=3,
                end=5,
                content=((0, 3), (5, len(line))),
                speaker="the port",
                speaker_entity="Port of Ostmark",
                verb="say",
                shape="middle",
                authority=True,
            ),
        ),
        dateline=Dateline(start=0, end=0, place="Ostmark", agency="HP"),
    )


def sample_assignment(
    article: Article, story_id: str, *, opened: bool = False, copy_of: Article | None = None
) -> Assignment:
    """The placing of an article in a story, with a runner-up."""
    candidate = Candidate(
        story_id=story_id,
        similarity=0.75,
        parts=(("names", 0.5), ("words", 0.25)),
        shared_names=("Ostmark",),
        shared_words=("ferry",),
    )
    return Assignment(
        article_id=article.id,
        story_id=story_id,
        opened=opened,
        why="Opens a story." if opened else "Shares Ostmark and the ferry.",
        chosen=None if opened else candidate,
        runner_up=Candidate(story_id="s000000000000", similarity=0.1),
        copy=None if copy_of is None else Copy(article_id=article.id, original_id=copy_of.id, similarity=0.9),
    )


def sample_story(story_id: str, *articles: Article) -> Story:
    """A story of these articles, in this order of joining."""
    times = [article.published_at for article in articles]
    return Story(
        id=story_id, opened_at=min(times), updated_at=max(times), article_ids=tuple(article.id for article in articles)
    )


def sample_edition(story_id: str, *articles: Article, revision: int = 1, composed_at: datetime = NOON) -> Edition:
    """An edition over these articles with every part filled; the laws of numbering and evidence hold."""
    newest_first = sorted(articles, key=lambda article: (-article.published_at.timestamp(), article.url))
    said = [
        Statement(
            text=article.title + ".",
            evidence=(Evidence(source=n, field="title", start=0, end=len(article.title), quote=article.title),),
            form="edited",
            edits=(Edit(before="", after=".", why="a sentence ends with a full stop"),),
        )
        for n, article in enumerate(newest_first, 1)
    ]
    first, last = said[0], said[-1]
    times = [article.published_at for article in newest_first]
    return Edition(
        story_id=story_id,
        revision=revision,
        composed_at=composed_at,
        opened_at=min(times),
        updated_at=max(times),
        headline=first,
        counts=Counts(articles=len(said), publishers=len({a.publisher for a in articles}), origins=1),
        sections=(Section(title=first, statements=tuple(said)),),
        timeline=(TimelineEntry(date="2026-03-14", precision="day", scheduled=False, statements=(first,)),),
        sources=tuple(
            SourceNote(
                n=n,
                article_id=article.id,
                publisher=article.publisher,
                title=article.title,
                url=article.url,
                published_at=article.published_at,
                coverage=article.coverage,
                copy_of=None,
                note=note,
            )
            for n, (article, note) in enumerate(zip(newest_first, said, strict=True), 1)
        ),
        quotes=(Quote(speaker="Ida Brandt", role=None, text=newest_first[0].title, evidence=first.evidence),),
        context=(ContextNote(term="Ostmark", statement=last),),
        disputes=(
            Dispute(
                about="number of people",
                kind="number",
                verdict="superseded",
                sides=(
                    DisputeSide(value="31", as_of=min(times), statement=last),
                    DisputeSide(value="32", as_of=max(times), statement=first),
                ),
            ),
        ),
        changes=(
            Change(
                revision=revision, at=composed_at, because=(newest_first[0].id,), added=(first.text,), removed=("Old.",)
            ),
        ),
        withheld=(Withheld(text="It was big.", reason="'It' has no name here."),),
        coverage=CoverageCount(full=len(said), excerpt=0, headline=0, copies=0, languages=("en",)),
        provenance=Provenance(engine="coranto 0", writer="extractive", models=(("parser", "sample-1"),)),
    )
