"""A parsed sentence that shrinks by whole dependents, and what of it must never go.

Whole dependents go or stay, and one that carries a guarded word (a negation, a hedge, a limit) stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from coranto.compose.desk_grammar import words_in
from coranto.compose.headline_form import SAYING, is_finite, subject_of
from coranto.types import Parsed

GUARDED = frozenset(
    """not n't n’t no none nobody nothing never neither nor without only just merely apparently allegedly reportedly
    possibly probably likely unlikely perhaps maybe may might could should would can if unless until except provided
    least most more less fewer nearly almost about around up alleged suspected accused hardly
    barely scarcely rarely seldom cannot ca wo unconfirmed preliminary provisional attempted planned proposed
    possible potential alive so far yet still temporarily partly partially some half conditional despite although
    though but attempt try refuse fail deny stop avoid against denies denied refused failed tried attempts own alone
    solo single-handedly""".split()
)
_DAYS = re.compile(
    r"^(?:mon|tues|wednes|thurs|fri|satur|sun)day$|^(?:jan|feb|aug|sept|oct|nov|dec)\.?$|^(?:january|february|march|april"
    r"|june|july|august|september|october|november|december)$|^(?:yesterday|today|tomorrow|tonight|morning|evening|night"
    r"|afternoon)$",
    re.I,
)
_MONTHS = re.compile(
    r"(?:jan|feb|aug|sept|oct|nov|dec)\.?$|(?:january|february|march|april|may|june|july|august|september|october"
    r"|november|december)$",
    re.I,
)
_UNITS = frozenset("minute hour day week month season quarter year decade century".split())
_LIMITS = frozenset("barring pending excluding excepting depending assuming provided providing including".split())
"""Participles that say under what condition, or with what exception, the main clause holds."""
_PICKS = frozenset("the first last only all every any each those no most next second third".split())
_NOBODY = frozenset({"no", "none", "only", "nobody", "neither", "there"})
_OF_FIGURES = frozenset("least most more less fewer nearly almost about around up some half".split())
_OF_PARTICLES = frozenset({"up", "about", "around"})
_COMPLETES = frozenset("dobj attr acomp xcomp ccomp prep oprd auxpass prt agent".split())
_NEEDS_CLAUSE = frozenset(
    """resolution bill plan law report deal move proposal motion letter order measure decision way step statement rule
    idea claim message document video clause place time person people those anyone everyone""".split()
)
DATE_CUT = "date cut, it stands in the text"
_FILLERS = frozenset("also now then later meanwhile separately recently finally currently".split())


class ClauseTree:
    """A parsed sentence that shrinks by whole dependents."""

    def __init__(self, parsed: Parsed, text: str, known: frozenset[str]) -> None:
        self.tokens, self.text, self.known = parsed.tokens, text, known
        self.root = next(i for i, t in enumerate(self.tokens) if t.head == i)
        self.subject = subject_of(self.tokens, self.root) if is_finite(self.tokens, self.root) else None
        self.kept = [True] * len(self.tokens)
        self._spans: dict[int, tuple[int, int]] = {}
        self.cuts: list[tuple[str, str]] = []
        self.dates = {
            i
            for i, t in enumerate(self.tokens)
            if _DAYS.match(t.text)
            or any(s <= t.start < e and label in {"DATE", "TIME"} for s, e, label in parsed.names)
        }

    def word(self, place: int) -> str:
        """The word at this place, as printed."""
        return self.tokens[place].text

    def stages(self) -> list[tuple[str, list[int]]]:
        """What may go, in order of how little it tells; each stage looks at the sentence before any cut."""
        t, root = self.tokens, self.root
        before = [i for i, x in enumerate(t) if x.head == root and self._span(i)[1] < (self.subject or 0)]
        return [
            ("aside cut", self._where(self._is_aside)),
            (
                "clause beside the main one cut",
                self._where(lambda i: t[i].dep in {"advcl", "ccomp"} and self._loose(i)),
            ),
            ("what stands before the main clause cut", [i for i in before if t[i].dep not in {"aux", "expl", "punct"}]),
            (DATE_CUT, self._where(self._is_date_phrase)),
            (
                "adverb cut",
                self._where(
                    lambda i: (
                        t[i].dep == "advmod"
                        and t[i].head == root
                        and (t[i].text.endswith("ly") or t[i].text.lower() in _FILLERS)
                    )
                ),
            ),
        ]

    def only_says(self) -> bool:
        """Whether the main verb only says something ("said that ..."); who announces a ban or claims an attack acts."""
        if self.tokens[self.root].lemma not in SAYING:
            return False
        kinds = {t.dep for i, t in enumerate(self.tokens) if t.head == self.root and i > self.root}
        return "dobj" not in kinds or bool(kinds & {"ccomp", "parataxis"})

    def speaks_of_nobody(self) -> bool:
        """ "No trains ran on Tuesday": whatever is cut from such a sentence makes it say more."""
        first, last = self._span(self.subject) if self.subject is not None else (0, -1)
        return any(self.word(i).lower() in _NOBODY for i in range(first, last + 1))

    def call_by_headline_names(self, names: Mapping[str, str]) -> None:
        """Leave of each full name what headlines print, without the titles before it."""
        for full, short in sorted(names.items()):
            for match in re.finditer(rf"(?<!\w){re.escape(full)}(?!\w)", self.text):
                inside = [i for i, t in enumerate(self.tokens) if match.start() <= t.start < match.end()]
                kept = [i for i in inside if self.tokens[i].text == short]
                if len(kept) != 1 or self.tokens[kept[0]].dep == "compound" or re.search(r"\d", full):
                    continue
                titles = [
                    i
                    for i in range(inside[0])
                    if self.tokens[i].head in inside and self.tokens[i].dep in {"compound", "amod", "nmod"}
                ]
                titles += [i for i in range(inside[0]) if self.tokens[i].head in titles]
                gone = sorted(i for i in {*titles, *inside} if i != kept[0])
                if (
                    gone
                    and gone[0] == inside[-1] - len(gone)
                    and not any(self.word(i).lower() in GUARDED for i in gone)
                ):
                    for i in gone:
                        self.kept[i] = False
                    self.cuts.append((match.group(), "name as the story's headlines print it"))

    def cut(self, head: int, why: str) -> bool:
        """Cut a word with all that hangs on it; False, and nothing cut, where that would change what is said."""
        first, last = self._span(head)
        inside = [i for i in range(first, last + 1) if self.kept[i]]
        if not inside or not self.kept[head] or first <= self.root <= last:
            return False
        if self.subject is not None and first <= self.subject <= last:
            return False
        if self.tokens[head].dep == "prep" and first == last:
            return False  # a preposition whose noun the parser has put elsewhere
        if self._compares(first) or (not self._goes_on(head, first) and any(self._guards(i, last) for i in inside)):
            return False
        first = self._with_link(head, first)
        gone = self.text[self.tokens[first].start : self.tokens[last].end]
        for i in range(first, last + 1):
            self.kept[i] = False
        self.cuts.append((gone, why))
        if why == DATE_CUT and first > 0 and self.word(first - 1).lower() in {"early", "late"}:
            self.kept[first - 1] = False
        return True

    def _goes_on(self, head: int, first: int) -> bool:
        """Whether a clause only goes on after a comma (", saying ...", ", which ..."): it limits nothing before it."""
        if first == 0 or first < self.root or self.word(first - 1) != ",":
            return False
        token = self.tokens[head]
        if token.dep == "advcl":
            return first == head and token.tag == "VBG" and token.text.lower() not in _LIMITS
        return token.dep == "relcl" and self.word(first).lower() in {"which", "who", "whose", "where"}

    def _compares(self, first: int) -> bool:
        """Whether words stand behind a "than", without which the comparison is another."""
        return any(self.word(i).lower() == "than" for i in range(self.root, first))

    def _with_link(self, head: int, first: int) -> int:
        """Where a joined clause begins with the "and" or "but" that joins it."""
        if self.tokens[head].dep != "conj":
            return first
        start = first
        while start > 0 and (self.tokens[start - 1].dep == "cc" or self.word(start - 1) == ","):
            start -= 1
        return start

    def _guards(self, place: int, last: int) -> bool:
        """Whether a word must not be cut. "At least" may go where the figure that it limits goes with it."""
        word = self.word(place).lower()
        if self.tokens[place].lemma == "claim" and self.tokens[place].pos == "VERB":
            return True
        if word not in GUARDED or self.word(place) == "May":
            return False
        if word in _OF_PARTICLES and not any(
            t.pos == "NUM" or t.text == "to" for t in self.tokens[place + 1 : place + 3]
        ):
            return False  # "step up", "asked about the pier"
        ahead = range(place + 1, min(place + 4, last + 1))
        return not (word in _OF_FIGURES and any(self.tokens[i].pos == "NUM" for i in ahead))

    def cut_last(self) -> bool:
        """Cut the last loose part: a second clause, or a phrase that neither verb nor object needs."""
        order = sorted(
            (i for i in range(len(self.tokens)) if self.kept[i] and self._may_go(i)),
            key=lambda i: (-self._span(i)[1], i),
        )
        return any(self.cut(i, "shortened to a headline's length") for i in order)

    def cut_unnamed(self) -> bool:
        """Cut the phrases that speak of "its systems", and joined clauses with "it"; whether there was one."""
        owners = self._where(lambda i: self.tokens[i].tag == "PRP$" and self.kept[i])
        pronouns = self._where(lambda i: self.tokens[i].tag == "PRP" and self.kept[i])

        def speaks_of(place: int, words: list[int]) -> bool:
            first, last = self._span(place)
            return any(first <= word <= last for word in words)

        phrases = self._where(
            lambda i: (
                i > self.root
                and (
                    (self.tokens[i].dep == "prep" and speaks_of(i, owners))
                    or (self.tokens[i].dep == "conj" and self.tokens[i].head == self.root and speaks_of(i, pronouns))
                )
            )
        )
        return sum(self.cut(i, "words about somebody who is not named here cut") for i in phrases) > 0

    def length(self) -> int:
        """How many words are kept, articles apart."""
        return words_in(self.printed())

    def printed(self) -> str:
        """The words kept, with commas beside a gap gone, without final stop, beginning with a capital."""
        parts: list[str] = []
        gap = False
        for i, token in enumerate(self.tokens):
            if not self.kept[i]:
                gap = True
                continue
            if token.pos == "PUNCT" and token.text in {",", "--", "-", "—", "–", ":"} and (gap or self._gap_after(i)):
                continue
            space = i > 0 and self.tokens[i - 1].end < token.start
            parts.append((" " if space or (gap and token.pos != "PUNCT") else "") + token.text)
            gap = False
        text = re.sub(r"\s+([,.;:])", r"\1", re.sub(r"\s+", " ", "".join(parts))).strip(" ,.;:-–—")
        text = re.sub(r"^(?:The|A|An) (?=[a-z])", "", re.sub(r"[,.](?=[\"”’]$)", "", text))
        return text[:1].upper() + text[1:]

    def _gap_after(self, place: int) -> bool:
        return place + 1 < len(self.tokens) and not self.kept[place + 1]

    def _where(self, test: Callable[[int], bool]) -> list[int]:
        return [i for i in range(len(self.tokens)) if test(i)]

    def _span(self, head: int) -> tuple[int, int]:
        if head not in self._spans:
            inside = [i for i in range(len(self.tokens)) if self._under(i, head)]
            self._spans[head] = (inside[0], inside[-1])
        return self._spans[head]

    def _under(self, place: int, head: int) -> bool:
        for _ in range(len(self.tokens)):
            if place == head:
                return True
            if self.tokens[place].head == place:
                return False
            place = self.tokens[place].head
        return False

    def _is_aside(self, head: int) -> bool:
        """A relative clause, or a name beside a name that a comma sets off ("forward Jan Ek" is one name)."""
        first, _ = self._span(head)
        set_off = first > 0 and self.word(first - 1) in {",", "—", "–", "--"}
        if self.tokens[head].dep == "relcl":
            return set_off or not self._picks_out(self.tokens[head].head)
        if self.tokens[head].dep in {"prep", "acl"} and set_off and head > self.root:
            return True
        if self.tokens[head].dep in {"acl", "prep", "nummod", "npadvmod"} and set_off and self._set_off_behind(head):
            return True
        if set_off and re.fullmatch(r"\d{1,3}", self.word(head)) and self._set_off_behind(head):
            return True  # an age
        return self.tokens[head].dep in {"appos", "parataxis"} and set_off and head not in self.dates

    def _set_off_behind(self, head: int) -> bool:
        _, last = self._span(head)
        return last + 1 < len(self.tokens) and self.word(last + 1) in {",", "—", "–", "--"}

    def _picks_out(self, noun: int) -> bool:
        """Whether a noun needs its relative clause: "the first glasses that ...", "all who ..."."""
        if self.tokens[noun].lemma.lower() in _NEEDS_CLAUSE:
            return True
        beside = [t for t in self.tokens if t.head == noun] + [self.tokens[noun]]
        return any(t.text.lower() in _PICKS or t.tag in {"JJS", "RBS"} for t in beside)

    def _loose(self, head: int) -> bool:
        """A clause set off by a comma, or led by after, as, while, when, because ... behind the main verb."""
        first, _ = self._span(head)
        upper = self.tokens[head].head
        if first < self.root or (upper != self.root and not self._is_complement(upper)):
            return False
        led = self.word(first).lower() in {"after", "as", "while", "when", "because", "since", "before", "where"}
        comma = first > 0 and self.word(first - 1) in {",", "—", "–", "--"}
        return (led or comma) and self.tokens[head].dep == "advcl"

    def _is_wherefore(self, head: int) -> bool:
        """ "criticised the club for barring girls", "described the win as a gift": without it the deed is another."""
        token = self.tokens[head]
        if token.text.lower() == "as":
            return True
        return token.text.lower() == "for" and any(t.head == head and t.dep == "pcomp" for t in self.tokens)

    def _is_complement(self, place: int) -> bool:
        """Whether a verb is what the main one takes: "vowed to press ahead"."""
        return self.tokens[place].head == self.root and self.tokens[place].dep == "xcomp"

    def _is_known(self, head: int) -> bool:
        """Whether a phrase only names a place that the page's headline names."""
        first, last = self._span(head)
        inside = [self.tokens[i] for i in range(first + 1, last + 1)]
        names = [t.text.lower() for t in inside if t.pos == "PROPN"]
        return bool(names) and set(names) <= self.known and all(t.pos in {"PROPN", "DET", "ADJ"} for t in inside)

    def _is_date_phrase(self, head: int) -> bool:
        token = self.tokens[head]
        first, last = self._span(head)
        words = [i for i in range(first, last + 1) if self.tokens[i].pos not in {"PUNCT", "ADP", "DET"}]
        if not words or not all(i in self.dates for i in words):
            return False
        if self._is_period(first, last):
            return False
        on = token.dep == "prep" and token.text.lower() in {"on", "in", "at"}
        # "two years after": a measure beside a preposition is no date
        beside = token.dep in {"npadvmod", "nmod", "tmod"} and self.tokens[token.head].pos in {"VERB", "AUX"}
        return (on or beside) and last - first <= 6

    def _is_period(self, first: int, last: int) -> bool:
        """Whether a time is a duration ("in three seasons"), or the month or year of a figure told beside it."""
        inside = self.tokens[first : last + 1]
        if not any(i in self.dates for i in range(first, last + 1)):
            return False
        counted = any(t.pos == "NUM" and not t.text.isdigit() for t in inside)
        if counted and any(t.lemma.lower() in _UNITS for t in inside):
            return True
        a_day = any(_DAYS.match(t.text) and not _MONTHS.match(t.text) for t in inside) or any(
            re.fullmatch(r"\d{1,2}", t.text) for t in inside
        )
        outside = [t for i, t in enumerate(self.tokens) if not first <= i <= last and i not in self.dates]
        return not a_day and any(t.pos == "NUM" for t in outside)

    def _may_go(self, head: int) -> bool:
        token = self.tokens[head]
        parent = self.tokens[token.head]
        if token.dep == "prep" and self._is_period(*self._span(head)):
            return False
        if head < self.root or token.head == head:
            return False
        if token.dep == "prep" and token.text.lower() in {"in", "at"} and self._is_known(head):
            return True
        if token.dep == "conj" and token.head == self.root and token.pos in {"VERB", "AUX"}:
            # "reopened to lorries and telephones work": the noun before the verb may be its subject, whatever is parsed
            first, _ = self._span(head)
            whole = any(t.head == self.root and t.dep in _COMPLETES for t in self.tokens[:head])
            return whole and not (first > 0 and first == head and self.tokens[head - 1].pos in {"NOUN", "PROPN"})
        if any(t.dep == "conj" and t.head in {head, token.head} for t in self.tokens) or parent.dep == "conj":
            return False
        if token.dep == "acl" and parent.pos == "NOUN":
            return token.tag in {"VBN", "VBG"}
        if token.dep == "advcl":
            # "too far away to be seen": an infinitive may be what the rest is measured by
            return self.word(self._span(head)[0]).lower() != "to"
        if token.dep != "prep" or token.text.lower() in {"of", "to", "against", "than", "with"}:
            return False
        if any(t.dep == "prep" and t.head == token.head and t.text == token.text for t in self.tokens[: head - 1]):
            return True  # the second of "in the hills in the north"
        if self._is_wherefore(head):
            return False
        before = self.tokens[head - 1]
        if before.pos == "NOUN" and any(
            t.dep == "det" and t.text.lower() in {"a", "an"} and self.tokens[t.head] is before for t in self.tokens
        ):
            return False  # "with a goal in each half": which of the two it belongs to is not sure
        if token.head == self.root:
            return any(t.head == self.root and t.dep in {"dobj", "xcomp", "attr", "acomp"} for t in self.tokens)
        # elsewhere a phrase beside a noun says which one is meant ("the mission in the north")
        beside = token.text.lower() in {"during", "amid", "after", "outside", "inside", "near"}
        return beside and parent.pos == "NOUN" and parent.dep in {"dobj", "pobj", "attr"}
