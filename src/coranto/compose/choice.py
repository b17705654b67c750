"""Chooses what a page tells: every main claim of the headlines and of most accounts, and nothing of it twice.

Headlines are what editors of many houses held to be the news; what several accounts tell of themselves is the news
whether a headline has it or not. A sentence that only tells the same happening again in other words is left out.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from coranto.compose.centrality import clauses
from coranto.compose.headline_form import is_wish
from coranto.compose.keyfacts import key_words, tells_key_fact, with_key_facts
from coranto.compose.likeness import Likeness
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.newsworth import DEEDS, is_answer, is_standing, main_verb, overtaken
from coranto.compose.repetition import REPEATS_WORDS, RETOLD, TOLD, adds_nothing
from coranto.compose.title_words import has_deed
from coranto.types import Mention

ON_TOPIC = 0.3
"""Cosine to some headline of the story below which a sentence that shares hardly a word with any is off its topic."""
SHORT = 15
"""Sentences up to which an article keeps to its topic."""
NEARNESS_PENALTY = 0.3
MAIN_SHARE = 0.8
HEAVY_SHARE = 0.65
"""Share of the weightiest claim's weight from which a claim is told before any headline is asked."""
TELLS_HEADLINE = 0.6
"""Share of the telling words of a part of the page's headline from which a sentence tells it."""
HALF_THE_HEADLINE = 0.5
"""Share of the headline's telling words from which sentences tell it, be it in other words."""
DETAIL_AT_ALL = 0.1
SEED_SHARE, LEAST_SHARE, DETAIL_SHARE = 0.35, 0.22, 0.35
"""Shares of the weightiest claim's weight below which a claim is detail that no page needs."""
LONG_FIGURE, MANY_ACCOUNTS, SHARED_FIGURE = 4, 3, 0.3
"""Digits of a figure, and accounts that give it, from which a claim gains this share of the main claims' weight."""
LONGEST_KEY = 48
"""Words of a sentence that is told for a key fact."""
_FIGURE = re.compile(r"\d[\d,.]*\d")
OLD_NEWS, LATECOMERS = timedelta(days=60), 2
"""An article that was published so long before the newest ones tells what came before the story; how many may lie
behind those."""
_ODD = re.compile(
    r"^Not that\b|\b(?:this (?:morning|afternoon|evening)|today|tonight|yesterday|tomorrow"
    r"|earlier this (?:year|month|week))\b"
)
_THERE = re.compile(r"\bthere\b(?! (?:is|are|was|were|has|have|had|will|would|may|might|could)\b)(?<!^There)", re.I)
_OPEN_MARK = re.compile(r"(?:^|\s)['‘](?=\w)(?![^\n]*\w[.,!?]?['’](?:[\s.,!?;]|$))")
_DATED_CAPTION = re.compile(r"(?:[A-Z][a-z]{2,8}\.? \d{1,2}, |\b)(?:19|20)\d\d\.?\s*$")
_BROKEN_OFF = re.compile(r"(?:\.\.+|…)[\"”'’)\]]*\.?\s*$")
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_TEASES = re.compile(
    r"\b(?:sounds? off|breaks? (?:his |her |their )?silence|live-tweets?|describes?|reveals?|opens? up|slams?|reacts?"
    r"|weighs? in|shows? nerves|makes? an? (?:very )?emotional)\b",
    re.I,
)


