"""Figures: each number stands in the passage, beside the word and unit it had there, and "some" does not become "all".

Most faults of a writer are here, and each can be looked up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.compose.passages import Case
from coranto.compose.wording import Word, is_month, stems, words_of

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


def number_without_ground(case: Case) -> str | None:
    """Every number stands in the evidence, or in a date that a grounded edit puts in."""
    cited = [w for q in case.quotes for w in words_of(q)]
    # "two-day" is one word, and "2-day" a number and a word
    numbers = {s for w in cited if w.is_number or "-" in w.text for s in stems([w])} | _dated(case)
    missing = next((w for w in case.words if w.is_number and w.stem not in numbers), None)
    return f"the number {missing.text} does not stand in the passage" if missing is not None else None


def number_of_something_else(case: Case) -> str | None:
    """Every number stands beside the word it stood beside in the evidence."""
    dated = _dated(case)
    cited = [*(words_of(q) for q in case.quotes), *(p.words for p in case.passages)]
    put_in = {w.stem for e in case.statement.edits for w in words_of(e.after)}
    put_in -= {w.stem for e in case.statement.edits for w in words_of(e.before)}
    # "the medicines office" for "the office": what an edit put beside a number is no neighbour of it
    words = [w for w in case.words if w.is_number or w.stem not in put_in]
    for i, word in enumerate(words):
        if not word.is_number or word.stem in dated or _in_compound(words, i, cited):
            continue
        if not _same_company(words, i, cited):
            return f"the number {word.text} counts something else in the passage"
    return None


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


def units_of_figures(words: Sequence[Word]) -> set[str]:
    """The units and currencies that stand beside numbers, each by its first form ("%" is "percent")."""
    return {unit for i, word in enumerate(words) if word.is_number for unit in _units_beside(words, i)}


def units_named(words: Sequence[Word]) -> set[str]:
    """The units and currencies named anywhere, also inside compounds ("two-day")."""
    parts = (part for word in words for part in (word.text, *word.text.split("-")))
    return {_UNITS[part.lower()] for part in parts if part.lower() in _UNITS}


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


def date_words(text: str) -> bool:
    """Whether a text names a month or a year."""
    return any(is_month(w.text) for w in words_of(text)) or bool(re.search(r"\b(?:1[89]|20)\d\d\b", text))


def _dated(case: Case) -> set[str]:
    return {w.stem for e in case.statement.edits if date_words(e.after) for w in words_of(e.after) if w.is_number}


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


def _in_compound(words: Sequence[Word], i: int, cited: Sequence[Sequence[Word]]) -> bool:
    """ "2-day" for "two-day", which is one word."""
    after = words[i + 1].stem if i + 1 < len(words) else ""
    return any({words[i].stem, after} <= stems([w]) for own in cited for w in own if "-" in w.text)


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


def _units_beside(words: Sequence[Word], i: int) -> set[str]:
    """The units right after a number, and a currency right before or after it."""
    found = {_UNITS.get(w.text.lower(), "") for w in words[i + 1 : i + 3]}
    if i and words[i - 1].text in "$€£":
        found.add(_UNITS.get(words[i - 1].text, ""))
    if i + 1 < len(words) and words[i + 1].is_number:
        found = set()
    return found - {""}
