"""Who did what to whom, from where to where, and what is said to follow from what.

Swapped actors and joined events use only words of the passage: measured, no model of words in context caught them, so
they have rules of their own on the passage's parse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coranto.compose.passages import Case, Passage
from coranto.compose.wording import Word, stem, stems, words_of
from coranto.types import Token

_DAYS = frozenset(
    """january february march april may june july august september october november december monday tuesday wednesday
    thursday friday saturday sunday noon midnight tomorrow then mid early late next""".split()
)
"""What stands behind the "by" of a time."""
_DIRECTIONS = frozenset("from to into toward towards by against for over".split())
_CONNECTIVES: tuple[tuple[str, frozenset[str]], ...] = (
    ("after", frozenset("after following since once".split())),
    ("before", frozenset("before ahead until".split())),
    ("because", frozenset("because since as due owing amid".split())),
    ("so", frozenset("thus therefore hence consequently thereby".split())),
    ("while", frozenset("while whereas as when during".split())),
    ("despite", frozenset("despite although though".split())),
    (
        "cause",
        frozenset(
            "causing leading prompting triggering sparking resulting caused led prompted triggered sparked".split()
        ),
    ),
)
_CAUSAL = frozenset(
    """because due owing thanks as in leading led causing caused prompting prompted triggering triggered sparking
    sparked resulting therefore thus thereby consequently hence so""".split()
)
_CAUSE_HINTS = frozenset(
    """because since due after following caused causing cause led leading prompted prompting triggered triggering
    sparked over amid when blamed owing thanks result so therefore""".split()
)
_TIME_HINTS = frozenset(
    """after before when once until since ago later earlier following while during then despite although though but by
    next previous ahead till""".split()
)
_CONNECTIVE = re.compile(
    r"\b(after|following|before|ahead of|because of|because|due to|owing to|thanks to|as a result of|in response to"
    r"|in retaliation for|leading to|led to|causing|caused|prompting|prompted|triggering|triggered|sparking|sparked"
    r"|resulting in|therefore|thus|thereby"
    r"|consequently|hence|so that|despite|although|even though|amid|in order to|in exchange for)\b(?!-)",
    re.IGNORECASE,
)


def places_swapped(case: Case) -> str | None:
    """A name of the attribution is no place, actor or time of the event; "from A to B" is not "from B to A"."""
    for i, word in enumerate(case.words):
        if not word.is_content or i == 0:
            continue
        before = case.words[i - 1].text.lower()
        if before == "the" and i > 1:
            before = case.words[i - 2].text.lower()
        apart = re.search(r"[,;:]", case.statement.text[case.words[i - 1].start : word.start])
        if before in {"at", "in"} and not apart and _only_speaks(case, word, before):
            return f"'{word.text}' only says it in the passage, and is no place"
        if word.text[:1].isupper() and before in _DIRECTIONS and _other_direction(case, word, before):
            return f"the passage does not say '{before} {word.text}'"
    return None


def roles_swapped(case: Case) -> str | None:
    """Subject and object of a verb keep their sides, unless the sentence turns it into the passive or back."""
    for passage in case.passages:
        triples = [] if passage.whole else list(_triples(passage))
        verbs = [stem(v.text) for v, *_ in triples]
        nouns = {t.text.lower() for t in passage.tokens if t.pos in {"NOUN", "PROPN"}}
        for verb, actor, target, passive in triples:
            if verbs.count(stem(verb.text)) > 1 or verb.lemma == "be":
                continue
            other_actors = {stem(a.text) for v, a, t, _ in triples if v is not verb for a in (a, t)} - {
                stem(actor.text)
            }
            other_targets = {stem(t.text) for v, _, t, _ in triples if v is not verb} - {stem(target.text)}
            for at in (i for i, w in enumerate(case.words) if w.stem == stem(verb.text)):
                if case.words[at].text.lower() in nouns - {verb.text.lower()}:
                    continue
                turned = _is_passive(case.words, at)
                found = _order(case.words, at, stem(actor.text), stem(target.text))
                if found is not None and found != turned:
                    return f"the passage has '{actor.text}' {verb.text} '{target.text}', not the other way about"
                if (
                    not passive
                    and not turned
                    and _has_another(case.words, at, actor, target, other_actors, other_targets)
                ):
                    return f"the passage has '{actor.text}' {verb.text} '{target.text}', not somebody else"
    return None


def events_joined(case: Case) -> str | None:
    """ "After", "because", "leading to" between two things needs a passage that joins the same two so."""
    flat = " ".join(w.text for w in case.words)
    theirs = " ".join([p.sentence.text for p in case.passages] or list(case.quotes)).lower()
    for match in _CONNECTIVE.finditer(flat):
        first = match.group(1).split()[0].lower()
        at = len(flat[: match.start()].split())
        left = [w.stem for w in case.words[:at] if w.is_content][-4:]
        right = [w.stem for w in case.words[at + len(match.group(1).split()) :] if w.is_content][:4]
        if not right:
            continue
        if _within_one(case, first, left, right):
            continue
        if not any(_joins(words, first, left, right) for words in _cited(case)):
            return f"no passage joins these by '{match.group(1)}'"
        word = match.group(1).lower()
        if len(re.findall(rf"\b{word}\b", flat.lower())) > max(1, len(re.findall(rf"\b{word}\b", theirs))):
            return f"the passages have '{word}' less often"
    return None


def _within_one(case: Case, connective: str, left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether one sentence of the passages tells both things, and itself says how they follow or cause each other.

    A writer may say "after" for "when" or "five days earlier", never "after" for "before" in the same order.
    """
    if case.statement.form != "written":
        return False
    hints = _TIME_HINTS | _CAUSE_HINTS if connective not in _CAUSAL else _CAUSE_HINTS
    for passage in case.passages:
        have = {w.stem for w in passage.words}
        texts = {w.text.lower() for w in passage.words}
        if not hints & texts or not set(right) & have or (left and not set(left) & have):
            continue
        turned = {"after": "before", "following": "before", "before": "after"}.get(connective, "")
        if turned and turned in texts and connective not in texts:
            place = {w.stem: n for n, w in reversed(list(enumerate(passage.words)))}
            before = [place[s] for s in left if s in place]
            after = [place[s] for s in right if s in place]
            if not before or not after or min(before) < min(after):
                continue
        return True
    return False


