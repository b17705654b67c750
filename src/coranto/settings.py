"""Every knob of Coranto: name, default, range, one sentence. Documentation and command line read this table.

A value comes from, in rising order: the default, a TOML file, the environment (``CORANTO_`` and the name in
capitals), a flag. An unknown name or an impossible value stops the program with the name and the mend.
"""

from __future__ import annotations

import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from coranto.errors import SettingsError

Value = str | int | float | bool


@dataclass(frozen=True, slots=True)
class Knob:
    """One setting: ``low`` and ``high`` bound numbers, both inclusive."""

    name: str
    default: Value
    about: str
    low: float | None = None
    high: float | None = None


KNOBS: tuple[Knob, ...] = (
    Knob(
        "store", "", "Address of the store; empty: coranto.db in the user's data folder, or a temporary one for build."
    ),
    Knob(
        "runner",
        "local",
        "Where articles are analysed and pages composed: local, ray (this machine's cluster), or ray://HOST[:PORT].",
    ),
    Knob("host", "127.0.0.1", "Address that `coranto serve` binds."),
    Knob("hosts", "", "Names the served site answers to besides this machine's own, with spaces between."),
    Knob("token", "", "What a request must carry, as a password or bearer token; empty: none, on loopback only."),
    Knob("tokens", "", "File of hashed tokens of those who may act on the served site; empty: nobody may."),
    Knob("port", 8000, "Port that `coranto serve` binds.", 0, 65535),
    Knob("language", "", "Language of the site's own words: en, de or es; empty: as each reader's browser asks."),
    Knob("contact", "", "Address of a page or mailbox that the fetcher names to the servers it asks; empty: none."),
    Knob("private_hosts", "", "Hosts and networks (10.1.0.0/16) of your own that may be read, with spaces between."),
    Knob("poll_minutes", 30, "Least minutes between two polls of one feed.", 5, 1_440),
    Knob("parse_seconds", 5, "Processor seconds after which the parsing of one feed or page is given up.", 1, 600),
    Knob("parse_memory_mb", 512, "Memory, in MB, that the parsing of one feed or page may take.", 64, 16_384),
    Knob("max_body_chars", 200_000, "An article's text is cut at the paragraph before this length.", 1_000, 10_000_000),
    Knob("excerpt_words", 60, "A body of fewer words than this counts as an excerpt.", 1, 1_000),
    Knob("future_hours", 48, "A date of publication further ahead of now than this is not believed.", 0, 8_760),
    Knob("copy_similarity", 0.6, "Share of equal sentences or shingles from which an article is a copy.", 0.3, 1.0),
    Knob(
        "index_shards", 1, "Parts of the index of stories, a power of two; any number gives the same stories.", 1, 512
    ),
    Knob("sections", 6, "Most sections on a page.", 1, 12),
    Knob(
        "entailer",
        "trees",
        "Second opinion on sentences that a writer wrote: trees (shipped), none, or the folder of your own ONNX model.",
    ),
    Knob("writer", "extractive", "Who words the pages: extractive, or openai:MODEL at any compatible endpoint."),
    Knob("writer_cache", "", "File of a writer's answers and bills; empty: in the user's data folder."),
    Knob("writer_judge", "", "Second opinion on its sentences: openai:MODEL at the same endpoint; empty: none."),
    Knob("writer_parts", 6, "Most parts of a page asked for in one call; 1 for very small models.", 1, 30),
    Knob("writer_page_input", 6_000, "Most tokens given to the writer for one page.", 500, 1_000_000),
    Knob("writer_page_output", 1_200, "Most tokens taken from the writer for one page.", 100, 1_000_000),
    Knob("writer_day_tokens", 2_000_000, "Most tokens in both directions a day (UTC).", 0, 10_000_000_000),
    Knob("writer_day_cost", 0.0, "Most money a day, in the currency of the prices; 0: no limit.", 0, 1_000_000),
    Knob("llm_base_url", "http://127.0.0.1:8080/v1", "Address of the endpoint, up to before /chat/completions."),
    Knob("llm_api_key", "", "Key of the endpoint, or @FILE that holds it; empty: none."),
    Knob("llm_timeout", 60.0, "Seconds within which an answer must be complete.", 0.1, 3_600),
    Knob("llm_input_price", 0.0, "Price of a million tokens given to the writer.", 0, 10_000),
    Knob("llm_output_price", 0.0, "Price of a million tokens taken from it.", 0, 10_000),
    Knob("pool_sentences", 600, "Most sentences of a story that are weighed for its page.", 50, 10_000),
)
_BY_NAME = {knob.name: knob for knob in KNOBS}


@dataclass(frozen=True, slots=True)
class Settings:
    """Checked values by name."""

    values: Mapping[str, Value]

    def text(self, name: str) -> str:
        """The value of a text setting."""
        return str(self.values[name])

    def number(self, name: str) -> float:
        """The value of a numeric setting."""
        return float(self.values[name])

    def whole(self, name: str) -> int:
        """The value of a whole-number setting."""
        return int(self.values[name])


def load_settings(
    file: Path | None = None,
    environment: Mapping[str, str] | None = None,
    flags: Mapping[str, Value | None] | None = None,
) -> Settings:
    """Join defaults, file, environment and flags. Raises ``SettingsError`` naming the setting and the mend."""
    values: dict[str, Value] = {knob.name: knob.default for knob in KNOBS}
    if file is not None:
        try:
            given = tomllib.loads(file.read_text("utf-8"))
        except OSError as error:
            raise SettingsError(f"settings file {file} cannot be read", mend="check its path and rights") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise SettingsError(f"settings file {file} is not TOML: {error}", mend="mend that line") from error
        for name, value in given.items():
            values[name] = _checked(name, value, f"in {file}")
    for name in _BY_NAME:
        raw = (os.environ if environment is None else environment).get(f"CORANTO_{name.upper()}")
        if raw is not None:
            values[name] = _checked(name, raw, "in the environment")
    for name, flag in (flags or {}).items():
        if flag is not None:
            values[name] = _checked(name, flag, "on the command line")
    return Settings(values)


def _checked(name: str, value: object, where: str) -> Value:
    knob = _BY_NAME.get(name)
    if knob is None:
        raise SettingsError(f"there is no setting '{name}' ({where})", mend=f"use one of {', '.join(sorted(_BY_NAME))}")
    kind = type(knob.default)
    try:
        if isinstance(value, bool):
            raise ValueError
        fitted: Value = str(value) if kind is str else int(str(value)) if kind is int else float(str(value))
    except ValueError:
        raise SettingsError(f"{name} {where}: {value!r} is no {kind.__name__}", mend="give a number") from None
    if (
        not isinstance(fitted, str)
        and knob.low is not None
        and knob.high is not None
        and not knob.low <= fitted <= knob.high
    ):
        raise SettingsError(f"{name} {where} is {fitted}", mend=f"give a value from {knob.low:g} to {knob.high:g}")
    return fitted
