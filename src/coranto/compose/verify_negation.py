"""What the passage denies stays denied: a negation keeps the word that it negates, and none is added."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coranto.compose.passages import Case, Passage
from coranto.compose.verify_scope import REACH, around, cut, is_left
from coranto.compose.wording import Word, stem, words_of

NEGATIONS = frozenset("no not n't none nobody nothing never neither nor without cannot nowhere hardly barely".split())
_DENIALS = (
    "deni",
    "deny",
    "refus",
    "declin",
    "reject",
    "fail",
    "lack",
    "unlik",
    "prevent",
    "avoid",
    "ban",
    "bar",
    "prohibit",
    "rul",
)


def negation_moved(case: Case) -> str | None:
    """Each negation of a passage stays with the word that it negates, and none is added."""
    negated = _negations(case.words)
    for passage in cut(case):
        left = 0
        for i, heads in _negated_heads(passage):
            left += is_left(case, [passage.tokens[h] for h in heads])
            kept = [] if i in passage.kept else [h for h in heads if h in passage.kept]
            if not kept or not is_left(case, [passage.tokens[h] for h in kept]):
                continue
            if any(_denied(case.words, stem(passage.tokens[h].text)) for h in kept):
                continue
            if not any(_near(case.words, stem(passage.tokens[h].text), negated) for h in kept):
                return f"the passage says '{passage.tokens[i].text}' of '{passage.tokens[kept[0]].text}'"
        if left > len(negated) and not _denials(case.words):
            return "a negation of the passage is lost"
    if len(negated) > sum(len(_negations(p.words)) + _denials(p.words) for p in case.passages):
        return "the sentence has a negation more than its passages"
    for at in sorted(negated):
        if not _negation_cited(case, at):
            return f"the passage does not have the negation '{case.words[at].text}'"
    return None


def _negations(words: Sequence[Word]) -> set[int]:
    return {i for i, w in enumerate(words) if _is_negation(w.text) and not _is_limit(words, i)}


def _is_limit(words: Sequence[Word], i: int) -> bool:
    """ "No fewer than five" denies nothing."""
    after = [w.text.lower() for w in words[i + 1 : i + 3]]
    return after[1:] == ["than"] and after[0] in {"fewer", "less", "more", "later", "earlier", "sooner"}


def _denials(words: Sequence[Word]) -> int:
    return sum(w.stem.startswith(_DENIALS) for w in words)


def _is_negation(text: str) -> bool:
    low = text.lower().replace("’", "'")
    return low in NEGATIONS or low.endswith("n't")


def _negated_heads(passage: Passage) -> Iterable[tuple[int, list[int]]]:
    """Each negation of the passage with the tokens of content that it negates, nearest first."""
    tokens = passage.tokens
    for i, token in enumerate(tokens):
        if not _is_negation(token.text):
            continue
        head = token.head
        heads = [head] if head != i else []
        if token.dep in {"nsubj", "nsubjpass", "dobj", "pobj", "det"} and head != i and token.dep == "det":
            verb = tokens[head].head
            if tokens[head].dep in {"nsubj", "nsubjpass", "dobj", "attr"}:
                heads.append(verb)
        if token.dep in {"prep", "mark"} or token.text.lower() == "without":
            heads = [k for k, t in enumerate(tokens) if t.head == i and k != i] or heads
        if heads and tokens[heads[0]].lemma in {"be", "have", "do", "get", "give", "make"}:
            below = [k for k, t in enumerate(tokens) if t.head == heads[0] and k not in (i, heads[0])]
            preps = [k for k in below if tokens[k].dep == "prep"]
            preps += [k for k, t in enumerate(tokens) if t.dep == "prep" and t.head in preps]
            heads += [k for k in below if tokens[k].dep in {"attr", "acomp", "dobj", "advmod"}]
            heads += [k for k, t in enumerate(tokens) if t.head in preps and t.dep == "pobj"]
        heads = [h for h in heads if tokens[h].lemma not in {"be", "have", "do"}] or heads
        yield i, heads


def _near(words: Sequence[Word], head: str, marks: set[int]) -> bool:
    return any(abs(i - m) <= REACH for i, w in enumerate(words) if w.stem == head for m in marks)


def _denied(words: Sequence[Word], head: str) -> bool:
    """Whether a word that denies by itself ("fails", "unaffected") stands near the head."""
    return any(w.stem.startswith((*_DENIALS, "miss", "absen")) for w in around(words, head))


def _negation_cited(case: Case, at: int) -> bool:
    """Whether some passage negates, within a few words, a word of content that the sentence negates."""
    near = {w.stem for w in _content(case.words[at + 1 :], 2)}
    near = near or {w.stem for w in _content(case.words[:at][::-1], 2)}
    known = {w.stem for p in case.passages for w in p.words}
    if near and not near & known and any(_negations(p.words) for p in case.passages):
        return True  # what is negated is in the writer's own words
    for words in [*(words_of(q) for q in case.quotes), *(p.words for p in case.passages)]:
        for i, word in enumerate(words):
            if not _is_negation(word.text) and not word.stem.startswith(_DENIALS):
                continue
            reach = 4 if _is_negation(word.text) else REACH
            window = {w.stem for w in (*_content(words[i + 1 :], reach), *_content(words[:i][::-1], 2))}
            if not near or near & window:
                return True
    return False


def _content(words: Sequence[Word], most: int) -> list[Word]:
    """The first words of content, at most so many."""
    return [w for w in words if w.is_content][:most]
