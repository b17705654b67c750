"""Who is told of what, how, and how often at most: one table a recipient in a TOML file.

    [[to]]
    name = "desk"
    webhook = "https://hooks.example/news"    # or: mail = "ida@paper.example", or: ntfy = "https://ntfy.example/topic"
    secret = "env:DESK_SECRET"                # signs webhooks; "env:" takes it from the environment
    query = "ferry -strike"                   # words as in a search; without: every story
    origins = 2                               # least independent origins of a story
    every = "30m"                             # at most so often: m, h or d
    private = false                           # true: the address may lie in one's own network

    [smtp]
    host = "mail.example"
    port = 587
    security = "starttls"                     # or "tls", or "none"
    user = "coranto"
    password = "env:SMTP_PASSWORD"
    sender = "news@mail.example"

An unknown key stops the program: a misspelt limit must not go unheeded.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal

from coranto.errors import QueryError, SettingsError
from coranto.publish.site.view import safe_link
from coranto.search import parse_query
from coranto.types import Query

Kind = Literal["webhook", "mail", "ntfy"]
Security = Literal["starttls", "tls", "none"]

SHORTEST_SECRET = 20

_NAME = re.compile(r"[a-z0-9-]{1,40}")
_MAIL = re.compile(r"[^\s@<>,;:\"()\[\]\\]{1,64}@[^\s@<>,;:\"()\[\]\\]{1,250}")
_EVERY = re.compile(r"([1-9]\d{0,4})([mhd])")
_UNITS = {"m": timedelta(minutes=1), "h": timedelta(hours=1), "d": timedelta(days=1)}


@dataclass(frozen=True, slots=True, kw_only=True)
class Recipient:
    """One who is told. ``address`` is a URL or a mailbox; ``query`` None: of every story."""

    name: str
    kind: Kind
    address: str
    every: timedelta
    query: Query | None
    origins: int
    secret: str
    private: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """The server that takes mail."""

    host: str
    port: int
    security: Security
    user: str
    password: str
    sender: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """All recipients in order of the file, and the mail server if one of them is told by mail."""

    recipients: tuple[Recipient, ...]
    post: Post | None


def load_plan(file: Path, environment: Mapping[str, str]) -> Plan:
    """Read the file. Raises ``SettingsError`` with the place and the mend."""
    try:
        given = tomllib.loads(file.read_text("utf-8"))
    except OSError as error:
        raise SettingsError(f"{file} cannot be read", mend="check its path and rights") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{file} is not TOML: {error}", mend="mend that line") from error
    _known(given, {"to", "smtp"}, str(file))
    tables = given.get("to", [])
    if not isinstance(tables, list) or not all(isinstance(each, dict) for each in tables) or not tables:
        raise SettingsError(f"{file} names nobody to tell", mend="add a table [[to]]")
    recipients = tuple(_recipient(each, environment) for each in tables)
    names = [each.name for each in recipients]
    twice = sorted({name for name in names if names.count(name) > 1})
    if twice:
        raise SettingsError(f"two recipients are called {twice[0]!r}", mend="give each a name of its own")
    post = _post(given["smtp"], environment) if "smtp" in given else None
    if post is None and any(each.kind == "mail" for each in recipients):
        raise SettingsError(f"{file} tells somebody by mail", mend="add a table [smtp] with host and sender")
    return Plan(recipients=recipients, post=post)


def _recipient(given: Mapping[str, Any], environment: Mapping[str, str]) -> Recipient:
    name = _text(given, "name", "[[to]]")
    where = f"recipient {name[:40]!r}"
    _known(given, {"name", "webhook", "mail", "ntfy", "secret", "query", "origins", "every", "private"}, where)
    if not _NAME.fullmatch(name):
        raise SettingsError(f"{where} has an odd name", mend="use small letters, digits and hyphens")
    kinds: list[Kind] = [kind for kind in ("webhook", "mail", "ntfy") if kind in given]
    if len(kinds) != 1:
        raise SettingsError(f"{where} is told in {len(kinds)} ways", mend="give one of webhook, mail, ntfy")
    kind, address = kinds[0], _text(given, kinds[0], where)
    if not (_MAIL.fullmatch(address) if kind == "mail" else safe_link(address)):
        raise SettingsError(f"{where}: {address[:80]!r} is no address", mend="give a whole one")
    secret = _secret(_text(given, "secret", where, ""), environment, where)
    if kind == "webhook" and len(secret) < SHORTEST_SECRET:
        raise SettingsError(f"{where} has no secret to sign with", mend=f"give one of {SHORTEST_SECRET} characters")
    words = _text(given, "query", where, "")
    try:
        query = parse_query(words) if words else None
    except QueryError as error:
        raise SettingsError(f"{where}: {error.what}", mend=error.mend) from error
    every = _EVERY.fullmatch(_text(given, "every", where, "1h"))
    if every is None:
        raise SettingsError(f"{where}: every is no span of time", mend='write it like "30m", "6h" or "1d"')
    origins, private = given.get("origins", 1), given.get("private", False)
    if not isinstance(origins, int) or isinstance(origins, bool) or origins < 1:
        raise SettingsError(f"{where}: origins is no number", mend="give 1 or more")
    if not isinstance(private, bool):
        raise SettingsError(f"{where}: private is neither true nor false", mend="give true or false")
    return Recipient(
        name=name,
        kind=kind,
        address=address,
        every=int(every[1]) * _UNITS[every[2]],
        query=query,
        origins=origins,
        secret=secret,
        private=private,
    )


def _post(given: object, environment: Mapping[str, str]) -> Post:
    if not isinstance(given, dict):
        raise SettingsError("smtp is no table", mend="write it as [smtp]")
    _known(given, {"host", "port", "security", "user", "password", "sender"}, "[smtp]")
    security, port = given.get("security", "starttls"), given.get("port", 587)
    if security not in {"starttls", "tls", "none"}:
        raise SettingsError(f"[smtp]: security {security!r} is unknown", mend="give starttls, tls or none")
    if not isinstance(port, int) or not 0 < port < 65536:
        raise SettingsError(f"[smtp]: port {port!r} is no port", mend="give a number like 587")
    sender = _text(given, "sender", "[smtp]")
    if not _MAIL.fullmatch(sender):
        raise SettingsError(f"[smtp]: sender {sender[:80]!r} is no address", mend="give a whole one")
    return Post(
        host=_text(given, "host", "[smtp]"),
        port=port,
        security=security,
        user=_text(given, "user", "[smtp]", ""),
        password=_secret(_text(given, "password", "[smtp]", ""), environment, "[smtp]"),
        sender=sender,
    )


def _known(given: Mapping[str, Any], names: set[str], where: str) -> None:
    unknown = sorted(set(given) - names)
    if unknown:
        raise SettingsError(f"{where} has no {unknown[0]!r}", mend=f"use {', '.join(sorted(names))}")


def _text(given: Mapping[str, Any], name: str, where: str, default: str | None = None) -> str:
    value = given.get(name, default)
    if not isinstance(value, str):
        raise SettingsError(f"{where} lacks the text {name!r}", mend="add it")
    return value


def _secret(given: str, environment: Mapping[str, str], where: str) -> str:
    if not given.startswith("env:"):
        return given
    found = environment.get(given[4:])
    if found is None:
        raise SettingsError(f"{where}: {given[4:]} is not in the environment", mend="set it there")
    return found
