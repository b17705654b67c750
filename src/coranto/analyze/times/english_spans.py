"""English rules for what is no date: durations ("90 minutes"), sets ("every year") and vague references ("recently").

They are found so that no other rule, and no count of things, takes their numbers for something else.
"""

from __future__ import annotations

import re
from datetime import timedelta

from coranto.analyze.times import english_words as en
from coranto.analyze.times.calendar import count_days, first_day, quarter_value
from coranto.analyze.times.english_counts import counted_from
from coranto.analyze.times.rules import Found, Make, Moment, Rule, rule

_CODES = {
    "second": ("PT", "S", 1), "minute": ("PT", "M", 1), "hour": ("PT", "H", 1),
    "day": ("P", "D", 1), "week": ("P", "W", 1),
    "fortnight": ("P", "W", 2), "month": ("P", "M", 1), "quarter": ("P", "Q", 1), "year": ("P", "Y", 1),
    "decade": ("P", "Y", 10), "century": ("P", "Y", 100),
}  # fmt: skip

_ADVERBS = {
    "hourly": "PT1H",
    "daily": "P1D",
    "nightly": "P1D",
    "weekly": "P1W",
    "fortnightly": "P2W",
    "monthly": "P1M",
}


def _duration(match: re.Match[str], moment: Moment) -> Found | None:
    words, unit = match["n"], en.unit(match["u"])
    rest = match.string[match.end() :]
    if re.match(r"[- ]?olds?\b|\s+of\s+age\b", rest):
        return None
    if unit == "quarter" and (words.lower() in ("a", "an") or re.match(r"\s+of\b", rest)):
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
    counted = _counted(match, moment) if count and unit not in ("second", "minute", "hour", "century") else ""
    return Found(value=_code(count, unit), kind="duration", counted=counted)


def _plural(match: re.Match[str], moment: Moment) -> Found | None:
    """ "for years": a unit in the plural without a number; only the unit is the expression."""
    return Found(value=_code(None, en.unit(match["u"])), kind="duration", words=match.span("u"))


def _recent(match: re.Match[str], moment: Moment) -> Found | None:
    """ "in recent weeks", "the coming months": no date, and only about how long."""
    return Found(value=_code(None, en.unit(match["u"])), kind="vague", relative=True)


def _code(count: float | None, unit: str) -> str:
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


def _set(match: re.Match[str], moment: Moment) -> Found | None:
    groups = match.groupdict()
    if groups.get("adverb"):
        return Found(value=_ADVERBS[groups["adverb"].lower()], kind="set")
    if groups.get("wd"):
        return Found(value=f"XXXX-WXX-{en.weekday(groups['wd']) + 1}", kind="set")
    if groups.get("m"):
        return Found(value=f"XXXX-{en.month(groups['m']):02d}", kind="set")
    if groups.get("part"):
        return Found(value="P1D", kind="set")
    return Found(value=_code(en.number(groups.get("n") or "a"), en.unit(match["u"])), kind="set")


def _vague(value: str) -> Make:
    def make(match: re.Match[str], moment: Moment) -> Found | None:
        return Found(value=value, kind="vague", relative=True)

    return make


def _present(match: re.Match[str], moment: Moment) -> Found | None:
    minute = moment.at.isoformat(timespec="minutes")[:16]
    return Found(value="PRESENT_REF", kind="vague", relative=True, counted=minute)


def _counted(match: re.Match[str], moment: Moment) -> str:
    """The interval of "the last 3 months", up to the day of publication, or "the next five days", from the morrow."""
    lead = re.sub(r"^(?:the|each of the|at least the)\s+", "", match["lead"].strip().lower())
    unit, count = en.unit(match["u"]), int(en.number(match["n"]) or 0)
    if unit in ("quarter", "decade"):
        return _whole_units(moment, unit, count, lead)
    if lead in ("last", "past", "previous", "preceding"):
        return f"{counted_from(moment.at, match.group(), -1)}/{moment.day}"
    within = re.search(r"\bwithin\s+$", match.string[: match.start()], re.I)
    if not lead and within and moment.side(*match.span()) > 0:
        return f"{moment.day}/{counted_from(moment.at, match.group(), 1)}"
    if lead in ("next", "coming", "upcoming", "following"):
        first = moment.at if within else moment.at + timedelta(days=1)
        return f"{first.date()}/{counted_from(first, match.group(), 1)}"
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
    "in for after within about over of during than last lasting took take takes only just under almost nearly at least "
    "and or until spent another by half quite such not to like is was even wait waited every".split()
)
_SETUNIT = r"(?P<u>seconds?|minutes?|hours?|days?|weeks?|months?|quarters?|years?|decades?)"

RULES: tuple[Rule, ...] = (
    rule(
        "duration",
        "unit",
        rf"(?P<more>{_MORE}\s+)?(?P<lead>{_LEAD})(?:(?:{_MORE}|over)\s+)?(?:\d+(?:\.\d+)?\s+"
        rf"(?:to|or|and)\s+|(?:{en.SPELT})\s+(?:to|or)\s+)?(?P<n>{en.NUMBER}|{en.VAGUE_NUMBER})[\s-]+{_ADJ}"
        rf"(?P<u>{en.UNIT})(?:(?:\s+or so|-long)\b)?",
        _duration,
    ),
    rule(
        "recent-units",
        "vague",
        r"(?:the\s+)?(?:recent|coming)\s+(?P<u>days|weeks|months|quarters|years|decades)(?:\s+and\s+(?:weeks|months|years))?",
        _recent,
    ),
    rule(
        "plural-unit",
        "unit",
        r"(?:(?:for|in|over|within|after|lasted|took|of|many|few|last|takes?|spent)\s+)(?P<u>seconds|minutes|hours|days|weeks|months|years|decades|centuries)",
        _plural,
    ),
    rule(
        "set",
        "unit set",
        rf"(?:every|each|per|once an?|twice an?|times an?)\s+(?:other\s+)?(?:(?P<n>{en.NUMBER})\s+)?"
        rf"(?:{_SETUNIT}|(?P<wd>{en.WEEKDAY})|(?P<m>{en.MONTH})|(?P<part>{en.PART}))",
        _set,
    ),
    rule("set", "set", r"(?P<adverb>hourly|daily|nightly|weekly|fortnightly|monthly)", _set),
    rule("set-weekdays", "weekday", rf"(?P<wd>{en.WEEKDAY})s(?:\s+{en.PART}s?)?", _set),
    rule(
        "present",
        "vague",
        r"(?:(?:right|by|until|just)\s+)?now|currently|at\s+present|at\s+the\s+(?:moment|minute)|at\s+this\s+time(?!\s+(?:of|last|next))|these\s+days|nowadays",
        _present,
    ),
    rule(
        "past",
        "vague",
        r"(?:more\s+|most\s+)?recently|past\s+(?:days|weeks|months|years|quarters|decades)"
        r"|(?<=in )the\s+(?:recent\s+)?past|previously|(?:days|weeks|months|years|decades)\s+ago",
        _vague("PAST_REF"),
    ),
    rule(
        "future",
        "vague",
        r"(?<!as )soon(?!er|\s+after)|(?:the\s+)?(?:near|foreseeable|not-too-distant)\s+(?:future"
        r"|term)|(?<=in )(?:the\s+)?future",
        _vague("FUTURE_REF"),
    ),
)
