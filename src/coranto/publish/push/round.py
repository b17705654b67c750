"""One round of telling: put what is new into the outbox, grouped and no oftener than asked, and send what is due."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage

from coranto.errors import FetchError
from coranto.ports import Store
from coranto.publish.cards import Card
from coranto.publish.push.messages import mail, message_of, ntfy, webhook
from coranto.publish.push.outbox import Outbox, Waiting
from coranto.publish.push.plan import Plan, Post, Recipient
from coranto.publish.web.shelf import Shelf

Poster = Callable[[str, bytes, Mapping[str, str], bool], int]
"""Posts (address, body, headers, whether it may be private) and gives the status. Raises ``FetchError``."""
Mailer = Callable[[Post, EmailMessage], None]
"""Hands a mail to its server. Raises ``OSError`` or ``smtplib.SMTPException``."""

_SECONDS = 30.0
_MOST_FOUND = 1_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What a round did, in messages: sent, failed and to be tried again, given up for good."""

    sent: int
    failed: int
    given_up: int


def push_round(
    store: Store,
    plan: Plan,
    outbox: Outbox,
    *,
    now: datetime,
    base: str,
    post: Poster,
    send: Mailer,
    keep: Callable[[Outbox], None],
) -> Round:
    """Tell every recipient what is new for it. ``keep`` saves the outbox: before sending, and after each attempt.

    A recipient that is new is told of nothing old: what is there at its first round counts as told.
    """
    by_name = {recipient.name: recipient for recipient in plan.recipients}
    outbox.waiting = [one for one in outbox.waiting if one.message.to in by_name]
    cards = Shelf(store).cards()
    for recipient in plan.recipients:
        _fill(outbox, recipient, _wanted(store, recipient, cards), base=base, now=now)
    keep(outbox)
    sent = failed = given_up = 0
    for one in [each for each in outbox.waiting if each.due_at <= now]:
        trouble = _sent(one, by_name[one.message.to], plan.post, now, post, send)
        if trouble:
            over = outbox.failed(one, trouble, now)
            given_up, failed = given_up + over, failed + (not over)
        else:
            outbox.waiting.remove(one)
            sent += 1
        keep(outbox)
    return Round(sent=sent, failed=failed, given_up=given_up)


def smtp(post: Post, made: EmailMessage) -> None:
    """Hand a mail to its server, over TLS unless the plan says "none"."""
    if post.security == "tls":
        server: smtplib.SMTP = smtplib.SMTP_SSL(
            post.host, post.port, timeout=_SECONDS, context=ssl.create_default_context()
        )
    else:
        server = smtplib.SMTP(post.host, post.port, timeout=_SECONDS)
    with server:
        if post.security == "starttls":
            server.starttls(context=ssl.create_default_context())
        if post.user:
            server.login(post.user, post.password)
        server.send_message(made)


def _wanted(store: Store, recipient: Recipient, cards: Mapping[str, Card]) -> list[Card]:
    if recipient.query is None:
        found = list(cards.values())
    else:
        hits = store.search(recipient.query, limit=_MOST_FOUND)
        found = [cards[hit.story_id] for hit in hits if hit.story_id in cards]
    return [card for card in found if card.counts.origins >= recipient.origins]


def _fill(outbox: Outbox, recipient: Recipient, wanted: list[Card], *, base: str, now: datetime) -> None:
    """Put one message for a recipient into the outbox, if something is new and its time has come."""
    told = outbox.told.get(recipient.name)
    if told is None:
        outbox.told[recipient.name] = {card.story_id: card.revision for card in wanted}
        return
    last = outbox.sent_at.get(recipient.name)
    if last is not None and now - last < recipient.every:
        return
    fresh = [card for card in wanted if told.get(card.story_id, 0) < card.revision]
    if not fresh:
        return
    message = message_of(recipient, fresh, base=base, now=now)
    told.update({card.story_id: card.revision for card in fresh})
    outbox.sent_at[recipient.name] = now
    outbox.waiting.append(Waiting(message=message, attempts=0, due_at=now))


def _sent(one: Waiting, to: Recipient, server: Post | None, now: datetime, post: Poster, send: Mailer) -> str:
    """Try to deliver a message; why it did not arrive, "" if it did."""
    if to.kind == "mail":
        try:
            assert server is not None  # the plan was checked
            send(server, mail(one.message, sender=server.sender, address=to.address))
        except (OSError, smtplib.SMTPException) as error:
            return f"{type(error).__name__}: {error}"
        return ""
    body, headers = ntfy(one.message) if to.kind == "ntfy" else webhook(one.message, secret=to.secret, now=now)
    if to.kind == "ntfy" and to.secret:
        headers["Authorization"] = f"Bearer {to.secret}"
    try:
        status = post(to.address, body, headers, to.private)
    except FetchError as error:
        return error.what
    return "" if 200 <= status < 300 else f"it answered {status}"
