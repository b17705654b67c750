"""Kinds of fault: each makes false sentences of a true one, by one mechanical change that names its kind."""

from __future__ import annotations

import re
from collections.abc import Iterator

from evals.scenes import (
    MONTHS,
    NUMBER_WORDS,
    Maker,
    Scene,
    beside_month,
    child,
    digest,
    edited,
    nth,
    other_words,
    replaced,
    span,
    without,
)

from coranto.types import Sentence

_WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_UNITS = {
    "million": "billion",
    "billion": "million",
    "thousand": "million",
    "percent": "points",
    "per cent": "points",
    "%": " points",
    "km": "miles",
    "kilometers": "miles",
    "kilometres": "miles",
    "metres": "kilometres",
    "meters": "kilometers",
    "hours": "days",
    "days": "weeks",
    "weeks": "months",
    "months": "years",
    "minutes": "hours",
    "years": "months",
    "$": "€",
    "dollars": "euros",
    "euros": "dollars",
    "crowns": "dollars",
}
_HEDGE = re.compile(
    r"\b(at least|more than|up to|fewer than|less than|nearly|almost|about(?= \d)|roughly|apparently|allegedly|"
    r"reportedly|probably|possibly|partly|alleged|suspected|proposed|planned|possible|potential|expected|preliminary) "
)
_QUANTIFIERS = {"some": "all", "most": "all", "many": "all", "several": "all", "half": "all", "first": "last"}
_ORDER = {"before": "after", "after": "before", "until": "after", "above": "below", "below": "above"}


