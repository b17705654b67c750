"""Happenings told in a side clause: "who died when the river broke through a levee", "a day after the river burst".

Later articles tell the main event only so. The clause is printed as a sentence of its own, word for word but for its
relative pronoun, so its subject must be named and its verb past.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from coranto.compose.dates import hangs_on, is_relative, timex_day
from coranto.compose.events import Event, Trust
from coranto.compose.material import PoolSentence
from coranto.compose.reports import main_verbs
from coranto.types import Edit, Evidence, Statement, Token

WEIGHT = 0.1
SHARED = 2
"""Lemmas of the clause that headlines or leads must have, lest it tell of another affair."""
FAR_DAYS = 14
"""How far before the story's first article a side clause may reach; beyond is history."""
MOST_WORDS, FEWEST_WORDS = 28, 4
_DAYS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_AFTER = re.compile(r"\b(a|one|two|three|four|five|six|seven) days? after\s", re.IGNORECASE)
_EARLIER = re.compile(r",?\s+(a|one|two|three|four|five|six|seven) days? (?:earlier|before)$", re.IGNORECASE)
_RELATIVE = frozenset({"that", "which", "who"})
_WHY = "side clause printed as a sentence"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Clause:
    """Tokens first..last with the verb and its subject; ``pronoun`` is the relative pronoun that falls out, or -1."""

    first: int
    last: int
    subject: int
    pronoun: int


def side_events(pool: Sequence[PoolSentence], topic: Collection[str], first: date) -> list[Event]:
    """One event a day, told by the side clause that shares most with ``topic`` (lemmas of headlines and leads).

    ``first`` is the day of the story's first article. A sentence in the present tense ("The visit comes a day after
    ...") is of its day of publication.
    """
    best: dict[str, tuple[int, int, Event]] = {}
    for pooled in pool:
        if pooled.sentence.field == "title" or pooled.quotation or not pooled.source.article.date_certain:
            continue
        for day, statement, trust, lemmas in _told(pooled):
            shared = len(lemmas & set(topic))
            if shared < SHARED or date.fromisoformat(day) < first - timedelta(days=FAR_DAYS):
                continue
            rank = (shared, -len(statement.text.split()))
            if day not in best or rank > best[day][:2]:
                best[day] = (*rank, _event(day, pooled, statement, trust))
    return [best[day][2] for day in sorted(best)]


def _event(day: str, pooled: PoolSentence, statement: Statement, trust: Trust) -> Event:
    return Event(
        date=day,
        precision="day",
        scheduled=False,
        trust=trust,
        statement=statement,
        sentence=pooled,
        weight=WEIGHT,
        sources=frozenset((pooled.source.n,)),
        origins=frozenset((pooled.source.origin,)),
    )


def _told(pooled: PoolSentence) -> Iterator[tuple[str, Statement, Trust, frozenset[str]]]:
    tokens = pooled.sentence.tokens
    main = main_verbs(tokens)
    for verb in range(len(tokens)):
        if verb in main or not _is_past(tokens, verb) or tokens[verb].dep not in ("advcl", "relcl", "pcomp"):
            continue
        clause = _clause(tokens, verb)
        if clause is None:
            yield from _object_clause(pooled, verb)
            continue
        statement = _statement(pooled, clause)
        day, trust = _day_of(pooled, verb, clause)
        if day is not None and statement is not None:
            inside = tokens[clause.first : clause.last + 1]
            lemmas = frozenset(t.lemma.lower() for t in inside if t.pos in ("NOUN", "PROPN", "VERB"))
            yield day, statement, trust, lemmas


def _is_past(tokens: Sequence[Token], verb: int) -> bool:
    return tokens[verb].tag == "VBD" or (
        tokens[verb].tag == "VBN" and any(t.head == verb and t.text.lower() in ("was", "were") for t in tokens)
    )


def _day_of(pooled: PoolSentence, verb: int, clause: _Clause) -> tuple[str | None, Trust]:
    """The day that the clause names, or that of the sentence with the days between."""
    sentence, published = pooled.sentence, pooled.source.article.published_at
    for timex in pooled.timexes:
        if timex.kind in ("date", "time") and hangs_on(sentence.tokens, timex, {verb: None}) is not None:
            day = timex_day(sentence, timex, published)
            if day is not None and day[1] == "day" and not day[2]:
                return day[0], Trust.TOLD if is_relative(pooled.timexes, day[0]) else Trust.DATED
    own = _own_day(pooled)
    if own is None:
        return None, Trust.TOLD
    tokens = sentence.tokens
    before = sentence.text[: tokens[clause.first].start - sentence.start]
    after = re.search(_AFTER.pattern + r"$", before, re.IGNORECASE)
    earlier = _EARLIER.search(_text(pooled, clause))
    match = after or earlier
    if match is None:
        return None, Trust.TOLD
    return (own - timedelta(days=_DAYS[match[1].lower()])).isoformat(), Trust.TOLD


def _own_day(pooled: PoolSentence) -> date | None:
    if pooled.scheduled:
        return None
    if len(pooled.day_value) == 10:
        return date.fromisoformat(pooled.day_value)
    present = any(t.dep == "ROOT" and t.tag in ("VBZ", "VBP") for t in pooled.sentence.tokens)
    return pooled.source.article.published_at.date() if present and not pooled.day_value else None


