"""Who may do more than read: tokens with a name, scopes and a last day, of which only the hash is kept.

A token is 256 random bits, so that its plain SHA-256 tells nothing of it; it is shown once, when it is made.
"""

from __future__ import annotations

import hmac
import re
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from coranto.errors import OutputError, SettingsError

SCOPES = ("read", "desk", "feeds")
"""read: see a site that a token guards; desk: act upon stories; feeds: add and remove feeds. Each but read has read."""

_LINE = re.compile(r"(?P<name>[a-z0-9-]{1,40}) (?P<scopes>[a-z,]+) (?P<last>\d{4}-\d\d-\d\d) (?P<hash>[0-9a-f]{64})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """One who has a token: the name is what the log of acts says."""

    name: str
    scopes: frozenset[str]
    last: date
    hash: str


class Tokens:
    """The holders of a file. ``today`` says which day it is."""

    def __init__(self, holders: tuple[Holder, ...], today: Callable[[], date]) -> None:
        self._holders = holders
        self._today = today

    def holder(self, given: str) -> Holder | None:
        """Whose token this is, None if nobody's or one that is over. All are compared, in constant time each."""
        hashed = _hash(given)
        found = None
        for holder in self._holders:
            if hmac.compare_digest(holder.hash, hashed):
                found = holder
        return found if found is not None and self._today() <= found.last else None


def load_tokens(file: Path, today: Callable[[], date]) -> Tokens:
    """The tokens of a file: one line each, ``name scopes last-day hash``. Raises ``SettingsError``."""
    try:
        lines = [line for line in file.read_text("utf-8").splitlines() if line and not line.startswith("#")]
    except (OSError, UnicodeDecodeError) as error:
        raise SettingsError(f"tokens {file} cannot be read", mend="make it with: coranto token NAME") from error
    return Tokens(tuple(_holder(line, file) for line in lines), today)


def add_token(file: Path, name: str, scopes: tuple[str, ...], last: date) -> str:
    """Make a token, append its hash to the file, and return it. Raises ``SettingsError`` or ``OutputError``."""
    wrong = sorted(set(scopes) - set(SCOPES))
    if wrong or not scopes:
        raise SettingsError(f"there is no scope {wrong[0] if wrong else ''!r}", mend=f"use {', '.join(SCOPES)}")
    token = secrets.token_urlsafe(32)
    line = f"{name} {','.join(sorted(set(scopes)))} {last.isoformat()} {_hash(token)}"
    if _LINE.fullmatch(line) is None:
        raise SettingsError(f"{name!r} is no name of a token", mend="use small letters, digits and hyphens")
    try:
        file.touch(mode=0o600)
        with open(file, "a", encoding="utf-8") as written:
            written.write(line + "\n")
    except OSError as error:
        raise OutputError(f"tokens {file} cannot be written ({error.strerror})", mend="check its path") from error
    return token


def _holder(line: str, file: Path) -> Holder:
    found = _LINE.fullmatch(line)
    scopes = frozenset(found["scopes"].split(",")) if found else frozenset()
    try:
        if found is None or not scopes <= set(SCOPES):
            raise ValueError
        return Holder(name=found["name"], scopes=scopes, last=date.fromisoformat(found["last"]), hash=found["hash"])
    except ValueError:
        raise SettingsError(f"a line of {file} is no token", mend="make tokens with: coranto token NAME") from None


def _hash(token: str) -> str:
    return sha256(token.encode("utf-8", "replace")).hexdigest()
