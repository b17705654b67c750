"""Names and terms that a reader may not know, explained in a source's own words.

Three shapes are read, all of them short and self-contained: an apposition ("Ostmark, a port of 40,000
people, ..."), a description before a name ("the presidential office Rosen House"), and an abbreviation
spelt out ("letters of intent (LOIs)"). The noun must fit the kind of name, else nothing is said; and what is
explained must stand on the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coranto.types import ContextNote, Evidence, Mention, Sentence, Source, Statement, Token

MOST_NOTES = 6
_PRONOUNS = frozenset(
    "i you he she it we they him her us them his its our their this that these those who whom here there".split()
)
_PERSON = re.compile(
    r"(?:er|or|ist|ian|man|woman|ee)$|^(?:chief|head|premier|coach|expert|advocate|official|aide|analyst|president|mayor"
    r"|diplomat|pilot|chair|judge|secretary|envoy|captain|general|scholar|critic|nurse|attorney|colonel|admiral|sergeant"
    r"|lieutenant|agent|student|resident|superintendent|correspondent|dissident|opponent|accountant|assistant|militant"
    r"|consultant|immigrant|activist|ceo|boss|star|poet|monk|nun|priest|bishop|king|queen|prince|princess|spokes\w+"
    r"|native|veteran|republican|democrat|politician|astronaut|architect|athlete|chef|host|guard|partner|fellow|widow)$"
)
_NO_PERSON = re.compile(
    r"^(?:\w*paper|letter|newsletter|number|matter|order|chapter|offer|encounter|disaster|thriller|favou?r|factor|error"
    r"|horror|honou?r|labou?r|door|floor|power|water|summer|winter|river|tower|computer|dinner|corner|quarter|answer"
    r"|reminder|trailer|blockbuster|committee|fee|career|border|chamber|poster|helicopter|centre|center|tumor"
    r"|mirror|motor|sector|terror|tremor|error|decor|over|other|former|latter)$"
)
_PLACES = frozenset(
    """
    city town village hamlet port capital country nation state province region district county island islet suburb
    neighbourhood neighborhood municipality republic kingdom territory archipelago peninsula mountain volcano river lake
    sea bay strait valley desert resort settlement commune township borough enclave stronghold area community airport
    harbour harbor park forest reserve reef prison dam bridge canal plateau quarter emirate principality colony
    monarchy democracy crossing outpost ghetto metropolis
    """.split()
)
_BODIES = frozenset(
    """
    company firm agency group organisation organization party bank maker manufacturer charity union federation
    association institute institution university college school hospital tank newspaper magazine weekly daily
    broadcaster channel network outlet website platform ministry department office bureau commission committee council
    court tribunal parliament assembly congress senate legislature chamber army force militia police unit branch arm
    subsidiary division operator airline carrier retailer chain startup start-up developer publisher producer supplier
    provider utility team club league society foundation fund trust alliance coalition bloc movement faction body
    watchdog regulator authority board corporation conglomerate studio laboratory lab museum theatre theater church
    cooperative consortium venture business giant lobby band trio quartet orchestra brewery refinery
    """.split()
)
_THINGS = frozenset(
    """
    drug vaccine medicine medication treatment disease virus bacterium satellite rocket missile ship vessel aircraft
    plane jet helicopter boat ferry trawler tanker car phone smartphone app game film movie series song album book novel
    software system device protein gene species planet moon law treaty agreement pact programme program project
    language festival tournament race competition championship conference summit holiday feast award prize storm
    hurricane typhoon
    """.split()
)
# A hobby is no explanation: "an avid golfer" died as a singer.
_HOBBY = frozenset("avid keen passionate lifelong devoted proud self-described self-styled enthusiastic".split())
_DETERMINERS = frozenset(("a", "an", "the"))
_ABBREVIATION = re.compile(r"\(([A-Z]{2,6})s?\)")


def write_context(sources: Sequence[Source], page: Iterable[str]) -> tuple[ContextNote, ...]:
    """Explanations of names that occur in ``page`` (the printed texts), oldest source first, one a term."""
    printed = " ".join(page)
    notes: dict[str, ContextNote] = {}
    for source in sorted(sources, key=lambda s: -s.n):
        if source.copy_of is not None or source.analysis.language != "en":
            continue
        for sentence in source.analysis.sentences:
            if sentence.noise is not None or sentence.field == "title":
                continue
            for term, start, end in _explanations(source, sentence):
                if term in printed and term not in notes:
                    notes[term] = _note(source, sentence, term, start, end)
    return tuple(sorted(notes.values(), key=lambda note: printed.find(note.term)))[:MOST_NOTES]


def _explanations(source: Source, sentence: Sentence) -> list[tuple[str, int, int]]:
    found: list[tuple[str, int, int]] = []
    names = [m for m in source.analysis.mentions if m.sentence == sentence.index and m.field == sentence.field]
    for name in names:
        for span in (_apposition(sentence, name), _description(sentence, name)):
            if span is not None:
                found.append((name.entity, *span))
                break
    found.extend(_spelt_out(sentence))
    return found


def _apposition(sentence: Sentence, name: Mention) -> tuple[int, int] | None:
    """ ", a port of 40,000 people," right behind the name."""
    inside = [i for i, t in enumerate(sentence.tokens) if name.start <= t.start and t.end <= name.end]
    if not inside:
        return None
    for i, token in enumerate(sentence.tokens):
        if token.dep == "appos" and token.head in inside:
            span = _subtree(sentence.tokens, i)
            words = sentence.tokens[span[0] : span[1]]
            comma = span[0] == inside[-1] + 2 and sentence.tokens[inside[-1] + 1].text == ","
            closed = span[1] < len(sentence.tokens) and sentence.tokens[span[1]].text in {",", "."}
            listed = any(
                t.dep == "det" and words[0].start < t.start and sentence.tokens[t.head].dep == "conj" for t in words
            )
            if comma and closed and not listed and _fits(name.label, token) and _explains(words):
                return words[0].start, words[-1].end
    return None


def _description(sentence: Sentence, name: Mention) -> tuple[int, int] | None:
    """ "the presidential office" right before a name that is no person's."""
    following = sentence.text[name.end - sentence.start :]
    if name.label == "person" or following[:2] in {"'s", "’s"}:
        return None  # "a good chance Intel's idea": what follows the name is what is spoken of
    first = next((i for i, t in enumerate(sentence.tokens) if t.start == name.start), 0)
    start = first
    while start > 0 and first - start < 5 and _lower_noun_or_adjective(sentence.tokens[start - 1]):
        start -= 1
    if start == 0 or first - start < 2 or sentence.tokens[start - 1].text.lower() not in _DETERMINERS:
        return None
    if sentence.tokens[first - 1].pos != "NOUN" or not _fits(name.label, sentence.tokens[first - 1]):
        return None
    return sentence.tokens[start - 1].start, sentence.tokens[first - 1].end


