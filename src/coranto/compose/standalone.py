"""Makes one sentence of an article stand alone on a page, or says why it cannot.

A sentence that leans on a neighbour misleads once it is lifted out, so each edit follows a safe rule and is recorded,
and what no rule can free is refused with a reason that a reader understands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from coranto.compose.anaphora import named_heads
from coranto.compose.antecedents import inner_pronoun
from coranto.compose.bare_tolls import toll_of_earlier_event
from coranto.compose.comment import comment_in, is_opinion, speaks_as_reporter
from coranto.compose.continued import pointed_noun, same_doer
from coranto.compose.edits import Change, begun_with_capital, passage, printed, statement_of, tidy
from coranto.compose.epithets import epithet
from coranto.compose.headlines import headline_changes, headline_refusal
from coranto.compose.openers import opener
from coranto.compose.plain_print import label_before, plain_print
from coranto.compose.pronouns import resumed, speaker_pronoun, subject_pronoun
from coranto.compose.reading import Reading
from coranto.compose.relative_dates import absolute_dates
from coranto.compose.spelling import written_out
from coranto.compose.unusable import is_open_quotation, unusable, without_quotations
from coranto.types import Attribution, Edit, Sentence, Statement, Token

MOST_WORDS = 48
MOST_WORDS_OF_TWO = 56
_MARKS = {'"': '"', "“": "”", "«": "»", "„": "“"}
_OPENING = re.compile("|".join(_MARKS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A sentence that stands alone: how it is printed, and what it states without its attribution."""

    statement: Statement
    content: str
    attribution: Attribution | None
    speaker: str


def stand_alone(reading: Reading, sentence: Sentence, *, known: Collection[str] = ()) -> Draft | str:
    """The sentence as it can be printed by itself, or the reason why it cannot.

    ``known`` are lemmas that the story's headlines and leads have introduced: "the summit" then needs no other name.
    """
    if sentence.field == "title":
        return _headline(reading, sentence)
    attribution = reading.attribution(sentence)
    quoted = quoted_spans(reading, sentence)
    written = [c for c in (same_doer(reading, sentence), pointed_noun(reading, sentence)) if c is not None]
    written = [c for c in written if not any(s <= c.start < e for s, e in quoted)]
    reason = unusable(reading, sentence, attribution, quoted, written)
    reason = reason or toll_of_earlier_event(reading, sentence)
    if reason is not None:
        return reason
    label = label_before(sentence.text)
    at_head = any(c.start == sentence.start for c in written)
    opening, reason = ([], None) if at_head else opener(sentence.text[label:], sentence.start + label)
    if reason is not None:
        return reason
    changes = [
        *opening,
        *plain_print(reading, sentence),
        *written_out(reading.source.article.text, sentence.start, sentence.end),
    ]
    names = written
    for found, refusal in (
        subject_pronoun(reading, sentence, quoted),
        ([], None) if at_head else speaker_pronoun(reading, sentence, attribution),
        named_heads(reading, sentence, attribution, known, quoted),
        epithet(reading, sentence),
    ):
        if refusal is not None:
            return refusal
        names.extend(found)
    dates, reason = absolute_dates(reading, sentence, quoted)
    reason = reason or inner_pronoun(reading, sentence, quoted, names)
    if reason is not None:
        return reason
    shorter, reason = _shortened(sentence, attribution, quoted)
    if reason is not None:
        return reason
    made = [*shorter, *changes, *names, *dates]
    unquoted = [c for c in made if not any(s <= c.start < e for s, e in quoted)]
    text = reading.source.article.text
    return _draft(reading, sentence, attribution, begun_with_capital(text, sentence.start, unquoted))


def reply(reading: Reading, sentence: Sentence, before: Draft) -> Draft | str:
    """A sentence that answers the one before it ("The owner denied this"), printed after that one as it stands.

    ``before`` is the draft of the sentence just before in the article; together they read as they do there.
    """
    attribution = reading.attribution(sentence)
    quoted = quoted_spans(reading, sentence)
    bare = without_quotations(sentence, quoted)
    if is_open_quotation(sentence.text) or speaks_as_reporter(bare) or comment_in(bare) is not None:
        return "answers the sentence before it, and cannot be printed"
    if re.match(r"(?:No one|Nobody)\b", before.statement.text):
        return "goes on from what stands before 'nobody'"
    if len(sentence.text.split()) + len(before.statement.text.split()) > MOST_WORDS_OF_TWO:
        return "answers the sentence before it, and both are too long"
    text = reading.source.article.text
    dates, reason = absolute_dates(reading, sentence, quoted)
    if reason is not None:
        return reason
    changes = [*written_out(text, sentence.start, sentence.end), *dates]
    draft = _draft(reading, sentence, attribution, changes)
    first, second = before.statement, draft.statement
    own = first.evidence[0]
    both = passage(reading.source, "text", own.start, sentence.end)
    edits = (*first.edits, *second.edits)
    if "\n" in text[own.end : sentence.start]:
        words = f"{own.quote.split()[-1]}\n{sentence.text.split()[0]}"
        edits = (*edits, Edit(before=words, after=words.replace("\n", " "), why="two paragraphs printed as one"))
    together = Statement(
        text=f"{first.text} {second.text}" if edits else both.quote,
        evidence=(both, *first.evidence[1:], *second.evidence[1:]),
        form="edited" if edits else "verbatim",
        edits=edits,
    )
    return replace(draft, statement=together)