def _number(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for token in sentence.tokens:
        low = token.text.lower()
        if token.pos != "NUM" or beside_month(sentence, token):
            continue
        if re.fullmatch(r"\d{1,3}(?:,\d{3})*|\d+", token.text) and not re.fullmatch(r"(?:19|20)\d\d", token.text):
            value = int(token.text.replace(",", ""))
            other = value + (1 + int(digest(sentence.text)[:2], 16) % 3) * max(1, 10 ** (len(str(value)) - 1))
            yield replaced(sentence, token, f"{other:,}" if "," in token.text else str(other))
        elif re.fullmatch(r"\d+\.\d+", token.text):
            yield replaced(sentence, token, f"{float(token.text) + 1.2:.{len(token.text.split('.')[1])}f}")
        elif low in NUMBER_WORDS:
            word = nth([w for w in NUMBER_WORDS if w != low], sentence.text)
            yield replaced(sentence, token, word.capitalize() if token.text[:1].isupper() else word)


def _unit(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for before, token in zip(sentence.tokens, sentence.tokens[1:], strict=False):
        if token.text in _UNITS and before.pos == "NUM":
            yield replaced(sentence, token, _UNITS[token.text])


def _date(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for token in sentence.tokens:
        names = next((n for n in (_WEEKDAYS, MONTHS) if token.text in n), None)
        if names is not None and token.pos == "PROPN":
            yield replaced(sentence, token, nth([n for n in names if n != token.text], sentence.text))
        elif token.text.isdigit() and 1 <= int(token.text) <= 28 and beside_month(sentence, token):
            yield replaced(sentence, token, str(int(token.text) % 28 + 1))


def _swapped_name(label: str) -> Maker:
    def make(scene: Scene, sentence: Sentence) -> Iterator[str]:
        for mention in scene.analysis.mentions:
            if mention.sentence != sentence.index or mention.label != label or mention.field != "text":
                continue
            words = set(mention.entity.lower().split()) | set(mention.text.lower().split())
            own = [n for n in scene.names(label) if not words & set(n.lower().split())]
            options = [n for n in own if n not in sentence.text] or list(scene.strangers.get(label, ()))
            if options:
                start = mention.start - sentence.start
                yield edited(sentence, [(start, mention.end - sentence.start, nth(options, sentence.text))])

    return make


def _speaker(scene: Scene, sentence: Sentence) -> Iterator[str]:
    people = scene.names("person")
    for attribution in scene.analysis.attributions:
        if attribution.sentence != sentence.index or not attribution.speaker:
            continue
        at = sentence.text.find(attribution.speaker, max(0, attribution.start - sentence.start))
        words = set(f"{attribution.speaker} {attribution.speaker_entity}".lower().split())
        others = [p for p in people if not words & set(p.lower().split())] or list(scene.strangers.get("person", ()))
        if at >= 0 and others and len(attribution.speaker) > 3:
            yield edited(sentence, [(at, at + len(attribution.speaker), nth(others, sentence.text))])


def _opposite(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for token in sentence.tokens:
        for other in other_words(token, {"opposite"}):
            yield replaced(sentence, token, other)
            break


def _sister(scene: Scene, sentence: Sentence) -> Iterator[str]:
    own = {t.lemma.lower() for s in scene.prose for t in s.tokens}
    for token in sentence.tokens:
        if token.pos == "NOUN" and token.dep in {"dobj", "nsubj", "pobj", "nsubjpass"}:
            other = next((o for o in other_words(token, {"sister"}) if o not in own), None)
            if other is not None:
                yield replaced(sentence, token, other)


def _quantifier(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for token in sentence.tokens:
        if token.text in _QUANTIFIERS and token.dep in {"amod", "det", "nsubj", "nummod", "predet"}:
            yield replaced(sentence, token, _QUANTIFIERS[token.text])


def _order(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for token in sentence.tokens:
        if token.text in _ORDER and token.dep in {"prep", "mark"}:
            yield replaced(sentence, token, _ORDER[token.text])


def _quote_word(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for quotation in scene.analysis.quotations:
        if quotation.sentence != sentence.index or len(quotation.text.split()) < 4:
            continue
        inside = [t for t in sentence.tokens if quotation.start <= t.start and t.end <= quotation.end]
        for token in inside:
            other = next(iter(other_words(token, {"opposite", "sister", "same"})), None)
            if token.pos in {"NOUN", "VERB", "ADJ"} and other is not None:
                yield replaced(sentence, token, other)
                break


# --- faults of what governs a sentence ----------------------------------------------------------------


def _negation_added(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for i, token in enumerate(sentence.tokens):
        own = [t for t in sentence.tokens if t.head == i and t is not token]
        if token.pos != "VERB" or token.dep not in {"ROOT", "ccomp", "conj"} or any(t.dep == "neg" for t in own):
            continue
        helper = next((t for t in own if t.dep in {"aux", "auxpass"} and t.text.lower() != "to"), None)
        if helper is not None:
            yield edited(sentence, [(helper.end - sentence.start, helper.end - sentence.start, " not")])
        elif token.tag in {"VBD", "VBZ"} and any(t.dep == "nsubj" for t in own):
            do = "did" if token.tag == "VBD" else "does"
            yield replaced(sentence, token, f"{do} not {token.lemma}")


def _negation_cut(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for match in re.finditer(r"(?<=\w)(?: not\b|n['’]t\b)|\bNo (?=\w)|(?<= )no (?=\w)", sentence.text):
        rest = sentence.text[: match.start()] + sentence.text[match.end() :]
        if not match.group().endswith("t") or not rest[: match.start()].lower().endswith((" wo", " ca")):
            yield rest[:1].upper() + rest[1:]


def _modality(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for token in sentence.tokens:
        low = token.text
        if token.tag == "MD" and low in {"may", "might", "could"}:
            yield replaced(sentence, token, "will")
        elif token.tag == "MD" and low == "will":
            yield replaced(sentence, token, "may")


def _hedge_cut(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for match in _HEDGE.finditer(sentence.text):
        start = sentence.start + match.start()
        if not any(
            t.start == start and t.dep in {"advmod", "amod", "mark", "prep", "quantmod"} for t in sentence.tokens
        ):
            continue
        yield edited(sentence, [(match.start(), match.end(), "")])


def _condition_cut(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for i, token in enumerate(sentence.tokens):
        marked = any(
            t.head == i and t.dep in {"mark", "advmod"} and t.text.lower() in {"if", "unless"} for t in sentence.tokens
        )
        if token.dep == "advcl" and marked:
            yield without(sentence, i)


def _attribution_cut(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for attribution in scene.analysis.attributions:
        if attribution.sentence != sentence.index or attribution.authority or attribution.shape == "headline":
            continue
        text = " ".join(scene.article.text[a:b].strip(" ,") for a, b in attribution.content)
        if len(text.split()) >= 5 and not any(mark in text for mark in '“”"'):
            yield text[:1].upper() + text[1:].rstrip(" ,.") + "."


def _role_swap(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for i, token in enumerate(sentence.tokens):
        if token.pos != "VERB":
            continue
        subject = child(sentence, i, {"nsubj"})
        target = child(sentence, i, {"dobj"})
        if subject is None or target is None:
            continue
        heads = sentence.tokens[subject], sentence.tokens[target]
        if any(t.pos not in {"NOUN", "PROPN"} for t in heads) or heads[0].lemma == heads[1].lemma:
            continue
        a, b = span(sentence, subject), span(sentence, target)
        if (
            a[1] <= token.start - sentence.start
            and b[0] >= token.end - sentence.start
            and b[1] - b[0] < 60 > a[1] - a[0]
        ):
            first, second = sentence.text[a[0] : a[1]], sentence.text[b[0] : b[1]]
            if heads[0].pos != "PROPN":
                first = first[:1].lower() + first[1:]
            yield edited(sentence, [(a[0], a[1], second), (b[0], b[1], first)])


FAULTS: dict[str, Maker] = {
    "number": _number,
    "unit": _unit,
    "date": _date,
    "name": _swapped_name("person"),
    "organisation": _swapped_name("organisation"),
    "place": _swapped_name("place"),
    "speaker": _speaker,
    "opposite": _opposite,
    "other thing": _sister,
    "quantifier": _quantifier,
    "order": _order,
    "quote word": _quote_word,
    "negation added": _negation_added,
    "negation cut": _negation_cut,
    "modality": _modality,
    "hedge cut": _hedge_cut,
    "condition cut": _condition_cut,
    "attribution cut": _attribution_cut,
    "role swap": _role_swap,
}
