"""Who says it: speakers stay who they are, and what hangs on a verb of saying, denying or wishing stays under it.

"The ministry had ordered doses" is wrong where the passage says that a minister denied it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from coranto.compose.passages import Case, Passage
from coranto.compose.wording import Word, stem, stems, words_of
from coranto.types import Attribution, Token

_SAY = frozenset(
    """say said says tell told tells add added adds announce announced announces claim claimed claims report reported
    reports confirm confirmed confirms warn warned warns insist insisted insists allege alleged alleges deny
    denied denies argue argued argues state stated states explain explained admit admitted acknowledge
    acknowledged stress stressed stresses note noted declare declared vow vowed pledge pledged""".split()
)
_FACTIVE = frozenset(
    "confirm show find reveal announce note discover learn know say tell add report state explain declare".split()
)
_INTENT = frozenset("agree decide plan schedule set expect".split())
_UNSURE = frozenset(
    """plan hope want intend expect fear believe think allegedly apparently reportedly probably possibly perhaps likely
    seem     appear suspect best worst good bad important necessary""".split()
)
_AUXILIARIES = frozenset(
    "is are was were be has have had do does did will would can could may might shall should must 's s not".split()
)
_OBJECTING = frozenset("deny reject dispute refute doubt rebut dismiss".split())
_VIEWS = frozenset(
    """allege claim insist argue warn suggest want promise vow pledge threaten propose offer urge call ask demand
    recommend predict estimate forecast assume imagine doubt wonder consider try attempt seek refuse decline
    fail""".split()
)
_SAYS_TOO = frozenset(
    "according repeated repeats repeat stated made allegedly reportedly put called described criticised".split()
)
_BY_PREPOSITION = frozenset(
    "accuse suspect charge blame fear warn dream consider think plan threaten despair convict acquit".split()
)


def speaker_moved(case: Case) -> str | None:
    """Whoever says something in the sentence is a speaker in a passage."""
    for i, word in enumerate(case.words):
        if word.text.lower() == "according":
            run = [w.text for w in case.words[i + 2 : i + 6] if w.text[:1].isupper() and not _weekday_or_month(w.text)]
            if run and case.words[i + 2].text == run[0] and not any(_speaks(p, n) for p in case.passages for n in run):
                return f"no passage has '{run[-1]}' say it"
        if word.text not in _SAY:
            continue
        inverted = word.text not in {"told", "tell", "tells"} and case.statement.text[: word.start].rstrip()[
            -1:
        ] in set(",\"”'’")
        for name in _names_beside(case.words, i, inverted=inverted):
            if not any(_speaks(passage, name) for passage in case.passages) and not _speaks_in_edit(case, name):
                return f"no passage has '{name}' say it"
    return None


def attribution_lost(case: Case) -> str | None:
    """What hangs on a verb in the passage (said, denied, hopes) keeps it, unless an authority tells a plain fact."""
    mine = stems(case.words)
    for passage in case.passages[:2]:
        if passage.whole:
            continue
        for verb, under in _governed(passage):
            token = passage.tokens[verb]
            if (
                token.text[:1] in "'’"
                or under not in passage.kept
                or stem(token.text) in mine
                or _says_otherwise(case, token)
            ):
                continue
            lemma = token.lemma.lower()
            if case.statement.form == "written" and not _says_or_thinks(passage, token):
                continue
            if lemma in _INTENT and any(w.text.lower() in {"to", "will"} for w in case.words):
                continue
            attribution = _attribution_of(passage, token)
            if attribution is not None and attribution.authority and _plain_fact(passage, attribution):
                continue
            if attribution is None and lemma in _FACTIVE and not _has_subject_person(passage, verb):
                continue
            return f"the passage has this only under '{token.text}'"
        for attribution in passage.attributions:
            free = attribution.authority and _plain_fact(passage, attribution)
            if not free and _content_kept(passage, attribution) and not _named_in(case, attribution):
                return f"the passage gives this to {attribution.speaker or 'a speaker'}, the sentence to nobody"
    return None


def _names_beside(words: Sequence[Word], i: int, *, inverted: bool) -> list[str]:
    """The name just before or after a saying verb; a common noun where the clause ends with the verb."""
    last = i - 1
    while not inverted and last > 0 and (words[last].text.lower() == "on" or _weekday_or_month(words[last].text)):
        last -= 1  # "X on Friday said"
    before = words[last] if i and not inverted else None
    if before is not None and before.text[:1].isupper():
        return [before.text]
    ends = i + 1 == len(words) or _weekday_or_month(words[i + 1].text) or words[i + 1].text.lower() == "on"
    if (
        before is not None
        and ends
        and before.is_content
        and i > 1
        and words[i - 2].text.lower() in {"the", "a", "an", "its"}
    ):
        return [before.text]
    after = words[i + 1] if i + 1 < len(words) else None
    if inverted and after is not None and after.text[:1].isupper() and not _goes_on(words, i):
        run = [w for w in words[i + 1 : i + 4] if w.text[:1].isupper()]
        return [run[-1].text] if run and i > 2 and not _weekday_or_month(run[-1].text) else []
    return []


def _goes_on(words: Sequence[Word], i: int) -> bool:
    """ "X, of Y, said North Orr could ...": the name after the verb has a verb of its own."""
    following = next((w for w in words[i + 1 :] if not w.text[:1].isupper()), None)
    return following is not None and following.text.lower() in _AUXILIARIES


def _weekday_or_month(text: str) -> bool:
    return bool(
        re.match(
            r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)", text
        )
    )


def _speaks(passage: Passage, name: str) -> bool:
    """Whether the passage has the name as a speaker: in its attribution, as subject of a saying verb, or beside one."""
    wanted = stem(name)
    for attribution in passage.attributions:
        if wanted in stems(words_of(f"{attribution.speaker} {attribution.speaker_entity}")):
            return True
    for token in passage.tokens:
        says = passage.tokens[token.head].text.lower() in _SAY and token.dep.startswith("nsubj")
        if says and _climbs(passage.tokens, token, wanted):
            return True
    tail = re.search(r":\s+([^:]{2,60})$", passage.sentence.text)
    if passage.sentence.field == "title" and tail is not None and wanted in stems(words_of(tail.group(1))):
        return True
    return _beside_saying(passage.words, wanted)


def _beside_saying(words: Sequence[Word], wanted: str) -> bool:
    """ "X said", "said X" at the end, "according to X": for what the parser did not see."""
    for i, word in enumerate(words):
        low = word.text.lower()
        if low in _SAY and wanted in stems(words[max(0, i - 1) : i]):
            return True
        if low in _SAY and i >= len(words) - 5 and wanted in stems(words[i + 1 : i + 3]):
            return True
        if low == "according" and wanted in stems(words[i + 1 : i + 4]):
            return True
    return False


def _climbs(tokens: Sequence[Token], token: Token, wanted: str) -> bool:
    """Whether the token, or a name in its own phrase, is the wanted one."""
    index = tokens.index(token)
    own = [token, *(t for t in tokens if t.head == index and t.dep in {"compound", "appos", "conj", "flat", "nmod"})]
    return any(stem(t.text) == wanted for t in own)


def _speaks_in_edit(case: Case, name: str) -> bool:
    """A pronoun written as a name by a recorded edit: its evidence names the person."""
    wanted = stem(name)
    return any(
        wanted in stems(words_of(e.after)) and wanted not in stems(words_of(e.before)) for e in case.statement.edits
    )


def _governed(passage: Passage) -> Iterable[tuple[int, int]]:
    """Pairs (governing verb, verb or noun under it) by clausal complement, in order."""
    tokens = passage.tokens
    for i, token in enumerate(tokens):
        if (
            token.dep in {"ccomp", "xcomp"}
            and token.head != i
            and tokens[token.head].pos in {"VERB", "AUX", "ADJ", "NOUN"}
        ):
            if token.dep == "xcomp" and token.pos in {"ADJ", "NOUN"}:
                continue
            yield token.head, i
        prep = tokens[token.head]
        if token.dep == "pcomp" and prep.dep == "prep" and tokens[prep.head].lemma in _BY_PREPOSITION:
            yield prep.head, i


def _says_or_thinks(passage: Passage, verb: Token) -> bool:
    """Whether a clause under this verb is somebody's word or view, and not just part of what happened."""
    known = _FACTIVE | _INTENT | _UNSURE | _OBJECTING | _BY_PREPOSITION | _VIEWS
    forms = {verb.lemma.lower(), verb.text.lower(), verb.text.lower().removesuffix("s")}
    return bool(forms & (known | _SAY)) or _attribution_of(passage, verb) is not None


