"""Judges what a writer wrote of some claims: form, citations and disputes here, everything else by the verifier.

A sentence that passes is a statement on the passages of the claims it cites, and on no others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, replace

from coranto.compose.passages import open_case
from coranto.compose.verify import verify
from coranto.compose.verify_figures import units_named, units_of_figures
from coranto.compose.wording import FUNCTION, WEEKDAYS, Word, is_month, stem, stems, words_of
from coranto.compose.writing_given import clean, givable, has_markup
from coranto.compose.writing_grammar import added, done_before, not_whole, other_part
from coranto.ports import Entailer, Parser
from coranto.types import Dispute, Edit, Evidence, Source, Standing, Statement, Written

LONGEST_TITLE = 110
LONGEST_SENTENCE = 400
FEWEST_WORDS = 3
MOST_CITED = 4
OWN_WORDS = 0.2
"""Share of words of content that may stand in none of the passages: one of five. The entailer decides below that."""
MOST_OWN_WORDS = 2
TWICE = 0.75
"""Share of a sentence's words of content from which it tells what another sentence of its part told."""
_LEANING = re.compile(
    r"^\W*(?:he|she|it|they|his|her|its|their|this|that|these|those|the (?:former|latter|same|others?)|both|such|also"
    r"|however|meanwhile|moreover|furthermore|then|later|instead|additionally|in addition|as a result|therefore)\b",
    re.IGNORECASE,
)
_DEICTIC = re.compile(
    r"\b(?:today|tonight|yesterday|tomorrow|recently|currently|nowadays"
    r"|(?:this|last|next|past|coming|current) (?:\w+ )?"
    r"(?:day|week|weekend|month|year|decade|season|spring|summer|autumn|winter|morning|afternoon|evening|night)s?)\b"
)
_MEANT = frozenset(
    "warrant warrants bid bids attempt attempts threat threats proposal proposals plan plans request requests plot"
    " talks motion motions".split()
)
"""What a deed before them makes of it: an arrest warrant, a takeover bid, a kidnap plot."""
_SPEAKER_AFTER = re.compile(
    r", (?:[a-z ,]+ )?(?:[A-Z]|the )[^,]{2,60} (?:said|says|told|added|stated|wrote)\b[^,]{0,40}\.?$"
)
_TELLING = frozenset(
    """according added announced announces around by for has have near nearly over reported reports said says saying
    stated states tell tells told under""".split()
)
"""Words of content that add nothing to what is told: that it is told, and about how much."""
_QUOTED = re.compile(r"[“\"]([^”\"]+)[”\"]")
_SAID = re.compile(r"\b(?:sa(?:id|ys?)|stat(?:ed|es)|told|tells|according|added|calls?|called|wrote|writes)\b")
_FIGURE = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*")
_SHARE = r"\s?(?:%|per ?cents?\b|percent\w*|pc\b)"
_BESIDE = re.compile(r"; |,? (?:and|but|while|whereas) (?!\d)")
"""Between what two claims say, told side by side."""
_NO_TITLE_END = ("?", "!", ",", ":", ";", "-", "–", "—")
_FINAL = (".", "!", "?", '."', ".”", '!"', "!”", '?"', "?”")


@dataclass(frozen=True, slots=True, kw_only=True)
class Court:
    """What a judgement needs to know of the story."""

    sources: Mapping[int, Source]
    disputes: Sequence[Dispute]
    entailer: Entailer | None
    parser: Parser | None = None


