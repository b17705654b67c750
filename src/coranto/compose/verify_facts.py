"""Facts on the surface: edits, names, quoted phrases and new words, each against the evidence.

What can be looked up letter for letter is looked up first: most faults of a writer are here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from coranto.compose.passages import Case
from coranto.compose.spelling import ABBREVIATIONS
from coranto.compose.verify_figures import date_words
from coranto.compose.wording import FUNCTION, MONTHS, WEEKDAYS, Word, is_month, plain, stem, stems, words_of
from coranto.types import Edit, Timex

MOST_NEW = 0.34
"""Share of content words that a written sentence may have of its own: about one in three, as in fair paraphrase."""

_OPPOSITES = (
    ("rise", "fall"),
    ("increas", "decreas"),
    ("win", "lose"),
    ("open", "clos"),
    ("accept", "reject"),
    ("begin", "end"),
    ("start", "stop"),
    ("approv", "reject"),
    ("support", "oppos"),
    ("arriv", "leave"),
    ("gain", "lose"),
    ("buy", "sell"),
    ("releas", "arrest"),
    ("releas", "detain"),
    ("pass", "fail"),
    ("confirm", "den"),
    ("confirm", "deny"),
    ("rise", "drop"),
    ("climb", "drop"),
    ("grow", "shrink"),
    ("more", "fewer"),
    ("surviv", "die"),
    ("acquit", "convict"),
    ("lift", "impos"),
    ("allow", "ban"),
    ("allow", "bar"),
    ("resum", "suspend"),
    ("strengthen", "weaken"),
    ("upgrad", "downgrad"),
    ("safe", "unsaf"),
    ("first", "last"),
    ("north", "south"),
    ("east", "west"),
    ("hire", "fire"),
    ("import", "export"),
    ("win", "defeat"),
    ("extend", "end"),
    ("join", "leave"),
    ("save", "kill"),
    ("rais", "cut"),
    ("rais", "lower"),
    ("before", "after"),
    ("increas", "cut"),
    ("increas", "reduc"),
    ("rais", "reduc"),
    ("rise", "declin"),
    ("accept", "refus"),
    ("agree", "refus"),
    ("guilt", "innoc"),
    ("convict", "clear"),
    ("legal", "illegal"),
    ("strong", "weak"),
    ("best", "worst"),
    ("profit", "loss"),
    ("surplus", "deficit"),
    ("majorit", "minorit"),
    ("victor", "defeat"),
    ("success", "fail"),
    ("appoint", "dismiss"),
    ("open", "shut"),
    ("continu", "stop"),
    ("resum", "halt"),
    ("deny", "admit"),
    ("praise", "critic"),
    ("prais", "critic"),
    ("welcom", "condemn"),
    ("alive", "die"),
    ("surviv", "kill"),
)
_SHORTEST_ROOT = 6
"""Letters: below, different names share a root (Niger, Nigeria)."""
_FRAME = frozenset(
    """say tell report announce accord is are to and the a an was were of in on at by for with has have will officials
    police week weekend month year early late morning afternoon evening night 's""".split()
)


def edits_without_ground(case: Case) -> str | None:
    """An edit may put in only what a passage says, what a fixed list spells out, or a date that a passage means."""
    for edit in case.statement.edits:
        if date_words(edit.after) and not _inside(edit.after, case.quotes):
            if not any(_means(timex, edit) for passage in case.passages for timex in passage.timexes):
                return f"the date '{edit.after}' does not follow from the passage"
            continue
        have = stems(w for q in case.quotes for w in words_of(q)) | _spelt_out(edit)
        for word in words_of(edit.after):
            low = word.text.lower()
            if word.stem in have or low in FUNCTION or low in _FRAME or word.stem in _FRAME:
                continue
            if not stems([word]) - {word.stem} - have and "-" in word.text:
                continue
            return f"an edit puts in '{word.text}', which no passage says"
    return None


