"""What is sent: the stories of one message as a signed webhook, a mail in text and HTML, or an ntfy note.

Webhooks are signed as https://www.standardwebhooks.com says: the receiver can tell that it is from us, when, and
whether it came before.
"""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from email.utils import format_datetime
from hashlib import sha256
from typing import Any

from markupsafe import escape

from coranto.publish.cards import Card
from coranto.publish.push.plan import Recipient
from coranto.publish.site.view import minute, plural

MOST_STORIES = 30
"""Stories of one message; of more, those composed last."""
_NTFY_LONGEST = 3_500


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What waits to be sent. ``id`` stays the same however often it is tried; ``left_out`` stories were too many."""

    id: str
    to: str
    made_at: datetime
    stories: tuple[Mapping[str, Any], ...]
    left_out: int = 0


def message_of(recipient: Recipient, cards: Sequence[Card], *, base: str, now: datetime) -> Message:
    """A message about these stories. ``base`` is the address of the site, "" where there is none."""
    shown = sorted(cards, key=lambda c: (-c.composed_at.timestamp(), c.story_id))[:MOST_STORIES]
    key = "\n".join([recipient.name, *(f"{card.story_id} {card.revision}" for card in shown)])
    return Message(
        id=f"msg_{sha256(key.encode('utf-8', 'replace')).hexdigest()[:24]}",
        to=recipient.name,
        made_at=now,
        stories=tuple(_story(card, base) for card in shown),
        left_out=len(cards) - len(shown),
    )


def webhook(message: Message, *, secret: str, now: datetime) -> tuple[bytes, dict[str, str]]:
    """Body and headers of a webhook. What is signed is ``id.timestamp.body`` by HMAC-SHA256."""
    data = {"stories": message.stories, "left_out": message.left_out}
    value = {"type": "stories.updated", "timestamp": message.made_at.isoformat(), "data": data}
    body = json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode("ascii")
    at = str(int(now.timestamp()))
    signed = hmac.digest(_key(secret), b".".join((message.id.encode(), at.encode(), body)), "sha256")
    return body, {
        "Content-Type": "application/json",
        "Webhook-Id": message.id,
        "Webhook-Timestamp": at,
        "Webhook-Signature": f"v1,{base64.b64encode(signed).decode()}",
    }


def ntfy(message: Message) -> tuple[bytes, dict[str, str]]:
    """Body and headers of an ntfy note."""
    lines = [f"{story['headline']} ({plural(story['origins'], 'origin')})" for story in message.stories]
    text = "\n".join(lines)[:_NTFY_LONGEST]
    headers = {
        "Content-Type": "text/plain; charset=utf-8",
        "Title": subject(message).encode("ascii", "replace").decode(),
    }
    address = message.stories[0]["address"] if len(message.stories) == 1 else ""
    return text.encode("utf-8", "replace"), headers | ({"Click": address} if address else {})


def mail(message: Message, *, sender: str, address: str) -> EmailMessage:
    """The message as a mail, in text and in HTML without any picture, script or style from elsewhere."""
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = sender, address, subject(message)
    made["Date"] = format_datetime(message.made_at)
    made["Message-ID"] = f"<{message.id}@{sender.rpartition('@')[2]}>"
    made["Auto-Submitted"] = "auto-generated"
    made.set_content(_text(message))
    made.add_alternative(_html(message), subtype="html")
    return made


def subject(message: Message) -> str:
    """One line: of one story its headline, of more their number."""
    if len(message.stories) == 1:
        return " ".join(str(message.stories[0]["headline"]).encode("utf-8", "replace").decode().split())[:150]
    return f"Coranto: {plural(len(message.stories) + message.left_out, 'story', 'stories')} new or changed"


def _story(card: Card, base: str) -> dict[str, Any]:
    return {
        "id": card.story_id,
        "revision": card.revision,
        "headline": _printable(card.headline),
        "lead": _printable(card.lead),
        "updated_at": card.updated_at.isoformat(),
        "articles": card.counts.articles,
        "origins": card.counts.origins,
        "address": f"{base}stories/{card.story_id}/" if base else "",
    }


def _printable(text: str) -> str:
    return text.encode("utf-8", "replace").decode("utf-8")


def _key(secret: str) -> bytes:
    """The bytes of a secret: those of its base64 where it is written as the standard says ("whsec_...")."""
    if secret.startswith("whsec_"):
        try:
            return base64.b64decode(secret[6:], validate=True)
        except ValueError:
            pass
    return secret.encode("utf-8")


def _text(message: Message) -> str:
    parts = []
    for story in message.stories:
        at = minute(datetime.fromisoformat(story["updated_at"]))
        lines = [story["headline"], story["lead"], f"{plural(story['origins'], 'origin')}, {at}", story["address"]]
        parts.append("\n".join(" ".join(line.split()) for line in lines if line))
    return "\n\n".join([*parts, *_more(message)]) + "\n"


def _html(message: Message) -> str:
    parts = []
    for story in message.stories:
        at = minute(datetime.fromisoformat(story["updated_at"]))
        headline = escape(story["headline"])
        if story["address"]:
            headline = escape("") + f'<a href="{escape(story["address"])}">{headline}</a>'
        lead = f"<p>{escape(story['lead'])}</p>" if story["lead"] else ""
        parts.append(f"<h2>{headline}</h2>{lead}<p><small>{plural(story['origins'], 'origin')}, {at}</small></p>")
    parts += [f"<p>{line}</p>" for line in _more(message)]
    return f'<!doctype html><html lang="en"><meta charset="utf-8"><body>{"".join(parts)}</body></html>\n'


def _more(message: Message) -> list[str]:
    return [f"{message.left_out} more on the site."] if message.left_out else []
