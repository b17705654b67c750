"""Tells the language of a text where the publisher does not, so that English rules never run over another one."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Any

# The classifier knows 140 languages; those without a daily press only compete with English for short headlines
# (Nigerian Pidgin took 3 % of 2,000 English ones).
_PRESS = (
    "af am ar az be bg bn bs ca cs cy da de el en es et eu fa fi fr ga gl gu he hi hr hu hy id is it ja ka kk kn ko ku"
    " lo lt lv mk ml mn mr ms mt my ne nl no pa pl ps pt ro ru si sk sl so sq sr sv sw ta te th tl tr uk ur uz vi zh"
).split()
_CODE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{1,8})*")
_SAME = {"nb": "no", "nn": "no", "iw": "he", "in": "id", "fil": "tl", "cmn": "zh", "eng": "en"}
_SURE = 0.75
"""Least probability for a short text in Latin letters to be called anything but English."""
_SHORT_WORDS = 20
_READ_CHARS = 2_000


def language_of(given: str | None, title: str, text: str) -> str:
    """The primary subtag ("en"): of ``given`` if that is BCP 47, else detected from title and body.

    A short text in Latin letters counts as English unless another language is likely: headlines are full of names.
    """
    code = _CODE.fullmatch((given or "").strip())
    if code is not None and code[1].lower() not in ("und", "mul", "zxx"):
        return _SAME.get(code[1].lower(), code[1].lower())
    read = f"{title} {text[:_READ_CHARS]}"
    if not any(char.isalpha() for char in read):
        return "en"
    classified = _classifier().classify(read)
    best, sure = str(classified[0]), float(classified[1])
    if len(read.split()) < _SHORT_WORDS and sure < _SURE and _latin(read):
        return "en"
    return _SAME.get(best, best)


def _latin(text: str) -> bool:
    letters = [char for char in text if char.isalpha()]
    return sum(unicodedata.name(char, "").startswith("LATIN") for char in letters) * 2 > len(letters)


@lru_cache(maxsize=1)
def _classifier() -> Any:
    from py3langid import langid  # half a second to import, and a text with a given language needs no detector

    known = langid.LanguageIdentifier.from_modelpath(langid.MODEL_DIR / langid.MODEL_FILE, norm_probs=True)
    known.set_languages([code for code in _PRESS if code in set(known.labels)])
    return known
