"""Units and currencies as news writes them, each under one name, so that "3 kilometres" and "3 km" are the same."""

from __future__ import annotations

import re

CURRENCIES = {"$": "$", "€": "€", "£": "£", "¥": "¥", "₩": "₩", "₹": "₹"}
UNITS = {
    "percent": "percent", "per cent": "percent", "%": "percent", "pc": "percent",
    "percentage point": "points", "percentage points": "points",
    **dict.fromkeys(("km", "kilometer", "kilometers", "kilometre", "kilometres"), "km"),
    **dict.fromkeys(("m", "meter", "meters", "metre", "metres"), "m"),
    **dict.fromkeys(("cm", "centimeter", "centimeters", "centimetre", "centimetres"), "cm"),
    **dict.fromkeys(("mile", "miles"), "mile"), **dict.fromkeys(("foot", "feet", "ft"), "foot"),
    **dict.fromkeys(("inch", "inches"), "inch"),
    **dict.fromkeys(("kg", "kilogram", "kilograms", "kilo", "kilos"), "kg"),
    **dict.fromkeys(("ton", "tons", "tonne", "tonnes"), "ton"), **dict.fromkeys(("pound", "pounds"), "pound"),
    **dict.fromkeys(("acre", "acres"), "acre"), **dict.fromkeys(("hectare", "hectares"), "hectare"),
    **dict.fromkeys(("liter", "liters", "litre", "litres"), "litre"),
    **dict.fromkeys(("barrel", "barrels"), "barrel"), **dict.fromkeys(("megawatt", "megawatts", "mw"), "MW"),
    **dict.fromkeys(("year-old", "years-old", "year old", "years old", "years of age"), "year of age"),
    **dict.fromkeys(("month-old", "months-old", "month old", "months old"), "month of age"),
    **dict.fromkeys(("mph",), "mph"), **dict.fromkeys(("km/h", "kph"), "km/h"), "celsius": "°C", "degrees": "degree",
    **dict.fromkeys(("dollar", "dollars"), "$"), **dict.fromkeys(("euro", "euros"), "€"), "yen": "¥", "won": "₩",
    **dict.fromkeys(("rupee", "rupees"), "₹"), "yuan": "yuan", **dict.fromkeys(("crown", "crowns"), "crown"),
    **dict.fromkeys(("franc", "francs"), "franc"), **dict.fromkeys(("peso", "pesos"), "peso"),
    **dict.fromkeys(("ruble", "rubles", "rouble", "roubles"), "ruble"), **dict.fromkeys(("cent", "cents"), "cent"),
}  # fmt: skip
_UNIT = re.compile(
    rf"[\s-]*({'|'.join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True) if unit != '%')})\b\.?",
    re.IGNORECASE,
)


def unit_at(text: str, end: int, *, percent: bool = False) -> tuple[str, int]:
    """The unit that follows a number ending at ``end``, with where it ends; ("", end) if none does."""
    if percent:
        return "percent", end
    found = _UNIT.match(text, end)
    return (UNITS[found[1].lower()], found.end(1)) if found else ("", end)
