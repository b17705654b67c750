"""Makes a printed headline a sentence: its core, its attribution kept, abbreviations and commas written out.

A flash is often all there is of an article, so its headline must be able to stand in a section ("Lee, Xi begin
talks: Palace" says who says it only to a reader who knows how headlines are made).
"""

from __future__ import annotations

import re

from coranto.compose.edits import Change, begun_with_capital
from coranto.compose.reading import Reading
from coranto.compose.spelling import written_out
from coranto.types import Attribution, Token

_PLURAL_SPEAKERS = frozenset(
    "police officials scientists witnesses doctors prosecutors authorities firefighters".split()
)
_WH = re.compile(r"^(?:what|why|how|where|when|who|which|watch|live|in pictures|video|photos?|here['’]s|meet)\b", re.I)
_FINDINGS = frozenset("study report survey poll source witness lawyer doctor expert".split())
_TAKES_INFINITIVE = frozenset(
    """
    petition killing sale
    need plan bid move deal right effort decision pledge vote call offer attempt ability chance way time ready set
    due about push drive campaign order refusal failure agreement pact promise vow threat proposal request appeal
    urge desire wish willingness readiness power freedom mandate permission duty obligation intention battle fight
    race scramble struggle step measure work pressure reason reluctance opportunity commitment demand motion bill
    law scheme mission quest hope able unable likely unlikely eager keen free poised slated bound prepared willing
    unwilling reluctant first last talks talk negotiation position line more enough too
    """.split()
)
"""Words after which "to" and a verb are their own complement: "share view on need to finish", "bid to stop cuts"."""
_ROLE = re.compile(
    r"^(?:police|officials?|ministry|ministers?|army|study|report|government|gov['’]?t|spokes\w+|president|prosecutors?"
    r"|court|sources?|witness(?:es)?|reports|lawyers?|doctors|experts|authorities|aide|agency|military|navy|union)$",
    re.I,
)


def headline_refusal(reading: Reading) -> str | None:
    """Why a headline is no statement; None if it is one."""
    start, end = reading.source.analysis.headline_core
    core = reading.source.article.title[start:end].strip()
    if _WH.match(core):
        return "the headline only announces its subject"
    if core.endswith("?"):
        return "the headline is a question"
    if len(core.split()) < 3:
        return "the headline is a label"
    if re.search(r"\b(?:I|we|our|my|you|your)\b", re.sub(r"[\"“‘'].*?[\"”’']", "", core)):
        return "the headline speaks in the first or second person"
    return None


def headline_changes(reading: Reading, attribution: Attribution | None) -> list[Change]:
    """The changes that make the printed title of a source a sentence with its attribution."""
    title = reading.source.article.title
    start, end = reading.source.analysis.headline_core
    kept_start, kept_end = start, end
    tail = ""
    changes: list[Change] = []
    if attribution is not None and attribution.verb:
        kept_start, kept_end = min(start, attribution.start), max(end, attribution.end)
    elif attribution is not None:
        tail = f", {_speaker(attribution.speaker)} {_says(attribution.speaker)}"
    kept_start, kept_end = _trimmed(title, kept_start, kept_end)
    if kept_start > 0:
        why = "the headline's label dropped" if attribution is None else "the headline's label or speaker moved"
        changes.append(Change(start=0, end=kept_start, after="", why=why))
    changes += written_out(title, kept_start, kept_end)
    changes += _commas(title, reading, kept_start, kept_end)
    changes += _auxiliary(reading, kept_start, kept_end)
    if kept_end < len(title) or tail:
        changes.append(
            Change(
                start=kept_end,
                end=len(title),
                after=tail + ".",
                why="the headline's attribution written out" if tail else "what follows the headline dropped",
            )
        )
    elif not title.rstrip().endswith((".", "!", "”", '."')):
        changes.append(Change(start=len(title), end=len(title), after=".", why="final stop set"))
    return begun_with_capital(title, 0, changes)


def _trimmed(title: str, start: int, end: int) -> tuple[int, int]:
    while start < end and title[start].isspace():
        start += 1
    while end > start and (title[end - 1].isspace() or title[end - 1] in ".,:;"):
        end -= 1
    return start, end


def _speaker(speaker: str) -> str:
    """A speaker as it stands inside a sentence: a lone role word in lower case, a name as printed."""
    words = speaker.strip().split()
    if words and all(_ROLE.match(word) for word in words):
        low = " ".join(words).lower()
        plural = _says(low) == "say"
        return low if plural else f"a {low}" if words[-1].lower() in _FINDINGS else f"the {low}"
    return speaker.strip()


def _says(speaker: str) -> str:
    last = speaker.lower().split()[-1] if speaker.split() else ""
    plural = last in _PLURAL_SPEAKERS or " and " in speaker or (last.endswith("s") and bool(_ROLE.match(last)))
    return "say" if plural else "says"


