"""Gathers the sentences of a story that can stand on its page, each with its evidence, and says why the others cannot.

All makers of a page draw from this one pool, so that what stands on a page has been cleaned, dated and cited once.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType

import numpy as np

from coranto.compose.corrections import recalls_error
from coranto.compose.dates import event_day
from coranto.compose.edits import passage
from coranto.compose.material import PoolSentence
from coranto.compose.newsworth import ANSWERS
from coranto.compose.opinion import is_comment, is_said
from coranto.compose.reading import Reading, read_source
from coranto.compose.standalone import Draft, quoted_spans, reply, stand_alone
from coranto.ports import Embedder
from coranto.types import Mention, Sentence, Source, Statement, Timex, Withheld

_SAYING = frozenset(
    """say tell add note announce report state claim accord declare explain confirm reveal write tweet insist argue
    describe mention ask reply respond comment speak suggest warn stress""".split()
)
_TITLES = frozenset(
    """president minister prime premier chancellor mr mrs ms dr sir secretary senator governor mayor general adviser
    advisor spokesman spokeswoman spokesperson chief director official officer""".split()
)
_EMPTY = frozenset("be have do make take get go come will would can could may might shall should must not also".split())
_BACKGROUND = re.compile(
    r"\b(?:took office|came to (?:office|power)|was (?:born|founded|established|elected) in"
    r"|is (?:known|home|located|best known)|lies (?:in|on|off|some|about)|stands on|has a population"
    r"|is (?:a|an|the) (?:\w+ ){0,3}(?:town|city|country|company|group|province|region)"
    r"|was last|in recent years|for (?:years|decades)|since (?:1\d{3}|20\d\d))\b",
    re.IGNORECASE,
)
_COSTS = frozenset("damage loss cost insurer".split())
_PROCEEDINGS = frozenset(
    "sentencing sentence hearing trial verdict ruling decision result inquiry inquest appeal vote".split()
)
"""What follows of a story, and has a day."""
_RECORD = re.compile(r"\b(?:first|\w+est|most|least|worst)(?: [\w-]+){0,3} since (?:\w+ )?(?:19|20)\d\d\b", re.I)
"""A record is news, though it names the year of the last one."""
_NEGATIONS = frozenset("not n't n’t no none nobody never neither nor without nothing".split())


Tried = tuple[Source, dict[int, Draft | str]]
"""A source as it was, and by sentence index what could stand alone, or why it could not."""


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Pool:
    """The usable sentences by source number and place, and the others that were tried, each with its reason.

    ``verbatim`` says that nothing could stand alone and the headlines are there word for word, lest the page be empty.
    ``tried`` is what standing alone came to, by source number: a pool of the same story that knows other dates of some
    sources need not try the others again.
    """

    sentences: tuple[PoolSentence, ...]
    withheld: tuple[Withheld, ...]
    verbatim: bool = False
    tried: Mapping[int, Tried] = field(default_factory=dict)


def build_pool(
    sources: Sequence[Source], embedder: Embedder, *, limit: int, tried: Mapping[int, Tried] = MappingProxyType({})
) -> Pool:
    """Pool the titles and body sentences of all articles that are no copies, at most ``limit`` of them.

    Order: source number, then place in the article (titles first). Where there are more than ``limit``, titles and
    then the earliest sentences of each article are kept. Of a comment only what somebody is quoted with is pooled, and
    the pool is empty only for a story of comment alone. ``tried`` is that of an earlier pool of these articles.
    """
    own = [read_source(source) for source in sorted(sources, key=lambda s: s.n) if source.copy_of is None]
    known, nouns = _introduced(own)
    drafts: list[tuple[Reading, Sentence, Draft]] = []
    withheld: list[Withheld] = []
    replies: set[tuple[int, int]] = set()
    trying: dict[int, Tried] = {}
    for reading in own:
        before_now = tried.get(reading.source.n)
        known_drafts = before_now[1] if before_now is not None and before_now[0] is reading.source else {}
        trying[reading.source.n] = (reading.source, known_drafts)
        topical = _topical_paragraphs(reading, known)
        for sentence in _worth(reading):
            if sentence.field == "text" and sentence.paragraph not in topical:
                withheld.append(Withheld(text=sentence.text, reason="shares no name or subject with the story"))
                continue
            if sentence.index not in known_drafts:
                known_drafts[sentence.index] = _try(reading, sentence, nouns)
            draft = known_drafts[sentence.index]
            before = _just_before(reading, sentence, drafts)
            goes_on = ANSWERS.search(sentence.text) or _carries_on(reading, sentence)
            if isinstance(draft, str) and before is not None and goes_on and not is_comment(reading.source):
                draft = reply(reading, sentence, before)
                if isinstance(draft, Draft):
                    replies.add((reading.source.n, sentence.index))
            if isinstance(draft, Draft):
                drafts.append((reading, sentence, draft))
            else:
                withheld.append(Withheld(text=sentence.text, reason=draft))
    reports = [reading for reading in own if not is_comment(reading.source)]
    bare = not drafts or not reports
    if bare:
        drafts = [_as_printed(reading, sentence) for reading in reports for sentence in reading.sentences[:1]]
    drafts = _within(drafts, limit)
    vectors = embedder.encode([draft.content for _, _, draft in drafts]) if drafts else np.zeros((0, 1), np.float32)
    return Pool(
        sentences=tuple(
            _pooled(reading, sentence, draft, vectors[i], (reading.source.n, sentence.index) in replies)
            for i, (reading, sentence, draft) in enumerate(drafts)
        ),
        withheld=tuple(withheld),
        verbatim=bare,
        tried=trying,
    )


def _worth(reading: Reading) -> list[Sentence]:
    """One sentence for the headline, and the prose of the body."""
    titles = [s for s in reading.sentences if s.field == "title"]
    return titles[:1] + [s for s in reading.sentences if s.field == "text" and s.noise is None]


def _try(reading: Reading, sentence: Sentence, known: Collection[str]) -> Draft | str:
    if not reading.source.analysis.language.lower().startswith("en"):
        return f"in another language ({reading.source.analysis.language})"
    if is_comment(reading.source) and not is_said(sentence, reading.attribution(sentence)):
        return "the article is comment, of which only quotations are told"
    if recalls_error(reading.source, sentence):
        return "tells what the outlet had reported wrongly"
    return stand_alone(reading, sentence, known=known)


def _just_before(
    reading: Reading, sentence: Sentence, drafts: Sequence[tuple[Reading, Sentence, Draft]]
) -> Draft | None:
    """The draft of the sentence just before, in the same paragraph or the lead, where that one could stand alone."""
    if not drafts or drafts[-1][0] is not reading or sentence.field != "text":
        return None
    _, earlier, draft = drafts[-1]
    near = earlier.paragraph in {sentence.paragraph, _first_paragraph(reading)}
    beside = earlier.index == sentence.index - 1 and near
    return draft if beside and not ANSWERS.search(earlier.text) else None


def _carries_on(reading: Reading, sentence: Sentence) -> bool:
    """Whether it gives the figures of the lead before it: "They agreed on a rise of 6 percent"."""
    counted = [q for q in reading.quantities.get(sentence.index, ()) if not 1800 <= q.value <= 2100]
    opens = re.match(r"(?:They|It|He|She|Its|Their)\b", sentence.text)
    return sentence.paragraph <= _first_paragraph(reading) + 1 and bool(counted) and opens is not None


def _first_paragraph(reading: Reading) -> int:
    return min((s.paragraph for s in reading.sentences if s.field == "text" and s.noise is None), default=0)


def _introduced(own: Sequence[Reading]) -> tuple[frozenset[str], frozenset[str]]:
    """Lemmas of the headlines and first two sentences of the story's own articles: of all content, and of nouns alone.

    The first also has what two articles share anywhere.
    """
    content: set[str] = set()
    nouns: set[str] = set()
    shared: Counter[str] = Counter()
    for reading in own:
        titles = [s for s in reading.sentences if s.field == "title"]
        leads = [s for s in reading.sentences if s.field == "text" and s.noise is None][:2]
        for sentence in titles + leads:
            content |= _content(sentence)
            nouns |= {t.lemma.lower() for t in sentence.tokens if t.pos == "NOUN"}
        prose = [s for s in reading.sentences if s.field == "text" and s.noise is None]
        shared.update({word for s in prose for word in _content(s)})
    return frozenset(content | {w for w, n in shared.items() if n > 1}), frozenset(nouns)


def _content(sentence: Sentence) -> set[str]:
    found = {t.lemma.lower() for t in sentence.tokens if t.pos in {"NOUN", "PROPN", "VERB"}}
    return found - _SAYING - _TITLES - _EMPTY


def _topical_paragraphs(reading: Reading, known: Collection[str]) -> frozenset[int]:
    """Paragraphs that share content with the story, or with the one before them that does, or stand alone among those.

    A column of several stories goes on to another one without saying so; a single paragraph is no other story. What the
    damage or the cost comes to is of the story, whoever gives it, and so is the day of the hearing that is to come.
    """
    words: dict[int, set[str]] = {}
    costs: set[int] = set()
    for sentence in reading.sentences:
        if sentence.field == "text" and sentence.noise is None:
            words.setdefault(sentence.paragraph, set()).update(_content(sentence))
            if reading.quantities.get(sentence.index) and _COSTS & _content(sentence):
                costs.add(sentence.paragraph)
            if _PROCEEDINGS & _content(sentence) and _has_day_ahead(reading, sentence):
                costs.add(sentence.paragraph)
    found: set[int] = set()
    strange: list[int] = []
    before: set[str] = set()
    for paragraph in sorted(words):
        if paragraph in costs or not words[paragraph] or words[paragraph] & set(known) or words[paragraph] & before:
            found |= {paragraph, *strange} if len(strange) == 1 and found else {paragraph}
            strange, before = [], words[paragraph]
        else:
            strange.append(paragraph)
            before = set()
    return frozenset(found)


def _has_day_ahead(reading: Reading, sentence: Sentence) -> bool:
    today = reading.source.article.published_at.date().isoformat()
    return any(t.value and t.precision == "day" and t.value > today for t in reading.timexes.get(sentence.index, ()))


def _as_printed(reading: Reading, sentence: Sentence) -> tuple[Reading, Sentence, Draft]:
    """The headline word for word; where there is none, the first sentence."""
    article = reading.source.article
    text = article.title if sentence.field == "title" else article.text
    start, end = (0, len(text)) if sentence.field == "title" else (sentence.start, sentence.end)
    evidence = passage(reading.source, sentence.field, start, end)
    statement = Statement(text=evidence.quote.strip(), evidence=(evidence,), form="verbatim")
    return reading, sentence, Draft(statement=statement, content=statement.text, attribution=None, speaker="")


def _within(drafts: list[tuple[Reading, Sentence, Draft]], limit: int) -> list[tuple[Reading, Sentence, Draft]]:
    if len(drafts) <= limit:
        return drafts
    place: dict[int, int] = {}
    ranks: list[tuple[int, int, int]] = []
    for i, (reading, sentence, _) in enumerate(drafts):
        n = reading.source.n
        place[n] = place.get(n, -1) + 1
        ranks.append((-1 if sentence.field == "title" else place[n], n, i))
    return [drafts[i] for _, _, i in sorted(sorted(ranks)[:limit], key=lambda r: r[2])]


def _states_its_year(timex: Timex) -> bool:
    """Whether a time needs no date of publication: "Nov. 6, 2012" and not "Nov. 6"."""
    return timex.value is None or timex.value[:4] in timex.text


def _pooled(
    reading: Reading, sentence: Sentence, draft: Draft, vector: np.ndarray, is_reply: bool = False
) -> PoolSentence:
    source = reading.source
    spans = draft.attribution.content if draft.attribution else ((sentence.start, sentence.end),)
    if sentence.field == "title":
        spans = (source.analysis.headline_core,)
    mentions = [m for m in reading.mentions.get(sentence.index, ()) if _inside(m.start, spans)]
    timexes = reading.timexes.get(sentence.index, ())
    known = timexes if source.article.date_certain else tuple(t for t in timexes if _states_its_year(t))
    day = event_day(
        sentence,
        known,
        published_at=source.article.published_at,
        is_title=sentence.field == "title",
        is_lead=sentence is next((s for s in reading.sentences if s.field == "text" and s.noise is None), None),
    )
    value, scheduled = (day[0], day[2]) if day else ("", False)
    return PoolSentence(
        source=source,
        sentence=sentence,
        statement=draft.statement,
        content=draft.content,
        attribution=draft.attribution,
        speaker=draft.speaker,
        core=_core(sentence, spans, mentions, timexes),
        names=frozenset(m.entity for m in mentions),
        quantities=tuple(q for q in reading.quantities.get(sentence.index, ()) if _inside(q.start, spans)),
        timexes=known,
        day=next((t for t in known if t.value == value), None),
        day_value=value,
        scheduled=scheduled,
        negated=_negated(sentence, spans),
        background=_is_background(sentence, timexes, source),
        quotation=_is_quotation(reading, sentence),
        vector=vector,
        after=sentence.index - 1 if is_reply else None,
    )


def _inside(at: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(s <= at < e for s, e in spans)


def _core(
    sentence: Sentence, spans: Sequence[tuple[int, int]], mentions: Sequence[Mention], timexes: Sequence[Timex]
) -> frozenset[str]:
    skip = [(m.start, m.end) for m in mentions if m.label == "person"] + [(t.start, t.end) for t in timexes]
    return frozenset(
        token.lemma.lower()
        for token in sentence.tokens
        if token.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"}
        and _inside(token.start, spans)
        and not _inside(token.start, skip)
        and token.lemma.lower() not in _SAYING | _TITLES | _EMPTY
        and any(c.isalnum() for c in token.text)
    )


def _negated(sentence: Sentence, spans: Sequence[tuple[int, int]]) -> bool:
    return any(t.text.lower() in _NEGATIONS or t.dep == "neg" for t in sentence.tokens if _inside(t.start, spans))


def _is_background(sentence: Sentence, timexes: Sequence[Timex], source: Source) -> bool:
    """History and definitions: an earlier year, a standing fact, what an institution is."""
    if sentence.field == "title":
        return False
    published = source.article.published_at
    years = [int(t.value[:4]) for t in timexes if t.value and t.kind == "date"]
    if _RECORD.search(sentence.text):
        return False
    old = bool(years) and max(years) < published.year and published.month > 2
    return old or bool(years and max(years) < published.year - 1) or bool(_BACKGROUND.search(sentence.text))


def _is_quotation(reading: Reading, sentence: Sentence) -> bool:
    quoted = sum(e - s for s, e in quoted_spans(reading, sentence))
    return quoted * 2 > sentence.end - sentence.start
