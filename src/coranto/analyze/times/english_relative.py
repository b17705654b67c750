"""English rules for what only the day of publication makes a date: "today", "last year", "two weeks ago".

Leaning words ("a day earlier", "that year") are read against the newest day named just before, else left open.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import shift, week_value
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_EDGE = r"(?:(?:early|late|earlier|later|sometime|mid)[\s-]+(?:on\s+|in\s+)?)?"
_BOUND = r"(?:(?:by\s+)?(?:the\s+)?(?P<bound>end|beginning|start|middle|rest|remainder)\s+of\s+)?"
_APPROX = r"(?:(?:about|around|almost|nearly|more than|less than|over|some|at least|roughly|just over|just)\s+)?"
_STEP = {
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
_CUE = (
    r"(?P<cue>(?:the\s+)?(?:last|past|previous|prior|current|next|coming|following)|this"
    r"|this past|this coming|the same|that same|that)"
)


def _deictic(match: re.Match[str], moment: Moment) -> Found | None:
    word = re.sub(r"\s+", " ", match["w"].lower())
    ahead = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1, "the day before yesterday": -2}.get(word)
    if ahead is None:
        ahead = 2
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
        base = moment.last or moment.day
    if cue in ("that", "the same", "that same"):
        if moment.last is None:
            return Found(value="", relative=True, rule="leaning")
        base, step = moment.last, 0
    if step is None or unit in ("second", "minute", "hour"):
        return None
    if match["u"][0].isupper() and not match["cue"].isupper() and moment.sentence.field == "text":
        return None  # the name of a programme: "This Week"
    if unit in ("decade", "century") and cue.endswith(("last", "past", "next", "coming")):
        return Found(value="P10Y" if unit == "decade" else "P100Y", kind="duration")
    if cue == "the past" or (cue == "the last" and unit != "quarter"):
        return Found(value=shift(base, unit, -1), relative=True)
    if unit == "day" and cue in ("last", "this", "the last", "past", "the past", "the current", "coming"):
        return None
    if unit in ("decade", "century"):
        value = f"{(base.year // 10 + step):d}" if unit == "decade" else f"{base.year // 100 + step:d}"
        return Found(value=value, relative=True)
    return Found(value=shift(base, unit, step), relative=True, rule=f"{cue.split()[-1]}-{unit}")


def _bare_unit(match: re.Match[str], moment: Moment) -> Found | None:
    """ "later in the year", "the end of the month", "year-end"."""
    return Found(value=shift(moment.day, en.unit(match["u"] or "year"), 0), relative=True)


def _weekend(match: re.Match[str], moment: Moment) -> Found | None:
    cue = (match["cue"] or "").lower()
    step = {"last": -1, "next": 1, "this past": -1, "the past": -1}.get(cue, 0)
    day = moment.day
    if cue == "the" and moment.side(*match.span()) < 0 and day.weekday() < 4:
        step = -1
    if step < 0 and day.weekday() > 4:
        step = -1
    return Found(value=week_value(day + timedelta(weeks=step)) + "-WE", relative=True)


def _ago(match: re.Match[str], moment: Moment) -> Found | None:
    """ "N units ago"; "a year ago" beside a quarter means that quarter."""
    unit = en.unit(match["u"])
    count = en.number(match["n"])
    if unit in ("second", "minute", "hour"):
        return Found(value=moment.day.isoformat() if unit != "hour" else "", relative=True, rule="hours-ago")
    if count is None or re.match(r"several|a few|few|some|many", match["n"], re.I):
        return Found(value="PAST_REF", kind="vague", relative=True)
    if unit == "year" and count == 1 and moment.quarter:
        return Found(
            value=f"{int(moment.quarter[:4]) - 1:04d}{moment.quarter[4:]}", relative=True, rule="quarter-year-ago"
        )
    return Found(value=_whole(moment.day, unit, -count), relative=True)


def _from_now(match: re.Match[str], moment: Moment) -> Found | None:
    unit, count = en.unit(match["u"]), en.number(match["n"])
    if unit in ("second", "minute", "hour") or count is None:
        return Found(value="FUTURE_REF", kind="vague", relative=True)
    base = moment.day + timedelta(days=1) if (match["base"] or "").lower() == "tomorrow" else moment.day
    return Found(value=_whole(base, unit, count), relative=True)


def _in_units(match: re.Match[str], moment: Moment) -> Found | None:
    """ "in two weeks" under a verb that looks ahead; else it is how long something took."""
    unit, count = en.unit(match["u"]), en.number(match["n"])
    words = match.span("body")
    if unit in ("second", "minute", "hour", "quarter", "decade", "century") or count is None:
        return None
    if moment.side(*words) <= 0:
        return None
    return Found(value=_whole(moment.day, unit, count), relative=True)


def _whole(base: date, unit: str, count: float) -> str:
    if count != int(count):
        per = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7), "decade": ("year", 10)}.get(unit)
        return shift(base, per[0], round(count * per[1])) if per else shift(base, unit, round(count))
    return shift(base, unit, int(count))


def _leaning(match: re.Match[str], moment: Moment) -> Found | None:
    """ "a day earlier", "two weeks later": from the newest day named just before, else open."""
    unit, way = en.unit(match["u"]), match["way"].lower()
    count = en.number(match["n"] or "a")
    sign = -1 if way in ("earlier", "before", "previously") else 1
    if unit in ("second", "minute", "hour"):
        return None
    if unit == "year" and count == 1 and sign < 0:
        if moment.quarter:
            return Found(
                value=f"{int(moment.quarter[:4]) - 1:04d}{moment.quarter[4:]}", relative=True, rule="quarter-year-ago"
            )
        return Found(value=shift(moment.last or moment.day, "year", -1), relative=True)
    if moment.last is None or count is None:
        return Found(value="", relative=True, rule="leaning")
    return Found(value=_whole(moment.last, unit, sign * count), relative=True)


def _that_day(match: re.Match[str], moment: Moment) -> Found | None:
    if moment.last is None:
        return Found(value="", relative=True, rule="leaning")
    step = {"next": 1, "following": 1, "previous": -1}.get(match["cue"].lower().split()[-1], 0)
    return Found(value=(moment.last + timedelta(days=step)).isoformat(), relative=True)


RULES: tuple[Rule, ...] = (
    rule(
        "deictic",
        "deictic",
        rf"{_EDGE}(?P<w>today|tonight|yesterday|tomorrow|the\s+day\s+before\s+yesterday|the\s+day\s+after\s+"
        rf"tomorrow)(?:\s+(?P<part>{en.PART}))?",
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
        rf"{_BOUND}{_EDGE}{_CUE}\s+(?:fiscal\s+|calendar\s+)?(?P<u>day|week|fortnight|month"
        rf"|quarter|year|decade|century)(?!\s*-?\s*(?:old|long)\b)",
        _unit,
    ),
    rule(
        "bare-unit",
        "unit",
        r"(?:(?:earlier|later|early|late|sooner)\s+in\s+the|(?:the\s+)?(?:end|beginning|start"
        r"|middle|rest|remainder)\s+of\s+the)\s+(?P<u>week|month|year)",
        _bare_unit,
    ),
    rule("year-end", "unit", r"(?P<u>year)(?:[- ]?end|['’]s\s+end)", _bare_unit),
    rule("weekend", "unit", rf"{_EDGE}(?P<cue>last|this past|this|next|the past|the|that)\s+weekend", _weekend),
    rule(
        "ago",
        "ago",
        rf"{_APPROX}(?P<n>{en.NUMBER}|{en.VAGUE_NUMBER})[\s-]+(?:or so\s+)?(?P<u>{en.UNIT})(?:\s+or so)?\s+ago",
        _ago,
    ),
    rule(
        "from-now",
        "unit",
        rf"{_APPROX}(?P<n>{en.NUMBER}|{en.VAGUE_NUMBER})\s+(?P<u>{en.UNIT})\s+(?:from\s+(?P<base>now"
        rf"|today|tomorrow)|hence)",
        _from_now,
    ),
    rule("in-units", "unit", rf"in\s+(?P<body>{_APPROX}(?P<n>{en.NUMBER})\s+(?P<u>{en.UNIT}))(?!\s*['’])", _in_units),
    rule(
        "leaning",
        "lean",
        rf"{_APPROX}(?P<n>{en.NUMBER}|{en.VAGUE_NUMBER})\s+(?P<u>{en.UNIT})\s+(?P<way>earlier"
        rf"|later|before|afterwards?|previously)(?!\s+(?:the|than|this|last))",
        _leaning,
    ),
    rule("that-day", "unit", r"(?P<cue>(?:the|that)\s+(?:same|next|following|previous)|that)\s+day", _that_day),
)
