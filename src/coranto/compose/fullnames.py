"""Writes a surname in full, with the role, where a page names a person for the first time.

Each article introduces its people in its own place; a page that is put together from several must do so itself.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from coranto.compose.introductions import ROLE_WORD, Person, people_of
from coranto.types import Edit, Source, Statement

_HONORIFIC = re.compile(r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Lady)\.?\s+$")
_CALENDAR = frozenset("March April May June August Monday Sunday".split())
"""Surnames that are mostly dates."""
_OF_PLACES = frozenset(
    "Port Lake Cape Mount Fort San Santa Saint St St. New Upper Lower North South East West Bay Isle".split()
)
"""First words of names of places, which the tagger takes for persons."""
_SHORT_TITLES = frozenset("Gov. Sen. Rep. Gen. Col. Capt. Lt. Sgt. Pres. Prof. Adm.".split())
_BEFORE_A_NAME = frozenset(
    """and or but that when while as after before since because if than though although where with by to of for from
    against between about on in at into over under says said told tells say like via""".split()
)
"""Words after which a name stands for itself, so that its role may be written before it."""


def full_names(
    statement: Statement, sources: Mapping[int, Source], *, known: Collection[str] = (), borrow: bool = True
) -> tuple[Statement, frozenset[str]]:
    """The statement with the first mention of each person in full, and the names that a page then knows.

    ``known`` are the full names that the page has introduced; they stay as they are. The form is taken from the article
    that is cited. With ``borrow`` it may come from another one, which is then cited too, for a person who needs it: not
    where a role or "Mr" stands before the surname, nor for a first name alone where a headline does without it.
    A surname is left as printed where two persons of the story share it, where the page knows the person under another
    spelling, where it stands before a noun ("the Orr government"), and inside quotation marks.
    """
    people = people_of(sources)
    every = {p.name for persons in people.values() for p in persons}
    introduced = set(known)
    for surname in sorted(people, key=lambda s: (_first(statement.text, s), s)):
        candidates = people[surname]
        names = sorted({p.name for p in candidates})
        if len(names) > 1:
            # two of one surname in the story: the cited articles may know only one of them
            candidates = [p for p in candidates if p.evidence.source in statement.citations]
            names = sorted({p.name for p in candidates})
        if surname in _CALENDAR or len(names) != 1 or _first(statement.text, surname) < 0:
            continue
        name = names[0]
        if name.split()[0] == surname and len({n for n in every if n.split()[0] == surname}) > 1:
            continue  # a family name that stands first is borne by many
        if name in introduced or any(_is_one_person(name, other, sources) for other in introduced):
            continue
        person = _nearest(candidates, statement)
        borrowed = person.evidence.source not in statement.citations
        if borrowed and (not borrow or _is_known_without(surname, person, statement.text, sources)):
            continue
        introduced.add(name)
        if re.search(rf"\b{re.escape(name)}\b", statement.text):
            statement = _with_role(statement, person)
            continue
        statement = _expanded(statement, surname, person)
    return statement, frozenset(introduced)


def _is_one_person(name: str, other: str, sources: Mapping[int, Source]) -> bool:
    """Whether two full names with one surname are two spellings: no article has both."""
    if name.split()[-1] != other.split()[-1] or name == other:
        return False
    return not any(name in s.article.text and other in s.article.text for s in sources.values())


def _is_known_without(surname: str, person: Person, text: str, sources: Mapping[int, Source]) -> bool:
    """Whether the surname says enough: with a role before it, or alone in a headline if there is no role to borrow."""
    name = person.name
    match = _mention(text, surname)
    before = text[: match.start()] if match else ""
    word = before.rstrip().split()[-1:] or [""]
    if name in text:
        return False  # only the role is lacking
    if _HONORIFIC.search(before) or ROLE_WORD.fullmatch(word[0]) or word[0] in _SHORT_TITLES:
        return True
    titles = [s.article.title for s in sources.values()]
    return person.introduced == name and any(
        name not in title and _mention(title, surname) is not None for title in titles
    )


def surely_named(
    statement: Statement, sources: Mapping[int, Source], *, known: Collection[str] = (), borrow: bool = True
) -> tuple[Statement, frozenset[str]]:
    """As ``full_names``; a statement in which a name written out may be none stays as it is, and teaches nobody."""
    named, now_known = full_names(statement, sources, known=known, borrow=borrow)
    if _is_doubtful(named.edits[len(statement.edits) :], list(sources.values())):
        return statement, frozenset(known)
    return named, now_known


def _is_doubtful(edits: Sequence[Edit], sources: Sequence[Source]) -> bool:
    """Whether a name that was written out may be none: it names a place or a body, too, or only begins sentences."""
    for edit in edits:
        if edit.after.split()[0] in _OF_PLACES or any(_as_place(edit.before, s.article.text) for s in sources):
            return True
        names = [m for s in sources for m in s.analysis.mentions if m.text == edit.before]
        if any(m.label in {"place", "organisation"} for m in names) or re.search(r" [-–—] ", edit.after):
            return True
        if edit.before[:1].isupper() and _is_a_word(edit, sources):
            return True
        inside = rf"[a-z,;:\"“] {re.escape(' '.join(edit.after.split()[-2:]))}\b"
        if not any(re.search(inside, s.article.text) for s in sources):
            return True
    return False


def _is_a_word(edit: Edit, sources: Sequence[Source]) -> bool:
    """Whether the article that has the long form writes the short one small as often: "lensing" is nobody's surname."""
    name, short = " ".join(edit.after.split()[-2:]), re.escape(edit.before)
    return any(
        0 < len(re.findall(rf"\b{short.lower()}\b", s.article.text)) >= len(re.findall(rf"\b{short}\b", s.article.text))
        for s in sources
        if name in s.article.text
    )


