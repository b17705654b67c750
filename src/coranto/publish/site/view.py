"""Words of an edition as every form of a page shows them: counts, coverage, dates, ages, safe links."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from coranto.types import Article, Edition, SourceNote

MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
LANGUAGES = dict(
    pair.split(":")
    for pair in (
        "ar:Arabic cs:Czech da:Danish de:German el:Greek en:English es:Spanish fa:Persian fi:Finnish fr:French "
        "he:Hebrew hi:Hindi hu:Hungarian id:Indonesian it:Italian ja:Japanese ko:Korean nl:Dutch no:Norwegian "
        "pl:Polish pt:Portuguese ro:Romanian ru:Russian sv:Swedish th:Thai tr:Turkish uk:Ukrainian "
        "vi:Vietnamese zh:Chinese"
    ).split()
)
UNDATED = "undated"
COVERAGE = {"full": "", "excerpt": "excerpt only", "headline": "headline only"}
VERDICTS = {
    "conflict": "The sources disagree",
    "superseded": "A later report replaces an earlier one",
    "differing-scope": "The sources count different things",
    "approximation": "One source rounds",
}


def safe_link(url: str) -> str:
    """The url where it is an ordinary web address, else "" (no link)."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in {"http", "https"} and parts.hostname else ""


def day(moment: datetime) -> str:
    """ "Jan 5, 2026"."""
    return f"{MONTHS[moment.month - 1]} {moment.day}, {moment.year}"


def minute(moment: datetime) -> str:
    """ "Jan 5, 2026, 20:47 UTC+9", in the offset that the publisher gave."""
    return f"{day(moment)}, {moment:%H:%M} {zone(moment)}"


def dated(source: Article | SourceNote) -> str:
    """When an article was published; "undated" where only the time of reading is known, which says nothing of it."""
    return minute(source.published_at) if source.date_certain else UNDATED


def is_dated(edition: Edition) -> bool:
    """Whether some article of a story has a date of publication."""
    return any(source.date_certain for source in edition.sources)


def since(edition: Edition) -> str:
    """ "Since Jan 5, 2026 · updated Jan 7, 2026, 20:47 UTC"; of articles without any date, when they were read."""
    if not is_dated(edition):
        return f"Articles without a date, read {minute(edition.updated_at)}"
    return f"Since {day(edition.opened_at)} · updated {minute(edition.updated_at)}"


def zone(moment: datetime) -> str:
    """ "UTC", "UTC+9", "UTC-3:30"."""
    offset = moment.utcoffset() or timedelta(0)
    minutes = int(offset.total_seconds() // 60)
    if minutes == 0:
        return "UTC"
    hours, rest = divmod(abs(minutes), 60)
    return f"UTC{'+' if minutes > 0 else '-'}{hours}" + (f":{rest:02d}" if rest else "")


def event_date(date: str, end: str | None = None) -> str:
    """ "Jan 5, 2026", "Jun 2025", "2025", or a range of two."""
    parts = date.split("-")
    if len(parts) == 3:
        shown = f"{MONTHS[int(parts[1]) - 1]} {int(parts[2])}, {parts[0]}"
    elif len(parts) == 2:
        shown = f"{MONTHS[int(parts[1]) - 1]} {parts[0]}"
    else:
        shown = parts[0]
    return f"{shown} – {event_date(end)}" if end and end != date else shown


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 article", "5 articles"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def summary_line(edition: Edition) -> str:
    """ "5 articles · 2 publishers · 1 origin · 4 headlines only · also in French"."""
    return " · ".join([*_counts(edition), *_unread(edition), *_languages(edition)])


def counts_line(edition: Edition) -> str:
    """ "5 articles · 2 publishers · 1 origin · 1 copy"."""
    return " · ".join(_counts(edition))


def coverage_line(edition: Edition) -> str:
    """How much could be read, in which languages, and how old it is when the page is composed.

    "1 read in full · 4 headlines only · English · newest article 3 hours old, oldest 2 days".
    """
    coverage = edition.coverage
    full = [f"{coverage.full} read in full"] if coverage.full else ["none read in full"]
    spoken = ", ".join(language_name(code) for code in coverage.languages)
    newest, oldest = (age(edition.composed_at - at) for at in (edition.updated_at, edition.opened_at))
    when = [f"newest article {newest} old" + (f", oldest {oldest}" if oldest != newest else "")]
    return " · ".join([*full, *_unread(edition), *([spoken] if spoken else []), *(when if is_dated(edition) else [])])


def language_name(code: str) -> str:
    """ "French" for "fr"; the code itself where its name is not known here."""
    return LANGUAGES.get(code, code)


def age(passed: timedelta) -> str:
    """ "40 minutes", "3 hours", "2 days": whole units, rounded down; "under a minute" for less, or for the future."""
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return "under a minute"
    if minutes < 120:
        return plural(minutes, "minute")
    return plural(minutes // 60, "hour") if minutes < 48 * 60 else plural(minutes // 1440, "day")


def _counts(edition: Edition) -> list[str]:
    counts, copies = edition.counts, edition.coverage.copies
    parts = [
        plural(counts.articles, "article"),
        plural(counts.publishers, "publisher"),
        plural(counts.origins, "origin"),
    ]
    return [*parts, plural(copies, "copy", "copies")] if copies else parts


def _unread(edition: Edition) -> list[str]:
    headlines, excerpts = edition.coverage.headline, edition.coverage.excerpt
    parts = [plural(headlines, "headline") + " only"] if headlines else []
    return [*parts, plural(excerpts, "excerpt")] if excerpts else parts


def _languages(edition: Edition) -> list[str]:
    others = [language_name(code) for code in edition.coverage.languages if code != "en"]
    lead = "also in " if "en" in edition.coverage.languages else "in "
    return [lead + ", ".join(others)] if others else []


def letters(text: str) -> str:
    """Letters and figures alone, in lower case: equal for texts that differ in marks and capitals only."""
    return "".join(c for c in text.lower() if c.isalnum())
