"""English rules for what only the day of publication makes a date: "today", "last year", "the rest of the week".

Leaning words ("that day", "that year") are read against the newest day named just before, else left open.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import first_day, last_day, shift, week_value
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_EDGE = r"(?:(?:early|late|earlier|later|sometime|mid)[\s-]+(?:on\s+|in\s+)?)?"
_BOUND = r"(?:(?:by\s+)?(?:the\s+)?(?P<bound>end|beginning|start|middle|rest|remainder)\s+of\s+)?"
_STEP = {
    "upcoming": 1,
    "last": -1,
    "past": -1,
    "previous": -1,
    "prior": -1,
    "this": 0,
    "current": 0,
    "the": 0,
    "next": 1,
    "coming": 1,
    "following": 1,
}
_NEIGHBOURS = {
    "today": 0,
    "tonight": 0,
    "yesterday": -1,
    "tomorrow": 1,
    "tmrw": 1,
    "day before yesterday": -2,
    "day after tomorrow": 2,
}
_CUE = (
    r"(?P<cue>(?:the\s+)?(?:last|past|previous|prior|current|next|coming|upcoming|following)|this"
    r"|this past|this coming|the same|that same|that)"
)


def _deictic(match: re.Match[str], moment: Moment) -> Found | None:
    word = re.sub(r"\s+", " ", match["w"].lower()).removeprefix("the ")
    ahead = _NEIGHBOURS[word]
    part = (match["part"] or "").lower()
    code = "TNI" if word == "tonight" else en.PARTS.get(part, "")
    return Found(
        value=(moment.day + timedelta(days=ahead)).isoformat() + code, relative=True, rule=word.replace(" ", "-")
    )


def _this_part(match: re.Match[str], moment: Moment) -> Found | None:
    """ "this morning", "last night", "the morning" (that one only with a day before it)."""
    cue, part = match["cue"].lower(), match["part"].lower()
    if cue == "last" and part not in ("night", "evening"):
        return None
    day = moment.day
    if cue in ("the next", "the following"):
        day = (moment.last or moment.day) + timedelta(days=1)
    elif cue in ("that", "the same"):
        if moment.last is None:
            return Found(value="", relative=True, rule="leaning")
        day = moment.last
    elif cue == "last":
        day -= timedelta(days=1)
    return Found(value=day.isoformat() + en.PARTS[part], relative=True)


def _overnight(match: re.Match[str], moment: Moment) -> Found | None:
    """The night before the day of publication ends on it, and news of it is dated that day."""
    return Found(value=moment.day.isoformat() + "TNI", relative=True)


def _unit(match: re.Match[str], moment: Moment) -> Found | None:
    """ "last year", "earlier this month", "the end of next week"."""
    cue, unit = re.sub(r"\s+", " ", match["cue"].lower()), en.unit(match["u"])
    base, step = moment.day, _STEP.get(cue.split()[-1])
    if cue in ("the previous", "the following", "the prior", "the next") and unit != "week":
        base = _named(moment, unit) or moment.day
    if cue in ("that", "the same", "that same"):
        named = _named(moment, unit)
        if named is None:
            return Found(value="", relative=True, rule="leaning")
        base, step = named, 0
    if step is None or unit in ("second", "minute", "hour"):
        return None
    if match["u"][0].isupper() and not match["cue"].isupper() and moment.sentence.field == "text":
        return None  # the name of a programme: "This Week"
    if unit in ("decade", "century") and cue.endswith(("last", "past", "next", "coming")):
        years = 10 if unit == "decade" else 100
        first = base.year // years * years + years * (1 if cue.endswith(("next", "coming")) else -1)
        return Found(value=f"P{years}Y", kind="duration", counted=f"{first:04d}-01-01/{first + years:04d}-01-01")
    if cue == "the past" or (cue == "the last" and unit != "quarter"):
        return Found(value=shift(base, unit, -1), relative=True)
    if unit == "day" and cue in ("last", "this", "the last", "past", "the past", "the current", "coming"):
        return None
    if unit in ("decade", "century"):
        value = f"{(base.year // 10 + step):d}" if unit == "decade" else f"{base.year // 100 + step:d}"
        return Found(value=value, relative=True)
    counted = _rest(match, moment.day, shift(base, unit, step)) if step == 0 else ""
    if match["work"]:
        monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
        counted = f"{monday}/{monday + timedelta(days=5)}"
    return Found(value=shift(base, unit, step), relative=True, rule=f"{cue.split()[-1]}-{unit}", counted=counted)


def _named(moment: Moment, unit: str) -> date | None:
    """A day in the newest time named before that is as exact as the unit: "in June 1998 ... later that year"."""
    exact = {"year": 4, "decade": 4, "century": 4, "month": 7, "quarter": 7}.get(unit, 10)
    return first_day(moment.part) if len(moment.part) >= exact else moment.last


def _bare_unit(match: re.Match[str], moment: Moment) -> Found | None:
    """ "later in the year", "the end of the month", "year-end"."""
    value = shift(moment.day, en.unit(match["u"] or "year"), 0)
    return Found(value=value, relative=True, counted=_rest(match, moment.day, value))


def _rest(match: re.Match[str], today: date, value: str) -> str:
    """ "Earlier this week" ends today or in its middle, "later this week" begins so; its rest begins today."""
    first, last = first_day(value), last_day(value)
    if first is None or last is None:
        return ""
    words = match.group().lower()
    middle = first + (last - first + timedelta(days=1)) / 2
    if words.startswith("later"):
        return f"{max(today, middle)}/{last + timedelta(days=1)}"
    if re.match(r"(?:the\s+)?(?:rest|remainder|remaining)\b", words):
        return f"{today}/{last}"
    return f"{first}/{min(today, middle)}" if words.startswith("earlier") else ""


def _weekend(match: re.Match[str], moment: Moment) -> Found | None:
    cue = (match["cue"] or "").lower()
    step = {"last": -1, "next": 1, "this past": -1, "the past": -1}.get(cue, 0)
    day = moment.day
    if cue == "the" and moment.side(*match.span()) < 0 and day.weekday() < 4:
        step = -1
    if cue == "this" and day.weekday() < 2 and moment.side(*match.span()) < 0:
        step = -1
    if step < 0 and day.weekday() > 4:
        step = -1
    return Found(value=week_value(day + timedelta(weeks=step)) + "-WE", relative=True)


def _that_day(match: re.Match[str], moment: Moment) -> Found | None:
    if moment.last is None:
        return Found(value="", relative=True, rule="leaning")
    step = {"next": 1, "following": 1, "previous": -1}.get(match["cue"].lower().split()[-1], 0)
    return Found(value=(moment.last + timedelta(days=step)).isoformat(), relative=True)


RULES: tuple[Rule, ...] = (
    rule(
        "deictic",
        "deictic",
        rf"{_EDGE}(?P<w>(?:the\s+)?day\s+before\s+yesterday|(?:the\s+)?day\s+after\s+tomorrow"
        rf"|today|tonight|yesterday|tomorrow|tmrw)(?:\s+(?P<part>{en.PART}))?",
        _deictic,
    ),
    rule(
        "part-of-day",
        "part",
        rf"{_EDGE}(?P<cue>this|last|the next|the following|that|the same)\s+(?P<part>{en.PART})",
        _this_part,
    ),
    rule("overnight", "part", r"overnight(?!\s+(?:stay|trip|bag|delivery|success))", _overnight),
    rule(
        "unit",
        "unit",
        rf"{_BOUND}{_EDGE}{_CUE}\s+(?:fiscal\s+|calendar\s+)?(?P<work>(?:working|business|work)\s+(?=week\b))?(?P<u>day|week|fortnight|month"
        rf"|quarter|year|decade|century)(?!\s*-?\s*(?:old|long)\b)",
        _unit,
    ),
    rule(
        "bare-unit",
        "unit",
        r"(?:(?:earlier|later|early|late|sooner)\s+in\s+the|(?:the\s+)?(?:end|beginning|start"
        r"|middle|rest|remainder|remaining)\s+of(?:\s+the)?|the\s+rest\s+of)\s+(?P<u>week|month|year)"
        r"(?!\s+(?:ended|ending|ago|\d))",
        _bare_unit,
    ),
    rule("year-end", "unit", r"(?P<u>year)(?:[- ]?end|['’]s\s+end)", _bare_unit),
    rule("weekend", "unit", rf"{_EDGE}(?P<cue>last|this past|this|next|the past|the|that)\s+weekend", _weekend),
    rule("that-day", "unit", r"(?P<cue>(?:the|that)\s+(?:same|next|following|previous)|that)\s+day", _that_day),
)
