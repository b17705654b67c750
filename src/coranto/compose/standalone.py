"""Makes one sentence of an article stand alone on a page, or says why it cannot.

A sentence that leans on a neighbour misleads once it is lifted out, so each edit follows a safe rule and is recorded,
and what no rule can free is refused with a reason that a reader understands.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from coranto.compose.anaphora import named_heads
from coranto.compose.antecedents import inner_pronoun
from coranto.compose.bare_tolls import toll_of_earlier_event
from coranto.compose.comment import comment_in, is_opinion, speaks_as_reporter
from coranto.compose.continued import pointed_noun, same_doer
from coranto.compose.edits import Change, begun_with_capital, passage, printed, statement_of, tidy
from coranto.compose.epithets import epithet
from coranto.compose.headlines import headline_changes, headline_refusal
from coranto.compose.openers import bare_subject, demonstrative, leans_inside, opener
from coranto.compose.pronouns import resumed, speaker_pronoun, subject_pronoun
from coranto.compose.reading import Reading
from coranto.compose.relative_dates import absolute_dates
from coranto.compose.spelling import written_out
from coranto.types import Attribution, Edit, Sentence, Statement, Token

MOST_WORDS = 48
MOST_WORDS_OF_TWO = 56
FEWEST_WORDS = 4
_EMPTY = re.compile(
    r"\b(?:did not|didn['’]t|declined to|gave no|would not|without) "
    r"(?:give|giving|say|elaborate|provide|name|specify|comment|details?|reply|respond|immediately)\b"
)
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
    reason = _unusable(reading, sentence, attribution, quoted, written)
    reason = reason or toll_of_earlier_event(reading, sentence)
    if reason is not None:
        return reason
    at_head = any(c.start == sentence.start for c in written)
    opening, reason = ([], None) if at_head else opener(sentence.text, sentence.start)
    if reason is not None:
        return reason
    changes = [
        *opening,
        *_plain_print(reading, sentence),
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
    bare = _without(sentence, quoted)
    if _open_quotation(sentence.text) or speaks_as_reporter(bare) or comment_in(bare) is not None:
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


def _plain_print(reading: Reading, sentence: Sentence) -> list[Change]:
    """A first word in capitals set as a word ("HACKERS stole"), and brackets around a whole sentence taken off."""
    text = sentence.text
    found = []
    if text.startswith("(") and text.endswith(")") and text.count("(") == 1:
        why = "brackets around the sentence dropped"
        found.append(Change(start=sentence.start, end=sentence.start + 1, after="", why=why))
        found.append(Change(start=sentence.end - 1, end=sentence.end, after="", why=why))
    if text[-1].isalnum():
        why = "final stop added"
        found.append(Change(start=sentence.end, end=sentence.end, after=".", why=why))
    shout = re.match(r"[A-Z]{3,}(?=\s+[a-z])", text)
    if shout and re.search(
        rf"\b{shout.group().capitalize()}\b|\b{shout.group().lower()}\b", reading.source.article.text
    ):
        at = sentence.start
        word = shout.group().capitalize()
        found.append(Change(start=at, end=at + shout.end(), after=word, why="word in capitals set as a word"))
    return found


def _unusable(
    reading: Reading,
    sentence: Sentence,
    attribution: Attribution | None,
    quoted: Sequence[tuple[int, int]],
    written: Sequence[Change],
) -> str | None:
    text = sentence.text
    words = text.split()
    if len(words) < FEWEST_WORDS and words[0] != "Nobody":
        return "too short to say anything by itself"
    if text.rstrip("\"”' ").endswith("?"):
        return "it is a question"
    if text.count("(") != text.count(")") or text[0] in "•●▪■◆*–—-":
        return "it is a piece of a list or an aside"
    if _open_quotation(text):
        return "its quotation runs over several sentences"
    bare = _without(sentence, quoted)
    if speaks_as_reporter(bare):
        return "speaks in the first or second person"
    if not _has_main_verb(sentence):
        return "it has no verb of its own"
    if _has_two_subjects(sentence):
        return "a word is missing in it: its verb has two subjects"
    if _is_imperative(sentence):
        return "it tells the reader what to do"
    if _begins_with_its_verb(sentence):
        return "it has no subject of its own"
    if _bare_quotation(reading, sentence, attribution, quoted):
        return "its quotation has no speaker in the sentence"
    named = attribution is not None and attribution.speaker.strip().lower() not in {"he", "she", "it", "they"}
    phrase = comment_in(bare)
    if phrase is not None and not named:
        return f"'{phrase}' is the outlet's own comment"
    if is_opinion(reading.source.article.title, reading.source.article.url) and not named:
        return "the article is labelled as opinion or explanation"
    if _EMPTY.search(text) and len(words) <= 14:
        return "says only that nothing was said"
    if re.match(r"(?:[A-Z]{2,}\s+){2,}", text):
        return "begins with a heading in capitals"
    if re.match(r"[A-Z]{4,}, [A-Z][\w.]+ (?:[A-Z]|An? )|[A-Z]{3,}[^()]{0,24} \([A-Z][\w ]{1,20}\) [-–—]", text):
        return "begins with a dateline"
    if re.match(r"(?:Updated?|UPDATED?|Posted|Published)\b.{0,40}?: ", text):
        return "begins with the time of the report"
    settled = [*quoted, *((c.start, c.end) for c in written)]
    return bare_subject(sentence) or demonstrative(sentence, settled) or leans_inside(re.findall(r"[\w'’]+", bare))


def _without(sentence: Sentence, quoted: Sequence[tuple[int, int]]) -> str:
    """The sentence with what stands between quotation marks blanked."""
    text = sentence.text
    for start, end in quoted:
        a, b = max(0, start - sentence.start), max(0, min(len(text), end - sentence.start))
        text = text[:a] + " " * (b - a) + text[b:]
    return text


def _has_main_verb(sentence: Sentence) -> bool:
    root = next((t for t in sentence.tokens if t.dep == "ROOT"), None)
    finite = any(t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in sentence.tokens)
    verbal = root is not None and root.pos in {"VERB", "AUX"}
    # the parser takes some verbs for nouns; a colon after a noun is a list
    return finite and (verbal or ":" not in sentence.text)


def _open_quotation(text: str) -> bool:
    if text.count('"') % 2 == 0 and text.count("“") == text.count("”"):
        return False
    within = False
    for mark in re.findall('["“”]', text):
        # a curly mark says itself whether it opens; a straight one ends what is open
        if within == (mark == "“") and mark != '"':
            return True
        within = not within
    return within


def _is_imperative(sentence: Sentence) -> bool:
    first = next((t for t in sentence.tokens if t.pos != "PUNCT"), None)
    if first is None or first.tag != "VB" or first.dep != "ROOT":
        return False
    index = sentence.tokens.index(first)
    return not any(t.head == index and t.dep.startswith("nsubj") for t in sentence.tokens)


def _has_two_subjects(sentence: Sentence) -> bool:
    """ "Mr Brandt he could not understand it": a verb was lost between a name and the pronoun after it."""
    tokens = sentence.tokens
    return any(
        one.pos == "PROPN"
        and one.dep in {"nsubj", "npadvmod", "dep"}
        and other.tag == "PRP"
        and other.dep == "nsubj"
        and one.head == other.head
        for one, other in pairwise(tokens)
    )


def _begins_with_its_verb(sentence: Sentence) -> bool:
    """ "Marked the beginning of the games": what is left of a line whose subject stood above it."""
    first = next((t for t in sentence.tokens if t.pos not in {"PUNCT", "SPACE"}), None)
    return first is not None and first.dep == "ROOT" and first.tag in {"VBD", "VBN", "VBZ", "VBP"}


def _bare_quotation(
    reading: Reading, sentence: Sentence, attribution: Attribution | None, quoted: Sequence[tuple[int, int]]
) -> bool:
    """Whether a quoted clause stands there without anyone in the sentence who says it."""
    if attribution is not None:
        return False
    if re.match(r"[\"“]", sentence.text) and re.search(r"[\"”]$", sentence.text.rstrip()):
        return True
    text = reading.source.article.text
    long = [(s, e) for s, e in quoted if len(text[s:e].split()) >= 7]
    if not long:
        return False
    people = {
        (m.start, m.end) for m in reading.mentions.get(sentence.index, ()) if m.label in {"person", "organisation"}
    }
    outside = [p for p in people if not any(s <= p[0] < e for s, e in long)]
    return not outside or long[0][0] <= sentence.start + 1


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
