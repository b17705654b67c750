"""Whether a sentence speaks of "the accident" or "the team" before a reader has been told of one.

A definite noun says: you know which. In its own article the reader does; on a page put together from many articles
he knows what the headline and the sentences before have told him, and nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from coranto.compose.likeness import canonical
from coranto.compose.material import Claim, PoolSentence
from coranto.types import Token

KNOWN_TO_ALL = frozenset(
    """government president police country world sea parliament court week year month day way number total rest end
    start public state nation capital city army economy internet weather future past minister opposition people poor
    dead injured missing time area region night morning evening afternoon sun moon earth weekend market law sky
    media scene hospital press need possibility chance right case fact""".split()
)
"""Nouns that need no introduction: there is one of them, or the sentence around them says which."""
_KINDS = tuple(
    frozenset(kind.split())
    for kind in (
        "accident crash collision collide derailment derail incident mishap tragedy disaster ordeal sink overturn fall",
        "attack assault shooting shoot blast explosion bombing bomb massacre rampage raid incident tragedy strike fire",
        "encounter confrontation clash altercation fight dispute feud row incident punch slap assault attack",
        "agreement agree deal accord pact treaty talks",
        "talks talk meeting meet summit dialogue negotiation",
        "move measure decision decide plan proposal propose announcement announce order ban scheme step law rule",
        "allegation accusation accuse claim charge allege",
        "investigation investigate probe inquiry",
        "study research finding discovery discover find paper",
        "breach hack attack leak theft steal",
        "error mistake blunder",
        "mission launch operation flight trip",
        "ruling verdict sentence rule convict acquit judgment decision",
        "protest march rally demonstration demonstrate",
        "match game race final win beat defeat victory",
        "project plan build",
        "death die kill dead fatality victim",
    )
)
"""Words that may stand for one happening: who was told of a crash knows "the accident"."""
_HAPPENINGS = frozenset(
    """accident crash collision derailment incident mishap tragedy disaster ordeal attack assault shooting blast
    explosion bombing massacre rampage raid encounter confrontation clash altercation dispute feud agreement deal talks
    move measure decision plan proposal announcement allegation accusation claim investigation probe study research
    finding discovery breach hack error number figure mistake mission operation ruling verdict protest match game race
    project""".split()
)
"""Happenings and doings that point back wherever they stand; other nouns ("hit the roof") do so as subjects only."""
_AGAIN = frozenset("second third fourth fifth".split())
"""With "a" before a noun: there was one of the kind before, of which the reader must have been told."""
_BRIDGED = 2
"""Nouns and verbs that a sentence shares with what was told, from which its subject belongs to that: "the storm brought
the snow"."""
_SHARE = 0.5
"""Share of a story's articles whose headline or lead has a noun, from which it is what the story is about."""
_STEM = 4
"""Letters that a noun must share at least with the verb of its happening."""
_TRIED = 4
"""Sentences of a claim that are tried, the best first."""
_PICKED_OUT = frozenset({"JJS", "RBS"})
_PICKS = frozenset("first last only same next second third other latest former main final".split())
_TELLING = frozenset({"NOUN", "PROPN", "VERB"})
_SAYS_WHICH = frozenset({"prep", "relcl", "acl", "appos", "poss"})


def unintroduced(sentence: PoolSentence, told: Collection[str], topic: Collection[str] = ()) -> str | None:
    """The definite noun of the sentence that nothing ``told`` (canonical lemmas) explains; None where all are.

    Looked at are the subjects of the main clauses, and happenings anywhere, outside quotation marks; "a second death"
    needs a first. A noun with a
    name, a phrase or a clause that says which one is meant needs nothing before it, nor does a thing of the story's
    ``topic``: that a storm brought the snow, or a pilot flew the plane, a reader knows without being told.
    """
    if sentence.after is not None:
        return None  # printed with the sentence that it answers
    tokens = sentence.sentence.tokens
    spoken = [
        (q.start, q.end)
        for q in sentence.source.analysis.quotations
        if q.sentence == sentence.sentence.index and q.field == sentence.sentence.field
    ]
    written = {edit.before for edit in sentence.statement.edits}
    for place, token in enumerate(tokens):
        if token.pos != "NOUN" or any(s <= token.start < e for s, e in spoken):
            continue
        if _is_one_more(tokens, place) and not _is_told(token.lemma, told):
            return token.text
        if not (_is_subject(tokens, place) or token.lemma.lower() in _HAPPENINGS):
            continue
        if not _points_back(tokens, place) or _is_told(token.lemma, told):
            continue
        if token.lemma.lower() not in _HAPPENINGS and (
            canonical([token.lemma]) <= set(topic) or len(nouns_of(sentence) & set(told)) >= _BRIDGED
        ):
            continue
        if any(before.endswith(token.text) for before in written):
            continue  # written out as the article names it
        if not _is_told(token.lemma, canonical(t.lemma for t in tokens[:place] if t.pos in _TELLING)):
            return token.text
    return None


