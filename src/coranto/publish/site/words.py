"""The words of the interface in several languages: catalogues in gettext's form (``catalogues/LANGUAGE.po``).

Why read as they are: a catalogue is mended in any editor and works at once, and no compiled twin can fall behind it.
"""

from __future__ import annotations

import ast
import struct
from dataclasses import dataclass
from functools import lru_cache
from gettext import GNUTranslations, NullTranslations
from importlib.resources import files
from io import BytesIO

LANGUAGES = ("en", "de", "es")
"""English stands in the templates; of every other one there is a catalogue."""
NAMES = {"en": "English", "de": "Deutsch", "es": "Español"}
_RIGHT_TO_LEFT = frozenset(("ar", "fa", "he", "ps", "ur", "yi"))


@dataclass(frozen=True, slots=True)
class Words:
    """The interface in one language. ``asked``: the reader chose it by the address, so links carry it on."""

    language: str = "en"
    asked: bool = False

    @property
    def direction(self) -> str:
        """ "ltr", or "rtl" for languages written from the right."""
        return "rtl" if self.language in _RIGHT_TO_LEFT else "ltr"

    @property
    def query(self) -> str:
        """What links end with: "?lang=de", or nothing where the reader's browser asks for the language anyway."""
        return f"?lang={self.language}" if self.asked else ""

    def say(self, words: str, **values: object) -> str:
        """Words of the interface, with values for its %(names)s."""
        found = translations(self.language).gettext(words)
        return found % values if values else found

    def count(self, number: int, one: str, many: str) -> str:
        """Words for so many things; %(num)s is the number."""
        return translations(self.language).ngettext(one, many, number) % {"num": number}


ENGLISH = Words()


def chosen(setting: str, asked: str = "", accepted: str = "") -> Words:
    """The language to show: the one asked for in the address, that of the setting, the browser's first known, English.

    ``accepted`` is an Accept-Language header. An unknown language is passed over, never an error.
    """
    if asked in LANGUAGES:
        return Words(asked, asked=True)
    if setting in LANGUAGES:
        return Words(setting)
    return Words(next((code for code in _by_liking(accepted) if code in LANGUAGES), "en"))


@lru_cache(maxsize=len(LANGUAGES) + 1)
def translations(language: str) -> NullTranslations:
    """The catalogue of a language; English, and one that there is none of, says what stands in the templates."""
    if language == "en" or language not in LANGUAGES:
        return NullTranslations()
    text = files("coranto.publish.site").joinpath("catalogues", f"{language}.po").read_text("utf-8")
    return GNUTranslations(BytesIO(_compiled(read_catalogue(text))))


def read_catalogue(text: str) -> dict[str, str]:
    """The entries of a .po file as gettext keeps them: the forms of a plural with NUL between. Fuzzy ones count not."""
    entries: dict[str, str] = {}
    for block in text.split("\n\n"):
        parts: dict[str, str] = {}
        key = ""
        for line in block.splitlines():
            if line.startswith("#"):
                if line.startswith("#,") and "fuzzy" in line:
                    parts["fuzzy"] = line
                continue
            if not line.strip():
                continue
            word, quote, rest = line.partition('"')
            key = word.strip() or key
            parts[key] = parts.get(key, "") + str(ast.literal_eval(quote + rest))
        forms = [parts[name] for name in sorted(parts) if name.startswith("msgstr")]
        if "msgid" in parts and "fuzzy" not in parts and all(forms):
            source = "\0".join(parts[name] for name in ("msgid", "msgid_plural") if name in parts)
            entries[source] = "\0".join(forms)
    return entries


def _by_liking(header: str) -> list[str]:
    """The languages of an Accept-Language header, without their countries, the best liked first."""
    liked: list[tuple[float, int, str]] = []
    for part in header[:200].split(","):
        code, _, weight = part.partition(";")
        try:
            liking = float(weight.strip().removeprefix("q=") or 1)
        except ValueError:
            continue
        if liking > 0:
            liked.append((-liking, len(liked), code.strip().split("-")[0].lower()))
    return [code for _, _, code in sorted(liked)]


def _compiled(entries: dict[str, str]) -> bytes:
    """The entries as a .mo file, the one form that Python's gettext takes: a header, two tables, the texts."""
    pairs = sorted((key.encode(), value.encode()) for key, value in entries.items())
    start = 28 + 16 * len(pairs)
    tables: list[list[int]] = [[], []]
    texts = b""
    for column in (0, 1):
        for pair in pairs:
            tables[column] += [len(pair[column]), start + len(texts)]
            texts += pair[column] + b"\0"
    head = (0x950412DE, 0, len(pairs), 28, 28 + 8 * len(pairs), 0, start)
    return struct.pack(f"<{7 + 4 * len(pairs)}I", *head, *tables[0], *tables[1]) + texts
