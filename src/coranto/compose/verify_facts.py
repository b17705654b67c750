"""Facts on the surface: numbers, dates, names, quoted phrases and new words, each against evidence and edits.

What can be looked up letter for letter is looked up first: most faults of a writer are here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from difflib import SequenceMatcher

from coranto.compose.passages import Case
from coranto.compose.spelling import ABBREVIATIONS
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
)
_SHORTEST_ROOT = 6
"""Letters: below, different names share a root (Niger, Nigeria)."""
_UNITS = {
    form: forms.split()[0]
    for forms in (
        "percent % per",
        "point points",
        "million millions",
        "billion billions bn",
        "trillion trillions",
        "thousand thousands",
        "km kilometre kilometres kilometer kilometers",
        "mile miles",
        "metre metres meter meters",
        "centimetre centimetres centimeter centimeters cm",
        "millimetre millimetres millimeter millimeters mm",
        "foot feet",
        "ton tons tonne tonnes",
        "kilogram kilograms kg kilo kilos",
        "second seconds",
        "minute minutes",
        "hour hours",
        "day days",
        "week weeks",
        "month months",
        "year years",
        "dollar dollars $",
        "euro euros €",
        "pound pounds £",
    )
    for form in forms.split()
}
_ALL = frozenset("all every entire entirely whole everyone everything always each both none no unanimous total".split())
_FRAME = frozenset(
    """say tell report announce accord is are to and the a an was were of in on at by for with has have will officials
    police week weekend month year early late morning afternoon evening night 's""".split()
)


def edits_without_ground(case: Case) -> str | None:
    """An edit may put in only what a passage says, what a fixed list spells out, or a date that a passage means."""
    for edit in case.statement.edits:
        if _date_words(edit.after) and not _inside(edit.after, case.quotes):
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


def number_without_ground(case: Case) -> str | None:
    """Every number stands in the evidence, or in a date that a grounded edit puts in."""
    numbers = {w.stem for q in case.quotes for w in words_of(q) if w.is_number} | _dated(case)
    missing = next((w for w in case.words if w.is_number and w.stem not in numbers), None)
    return f"the number {missing.text} does not stand in the passage" if missing is not None else None


def number_of_something_else(case: Case) -> str | None:
    """Every number stands beside the word it stood beside in the evidence."""
    dated = _dated(case)
    cited = [*(words_of(q) for q in case.quotes), *(p.words for p in case.passages)]
    for i, word in enumerate(case.words):
        if word.is_number and word.stem not in dated and not _same_company(case.words, i, cited):
            return f"the number {word.text} counts something else in the passage"
    return None


def _dated(case: Case) -> set[str]:
    return {w.stem for e in case.statement.edits if _date_words(e.after) for w in words_of(e.after) if w.is_number}


def other_unit(case: Case) -> str | None:
    """A number keeps its scale and unit: millions are no billions, percent no points, dollars no euros."""
    cited = [*(words_of(q) for q in case.quotes), *(p.words for p in case.passages)]
    for i, word in enumerate(case.words):
        own = _units_beside(case.words, i) if word.is_number else set()
        if not own:
            continue
        theirs = [_units_beside(words, j) for words in cited for j, w in enumerate(words) if w.stem == word.stem]
        if theirs and all(units and not units & own for units in theirs):
            return f"the number {word.text} has another unit in the passage"
    return None


def all_added(case: Case) -> str | None:
    """ "All" and "every" are not said where the passage says "some", "most" or nothing of the kind."""
    cited = {w.text.lower() for q in case.quotes for w in words_of(q)}
    cited |= {w.text.lower() for p in case.passages for w in p.words}
    if cited & _ALL:
        return None
    for i, word in enumerate(case.words):
        low = word.text.lower()
        of_time = i + 1 < len(case.words) and case.words[i + 1].text.lower() in {"over", "time", "day", "year", "week"}
        if low in {"all", "every", "entire", "everyone", "everything"} and not of_time:
            return f"the passage does not say '{word.text}'"
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
    """No content word that the evidence lacks; a written sentence may paraphrase a third, never by an opposite."""
    have = stems(w for q in case.quotes for w in words_of(q)) | {s for p in case.passages for s in stems(p.words)}
    have |= {w.stem for e in case.statement.edits for w in words_of(e.after)}
    content = [w for w in case.words if w.is_content]
    fresh = [w for w in content if w.stem not in have and not _compound_of(w, have) and not _kin(w, have)]
    for word in fresh:
        for a, b in _OPPOSITES:
            other = b if word.stem.startswith(a) else a if word.stem.startswith(b) else None
            if other is not None and any(h.startswith(other) for h in have):
                return f"'{word.text}' is the opposite of what the passage says"
    if case.statement.form == "written":
        if len(fresh) > MOST_NEW * len(content):
            return f"too little of it stands in the passage (new: {', '.join(w.text for w in fresh[:4])})"
        return None
    return f"'{fresh[0].text}' does not stand in the passage" if fresh else None


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


def _same_company(words: Sequence[Word], i: int, cited: Sequence[Sequence[Word]]) -> bool:
    """Whether the number has its neighbour of content on the same side, in some passage where the number stands."""
    left, right = _neighbours(words, i, 1)
    if not left and not right:
        return True
    for other in cited:
        for j, word in enumerate(other):
            if word.stem != words[i].stem:
                continue
            if _part_of(words, i) and not _part_of(other, j):
                continue
            near_left, _ = _neighbours(other, j, 1)
            _, near_right = _neighbours(other, j, 2)
            if (right and right[0] in near_right) or (left and left[0] in near_left):
                return True
            if right and not near_right and (not near_left or right[0] in near_left):
                return True
    return False


def _units_beside(words: Sequence[Word], i: int) -> set[str]:
    """The units right after a number, and a currency right before or after it."""
    found = {_UNITS.get(w.text.lower(), "") for w in words[i + 1 : i + 3]}
    if i and words[i - 1].text in "$€£":
        found.add(_UNITS.get(words[i - 1].text, ""))
    if i + 1 < len(words) and words[i + 1].is_number:
        found = set()
    return found - {""}


def _part_of(words: Sequence[Word], i: int) -> bool:
    """ "310 of its pupils": a number that is said to be part of something."""
    return i + 1 < len(words) and words[i + 1].text.lower() == "of"


def _neighbours(words: Sequence[Word], i: int, reach: int) -> tuple[list[str], list[str]]:
    """Stems of the nearest content words on each side, up to ``reach``; another number stops the search."""
    left: list[str] = []
    for word in reversed(words[:i]):
        if word.is_number or len(left) == reach:
            break
        if word.is_content and word.text not in "$€£%":
            left.append(word.stem)
    right: list[str] = []
    for word in words[i + 1 :]:
        if word.is_number or len(right) == reach:
            break
        if word.is_content and word.text not in "$€£%":
            right.append(word.stem)
    return left, right


def _date_words(text: str) -> bool:
    return any(is_month(w.text) for w in words_of(text)) or bool(re.search(r"\b(?:1[89]|20)\d\d\b", text))


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
