"""Who said what: quotations with a named speaker, word for word, that can be understood where they stand.

A quotation without a speaker that its own article names is not shown: a wrong speaker is the worst fault
of a news page (13 % of quotations in AI answers were altered or misattributed, EBU and BBC 2025). A fragment,
or words that point to what was said before, say nothing by themselves and are not shown either.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from coranto.compose.quotable import (
    answers,
    is_of_this_story,
    is_out_of_date,
    leaning,
    middle_of,
    names_a_stranger,
    says_nothing,
)
from coranto.types import Analysis, Evidence, Quotation, Quote, Sentence, Source

FEWEST_WORDS, FEWEST_OF_A_SAYING = 6, 4
"""Words of a quotation; fewer do where it says something of others than the speaker ("The fish have voted")."""
MOST_WORDS = 60
MOST_QUOTES, FEW_QUOTES = 8, 3
AGAIN = 0.6
"""Share of the shorter quotation's words from which one speaker says a thing again."""

# Words that go on from what was said before them: never the beginning of a quotation that stands by itself.
_GOING_ON = re.compile(
    r"(?:but|and|so|or|however|then|also|because|therefore|instead|otherwise|later|afterwards?|still|yet|again|which|its|their|his|her|hers"
    r"|such|here|yes|no|yeah|well|that|that['’]s|those)\b",
    re.IGNORECASE,
)
_COMMON = frozenset("be have say tell go get make do take see know think want come people year day time man".split())
_CONDOLENCE = re.compile(r"\b(?:thoughts (?:and prayers )?(?:are|go)|condolences|our hearts)\b", re.IGNORECASE)
_NO_ROLE = re.compile(
    r"(?:(?:an?other|the other|one|a|an|the|his|her|their|my) )?(?:mr|mrs|ms|miss|dr|prof|adm|gen|col|capt|lt|sgt|sir"
    r"|mother|father|wife|husband|son|daughter|brother|sister|friend|neighbou?r|girlfriend|boyfriend|uncle|aunt|cousin|fan|man"
    r"|woman|resident|passenger|colleague|\d+|\d+-year-old)\.?",
    re.IGNORECASE,
)

_DECIDES = re.compile(
    r"\b(?:president|premier|chancellor|(?:prime |\w+ )?minister|secretary|king|queen|pope|governor|mayor|senator"
    r"|speaker|judge|prosecutor|commissioner|(?:police |fire )?chief|sheriff|chief executive|chief constable|ceo"
    r"|chair(?:man|woman)?|director general|general secretary|(?:party |opposition )?leader|ambassador"
    r"|superintendent|commander|general|spokes(?:man|woman|person))\b(?!['’]s)",
    re.IGNORECASE,
)
_AT_THEIR_SIDE = re.compile(
    r"\b(?:former|ex-|assistant|aide|expert|analyst|lawyer|wife|brother|son|father|mother)", re.I
)


def write_quotes(sources: Sequence[Source], page: Iterable[str] = ()) -> tuple[Quote, ...]:
    """Quotations of all articles that are no copies: those who decide first, at most two a speaker.

    ``page`` are the texts that the page prints. Shown is what can be understood by itself, is of this story and speaks
    of nobody whom the page does not name; only where there is nothing of the kind, one that leans on something.

    The same words in two articles are one quote with both passages as evidence. ``text`` is what stands
    between the marks without a closing comma, which belongs to the sentence around it.
    """
    found: dict[str, Quote] = {}
    leans: set[str] = set()
    middle, newest = middle_of(sources), max(source.article.published_at for source in sources)
    topic = _topic(sources)
    told = frozenset(word for text in page for word in _words_of(text).split())
    paragraphs: dict[str, tuple[int, int]] = {}
    for source in sorted(sources, key=lambda s: s.n):
        if source.copy_of is not None:
            continue
        for quotation in source.analysis.quotations:
            quote = _quote(source, quotation, topic)
            if quote is None or is_out_of_date(source, quote.text, middle, newest):
                continue
            key = _words_of(quote.text)
            stranger = bool(told) and names_a_stranger(source, quotation, told)
            if leaning(source.analysis, quotation) is not None or answers(source.analysis, quotation) or stranger:
                leans.add(key)
            paragraphs.setdefault(key, (source.n, source.analysis.sentences[quotation.sentence].paragraph))
            earlier = found.get(key)
            if earlier is None:
                found[key] = quote
            elif _surname(earlier) == _surname(quote):
                found[key] = replace(
                    earlier,
                    speaker=max(earlier.speaker, quote.speaker, key=len),
                    role=earlier.role or quote.role,
                    evidence=earlier.evidence + quote.evidence,
                )
    clean = {key: quote for key, quote in found.items() if key not in leans}
    return _chosen(_under_full_names(_without_parts(clean)), paragraphs) or tuple(found.values())[:1]