def name_without_ground(case: Case) -> str | None:
    """Every capitalised word inside a sentence stands in the evidence or in an edit."""
    have = {form for q in case.quotes for w in words_of(q) for form in _name_forms(w)}
    have |= {form for e in case.statement.edits for w in words_of(e.after) for form in _name_forms(w)}
    text = plain(case.statement.text)
    for word in case.words:
        if not word.text[:1].isupper() or _opens_sentence(text, word.start):
            continue
        whole, *parts = _name_forms(word)
        if whole in have or whole.isdigit() or (parts and _put_together(word, parts, have)):
            continue
        if not any(_same_root(whole, other) for other in have):
            return f"the name '{word.text}' does not stand in the passage"
    return None


def quotation_without_ground(case: Case) -> str | None:
    """What is in quotation marks is word for word inside quotation marks of the evidence."""
    quoted = [_bare(m) for q in case.quotes for m in _quoted(q, open_end=True)]
    for passage in case.passages:
        quoted += [_bare(m) for m in _quoted(passage.sentence.text, open_end=True)]
    everything = " ".join(_bare(q) for q in case.quotes)
    for phrase in _quoted(case.statement.text):
        bare = _bare(phrase)
        if bare and bare not in everything:
            return f"the quoted words '{phrase}' do not stand in the passage"
        if bare and not any(bare in q for q in quoted):
            return f"the passage does not have '{phrase}' in quotation marks"
    return None


def new_words(case: Case) -> str | None:
    """No content word that the evidence lacks; a written sentence may paraphrase a third."""
    content = [w for w in case.words if w.is_content]
    fresh = _fresh(case)
    if case.statement.form == "written":
        if len(fresh) > MOST_NEW * len(content):
            return f"too little of it stands in the passage (new: {', '.join(w.text for w in fresh[:4])})"
        return None
    return f"'{fresh[0].text}' does not stand in the passage" if fresh else None


def opposite_said(case: Case) -> str | None:
    """No word of the writer's own is the opposite of one in the passage ("cut" for "raised")."""
    have = _known(case)
    for word in _fresh(case):
        for a, b in _OPPOSITES:
            other = b if word.stem.startswith(a) else a if word.stem.startswith(b) else None
            if other is not None and any(h.startswith(other) for h in have):
                return f"'{word.text}' is the opposite of what the passage says"
    return None


