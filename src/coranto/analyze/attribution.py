"""Who a sentence is given to, apart from what it states: tail, head, middle and "according to".

Attribution says who reported something and never where, when or by whom it was done (law 5), so it must be found
before anything else is read out of a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from coranto.analyze.headlines import Headline, speaks_with_authority
from coranto.analyze.marks import quoted_spans
from coranto.analyze.people import People
from coranto.analyze.speech import SAY_LEMMAS, TAIL_LEMMAS, is_authority, is_outlet
from coranto.types import Article, Attribution, Mention, Sentence, Token

Shape = Literal["tail", "head", "middle", "according", "headline"]

_PRONOUNS = frozenset({"he", "she", "they", "it", "we", "i", "who", "which", "that", "you", "one", "this", "these"})
_SINGULAR = frozenset({"he", "she"})
_RELATIVE = frozenset({"who", "which", "whose", "whom", "where", "that"})
_GOES_ON = frozenset(
    """
    citing adding referring quoting speaking according describing explaining noting without in on at during
    after before from via through by using
    """.split()
)
"""First words after a comma that still belong to the attribution: ", speaking in Talva"."""
_SUBORDINATORS = frozenset(
    {"although", "though", "while", "when", "after", "before", "as", "if", "since", "because", "asked", "speaking", "once"}
)
_OPENING = frozenset(
    {"but", "and", "so", "yet", "meanwhile", "however", "still", "also", "instead", "later", "earlier"}
)
_MODALS = frozenset({"can", "could", "may", "might", "should", "must", "will", "ca", "wo"})
_ESTIMATES = frozenset({"put", "place", "estimate", "set", "keep", "give", "list", "revise", "measure"})
_MEASURED = frozenset(
    """
    toll magnitude number figure depth size strength death cost damage loss losses count estimate speed price
    value share rate total turnout intensity epicentre epicenter temperature injured dead
    """.split()
)
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_CALENDAR = re.compile(
    r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|today|yesterday|tomorrow|last|next|this|earlier|later|late|early|in|on|at",
    re.IGNORECASE,
)
_BASE_FORMS = {"said": "say", "told": "tell", "found": "find", "according": "", "": ""}
_FINAL = ".!?…。\"'”’» "


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An attribution with the place of its speaker: offsets into the field."""

    attribution: Attribution
    speaker_span: tuple[int, int]


def find_attributions(
    sentences: Sequence[Sentence], mentions: Sequence[Mention], people: People, publisher: str
) -> list[Found]:
    """The attributions of a body, in order. Sentences that are no prose, and titles, have none here.

    Of several that hold one another the outermost counts. ``he said`` is given to the speaker of the sentence
    before where there is one; else the pronoun stays.
    """
    found: list[Found] = []
    last: tuple[int, str] | None = None
    for sentence in sentences:
        if sentence.field == "title" or sentence.noise not in (None, "first-person", "second-person", "question"):
            continue
        here = [m for m in mentions if m.sentence == sentence.index]
        clause = _Clause(sentence, here, people, publisher)
        for item in clause.attributions():
            entity = item.attribution.speaker_entity
            if entity.lower() in _SINGULAR and last is not None and sentence.paragraph - last[0] <= 1:
                item = _given_to(item, last[1], people)
            item = _longer_form(item, found, people)
            found.append(item)
            entity = item.attribution.speaker_entity
            if any(m.label == "person" and m.entity == entity for m in mentions):
                last = (sentence.paragraph, entity)
    return found


def _given_to(item: Found, entity: str, people: People) -> Found:
    a = item.attribution
    return Found(
        attribution=Attribution(
            sentence=a.sentence,
            field=a.field,
            start=a.start,
            end=a.end,
            content=a.content,
            speaker=a.speaker,
            speaker_entity=entity,
            verb=a.verb,
            shape=a.shape,
            authority=is_authority(entity, people.roles.get(entity)),
        ),
        speaker_span=item.speaker_span,
    )


