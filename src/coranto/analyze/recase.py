"""Other spellings of a headline that a parser reads better, each with the way back to the printed letters.

A parser trained on sentences fails on half of all title-case headlines: capitals, commas for "and", no stop, the
present tense. Only the parse uses these spellings; the page shows the printed words.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from coranto.analyze.verbs import HEADLINE_VERBS, TAKES_INFINITIVE
from coranto.types import Token

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_PAIR = re.compile(
    r"^((?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,2})(, )((?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,2})(?= [a-z])"
)
_COMMA_VERB = re.compile(r"(, )(?=[a-z]+(?: |$))")
_SMALL = frozenset(
    """
    a an the and or but nor of in on at to by for from with as is are was be it its over into after vs
    """.split()
)
_IRREGULAR = {
    "begin": "began", "rise": "rose", "fall": "fell", "win": "won", "hold": "held", "meet": "met", "lead": "led",
    "find": "found", "say": "said", "see": "saw", "take": "took", "give": "gave", "get": "got", "make": "made",
    "break": "broke", "strike": "struck", "leave": "left", "lose": "lost", "fight": "fought", "seek": "sought",
    "sell": "sold", "buy": "bought", "build": "built", "send": "sent", "keep": "kept", "speak": "spoke",
    "shoot": "shot", "steal": "stole", "drive": "drove", "fly": "flew", "sink": "sank", "go": "went", "come": "came",
    "become": "became",
    "grow": "grew", "know": "knew", "show": "showed", "tell": "told", "think": "thought", "bring": "brought",
    "catch": "caught", "teach": "taught", "run": "ran", "stand": "stood", "swear": "swore", "wear": "wore",
    "throw": "threw", "draw": "drew", "write": "wrote", "ride": "rode", "hide": "hid", "bite": "bit", "feel": "felt",
    "pay": "paid", "lay": "laid", "die": "died", "swim": "swam", "sing": "sang", "shake": "shook", "freeze": "froze",
    "choose": "chose", "forget": "forgot", "face": "faced", "slide": "slid", "spend": "spent", "dig": "dug",
}  # fmt: skip
_UNCHANGED = frozenset(
    """
    hit cut set put let shut hurt quit bid cast cost spread split burst beat
    """.split()
)
_NO_VERB = frozenset({"IN", "TO", "CC", "DT", "MD", "VBG"})
_PARTICIPLE = re.compile(
    r"(?:\w{2,}ed|shot|held|hurt|found|hit|left|lost|sunk|stuck|struck|stolen|slain|dead|missing|beaten|"
    r"trapped|stranded|feared|caught|sent|seen|taken|told|sold|bought|driven|forced)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A text to parse; ``origin[i]`` is the offset in the title of its i-th character, -1 where it was put in.

    ``changed`` is the (start, end) in ``text`` of the word whose form was changed, if one was.
    """

    text: str
    origin: tuple[int, ...]
    changed: tuple[int, int] | None = None


def plain_spelling(title: str, span: tuple[int, int], body: str) -> Spelling:
    """A span of a title in sentence case, by how the body writes each word; acronyms, figures, hyphens stay."""
    start, end = span
    text = title[start:end]
    origin = tuple(range(start, end))
    words = [m for m in _WORD.finditer(text) if len(m[0]) > 3]
    capital = sum(m[0][0].isupper() for m in words)
    if not body or not words or capital <= 0.6 * len(words):
        return Spelling(text=text, origin=origin)
    lower, upper = _cases(body)
    shouted = sum(m[0].isupper() for m in words) > 0.7 * len(words)
    letters = list(text)
    for number, match in enumerate(_WORD.finditer(text)):
        word = match[0]
        key = word.lower()
        joined = text[match.end() : match.end() + 1] == "-" or text[match.start() - 1 : match.start()] == "-"
        if (
            not word[0].isupper()
            or (word.isupper() and len(word) > 1 and not shouted)
            or (any(c.isupper() for c in word[1:]) and not shouted)
        ):
            continue
        if joined and not shouted:
            continue
        stem = re.sub(r"['’]s$", "", key)
        is_name = upper[stem] > lower[stem]
        if shouted and is_name:
            for i in range(match.start() + 1, match.end()):
                letters[i] = letters[i].lower()
        elif not is_name and (number > 0 or shouted):
            for i in range(match.start() + (1 if number == 0 else 0), match.end()):
                letters[i] = letters[i].lower() if len(letters[i].lower()) == 1 else letters[i]
    return Spelling(text="".join(letters), origin=origin)


def capitalised(spelling: Spelling) -> Spelling:
    """With a capital at its head, as a sentence has."""
    first = spelling.text[:1].upper()
    if len(first) != 1:
        return spelling
    return Spelling(text=first + spelling.text[1:], origin=spelling.origin, changed=spelling.changed)


def joined_spelling(spelling: Spelling) -> Spelling:
    """ "A, B verb" as "A and B verb", with a final stop."""
    match = _PAIR.match(spelling.text)
    if match:
        spelling = _replaced(spelling, match.start(2), match.end(2) - 1, " and")
    return stopped(spelling)


def stopped(spelling: Spelling) -> Spelling:
    """With a final stop, if it has none."""
    if spelling.text.rstrip()[-1:] in tuple(".!?…"):
        return spelling
    return Spelling(text=spelling.text + ".", origin=(*spelling.origin, -1), changed=spelling.changed)


