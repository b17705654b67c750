"""Whether another outlet's sentence says itself what is printed, so that the two are two voices for it.

A reader takes "two independent origins" for two that know. So the second must tell the same deed as done, planned or
possible as the first does, with its figures, in words of its own, and not on the word of the same third outlet.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.compose.agencies import agencies_behind, house_of
from coranto.compose.likeness import canonical
from coranto.compose.material import PoolSentence
from coranto.compose.newsworth import main_verb
from coranto.compose.reports import announces, main_verbs
from coranto.compose.slots import in_side_clause
from coranto.types import Token

MAIN_SHARE = 0.5
"""Share of the telling words of the printed sentence's main clause that the second voice must have."""
ONE_TEXT = 8
"""Words in a row, outside quotation marks, that two outlets do not write alike by chance."""
SURE_SHARE = 0.75
"""The same share from which it need not name who or what it was by the same noun."""
SURE_FIGURES = 2
"""Figures of one thing that both give: then the verbs may be any."""
_AHEAD = frozenset("will shall would 'll ’ll 'd ’d wo".split())
_OPEN = frozenset("may might can could should must ca".split())
_ENVISAGES = frozenset("plan expect intend hope want schedule set due aim propose likely ready".split())
_NO_DEED = frozenset("be have do say tell go make take get come give".split())
"""Verbs that tell no deed by themselves: two sentences are not alike by having one of them."""
_OUTLET = re.compile(
    r"(?:(?!The\b)[A-Z][\w’'&-]*[ -])*(?:(?:[A-Z][\w’'&]*-)?(?:Times|News|Post|Herald|Tribune|Gazette|Courier|Chronicle"
    r"|Telegraph|Observer|Globe|Mail|Journal|Reuters|Press|Interfax|Bloomberg)|AP|AFP|DPA|ANSA|EFE|PTI|TASS|BBC|CNN|NBC|CBS|ABC|NPR)\b"
    r"(?:-[A-Z]\w+)?|\b[\w-]+\.(?:com|org|net)\b"
)
_CREDIT = re.compile(
    r"\b(?:reports?|reported|according to|told|quot(?:es|ed)|cit(?:es|ed|ing)|statement to|interview with|by)\b"
)
_LETTERS = re.compile(r"[^a-z0-9]")
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]|(?<!\w)[‘'][^’']*[’'](?!\w)")


def is_second_voice(printed: PoolSentence, other: PoolSentence) -> bool:
    """Whether ``other``, of another origin, supports ``printed`` by itself and of its own knowledge."""
    return (
        _lengths(printed) <= _lengths(other)
        and _stand(printed) == _stand(other)
        and _doers(printed) <= _words_of(other)
        and _one_deed(printed, other)
        and _every_deed(printed, other)
        and not _one_house(printed, other)
        and not _one_text(printed, other)
        and not _one_informant(printed, other)
    )


def _lengths(sentence: PoolSentence) -> frozenset[str]:
    """The numbers in its lengths of time, which are no counts: "36 minutes after its launch"."""
    tokens = sentence.sentence.tokens
    aside = [t.start for i, t in enumerate(tokens) if _is_aside(tokens, i)]
    spans = [t.text for t in sentence.timexes if t.kind == "duration" and not any(t.start <= a < t.end for a in aside)]
    return canonical(word for text in spans for word in re.findall(r"[a-z]+|\d+(?:\.\d+)?", text.lower()))


def _stand(sentence: PoolSentence) -> str:
    """Whether its deed is told as done, as what is to come, or as what may be."""
    tokens = sentence.sentence.tokens
    if sentence.is_title and announces(sentence.sentence):
        return "ahead"
    verb = next(iter(main_verbs(tokens)), None)
    if verb is None:
        return "done"
    words = {t.text.lower() for i, t in enumerate(tokens) if t.head == verb and t.dep in ("aux", "auxpass")}
    if words & _OPEN:
        return "open"
    if words & _AHEAD or (sentence.scheduled and tokens[verb].lemma.lower() in _ENVISAGES | {"be"}):
        return "ahead"
    return "done"


def _one_deed(printed: PoolSentence, other: PoolSentence) -> bool:
    """Whether the second tells what the first is there to tell, and not only what it mentions beside."""
    main = _main_words(printed)
    theirs = canonical(other.core)
    if len(main & theirs) < MAIN_SHARE * len(main):
        return False
    deed = canonical([main_verb(printed)])
    figures = {q.value for q in printed.quantities} & {q.value for q in other.quantities}
    if deed <= _NO_DEED or len(figures) >= SURE_FIGURES:
        return True
    every = canonical(t.lemma for t in other.sentence.tokens)
    if not _who(printed) <= every and len(main & theirs) < SURE_SHARE * len(main):
        return False
    return bool(deed & every) or bool((canonical([main_verb(other)]) - _NO_DEED) & main)


def _every_deed(printed: PoolSentence, other: PoolSentence) -> bool:
    """Whether the second has each verb that the first tells ("abducted seven and demanded ..."), or its object."""
    tokens = printed.sentence.tokens
    theirs = canonical(t.lemma for t in other.sentence.tokens) | canonical(_words_of(other))
    for place in main_verbs(tokens):
        if tokens[place].lemma.lower() in _NO_DEED:
            continue
        objects = canonical(t.lemma for t in tokens if t.head == place and t.dep in ("dobj", "nsubjpass", "attr"))
        if not (canonical([tokens[place].lemma]) | objects) & theirs:
            return False
    return True


def _doers(sentence: PoolSentence) -> frozenset[str]:
    """The last word of each name that its main verb tells of: what one person did, another did not."""
    tokens = sentence.sentence.tokens
    verbs = main_verbs(tokens)
    return frozenset(
        t.text.lower()
        for t in tokens
        if t.head in verbs and t.dep in ("nsubj", "nsubjpass") and t.pos == "PROPN" and t.text[0].isalpha()
    )


def _words_of(sentence: PoolSentence) -> frozenset[str]:
    """The words of a sentence as it would be printed, pronouns written out."""
    return frozenset(re.findall(r"[\w-]+", sentence.statement.text.lower()))


def _who(sentence: PoolSentence) -> frozenset[str]:
    """The noun of whom or what the main verb tells; nothing for a name or a pronoun."""
    tokens = sentence.sentence.tokens
    verbs = main_verbs(tokens)
    return canonical(t.lemma for t in tokens if t.head in verbs and t.dep in ("nsubj", "nsubjpass") and t.pos == "NOUN")


def _main_words(sentence: PoolSentence) -> frozenset[str]:
    tokens = sentence.sentence.tokens
    words = canonical(sentence.core)
    main = canonical(t.lemma for i, t in enumerate(tokens) if not _is_aside(tokens, i))
    return (words & main) or words


def _is_aside(tokens: Sequence[Token], at: int) -> bool:
    """Whether a word only says more of a thing or of the time; "..., sentencing them to a year" is told as well."""
    place = at
    for _ in range(12):
        token = tokens[place]
        if token.dep in ("relcl", "appos"):
            return True
        if (
            token.dep == "advcl"
            and token.tag == "VBG"
            and not any(t.head == place and t.dep in ("mark", "prep") and t.start < token.start for t in tokens)
        ):
            return in_side_clause(tokens, token.head)
        if token.head == place:
            break
        place = token.head
    return in_side_clause(tokens, at)


def _one_text(printed: PoolSentence, other: PoolSentence) -> bool:
    """Whether both bodies go back to one text: a long run of the same words that nobody is quoted with."""
    if printed.is_title or other.is_title:
        return False
    runs = [
        {
            tuple(words[i : i + ONE_TEXT])
            for part in _QUOTED.split(sentence.sentence.text)
            for words in [re.findall(r"\w+", part.lower())]
            for i in range(len(words) - ONE_TEXT + 1)
        }
        for sentence in (printed, other)
    ]
    return bool(runs[0] & runs[1])


def _one_house(printed: PoolSentence, other: PoolSentence) -> bool:
    """Whether both articles print one agency, or stand on two addresses of one house."""
    one, two = printed.source, other.source
    if house_of(one.article.publisher) == house_of(two.article.publisher):
        return True
    return bool(agencies_behind(one) & agencies_behind(two))


def _one_informant(printed: PoolSentence, other: PoolSentence) -> bool:
    """Whether one of them credits the other's outlet, or both credit the same third one."""
    mine, theirs = _credited(printed), _credited(other)
    if mine & theirs:
        return True
    if _is_outlet(mine, other) or _is_outlet(theirs, printed):
        return True
    return _names(printed, other) or _names(other, printed)


def _names(sentence: PoolSentence, other: PoolSentence) -> bool:
    """Whether a sentence names the other's outlet beside a word of reporting: "Ledger reported", "told Coast Radio"."""
    outlet = re.sub(r"\s*\(.*\)$|^(?:www\.|the )|\.\w+$", "", other.source.article.publisher.strip(), flags=re.I)
    text = sentence.sentence.text
    return len(outlet) >= 4 and bool(_CREDIT.search(text)) and re.search(rf"\b{re.escape(outlet)}\b", text) is not None


def _credited(sentence: PoolSentence) -> frozenset[str]:
    """Outlets that a sentence names beside a word of reporting, letters only."""
    text = sentence.sentence.text
    if not _CREDIT.search(text):
        return frozenset()
    return frozenset(_LETTERS.sub("", name.group().lower()) for name in _OUTLET.finditer(text))


def _is_outlet(names: frozenset[str], sentence: PoolSentence) -> bool:
    publisher = _LETTERS.sub("", sentence.source.article.publisher.lower().removeprefix("www."))
    return any(len(name) >= 3 and name in publisher for name in names)
