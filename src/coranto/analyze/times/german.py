"""German rules: "5. Januar 2026", "am Montag", "vergangenen Freitag", "gestern"."""

from __future__ import annotations

from coranto.analyze.times.foreign import read_day, read_month, read_neighbour, read_weekday, read_year
from coranto.analyze.times.rules import Rule, rule

_NAMES = "januar februar märz april mai juni juli august september oktober november dezember".split()
_MONTHS = {
    **{name: i for i, name in enumerate(_NAMES, 1)},
    "jänner": 1, "jan": 1, "feb": 2, "apr": 4, "aug": 8, "sept": 9, "sep": 9, "okt": 10, "nov": 11, "dez": 12,
}  # fmt: skip
_WEEKDAYS = {
    name: i for i, name in enumerate("montag dienstag mittwoch donnerstag freitag samstag sonntag".split())
} | {"sonnabend": 5}
_DAYS = {"vorgestern": -2, "gestern": -1, "heute": 0, "morgen": 1, "übermorgen": 2}
_CUES = {
    **dict.fromkeys(("vergangenen", "vergangener", "letzten", "letzter", "vorigen"), -1),
    **dict.fromkeys(("kommenden", "kommender", "nächsten", "nächster"), 1),
}
_MONTH = rf"(?P<m>{'|'.join(sorted(_MONTHS, key=len, reverse=True))})\.?"

GATE = {
    "month": " ".join(_MONTHS),
    "weekday": " ".join(_WEEKDAYS),
    "deictic": " ".join(_DAYS),
    "year": "jahr jahre seit",
}
RULES: tuple[Rule, ...] = (
    rule("day-month", "month", rf"(?P<d>[0-3]?\d)\.\s*{_MONTH}(?:\s+(?P<y>[12]\d{{3}}))?", read_day(_MONTHS)),
    rule("month-year", "month", rf"{_MONTH}\s+(?P<y>[12]\d{{3}})", read_month(_MONTHS)),
    rule(
        "weekday",
        "weekday",
        rf"(?:(?P<cue>{'|'.join(_CUES)})\s+)?(?P<wd>{'|'.join(_WEEKDAYS)})",
        read_weekday(_WEEKDAYS, _CUES),
    ),
    rule(
        "deictic",
        "deictic",
        r"(?P<w>vorgestern|gestern|heute|übermorgen|(?<!am )(?<!guten )morgen)",
        read_neighbour(_DAYS),
    ),
    rule(
        "year",
        "digit",
        r"(?:(?<=Jahr )|(?<=Jahre )|(?<=seit )|(?<=Seit )|(?<=Jahres ))(?P<y>1[5-9]\d\d|20\d\d)",
        read_year,
    ),
)
