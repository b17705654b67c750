"""Spanish rules: "5 de enero de 2026", "el lunes", "el viernes pasado", "ayer"."""

from __future__ import annotations

from coranto.analyze.times.foreign import read_day, read_month, read_neighbour, read_weekday, read_year
from coranto.analyze.times.rules import Rule, rule

_NAMES = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split()
_MONTHS = {**{name: i for i, name in enumerate(_NAMES, 1)}, "setiembre": 9}
_WEEKDAYS = {name: i for i, name in enumerate("lunes martes miércoles jueves viernes sábado domingo".split())}
_DAYS = {"anteayer": -2, "ayer": -1, "hoy": 0, "mañana": 1}
_CUES = {"pasado": -1, "próximo": 1, "que viene": 1}
_MONTH = rf"(?P<m>{'|'.join(_MONTHS)})"
_DAY = "|".join(_WEEKDAYS)

GATE = {"month": " ".join(_MONTHS), "weekday": " ".join(_WEEKDAYS), "deictic": " ".join(_DAYS)}
RULES: tuple[Rule, ...] = (
    rule(
        "day-month",
        "month",
        rf"(?P<d>[0-3]?\d)º?\s+de\s+{_MONTH}(?:\s+del?\s+(?P<y>[12]\d{{3}}))?",
        read_day(_MONTHS),
    ),
    rule("month-year", "month", rf"{_MONTH}\s+del?\s+(?P<y>[12]\d{{3}})", read_month(_MONTHS)),
    rule(
        "weekday",
        "weekday",
        rf"(?P<wd>{_DAY})(?:\s+(?P<cue>pasado|próximo|que viene))?",
        read_weekday(_WEEKDAYS, _CUES),
    ),
    rule("next-weekday", "weekday", rf"(?P<cue>próximo)\s+(?P<wd>{_DAY})", read_weekday(_WEEKDAYS, _CUES)),
    rule(
        "deictic",
        "deictic",
        r"(?P<w>anteayer|ayer|hoy|(?<!la )(?<!de )mañana)(?!\s+por)",
        read_neighbour(_DAYS),
    ),
    rule("year", "digit", r"(?:(?<=en )|(?<=desde )|(?<=año ))(?P<y>1[5-9]\d\d|20\d\d)", read_year),
)
