"""Kinds of true sentence: a sentence of an article shortened, turned round or said in other words."""

from __future__ import annotations

from collections.abc import Iterator

from evals.scenes import (
    NUMBER_WORDS,
    Maker,
    Scene,
    beside_month,
    child,
    edited,
    replaced,
    span,
    starts_with_name,
    without,
)

from coranto.types import Sentence

_SAFE = {
    "began": "started",
    "begin": "start",
    "begins": "starts",
    "bought": "purchased",
    "buy": "purchase",
    "injured": "hurt",
    "about": "around",
    "nearly": "almost",
    "almost": "nearly",
    "show": "indicate",
    "said": "stated",
    "help": "aid",
    "large": "big",
    "children": "kids",
    "houses": "homes",
    "homes": "houses",
    "firm": "company",
    "company": "firm",
    "ended": "finished",
    "required": "needed",
    "allowed": "permitted",
    "attempt": "try",
    "whole": "entire",
    "quickly": "fast",
    "agreement": "accord",
    "deal": "agreement",
    "yearly": "annual",
    "often": "frequently",
    "discovered": "found",
    "announced": "made known",
    "postponed": "put off",
    "because": "since",
    "vessel": "ship",
    "car": "automobile",
    "percent": "per cent",
}


def _verbatim(scene: Scene, sentence: Sentence) -> Iterator[str]:
    yield sentence.text


def _shortened(scene: Scene, sentence: Sentence) -> Iterator[str]:
    for i, token in enumerate(sentence.tokens):
        marks = {t.text.lower() for t in sentence.tokens if t.head == i and t.dep in {"mark", "advmod"}}
        loose = token.dep in {"relcl", "appos"} or (token.dep == "advcl" and not marks & {"if", "unless", "until"})
        before = sentence.text[: span(sentence, i)[0]].rstrip()
        if loose and before.endswith(",") and not any(mark in sentence.text for mark in '“”"'):
            short = without(sentence, i)
            if len(short.split()) >= 5:
                yield short


def _reworded(scene: Scene, sentence: Sentence) -> Iterator[str]:
    if any(mark in sentence.text for mark in '“”"'):
        return
    changes = [
        (t.start - sentence.start, t.end - sentence.start, _SAFE[t.text])
        for t, after in zip(sentence.tokens, sentence.tokens[1:], strict=False)
        if t.text in _SAFE and (after.pos == "NUM" or t.text not in {"about", "nearly", "almost"})
    ]
    if changes:
        yield edited(sentence, changes)


def _in_words(scene: Scene, sentence: Sentence) -> Iterator[str]:
    if any(mark in sentence.text for mark in '“”"'):
        return
    for token in sentence.tokens:
        if token.text in {str(n) for n in range(2, 13)} and not beside_month(sentence, token):
            yield replaced(sentence, token, NUMBER_WORDS[int(token.text) - 2])
        elif token.text in NUMBER_WORDS and token.pos == "NUM":
            yield replaced(sentence, token, str(NUMBER_WORDS.index(token.text) + 2))


def _turned_attribution(scene: Scene, sentence: Sentence) -> Iterator[str]:
    """ "X said that Y" and "Y, X said"."""
    for attribution in scene.analysis.attributions:
        if attribution.sentence != sentence.index or len(attribution.content) != 1 or attribution.verb != "say":
            continue
        a, b = attribution.content[0]
        content = scene.article.text[a:b].strip(" ,.").removeprefix("that ")
        speaker = attribution.speaker
        if any(mark in sentence.text for mark in '“”"') or len(content.split()) < 4 or not speaker or "\n" in content:
            continue
        if not starts_with_name(sentence, a):
            content = content[:1].lower() + content[1:]
        if attribution.shape == "tail":
            yield f"{speaker[:1].upper()}{speaker[1:]} said {content}."
        elif attribution.shape == "head" and len(speaker.split()) <= 6:
            named = speaker[:1].lower() + speaker[1:] if speaker.startswith(("The ", "A ")) else speaker
            yield f"{content[:1].upper()}{content[1:]}, {named} said."


def _passive(scene: Scene, sentence: Sentence) -> Iterator[str]:
    """The main clause turned round, where its verb is regular and nothing else hangs on it."""
    for i, token in enumerate(sentence.tokens):
        if token.dep != "ROOT" or token.tag != "VBD" or not token.text.endswith("ed"):
            continue
        subject, target = child(sentence, i, {"nsubj"}), child(sentence, i, {"dobj"})
        own = {t.dep for t in sentence.tokens if t.head == i}
        if subject is None or target is None or own & {"aux", "neg", "prt", "conj", "ccomp", "xcomp", "dative"}:
            continue
        heads = sentence.tokens[subject], sentence.tokens[target]
        if any(t.pos not in {"NOUN", "PROPN"} for t in heads):
            continue
        a, b = span(sentence, subject), span(sentence, target)
        if b[0] - (token.end - sentence.start) > 1 or a[0] != 0:
            continue
        actor, thing = sentence.text[a[0] : a[1]], sentence.text[b[0] : b[1]]
        if "," in actor + thing or any(mark in sentence.text for mark in '“”"'):
            continue
        if heads[0].pos != "PROPN":
            actor = actor[:1].lower() + actor[1:]
        many = heads[1].tag in {"NNS", "NNPS"} or " and " in thing
        be = "were" if many else "was"
        yield f"{thing[:1].upper()}{thing[1:]} {be} {token.text} by {actor}{sentence.text[b[1] :]}"


TRUE: dict[str, Maker] = {
    "verbatim": _verbatim,
    "shortened": _shortened,
    "reworded": _reworded,
    "in words": _in_words,
    "turned attribution": _turned_attribution,
    "passive": _passive,
}