def _topic(sources: Sequence[Source]) -> frozenset[str]:
    """Lemmas of the headlines and leads of all articles; empty for a single article, which is its own topic."""
    if len(sources) < 2:
        return frozenset()
    found = set()
    for source in sources:
        prose = [s for s in source.analysis.sentences if s.field == "text" and s.noise is None]
        for sentence in [*(s for s in source.analysis.sentences if s.field == "title"), *prose[:1]]:
            found |= {t.lemma.lower() for t in sentence.tokens if t.pos in {"NOUN", "PROPN", "VERB"}}
    return frozenset(found - _COMMON)


def _quote(source: Source, quotation: Quotation, topic: Collection[str]) -> Quote | None:
    first = source.analysis.sentences[quotation.sentence]
    text = quotation.text.strip().rstrip(",").strip()
    if quotation.speaker is None or first.noise is not None or not _stands_alone(source.analysis, quotation, text):
        return None
    if not _is_person(source.analysis, quotation.speaker) or says_nothing(text):
        return None
    if not is_of_this_story(source, first, quotation, topic):
        return None
    role = None if quotation.role is None or _NO_ROLE.fullmatch(quotation.role.strip()) else quotation.role
    return Quote(speaker=quotation.speaker, role=role, text=text, evidence=_evidence(source, quotation, first))


def _stands_alone(analysis: Analysis, quotation: Quotation, text: str) -> bool:
    """A whole sentence or more, whose first word does not point back, with no other quotation inside."""
    words = text.split()
    if not FEWEST_OF_A_SAYING <= len(words) <= MOST_WORDS or any(mark in text for mark in '"“”'):
        return False
    if not text[0].isupper() and not text[0].isdigit():
        return False
    if _GOING_ON.match(text) or _CONDOLENCE.search(text):
        return False
    if len(re.findall(r"['’‘]", text)) and re.search(r"(?:^|\s)[‘'][A-Z]", text):
        return False
    inside = [
        token
        for sentence in analysis.sentences
        if sentence.field == quotation.field and sentence.start < quotation.end and quotation.start < sentence.end
        for token in sentence.tokens
        if quotation.start <= token.start < quotation.end
    ]
    if len(words) < FEWEST_WORDS:
        subject = any(t.dep in {"nsubj", "nsubjpass"} and t.tag not in {"PRP", "DT", "EX"} for t in inside)
        return subject and any(token.tag in {"VBD", "VBP", "VBZ", "MD"} for token in inside)
    return any(token.tag in {"VBD", "VBP", "VBZ", "MD", "VB"} for token in inside)


def _is_person(analysis: Analysis, speaker: str) -> bool:
    if not speaker[:1].isupper() or not re.search(r"[^\W\d_]{3}", speaker):
        return False  # "a commentary by the agency", "T.J."
    last = speaker.split()[-1]
    labels = [m.label for m in analysis.mentions if m.entity == speaker or m.text == speaker or m.text.endswith(last)]
    return labels.count("person") * 2 >= max(1, len(labels))