def comma_spellings(spelling: Spelling) -> Iterator[Spelling]:
    """ "hold talks in Talva, witness signing" with "and" for the last comma before a small word."""
    places = list(_COMMA_VERB.finditer(spelling.text))
    if places:
        last = places[-1]
        changed = _replaced(spelling, last.start(1), last.end(1) - 1, " and")
        word = re.match(r" [a-z]+", changed.text[last.start(1) + 4 :])
        if word:
            at = last.start(1) + 5
            yield Spelling(text=changed.text, origin=changed.origin, changed=(at, at + len(word[0]) - 1))


def other_spellings(spelling: Spelling, tokens: Sequence[Token]) -> Iterator[Spelling]:
    """Spellings with one change each: "is" before "to", "were" before a participle, a verb made past.

    Forms in -s come first unless the subject is joined by "and": "enters" is a verb more surely than "strike".
    """
    for before, token, after in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if (
            token.text == "to"
            and before.lemma.lower() not in TAKES_INFINITIVE
            and after.text[0].islower()
            and after.pos != "DET"
            and before.pos in ("NOUN", "PROPN", "NUM", "VERB", "ADJ")
        ):
            yield _inserted(spelling, token, "is ")
            break
    for before, token in pairwise(tokens):
        counted = before.tag in ("CD", "NN", "NNS", "NNP", "NNPS") or before.text.isdigit() or before.text == ","
        if counted and _PARTICIPLE.match(token.text) and token.text not in HEADLINE_VERBS - _UNCHANGED:
            yield _inserted(spelling, token, "were ")
    words = [t for t in tokens[1:] if re.fullmatch(r"[a-z]{2,}", t.text) and t.tag not in _NO_VERB]
    joined = any(t.text == "and" for t in tokens[:6])
    for token in sorted(words, key=lambda t: (t.text.endswith("s") and not t.text.endswith("ss")) == joined):
        past = past_form(token.text)
        if past is not None:
            new = _replaced(spelling, token.start, token.end, past)
            yield Spelling(text=new.text, origin=new.origin, changed=(token.start, token.start + len(past)))


def past_form(word: str) -> str | None:
    """The past tense of a headline's present ("stress", "stresses" -> "stressed"), or None for no verb's form."""
    base = next((b for b in reversed(_bases(word)) if b in HEADLINE_VERBS), None)
    if base is None:
        return None
    if base in _IRREGULAR:
        return _IRREGULAR[base]
    if base in _UNCHANGED:
        return base
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied"
    if re.search(r"(?:^|[^aeiou])[aeiou][bdgmnpt]$", base) and len(base) <= 4:
        return base + base[-1] + "ed"
    return base + "ed"


def mapped_tokens(title: str, spelling: Spelling, tokens: Sequence[Token], base: int) -> list[Token]:
    """Tokens of a spelling as tokens of the printed title; those put in are dropped and their children moved up.

    Heads count from ``base``, the number of title tokens before these.
    """
    kept = [i for i, t in enumerate(tokens) if any(o >= 0 for o in spelling.origin[t.start : t.end])]
    place = {i: base + n for n, i in enumerate(kept)}
    for i, token in enumerate(tokens):
        if i not in place and token.head == i:  # a root that was put in: what it says of its subject takes its place
            heirs = [k for k in kept if tokens[k].head == i]
            heirs = [k for k in heirs if tokens[k].dep in ("acomp", "attr", "xcomp")] or heirs
            if heirs:
                place[i] = place[heirs[0]]
    mapped = []
    for i in kept:
        token = tokens[i]
        offsets = [o for o in spelling.origin[token.start : token.end] if o >= 0]
        head = token.head
        steps = 0
        while head not in place and tokens[head].head != head and steps < len(tokens):
            head, steps = tokens[head].head, steps + 1
        mapped.append(
            Token(
                start=min(offsets),
                end=max(offsets) + 1,
                text=title[min(offsets) : max(offsets) + 1],
                lemma=token.lemma,
                pos=token.pos,
                tag=token.tag,
                dep=token.dep,
                head=place.get(head, place[i]),
            )
        )
    return mapped


def _cases(body: str) -> tuple[Counter[str], Counter[str]]:
    """How often the body writes each word small, and with a capital inside a sentence."""
    lower: Counter[str] = Counter()
    upper: Counter[str] = Counter()
    for match in _WORD.finditer(body):
        word = re.sub(r"['’]s$", "", match[0])
        before = body[max(0, match.start() - 2) : match.start()]
        if word[0].islower():
            lower[word] += 1
        elif re.search(r"[\w,;)] $|-$", before):
            upper[word.lower()] += 1
    return lower, upper


def _bases(word: str) -> list[str]:
    """The word itself and what may be its base without the ending of the third person."""
    bases = [word]
    if word.endswith("ies") and len(word) > 4:
        bases.append(word[:-3] + "y")
    elif word.endswith(("sses", "shes", "ches", "xes", "zes", "oes")):
        bases.append(word[:-2])
    elif word.endswith("s") and not word.endswith(("ss", "us", "is")):
        bases.append(word[:-1])
    return bases


def _inserted(spelling: Spelling, token: Token, word: str) -> Spelling:
    new = _replaced(spelling, token.start, token.start, word)
    at = token.start + len(word)
    return Spelling(text=new.text, origin=new.origin, changed=(at, at + len(token.text)))


def _replaced(spelling: Spelling, start: int, end: int, new: str) -> Spelling:
    """A stretch of the text by other letters that stand for the same printed ones."""
    old = spelling.origin[start:end]
    if old:
        origin = [old[min(k, len(old) - 1)] for k in range(len(new))]
        origin[-1] = old[-1]
    else:
        origin = [-1] * len(new)
    text = spelling.text[:start] + new + spelling.text[end:]
    return Spelling(text=text, origin=(*spelling.origin[:start], *origin, *spelling.origin[end:]))