def choose(
    claims: Sequence[Claim],
    like: Likeness,
    *,
    most: int,
    fewest: int = 1,
    every: Sequence[Claim] = (),
    page: Sequence[PoolSentence] = (),
) -> tuple[Claim, ...]:
    """At most ``most`` claims that a page should tell, weightiest first; none repeats another.

    Up to ``fewest`` also details are told, so that a story of few articles is no page of one sentence. ``every`` are
    all claims of the story, where some of them must not be told: a headline whose figure is out of date still says
    what else is news. ``page`` are the article headlines that the page's own is made of: every part of it is told, by
    a sentence if there is one, else as that headline says it.

    A bare headline of an article with a body is a title, not a sentence: its parts are told by body sentences, and it
    comes in only where they do not.
    """
    times = sorted({s.source.article.published_at for c in claims for s in c.sentences})
    usable = sorted(
        (c for c in _by_shared_figures(claims) if is_whole(c.best) and _is_current(c, times)),
        key=_rank,
    )
    headlines = [s for c in every or claims for s in c.sentences if s.is_title]
    keys = key_words([s for c in every or claims for s in c.sentences])
    usable = [c for c in usable if tells_key_fact(c, keys) or _is_on_topic(c, headlines, like)]
    parts = _headline_parts([*usable, *(c for c in every if c.stale is not None)], like)
    usable = _without_told_headlines(usable, claims, like)
    top = weight_of_main(usable)
    chosen: list[Claim] = []
    for claim in usable:
        if claim.best.quotation and not is_answer(claim.best):
            continue
        if claim.weight >= HEAVY_SHARE * top and not _is_history(claim) and not adds_nothing(claim, chosen, like):
            chosen.append(claim)
    for weight, part in parts:
        if weight < SEED_SHARE * top or any(like.coverage(part, like.words(c.best)) >= TOLD for c in chosen):
            continue
        teller = _teller(part, usable, like)
        if teller is not None and teller not in chosen and not adds_nothing(teller, chosen, like):
            chosen.append(teller)
    chosen = sorted(chosen, key=_rank)[:most]
    while len(chosen) < most:
        bound = 0.0 if len(chosen) >= fewest else DETAIL_AT_ALL
        worthy = [c for c in usable if c.weight >= (bound * top if bound else least_weight(c, top))]
        if len(chosen) >= fewest:
            # what somebody felt stands among the quotations
            worthy = [c for c in worthy if not c.best.quotation or is_answer(c.best)]
        following = _following(worthy, chosen, like)
        if following is None:
            break
        chosen.append(following)
    chosen = with_key_facts(
        chosen,
        [c for c in usable if not c.best.quotation and not _is_history(c)],
        keys,
        most=most,
        fits=lambda s: is_whole(s) and not s.background and len(s.statement.text.split()) <= LONGEST_KEY,
        is_new=lambda claim, others: not adds_nothing(claim, others, like),
    )
    chosen = _with_replies(_without_flash_echoes(chosen, like))
    return tuple(sorted(_with_headline(chosen, claims, page, like), key=_rank))


def _with_headline(
    chosen: Sequence[Claim], claims: Sequence[Claim], page: Sequence[PoolSentence], like: Likeness
) -> list[Claim]:
    """The chosen with what the page's headline tells and none of them does, as heavy as the weightiest of them."""
    found = list(chosen)
    heaviest = max((c.weight for c in chosen), default=0.0)
    for headline in page:
        for part in clauses(headline.sentence, like):
            part &= like.words(headline)
            told = frozenset(word for c in found for word in like.words(c.best))
            if len(part) < 2 or like.coverage(part, told) >= TOLD:
                continue
            bodies = [c for c in claims if not c.best.is_title or c.best.source.article.coverage == "headline"]
            tellers = [c for c in bodies if c not in found and is_whole(c.best) and not c.best.quotation]
            teller = max(tellers, key=lambda c: _tells_of(c, part, like), default=None)
            if teller is None or like.coverage(part, like.words(teller.best)) < TELLS_HEADLINE:
                if like.coverage(like.words(headline), told) >= HALF_THE_HEADLINE:
                    continue  # its own words would only tell it again
                teller = next((c for c in claims if any(s is headline for s in c.sentences)), None)
                if teller is None or teller in found or not is_whole(headline):
                    continue
                teller = replace(teller, sentences=(headline, *(s for s in teller.sentences if s is not headline)))
            found.append(replace(teller, weight=max(teller.weight, heaviest)))
    return found


def _tells_of(claim: Claim, part: frozenset[str], like: Likeness) -> tuple[float, bool, float]:
    """How well a claim's sentence tells a part of the headline; a sentence of a body before a headline."""
    return (round(like.coverage(part, like.words(claim.best)), 5), not claim.best.is_title, claim.weight)


def _with_replies(chosen: Sequence[Claim]) -> list[Claim]:
    """The chosen, where one is an answer that is printed with what it answers, without that by itself."""
    found = list(chosen)
    for claim in chosen:
        if claim.best.after is None:
            continue
        place = (claim.best.source.n, claim.best.after)
        told = [c for c in found if any((s.source.n, s.sentence.index) == place for s in c.sentences)]
        weight = max([claim.weight, *(c.weight for c in told)])
        found = [replace(claim, weight=weight) if c is claim else c for c in found if c not in told]
    return found


