"""English rules for lengths of time: "90 minutes", "the last three months", "for years".

They are no dates. They are found so that no other rule, and no count of things, takes their numbers for something else.
"""

from __future__ import annotations

import re
from datetime import date, timedelta

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import count_days, count_workdays, first_day, quarter_value
from coranto.analyze.times.english_counts import MOST_WORKDAYS, counted_from
from coranto.analyze.times.rules import Found, Moment, Rule, rule

_CODES = {
    "second": ("PT", "S", 1), "minute": ("PT", "M", 1), "hour": ("PT", "H", 1),
    "day": ("P", "D", 1), "week": ("P", "W", 1),
    "fortnight": ("P", "W", 2), "month": ("P", "M", 1), "quarter": ("P", "Q", 1), "year": ("P", "Y", 1),
    "decade": ("P", "Y", 10), "century": ("P", "Y", 100),
}  # fmt: skip


def _duration(match: re.Match[str], moment: Moment) -> Found | None:
    words, unit = match["n"], en.unit(match["u"])
    rest = match.string[match.end() :]
    if re.match(r"[- ]?olds?\b|\s+of\s+age\b", rest):
        return None
    if unit == "quarter" and (words.lower() in ("a", "an") or (en.number(words) and re.match(r"\s+of\b", rest))):
        return None
    if words.lower() in ("a", "an") and not match["lead"]:
        before = re.search(r"(\w+)[\s,]*$", match.string[: match.start()])
        if unit == "second" or (before and before[1].lower() not in _BEFORE_A and not match["more"]):
            return None
    count = (
        None
        if re.match(rf"{en.VAGUE_NUMBER}", words, re.I) and not re.match("a dozen|a couple|couple", words, re.I)
        else en.number(words)
    )
    if match["half"] and count is not None:
        count += 0.5
    counted = _counted(match, moment) if count and unit not in ("second", "minute", "hour", "century") else ""
    value = _joined(match, unit, count) if match["tail"] and count else length_code(count, unit)
    return Found(value=value, kind="duration", counted=counted)


def _joined(match: re.Match[str], unit: str, count: float) -> str:
    """The length of "an hour and 30 minutes": its parts in one code, of days first."""
    parts = [(count, unit)]
    parts += [
        (en.number(more[1]) or 0, en.unit(more[2]))
        for more in re.finditer(rf"({en.NUMBER})\s+({en.UNIT})", match["tail"], re.I)
    ]
    codes = [length_code(number, name) for number, name in parts]
    days = "".join(code[1:] for code in codes if not code.startswith("PT"))
    hours = "".join(code[2:] for code in codes if code.startswith("PT"))
    return f"P{days}" + (f"T{hours}" if hours else "")


def _plural(match: re.Match[str], moment: Moment) -> Found | None:
    """ "for years": a unit in the plural without a number; only the unit is the expression."""
    return Found(value=length_code(None, en.unit(match["u"])), kind="duration", words=match.span("u"))


def _unit_long(match: re.Match[str], moment: Moment) -> Found | None:
    """ "A week-long strike", "decades-long rule"."""
    return Found(
        value=length_code(None if match["u"].lower().endswith("s") else 1, en.unit(match["u"])), kind="duration"
    )


def length_code(count: float | None, unit: str) -> str:
    """TimeML's code of a length: P3D, PT1H30M; PXD where it is not counted."""
    head, code, times = _CODES[unit]
    if count is None:
        return f"{head}X{'Y' if times > 1 else code}"
    count *= times
    if count != int(count) and unit in ("year", "hour", "minute"):
        rest = {"year": "M", "hour": "M", "minute": "S"}[unit]
        per = 12 if unit == "year" else 60
        whole = f"{int(count)}{code}" if int(count) else ""
        return f"{head}{whole}{round((count - int(count)) * per)}{rest}"
    return f"{head}{count:g}{code}"


