"""Which table of rules a language has. A new language is a new table here, and no new code."""

from __future__ import annotations

from coranto.analyze.times import (
    english_clock,
    english_counts,
    english_days,
    english_holidays,
    english_moon,
    english_quarters,
    english_relative,
    english_spans,
    english_vague,
    english_weekdays,
    english_weeks,
    english_years,
    german,
    spanish,
)
from coranto.analyze.times import english_words as en
from coranto.analyze.times.numeric import numeric_rules
from coranto.analyze.times.rules import Language


def language_table(code: str) -> Language:
    """The table of a language code ("en", "de-AT"); languages without one share that of numeric dates."""
    return _TABLES.get(code.lower().replace("_", "-").split("-")[0], _ANY)


def _gate(**classes: str) -> dict[str, tuple[str, ...]]:
    """Words to their classes, from classes with their words; figures are a class of every language."""
    gate: dict[str, tuple[str, ...]] = dict.fromkeys("0123456789", ("digit",))
    for name, words in classes.items():
        for word in words.split():
            gate[word] = (*gate.get(word, ()), name)
    return gate


_ANY = Language(rules=numeric_rules(month_first=False), gate=_gate())
_ENGLISH = Language(
    rules=(
        *numeric_rules(month_first=True),
        *english_days.RULES,
        *english_holidays.RULES,
        *english_moon.RULES,
        *english_years.RULES,
        *english_weekdays.RULES,
        *english_weeks.RULES,
        *english_relative.RULES,
        *english_counts.RULES,
        *english_quarters.RULES,
        *english_clock.RULES,
        *english_spans.RULES,
        *english_vague.RULES,
    ),
    gate=_gate(
        month=" ".join(en.MONTHS) + " jan feb mar apr jun jul aug sep sept oct nov dec",
        weekday=" ".join(f"{day} {day}s" for day in en.WEEKDAYS) + " mon tue tues wed thu thur thurs fri sat sun",
        unit="min mins hr hrs second seconds minute minutes hour hours day days week weeks weekend fortnight "
        "fortnights month months "
        "quarter quarters year years decade decades century centuries",
        ago="ago",
        lean="earlier later before after afterward afterwards previously",
        thousand="eighteen nineteen twenty thousand hundred",
        fiscal="fiscal",
        decade="noughties twenties thirties forties fifties sixties seventies eighties nineties",
        century="century",
        holiday="christmas boxing election inauguration flag mardi fools valentines labour year years halloween "
        "valentine independence thanksgiving labor memorial friday easter "
        "juneteenth earth may patrick epiphany groundhog women april anzac cinco canada july bastille saints souls guy "
        "veterans armistice luther mlk presidents president mother mothers father fathers columbus monday shrove ash "
        "palm maundy ascension whit pentecost",
        season="spring summer autumn fall winter",
        deictic="today tonight yesterday tomorrow tmrw day",
        part="morning afternoon evening night overnight",
        quarter="quarter period q",
        half="half",
        long="daylong weeklong monthlong yearlong hourlong decadelong",
        eod="eod",
        closing="eom eoy cy fy",
        moon="ramadan ramazan ramzan eid muharram ashura islamic hijri mawlid",
        spoken="half quarter min mins minute minutes o clock oclock",
        clock="m am pm noon midday midnight",
        set="every each per once twice times hourly daily nightly weekly fortnightly monthly",
        vague="now currently present moment minute time days weeks months years decades nowadays current recently "
        "recent past soon "
        "future term coming",
    ),
)
_GERMAN = Language(rules=(*numeric_rules(month_first=False), *german.RULES), gate=_gate(**german.GATE))
_SPANISH = Language(rules=(*numeric_rules(month_first=False), *spanish.RULES), gate=_gate(**spanish.GATE))
_TABLES = {"en": _ENGLISH, "de": _GERMAN, "es": _SPANISH}
