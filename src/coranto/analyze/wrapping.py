"""What desks print around a headline: agency prefixes, notices at its end, the outlet's own name.

None of it is stated, and a dash or a bar may hide an attribution that must stay.
"""

from __future__ import annotations

import re

from coranto.analyze.speech import has_role_word, is_outlet

_LABELS = "|".join(
    """
    breaking|breaking news|urgent|just in|exclusive|watch|watch live|live|live updates?|live blog|video|photos?|
    pictures|in pictures|gallery|updated?|update ?\\d+|wrapup|wrapup ?\\d+|refile|corrected|correction|factbox|
    explainer|explained|analysis|opinion|editorial|comment|insight|feature|profile|timeline|interview|interactive|
    podcast|audio|top ?news|alert|flash|developing|lead|ld|\\d+(?:st|nd|rd|th) ld|recap|review|fact check|
    newsletter|read|listen|graphic
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_PREFIX = re.compile(
    rf"^\s*(?:[(\[](?:[^)\]]*\bLD\b[^)\]]*|{_LABELS})[)\]]\s*[:\-–—|]?\s*"
    rf"|(?:{_LABELS})\s*(?::|\||–|—|- |\s-\s|-(?=[A-Z]))\s*)",
    re.IGNORECASE,
)
_SHOUTED = re.compile(r"^\s*(?:BREAKING(?: NEWS)?|URGENT|JUST IN|EXCLUSIVE)\s+(?=[A-Z0-9‘“'\"])")
_NOTICE = "video|photos?|pictures|images|gallery|updated?|live|watch|audio|poll|infographic|opinion|analysis|graphic"
_SUFFIX = re.compile(
    rf"\s*[(\[](?:{_NOTICE})[^)\]]{{0,25}}[)\]]\s*$"
    r"|\s+[-–—|]\s+(?:video|photos?|as it happened|live(?: updates)?|in pictures|gallery)\s*$",
    re.IGNORECASE,
)
DASH = re.compile(r"\s+(?:[-–—]|--)\s+")
"""A dash between words."""


def stripped_span(title: str, publisher: str) -> tuple[int, int]:
    """The title without agency prefixes, notices at its end, and its own outlet's name."""
    start, end = 0, len(title.rstrip())
    while (match := _PREFIX.match(title[start:end]) or _SHOUTED.match(title[start:end])) and match.end() < end - start:
        start += match.end()
    changed = True
    while changed:
        changed = False
        match = _SUFFIX.search(title, start, end)
        if match and match.start() > start:
            end, changed = match.start(), True
        pipe = title.rfind(" | ", start, end)
        if pipe > start + 10:
            end, changed = pipe, True
        dashes = list(DASH.finditer(title, start, end))
        if dashes and _same_outlet(title[dashes[-1].end() : end], publisher):
            end, changed = dashes[-1].start(), True
    while start < end and title[start].isspace():
        start += 1
    return (start, len(title[:end].rstrip())) if start < end else (0, len(title))


def _same_outlet(words: str, publisher: str) -> bool:
    """Whether the words at a title's end are the publisher's name, a part of it, or a known outlet's."""
    name = _letters(words.lower().removeprefix("the "))
    host = re.sub(r"^(?:www|edition|news|amp|m)\.", "", publisher.lower()).removeprefix("the ")
    if not name:
        return False
    if name in (_letters(host), _letters(host.split(".")[0])) or (len(name) > 3 and _letters(host).startswith(name)):
        return True
    return is_outlet(words) and len(words.split()) <= 4 and not has_role_word(words)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text)
