"""What governs a statement: modality, hedges and conditions must not be lost on the way to the page.

"The bridge collapsed" is wrong where the passage says that it may, or only partly did, though each word is there.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from coranto.compose.passages import Case, Passage
from coranto.compose.wording import Word, stem, words_of
from coranto.types import Token

REACH = 7
"""Words within which a negation or modal counts as belonging to a word of content."""
_CLASSES: tuple[tuple[str, frozenset[str]], ...] = (
    ("possibility", frozenset("may might could can able possibly perhaps maybe potentially possible probable".split())),
    ("likelihood", frozenset("likely probably unlikely presumably".split())),
    (
        "future",
        frozenset(
            "will would shall 'll wo to due set plan plans planned expect expects expected going scheduled".split()
        ),
    ),
    ("obligation", frozenset("should must ought need needs has have".split())),
    ("appearance", frozenset("appear appears appeared seem seems seemed apparently seemingly evidently".split())),
    (
        "hearsay",
        frozenset(
            """reportedly allegedly alleged purportedly purported supposedly supposed suspected suspect believed thought
    rumoured rumored claimed accused unconfirmed""".split()
        ),
    ),
    (
        "degree",
        frozenset(
            """nearly almost partly partially mostly most largely mainly barely hardly scarcely temporarily
            provisionally initially preliminarily preliminary provisional tentative tentatively partial
            unofficially unofficial just only
    possible potential proposed planned draft attempted would-be so-called failed false fake mock former acting
    conditional conditionally informal informally voluntary symbolic limited""".split()
        ),
    ),
)
_WHOLES = frozenset("all every none half everyone everything whole entire".split())
_CONDITIONS = frozenset("if unless should when once whether otherwise case without provided until only".split())
_OPEN = frozenset({"NOUN", "PROPN", "VERB", "ADJ", "NUM"})
_MARKS = frozenset("if unless whether until till lest".split())


def modality_lost(case: Case) -> str | None:
    """A verb under "may", "will" or "if" in the passage is under it in the sentence, and none is put under one."""
    for passage in cut(case):
        for i, heads in _modal_heads(passage):
            if i in passage.kept:
                continue
            token = passage.tokens[i]
            family = _family(token.text)
            for head in heads:
                word = passage.tokens[head]
                if head not in passage.kept or not is_left(case, [word]):
                    continue
                if not _under(case.words, stem(word.text), family | {token.text.lower()}):
                    return f"the passage says '{token.text} {word.text}'"
    return _modal_added(case)


def condition_lost(case: Case) -> str | None:
    """What holds only "if" or "unless" something happens keeps its condition."""
    if any(w.text.lower() in _CONDITIONS or w.stem in {"condition", "depend", "provid"} for w in case.words):
        return None
    for passage in cut(case):
        tokens = passage.tokens
        for mark in tokens:
            clause = mark.head
            if mark.dep not in {"mark", "advmod"} or mark.text.lower() not in {"if", "unless"}:
                continue
            main = tokens[tokens[clause].head]
            if tokens[clause].dep != "advcl" or main.dep == "mark" or _even(tokens, mark):
                continue
            inside = [k for k, t in enumerate(tokens) if _below(tokens, k, clause) and t.pos in _OPEN]
            # a word of the condition may stand elsewhere in the sentence, too
            if sum(k in passage.kept for k in inside) * 2 > len(inside) or tokens[clause].head not in passage.kept:
                continue
            if is_left(case, [main]):
                return f"the passage has this only under '{mark.text}'"
    return None


def hedge_lost(case: Case) -> str | None:
    """An adverb or adjective that makes a word less certain stays with it ("apparently", "alleged", "partly")."""
    for passage in cut(case):
        for token in passage.tokens:
            family = _family(token.text, only={"appearance", "hearsay", "degree", "possibility", "likelihood"})
            if not family or token.tag == "MD" or token.dep not in {"advmod", "amod", "nmod", "compound"}:
                continue
            head = passage.tokens[token.head]
            if head.text.lower() in _WHOLES:
                if _bare_whole(case.words, head.text.lower(), family) and _near_kept(passage, token.head):
                    return f"the passage says '{token.text} {head.text}'"
                continue
            if token.head not in passage.kept or not is_left(case, [head]) or _other_of_two(case, passage, token):
                continue
            if not any(w.text.lower() in family for w in around(case.words, stem(head.text))):
                return f"the passage says '{token.text} {head.text}'"
    return None


def _even(tokens: Sequence[Token], mark: Token) -> bool:
    i = tokens.index(mark)
    return i > 0 and tokens[i - 1].text.lower() in {"even", "as", "see", "ask", "asked", "whether"}


def _below(tokens: Sequence[Token], i: int, top: int) -> bool:
    """Whether token ``i`` hangs on token ``top``, however far down."""
    for _ in range(len(tokens)):
        if i == top:
            return True
        if tokens[i].head == i:
            return False
        i = tokens[i].head
    return False


def _bare_whole(words: Sequence[Word], whole: str, family: Iterable[str]) -> bool:
    """ "All analysts" without the "nearly" before it."""
    allowed = set(family)
    return any(
        w.text.lower() == whole and not (i and words[i - 1].text.lower() in allowed) for i, w in enumerate(words)
    )


def _near_kept(passage: Passage, i: int) -> bool:
    head = passage.tokens[i].head
    return head in passage.kept or i in passage.kept


def _other_of_two(case: Case, passage: Passage, hedge: Token) -> bool:
    """Where the passage has the head twice: whether the sentence has kept the one without the hedge."""
    head = passage.tokens[hedge.head]
    if sum(t.lemma == head.lemma for t in passage.tokens) < 2:
        return False
    own = [
        t
        for t in passage.tokens
        if t.head == hedge.head and t not in (hedge, head) and t.pos in {"ADJ", "NOUN", "PROPN"}
    ]
    return bool(own) and not is_left(case, own)


def cut(case: Case) -> list[Passage]:
    """The passages of which the sentence leaves something out: what is repeated whole has lost nothing."""
    return [passage for passage in case.passages if not passage.whole]


def is_left(case: Case, tokens: Sequence[Token]) -> bool:
    """Whether the sentence still has the word (an auxiliary by itself says nothing)."""
    mine = {w.stem for w in case.words if w.is_content}
    return any(stem(t.text) in mine for t in tokens)


def _modal_heads(passage: Passage) -> Iterable[tuple[int, list[int]]]:
    """Modals and conditional marks with the verbs under them; a verb joined by "and" without its own inherits."""
    tokens = passage.tokens
    for i, token in enumerate(tokens):
        modal = token.tag == "MD" or (token.dep == "mark" and token.text.lower() in _MARKS)
        if not modal or token.head == i:
            continue
        heads = [token.head]
        for k, other in enumerate(tokens):
            if other.dep == "conj" and other.head == token.head and not _has_own(tokens, k):
                heads.append(k)
        if tokens[token.head].lemma in {"be", "have"}:
            heads += [k for k, t in enumerate(tokens) if t.head == token.head and t.dep in {"attr", "acomp"}]
        yield i, heads


def _has_own(tokens: Sequence[Token], verb: int) -> bool:
    own = [t for k, t in enumerate(tokens) if t.head == verb and k != verb]
    return tokens[verb].tag in {"VBD", "VBZ"} or any(t.tag == "MD" or t.dep in {"aux", "auxpass", "nsubj"} for t in own)


def _family(text: str, only: set[str] | None = None) -> frozenset[str]:
    low = text.lower().replace("’", "'")
    found: set[str] = set()
    for name, words in _CLASSES:
        if low in words and (only is None or name in only):
            found |= words
    if low in _MARKS:
        found |= _MARKS
    return frozenset(found)


def _under(words: Sequence[Word], head: str, family: Iterable[str]) -> bool:
    """Whether a word of the family stands somewhere before an occurrence of the head, in the same sentence."""
    allowed = {f.lower() for f in family}
    for i, word in enumerate(words):
        if word.stem == head and any(_bare(w.text) in allowed for w in words[max(0, i - 16) : i]):
            return True
    return False


def _bare(text: str) -> str:
    """A modal without its negation: "cannot" is "can", "wouldn't" is "would"."""
    low = text.lower().replace("’", "'")
    return "can" if low == "cannot" else "will" if low == "won't" else low.removesuffix("n't")


def around(words: Sequence[Word], head: str) -> list[Word]:
    """The words within ``REACH`` of each occurrence of a stem."""
    found: list[Word] = []
    for i, word in enumerate(words):
        if word.stem == head:
            found.extend(words[max(0, i - REACH) : i + 1 + REACH])
    return found


def _modal_added(case: Case) -> str | None:
    """A modal in the sentence needs one of its kind before the same verb in a passage."""
    cited = [*(words_of(q) for q in case.quotes), *(p.words for p in case.passages)]
    for i, word in enumerate(case.words):
        low = word.text.lower()
        if low not in {
            "may",
            "might",
            "could",
            "can",
            "will",
            "would",
            "shall",
            "should",
            "must",
            "allegedly",
            "reportedly",
        }:
            continue
        if low == "may" and word.text == "May":
            continue
        verbs = [w.stem for w in case.words[i + 1 : i + 5] if w.is_content]
        known = {w.stem for words in cited for w in words}
        family = _family(low) | {
            "agree",
            "agreed",
            "agrees",
            "vow",
            "vows",
            "vowed",
            "pledge",
            "pledged",
            "pledges",
            "promise",
            "promised",
        }
        if verbs and not set(verbs[:2]) & known and any(_bare(w.text) in family for words in cited for w in words):
            continue  # the verb is the writer's own, the modal the passage's
        if verbs and not any(_under(words, v, family) for words in cited for v in verbs):
            return f"the passage does not say '{word.text} {verbs[0]}'"
    return None
