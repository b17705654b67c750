"""The pool: what stands alone is printed with recorded edits, the rest is withheld with its reason."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
import pytest
from tests.compose.press import press
from tests.compose.story import pooled as pooled_of

from coranto.compose.pool import Pool, build_pool
from coranto.compose.verify import verify
from coranto.ports import Vectors
from coranto.types import Source


class Hashes:
    """An embedder without a model: equal texts get equal rows."""

    id = "hashes"
    dimensions = 16

    def encode(self, texts: Sequence[str], /) -> Vectors:
        rows = [list(hashlib.blake2b(t.encode(), digest_size=16).digest()) for t in texts]
        raw = np.asarray(rows, dtype=np.float32).reshape(len(texts), 16) + 1
        return np.asarray(raw / np.linalg.norm(raw, axis=1, keepdims=True), dtype=np.float32)


def pool_of(*sources: Source, limit: int = 600) -> Pool:
    return build_pool(sources, Hashes(), limit=limit)


def texts(text: str, title: str = "Ostmark harbour board shuts quay") -> list[str]:
    return [p.statement.text for p in pool_of(press(text, title=title)).sentences if not p.is_title]


def title(printed: str, body: str = "") -> str:
    (first,) = [p for p in pool_of(press(body, title=printed)).sentences if p.is_title]
    return first.statement.text


LEAD = "The harbour board of Ostmark closed the quay on Monday, harbour master Ida Brandt said."

BODY: tuple[tuple[str, list[str]], ...] = (
    # openers
    ("But the quay of Ostmark stayed shut.", ["The quay of Ostmark stayed shut."]),
    ("Meanwhile, divers searched the quay.", ["Divers searched the quay."]),
    ("And yet the harbour board shut the quay.", ["The harbour board shut the quay."]),
    ("So the harbour board shut the quay again.", []),
    ("That worried the harbour board of Ostmark.", []),
    ("Two others left the harbour board of Ostmark.", []),
    ("Days later, the harbour board shut the quay.", []),
    ("None of them reached the quay of Ostmark.", []),
    ("More than 40 boats left the quay of Ostmark.", ["More than 40 boats left the quay of Ostmark."]),
    ("There the harbour board shut the quay.", []),
    ("There were 40 boats at the quay of Ostmark.", ["There were 40 boats at the quay of Ostmark."]),
    ("Therese Holm left the harbour board of Ostmark.", ["Therese Holm left the harbour board of Ostmark."]),
    ("So far, 40 boats have left the quay of Ostmark.", ["So far, 40 boats have left the quay of Ostmark."]),
    ("The second trial of Ida Brandt began in Ostmark.", ["The second trial of Ida Brandt began in Ostmark."]),
    ("The second man was seen at the quay of Ostmark.", []),
    ("The former harbour master Ida Brandt shut the quay.", ["The former harbour master Ida Brandt shut the quay."]),
    ("The former mayor was seen in Ostmark.", []),
    # quotation marks of two kinds
    (
        'Ida Brandt called the quay of Ostmark “a flawed work."',
        ['Ida Brandt called the quay of Ostmark “a flawed work."'],
    ),
    ("Ida Brandt said the quay of Ostmark was “a work that", []),
    # pronouns
    ("It closed the quay of Ostmark for good.", []),
    ("They left the quay of Ostmark at dawn.", []),
    ("The harbour board said its divers had left the quay.", ["The harbour board said its divers had left the quay."]),
    ("The harbour office says it was 40 metres.", []),
    ("Ida Brandt hired an IT firm for the quay.", ["Ida Brandt hired an IT firm for the quay."]),
    # persons and bodies not named
    ("The adviser left the harbour board of Ostmark.", []),
    ("The boy fell from the quay of Ostmark.", []),
    ("A wall of the quay fell on the two.", []),
    # dates
    ("The harbour board of Ostmark met yesterday.", ["The harbour board of Ostmark met on Thursday, March 12."]),
    ("The board met Monday to discuss the quay.", ["The board met on Monday, March 9, to discuss the quay."]),
    ("On Monday the board discussed the quay.", ["On Monday, March 9, the board discussed the quay."]),
    (
        "The board discussed the quay on Wednesday evening.",
        ["The board discussed the quay on the evening of Wednesday, March 11."],
    ),
    ("Monday’s meeting of the board discussed the quay.", ["The March 9 meeting of the board discussed the quay."]),
    ("The board shut the quay last June.", ["The board shut the quay in June 2025."]),
    ("The board shut the quay last year.", ["The board shut the quay in 2025."]),
    ("The board will reopen the quay this year.", ["The board will reopen the quay in 2026."]),
    (
        "The board will reopen the quay before the end of the month.",
        ["The board will reopen the quay before the end of March 2026."],
    ),
    ("The board will reopen the quay on Monday week.", []),
    ("The board will reopen the quay in the near future.", ["The board will reopen the quay in the near future."]),
    ("The board shut the quay on March 2.", ["The board shut the quay on March 2."]),
    # first and second person, questions, commands
    ("We saw the quay of Ostmark from a boat.", []),
    ("You can see the quay of Ostmark from here.", []),
    ("Will the board of Ostmark reopen the quay?", []),
    # comment
    ("The shut quay signals a new era for Ostmark.", []),
    ("The shut quay underscores the neglect of Ostmark.", []),
    # printed as it should be
    (
        "HARBOUR staff of Ostmark shut the quay. Harbour staff left Ostmark early.",
        ["Harbour staff of Ostmark shut the quay.", "Harbour staff left Ostmark early."],
    ),
)


@pytest.mark.parametrize(("sentence", "printed"), BODY, ids=[s[:40] for s, _ in BODY])
def test_a_body_sentence_is_made_to_stand_alone_or_refused(sentence: str, printed: list[str]) -> None:
    assert texts(sentence) == printed


TITLES = (
    ("Veld, Sorel open talks in Lindau: ministry", "Veld and Sorel open talks in Lindau, the ministry says."),
    (
        "(URGENT) Veld, Sorel agree to reopen bridge, expand patrols: police",
        "Veld and Sorel agree to reopen bridge and expand patrols, police say.",
    ),
    (
        "Quay in Ostmark shut after divers find cracks, officials say",
        "Quay in Ostmark shut after divers find cracks, officials say.",
    ),
    ("Veld urges restraint toward S. Korea, Japan", "Veld urges restraint toward South Korea and Japan."),
    ("Veld, Sorel to meet in Lindau on Monday", "Veld and Sorel are to meet in Lindau on Monday, March 16."),
    (
        "Quay in Ostmark shut after divers find cracks - Ostmark Courier",
        "Quay in Ostmark shut after divers find cracks.",
    ),
)


@pytest.mark.parametrize(("printed", "sentence"), TITLES, ids=[t[:40] for t, _ in TITLES])
def test_a_headline_becomes_a_sentence_with_its_speaker(printed: str, sentence: str) -> None:
    assert title(printed) == sentence


@pytest.mark.parametrize(
    "printed", ["What the quay means for Ostmark", "Will the quay of Ostmark reopen?", "Opinion: The quay must go"]
)
def test_a_headline_that_states_nothing_is_withheld(printed: str) -> None:
    pool = pool_of(press(LEAD, title=printed))
    assert not [p for p in pool.sentences if p.is_title]
    assert printed in [w.text for w in pool.withheld]


def test_he_is_written_as_the_one_person_of_the_sentence_before() -> None:
    source = press("Mayor Jonas Veld shut the quay of Ostmark. He promised new pillars for the quay.")
    second = pool_of(source).sentences[-1].statement
    assert second.text == "Jonas Veld promised new pillars for the quay."
    assert [e.quote for e in second.evidence][1] == "Mayor Jonas Veld shut the quay of Ostmark."
    assert [e.before for e in second.edits] == ["He"]


def test_he_is_refused_where_the_sentence_before_names_two() -> None:
    body = "Mayor Jonas Veld met Erik Hahn at the quay of Ostmark. He promised new pillars for the quay."
    assert texts(body) == ["Mayor Jonas Veld met Erik Hahn at the quay of Ostmark."]


REFUSED_NAMES = (
    # a second subject that is no known name, a name inside a quotation, a pronoun there that is somebody else
    "Mayor Jonas Veld died at the quay of Ostmark, where Merindal was born. She wrote of the quay.",
    "“Mayor Jonas Veld shut the quay of Ostmark,” said the paper. He promised new pillars for the quay.",
    "“He loved the quay of Ostmark,” Clara Wenz told reporters. He was a regular at the quay.",
    "Mayor Jonas Veld shut the quay of Ostmark. His name is painted on the quay.",
    "Finally she agreed to leave the quay, while Mayor Jonas Veld waited.",
)


@pytest.mark.parametrize("body", REFUSED_NAMES, ids=[b[:40] for b in REFUSED_NAMES])
def test_a_pronoun_that_may_be_another_is_refused(body: str) -> None:
    last = body.rsplit(". ", 1)[-1] if ". " in body else body
    pronoun = {"She", "He", "His"}
    printed = texts(body)
    assert not any(t.endswith(last[last.index(" ") + 1 :]) for t in printed if last.split()[0] in pronoun)
    assert not any("she agreed" in t for t in printed)


def test_a_sentence_that_names_its_speaker_needs_no_other() -> None:
    body = "“The quay is shut,” Erik Hahn said.\nJonas Veld said that by the time he came, the quay was shut, he said."
    assert texts(body)[-1] == "Jonas Veld said that by the time he came, the quay was shut, he said."


def test_a_role_is_named_only_where_it_stands_beside_the_name() -> None:
    tied = "Mayor Jonas Veld shut the quay of Ostmark.\nThe mayor opened a new quay."
    assert texts(tied)[-1] == "Jonas Veld opened a new quay."
    loose = "Columnist Clara Wenz, described the singer as a friend of Ostmark.\nThe singer left the quay."
    assert "Clara Wenz left the quay." not in texts(loose)


def test_a_boy_is_introduced_as_the_article_has_introduced_him() -> None:
    body = "A nine-year-old boy fell from the quay of Ostmark.\nThe boy broke a leg at the quay."
    assert texts(body)[-1] == "A nine-year-old boy broke a leg at the quay."


def test_a_speaker_is_carried_over_a_bare_quotation() -> None:
    body = (
        "“The quay is shut,” Jonas Veld said. “The pillars of the quay are cracked.”\n"
        "The board of Ostmark will meet on the quay, he said."
    )
    assert texts(body)[-1] == "The board of Ostmark will meet on the quay, Jonas Veld said."


def test_the_two_leaders_are_named_where_the_article_has_named_two() -> None:
    body = "Jonas Veld met Ana Sorel in Lindau.\nThe two leaders agreed to reopen the quay."
    assert texts(body, "Veld meets Sorel")[-1] == "Jonas Veld and Ana Sorel agreed to reopen the quay."


def test_nothing_inside_quotation_marks_is_edited() -> None:
    body = "Jonas Veld met Ana Sorel in Lindau.\n“The two leaders spoke of the quay on Monday,” Mayor Erik Hahn said."
    assert "“The two leaders spoke of the quay on Monday,” Mayor Erik Hahn said." in texts(body, "Veld meets Sorel")


def test_a_long_sentence_loses_its_second_main_clause_or_goes() -> None:
    tail = " ".join(
        ["who had come to the harbour of Ostmark from the valleys behind the town on buses and on foot"] * 2
    )
    cut = (
        f"The harbour board of Ostmark shut the quay after divers found cracks, and the mayor spoke to workers {tail}."
    )
    assert texts(cut) == ["The harbour board of Ostmark shut the quay after divers found cracks."]
    whole = f"The harbour board of Ostmark shut the quay for the workers {tail} {tail}."
    assert texts(whole) == []


def test_every_statement_of_a_pool_is_borne_out_by_its_evidence() -> None:
    body = "\n".join((LEAD, *(sentence for sentence, _ in BODY)))
    sources = [
        press(body, n=1, title="Ostmark harbour board shuts quay"),
        *(press("", n=i, title=t) for i, (t, _) in enumerate(TITLES, 2)),
    ]
    by_number = {s.n: s for s in sources}
    for pooled in pool_of(*sources).sentences:
        assert verify(pooled.statement, by_number) is None, pooled.statement.text
        for evidence in pooled.statement.evidence:
            article = by_number[evidence.source].article
            whole = article.title if evidence.field == "title" else article.text
            assert whole[evidence.start : evidence.end] == evidence.quote


def test_content_is_free_of_attribution_and_edited_alike() -> None:
    (_, lead) = pool_of(press(LEAD, title="Ostmark harbour board shuts quay")).sentences
    assert lead.content == "The harbour board of Ostmark closed the quay on Monday, March 9."
    assert lead.speaker == "Ida Brandt"
    assert "brandt" not in lead.core
    assert {"close", "quay"} <= lead.core


def test_copies_are_left_out_and_order_and_limit_are_fixed() -> None:
    first = press(LEAD, n=2, title="Ostmark harbour board shuts quay")
    copy = press(LEAD, n=1, title="Harbour board shuts Ostmark quay", publisher="Mirror", copy_of=2)
    more = press(
        "Divers left the quay of Ostmark. Boats left the quay of Ostmark.", n=3, title="Boats leave Ostmark quay"
    )
    pool = pool_of(more, first, copy)
    assert [p.source.n for p in pool.sentences] == [2, 2, 3, 3, 3]
    assert [p.statement.text for p in pool_of(first, copy, more, limit=3).sentences] == [
        "Ostmark harbour board shuts quay.",
        LEAD.replace("Monday", "Monday, March 9"),
        "Boats leave Ostmark quay.",
    ]


def test_a_story_in_another_language_is_printed_word_for_word_lest_the_page_be_empty() -> None:
    source = press("Der Hafen von Ostmark bleibt geschlossen.", title="Hafen von Ostmark geschlossen", language="de")
    pool = pool_of(source)
    assert pool.verbatim
    assert [(p.statement.text, p.statement.form) for p in pool.sentences] == [
        ("Hafen von Ostmark geschlossen", "verbatim")
    ]
    assert {w.reason for w in pool.withheld} == {"in another language (de)"}


def test_a_paragraph_on_another_subject_is_withheld() -> None:
    body = f"{LEAD}\nDivers found cracks in the quay.\nPianist Clara Wenz won a prize for chamber music in Velm."
    reasons = {w.text: w.reason for w in pool_of(press(body, title="Ostmark harbour board shuts quay")).withheld}
    assert (
        reasons["Pianist Clara Wenz won a prize for chamber music in Velm."]
        == "shares no name or subject with the story"
    )


def test_the_same_sources_give_the_same_pool() -> None:
    sources = [press(LEAD, n=1, title="Ostmark harbour board shuts quay"), press("", n=2, title="Quay shut in Ostmark")]
    first, second = pool_of(*sources), pool_of(*reversed(sources))
    assert [p.statement for p in first.sentences] == [p.statement for p in second.sentences]
    assert all(np.array_equal(a.vector, b.vector) for a, b in zip(first.sentences, second.sentences, strict=True))


def test_a_body_that_the_tagger_takes_for_a_person_may_be_called_it() -> None:
    text = "Merin called off its strike on Friday. Merin said it was not asked about the ferry talks."
    texts = [s.statement.text for s in pooled_of(press(text, title="Ferry strike in Halle called off"))]
    assert any(t.startswith("Merin said it was not asked") for t in texts)


def test_a_single_paragraph_beside_the_topic_is_no_other_story() -> None:
    text = (
        "A storm tore the roofs from forty houses in Halle on Friday.\n"
        "Insurers put the damage at 3 million marks.\n"
        "The storm had moved on by Friday evening, the weather office said."
    )
    texts = [s.statement.text for s in pooled_of(press(text, title="Storm tears off roofs in Halle"))]
    assert "Insurers put the damage at 3 million marks." in texts


def test_an_answer_is_printed_after_what_it_answers() -> None:
    text = (
        "The ministry in Halle said a crane on the ferry had broken loose. "
        "The owner, Strait Lines, denied this and said the ferry had hit a container."
    )
    source = press(text, title="Ferry sinks off Halle")
    found = [s for s in pooled_of(source) if s.after is not None]
    assert [s.statement.text for s in found] == [text]
    assert found[0].content.startswith("The owner, Strait Lines, denied this")
    assert verify(found[0].statement, {source.n: source}) is None


def test_words_that_lean_on_nothing_told_stay_out() -> None:
    text = "They met in Halle on Friday. The owner, Strait Lines, denied this."
    assert all(s.after is None for s in pooled_of(press(text, title="Ferry sinks off Halle")))


@pytest.mark.parametrize(
    "text",
    [
        "OSTMARK March 5 (Belpress) - The ferry ran aground off Halle on Friday.",
        "OSTMARK, Halle The ferry ran aground off Halle on Friday.",
        "Marked the beginning of the ferry games off Halle on Friday.",
        "Updated at 4 p.m. ET: The ferry ran aground off Halle.",
    ],
)
def test_what_stands_before_a_report_is_no_part_of_it(text: str) -> None:
    assert all(s.is_title for s in pooled_of(press(text, title="Ferry runs aground off Halle")))


def test_a_date_before_a_noun_gets_no_year_that_lies_ahead() -> None:
    texts = [
        s.statement.text
        for s in pooled_of(press("Halle council will study the Oct. 6 ferry riot.", title="Halle to study ferry riot"))
    ]
    assert any("the Oct. 6 ferry riot" in text for text in texts)


def test_what_the_damage_comes_to_is_of_the_story() -> None:
    found = texts(
        "The harbour board shut the quay in Ostmark on Friday after a storm.\n\nA ferry was late.\n\n"
        "Insurers put the damage at 1.4 billion crowns."
    )
    assert "Insurers put the damage at 1.4 billion crowns." in found


def test_the_figures_of_the_lead_are_printed_with_it() -> None:
    text = (
        "A strike at Halle airport has been called off, the union Talva Dock said on Friday.\n"
        "They agreed on a pay rise of 6.2 percent."
    )
    source = press(text, title="Halle airport strike called off")
    (found,) = (s for s in pooled_of(source) if s.after is not None)
    assert found.statement.text.endswith("said on Friday, March 13. They agreed on a pay rise of 6.2 percent.")
    assert verify(found.statement, {source.n: source}) is None


def test_a_record_is_no_background() -> None:
    text = "Turnout in Halle was 68 percent, the highest since 1998.\nThe town hall of Halle was built in 1911."
    record, history = (s for s in pooled_of(press(text, title="Halle votes for town hall")) if not s.is_title)
    assert not record.background
    assert history.background


def test_a_union_is_not_called_by_the_railways_name() -> None:
    text = (
        "Halle Railways offered 4.9 percent on Friday.\nThe union called that offer a joke and walked out of the talks."
    )
    texts = [s.statement.text for s in pooled_of(press(text, title="Halle Railways and union in pay talks"))]
    assert not any("Halle Railways called" in t for t in texts)


def test_a_weekday_of_a_deed_does_not_lie_ahead() -> None:
    text = "The leader of Halle signed the order to launch the ferry on Saturday."
    source = press(text, title="Halle launches ferry", at="2026-03-15T18:00:00+01:00")
    assert not any("March 21" in s.statement.text for s in pooled_of(source))


def test_the_day_of_what_follows_is_of_the_story() -> None:
    news = "A court in Ostmark convicted the former harbour master of bribery on Friday."
    rest = "Sentencing is set for March 27.\nLilies bloom early in Talva.\nTulips cost a crown each in Marland."
    texts = [s.statement.text for s in pooled_of(press(f"{news}\n{rest}", title="Court convicts harbour master"))]
    assert "Sentencing is set for March 27." in texts
    assert not any("Tulips" in text for text in texts)


def test_a_state_is_no_company() -> None:
    text = (
        "Norgate recalled 30 ferries on Friday. Ministers of Halle spoke to Norgate's government. Norgate was warned.\n"
        "The company put the cost of the recall at 14 million crowns."
    )
    pool = pooled_of(press(text, title="Norgate recalls ferries"))
    assert not any("Norgate put the cost" in s.statement.text for s in pool)


@pytest.mark.parametrize(
    "text",
    [
        "Vice President Dana Holt came to Ostmark.\nThe president signed the bill on quays.",
        "Gov. Jonas Veld came to Ostmark.\nGovernor Ida Roth was there.\nThe governor signed the bill on quays.",
        "Ships lay at the quay of Ostmark.\nThe governor signed the bill on quays.\nGovernor Ida Roth left at noon.",
        "Former Governor Ida Roth came to Ostmark.\nThe governor signed the bill on quays.",
    ],
)
def test_a_role_is_tied_to_nobody_else(text: str) -> None:
    texts = [s.statement.text for s in pooled_of(press(text, title="Ostmark bill on quays signed"))]
    assert not [t for t in texts if "signed the bill" in t and ("Holt" in t or "Roth" in t or "Veld" in t)]


def test_a_role_is_tied_to_the_one_who_has_it_in_short() -> None:
    text = "Gov. Ida Roth came to Ostmark.\nThe governor signed the bill on quays."
    texts = [s.statement.text for s in pooled_of(press(text, title="Ostmark bill on quays signed"))]
    assert any("Roth signed the bill" in t for t in texts)


def test_what_goes_on_from_nobody_goes_on_from_something_else() -> None:
    found = texts("The fire burned two barns in Ostmark on Friday. Nobody was hurt. It was 40 percent contained.")
    assert "Nobody was hurt." in found
    assert not any("contained" in text for text in found)