def _longer_form(item: Found, earlier: Sequence[Found], people: People) -> Found:
    """ "the office" as the one earlier speaker whose words end so ("the harbour office")."""
    short = item.attribution.speaker_entity
    if " " in short or not short.islower() or short in _PRONOUNS:
        return item
    longer = {f.attribution.speaker_entity for f in earlier if f.attribution.speaker_entity.endswith(" " + short)}
    return _given_to(item, min(longer), people) if len(longer) == 1 else item


class _Clause:
    """One sentence with what its attribution is read from: tokens, tree, quotations, names."""

    def __init__(self, sentence: Sentence, mentions: Sequence[Mention], people: People, publisher: str) -> None:
        self.s = sentence
        self.t = sentence.tokens
        self.mentions = mentions
        self.people = people
        self.publisher = publisher
        self.quoted = [
            (a + sentence.start, b + sentence.start) for a, b in quoted_spans(sentence.text, 0, len(sentence.text))
        ]
        self.children: list[list[int]] = [[] for _ in self.t]
        for i, token in enumerate(self.t):
            if token.head != i:
                self.children[token.head].append(i)

    def attributions(self) -> list[Found]:
        """Those of the sentence that do not overlap, leftmost first."""
        found: list[Found] = []
        items = [
            self._according(i) if t.text.lower() in ("according", "told") and self._names_source(i) else self._verb(i)
            for i, t in enumerate(self.t)
        ]
        if not any(items):
            items = [self._estimate(i) for i in range(len(self.t))]
        for item in items:
            if item is None:
                continue
            a = item.attribution
            inside = any(
                f.attribution.start < a.end
                and a.start < f.attribution.end
                or (f.attribution.shape == "head" and any(x <= a.start < y for x, y in f.attribution.content))
                for f in found
            )
            if not inside:
                found.append(item)
        return found

    # --- according to ---------------------------------------------------------------------------------

    def _according(self, i: int) -> Found | None:
        if i + 2 >= len(self.t) or self._in_quotes(self.t[i]):
            return None
        first = i + 2
        stop = self._clause_end(first)
        if self.t[i].text.lower() == "told":
            colon = next((k for k in range(i + 2, stop) if self.t[k].text == ":"), stop)
            stop = min(stop, colon)
            i -= 1
        speaker = (first, self._np_end(first, stop))
        if self.t[speaker[0]].text.lower() in ("plan", "plans", "schedule", "the") and speaker[0] == speaker[1] - 1:
            return None
        comma_after = stop < len(self.t) and self.t[stop].text in (",", ":")
        if i == 0 or (i == 1 and self.t[0].text.lower() in _OPENING):
            if not comma_after:
                return None
            content = [(self._start_of(stop + 1), self._content_end())]
            return self._made(self.s.start, content[0][0], content, speaker, "", "according")
        before = i - 1 if self.t[i - 1].text == "," else i
        start = self.t[before - 1].end
        if comma_after and not self._only_rest(stop + 1):
            content = [(self.s.start, start), (self.t[stop].start, self._content_end())]
            return self._made(start, self.t[stop].start, content, speaker, "", "according")
        end = self._content_end()
        return self._made(start, end, [(self.s.start, start)], speaker, "", "according")

    def _names_source(self, i: int) -> bool:
        """ "according to", or "as told by"."""
        following = self.t[i + 1].text.lower() if i + 1 < len(self.t) else ""
        if self.t[i].text.lower() == "told":
            return following == "by" and i > 1 and self.t[i - 1].text.lower() == "as"
        return following == "to"

    # --- verbs of saying ------------------------------------------------------------------------------

    def _verb(self, v: int) -> Found | None:
        token = self.t[v]
        if token.pos not in ("VERB", "AUX", "NOUN") or self._in_quotes(token):
            return None
        lemma = token.lemma.lower()
        if lemma not in SAY_LEMMAS or token.tag in ("VBG", "VB", "NN", "NNS") or self._weakened(v):
            return None
        subject = self._subject(v)
        if subject is None:
            return None
        first, last = subject
        begin = min(first, v)
        before = begin - 1
        if self.t[begin].pos in ("SCONJ", "ADP"):
            return None
        if before >= 0 and self._closes_content(before):
            told = self._told_on_the_right(v)
            if told and self._has_clause(0, begin) and self.t[0].text.lower() not in _SUBORDINATORS:
                return None
            if told or lemma not in TAIL_LEMMAS or not self._has_clause(0, begin):
                return self._head(v, subject, lemma) if first < v else None
            if v + 1 < len(self.t) and self.t[v + 1].text == ":":
                return None
            return self._after(v, subject, lemma)
        if first < v and self._opens(begin):
            return self._head(v, subject, lemma)
        wider = self._bare_subject(v)
        if (
            wider is not None
            and lemma in TAIL_LEMMAS
            and self._has_clause(0, wider[0])
            and self._clause_end(v + 1) >= len(self.t)
        ):
            return self._after(v, wider, lemma)
        return None

    def _told_on_the_right(self, v: int) -> bool:
        """Whether a clause follows the verb directly: "Although it rained, Roth said the race would go on"."""
        if v + 1 >= len(self.t) or self.t[v + 1].text in (",", ".", ";") or self._opens_quote(v + 1):
            return False
        return any(c > v and self.t[c].dep == "ccomp" and self.t[c].tag != "VBG" for c in self.children[v])

    def _weakened(self, v: int) -> bool:
        """Whether the verb is denied, only possible, passive, or part of a relative clause."""
        for c in self.children[v]:
            dep, word = self.t[c].dep, self.t[c].text.lower()
            if dep in ("neg", "nsubjpass", "auxpass") or (dep == "aux" and word in _MODALS) or word in ("n't", "never"):
                return True
        if v > 0 and self.t[v - 1].text.lower() in (
            "to",
            "not",
            "n't",
            "being",
            "be",
            "was",
            "were",
            "is",
            "are",
            "been",
            "as",
        ):
            return True
        if self.t[v].dep == "advcl" and any(self.t[c].dep == "mark" for c in self.children[v]):
            return True
        return self.t[v].dep in ("relcl", "acl", "amod")

    def _subject(self, v: int) -> tuple[int, int] | None:
        """(first, past-the-last) token of the subject: before the verb, or after it where the order is turned."""
        heads = [c for c in self.children[v] if self.t[c].dep == "nsubj"]
        left = [c for c in heads if c < v]
        if len(left) > 1 and not self._finite_between(left[0], v):
            return self._span(left[0])[0], v  # "A statement after the call said": the tree takes both for subjects
        if left:
            return self._own(left[-1], v)
        right = [c for c in heads if c > v]
        if right and v > 0 and self._closes_content(v - 1):
            return self._span(right[0])
        return self._bare_subject(v) or self._bare_opening(v)

    def _bare_opening(self, v: int) -> tuple[int, int] | None:
        """All that stands before a plain "said", if it is one noun phrase, after a phrase of place or time."""
        if self.t[v].text.lower() not in ("said", "says", "told", "warned", "added"):
            return None
        first = 0
        comma = next((i for i in range(min(7, v)) if self.t[i].text == ","), None)
        if comma is not None and self.t[0].pos in ("ADP", "ADV", "SCONJ"):
            first = comma + 1
        inner = [c for c in self.children[v] if c < v and self.t[c].dep in ("ccomp", "csubj")]
        reduced = bool(inner) and self._span(inner[0]) == (first, v) and not self._commas(first, v)
        if first >= v or self.t[first].pos not in ("NOUN", "PROPN", "DET", "ADJ", "NUM"):
            return None
        if not reduced and any(t.tag in _FINITE or t.text in ('"', "“", ":") for t in self.t[first:v]):
            return None
        return first, v

    def _commas(self, first: int, last: int) -> bool:
        return any(self.t[i].text == "," for i in range(first, last))

    def _own(self, head: int, v: int) -> tuple[int, int] | None:
        """The subject without what a broken parse has drawn in before it: from the last comma or mark before its head."""
        first, last = self._span(head)
        last = min(last, v)
        if v - last > 4:
            return None
        for i in range(first, head):
            word = self.t[i].text
            if self._closes_quote(i) or (word == "," and self._finite_between(first, i)):
                first = i + 1
        while first < last and (self.t[first].text in (",", "—", "–", "--") or self.t[first].pos in ("ADV", "CCONJ")):
            first += 1
        return (first, last) if first < last else None

    def _bare_subject(self, v: int) -> tuple[int, int] | None:
        """Without help of the tree: what stands between the last comma or mark and "said", if it is short."""
        if self.t[v].text.lower() not in ("said", "says", "added", "told"):
            return None
        last = v - 1 if self.t[v - 1].text == "," else v
        first = self._back(last, v)
        if last < v and first > 0 and self.t[first - 1].text == ",":  # ", its keeper, Ines Roth, said"
            further = self._back(first - 1, v)
            if any(t.tag in ("DT", "PRP$", "POS") for t in self.t[further : first - 1]):
                first = further
        if first in (last, 0):
            return None
        words = self.t[first:v]
        if any(w.tag in _FINITE or w.text.lower() in _RELATIVE for w in words):
            return None
        return (first, v) if any(w.pos in ("NOUN", "PROPN", "PRON") for w in words) else None

    def _back(self, last: int, v: int) -> int:
        """The token after the comma or mark that stands before ``last``, at most twelve words off the verb."""
        first = last
        while first > 0 and not self._closes_content(first - 1) and v - first < 12:
            first -= 1
        return first

    def _after(self, v: int, subject: tuple[int, int], lemma: str) -> Found | None:
        """Tail or middle: content stands before the clause of saying."""
        first, last = subject
        begin = min(first, v)
        stop = self._clause_end(max(v + 1, last))
        comma = begin - 1 if self.t[begin - 1].text == "," else begin
        start = self.t[comma - 1].end if comma > 0 else self.s.start
        speaker = (first, self._np_end(first, last if first < v else max(last, stop)))
        lead = [(self.s.start, start)]
        if stop >= len(self.t) or self._only_rest(stop + 1) or self.t[stop].text not in (",", ";", "—", "–", "--"):
            return self._made(start, self._content_end(), lead, speaker, lemma, "tail")
        if first > v and self.t[stop + 1].text.lower() in _RELATIVE:
            return self._made(start, self._content_end(), lead, speaker, lemma, "tail")
        if self._closes_quote(begin - 1) and self._opens_quote(stop + 1):
            content = [*lead, (self.t[stop + 1].start, self._content_end())]
            return self._made(start, self.t[stop + 1].start, content, speaker, lemma, "middle")
        rest = (self.t[stop].start, self._content_end())
        if self.t[stop + 1].dep == "cc" and self._says_again(stop + 2):
            return self._made(start, rest[1], lead, speaker, lemma, "tail")
        return self._made(start, rest[0], [*lead, rest], speaker, lemma, "middle")

    def _head(self, v: int, subject: tuple[int, int], lemma: str) -> Found | None:
        """Head: content follows the verb, as a clause, after a colon, or in quotation marks."""
        begin = self._content_start(v, lemma)
        if begin is None:
            return None
        end = self._head_end(v, begin)
        start = self.t[begin].start
        if end - start < 8:
            return None
        speaker = (subject[0], self._np_end(*subject))
        return self._made(self.s.start, start, [(start, end)], speaker, lemma, "head")

    def _content_start(self, v: int, lemma: str) -> int | None:
        """The first token of what is said: after "that", a colon or a mark, or the clause that depends on the verb."""
        n = len(self.t)
        clauses = [c for c in self.children[v] if c > v and self.t[c].dep == "ccomp"]
        if clauses:
            first = max(self._span(clauses[0])[0], v + 1)
            colon = next((i for i in range(v + 1, first) if self.t[i].text == ":"), None)
            if colon is not None:
                return colon + 1
            if self.t[first].text.lower() == "that":
                first += 1
            elif lemma in ("say", "think", "believe") and self._may_open_clause(v + 1):
                first = v + 1
            while first < n and self.t[first].text in (",", ":"):
                first += 1
            if first >= n or self.t[first].tag in ("WRB", "WP") or self.t[first].text.lower() in ("whether", "if"):
                return None
            return first - 1 if self._opens_quote(first - 1) else first
        for i in range(v + 1, min(n, v + 16)):
            word = self.t[i].text.lower()
            if word == "that" and i + 2 < n and self.t[i].tag in ("IN", "DT") and self._finite_between(i + 1, n):
                return i + 1
            if word == ":" and i + 1 < n:
                return i + 1
            if self._opens_quote(i) and (self.t[i - 1].text == "," or i == v + 1):
                return i
            if self.t[i].tag in _FINITE or word in (";", "—"):
                break
        if lemma == "say" and v + 1 < n and self._finite_between(v + 1, n) and self._may_open_clause(v + 1):
            return v + 1
        return None

    def _may_open_clause(self, i: int) -> bool:
        """Whether the token right after "said" can be the subject of what is said, and is no day or hour."""
        token = self.t[i]
        if token.tag not in ("DT", "PRP", "NNP", "NNPS", "NN", "NNS", "PRP$", "CD", "EX", "JJ"):
            return False
        return token.dep not in ("npadvmod", "advmod", "dobj", "dative") and not _CALENDAR.match(token.text)

    def _head_end(self, v: int, begin: int) -> int:
        """Where the content ends: before what is joined to the verb of saying itself ("said X but gave no names")."""
        for c in sorted(self.children[v]):
            if c <= begin or self.t[c].dep not in ("conj", "advcl"):
                continue
            first, _ = self._span(c)
            if self.t[c].dep == "advcl" and self.t[first].text.lower() not in (
                "while",
                "although",
                "though",
                "whereas",
            ):
                continue
            if self.t[c].dep == "conj" and self.t[c].tag not in ("VBD", "VBZ", "VBP", "VBN"):
                continue
            cut = first
            while cut > begin and (self.t[cut - 1].text == "," or self.t[cut - 1].dep == "cc"):
                cut -= 1
            if cut > begin + 2:
                return self.t[cut - 1].end
        return self._content_end()

    def _estimate(self, v: int) -> Found | None:
        """ "The survey put the magnitude at 5.9": a figure given, with who gives it."""
        lemma = self.t[v].lemma.lower()
        if lemma not in _ESTIMATES or self.t[v].pos != "VERB" or self._in_quotes(self.t[v]):
            return None
        if self._weakened(v) or self.t[v].tag not in ("VBD", "VBZ", "VBP"):
            return None
        heads = [c for c in self.children[v] if self.t[c].dep == "nsubj" and c < v]
        objects = [c for c in self.children[v] if self.t[c].dep in ("dobj", "nsubj", "ccomp") and c > v]
        rest = [t.lemma.lower() for t in self.t[v + 1 : v + 8]]
        if not heads or not objects or not any(w in _MEASURED for w in rest):
            return None
        if not any(t.text.lower() in ("at", "as", "to") for t in self.t[v + 2 : v + 10]):
            return None
        if not any(t.tag == "CD" for t in self.t[v + 1 :]):
            return None
        first, last = self._span(heads[0])
        if first != 0 and not self._opens(first):
            return None
        start = self._start_of(v + 1)
        return self._made(
            self.s.start, start, [(start, self._content_end())], (first, self._np_end(first, last)), lemma, "head"
        )

    # --- places in the sentence -----------------------------------------------------------------------

    def _span(self, i: int) -> tuple[int, int]:
        """(first, past-the-last) token of the subtree."""
        lo = hi = i
        todo = [i]
        seen = {i}
        while todo:
            for c in self.children[todo.pop()]:
                if c not in seen:
                    seen.add(c)
                    todo.append(c)
                    lo, hi = min(lo, c), max(hi, c)
        return lo, hi + 1

    def _np_end(self, first: int, last: int) -> int:
        """The speaker's words end before a relative clause, a participle after a comma, or a mark."""
        for i in range(first + 1, last):
            word = self.t[i].text
            if word.lower() in _RELATIVE or word in ("(", ";", "—", "–", "--", ":", '"', "“"):
                return i - 1 if self.t[i - 1].text == "," and i - 1 > first else i
            if word == "," and i + 1 < last and self.t[i + 1].tag in ("VBG", "VBN", "RB", "IN", "WP", "WDT"):
                return i
        while last - 1 > first and self.t[last - 1].text in (",", ".", "!", "?"):
            last -= 1
        return last

    def _clause_end(self, i: int) -> int:
        """The first comma, semicolon or dash from token ``i`` that ends the clause of saying, or the end."""
        depth = 0
        while i < len(self.t):
            word = self.t[i].text
            depth += word.count("(") - word.count(")")
            if depth <= 0 and word in (";", "—", "–", "--"):
                return i
            if depth <= 0 and word in (",",) and not self._date_comma(i):
                following = self.t[i + 1].text.lower() if i + 1 < len(self.t) else ""
                if following not in _GOES_ON and following not in _RELATIVE and not self._apposed(i):
                    return i
            if word == "." and i >= len(self.t) - 2:
                return len(self.t)
            if self._opens_quote(i) and i > 0 and self.t[i - 1].text in (".", "!", "?"):
                return i
            i += 1
        return len(self.t)

    def _says_again(self, i: int) -> bool:
        """Whether another speaker takes over from token ``i``."""
        return any(t.lemma.lower() in SAY_LEMMAS and t.tag in ("VBD", "VBZ", "VBP") for t in self.t[i : i + 10])

    def _date_comma(self, i: int) -> bool:
        nearby = self.t[i + 1].text if i + 1 < len(self.t) else ""
        return bool(re.match(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d{4}$)", nearby)) and self.t[
            i - 1
        ].pos in ("PROPN", "NUM")

    def _apposed(self, i: int) -> bool:
        """Whether the comma opens an apposition that closes again or ends the sentence: ", Sela Brandt."."""
        end = i + 1
        while end < len(self.t) and self.t[end].text not in (",", ".", ";", "!", "?", "—", "–"):
            if (
                self.t[end].pos in ("VERB", "AUX")
                or self.t[end].tag in ("WDT", "WP")
                or self.t[end].text.lower() in ("while", "and", "but", "all", "as", "with")
            ):
                return False
            end += 1
        return (
            end - i <= 12
            and any(t.pos in ("PROPN", "NOUN") for t in self.t[i + 1 : end])
            and self.t[i + 1].tag not in ("CD",)
        )

    def _only_rest(self, i: int) -> bool:
        return all(not any(c.isalnum() for c in t.text) for t in self.t[i:])

    def _closes_content(self, i: int) -> bool:
        return self.t[i].text in (",", "?", "!", "—", "–", "--") or self._closes_quote(i)

    def _closes_quote(self, i: int) -> bool:
        token = self.t[i]
        return any(token.start <= b < token.end for _, b in self.quoted)

    def _opens_quote(self, i: int) -> bool:
        return i < len(self.t) and any(self.t[i].start <= a < self.t[i].end for a, _ in self.quoted)

    def _in_quotes(self, token: Token) -> bool:
        return any(a < token.start and token.end <= b for a, b in self.quoted)

    def _opens(self, i: int) -> bool:
        """Whether token ``i`` opens the sentence, but for a conjunction or a phrase without a verb of its own."""
        return i == 0 or (
            not any(self.t[k].tag in _FINITE for k in range(i))
            and (
                self.t[i - 1].text == ","
                or self.t[i - 1].text.lower() in _OPENING
                or self.t[i - 1].pos in ("ADV", "CCONJ", "PROPN")
            )
        )

    def _has_clause(self, first: int, last: int) -> bool:
        return any(self.t[k].tag in _FINITE or self._closes_quote(k) for k in range(first, last))

    def _finite_between(self, first: int, last: int) -> bool:
        return any(self.t[k].tag in _FINITE for k in range(first, last))

    def _start_of(self, i: int) -> int:
        return self.t[i].start if i < len(self.t) else self.s.end

    def _content_end(self) -> int:
        """The end of the sentence without its final stop; a closing quotation mark stays with its opening one."""
        end = self.s.start + len(self.s.text.rstrip(_FINAL))
        return max([end, *(b + 1 for _, b in self.quoted if b >= end)])

    # --- the value ------------------------------------------------------------------------------------

    def _made(
        self,
        start: int,
        end: int,
        content: list[tuple[int, int]],
        speaker: tuple[int, int],
        verb: str,
        shape: Shape,
    ) -> Found | None:
        a, b = self._start_of(speaker[0]), self.t[speaker[1] - 1].end
        words = self.s.text[a - self.s.start : b - self.s.start]
        spans = tuple((x, y) for x, y in content if x < y)
        if not words.strip() or not spans or start >= end:
            return None
        entity = self._entity(a, b, words)
        role = self.people.roles.get(entity)
        outlet = is_outlet(words, self.publisher)
        return Found(
            attribution=Attribution(
                sentence=self.s.index,
                field=self.s.field,
                start=start,
                end=end,
                content=spans,
                speaker=words,
                speaker_entity=entity,
                verb=verb,
                shape=shape,
                authority=not outlet and is_authority(words, role),
            ),
            speaker_span=(a, b),
        )

    def _owned(self, mention: Mention, start: int) -> bool:
        """Whether a name only tells whose or of what the speaker is: "Roth's office", "an aide to Roth"."""
        at = mention.start - self.s.start
        after = self.s.text[mention.end - self.s.start : mention.end - self.s.start + 2]
        before = self.s.text[max(start - self.s.start, at - 9) : at].lower()
        return after in ("'s", "’s") or bool(re.search(r"\b(?:of|for|to|with|by|in|at|from|near)(?: the)? $", before))

    def _entity(self, a: int, b: int, words: str) -> str:
        """The name that the speaker's words stand for; else the words without their article."""
        if words.lower() in _PRONOUNS:
            return words
        here = [m for m in self.mentions if a <= m.start and m.end <= b]
        persons = [m for m in here if m.label == "person" and not self._owned(m, a)]
        comma = self.s.text.find(",", a - self.s.start, b - self.s.start) + self.s.start
        first_part = [m for m in persons if comma < a or m.end <= comma]
        if persons:
            return (first_part[-1:] or persons)[0].entity
        named = self.people.named(re.sub(r"^.*['’]s ", "", words))
        if named is not None:
            return named
        bare = re.sub(r"^(?:the|an?) ", "", words, flags=re.IGNORECASE)
        for m in here:
            if m.label in ("organisation", "other", "place") and (
                m.text == bare
                or (
                    m.end == b
                    and a < m.start
                    and m.label != "place"
                    and m is here[-1]
                    and not re.search(
                        r"\b(?:of|for|to|with|by|in|at|from)(?: the)? $", self.s.text[: m.start - self.s.start].lower()
                    )
                )
            ):
                return m.entity
        return bare


def headline_attribution(
    article: Article, headline: Headline, mentions: Sequence[Mention], people: People
) -> tuple[Attribution, ...]:
    """The attribution of a title as a value, with the speaker's full name from the body; empty if there is none."""
    if headline.cut is None or headline.speaker is None:
        return ()
    words = article.title[slice(*headline.speaker)]
    bare = re.sub(r"^(?:the|an?) ", "", words, flags=re.IGNORECASE)
    entity = next((m.entity for m in mentions if m.text == bare), None) or people.named(bare) or bare
    person = any(m.entity == entity and m.label == "person" for m in mentions)
    start, end = headline.cut
    core = headline.core if headline.core[0] >= end or headline.core[1] <= start else (end, headline.core[1])
    return (
        Attribution(
            sentence=0,
            field="title",
            start=start,
            end=end,
            content=(core,),
            speaker=words,
            speaker_entity=entity,
            verb=_BASE_FORMS.get(headline.verb.lower(), headline.verb.lower().removesuffix("s")),
            shape="headline",
            authority=speaks_with_authority(words, people.roles.get(entity), person=person),
        ),
    )