def quoted_spans(reading: Reading, sentence: Sentence) -> tuple[tuple[int, int], ...]:
    """Where the sentence stands between quotation marks, as offsets in its field."""
    spans = [(q.start, q.end) for q in reading.quotations.get(sentence.index, ())]
    at = 0
    while mark := _OPENING.search(sentence.text, at):
        at = mark.start()
        end = _closing(sentence.text, mark.group(), at + 1)
        if end < 0:
            break
        spans.append((sentence.start + at + 1, sentence.start + end))
        at = end + 1
    return tuple(sorted(set(spans)))


def _closing(text: str, mark: str, at: int) -> int:
    """Where a quotation ends; one that opens with a curly mark may end with a straight one. -1 where it does not."""
    ends = [text.find(end, at) for end in {"“": '”"'}.get(mark, _MARKS[mark])]
    return min((end for end in ends if end >= 0), default=-1)


def _headline(reading: Reading, sentence: Sentence) -> Draft | str:
    title = reading.source.article.title
    attribution = reading.attribution(sentence)
    reason = headline_refusal(reading)
    if reason is None and is_opinion(title, reading.source.article.url):
        reason = "the article is labelled as opinion or explanation"
    phrase = comment_in(title)
    if reason is None and phrase is not None and attribution is None:
        reason = f"'{phrase}' is the outlet's own comment"
    if reason is not None:
        return reason
    dates, reason = absolute_dates(reading, sentence, quoted_spans(reading, sentence))
    if reason is not None:
        return reason
    changes = begun_with_capital(title, 0, [*headline_changes(reading, attribution), *dates])
    statement = statement_of(reading.source, "title", 0, len(title), changes)
    core = reading.source.analysis.headline_core
    inside = [c for c in changes if core[0] <= c.start and c.end <= core[1]]
    return Draft(
        statement=statement,
        content=_sentence_case(printed(title, [core], inside)),
        attribution=attribution,
        speaker=attribution.speaker_entity if attribution else "",
    )


def _shortened(
    sentence: Sentence, attribution: Attribution | None, quoted: Sequence[tuple[int, int]]
) -> tuple[list[Change], str | None]:
    """Nothing for a sentence of bearable length; else a cut before its second main clause, if that is clean."""
    if len(sentence.text.split()) <= MOST_WORDS:
        return [], None
    refusal = f"longer than {MOST_WORDS} words"
    root = next((i for i, t in enumerate(sentence.tokens) if t.dep == "ROOT"), None)
    for i, token in enumerate(sentence.tokens):
        if token.dep != "conj" or token.head != root or token.pos not in {"VERB", "AUX"}:
            continue
        own = [t for t in sentence.tokens if t.head == i and t.dep.startswith("nsubj") and t.start < token.start]
        begins = _phrase_start(sentence, own[0]) if own else sentence.start
        link = re.search(r"(?:,\s+(?:and|but)|;)\s+$", sentence.text[: begins - sentence.start])
        if not own or link is None:
            continue
        at = sentence.start + link.start()
        rest = sentence.text[link.start() :]
        if any(s < at < e for s, e in quoted) or (attribution is not None and attribution.end > at):
            continue
        if 8 <= len(sentence.text[: link.start()].split()) <= MOST_WORDS and not rest.rstrip().endswith('"'):
            why = "the second main clause of a long sentence left out"
            return [Change(start=at, end=sentence.end, after=".", why=why)], None
    return [], refusal


def _phrase_start(sentence: Sentence, head: Token) -> int:
    """Where the noun phrase of a head begins ("the old mayor")."""
    index = sentence.tokens.index(head)
    return min([head.start, *(t.start for t in sentence.tokens if t.head == index and t.start < head.start)])


def _draft(reading: Reading, sentence: Sentence, attribution: Attribution | None, changes: list[Change]) -> Draft:
    text = reading.source.article.text
    statement = statement_of(reading.source, "text", sentence.start, sentence.end, changes)
    content = statement.text
    speaker = ""
    if attribution is not None:
        inside = [c for c in changes if not (attribution.start <= c.start and c.end <= attribution.end)]
        if _states_something(sentence, attribution):
            content = _sentence_case(printed(text, attribution.content, inside)) or statement.text
            content = _speaker_for_pronoun(content, attribution)
        pronoun = [c for c in changes if attribution.start <= c.start and c.end <= attribution.end and c.evidence]
        speaker = pronoun[0].after if pronoun else attribution.speaker_entity or attribution.speaker
        speaker = resumed(reading, sentence, attribution) or speaker
        speaker = re.sub(r"^(?:the|a|an)\s+", "", speaker, flags=re.IGNORECASE)
    return Draft(statement=statement, content=content, attribution=attribution, speaker=speaker)


def _states_something(sentence: Sentence, attribution: Attribution) -> bool:
    """Whether what is left without the attribution has a verb ("put the magnitude at 6.1" has none)."""
    verbs = {"VBD", "VBZ", "VBP", "MD"}
    return any(t.tag in verbs and any(s <= t.start < e for s, e in attribution.content) for t in sentence.tokens)


def _speaker_for_pronoun(content: str, attribution: Attribution) -> str:
    """ "It would pay" as "The government would pay" where the one who says it is meant."""
    match = re.match(r"(?:It|They|He|She)\b(?=\s)", content)
    speaker = attribution.speaker.strip()
    if match is None or attribution.shape != "head" or not speaker or speaker.lower() in {"he", "she", "it", "they"}:
        return content
    return speaker[:1].upper() + speaker[1:] + content[match.end() :]


def _sentence_case(text: str) -> str:
    """A capital first, one stop at the end."""
    text = tidy(text).strip(" ,;:–—")
    text = re.sub(r"^(?:that|and)\s+", "", text)
    if not text:
        return ""
    text = re.sub(r",([\"”])$", r".\1", text[:1].upper() + text[1:])
    return text if text.endswith((".", "!", "?", '."', ".”", '!"')) else text + "."
