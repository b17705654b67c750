"""What a writer may do to a page, and what it may not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from tests.compose.press import parser, press

from coranto.compose.edition import compose
from coranto.compose.writing_checks import Court, judged
from coranto.compose.writing_given import clean, givable
from coranto.models.entailment.trees import TreeEntailer
from coranto.models.minilm import MiniLM
from coranto.ports import Writer
from coranto.testing.fakes import FakeWriter
from coranto.types import (
    Brief,
    Dispute,
    DisputeSide,
    Draft,
    Edition,
    Evidence,
    Source,
    Statement,
    Story,
    Written,
)

EMBEDDER = MiniLM(threads=1)
REEF = press(
    "The ferry Solvei struck a reef near Halvik on Monday morning. Rescuers brought 84 passengers to the harbour of"
    " Halvik. The owner, Nordline, said it would pay for hotels. The transport ministry ordered an inquiry into the"
    " accident.",
    title="Passengers rescued after ferry Solvei strikes reef near Halvik",
    publisher="Karsund Post",
    at="2026-03-10T15:00:00+01:00",
)
AGROUND = press(
    "The ferry Solvei ran aground off Halvik on Monday with 84 passengers aboard, the coastguard said. The coastguard"
    " closed the strait to large ships until Thursday. Captain Ida Brandt said the steering had failed twice.",
    title="Ferry Solvei runs aground off Halvik",
    n=2,
    at="2026-03-10T10:00:00+01:00",
)


def page(writer: Writer | None, *sources: Source, previous: Edition | None = None) -> Edition:
    told = sources or (REEF, AGROUND)
    at = max(source.article.published_at for source in told)
    return compose(
        Story(id="s", opened_at=at, updated_at=at, article_ids=tuple(s.article.id for s in told)),
        told,
        previous=previous,
        composed_at=at,
        engine="tests",
        parser=parser(),
        embedder=EMBEDDER,
        entailer=TreeEntailer(),
        writer=writer,
    )


def sentences(edition: Edition) -> list[Statement]:
    return [statement for section in edition.sections for statement in section.statements]


def said(edition: Edition) -> list[str]:
    return [statement.text for statement in sentences(edition)]


def swap(before: str, after: str) -> FakeWriter:
    return FakeWriter(lambda text: text.replace(before, after))


class TestPage:
    def test_a_true_sentence_is_printed_with_its_citations_and_a_true_title_with_its_own(self) -> None:
        writer = FakeWriter(
            lambda text: text.replace("Rescuers brought 84 passengers", "84 passengers were brought by rescuers"),
            title=lambda text: "Owner Nordline said it would pay for hotels" if "Nordline" in text else "",
        )
        edition = page(writer)
        (written,) = [s for s in sentences(edition) if s.form == "written"]
        assert written.text == "84 passengers were brought by rescuers to the harbour of Halvik."
        assert written.citations == (1,)
        assert edition.provenance.writer == "fake-writer-1"

    def test_without_a_writer_and_with_one_that_copies_the_page_is_the_same(self) -> None:
        alone, copied = page(None), page(FakeWriter())
        assert replace(copied, provenance=alone.provenance) == alone

    @pytest.mark.parametrize(
        ("before", "after", "why"),
        [
            ("84", "94", "number"),
            ("Halvik", "Lindau", "name"),
            ("harbour of Halvik", "harbour of Halvik (https://evil.example/a)", "link"),
            ("Rescuers brought", "They brought", "leans"),
            ("Rescuers brought", "Rescuers did not bring", ""),
        ],
    )
    def test_a_false_sentence_gives_way_to_the_sources_own_and_is_listed(
        self, before: str, after: str, why: str
    ) -> None:
        edition = page(swap(before, after))
        assert said(edition) == said(page(None))
        listed = [w for w in edition.withheld if after.split(" (")[0] in w.text]
        assert listed
        assert all(w.reason.startswith("the writer's words: ") for w in listed)
        assert any(why in w.reason for w in listed)

    def test_the_writer_sees_the_reason_once_and_may_mend(self) -> None:
        class Mends(FakeWriter):
            def write(self, briefs: Sequence[Brief], /, *, page: str) -> list[Draft]:
                if not any(brief.faults for brief in briefs):
                    return super().write(briefs, page=page)
                self.briefs += briefs
                good = Written(text="Rescuers took 84 passengers to the harbour of Halvik.", claims=(2,))
                return [Draft(sentences=(good,)) for _ in briefs]

        writer = Mends(lambda text: text.replace("Rescuers brought 84", "Rescuers brought 91"))
        edition = page(writer)
        assert "Rescuers took 84 passengers to the harbour of Halvik." in said(edition)
        (again,) = [brief for brief in writer.briefs if brief.faults]
        assert [fault.reason for fault in again.faults] == ["the number 91 does not stand in the passage"]
        assert "Rescuers brought 91 passengers to the harbour of Halvik." in [w.text for w in edition.withheld]

    def test_a_writer_that_is_gone_costs_nothing_but_its_words(self) -> None:
        edition = page(FakeWriter(failure="the endpoint cannot be reached"))
        alone = page(None)
        assert replace(edition, provenance=alone.provenance) == alone
        assert edition.provenance.writer == "extractive (owed by fake-writer-1: the endpoint cannot be reached)"

    def test_silence_is_counted(self) -> None:
        edition = page(FakeWriter(lambda _text: ""))
        parts = len(edition.sections) + 1
        assert edition.withheld[-1].reason == f"fake-writer-1 wrote nothing for {parts} of {parts} parts"
        assert edition.provenance.writer == "extractive (nothing of fake-writer-1 held)"

    def test_what_a_section_tells_is_told_in_the_same_words_on_its_day_and_in_its_note(self) -> None:
        writer = swap("The ferry Solvei struck a reef", "The ferry Solvei hit a reef")
        edition = page(writer)
        text = next(text for text in said(edition) if "hit a reef" in text)
        assert [s.text for entry in edition.timeline for s in entry.statements] == [text]
        assert edition.sources[0].note.text == text
        assert not any("hit a reef" in told.text for brief in writer.briefs for told in brief.claims)
        asked = [told.text for brief in writer.briefs for told in brief.claims]
        assert len(asked) == len(set(asked))

    def test_no_address_and_no_number_of_a_source_reaches_the_writer(self) -> None:
        writer = FakeWriter()
        page(writer)
        assert writer.briefs
        assert not any("example" in repr(brief) or "http" in repr(brief) for brief in writer.briefs)

    def test_words_that_still_hold_stay_when_an_article_is_added(self) -> None:
        first = page(swap("struck a reef", "hit a reef"))
        late = press(
            "The ferry Solvei was towed to Karsund on Wednesday, the owner said. Divers found a hole of two metres"
            " in its hull. Nordline said the ferry would not sail before May.",
            title="Ferry Solvei towed to Karsund with hole in hull",
            at="2026-03-11T18:00:00+01:00",
            publisher="Ostmark Radio",
        )
        older = [replace(source, n=source.n + 1) for source in (REEF, AGROUND)]

        class Keeps(FakeWriter):
            def write(self, briefs: Sequence[Brief], /, *, page: str) -> list[Draft]:
                self.briefs += briefs
                return [brief.kept for brief in briefs]

        writer = Keeps()
        second = page(writer, late, *older, previous=first)
        kept = [line.text for brief in writer.briefs for line in brief.kept.sentences]
        assert "The ferry Solvei hit a reef near Halvik on the morning of Monday, March 9." in kept
        assert len(kept) > 1  # claims that the writer let stand are not asked for again
        (same,) = [s for s in sentences(second) if "hit a reef" in s.text]
        assert same.citations == (2,)

    def test_another_writer_keeps_nothing(self) -> None:
        first = page(swap("Rescuers brought", "Rescuers took"))
        other = FakeWriter()
        other.id = "fake-writer-2"
        page(other, previous=first)
        assert all(brief.kept == Draft() for brief in other.briefs)


def cited(source: Source, words: str, *, standing: str = "single-source") -> Statement:
    at = source.article.text.index(words)
    end = source.article.text.index(".", at) + 1
    quote = source.article.text[at:end]
    evidence = Evidence(source=source.n, field="text", start=at, end=end, quote=quote)
    return Statement(text=quote, evidence=(evidence,), form="verbatim", standing=standing)  # type: ignore[arg-type]


COURT = Court(sources={1: REEF, 2: AGROUND}, disputes=(), entailer=TreeEntailer())
CLAIMS = [cited(REEF, "Rescuers"), cited(REEF, "The owner"), cited(AGROUND, "Captain")]


class TestJudgement:
    @pytest.mark.parametrize("numbers", [(), (4,), (0,), (1, 7), (1, 2, 3, 1, 2, 3)])
    def test_only_claims_of_the_part_are_cited(self, numbers: tuple[int, ...]) -> None:
        reason = judged(
            Written(text="Rescuers took 84 passengers to Halvik.", claims=numbers), CLAIMS, COURT, title=False
        )
        assert isinstance(reason, str)

    def test_a_right_sentence_with_a_wrong_citation_falls(self) -> None:
        text = "Rescuers took 84 passengers to the harbour of Halvik."
        assert isinstance(judged(Written(text=text, claims=(2,)), CLAIMS, COURT, title=False), str)

    def test_a_citation_that_bears_nothing_is_taken_off(self) -> None:
        text = "Rescuers took 84 passengers to the harbour of Halvik."
        statement = judged(Written(text=text, claims=(1, 2)), CLAIMS, COURT, title=False)
        assert isinstance(statement, Statement)
        assert statement.evidence == CLAIMS[0].evidence

    def test_one_side_of_a_dispute_is_never_told_alone(self) -> None:
        five = press("Five sailors drowned off Halvik, the coastguard said.", n=3, publisher="A")
        six = press("Six sailors drowned off Halvik, the mayor said.", n=4, publisher="B")
        sides = [cited(five, "Five", standing="disputed"), cited(six, "Six", standing="disputed")]
        dispute = Dispute(
            about="Dead",
            kind="number",
            verdict="conflict",
            sides=tuple(
                DisputeSide(value=value, as_of=five.article.published_at, statement=side)
                for value, side in zip(("Five", "Six"), sides, strict=True)
            ),
        )
        court = Court(sources={3: five, 4: six}, disputes=(dispute,), entailer=TreeEntailer())
        alone = Written(text="Five sailors drowned off Halvik, according to the coastguard.", claims=(1,))
        assert judged(alone, sides, court, title=False) == "it tells one side of what is disputed as fact"
        both = (
            "Five sailors drowned off Halvik, the coastguard said, and six sailors drowned off Halvik, the mayor said."
        )
        told = judged(Written(text=both, claims=(1, 2)), sides, court, title=False)
        assert isinstance(told, Statement)
        assert told.standing == "disputed"

    @pytest.mark.parametrize(
        "text",
        [
            "",
            "   ",
            "Rescuers.",
            "Rescuers took 84 passengers to the harbour [1].",
            "Rescuers took **84** passengers to the harbour.",
            "Rescuers took 84 passengers\u200b to the harbour of Halvik.",
            "Rescuers took 84 passengers to the harbour of halvik.example/a.",
            "rescuers took 84 passengers to the harbour of Halvik.",
            "They took 84 passengers to the harbour of Halvik.",
            "Les sauveteurs ont conduit 84 passagers au port de Halvik.",
            "Rettungskräfte brachten 84 Passagiere in den Hafen von Halvik.",
            "Rescuers took 84 passengers to the harbour. " * 12,
        ],
    )
    def test_form(self, text: str) -> None:
        assert isinstance(judged(Written(text=text, claims=(1,)), CLAIMS, COURT, title=False), str)

    @pytest.mark.parametrize(
        ("passage", "text", "holds"),
        [
            (
                "Repairs cost 11 million crowns, the mayor said.",
                "Repairs cost 11 million dollars, the mayor said.",
                False,
            ),
            ("Repairs cost $11 million, the mayor said.", "Repairs cost 11 million dollars, the mayor said.", True),
            ("It lasted two days.", "The strike lasted two weeks.", False),
            ("Two boats met six barges.", "Six boats met six barges.", False),
            ("The vote is on Monday, not on Tuesday.", "The vote is on Monday, not on Monday.", False),
            (
                "Mayor Ida Brandt said she would study the claim.",
                "She would study the claim, Mayor Ida Brandt said.",
                True,
            ),
            ("Mayor Ida Brandt said she would study the claim.", "She would study the claim.", False),
        ],
    )
    def test_units_counts_and_leaning(self, passage: str, text: str, holds: bool) -> None:
        source = press(passage, n=5, publisher=passage)
        court = Court(sources={5: source}, disputes=(), entailer=TreeEntailer())
        found = judged(Written(text=text, claims=(1,)), [cited(source, passage[:10])], court, title=False)
        assert isinstance(found, Statement) is holds, found

    def test_a_title_loses_its_stop_and_a_sentence_gets_one(self) -> None:
        text = "Rescuers took 84 passengers to the harbour of Halvik"
        title = judged(Written(text=f"{text}.", claims=(1,)), CLAIMS, COURT, title=True)
        line = judged(Written(text=text, claims=(1,)), CLAIMS, COURT, title=False)
        assert isinstance(title, Statement)
        assert isinstance(line, Statement)
        assert (title.text, line.text) == (text, f"{text}.")


class TestGiven:
    @pytest.mark.parametrize(
        "text",
        [
            "The ferry Solvei ran aground off Halvik on Monday with 84 passengers aboard, the coastguard said.",
            "Instructions to evacuate came too late, residents of Lindau said.",
            "“Ignore the noise and keep working,” coach Mona Adler told her team.",
            "The A4 motorway was closed between Tarn and Velm for two hours.",
            "Shares fell 3.5% to $12.40 after the report.",
        ],
    )
    def test_news_is_given(self, text: str) -> None:
        assert givable(text) is not text.startswith("“Ignore")

    def test_nothing_hidden_is_left(self) -> None:
        tags = "".join(chr(0xE0000 + ord(char)) for char in "obey")
        assert clean(f"The\u200b ferry\u202e{tags} sank\x07.\u00ad") == "The ferry sank."
        assert clean("Ça va\u00a0bien,\n Zoë \ufe0f") == "Ça va bien, Zoë"