def judged(written: Written, claims: Sequence[Statement], court: Court, *, title: bool) -> Statement | str:
    """The statement that a writer's sentence becomes, or one sentence why it cannot be printed.

    ``claims`` are those of its part, in order; it may cite them alone. Citations that it does not need are taken off.
    """
    text, reason = _formed(written.text, title=title)
    if reason is not None:
        return reason
    if not written.claims:
        return "it cites no claim"
    if len(written.claims) > MOST_CITED:
        return f"it cites {len(written.claims)} claims at once"
    if any(not 1 <= number <= len(claims) for number in written.claims):
        return "it cites a claim that it was not given"
    cited = [claims[number - 1] for number in dict.fromkeys(written.claims)]
    if not title and text in {claim.text for claim in cited}:
        return next(claim for claim in cited if claim.text == text)  # a source's own words stay a source's
    statement = _statement(text, cited)
    reason = _form_of_facts(statement, court) or _grammar(statement, court) or _unverified(statement, cited, court)
    if reason is not None:
        return reason
    statement, needed = _without_idle_citations(statement, cited, court)
    return _mixed(statement, needed) or statement


def repeats(statement: Statement, others: Sequence[Statement]) -> bool:
    """Whether nearly all its words of content stand in one of the others."""
    own = _content(statement.text)
    return any(len(own & _content(other.text)) >= TWICE * len(own) for other in others)


def _formed(text: str, *, title: bool) -> tuple[str, str | None]:
    """The text as it would be printed, and what is wrong with its form."""
    seen = clean(text)
    if not seen:
        return seen, "it is empty"
    if len(seen) > (LONGEST_TITLE if title else LONGEST_SENTENCE):
        return seen, "it is too long"
    if seen != " ".join(text.split()):
        return seen, "it holds hidden characters"
    if has_markup(seen):
        return seen, "it holds a link or markup"
    if not givable(seen):
        return seen, "it is not plain English prose"
    if len(words_of(seen)) < FEWEST_WORDS:
        return seen, "it is too short to say anything"
    if title:
        seen = seen if seen.endswith("..") else seen.removesuffix(".")
        cut = seen.endswith(_NO_TITLE_END) or seen.rsplit(None, 1)[-1].lower() in FUNCTION
        return seen, "a title asks and calls nothing, and ends with a word that says something" if cut else None
    if not (seen[0].isupper() or seen[0].isdigit() or seen[0] in "\"“‘'$€£"):
        return seen, "it is no whole sentence"
    if _LEANING.match(seen) and not _SPEAKER_AFTER.search(seen):  # "It would study the claim, the bank said" is whole
        return seen, "it leans on another sentence: name who or what is meant"
    return seen if seen.endswith(_FINAL) else f"{seen}.", None


def _statement(text: str, cited: Sequence[Statement]) -> Statement:
    evidence = tuple(dict.fromkeys(e for claim in cited for e in claim.evidence))
    own = stems(words_of(text))
    edits = tuple(dict.fromkeys(edit for claim in cited for edit in claim.edits if _is_made_in(edit, own)))
    return Statement(text=text, evidence=evidence, form="written", edits=edits, standing=_standing(cited))


def _is_made_in(edit: Edit, own: Container[str]) -> bool:
    """Whether a sentence has what the edit put in: some word of it, and of a date all (two days in May are not one)."""
    put_in = words_of(edit.after)
    dated = [w for w in put_in if w.is_number or is_month(w.text)]
    return any(w.stem in own for w in put_in) and all(w.stem in own for w in dated)


def _standing(cited: Sequence[Statement]) -> Standing:
    """That of the weakest claim."""
    standings = {claim.standing for claim in cited}
    if "disputed" in standings:
        return "disputed"
    return "corroborated" if standings == {"corroborated"} else "single-source"


def _unverified(statement: Statement, cited: Sequence[Statement], court: Court) -> str | None:
    """What the verifier has against it; its entailer reads the claims as the page words them, too.

    A passage has "on Tuesday" and "she" where the verified claim, and so the writer, has the date and the name.
    """
    knowing = court.entailer and _Knowing(court.entailer, [claim.text for claim in cited if claim.edits])
    return verify(statement, court.sources, knowing)


