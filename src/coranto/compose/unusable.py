"""Why a sentence is of no use to a page by its own words: a question, a piece of a list, comment, words missing.

What leans on its neighbours is judged here, too, where the words themselves show it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from coranto.compose.comment import comment_in, is_opinion, speaks_as_reporter
from coranto.compose.edits import Change
from coranto.compose.openers import bare_subject, demonstrative, leans_inside
from coranto.compose.reading import Reading
from coranto.types import Attribution, Sentence

FEWEST_WORDS = 4
_EMPTY = re.compile(
    r"\b(?:did not|didn['’]t|declined to|gave no|would not|without) "
    r"(?:give|giving|say|elaborate|provide|name|specify|comment|details?|reply|respond|immediately)\b"
)


def unusable(
    reading: Reading,
    sentence: Sentence,
    attribution: Attribution | None,
    quoted: Sequence[tuple[int, int]],
    written: Sequence[Change],
) -> str | None:
    """The reason why the sentence cannot be printed, or None. ``quoted`` are the spans between quotation marks.

    ``written`` are the changes that write out what the sentence before names.
    """
    text = sentence.text
    words = text.split()
    if len(words) < FEWEST_WORDS and words[0] != "Nobody":
        return "too short to say anything by itself"
    if text.rstrip("\"”' ").endswith("?"):
        return "it is a question"
    if text.count("(") != text.count(")") or text[0] in "•●▪■◆*–—-":
        return "it is a piece of a list or an aside"
    if is_open_quotation(text):
        return "its quotation runs over several sentences"
    bare = without_quotations(sentence, quoted)
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


def without_quotations(sentence: Sentence, quoted: Sequence[tuple[int, int]]) -> str:
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


def is_open_quotation(text: str) -> bool:
    """Whether a quotation begins or ends in the text and not in it alone."""
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