def _evidence(source: Source, quotation: Quotation, first: Sentence) -> tuple[Evidence, ...]:
    """The sentences that hold the quotation and, where they lie outside, those that name its speaker."""
    spans = [_widened(source.analysis, quotation, quotation.start, quotation.end, first)]
    if quotation.speaker_span is not None:
        start, end = quotation.speaker_span
        if not spans[0][0] <= start < end <= spans[0][1]:
            spans.append(_widened(source.analysis, quotation, start, end, first))
    body = source.article.title if quotation.field == "title" else source.article.text
    return tuple(
        Evidence(source=source.n, field=quotation.field, start=start, end=end, quote=body[start:end])
        for start, end in spans
    )


def _widened(analysis: Analysis, quotation: Quotation, start: int, end: int, first: Sentence) -> tuple[int, int]:
    touched = [s for s in analysis.sentences if s.field == quotation.field and s.start < end and start < s.end] or [
        first
    ]
    return min(start, *(s.start for s in touched)), max(end, *(s.end for s in touched))


def _surname(quote: Quote) -> str:
    return quote.speaker.split()[-1]


def _words_of(text: str) -> str:
    return " ".join("".join(c if c.isalnum() else " " for c in text.lower()).split())


def _without_parts(found: dict[str, Quote]) -> list[Quote]:
    """Of two quotations of one speaker that say the same in nearly the same words, the longer one."""
    kept: list[tuple[str, Quote]] = []
    for words, quote in sorted(found.items(), key=lambda item: -len(item[0])):
        mine = set(words.split())
        again = any(
            _surname(other) == _surname(quote) and len(mine & set(longer.split())) >= AGAIN * len(mine)
            for longer, other in kept
        )
        if not again:
            kept.append((words, quote))
    chosen = {words for words, _ in kept}
    return [quote for words, quote in found.items() if words in chosen]


def _under_full_names(quotes: list[Quote]) -> list[Quote]:
    """The quotes without those of a bare surname, where another is there under the full name."""
    full = {_surname(quote) for quote in quotes if " " in quote.speaker}
    return [quote for quote in quotes if " " in quote.speaker or quote.speaker not in full]


def _chosen(quotes: list[Quote], paragraphs: Mapping[str, tuple[int, int]]) -> tuple[Quote, ...]:
    """Eight quotes: one a speaker before anybody has a second, of whom nobody has more.

    Two of one person from one paragraph stand only on a page that has hardly any.

    First those who decide, then what more articles have, then speakers with a role, then in reading order; so printed
    that those who decide stand first, and one speaker's words together.
    """
    order = sorted(
        range(len(quotes)),
        key=lambda i: (not _decides(quotes[i]), -len(quotes[i].citations), quotes[i].role is None, i),
    )
    kept: list[int] = []
    for time, most, beside in ((1, MOST_QUOTES, False), (2, MOST_QUOTES, False), (2, FEW_QUOTES, True)):
        for i in order:
            spoken = [k for k in kept if _surname(quotes[k]) == _surname(quotes[i])]
            place = paragraphs[_words_of(quotes[i].text)]
            again = any(paragraphs[_words_of(quotes[k].text)] == place for k in spoken)
            if i not in kept and len(spoken) == time - 1 and (beside or not again) and len(kept) < most:
                kept.append(i)
    first = {_surname(quotes[i]): place for place, i in reversed(list(enumerate(order))) if i in kept}
    return tuple(quotes[i] for i in sorted(kept, key=lambda i: (first[_surname(quotes[i])], i)))


def _decides(quote: Quote) -> bool:
    """Whether the speaker's role is an office or the head of a body: whose word changes what happens."""
    role = quote.role or ""
    return bool(_DECIDES.search(role)) and not _AT_THEIR_SIDE.search(role)