class _Knowing:
    """``Entailer`` whose evidence is led by what is known already."""

    def __init__(self, entailer: Entailer, known: Sequence[str]) -> None:
        self.id = entailer.id
        self._entailer, self._known = entailer, known

    def entail(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        """One score a pair."""
        return self._entailer.entail([(claim, "\n".join((*self._known, evidence))) for claim, evidence in pairs])


def _form_of_facts(statement: Statement, court: Court) -> str | None:
    """What can be looked up before the verifier is asked."""
    rules = (_own_words, _other_unit, _of_per_cent, _only_quoted, _too_often, _other_time, _only_meant)
    reason = _hides_dispute(statement, court) or next((r for rule in rules if (r := rule(statement))), None)
    return reason or _other_speakers(statement, court)


def _other_unit(statement: Statement) -> str | None:
    """A unit or currency beside a number is one that the passages name."""
    named = {unit for e in statement.evidence for unit in units_named(words_of(e.quote))}
    new = sorted(units_of_figures(words_of(statement.text)) - named)
    return f"no passage counts in '{new[0]}'" if new else None


def _other_time(statement: Statement) -> str | None:
    """Words that mean a day by the day they are said stand in a passage."""
    said = " ".join(e.quote.lower() for e in statement.evidence)
    new = next((m[0] for m in _DEICTIC.finditer(statement.text.lower()) if m[0] not in said), None)
    return f"no passage says '{new}'" if new else None


def _only_meant(statement: Statement) -> str | None:
    """A deed that was ordered, planned or tried was not done: "an arrest warrant" arrests nobody."""
    own = {word.stem for word in words_of(statement.text)}
    for evidence in statement.evidence:
        words = words_of(evidence.quote)
        for i, word in enumerate(words):
            before = words[i - 1] if i else None
            meant = word.text.lower() in _MEANT and word.stem not in own
            if meant and before is not None and before.stem in own and before.is_content and before.text.islower():
                return f"the passage tells of a {word.text}, which the sentence leaves out"
    return None


def _too_often(statement: Statement) -> str | None:
    """A figure or weekday said twice that the passages say once has taken the place of another."""
    had: Counter[str] = Counter()
    for part in (*(e.quote for e in statement.evidence), *(e.after for e in statement.edits)):
        had.update(_counted(part))
    for figure, times in sorted(Counter(_counted(statement.text)).items()):
        if 0 < had[figure] < times:
            return f"'{figure}' is said more often than in the passages"
    return None


def _counted(text: str) -> list[str]:
    words = words_of(re.sub(r"(?<=\w)-(?=\w)", " ", text))
    return [word.stem for word in words if word.is_number or word.text.lower() in WEEKDAYS]


def _hides_dispute(statement: Statement, court: Court) -> str | None:
    """One side of a conflict is never told alone: who cites one says both values."""
    words = stems(words_of(statement.text))
    for dispute in court.disputes:
        if dispute.verdict != "conflict":
            continue
        sides = [stems(words_of(side.value)) for side in dispute.sides]
        touched = any(
            _overlap(e, other)
            for side in dispute.sides
            for other in side.statement.evidence
            for e in statement.evidence
        )
        told = [side for side in sides if side and side <= words]
        if touched and told and len(told) < len(sides):
            return "it tells one side of what is disputed as fact"
    return None


def _own_words(statement: Statement) -> str | None:
    """A sentence says it in the passages' words, but for a few: what a writer adds, it mostly made up."""
    have = _prefixes(statement)
    words = [word for word in words_of(statement.text) if word.is_content]
    new = [
        word.text.lower() not in _TELLING and not all(stem(part)[:5] in have for part in word.text.split("-") if part)
        for word in words
    ]
    if sum(new) > max(1, OWN_WORDS * len(words)) or sum(new) > min(MOST_OWN_WORDS, len(words) // 2):
        return f"too little of it stands in the passages (new: {', '.join(_where(words, new)[:4])})"
    return None


def _where(words: Sequence[Word], flags: Sequence[bool]) -> list[str]:
    return [word.text for word, flag in zip(words, flags, strict=True) if flag]


def _prefixes(statement: Statement) -> frozenset[str]:
    """The first letters of all words that the passages and edits have: a word of the same root is no new one."""
    parts = (*(e.quote for e in statement.evidence), *(e.after for e in statement.edits))
    return frozenset(s[:5] for part in parts for s in stems(words_of(re.sub(r"(?<=\w)-(?=\w)", " ", part))))


def _of_per_cent(statement: Statement) -> str | None:
    """A share of a hundred stays one: "37%" is not "37"."""
    said = " ".join((*(e.quote for e in statement.evidence), *(e.after for e in statement.edits)))
    for figure in _FIGURE.findall(statement.text):
        times = [m.end() for m in re.finditer(rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)", said)]
        own = re.search(rf"(?<![\d.,]){re.escape(figure)}(?![\d]|[.,]\d)(?:{_SHARE})", statement.text)
        if times and own is None and all(re.match(_SHARE, said[at:]) for at in times):
            return f"the passages have {figure} as a share of a hundred"
    return None


def _other_speakers(statement: Statement, court: Court) -> str | None:
    """Who says something that the sentence draws on is named in it, each of them: one does not say what another did."""
    case = open_case(statement, court.sources)
    own = stems(words_of(statement.text))
    speakers = {a.speaker for p in case.passages for a in p.attributions if a.speaker}
    for speaker in sorted(speakers) if len(speakers) > 1 else ():
        names = frozenset(word.stem for word in words_of(speaker) if word.is_content)
        if names and not names & own:
            return f"it does not say what of it {speaker} said"
    return None


def _only_quoted(statement: Statement) -> str | None:
    """What somebody said in quotation marks is not told by the page itself."""
    if _QUOTED.search(statement.text) or _SAID.search(statement.text):
        return None
    own = _content(statement.text)
    for evidence in statement.evidence:
        spoken = _content(" ".join(_QUOTED.findall(evidence.quote)))
        beside = _content(_QUOTED.sub(" ", evidence.quote))
        if len(own & spoken - beside) > len(own) / 2:
            return "it tells as fact what the passage has in quotation marks"
    return None


def _grammar(statement: Statement, court: Court) -> str | None:
    """What the parse of the sentence shows."""
    if court.parser is None:
        return None
    text = statement.text
    (parsed,) = court.parser.parse([text if text.endswith(_FINAL) else f"{text}."])
    case = open_case(statement, court.sources)
    return (
        not_whole(text, parsed.tokens, len(parsed.sentences))
        or added(parsed.tokens, _prefixes(statement) | _TELLING)
        or other_part(parsed.tokens, case)
        or done_before(parsed.tokens, case)
    )


def _without_idle_citations(
    statement: Statement, cited: Sequence[Statement], court: Court
) -> tuple[Statement, Sequence[Statement]]:
    """The statement on as few of its claims as bear it by themselves, and those."""
    for claim in reversed(cited):
        fewer = [other for other in cited if other is not claim]
        if not fewer or statement.standing == "disputed":
            break
        less = replace(_statement(statement.text, fewer), edits=statement.edits)
        if (_form_of_facts(less, court) or _grammar(less, court) or _unverified(less, fewer, court)) is None:
            return _without_idle_citations(less, fewer, court)
    return statement, cited


def _mixed(statement: Statement, cited: Sequence[Statement]) -> str | None:
    """Two claims in one sentence stand beside each other: what is woven of both is said by neither."""
    if len(cited) < 2 or statement.standing == "disputed":
        return None
    have = [_prefixes(_statement(statement.text, [claim])) for claim in cited]
    pieces = [words_of(piece) for piece in _BESIDE.split(statement.text)]
    every = frozenset().union(*have)
    for piece in pieces:
        own = {word.stem[:5] for word in piece if word.is_content} & every
        if not any(own <= words for words in have):
            return "it weaves several claims into one: tell each by itself"
    return None


def _content(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words_of(text) if word.is_content)


def _overlap(one: Evidence, other: Evidence) -> bool:
    same = one.source == other.source and one.field == other.field
    return same and one.start < other.end and other.start < one.end
