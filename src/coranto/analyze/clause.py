"""One sentence as attribution reads it: tokens, tree, quotations, and where clauses begin and end.

Every rule of attribution asks for the same places, so they are worked out here and the rules stay short.
"""

from __future__ import annotations

import re

from coranto.analyze.marks import open_quotation, quoted_spans
from coranto.analyze.speech import SAY_LEMMAS
from coranto.types import Sentence, Token

RELATIVE = frozenset({"who", "which", "whose", "whom", "where", "that"})
OPENING = frozenset({"but", "and", "so", "yet", "meanwhile", "however", "still", "also", "instead", "later", "earlier"})
"""Words that open a sentence before its subject."""
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verbs that make a clause."""
_GOES_ON = frozenset(
    """
    citing adding referring quoting speaking according describing explaining noting without in on at during
    after before from via through by using
    """.split()
)
"""First words after a comma that still belong to the attribution: ", speaking in Talva"."""
_FINAL = ".!?…。\"'”’» "


class Clause:
    """One sentence with its tree turned round (``children``) and its quotations (offsets of the marks)."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.quoted = [
            (a + sentence.start, b + sentence.start) for a, b in quoted_spans(sentence.text, 0, len(sentence.text))
        ]
        opened = open_quotation(sentence.text, 0, len(sentence.text))
        self.open_from = sentence.end if opened is None else opened + sentence.start
        self.children: list[list[int]] = [[] for _ in self.tokens]
        for i, token in enumerate(self.tokens):
            if token.head != i:
                self.children[token.head].append(i)

    def span(self, i: int) -> tuple[int, int]:
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

    def phrase_end(self, first: int, last: int) -> int:
        """The speaker's words end before a relative clause, a participle after a comma, or a mark."""
        for i in range(first + 1, last):
            word = self.tokens[i].text
            if word.lower() in RELATIVE or word in ("(", ";", "—", "–", "--", ":", '"', "“"):
                return i - 1 if self.tokens[i - 1].text == "," and i - 1 > first else i
            if word == "," and i + 1 < last and self.tokens[i + 1].tag in ("VBG", "VBN", "RB", "IN", "WP", "WDT"):
                return i
        while last - 1 > first and self.tokens[last - 1].text in (",", ".", "!", "?"):
            last -= 1
        return last

    def clause_end(self, i: int) -> int:
        """The first comma, semicolon or dash from token ``i`` that ends the clause of saying, or the end."""
        depth = 0
        while i < len(self.tokens):
            word = self.tokens[i].text
            depth += word.count("(") - word.count(")")
            if depth <= 0 and word in (";", "—", "–", "--"):
                return i
            if depth <= 0 and word in (",",) and not self._date_comma(i):
                following = self.tokens[i + 1].text.lower() if i + 1 < len(self.tokens) else ""
                if following not in _GOES_ON and following not in RELATIVE and not self._apposed(i):
                    return i
            if word == "." and i >= len(self.tokens) - 2:
                return len(self.tokens)
            if self.opens_quote(i) and i > 0 and self.tokens[i - 1].text in (".", "!", "?"):
                return i
            i += 1
        return len(self.tokens)

    def says_again(self, i: int) -> bool:
        """Whether another speaker takes over from token ``i``."""
        return any(t.lemma.lower() in SAY_LEMMAS and t.tag in ("VBD", "VBZ", "VBP") for t in self.tokens[i : i + 10])

    def only_marks(self, i: int) -> bool:
        """Whether nothing but marks follows from token ``i``."""
        return all(not any(c.isalnum() for c in t.text) for t in self.tokens[i:])

    def closes_content(self, i: int) -> bool:
        """Whether content may end at token ``i``: a comma, a dash, a mark of question, a closing quotation mark."""
        return self.tokens[i].text in (",", "?", "!", "—", "–", "--") or self.closes_quote(i)

    def closes_quote(self, i: int) -> bool:
        """Whether token ``i`` is a closing quotation mark."""
        token = self.tokens[i]
        return any(token.start <= b < token.end for _, b in self.quoted)

    def opens_quote(self, i: int) -> bool:
        """Whether token ``i`` is an opening quotation mark."""
        return i < len(self.tokens) and any(self.tokens[i].start <= a < self.tokens[i].end for a, _ in self.quoted)

    def in_quotes(self, token: Token) -> bool:
        """Whether the token stands inside a quotation, one that is left open for the next paragraph, too."""
        return token.start > self.open_from or any(a < token.start and token.end <= b for a, b in self.quoted)

    def opens(self, i: int) -> bool:
        """Whether token ``i`` opens the sentence, but for a conjunction or a phrase without a verb of its own."""
        return i == 0 or (
            not any(self.tokens[k].tag in FINITE for k in range(i))
            and (
                self.tokens[i - 1].text == ","
                or self.tokens[i - 1].text.lower() in OPENING
                or self.tokens[i - 1].pos in ("ADV", "CCONJ", "PROPN")
                or (i <= 4 and self.tokens[i - 1].pos == "NOUN")  # "Earlier last week Roth said"
            )
        )

    def has_clause(self, first: int, last: int) -> bool:
        """Whether tokens ``first``..``last`` hold a finite verb or the end of a quotation."""
        return any(self.tokens[k].tag in FINITE or self.closes_quote(k) for k in range(first, last))

    def finite(self, first: int, last: int) -> bool:
        """Whether tokens ``first``..``last`` hold a finite verb."""
        return any(self.tokens[k].tag in FINITE for k in range(first, last))

    def commas(self, first: int, last: int) -> bool:
        """Whether tokens ``first``..``last`` hold a comma."""
        return any(self.tokens[i].text == "," for i in range(first, last))

    def start_of(self, i: int) -> int:
        """Offset at which token ``i`` starts, or the end of the sentence."""
        return self.tokens[i].start if i < len(self.tokens) else self.sentence.end

    def content_end(self) -> int:
        """The end of the sentence without its final stop; a closing quotation mark stays with its opening one."""
        end = self.sentence.start + len(self.sentence.text.rstrip(_FINAL))
        return max([end, *(b + 1 for _, b in self.quoted if b >= end)])

    def _date_comma(self, i: int) -> bool:
        nearby = self.tokens[i + 1].text if i + 1 < len(self.tokens) else ""
        return bool(re.match(r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|\d{4}$)", nearby)) and self.tokens[
            i - 1
        ].pos in ("PROPN", "NUM")

    def _apposed(self, i: int) -> bool:
        """Whether the comma opens an apposition that closes again or ends the sentence: ", Sela Brandt."."""
        end = i + 1
        while end < len(self.tokens) and self.tokens[end].text not in (",", ".", ";", "!", "?", "—", "–"):
            if (
                self.tokens[end].pos in ("VERB", "AUX")
                or self.tokens[end].tag in ("WDT", "WP")
                or self.tokens[end].text.lower() in ("while", "and", "but", "all", "as", "with")
            ):
                return False
            end += 1
        return (
            end - i <= 12
            and any(t.pos in ("PROPN", "NOUN") for t in self.tokens[i + 1 : end])
            and self.tokens[i + 1].tag not in ("CD",)
        )