def _counted(match: re.Match[str], moment: Moment) -> str:
    """The interval of "the last 3 months", up to the day of publication, or "the next five days", from the morrow."""
    lead = re.sub(r"^(?:the|each of the|at least the)\s+", "", match["lead"].strip().lower())
    lead = (match["inner"] or lead).strip().lower()
    unit, count = en.unit(match["u"]), int(en.number(match["n"]) or 0)
    length = f"{match['n']} {match['u']}{match['tail']}"
    if unit in ("quarter", "decade"):
        return _whole_units(moment, unit, count, lead)
    if re.search(r"\b(?:business|working)\b", match.group(), re.I):
        return _workdays(moment, count, lead) if unit == "day" and count <= MOST_WORKDAYS else ""
    if lead in ("last", "past", "previous", "preceding"):
        return f"{counted_from(moment.at, length, -1)}/{moment.day}"
    within = re.search(r"\bwithin\s+$", match.string[: match.start()], re.I)
    if not lead and within and moment.side(*match.span()) >= 0:
        return f"{moment.day}/{counted_from(moment.at, length, 1)}"
    if lead in ("next", "coming", "upcoming", "following"):
        first = moment.at if within else moment.at + timedelta(days=1)
        return f"{first.date()}/{counted_from(first, length, 1)}"
    return ""


def _workdays(moment: Moment, count: int, lead: str) -> str:
    """The working days just before the day of publication, or those after it."""
    if lead in ("last", "past", "previous", "preceding"):
        return f"{count_workdays(moment.day, -count)}/{moment.day}"
    if lead in ("next", "coming", "upcoming", "following"):
        last = date.fromisoformat(count_workdays(moment.day, count))
        return f"{moment.day + timedelta(days=1)}/{last + timedelta(days=1)}"
    return ""


def _whole_units(moment: Moment, unit: str, count: int, lead: str) -> str:
    """Quarters and decades are counted as the calendar has them: those before, or those after the running one."""
    now = quarter_value(moment.day) if unit == "quarter" else f"{moment.day.year // 10}"
    running = first_day(now)
    if running is None or lead not in ("last", "past", "previous", "next", "coming", "upcoming"):
        return ""
    back = lead in ("last", "past", "previous")
    first = count_days(running, unit, -count if back else 1)
    return f"{first}/{running if back else count_days(running, unit, count + 1)}"


_MORE = (
    r"(?:more than|less than|at least|at most|no more than|up to|about|around|almost|nearly"
    r"|roughly|some|an additional|an estimated)"
)
_ADJ = (
    r"(?:(?:more|full|straight|consecutive|additional|whole|long|trading|business|working"
    r"|calendar|solid|short|extra|other)\s+)?"
)
_LEAD = (
    r"(?:(?:the\s+|each of the\s+|at least the\s+)?(?:last|past|next|first|coming|upcoming|final"
    r"|latest|previous|following|preceding|opening|initial)\s+|(?:the|another|every)\s+)?"
)
_BEFORE_A = frozenset(
    "in for after within as barely him her them about over of during than last lasting took take takes only just under "
    "almost nearly at least and or until spent another by half quite such not to like is was even wait waited "
    "every".split()
)
_OF_A_DATE = rf"(?:\s+and\s+{en.NUMBER}\s+{en.UNIT})*\s+(?:ago|later|earlier|before|from)\b"
RULES: tuple[Rule, ...] = (
    rule(
        "duration",
        "unit",
        rf"(?P<more>{_MORE}\s+)?(?P<lead>{_LEAD})(?:(?:{_MORE}|over)\s+)?(?:\d+(?:\.\d+)?\s+"
        rf"(?:to|or|and)\s+|(?:{en.SPELT})\s+(?:to|or)\s+)?(?P<n>{en.NUMBER}|{en.VAGUE_NUMBER})[\s-]+"
        rf"(?P<inner>(?:upcoming|coming|following|preceding|previous|past|last|next)\s+(?=\w+s\b))?{_ADJ}"
        rf"(?P<u>{en.UNIT})(?:(?P<half>\s+and\s+a\s+half\b)|(?:\s+or so|-long)\b)?"
        rf"(?P<tail>(?:(?:(?:\s+and|,(?:\s+and)?)|(?=\s+(?!an?\b)))\s+{en.NUMBER}\s+{en.UNIT}(?!\w|{_OF_A_DATE}))*)",
        _duration,
    ),
    rule(
        "unit-long",
        "unit long",
        r"(?P<u>(?:minute|hour|day|week|month|year|decade)s?|centuries)[- ]?long(?=\s+[a-z])",
        _unit_long,
    ),
    rule(
        "plural-unit",
        "unit",
        r"(?:(?:for|in|over|within|after|lasted|took|of|many|few|last|takes?|spent)\s+)"
        r"(?P<u>seconds|minutes|hours|days|weeks|months|years|decades|centuries)",
        _plural,
    ),
)
