"""Words of an edition as every form of a page shows them: counts, coverage, dates, ages, safe links."""

from __future__ import annotations

from datetime import datetime, timedelta
from urllib.parse import urlsplit

from coranto.publish.site.words import ENGLISH, Words
from coranto.types import Article, Counts, CoverageCount, Edition, SourceNote

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


def day(moment: datetime, words: Words = ENGLISH) -> str:
    """ "Jan 5, 2026"."""
    return _date(words, moment.year, moment.month, moment.day)


def minute(moment: datetime, words: Words = ENGLISH) -> str:
    """ "Jan 5, 2026, 20:47 UTC+9", in the offset that the publisher gave."""
    return f"{day(moment, words)}, {moment:%H:%M} {zone(moment)}"


def dated(source: Article | SourceNote, words: Words = ENGLISH) -> str:
    """When an article was published, and by its own word updated; "undated" where only the time of reading is known,
    which says nothing of it."""
    if not source.date_certain:
        return words.say(UNDATED)
    first = minute(source.published_at, words)
    last = first if source.updated_at is None else minute(source.updated_at, words)
    return first if last == first else words.say("%(first)s, updated %(last)s", first=first, last=last)


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


def event_date(date: str, end: str | None = None, words: Words = ENGLISH) -> str:
    """ "Jan 5, 2026", "Jun 2025", "2025", or a range of two."""
    numbers = [int(part) for part in date.split("-")]
    shown = _date(words, *numbers) if len(numbers) > 1 else date
    return f"{shown} – {event_date(end, words=words)}" if end and end != date else shown


def plural(count: int, one: str, many: str | None = None) -> str:
    """ "1 article", "5 articles"."""
    return f"{count} {one if count == 1 else many or one + 's'}"


def summary_line(counts: Counts, coverage: CoverageCount, words: Words = ENGLISH) -> str:
    """ "5 articles · 2 publishers · 1 origin · 4 headlines only · also in French"."""
    return " · ".join([*_counts(counts, coverage, words), *_unread(coverage, words), *_languages(coverage, words)])


def counts_line(edition: Edition, words: Words = ENGLISH) -> str:
    """ "5 articles · 2 publishers · 1 origin · 1 copy"."""
    return " · ".join(_counts(edition.counts, edition.coverage, words))


def coverage_line(edition: Edition, words: Words = ENGLISH) -> str:
    """How much could be read, in which languages, and how old it is when the page is composed.

    "1 read in full · 4 headlines only · English · newest article 3 hours old, oldest 2 days".
    """
    coverage = edition.coverage
    full = words.say("%(num)s read in full", num=coverage.full) if coverage.full else words.say("none read in full")
    spoken = ", ".join(language_name(code, words) for code in coverage.languages)
    parts = [full, *_unread(coverage, words), *([spoken] if spoken else [])]
    if is_dated(edition):
        newest, oldest = (age(edition.composed_at - at, words) for at in (edition.updated_at, edition.opened_at))
        if newest == oldest:
            parts.append(words.say("newest article %(newest)s old", newest=newest))
        else:
            parts.append(words.say("newest article %(newest)s old, oldest %(oldest)s", newest=newest, oldest=oldest))
    return " · ".join(parts)


def language_name(code: str, words: Words = ENGLISH) -> str:
    """ "French" for "fr"; the code itself where its name is not known here."""
    return words.say(LANGUAGES[code]) if code in LANGUAGES else code


def age(passed: timedelta, words: Words = ENGLISH) -> str:
    """ "40 minutes", "3 hours", "2 days": whole units, rounded down; "under a minute" for less, or for the future."""
    minutes = int(passed.total_seconds() // 60)
    if minutes < 1:
        return words.say("under a minute")
    if minutes < 120:
        return words.count(minutes, "%(num)s minute", "%(num)s minutes")
    if minutes < 48 * 60:
        return words.count(minutes // 60, "%(num)s hour", "%(num)s hours")
    return words.count(minutes // 1440, "%(num)s day", "%(num)s days")


def own_language(languages: tuple[str, ...], words: Words = ENGLISH) -> str:
    """The language in which a page tells, where it is another than the interface's: pages are told in English if any
    article is, else in what is there first. "" where the interface has it.
    """
    told = "en" if "en" in languages or not languages else languages[0]
    return "" if told == words.language else told


def _date(words: Words, year: int, month: int, day_of_month: int = 0) -> str:
    name = words.say(MONTHS[month - 1])
    if not day_of_month:
        return words.say("%(month)s %(year)s", month=name, year=year)
    return words.say("%(month)s %(day)s, %(year)s", month=name, day=day_of_month, year=year)


def _counts(counts: Counts, coverage: CoverageCount, words: Words) -> list[str]:
    parts = [
        words.count(counts.articles, "%(num)s article", "%(num)s articles"),
        words.count(counts.publishers, "%(num)s publisher", "%(num)s publishers"),
        words.count(counts.origins, "%(num)s origin", "%(num)s origins"),
    ]
    return [*parts, words.count(coverage.copies, "%(num)s copy", "%(num)s copies")] if coverage.copies else parts


def _unread(coverage: CoverageCount, words: Words) -> list[str]:
    headlines, excerpts = coverage.headline, coverage.excerpt
    parts = [words.count(headlines, "%(num)s headline only", "%(num)s headlines only")] if headlines else []
    return [*parts, words.count(excerpts, "%(num)s excerpt", "%(num)s excerpts")] if excerpts else parts


def _languages(coverage: CoverageCount, words: Words) -> list[str]:
    others = ", ".join(language_name(code, words) for code in coverage.languages if code != "en")
    if not others:
        return []
    if "en" in coverage.languages:
        return [words.say("also in %(languages)s", languages=others)]
    return [words.say("in %(languages)s", languages=others)]


def letters(text: str) -> str:
    """Letters and figures alone, in lower case: equal for texts that differ in marks and capitals only."""
    return "".join(c for c in text.lower() if c.isalnum())