def weight_of_main(claims: Sequence[Claim]) -> float:
    """The mean weight of the three weightiest claims: one that towers above them must not make details of the rest."""
    three = sorted((c.weight for c in claims), reverse=True)[:3]
    return sum(three) / len(three) if three else 0.0


def _by_shared_figures(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those heavier that give a long figure of many accounts, though each may say it in words of its own.

    A headline rounds ("$284 billion"); what the bodies of three houses give to the cent is what a reader must be told.
    """
    texts = {s.source.origin: "" for c in claims for s in c.sentences}
    for source in {s.source.n: s.source for c in claims for s in c.sentences}.values():
        texts[source.origin] += f" {source.article.text}"
    top = weight_of_main(claims)
    told: set[str] = set()
    found = []
    for claim in sorted(claims, key=_rank):
        figures = {f for f in _FIGURE.findall(claim.best.content) if _is_long(f)} - told
        tellers = max((sum(_has_figure(text, f) for text in texts.values()) for f in figures), default=0)
        told |= figures
        plain = claim.best.background or is_standing(claim.best)
        share = tellers >= MANY_ACCOUNTS and claim.weight < HEAVY_SHARE * top and not plain
        found.append(replace(claim, weight=round(claim.weight + SHARED_FIGURE * top, 5)) if share else claim)
    return found


def _is_long(figure: str) -> bool:
    return sum(c.isdigit() for c in figure) >= LONG_FIGURE and not re.fullmatch(r"(?:1[89]|20)\d\d", figure)


def _has_figure(text: str, figure: str) -> bool:
    return re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)", text) is not None


def _is_on_topic(claim: Claim, headlines: Sequence[PoolSentence], like: Likeness) -> bool:
    """Whether some headline speaks of the like: a long article may go on to another arrest, or another launch."""
    if len({s.source.n for s in headlines}) < 2 or claim.best.is_title:
        return True
    if any(len(s.source.analysis.sentences) <= SHORT for s in claim.sentences):
        return True
    words = like.words(claim.best)
    return any(like.meaning(claim.best, s) >= ON_TOPIC or len(words & like.words(s)) >= 2 for s in headlines)


def _is_history(claim: Claim) -> bool:
    """Whether it only tells what came before; a lead that says "the first since 2019" tells the news."""
    return claim.best.background and claim.best.sentence.paragraph > 0


def _is_current(claim: Claim, times: Sequence[datetime]) -> bool:
    """Whether it is of this story's days, and no plan that time has overtaken. ``times``: all articles', ascending."""
    told_last = max(s.source.article.published_at for s in claim.sentences)
    # one article that looks back after months does not make history of all others
    newest = times[-min(len(times), LATECOMERS + 1)]
    return newest - told_last <= OLD_NEWS and not (len(times) > 1 and overtaken(claim.best, times[-1]))


def is_whole(sentence: PoolSentence) -> bool:
    """Whether it is a sentence with a finite verb of its own; captions have theirs in side clauses, if at all.

    A headline is taken for whole if it tells a deed, unless it is its outlet's wish.
    """
    if sentence.is_title:
        return has_deed(sentence) and (bool(sentence.speaker) or not is_wish(sentence.content))
    if _THERE.search(sentence.content) and not any(m.label == "place" for m in _mentions(sentence)):
        return False
    if (
        _BROKEN_OFF.search(sentence.sentence.text)
        or _ODD.search(sentence.statement.text)
        or _OPEN_MARK.search(sentence.content)
    ):
        return False
    tokens = sentence.sentence.tokens
    root = next((i for i, t in enumerate(tokens) if t.head == i), None)
    if root is not None and tokens[root].tag in {"VBZ", "VBP"} and _DATED_CAPTION.search(sentence.sentence.text):
        return False
    if root is None or tokens[root].tag in _FINITE:
        return True
    if any(t.head == root and t.tag in _FINITE and t.dep != "relcl" for t in tokens):
        return True
    return tokens[root].pos in {"VERB", "AUX"} and tokens[root].tag != "VBG"


def _rank(claim: Claim) -> tuple[float, int, int]:
    return (-claim.weight, claim.best.source.n, claim.best.sentence.index)


def least_weight(claim: Claim, top: float) -> float:
    """The weight from which a claim is worth a sentence: a detail of one account more than a deed or a figure."""
    best = claim.best
    told_by_one = len(claim.origins) < 2 and main_verb(best) not in DEEDS and not best.speaker
    plain = told_by_one and not best.quantities and not best.scheduled
    return (DETAIL_SHARE if plain else LEAST_SHARE) * top


def _mentions(sentence: PoolSentence) -> list[Mention]:
    return [
        m
        for m in sentence.source.analysis.mentions
        if m.sentence == sentence.sentence.index and m.field == sentence.sentence.field
    ]


def _headline_parts(claims: Sequence[Claim], like: Likeness) -> list[tuple[float, frozenset[str]]]:
    """The telling words of each clause of each headline with its claim's weight, those of the weightiest first."""
    parts: list[tuple[float, frozenset[str]]] = []
    for claim in claims:
        for sentence in claim.sentences:
            if sentence.is_title:
                found = clauses(sentence.sentence, like)
                parts.extend((claim.weight, part) for part in found if len(part & like.words(sentence)) >= 2)
    return parts


def _without_told_headlines(usable: Sequence[Claim], claims: Sequence[Claim], like: Likeness) -> list[Claim]:
    """The usable claims without bare headlines of articles with a body, but where no body sentence tells the like."""
    body = [c for c in claims if not c.best.is_title]
    leads = {s.source.n for c in body for s in c.sentences if not s.is_title and s.sentence.paragraph <= 1}

    def is_told(claim: Claim) -> bool:
        headline = claim.best
        if not headline.is_title or headline.source.article.coverage == "headline" or not body:
            return False
        if not _is_plain(headline) or headline.source.n in leads:
            return True
        words = like.words(headline)
        return any(
            like.coverage(words, like.words(c.best)) >= REPEATS_WORDS or like.score(headline, c.best) >= RETOLD
            for c in body
        )

    return [c for c in usable if not is_told(c)]


def _without_flash_echoes(chosen: Sequence[Claim], like: Likeness) -> list[Claim]:
    """The chosen without headlines that one or two of the body sentences among them tell."""
    body = [like.words(c.best) for c in chosen if not c.best.is_title]
    together = frozenset(word for words in body for word in words)
    top = max((c.weight for c in chosen), default=0.0)

    def is_told(claim: Claim) -> bool:
        words = like.words(claim.best)
        if any(like.coverage(words, one | other) >= TOLD for one in body for other in body):
            return True
        return claim.weight < MAIN_SHARE * top and like.coverage(words, together) >= REPEATS_WORDS

    return [c for c in chosen if not (c.best.is_title and is_told(c))]


def _is_plain(headline: PoolSentence) -> bool:
    """Whether a headline can pass for a sentence: no label, no quotation, no verb that only teases."""
    text = headline.statement.text
    return not re.search(r"[:;!?—–\"“”]|(?:^|\s)[‘']", text) and not teases(text)


def teases(text: str) -> bool:
    """Whether a headline makes curious instead of telling: sounds off, breaks silence, shows nerves of steel."""
    return bool(_TEASES.search(text))


def _teller(part: frozenset[str], claims: Sequence[Claim], like: Likeness) -> Claim | None:
    """The claim whose printed sentence tells the part; a body sentence before a bare headline."""
    best: tuple[bool, float, Claim] | None = None
    for claim in claims:
        share = like.coverage(part, like.words(claim.best))
        if share < TOLD or _is_history(claim):
            continue
        rank = (not claim.best.is_title, claim.weight)
        if best is None or rank > best[:2]:
            best = (*rank, claim)
    return best[2] if best else None


def _following(claims: Sequence[Claim], chosen: Sequence[Claim], like: Likeness) -> Claim | None:
    best: tuple[float, Claim] | None = None
    told = frozenset(word for c in chosen for word in like.words(c.best))
    for claim in claims:
        if claim in chosen or _is_history(claim) or adds_nothing(claim, chosen, like):
            continue
        is_bare = claim.best.is_title and claim.best.source.article.coverage != "headline"
        if is_bare and like.coverage(like.words(claim.best), told) >= REPEATS_WORDS:
            continue
        near = max((like.meaning(claim.best, c.best) for c in chosen), default=0.0)
        score = claim.weight - NEARNESS_PENALTY * near
        if best is None or score > best[0]:
            best = (score, claim)
    return best[1] if best else None
