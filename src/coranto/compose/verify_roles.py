"""Who did what to whom, who said it, and what is said to follow from what.

Swapped actors and joined events use only words of the passage: measured, no model of words in context caught them, so they
have rules of their own on the passage's parse.
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
    "confirm show find reveal announce note discover learn know say tell add report state explain declare record".split()
)
_AUXILIARIES = frozenset(
    "is are was were be has have had do does did will would can could may might shall should must 's s not".split()
)
_UNSURE = frozenset(
    """plan hope want intend expect fear believe think allegedly apparently reportedly probably possibly perhaps likely seem
    appear suspect best worst good bad important necessary""".split()
)
_OBJECTING = frozenset("deny reject dispute refute doubt rebut dismiss".split())
_BY_PREPOSITION = frozenset(
    "accuse suspect charge blame fear warn dream consider think plan threaten despair convict acquit".split()
)
_INTENT = frozenset("agree decide plan schedule set expect".split())
_OBJECTS = frozenset({"dobj", "obj", "pobj"})
_DIRECTIONS = frozenset("from to into toward towards by against for over".split())
_CONNECTIVES: tuple[tuple[str, frozenset[str]], ...] = (
    ("after", frozenset("after following since once".split())),
    ("before", frozenset("before ahead until".split())),
    ("because", frozenset("because since as due owing amid".split())),
    ("so", frozenset("thus therefore hence consequently thereby".split())),
    ("while", frozenset("while whereas as when during".split())),
    ("despite", frozenset("despite although though".split())),
    (
        "cause",
        frozenset(
            "causing leading prompting triggering sparking forcing resulting caused led prompted triggered sparked".split()
        ),
    ),
)
_CONNECTIVE = re.compile(
    r"\b(after|following|before|ahead of|because of|because|due to|owing to|thanks to|as a result of|in response to|in retaliation for"
    r"|leading to|led to|causing|caused|prompting|prompted|triggering|triggered|sparking|sparked|resulting in|therefore|thus|thereby"
    r"|consequently|hence|so that|despite|although|even though|amid|in order to|in exchange for)\b(?!-)",
    re.IGNORECASE,
)


def speaker_moved(case: Case) -> str | None:
    """Whoever says something in the sentence is a speaker in a passage."""
    for i, word in enumerate(case.words):
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
    """What hangs on a verb in the passage (said, denied, wants, hopes) keeps it, unless an authority tells a plain fact."""
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


def places_swapped(case: Case) -> str | None:
    """A name of the attribution is no place, actor or time of the event; "from A to B" is not "from B to A"."""
    for i, word in enumerate(case.words):
        if not word.is_content or i == 0:
            continue
        before = case.words[i - 1].text.lower()
        if before == "the" and i > 1:
            before = case.words[i - 2].text.lower()
        if before in {"at", "in"} and _only_speaks(case, word, before):
            return f"'{word.text}' only says it in the passage, and is no place"
        if word.text[:1].isupper() and before in _DIRECTIONS and _other_direction(case, word, before):
            return f"the passage does not say '{before} {word.text}'"
    return None


def roles_swapped(case: Case) -> str | None:
    """Subject and object of a verb keep their sides, unless the sentence turns it into the passive or back."""
    for passage in case.passages:
        triples = [] if passage.whole else list(_triples(passage))
        verbs = [stem(v.text) for v, *_ in triples]
        nouns = {t.text.lower() for t in passage.tokens if t.pos in {"NOUN", "PROPN"}}
        for verb, actor, target, passive in triples:
            if verbs.count(stem(verb.text)) > 1 or verb.lemma in {"be", "have"}:
                continue
            other_actors = {stem(a.text) for v, a, t, _ in triples if v is not verb for a in (a, t)} - {
                stem(actor.text)
            }
            other_targets = {stem(t.text) for v, _, t, _ in triples if v is not verb} - {stem(target.text)}
            for at in (i for i, w in enumerate(case.words) if w.stem == stem(verb.text)):
                if case.words[at].text.lower() in nouns - {verb.text.lower()}:
                    continue
                turned = _is_passive(case.words, at)
                found = _order(case.words, at, stem(actor.text), stem(target.text))
                if found is not None and found != turned:
                    return f"the passage has '{actor.text}' {verb.text} '{target.text}', not the other way about"
                if (
                    not passive
                    and not turned
                    and _has_another(case.words, at, actor, target, other_actors, other_targets)
                ):
                    return f"the passage has '{actor.text}' {verb.text} '{target.text}', not somebody else"
    return None


def events_joined(case: Case) -> str | None:
    """ "After", "because", "leading to" between two things needs a passage that joins the same two so."""
    flat = " ".join(w.text for w in case.words)
    for match in _CONNECTIVE.finditer(flat):
        first = match.group(1).split()[0].lower()
        at = len(flat[: match.start()].split())
        left = [w.stem for w in case.words[:at] if w.is_content][-4:]
        right = [w.stem for w in case.words[at + len(match.group(1).split()) :] if w.is_content][:4]
        if not right:
            continue
        if not any(_joins(words, first, left, right) for words in _cited(case)):
            return f"no passage joins these by '{match.group(1)}'"
    return None


def _cited(case: Case) -> list[tuple[Word, ...]]:
    return [*(words_of(q) for q in case.quotes), *(p.words for p in case.passages)]


def _names_beside(words: Sequence[Word], i: int, *, inverted: bool) -> list[str]:
    """The name just before or after a saying verb; a common noun where the clause ends with the verb."""
    before = words[i - 1] if i and not inverted else None
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
    wanted = stem(name)
    for attribution in passage.attributions:
        if wanted in stems(words_of(f"{attribution.speaker} {attribution.speaker_entity}")):
            return True
    tokens = passage.tokens
    for token in tokens:
        head = tokens[token.head]
        if token.dep in {
            "nsubj",
            "nsubjpass",
            "appos",
            "compound",
            "flat",
            "conj",
            "agent",
            "pobj",
            "dobj",
            "ROOT",
        } and _climbs(tokens, token, wanted):
            if head.text.lower() in _SAY and token.dep.startswith("nsubj"):
                return True
    words = passage.words
    for i, word in enumerate(words):
        if word.text.lower() in _SAY or word.text.lower() in {"according", "readout"}:
            if wanted in stems(words[max(0, i - 1) : i]) or (
                wanted in stems(words[i + 1 : i + 4]) and word.text.lower() == "according"
            ):
                return True
            if wanted in stems(words[i + 1 : i + 3]) and (i == len(words) - 2 or i >= len(words) - 5):
                return True
    tail = re.search(r":\s+([^:]{2,60})$", passage.sentence.text)
    return passage.sentence.field == "title" and tail is not None and wanted in stems(words_of(tail.group(1)))


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


def _says_otherwise(case: Case, verb: Token) -> bool:
    """Whether the sentence has another saying word in place of this one."""
    if verb.lemma.lower() in _OBJECTING:
        return any(w.text.lower() in {"not", "never", "no"} or w.text.lower().endswith("n't") for w in case.words)
    if verb.text.lower() not in _SAY and verb.lemma.lower() not in _FACTIVE:
        return False
    return any(w.text.lower() in _SAY or w.text.lower() == "according" for w in case.words)


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
    return not speaker or bool(speaker & mine) or attribution.speaker.lower() in {w.text.lower() for w in case.words}


def _only_speaks(case: Case, word: Word, before: str) -> bool:
    """Whether every place of the word in the passages lies inside an attribution that names it as the speaker."""
    seen = False
    for passage in case.passages:
        for i, other in enumerate(passage.words):
            if other.stem != word.stem:
                continue
            if before in {w.text.lower() for w in passage.words[max(0, i - 2) : i]}:
                return False
            at = passage.sentence.start + other.start
            inside = [
                a for a in passage.attributions if a.start <= at < a.end and word.stem in stems(words_of(a.speaker))
            ]
            if not inside:
                return False
            seen = True
    return seen


def _other_direction(case: Case, word: Word, before: str) -> bool:
    """Whether the passages have this preposition before another name, and this name after another preposition."""
    with_other, with_this, otherwise = False, False, False
    for words in _cited(case):
        for i, other in enumerate(words):
            previous = [w.text.lower() for w in words[max(0, i - 2) : i] if w.text.lower() != "the"]
            direction = previous[-1] if previous else ""
            if other.stem == word.stem:
                with_this = with_this or direction == before
                otherwise = otherwise or (direction in _DIRECTIONS and direction != before)
            elif other.text[:1].isupper() and direction == before:
                with_other = True
    return with_other and otherwise and not with_this


def _triples(passage: Passage) -> Iterable[tuple[Token, Token, Token, bool]]:
    """(verb, actor, target, passive?) of each verb that has both."""
    tokens = passage.tokens
    for v, verb in enumerate(tokens):
        if verb.pos != "VERB":
            continue
        own = [t for t in tokens if t.head == v and t is not verb]
        subject = next((t for t in own if t.dep == "nsubj"), None)
        if subject is None and verb.dep == "conj":
            subject = next((t for t in tokens if t.head == verb.head and t.dep == "nsubj"), None)
        objects = [t for t in own if t.dep in {"dobj", "obj"}]
        if subject is not None:
            for target in objects:
                if subject.pos in {"NOUN", "PROPN"} and target.pos in {"NOUN", "PROPN", "NUM"}:
                    yield verb, subject, target, False
        patient = next((t for t in own if t.dep == "nsubjpass"), None)
        agent = next((i for i, t in enumerate(tokens) if t.dep == "agent" and t.head == v), None)
        if patient is not None and agent is not None:
            actor = next((t for t in tokens if t.head == agent and t.dep == "pobj"), None)
            if actor is not None:
                yield verb, actor, patient, True


def _order(words: Sequence[Word], at: int, actor: str, target: str) -> bool | None:
    """False: actor before verb before target; True: the other way about; None: it cannot be seen."""
    left = {w.stem for w in words[max(0, at - 12) : at]}
    right = {w.stem for w in words[at + 1 : at + 13]}
    if actor == target:
        return None
    if actor in left and target in right and target not in left:
        return False
    if target in left and actor in right and actor not in left:
        return True
    return None


def _has_another(
    words: Sequence[Word], at: int, actor: Token, target: Token, actors: set[str], targets: set[str]
) -> bool:
    """Whether another verb's subject stands just before this verb, or another verb's object just after it, in its place."""
    if any(w.stem == "be" for w in words[max(0, at - 2) : at]):
        return False
    left = [w.stem for w in words[max(0, at - 12) : at] if w.is_content or w.is_number]
    right = [w.stem for w in words[at + 1 : at + 7] if w.is_content or w.is_number]
    if left and left[-1] in actors and stem(actor.text) not in left:
        return True
    return bool(targets & set(right)) and stem(target.text) not in right


def _is_passive(words: Sequence[Word], at: int) -> bool:
    if words[at].text.lower().endswith("ing"):
        return False
    be = any(w.stem == "be" for w in words[max(0, at - 3) : at])
    by = [w.text.lower() == "by" for w in words[at + 1 : at + 6]]
    return (be and any(by)) or by[:1] == [True]


def _joins(words: Sequence[Word], connective: str, left: Sequence[str], right: Sequence[str]) -> bool:
    """Whether the words have this connective (or one of its kind) between, or around, words of both sides."""
    family = next((f for _, f in _CONNECTIVES if connective in f), frozenset({connective}))
    for i, word in enumerate(words):
        if word.text.lower() not in family | {connective}:
            continue
        before = {w.stem for w in words[:i] if w.is_content}
        after = {w.stem for w in words[i + 1 : i + 9] if w.is_content}
        later = {w.stem for w in words[i + 1 :] if w.is_content}
        if set(right) & after and (not left or set(left) & before or (not before and set(left) & later)):
            return True
    return False
