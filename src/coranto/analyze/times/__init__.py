"""Time expressions: found by tables of rules, one a language, and read against the day of publication."""

from coranto.analyze.times.tagger import find_timexes

__all__ = ["find_timexes"]