def _is_told(lemma: str, told: Collection[str]) -> bool:
    """Whether the noun, or a word for the like, was told."""
    word, known = lemma.lower(), set(told)
    if canonical([word]) & known or any(word in kind and canonical(kind) & known for kind in _KINDS):
        return True
    stem = word[: max(_STEM, len(word) - 3)]  # "the closure" of what was closed
    return len(word) > _STEM and any(other.startswith(stem) for other in known)


def in_reading_order(
    groups: Sequence[Sequence[Claim]],
    titles: Sequence[frozenset[str]],
    told: Collection[str],
    topic: Collection[str] = (),
) -> tuple[list[list[Claim]], list[Claim]]:
    """The groups with each claim after what introduces it, and the claims that nothing introduces, left out.

    ``titles`` are the words that the title over each group has told, ``told`` those of the page's headline and of the
    story. Of a claim's sentences the first that needs no introduction is printed.
    """
    known = set(told)
    ordered: list[list[Claim]] = []
    for group, title in zip(groups, titles, strict=True):
        known |= title
        waiting, placed = list(group), []
        while found := next(
            ((c, s) for c in waiting for s in c.sentences[:_TRIED] if _may_follow(c, s, known, topic)), None
        ):
            claim, sentence = found
            waiting = [c for c in waiting if c is not claim]
            rest = tuple(s for s in claim.sentences if s is not sentence)
            placed.append(replace(claim, sentences=(sentence, *rest)))
            known |= nouns_of(sentence)
        ordered.append(placed)
    return ordered, [c for group in groups for c in group if not _is_placed(c, ordered)]


def _may_follow(claim: Claim, sentence: PoolSentence, known: Collection[str], topic: Collection[str]) -> bool:
    """Whether this sentence of the claim can be printed here; a bare headline never replaces a sentence."""
    return (sentence is claim.best or not sentence.is_title) and unintroduced(sentence, known, topic) is None


def _is_placed(claim: Claim, ordered: Sequence[Sequence[Claim]]) -> bool:
    mine = {id(s) for s in claim.sentences}
    return any(id(other.best) in mine for group in ordered for other in group)


def nouns_of(sentence: PoolSentence) -> frozenset[str]:
    """The nouns and verbs of a sentence, by which a later one may refer to what it tells."""
    return canonical(t.lemma for t in sentence.sentence.tokens if t.pos in _TELLING)


def topic_of(sentences: Sequence[PoolSentence]) -> frozenset[str]:
    """The nouns of all headlines and leads of a story."""
    return frozenset(noun for s in sentences if s.is_title or s.sentence.paragraph == 0 for noun in nouns_of(s))


def nouns_of_most(sentences: Sequence[PoolSentence]) -> frozenset[str]:
    """The nouns that half of the story's articles, and two at least, have in headline or lead: what it is about."""
    tellers: dict[str, set[int]] = {}
    for sentence in sentences:
        if sentence.is_title or sentence.sentence.paragraph == 0:
            for noun in sorted(nouns_of(sentence)):
                tellers.setdefault(noun, set()).add(sentence.source.n)
    articles = len({s.source.n for s in sentences})
    return frozenset(noun for noun, n in tellers.items() if len(n) >= max(min(2, articles), _SHARE * articles))


def _is_subject(tokens: Sequence[Token], place: int) -> bool:
    verb = tokens[tokens[place].head]
    return tokens[place].dep in {"nsubj", "nsubjpass"} and verb.dep in {"ROOT", "ccomp", "parataxis", "conj"}


def _is_one_more(tokens: Sequence[Token], place: int) -> bool:
    """ "A second death", and nothing after it that says of what ("a second term of office", "a second-hand car")."""
    beside = [t for t in tokens if tokens[t.head] is tokens[place]]
    ordinal = any(t.text.lower() in _AGAIN and t.end < tokens[place].start + 1 for t in beside)
    indefinite = any(t.dep == "det" and t.text.lower() == "a" for t in beside)
    main = tokens[place].dep in {"nsubj", "nsubjpass"}
    return main and ordinal and indefinite and not any(t.dep == "prep" and t.text.lower() == "of" for t in beside)


def _points_back(tokens: Sequence[Token], place: int) -> bool:
    """Whether the noun has "the" and nothing that says which one is meant."""
    token = tokens[place]
    if token.lemma.lower() in KNOWN_TO_ALL:
        return False
    beside = [t for i, t in enumerate(tokens) if t.head == place and i != place]
    if not any(t.dep == "det" and t.text.lower() in {"the", "these", "those", "this", "that"} for t in beside):
        return False
    if any(t.tag in _PICKED_OUT or t.text.lower() in _PICKS for t in beside):
        return False
    following = tokens[place + 1] if place + 1 < len(tokens) else None
    if following is not None and following.pos == "PROPN":
        return False  # "the model Ada Byron"
    return not any(t.dep in _SAYS_WHICH or (t.dep in {"compound", "nmod"} and t.pos == "PROPN") for t in beside)