def _cited(case: Case) -> list[tuple[Word, ...]]:
    return [*(words_of(q) for q in case.quotes), *(p.words for p in case.passages)]


def _only_speaks(case: Case, word: Word, before: str) -> bool:
    """Whether every place of the word in the passages lies inside an attribution that names it as the speaker."""
    seen = False
    for passage in case.passages:
        for i, other in enumerate(passage.words):
            if other.stem != word.stem:
                continue
            if before in {w.text.lower() for w in passage.words[max(0, i - 2) : i]}:
                return False
            at = passage.sentence.start + other.start
            inside = [
                a for a in passage.attributions if a.start <= at < a.end and word.stem in stems(words_of(a.speaker))
            ]
            if not inside:
                return False
            seen = True
    return seen


def _other_direction(case: Case, word: Word, before: str) -> bool:
    """Whether the passages have this preposition before another name, and this name after another preposition."""
    with_other, with_this, otherwise = False, False, False
    for words in _cited(case):
        for i, other in enumerate(words):
            previous = [w.text.lower() for w in words[max(0, i - 2) : i] if w.text.lower() != "the"]
            direction = previous[-1] if previous else ""
            if other.stem == word.stem:
                with_this = with_this or direction == before
                otherwise = otherwise or (direction in _DIRECTIONS and direction != before)
            elif other.text[:1].isupper() and direction == before:
                with_other = True
    return with_other and otherwise and not with_this


def _triples(passage: Passage) -> Iterable[tuple[Token, Token, Token, bool]]:
    """(verb, actor, target, passive?) of each verb that has both."""
    tokens = passage.tokens
    for v, verb in enumerate(tokens):
        if verb.pos != "VERB":
            continue
        own = [t for t in tokens if t.head == v and t is not verb]
        subject = next((t for t in own if t.dep == "nsubj"), None)
        if subject is None and verb.dep == "conj":
            subject = next((t for t in tokens if t.head == verb.head and t.dep == "nsubj"), None)
        objects = [t for t in own if t.dep in {"dobj", "obj"}]
        if subject is not None:
            for target in objects:
                if subject.pos in {"NOUN", "PROPN"} and target.pos in {"NOUN", "PROPN", "NUM"}:
                    yield verb, subject, target, False
        patient = next((t for t in own if t.dep == "nsubjpass"), None)
        agent = next((i for i, t in enumerate(tokens) if t.dep == "agent" and t.head == v), None)
        if patient is not None and agent is not None:
            actor = next((t for t in tokens if t.head == agent and t.dep == "pobj"), None)
            if actor is not None:
                yield verb, actor, patient, True


def _order(words: Sequence[Word], at: int, actor: str, target: str) -> bool | None:
    """False: actor before verb before target; True: the other way about; None: it cannot be seen."""
    left = {w.stem for w in words[max(0, at - 12) : at]}
    right = {w.stem for w in words[at + 1 : at + 13]}
    if actor == target:
        return None
    if actor in left and target in right and target not in left:
        return False
    if target in left and actor in right and actor not in left:
        return True
    return None


def _has_another(
    words: Sequence[Word], at: int, actor: Token, target: Token, actors: set[str], targets: set[str]
) -> bool:
    """Whether another verb's subject stands just before this verb, or another verb's object just after it."""
    if any(w.stem == "be" for w in words[max(0, at - 2) : at]):
        return False
    left = [w.stem for w in words[max(0, at - 12) : at] if w.is_content or w.is_number]
    right = [w.stem for w in words[at + 1 : at + 7] if w.is_content or w.is_number]
    if left and left[-1] in actors and stem(actor.text) not in left:
        return True
    return bool(targets & set(right)) and stem(target.text) not in right


def _is_passive(words: Sequence[Word], at: int) -> bool:
    """ "was opened by Holt", "opened by Holt"; but "is to open by May" and "was opened by 9" name nobody who opens."""
    if words[at].text.lower().endswith("ing") or (at and words[at - 1].text.lower() == "to"):
        return False
    be = any(w.stem == "be" for w in words[max(0, at - 3) : at])
    by = [w.text.lower() == "by" and not _is_day(words[at + 2 + n :]) for n, w in enumerate(words[at + 1 : at + 6])]
    return (be and any(by)) or by[:1] == [True]


def _is_day(words: Sequence[Word]) -> bool:
    if not words or words[0].text.lower() in _DAYS:
        return bool(words)
    counted = len(words) > 1 and words[1].is_content and words[1].text.islower() and words[1].stem not in {"am", "pm"}
    return words[0].is_number and not counted  # "by three candidates" names who does it


def _joins(words: Sequence[Word], connective: str, left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the words have this connective (or one of its kind) between, or around, words of both sides."""
    family = next((f for _, f in _CONNECTIVES if connective in f), frozenset({connective}))
    for i, word in enumerate(words):
        if word.text.lower() not in family | {connective}:
            continue
        before = {w.stem for w in words[:i] if w.is_content}
        after = {w.stem for w in words[i + 1 : i + 9] if w.is_content}
        if set(right) & after and (not left or not before or set(left) & before):
            return True
    return False
