"""What a headline states, apart from its prefix, its outlet, its topic label and who says it.

Agencies attribute in their own ways (CORE: TAIL; CORE, X says; X says CORE; HEAD: CORE; CORE - X), and a dash or
a colon may as well be an outlet or a topic.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from coranto.analyze.marks import quoted_spans
from coranto.analyze.speech import (
    SAYING_FORMS,
    SEATS,
    SHOWING_FORMS,
    TAIL_FORMS,
    has_role_word,
    is_authority,
    is_outlet,
)
from coranto.analyze.wrapping import DASH, stripped_span
from coranto.types import Token

TAIL_WORDS = 5
"""A speaker behind a colon has no more words than this."""

_COMMA_TAIL = re.compile(r",\s+(?P<speaker>[^,:;]{2,70}?)\s+(?P<verb>[a-z]+|[A-Z][a-z]+)$")
_COMMA_TOLD = re.compile(r",\s+(?P<speaker>[^,:;]{2,60}?)\s+(?P<verb>tells?|told)\s+[^,:;]{2,40}$")
_COMMA_TURNED = re.compile(
    r",\s+(?P<verb>say|says|said|warns?|reports?|claims?|insists?|announces?)\s+(?P<speaker>[^,:;]{2,60})$",
    re.IGNORECASE,
)
_BARE_SAY = re.compile(r"^(?P<core>.+?),\s+(?P<verb>say|claim)\s+(?P<speaker>[^,:;]{2,60})$", re.IGNORECASE)
_ACCORDING = re.compile(r",?\s+according to\s+(?P<speaker>[^,:;]{2,60})$", re.IGNORECASE)
_HEAD_SAYS = re.compile(r"^(?P<speaker>[^,:;]{2,60}?)\s+(?P<verb>\w+)\s+(?:that\s+)?(?P<core>.{8,})$")
_PRONOUN = re.compile(r"^(?:he|she|it|they|we|i|his|her|its|their|there)\b", re.IGNORECASE)
_NO_CLAUSE = re.compile(r"^(?:no|yes|goodbye|farewell|hello|thanks?|sorry)\b(?: to\b|$)", re.IGNORECASE)
_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|[Mm]e|I['’]m)\b")
_WORD = re.compile(r"[^\W_][\w.’'&-]*")
_SMALL = frozenset(
    """
    of the for and in at to on a an by de la van von al el
    """.split()
)
_TIGHT = re.compile(
    r"(?<=[a-z]{3})-(?=(?:army|military|police|sources?|officials?|minist(?:ry|er)|prosecutors?|court|lawyers?|spokes\w+"
    r"|government|media|agency|report|union|witness(?:es)?)$)",
    re.IGNORECASE,
)
"""A hyphen that stands for a dash before who says it, as some agencies print: "... punched soldier-army"."""
_FORE_PARTS = frozenset("vice deputy anti trade labo labour labor secret riot state news social federal high".split())
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """The parts of a title as offsets into it.

    ``core`` is what it states. ``cut`` and ``speaker`` are the words of the attribution and of the speaker in
    it, or None; ``verb`` is the printed verb of saying, "" behind a colon or dash.
    """

    core: tuple[int, int]
    cut: tuple[int, int] | None = None
    speaker: tuple[int, int] | None = None
    verb: str = ""


def read_headline(
    title: str,
    tokens: Sequence[Token],
    *,
    publisher: str,
    is_person: Callable[[str], bool],
    is_known: Callable[[str], bool],
) -> Headline:
    """Find the core of a title and its attribution.

    ``tokens`` are those of the title parsed as a whole. ``is_person`` and ``is_known`` say whether words are a
    person, or any name, of the article's body.
    """
    start, end = stripped_span(title, publisher)
    reader = _Reader(title, tokens, publisher, is_person, is_known)
    return (
        reader.colon(start, end)
        or reader.dash(start, end)
        or reader.comma(start, end)
        or reader.head(start, end)
        or reader.topic(start, end)
        or Headline(core=(start, end))
    )


class _Reader:
    def __init__(
        self,
        title: str,
        tokens: Sequence[Token],
        publisher: str,
        is_person: Callable[[str], bool],
        is_known: Callable[[str], bool],
    ) -> None:
        self.title = title
        self.tokens = tokens
        self.publisher = publisher
        self.is_person = is_person
        self.is_known = is_known
        self.quoted = quoted_spans(title, 0, len(title))
        body_words = [w for w in _WORD.findall(title) if len(w) > 3]
        self.title_case = bool(body_words) and sum(w[0].isupper() for w in body_words) > 0.7 * len(body_words)

    def colon(self, start: int, end: int) -> Headline | None:
        """CORE: TAIL or HEAD: CORE."""
        places = [
            m.start()
            for m in re.finditer(r":(?=\s)", self.title[:end])
            if m.start() > start and self._outside(m.start())
        ]
        if not places:
            return None
        last = places[-1]
        tail = self._trim(last + 1, end)
        if self._is_tail(start, last, tail):
            return Headline(core=self._trim(start, last), cut=(last, end), speaker=tail)
        first = places[0]
        head, core = self._trim(start, first), self._trim(first + 1, end)
        if self._is_head(head, core):
            whole = self._needs_speaker(core)
            return Headline(core=(start, end) if whole else core, cut=(start, core[0]), speaker=head)
        return None

    def topic(self, start: int, end: int) -> Headline | None:
        """TOPIC: CORE. The label stays where the core lacks its names."""
        match = re.search(r":(?=\s)", self.title[start:end])
        if match is None or match.start() == 0 or not self._outside(start + match.start()):
            return None
        head, core = self._trim(start, start + match.start()), self._trim(start + match.end(), end)
        said = self._names(head) & self._names(core) or not self._names(head)
        return Headline(core=core) if said and len(self._text(core).split()) > 2 else None

    def dash(self, start: int, end: int) -> Headline | None:
        """CORE - SURNAME, CORE - police."""
        dashes = [m for m in DASH.finditer(self.title, start, end) if self._outside(m.start())]
        tight = _TIGHT.search(self.title, start, end)
        if tight is not None and re.split(r"\W", self.title[start : tight.start()])[-1].lower() not in _FORE_PARTS:
            dashes.append(tight)
        if not dashes:
            return None
        match = dashes[-1]
        tail = self._trim(match.end(), end)
        words = self._text(tail)
        small = len(words.split()) <= TAIL_WORDS and not self._finite(*tail)
        if small and (has_role_word(words) or self.is_person(words)) and self._verbal(start, match.start()):
            return Headline(core=self._trim(start, match.start()), cut=(match.start(), end), speaker=tail)
        return None

    def comma(self, start: int, end: int) -> Headline | None:
        """CORE, X says; CORE, says X; CORE, say X; CORE, according to X."""
        text = self.title[start:end]
        for pattern in (_COMMA_TAIL, _COMMA_TOLD, _COMMA_TURNED, _BARE_SAY, _ACCORDING):
            match = pattern.search(text)
            if match is None or not self._outside(start + match.end() - 1):
                continue
            verb = match.groupdict().get("verb") or ""
            if pattern is _COMMA_TAIL and verb.lower() not in TAIL_FORMS:
                continue
            speaker = (start + match.start("speaker"), start + match.end("speaker"))
            words = self._text(speaker)
            cut = match.end("core") if pattern is _BARE_SAY else match.start()
            if len(words.split()) > 7 or cut < 8 or not self._is_speaker(words) or self._finite(*speaker):
                continue
            return Headline(
                core=self._trim(start, start + cut), cut=(start + cut, end), speaker=speaker, verb=verb or "according"
            )
        return None

    def head(self, start: int, end: int) -> Headline | None:
        """X says CORE, if what follows is a clause."""
        text = self.title[start:end]
        words = list(re.finditer(r"\S+", text))
        for n, word in enumerate(words[1:8], start=1):
            if (
                word[0].lower() not in SAYING_FORMS
                or (word[0][0].isupper() and not self.title_case)
                or not self._outside(start + word.start())
            ):
                continue
            speaker = (start, start + words[n - 1].end())
            name = self._text(speaker)
            rest = re.match(r"\s+(?:that\s+)?", text[word.end() :])
            if rest is None or "," in name or ":" in name or self._finite(*speaker) or not self._is_speaker(name):
                return None
            if word[0].lower() in SHOWING_FORMS and not has_role_word(name):
                return None
            core = (start + word.end() + rest.end(), end)
            plain = word[0].lower() in ("says", "say", "said") and not _NO_CLAUSE.match(self._text(core))
            if not (plain or self._clause(core)) or len(self._text(core).split()) < 3:
                return None
            whole = self._needs_speaker(core)
            return Headline(core=(start, end) if whole else core, cut=(start, core[0]), speaker=speaker, verb=word[0])
        return None

    # --- tests ----------------------------------------------------------------------------------------

    def _is_tail(self, start: int, colon: int, tail: tuple[int, int]) -> bool:
        words = self._text(tail).split()
        if not words or len(words) > TAIL_WORDS or '"' in self._text(tail) or self._text(tail)[0] in "‘“'\"":
            return False
        if words[-1][-1] in "!?…" or re.match(r"\d", words[0]):
            return False
        role = has_role_word(self._text(tail)) and not self._tells(words)
        if self._finite(*tail) and not (role and len(words) <= 3):
            return False
        capital = all(w[0].isupper() or w.lower() in _SMALL for w in words)
        known = self.is_person(self._text(tail)) or self.is_known(self._text(tail))
        if not (role or capital or known):
            return False
        if known or role:
            return self._verbal(start, colon) or colon - start > 20
        return self._verbal(start, colon) and not (self.title_case and len(words) > 3)

    def _tells(self, words: list[str]) -> bool:
        """Whether the words go on after their role in small letters, as news does: "protesters block depot"."""
        last = re.split(r" (?:of|for|in|at|on|from|to) ", " ".join(words))[0].split()[-1]
        return last.islower() and not has_role_word(last)

    def _is_head(self, head: tuple[int, int], core: tuple[int, int]) -> bool:
        words = self._text(head)
        if len(words.split()) > 6 or self._finite(*head) or len(self._text(core).split()) < 3:
            return False
        if words.lower().removeprefix("the ") in SEATS or self.is_person(words):
            return True
        return has_role_word(words) and not self._topic(words)

    def _topic(self, words: str) -> bool:
        """Whether a label with a role word is a subject rather than a speaker: "Police shooting: ..."."""
        last = re.split(r" (?:of|for|in|at|on|from) ", words)[0].split()[-1]
        return not has_role_word(last)

    def _is_speaker(self, words: str) -> bool:
        bare = words.removeprefix("the ").removeprefix("The ")
        return bool(bare) and (bare[0].isupper() or has_role_word(bare) or self.is_person(bare))

    def _needs_speaker(self, core: tuple[int, int]) -> bool:
        """Whether the core alone would hang: it opens with a pronoun, or speaks in the first person."""
        text = self._text(core)
        return bool(_PRONOUN.match(text)) or text[0] in "'\"‘“" or bool(_FIRST_PERSON.search(text))

    def _clause(self, span: tuple[int, int]) -> bool:
        comma = self.title.find(",", *span)
        inside = self._inside(span[0], comma if comma > 0 else span[1])  # "claims attack, police say" has none
        return any(t.tag in _FINITE or t.tag in ("VBN", "VB") for t in inside[1:]) or any(
            t.pos in ("VERB", "AUX") for t in inside
        )

    def _verbal(self, start: int, end: int) -> bool:
        return any(t.pos in ("VERB", "AUX") or t.tag.startswith("VB") for t in self._inside(start, end))

    def _finite(self, start: int, end: int) -> bool:
        return any(t.tag in _FINITE and t.text.lower() not in ("gov't",) for t in self._inside(start, end))

    def _names(self, span: tuple[int, int]) -> frozenset[str]:
        return frozenset(
            w.lower().removesuffix("'s").removesuffix("’s")
            for w in _WORD.findall(self._text(span))
            if len(w) > 3 or w.isupper()
        )

    def _inside(self, start: int, end: int) -> list[Token]:
        return [t for t in self.tokens if start <= t.start and t.end <= end]

    def _outside(self, place: int) -> bool:
        return not any(a < place < b for a, b in self.quoted)

    def _text(self, span: tuple[int, int]) -> str:
        return self.title[span[0] : span[1]]

    def _trim(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.title[start].isspace():
            start += 1
        while start < end and self.title[end - 1] in " \t,;:–—-":
            end -= 1
        return start, end


def speaks_with_authority(words: str, role: str | None, *, person: bool) -> bool:
    """Whether a headline's speaker is a body or official: a name of several capitals that is no person counts, too."""
    if is_authority(words, role):
        return True
    parts = words.split()
    capitals = len(parts) > 1 and all(p[0].isupper() for p in parts) and not any("-" in p for p in parts)
    return capitals and not person and not has_role_word(words) and not is_outlet(words)