def _commas(title: str, reading: Reading, start: int, end: int) -> list[Change]:
    """ "A, B agree to meet, widen contacts": the commas that stand for "and"."""
    tokens = _title_tokens(reading, start, end)
    found = []
    for i, token in enumerate(tokens):
        if token.text != "," or i == 0 or i + 1 >= len(tokens):
            continue
        if _joins_subjects(tokens, i) or _joins_verbs(tokens, i) or _joins_last_names(tokens, i):
            found.append(Change(start=token.start, end=token.end, after=" and", why="headline comma written as 'and'"))
    return found


def _title_tokens(reading: Reading, start: int, end: int) -> list[Token]:
    return [
        token
        for sentence in reading.sentences
        if sentence.field == "title"
        for token in sentence.tokens
        if start <= token.start and token.end <= end
    ]


def _joins_subjects(tokens: list[Token], i: int) -> bool:
    """Names at the very start, a comma, names, then a verb or "to": two actors."""
    before, after = tokens[:i], tokens[i + 1 :]
    if not 1 <= len(before) <= 3 or any(t.pos != "PROPN" and not t.text[:1].isupper() for t in before):
        return False
    names = 0
    while names < len(after) and names < 4 and after[names].pos == "PROPN" and after[names].text[:1].isupper():
        names += 1
    if names == 0 or names >= len(after):
        return False
    following = after[names]
    return following.pos in {"VERB", "AUX", "PART"} or following.text == "to"


def _joins_verbs(tokens: list[Token], i: int) -> bool:
    """ "agree to hold meetings, expand contacts": a second verb of the form of an earlier one, no "and" after it."""
    after = tokens[i + 1]
    if after.pos != "VERB" or after.tag not in {"VB", "VBP", "VBZ", "VBD"}:
        return False
    if any(t.text in {",", ";"} or t.lemma in {"and", "or", "but"} for t in tokens[i + 1 :]):
        return False
    if any(t.text == "," for t in tokens[:i]) and any(t.pos == "VERB" and t.text == after.text for t in tokens[:i]):
        return False
    earlier = [t.tag for t in tokens[:i] if t.pos == "VERB"]
    alike = {"VB": {"VB", "VBP"}, "VBP": {"VB", "VBP"}}.get(after.tag, {after.tag})
    return bool(alike & set(earlier))


def _joins_last_names(tokens: list[Token], i: int) -> bool:
    """ "toward S. Korea, China" at the end: two names after one preposition of two sides."""
    before = i - 1
    while before >= 0 and tokens[before].pos == "PROPN":
        before -= 1
    if (
        before < 0
        or i - 1 - before == 0
        or tokens[before].lemma.lower() not in {"toward", "towards", "between", "with"}
    ):
        return False
    rest = tokens[i + 1 :]
    return bool(rest) and all(t.pos == "PROPN" for t in rest)


def _auxiliary(reading: Reading, start: int, end: int) -> list[Change]:
    """ "Lee, Xi to hold summit": an infinitive with a subject and no finite verb before it gets "are" or "is"."""
    tokens = _title_tokens(reading, start, end)
    for i, token in enumerate(tokens[:-1]):
        if token.pos in {"VERB", "AUX"} and token.tag != "VBG":
            return []
        if token.text != "to" or tokens[i + 1].tag not in {"VB", "VBP"} or i == 0:
            continue
        subject = tokens[:i]
        if any(t.pos == "ADP" for t in subject[-1:]) or not any(t.pos in {"NOUN", "PROPN"} for t in subject):
            return []
        if subject[-1].lemma.lower() in _TAKES_INFINITIVE or _has_other_verb(tokens, i):
            return []
        if any(t.text.lower() == "for" for t in subject[-4:]):
            return []  # "reason for Halle to pay": whose doing it is
        heads = [t for t in subject if t.pos in {"NOUN", "PROPN"}]
        plural = heads[-1].tag in {"NNS", "NNPS"} or any(t.text in {",", "and"} for t in subject)
        verb = "are" if plural else "is"
        return [Change(start=token.start, end=token.end, after=f"{verb} to", why="headline infinitive written out")]
    return []


def _has_other_verb(tokens: list[Token], to: int) -> bool:
    """Whether something else than the infinitive after ``to`` is the headline's predicate.

    A finite root, or a small word right after two names with a comma between them, which is a verb read as a noun
    ("Orr, Lind share view ...").
    """
    if any(t.dep == "ROOT" and t.tag in {"VBD", "VBZ", "VBP", "MD"} for t in tokens if t is not tokens[to + 1]):
        return True
    comma = next((k for k, t in enumerate(tokens[:to]) if t.text == ","), None)
    if comma is None:
        return False
    after = comma + 1
    while after < to and tokens[after].text[:1].isupper():
        after += 1
    return after < to and tokens[after].text.isalpha() and tokens[after].text.lower() not in {"and", "of", "in"}
