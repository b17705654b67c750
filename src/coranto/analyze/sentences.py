"""Paragraphs, datelines and sentences of a body, as exact offsets.

The split goes by marks and abbreviations alone and not by the parser, so that it is the same for every parser,
holds for other scripts, and tiles the text: nothing but white space and datelines lies between two sentences.
"""

from __future__ import annotations

import re

from coranto.analyze.marks import quoted_spans
from coranto.types import Dateline

_MONTHS = "Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec"
_NEVER_LAST = frozenset(
    """
    mr mrs ms messrs dr prof gen lt col sgt maj capt cpl cmdr adm brig sen rep gov rev hon pres supt det insp st
    mt ft vs dept approx fig vol ed eds est cf viz e.g i.e al nos art sec hr dra sra sr.a ph
    """.split()
)
"""Abbreviations that stand before what they belong to: a capital after them opens no sentence."""
_MAY_BE_LAST = frozenset(
    """
    a.m p.m u.s u.k u.n e.u u.s.a d.c l.a n.y u.a.e inc corp co ltd plc llc bros jr sr etc ave blvd rd sq no
    gov't jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun ariz ark calif
    colo conn del fla ga ill ind kan ky la mass md mich minn miss mo mont neb nev okla ore pa tenn tex va vt
    wash wis wyo ph.d m.d b.a m.a s n e w
    """.split()
)
"""Abbreviations that may close a sentence: they do where the next word is one that opens sentences."""
_OPENERS = frozenset(
    """
    the a an this that these those he she it they we you i his her its their our my your there here but and or
    nor so yet in on at by for from to of with without after before during since until while when where as if
    although though because however meanwhile earlier later still also according both each all some many most
    several no not none one two three four five six what who how why police officials another other such then
    now
    """.split()
)
_AFTER_HOUR = frozenset(
    """
    monday tuesday wednesday thursday friday saturday sunday gmt utc et est edt ct cst cdt mt mst mdt pt pst pdt
    bst cet cest kst jst ist eastern central mountain pacific local eat cat wat sast msk
    """.split()
)
_CLOSERS = "\"'”’»›)]}」』）"
_BOUNDARY = re.compile(
    rf"(?P<mark>[.!?…‽؟۔।]+)(?P<close>[{re.escape(_CLOSERS)}]*)(?P<gap>\s+)|(?P<wide>[。！？]+[{re.escape(_CLOSERS)}]*)\s*"
    rf"|(?<=[a-z0-9)])(?P<tight>[.!?][”\"]?)(?=[A-Z“\"][a-z]+[ ,])"
)
_ASKED = re.compile(
    r"(?:[A-Z]|the |a )[^\s,;:\"“”]*(?: [^\s,;:\"“”]+){0,6}? "
    r"(?:said|says|asked|asks|wondered|added|wrote|tweeted|shouted|cried)"
    r"(?:[.,]| (?:on|in|at|to|of|during|after|as|when|him|her|them|reporters)\b)"
)
"""What goes on after a question in quotation marks: "Who pays?" Roth asked."""
_WORD_BEFORE = re.compile(r"[^\W_][\w.'’&-]*$")
_WORD_AFTER = re.compile(r"[\"'“‘„«‹(\[]*([^\W_][\w’'-]*)")
_DATE = rf"(?:(?:{_MONTHS})[a-z]*\.? \d{{1,2}}|\d{{1,2}} (?:{_MONTHS})[a-z]*\.?)(?:,? \d{{4}})?"
_DASH = r"\s*(?:--+|[—–]|- )\s*"
_CAPITALS = r"[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’/]+(?:[ \-][A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’/]*)*"
_REGION = r"(?:, [A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){0,2})"
_AGENCY = r"\((?P<agency>[A-Z][\w .&’'/-]{1,40})\)"
_PLACE = r"[A-ZÀ-Þ][\w.’'-]+(?: [A-ZÀ-Þ][\w.’'-]+){0,3}"
_DATELINES = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?P<place>{_CAPITALS}){_REGION}?(?:, {_DATE})?,?\s*(?:{_AGENCY})?{_DASH}(?=\S)",
        rf"(?P<place>{_PLACE}){_REGION}?(?:, {_DATE})?,?\s*{_AGENCY}{_DASH}(?=\S)",
        rf"(?P<place>{_PLACE}){_REGION}?, {_DATE},?{_DASH}(?=\S)",
        rf"(?P<place>){_AGENCY}{_DASH}(?=\S)",
        rf"(?P<place>{_CAPITALS}){_REGION}?(?:, {_DATE})?\s*{_AGENCY}\s+(?=[A-Z“\"])",
        r"(?P<place>)\((?P<agency>[A-Z]{2,6})\)\s*(?=[A-Z“\"])",
    )
)
_STAMP = re.compile(
    r"\d{1,2}[.:]\d\d(?: ?[ap]\.?m\b\.?)?(?: ?(?:GMT|UTC|BST|CES?T|E[SD]?T|P[SD]?T|I?ST))?[ \t]+(?=[A-ZÀ-Þ\"“])",
)
"""The clock time of an entry: "15:31 The mayor says ..."."""
_NO_PLACE = frozenset({"BREAKING", "URGENT", "UPDATE", "UPDATED", "LIVE", "WATCH", "VIDEO", "PHOTOS", "EXCLUSIVE"})