def other_order(case: Case) -> str | None:
    """An edited sentence keeps its passages' order of words, but for what its edits put in."""
    if case.statement.form != "edited" or not case.passages:
        return None
    put_in = {w.stem for e in case.statement.edits for w in words_of(e.after)}
    own = [w for w in case.words if w.is_content and w.stem not in put_in]
    left = [w.stem for w in own]
    for quote in case.quotes:
        theirs = [w.stem for w in words_of(quote)]
        blocks = SequenceMatcher(None, left, theirs, autojunk=False).get_matching_blocks()
        covered = {b.a + k for b in blocks for k in range(b.size)}
        left = [s for i, s in enumerate(left) if i not in covered]
    if len(left) > max(1, len(own) // 6):
        return "its words stand in another order than in the passage"
    return None


def _fresh(case: Case) -> list[Word]:
    """Words of content that neither the passages nor the edits have, in any form."""
    have = _known(case)
    return [
        w for w in case.words if w.is_content and w.stem not in have and not _compound_of(w, have) and not _kin(w, have)
    ]


def _known(case: Case) -> set[str]:
    have = stems(w for q in case.quotes for w in words_of(q)) | {s for p in case.passages for s in stems(p.words)}
    return have | {w.stem for e in case.statement.edits for w in words_of(e.after)}


def _name_forms(word: Word) -> list[str]:
    """A name as it is compared: letters in lower case without possessive; then the parts of a compound.

    No plural is stripped: Reuters is not Reuter.
    """
    low = re.sub(r"'s?$", "", plain(word.text).lower()).replace(".", "")
    parts = [part for part in low.split("-") if part]
    return [stem(word.text) if word.is_number else low, *(parts if len(parts) > 1 else ())]


def _put_together(word: Word, parts: Sequence[str], have: set[str]) -> bool:
    """ "Karsund-based": each part that is written as a name is one of the passage."""
    capitals = [part for part in word.text.split("-") if part[:1].isupper()]
    return bool(capitals) and {part.lower() for part in capitals} <= have and (set(parts) <= have or len(parts) == 2)


_OF_A_PLACE = re.compile(r"(?:ians?|ans?|ns?|ese|ish|ia|ic|ica|a|y)$")


def _same_root(name: str, other: str) -> bool:
    """A place and its people or adjective: "Halvonia" and "Halvonian"."""
    if name == other or min(len(name), len(other)) < _SHORTEST_ROOT:
        return False
    roots = [{n, _OF_A_PLACE.sub("", n)} for n in (name, other)]
    return any(len(root) >= _SHORTEST_ROOT for root in roots[0] & roots[1])


def _opens_sentence(text: str, start: int) -> bool:
    before = text[:start]
    if re.search(r"\b(?:Mr|Mrs|Ms|Dr|St|Sen|Gov|Gen|Rep|Lt|Col|Sgt|Prof|Rev|Hon|No|[A-Z])\.\s+$", before):
        return False
    return not re.search(r"\w", before) or bool(re.search(r"[.!?:;]['\")]*\s+['\"(]*$", before))


def _inside(text: str, quotes: Sequence[str]) -> bool:
    bare = _bare(text)
    return any(bare in _bare(q) for q in quotes)


def _means(timex: Timex, edit: Edit) -> bool:
    """Whether the time expression is the one edited, and its value is the date that was put in."""
    if timex.value is None:
        return False
    before = stems(words_of(edit.before))
    if before and not before & stems(words_of(timex.text)):
        return False
    return _agrees(timex.value, edit.after) or _agrees(timex.end_value or timex.value, edit.after)


def _agrees(value: str, text: str) -> bool:
    """Whether every part of a date in a text is that of a value such as 2026-01-05, 2026-01 or 2026."""
    year, month, day = value[:4], value[5:7], value[8:10]
    months = [w for w in words_of(text) if is_month(w.text)]
    for word in months:
        if not month or MONTHS.index(word.text[:3].lower()) + 1 != int(month):
            return False
    for word in words_of(text):
        if word.text[:1].isdigit():
            plausible = {year, month.lstrip("0"), day.lstrip("0")}
            if word.stem not in plausible or (months and len(word.stem) <= 2 and word.stem != day.lstrip("0")):
                return False
        if word.text.lower() in WEEKDAYS and day and WEEKDAYS[date.fromisoformat(value).weekday()] != word.text.lower():
            return False
    return True


def _spelt_out(edit: Edit) -> set[str]:
    found: set[str] = set()
    for pattern, full in ABBREVIATIONS:
        if re.search(pattern, edit.before):
            found |= stems(words_of(full))
    return found


def _quoted(text: str, *, open_end: bool = False) -> list[str]:
    flat = plain(text)
    found = re.findall(r'"([^"]{2,}?)"', flat)
    if open_end and flat.count('"') % 2 == 1:
        found.append(flat[flat.rindex('"') + 1 :])
        found.append(flat[: flat.index('"')])
    if open_end:
        found += re.findall(r"(?<!\w)'([^']{2,}?)'(?!\w)", flat)
    return [q for q in found if re.search(r"\w", q)]


def _bare(text: str) -> str:
    return " ".join(re.findall(r"[\w$€£%]+", plain(text).lower()))


def _compound_of(word: Word, have: set[str]) -> bool:
    parts = [stem(p) for p in word.text.split("-") if p]
    return len(parts) > 1 and all(p in have or p in FUNCTION for p in parts)


def _kin(word: Word, have: set[str]) -> bool:
    """A word of the same root: "ministerial" and "minister", "seismologist" and "seismology"."""
    root = word.stem
    return len(root) >= 5 and any(
        len(h) >= 5 and (h.startswith(root[:6]) or root.startswith(h[:6])) and root[:5] == h[:5] for h in have
    )