def _fits(label: str, noun: Token) -> bool:
    """Whether a noun says what such a name can be: an event is no person, and "the first time" is no country.

    A place is only a place; of other names taggers are less sure (a town may be an "event"), so the noun decides.
    """
    word = noun.lemma.lower()
    if label == "person":
        return noun.pos == "NOUN" and bool(_PERSON.search(word)) and not _NO_PERSON.search(word)
    if label == "place":
        return word in _PLACES
    return word in _PLACES | _BODIES | _THINGS or re.search(r"[a-z]maker$", word) is not None


def _lower_noun_or_adjective(token: Token) -> bool:
    return token.text.islower() and token.pos in {"NOUN", "ADJ"} and token.text.isalpha()


def _spelt_out(sentence: Sentence) -> list[tuple[str, int, int]]:
    """ "letters of intent (LOIs)": the words before the bracket whose initials are the abbreviation."""
    found = []
    for match in _ABBREVIATION.finditer(sentence.text):
        initials = match.group(1)
        words = list(re.finditer(r"[^\W\d_][\w'’-]*", sentence.text[: match.start()]))
        for size in range(len(initials), len(initials) + 3):
            chosen = words[-size:]
            letters = [w.group()[0].upper() for w in chosen if len(w.group()) > 3 or w.group()[0].isupper()]
            every = [w.group()[0].upper() for w in chosen]
            if len(chosen) == size and initials in {"".join(letters), "".join(every)}:
                found.append((initials, sentence.start + chosen[0].start(), sentence.start + chosen[-1].end()))
                break
    return found


def _subtree(tokens: Sequence[Token], root: int) -> tuple[int, int]:
    inside = {root}
    grown = True
    while grown:
        fresh = {i for i, t in enumerate(tokens) if t.head in inside} - inside
        grown = bool(fresh)
        inside |= fresh
    return min(inside), max(inside) + 1


def _explains(words: Sequence[Token]) -> bool:
    """Whether an apposition stands by itself: a determiner first, three to twenty words, no pronoun, no quotation.

    "The mayor of Ostmark" says of where, "the union's secretary" whose; "the elderly fisherman" is for who knows.
    """
    texts = [w.text.lower() for w in words]
    return (
        3 <= len(words) <= 20
        and texts[0] in _DETERMINERS
        and words[1].text[0].islower()
        and (texts[0] != "the" or any(w.pos == "PROPN" or w.tag == "POS" or w.text[:1].isupper() for w in words))
        and not (_PRONOUNS | _HOBBY) & set(texts)
        and not any(mark in text for text in texts for mark in ('"', "“", "”"))
        and any(w.pos == "NOUN" for w in words)
    )


def _note(source: Source, sentence: Sentence, term: str, start: int, end: int) -> ContextNote:
    body = source.article.text
    words = body[start:end]
    shown = words[0].upper() + words[1:] + "."
    first = min(start, sentence.start)
    evidence = Evidence(source=source.n, field="text", start=first, end=sentence.end, quote=body[first : sentence.end])
    return ContextNote(term=term, statement=Statement(text=shown, evidence=(evidence,), form="verbatim"))