def _says_otherwise(case: Case, verb: Token) -> bool:
    """Whether the sentence has another saying word in place of this one."""
    if verb.lemma.lower() in _OBJECTING:
        return any(w.text.lower() in {"not", "never", "no"} or w.text.lower().endswith("n't") for w in case.words)
    if verb.text.lower() not in _SAY and verb.lemma.lower() not in _FACTIVE:
        return False
    return any(w.text.lower() in _SAY or w.text.lower() in _SAYS_TOO for w in case.words)


def _attribution_of(passage: Passage, verb: Token) -> Attribution | None:
    return next((a for a in passage.attributions if a.start <= verb.start < a.end), None)


def _plain_fact(passage: Passage, attribution: Attribution) -> bool:
    """Nothing in the content says that it lies ahead or is a judgement."""
    inside = [
        t
        for i, t in enumerate(passage.tokens)
        if any(s <= t.start < e for s, e in attribution.content) and (i in passage.kept or t.head in passage.kept)
    ]
    return not any(t.tag == "MD" or t.lemma.lower() in _UNSURE or t.text.lower() in _UNSURE for t in inside)


def _has_subject_person(passage: Passage, verb: int) -> bool:
    return any(t.head == verb and t.dep == "nsubj" and (t.pos == "PROPN" or t.pos == "PRON") for t in passage.tokens)


def _content_kept(passage: Passage, attribution: Attribution) -> bool:
    inside = [
        i
        for i, t in enumerate(passage.tokens)
        if t.pos in {"NOUN", "PROPN", "VERB", "ADJ", "NUM"} and any(s <= t.start < e for s, e in attribution.content)
    ]
    return bool(inside) and sum(i in passage.kept for i in inside) * 10 > len(inside) * 6


def _named_in(case: Case, attribution: Attribution) -> bool:
    mine = stems(case.words)
    speaker = {w.stem for w in words_of(f"{attribution.speaker} {attribution.speaker_entity}") if w.is_content}
    if not speaker or attribution.speaker.lower() in {w.text.lower() for w in case.words}:
        return True
    says = any(
        w.text.lower() in _SAY or w.text.lower() in {"according", "found", "believe", "think"} for w in case.words
    )
    return speaker <= mine or (says and bool(speaker & mine)) or len(speaker & mine) >= 2