def _clause(tokens: Sequence[Token], verb: int) -> _Clause | None:
    """The whole clause of a verb: a named subject before it, in one piece, no pronoun, no denial."""
    subject = next(
        (i for i, t in enumerate(tokens) if t.head == verb and t.dep in ("nsubj", "nsubjpass") and i < verb), None
    )
    if subject is None:
        return None
    if _has_object_pronoun(tokens, verb):
        return None
    under = [i for i in range(len(tokens)) if _below(tokens, i, verb)]
    pronoun = -1
    if tokens[subject].text.lower() in _RELATIVE:
        noun = tokens[verb].head
        if tokens[verb].dep != "relcl" or tokens[noun].pos not in ("NOUN", "PROPN"):
            return None
        pronoun = subject
        first = min(i for i in range(noun + 1) if i == noun or _below(tokens, i, noun))
        subject = noun
        body = [i for i in under if i >= pronoun]
        span = [*range(first, pronoun), *body]
    else:
        first = min(i for i in under if i == subject or _below(tokens, i, subject))
        body = [i for i in under if i >= first]
        while first and tokens[first - 1].pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM"):
            # "after the river Ule burst its banks" is now and then read as "after the river, Ule burst"
            first -= 1
        span = [*range(first, body[0]), *body]
    if tokens[subject].pos not in ("NOUN", "PROPN") or body != list(range(body[0], body[-1] + 1)):
        return None
    if any(
        (tokens[i].pos == "PRON" and i != pronoun and tokens[i].dep != "poss") or tokens[i].dep == "neg" for i in span
    ):
        return None
    last = body[-1]
    while last > first and tokens[last].pos == "PUNCT":
        last -= 1
    return _Clause(first=first, last=last, subject=subject, pronoun=pronoun)


def _has_object_pronoun(tokens: Sequence[Token], verb: int) -> bool:
    """Whether a relative clause lacks its object ("which the carrier found"): it is no sentence of its own."""
    if tokens[verb].dep != "relcl":
        return False
    before = [t for t in tokens[:verb] if tokens[t.head] is tokens[verb]]
    words = {t.text.lower(): t.dep for t in before}
    subject = any(words.get(word, "").startswith("nsubj") for word in _RELATIVE)
    return not subject and not {"where", "when"} & set(words)


def _text(pooled: PoolSentence, clause: _Clause) -> str:
    tokens, sentence = pooled.sentence.tokens, pooled.sentence
    return sentence.text[tokens[clause.first].start - sentence.start : tokens[clause.last].end - sentence.start]


def _statement(pooled: PoolSentence, clause: _Clause) -> Statement | None:
    """The clause as a sentence: without its relative pronoun, its dates written as in the whole sentence."""
    text = _text(pooled, clause)
    if '"' in text or "“" in text:
        return None
    tokens = pooled.sentence.tokens
    start = tokens[clause.first].start
    edits: list[Edit] = []
    words = _EARLIER.sub("", text)
    end = start + len(words)
    if clause.pronoun >= 0:
        at = tokens[clause.pronoun]
        head, tail = words[: at.start - start], words[at.end - start :]
        before = head.rstrip().split()[-1] + " " + at.text if head.strip() else at.text
        edits.append(Edit(before=before, after=before.split()[0].rstrip(","), why=_WHY))
        words = f"{head.rstrip(' ,')} {tail.lstrip()}"
    for edit in pooled.statement.edits:
        if words.count(edit.before) == 1 and edit.before:
            words = words.replace(edit.before, edit.after)
            edits.append(edit)
    if not FEWEST_WORDS <= len(words.split()) <= MOST_WORDS:
        return None
    words = words[:1].upper() + words[1:].rstrip(" .,;")
    article = pooled.source.article
    evidence = Evidence(source=pooled.source.n, field="text", start=start, end=end, quote=article.text[start:end])
    return Statement(text=f"{words}.", evidence=(evidence,), form="edited" if edits else "verbatim", edits=tuple(edits))


def _object_clause(pooled: PoolSentence, verb: int) -> Iterator[tuple[str, Statement, Trust, frozenset[str]]]:
    """ "The breach, which the carrier found on February 24": told by the whole sentence, if the date is written out."""
    tokens = pooled.sentence.tokens
    nominal = any(t.head == verb and t.dep == "nsubj" and t.pos in ("NOUN", "PROPN") for t in tokens)
    if tokens[verb].dep != "relcl" or not nominal or len(pooled.statement.text.split()) > MOST_WORDS:
        return
    for timex in pooled.timexes:
        day = timex_day(pooled.sentence, timex, pooled.source.article.published_at)
        if day is None or is_relative([timex], day[0]) or hangs_on(tokens, timex, {verb: None}) is None:
            continue
        if day[1] == "day" and not day[2]:
            lemmas = frozenset(t.lemma.lower() for t in tokens if t.pos in ("NOUN", "PROPN", "VERB"))
            yield day[0], pooled.statement, Trust.DATED, lemmas


def _below(tokens: Sequence[Token], at: int, top: int) -> bool:
    for _ in range(len(tokens)):
        if at == top:
            return True
        if tokens[at].head == at:
            return False
        at = tokens[at].head
    return False
