""" "The adviser", "the office", "the two leaders": definite nouns that point back to a name.

Such a head stands on a page only where the same article ties it to one name, which is then written; else it is refused.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from coranto.compose.edits import Change, passage
from coranto.compose.pairs import the_two
from coranto.compose.reading import Reading
from coranto.types import Attribution, Evidence, Mention, Sentence, Token

_ROLES = frozenset(
    """adviser advisor official minister president premier chancellor spokesman spokeswoman spokesperson senator
    governor mayor lawmaker congressman congresswoman secretary ambassador envoy commander general chief
    director chairman chairwoman ceo executive founder owner leader head judge prosecutor lawyer attorney doctor
    professor researcher scientist analyst expert author writer singer actor actress rapper comedian coach
    manager player captain striker goalkeeper midfielder defender winger forward star candidate nominee
    politician billionaire businessman prince princess king queen pope bishop""".split()
)
_PEOPLE = frozenset(
    """man woman boy girl child baby teenager youth suspect gunman attacker shooter driver victim patient student pupil
    teacher soldier officer policeman deputy trooper couple pair duo trio brothers sisters family mother father
    son daughter wife husband widow defendant passenger pilot worker employee migrant resident neighbour
    neighbor witness assailant killer culprit hero youngster toddler infant officers suspects victims men women
    boys girls children parents""".split()
)
HEADS = _ROLES | _PEOPLE
"""Nouns for a person that, with nothing but "the", are tied to the name here or refused."""
_BODIES = frozenset(
    """office company firm group agency ministry department party union club team bank airline carrier retailer
    manufacturer maker startup newspaper magazine outlet network broadcaster website organisation organization
    committee commission council institute foundation charity university school hospital association federation
    league studio label brand giant regulator watchdog bureau service center centre institution movement militia
    coalition side country nation statement report study letter document filing complaint lawsuit bill law
    measure rule order decision ruling proposal plan deal agreement move incident case video footage image photo
    picture post tweet comment remark remarks comments film movie song album show book game product device app
    system building house hall vehicle car truck boat ship vessel plane aircraft island village area site place
    project programme program event ceremony""".split()
)
_FIRMS = frozenset(
    """company firm group agency airline carrier retailer manufacturer maker bank startup publisher club team union
    university newspaper network broadcaster party ministry department""".split()
)
_ANY_NAME = frozenset("company firm group carrier retailer manufacturer maker startup publisher airline".split())
_NAMING = frozenset("brand call name dub label consider become designate be as describe".split())
_LINKS = frozenset("the a an his her their for of to with by from through via and whose who".split())
_TELLS_WHICH = frozenset("who that whose whom which where".split())
_BARE_TWO = re.compile(
    r"\b[Tt]he\s+(?:two|three|four|five)(?=\s*[,.;]|\s+(?:are|were|had|have|has|will|would|also|did|said|met|is|was)\b)"
)


def named_heads(
    reading: Reading,
    sentence: Sentence,
    attribution: Attribution | None,
    known: Collection[str],
    spoken: Sequence[tuple[int, int]] = (),
) -> tuple[list[Change], str | None]:
    """Changes that write a pointing noun as the name it stands for, or why one cannot stand.

    Looks at main subjects and speakers. ``known`` are the nouns of the story's headlines and leads: a thing named there
    ("the summit") needs no more introduction; a person or a speaking body does.
    """
    if _BARE_TWO.search(sentence.text):
        return [], "'the two' is not named"
    changes = [c for c in the_two(reading, sentence) if not any(s <= c.start < e for s, e in spoken)]
    for token in sentence.tokens:
        if not _pointing(sentence, token, attribution) or any(c.start <= token.start < c.end for c in changes):
            continue
        if any(s <= token.start < e for s, e in spoken):
            continue
        noun = token.lemma.lower()
        plural = token.tag == "NNS"
        if noun in _ROLES or noun in _PEOPLE:
            tied = _person_of_role(reading, noun, sentence) if noun in _ROLES and not plural else None
            tied = tied or _introduced_as(reading, sentence, token)
            if tied is None and not (plural and noun in known):
                return [], f"'the {token.text}' is not named"
        elif noun in _BODIES and (_is_speaker(token, attribution) or noun in _FIRMS or noun not in known):
            if noun in _FIRMS and _named_within(reading, sentence, token):
                continue
            tied = _body_of_noun(reading, sentence, noun) or _introduced_as(reading, sentence, token)
            if noun in _FIRMS:
                tied = _organisation_before(reading, sentence, noun) or tied
            if tied is None:
                return [], f"'the {token.text}' is not named"
        else:
            continue
        if tied is not None:
            changes.append(_written(sentence, token, *tied))
    return changes, None


def _pointing(sentence: Sentence, token: Token, attribution: Attribution | None) -> bool:
    """A common noun with nothing but "the" before it, and no "of ..." after, as main subject or speaker."""
    if token.pos != "NOUN":
        return False
    verb = sentence.tokens[token.head]
    main = token.dep in {"nsubj", "nsubjpass"} and verb.dep in {"ROOT", "ccomp", "parataxis"}
    if not main and not _is_speaker(token, attribution):
        return False
    index = sentence.tokens.index(token)
    children = [t for i, t in enumerate(sentence.tokens) if t.head == index and i != index]
    # "the two suspects" as "the suspects"; "the two presidents" are those of the two lands that are told of
    counted = token.lemma.lower() in _PEOPLE
    left = [t for t in children if t.start < token.start and not (counted and t.dep == "nummod")]
    if len(left) != 1 or left[0].text.lower() != "the":
        return False
    if any(t.lemma == token.lemma for t in sentence.tokens[:index]):
        return False  # "the Ostmark company Dorn Works said that the company"
    close = sentence.tokens[index + 1] if index + 1 < len(sentence.tokens) else None
    if close is not None and (close.text.lower() in _TELLS_WHICH or (close.dep == "acl" and close in children)):
        return False
    return not any(
        t.dep == "appos" or (t.dep == "prep" and t.text.lower() in {"of", "for", "in", "at", "behind"})
        for t in children
        if t.start > token.start
    )


def _is_speaker(token: Token, attribution: Attribution | None) -> bool:
    if attribution is None or not attribution.start <= token.start < attribution.end or token.dep == "appos":
        return False
    if re.search(r"\bfamiliar with (?:the )?(?:\w+ )?$", attribution.speaker[: -len(token.text)]):
        return False  # "people familiar with the plan": of which the sentence tells
    return token.text in attribution.speaker.split()[-1:]


def _written(sentence: Sentence, token: Token, name: str, evidence: Evidence) -> Change:
    index = sentence.tokens.index(token)
    article = next(t for t in sentence.tokens[:index][::-1] if t.text.lower() == "the")
    at_start = article.start == sentence.start
    after = name[:1].upper() + name[1:] if at_start else name
    return Change(
        start=article.start,
        end=token.end,
        after=after,
        why=f"'the {token.text}' written as the article names it",
        evidence=(evidence,),
    )


_SHORT_ROLES = {
    "governor": r"gov\.",
    "senator": r"sen\.",
    "general": r"gen\.",
    "representative": r"rep\.",
    "president": r"pres\.",
    "professor": r"prof\.",
    "colonel": r"col\.",
    "captain": r"capt\.",
    "lieutenant": r"lt\.",
    "sergeant": r"sgt\.",
}
_OTHER_ROLE = frozenset("vice deputy former ex then acting designate elect".split())
_OTHER_BEFORE = re.compile(r"\b(?:vice|deputy|former|ex|then|acting)[ -](?:[\w'’-]+[ -]){0,2}?[\w.]+ $", re.IGNORECASE)
"""Before a role, what makes it another: "Vice President Ola Brandt" is not "the president"."""


def _person_of_role(reading: Reading, noun: str, sentence: Sentence) -> tuple[str, Evidence] | None:
    """The one person to whom the article gives this role right before or right after the name, by then.

    A vice president is no president, nor is a former one; "Gov." and "governor" are one role.
    """
    found: dict[str, Mention] = {}
    text = reading.source.article.text
    short = _SHORT_ROLES.get(noun)
    role = rf"(?:{re.escape(noun)}|{short})" if short else re.escape(noun)
    titled = re.compile(rf"(?<![\w-]){role} $", re.IGNORECASE)
    fronted = re.compile(
        rf"\b(?:the|its|his|her|their) (?:[\w'’-]+ ){{0,3}}{role}(?: of [^,\n]{{2,40}})?, $", re.IGNORECASE
    )
    apposed = re.compile(rf", (?:(?:the|a|an|its|their) )?((?:[\w'’-]+ ){{0,4}}){role}(?!\w)", re.IGNORECASE)
    for mention in reading.source.analysis.mentions:
        if mention.label != "person" or mention.field != "text":
            continue
        before = text[max(0, mention.start - 80) : mention.start]
        after = apposed.match(text[mention.end : mention.end + 80])
        linked = after is not None and not (_LINKS | _OTHER_ROLE) & set(after.group(1).lower().split())
        other = _OTHER_BEFORE.search(before)
        if linked or (not other and (titled.search(before) or fronted.search(before))):
            found.setdefault(mention.entity, mention)
    if len(found) != 1:
        return None
    ((entity, mention),) = found.items()
    owner = reading.sentences[mention.sentence]
    if owner.index > sentence.index:
        return None  # whoever is named only further down is not meant here
    name = entity if entity in owner.text else mention.text
    return name, passage(reading.source, "text", owner.start, owner.end)


def _introduced_as(reading: Reading, sentence: Sentence, token: Token) -> tuple[str, Evidence] | None:
    """ "The boy" as "a nine-year-old boy", where the article has introduced just one so, with a word that says more."""
    found: dict[str, Sentence] = {}
    for earlier in reading.sentences[: sentence.index]:
        if earlier.field != "text" or earlier.noise is not None:
            continue
        for i, other in enumerate(earlier.tokens):
            if other.text != token.text or other.dep not in {"nsubj", "nsubjpass", "dobj", "pobj"}:
                continue
            own = [t for t in earlier.tokens if t.head == i and t.start < other.start]
            if earlier.tokens[other.head].lemma in _NAMING:
                continue
            if not own or own[0].text.lower() not in {"a", "an"} or not 2 <= len(own) <= 4:
                continue
            if all(t.dep in {"det", "amod", "compound", "nummod", "nmod", "punct"} for t in own):
                words = reading.source.article.text[own[0].start : other.end]
                found.setdefault(words[:1].lower() + words[1:], earlier)
    if len(found) != 1:
        return None
    ((phrase, owner),) = found.items()
    return phrase, passage(reading.source, "text", owner.start, owner.end)


def _named_within(reading: Reading, sentence: Sentence, token: Token) -> bool:
    """Whether the sentence itself has named just one organisation before."""
    own = reading.mentions.get(sentence.index, ())
    return len({m.entity for m in own if m.label == "organisation" and m.end <= token.start}) == 1


def _organisation_before(reading: Reading, sentence: Sentence, noun: str) -> tuple[str, Evidence] | None:
    """The one organisation of the sentences just before, if the headline or the first sentence is about it, too.

    A railway is no union: only a company is called by any name, another kind of body has its kind in its name.
    """
    prose = [s for s in reading.sentences if s.field == "text" and s.noise is None]
    about = reading.source.article.title + " " + (prose[0].text if prose else "")
    at = sentence
    for _ in range(3):
        earlier = reading.before(at)
        if earlier is None:
            return None
        named = [m for m in reading.mentions.get(earlier.index, ()) if m.label == "organisation"]
        if named:
            if len({m.entity for m in named}) != 1 or named[0].text not in about:
                return None
            if noun not in _ANY_NAME and noun not in named[0].text.lower():
                return None
            if _is_a_land(named[0].text, reading.source.article.text):
                return None
            return named[0].text, passage(reading.source, "text", earlier.start, earlier.end)
        at = earlier
    return None


def _is_a_land(name: str, text: str) -> bool:
    """Whether an article speaks of a name as of a state or town, whatever the tagger took it for."""
    own = r"['’]s (?:\w+ ){0,2}(?:minister|ministry|government|parliament|president|army|capital|citizens|coast)\b"
    within = rf"\b(?:(?<!investors )in|citizens of|president of|government of|people of) {re.escape(name)}(?! [A-Z])\b"
    return re.search(rf"\b{re.escape(name)}{own}|{within}", text) is not None


def _body_of_noun(reading: Reading, sentence: Sentence, noun: str) -> tuple[str, Evidence] | None:
    """The one fuller phrase of this head earlier in the article: a name that ends in it, or "the harbour office"."""
    found: dict[str, tuple[str, Sentence]] = {}
    pattern = re.compile(rf"\b(?:the|The)\s+((?:[A-Z][\w'’-]+\s+)+){noun.capitalize()}\b")
    plain = re.compile(rf"\b(?:the|The|[A-Z][\w-]+['’]s)\s+((?:[a-z][\w-]+\s+){{1,2}}){noun}\b")
    for earlier in reading.sentences[: sentence.index]:
        if earlier.field != "text" or earlier.noise is not None:
            continue
        for match in [*pattern.finditer(earlier.text), *plain.finditer(earlier.text)]:
            words = match.group().split()
            phrase = " ".join([words[0].lower() if words[0].lower() == "the" else words[0], *words[1:]])
            if words[1].lower() in {"same", "other", "two", "whole", "first", "second", "last", "new", "old"}:
                continue
            found.setdefault(" ".join(words[1:]).lower(), (phrase, earlier))
    if len(found) != 1:
        return None
    ((phrase, owner),) = found.values()
    return phrase, passage(reading.source, "text", owner.start, owner.end)