def _as_place(name: str, text: str) -> bool:
    """Whether a text has the short name as a place's: "the province of Abela"."""
    return (
        re.search(rf"\b(?:province|town|city|county|island|valley|village|river|port) of {re.escape(name)}\b", text)
        is not None
    )


def _first(text: str, surname: str) -> int:
    match = _mention(text, surname)
    return match.start() if match else -1


def _mention(text: str, surname: str) -> re.Match[str] | None:
    """The surname by itself: no part of a longer name, not before a noun, outside quotation marks."""
    outside = re.sub(r"[\"“][^\"”]*[\"”]", lambda m: " " * len(m.group()), text)
    return re.search(rf"(?<![\w-]){re.escape(surname)}(?![\w-])(?!\s+[A-Z])", outside)


def _nearest(candidates: Sequence[Person], statement: Statement) -> Person:
    """From a cited article first; with a role before without; then in order of the sources."""
    cited = set(statement.citations)
    return min(candidates, key=lambda p: (p.evidence.source not in cited, p.introduced == p.name, p.evidence.source))


def _with_role(statement: Statement, person: Person) -> Statement:
    """A full name without its role gets it, unless words right before or after the name introduce the person there."""
    outside = re.sub(r"[\"“][^\"”]*[\"”]", lambda m: " " * len(m.group()), statement.text)
    match = re.search(rf"(?<![\w-]){re.escape(person.name)}(?![\w'’-])", outside)
    if (
        match is None
        or person.introduced == person.name
        or re.match(r",\s+(?:the|a|an|who|\d|[a-z])|\s+of\s+[A-Z]", outside[match.end() :])
    ):
        return statement
    previous = outside[: match.start()].rstrip().split()[-1:] or [""]
    if previous[0].isalpha() and previous[0].lower() not in _BEFORE_A_NAME:
        return statement  # "candidate Ida Brandt", "daredevil Ida Brandt": the article introduces the person itself
    if re.search(r"['’]s$|,$", previous[0]) or ROLE_WORD.search(previous[0]) or previous[0][:1].isupper():
        return statement
    return _put(statement, match.start(), match.end(), person.introduced, person)


def _expanded(statement: Statement, surname: str, person: Person) -> Statement:
    match = _mention(statement.text, surname)
    if match is None or not _may_stand(statement.text, match):
        return statement
    start = match.start()
    honorific = _HONORIFIC.search(statement.text[:start])
    if honorific:
        start = honorific.start()
    after = person.introduced
    preceding = statement.text[:start].rstrip().split()[-1:] or [""]
    if preceding[0].lower() in person.name.lower().split():
        return statement  # "VLADIMIR Putin"
    if ROLE_WORD.fullmatch(preceding[0].strip(",")) or re.search(r"['’]s$", preceding[0]):
        after = person.name
    return _put(statement, start, match.end(), after, person)


def _put(statement: Statement, start: int, end: int, after: str, person: Person) -> Statement:
    """The statement with ``after`` in place of ``start``..``end``, recorded, and cited where no passage says it yet."""
    if start == 0:
        after = after[:1].upper() + after[1:]
    before = statement.text[start:end]
    evidence = statement.evidence
    if person.introduced not in " ".join(e.quote for e in evidence):
        evidence = (*evidence, person.evidence)
    edit = Edit(before=before, after=after, why="first mention in full, as the cited article introduces the person")
    text = statement.text[:start] + after + statement.text[end:]
    return replace(statement, text=text, evidence=evidence, form="edited", edits=(*statement.edits, edit))


def _may_stand(text: str, match: re.Match[str]) -> bool:
    """Not before a noun ("the Orr government", "Orr's" is fine) and not after a nationality or a first name."""
    after = text[match.end() :]
    if re.match(
        r"\s+(?:government|administration|campaign|family|team|camp|cabinet|brothers|sisters|era|bill|plan|case)\b",
        after,
    ):
        return False
    before = text[: match.start()].rstrip()
    previous = before.split()[-1:] or [""]
    if previous[0].lower() == "the" or re.match(r"\s+of\s+[A-Z]", after):
        return False  # "the Strait of Hormuz": persons have no article
    if _HONORIFIC.search(text[: match.start()]):
        return True
    if re.search(r"['’]s$", previous[0]):
        return True
    if re.search(r"[,;:]$", previous[0]):
        return True
    return not (previous[0][:1].isupper() and not ROLE_WORD.search(previous[0]) and len(before.split()) > 1)