def paragraphs(text: str) -> list[tuple[int, int]]:
    """(start, end) of each line that holds more than white space, without the white space around it.

    The clock times that open the entries of a live page are layout and left out; one such line alone may be prose.
    """
    spans = [
        (line.start() + len(line[0]) - len(line[0].lstrip()), line.start() + len(line[0].rstrip()))
        for line in re.finditer(r"[^\n\r\u2028\u2029]+", text)
        if line[0].strip()
    ]
    stamps = [_STAMP.match(text, start, end) for start, end in spans]
    if sum(stamp is not None for stamp in stamps) < 2:
        return spans
    return [(stamp.end() if stamp else a, b) for (a, b), stamp in zip(spans, stamps, strict=True)]


def find_dateline(text: str, start: int, end: int) -> Dateline | None:
    """The dateline with which a paragraph opens: "TALVA, Mar. 3 (Coast Press) -- ". Offsets into ``text``."""
    head = text[start : min(end, start + 120)]
    for pattern in _DATELINES:
        match = pattern.match(head)
        if match and match.end() < end - start and match["place"].upper() not in _NO_PLACE:
            agency = match.groupdict().get("agency") or ""
            return Dateline(start=start, end=start + match.end(), place=match["place"].strip(), agency=agency)
    return None


def sentence_spans(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """(start, end) of the sentences of one paragraph, in order; only white space lies between them.

    Breaks at final marks. Joins at abbreviations, initials, before lower case, and inside a quotation that closes.
    """
    quoted = quoted_spans(text, start, end)
    spans = []
    first = start
    for match in _BOUNDARY.finditer(text, start, end):
        stop = match.end() if match["mark"] is None else match.end("close")
        stop = len(text[:stop].rstrip()) if match["wide"] else stop
        after = match.end()
        if after >= end or any(opening < match.start() and stop <= closing for opening, closing in quoted):
            continue
        if match["mark"] and not _ends(text, first, match.start(), match["mark"], after):
            continue
        spans.append((first, stop))
        first = after
    spans.append((first, end))
    return [(a, b) for a, b in spans if a < b]


def _ends(text: str, first: int, mark_at: int, mark: str, after: int) -> bool:
    """Whether a mark between ``first`` and the next word closes a sentence."""
    following = _WORD_AFTER.match(text, after)
    if following is None:
        return mark != "." or text[after] not in "-–—,;:"
    next_word = following[1]
    if next_word[0].islower():
        return False
    if mark != ".":
        return not (text[after - 2] in _CLOSERS and _ASKED.match(text, after))
    before = _WORD_BEFORE.search(text, max(first, mark_at - 24), mark_at)
    word = before[0].lower().replace("’", "'") if before else ""
    if before is not None and before.start() == first and word.isdigit():
        return False  # "1. First of a list"
    if word == "no":  # "No. 3", but "He said no. Then"
        return not next_word[0].isdigit()
    if word in _NEVER_LAST:
        return False
    if word in ("a.m", "p.m"):
        if re.match(r"[A-Z]\w+(?: [A-Z]\w+)? time\b", text[following.start(1) : following.end(1) + 30]):
            return False  # "9 a.m. Talva time"
        return next_word.lower() not in _AFTER_HOUR and not re.match(rf"(?:{_MONTHS})", next_word)
    if word in _MAY_BE_LAST or (len(word) == 1 and word.isalpha()) or re.fullmatch(r"(?:[a-z]\.)+[a-z]", word):
        return next_word.lower() in _OPENERS
    return True
