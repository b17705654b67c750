"""The outbox: what waits to be sent and what each recipient was told last, kept in one file.

Why a file and not the store: a store may be read by many sites, and each tells its own people. It is written anew and
put in place at once, before anything is sent and after each attempt: a crash sends a message twice, never none; its id
stays the same, so that the receiver can tell.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from coranto.errors import OutputError, SettingsError
from coranto.publish.push.messages import Message

MOST_ATTEMPTS = 8
FIRST_PAUSE = timedelta(minutes=1)
"""After a failure; twice as long after each further one."""

_FORM = "coranto/outbox-1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A message on its way: how often it was tried, when next, and why it did not arrive."""

    message: Message
    attempts: int
    due_at: datetime
    trouble: str = ""


@dataclass(slots=True, kw_only=True)
class Outbox:
    """``told`` has for each recipient the revision of each story told last; ``sent_at`` when it last got anything."""

    told: dict[str, dict[str, int]] = field(default_factory=dict)
    sent_at: dict[str, datetime] = field(default_factory=dict)
    waiting: list[Waiting] = field(default_factory=list)
    given_up: list[Waiting] = field(default_factory=list)

    def failed(self, one: Waiting, trouble: str, now: datetime) -> bool:
        """Note that a message did not arrive; whether it is given up now."""
        self.waiting.remove(one)
        pause = FIRST_PAUSE * 2**one.attempts
        later = replace(one, attempts=one.attempts + 1, due_at=now + pause, trouble=trouble[:200])
        over = later.attempts >= MOST_ATTEMPTS
        (self.given_up if over else self.waiting).append(later)
        del self.given_up[:-100]
        return over


def load_outbox(file: Path) -> Outbox:
    """The outbox of a file, an empty one where there is none. Raises ``SettingsError`` for what is none of ours."""
    try:
        value = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        return Outbox()
    except (OSError, ValueError) as error:
        raise SettingsError(
            f"outbox {file} cannot be read ({error})", mend="give another file with --outbox"
        ) from error
    try:
        if value["form"] != _FORM:
            raise KeyError("form")
        return Outbox(
            told=value["told"],
            sent_at={name: datetime.fromisoformat(at) for name, at in value["sent_at"].items()},
            waiting=[_waiting(each) for each in value["waiting"]],
            given_up=[_waiting(each) for each in value["given_up"]],
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SettingsError(f"{file} is no outbox of this version", mend="give another file with --outbox") from error


def save_outbox(outbox: Outbox, file: Path) -> None:
    """Write it beside the file and put it in its place. Raises ``OutputError``."""
    value = {
        "form": _FORM,
        "told": outbox.told,
        "sent_at": {name: at.isoformat() for name, at in outbox.sent_at.items()},
        "waiting": [_spelt(each) for each in outbox.waiting],
        "given_up": [_spelt(each) for each in outbox.given_up],
    }
    beside = file.with_name(f"{file.name}.{os.getpid()}.new")
    try:
        with open(beside, "x", encoding="utf-8") as written:
            json.dump(value, written, ensure_ascii=True, indent=1)
            written.flush()
            os.fsync(written.fileno())
        os.replace(beside, file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(
            f"outbox {file} cannot be written ({error.strerror})", mend="check space and rights"
        ) from error


def _waiting(value: dict[str, Any]) -> Waiting:
    message = Message(
        id=value["id"],
        to=value["to"],
        made_at=datetime.fromisoformat(value["made_at"]),
        stories=tuple(value["stories"]),
        left_out=value["left_out"],
    )
    due_at = datetime.fromisoformat(value["due_at"])
    return Waiting(message=message, attempts=value["attempts"], due_at=due_at, trouble=value["trouble"])


def _spelt(one: Waiting) -> dict[str, Any]:
    return {
        "id": one.message.id,
        "to": one.message.to,
        "made_at": one.message.made_at.isoformat(),
        "stories": list(one.message.stories),
        "left_out": one.message.left_out,
        "attempts": one.attempts,
        "due_at": one.due_at.isoformat(),
        "trouble": one.trouble,
    }
