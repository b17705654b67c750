"""Acting upon stories over the web: what an act is as a value, who may do it, and what is done.

Why apart from the pages: the API and the forms of the desk do the same, with the same answers to what cannot be done.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Literal

from fastapi import Request
from fastapi.responses import Response
from pydantic import BaseModel, ConfigDict, Field

from coranto import desk
from coranto.errors import ActError
from coranto.ports import Store
from coranto.publish.web.answers import problem
from coranto.publish.web.tokens import Holder, Tokens
from coranto.types import Act, Feed

LONGEST_BODY = 16_384
"""Bytes of a form or of a written act."""

Kind = Literal["merge", "split", "move", "lock", "unlock", "undo"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hands:
    """What the site needs in order to act. ``refresh`` composes what changed, ``add_feed`` takes up a feed's address.

    ``key`` signs the forms of this process.
    """

    tokens: Tokens
    refresh: Callable[[], object]
    add_feed: Callable[[str], tuple[Feed, bool]] | None = None
    key: bytes = field(default_factory=lambda: secrets.token_bytes(32))


class Deed(BaseModel):
    """An act to be done. ``stories``: of merge all, the first stays; of the others one. ``act``: the number to undo."""

    model_config = ConfigDict(extra="forbid", strict=True)

    kind: Kind
    stories: list[str] = Field(default=[], max_length=50)
    articles: list[str] = Field(default=[], max_length=200)
    act: int | None = Field(default=None, ge=1, le=2**31 - 1)
    reason: str = Field(default="", max_length=500)


def do(store: Store, deed: Deed, *, by: str) -> Act | None:
    """Do it and give the act as recorded, None where there was nothing to do. Raises ``CorantoError``."""
    at, reason = datetime.now(UTC), " ".join(deed.reason.split())
    if deed.kind == "undo":
        return desk.undo(store, deed.act, at=at, actor=by, reason=reason)
    if not all(words.strip() for words in (*deed.stories, *deed.articles)) or not deed.stories:
        raise ActError("no story is named", mend="give its id")
    story = deed.stories[0]
    if deed.kind == "merge":
        return desk.merge(store, deed.stories, at=at, actor=by, reason=reason)
    if deed.kind == "split":
        if not deed.articles:
            raise ActError("no article is named", mend="choose those that leave")
        return desk.split(store, story, deed.articles, at=at, actor=by, reason=reason)
    if deed.kind == "move":
        if len(deed.articles) != 1:
            raise ActError(f"{len(deed.articles)} articles are named", mend="move one at a time")
        return desk.move(store, deed.articles[0], story, at=at, actor=by, reason=reason)
    return desk.lock(store, story, locked=deed.kind == "lock", at=at, actor=by, reason=reason)


def holder_of(request: Request) -> Holder | None:
    """Whose token the request carries; the guard has looked."""
    found = request.scope.get("holder")
    return found if isinstance(found, Holder) else None


def forbidden(request: Request, scope: str) -> Response | None:
    """Why the request may not do what this scope is for: 401 without a token, 403 with one that lacks it."""
    holder = holder_of(request)
    if holder is None:
        response = problem(401, "give a token that may write: as a password, or in an Authorization: Bearer header")
        response.headers["WWW-Authenticate"] = 'Basic realm="Coranto desk", charset="UTF-8"'
        return response
    return None if scope in holder.scopes else problem(403, f"this token lacks the scope '{scope}'")


def form_sign(hands: Hands, holder: Holder) -> str:
    """What a form of this process, shown to this holder, carries: no other page can know it."""
    return hmac.new(hands.key, holder.name.encode(), "sha256").hexdigest()


def is_own_form(hands: Hands, holder: Holder, given: str) -> bool:
    """Whether a form that was sent is one of ours."""
    return hmac.compare_digest(form_sign(hands, holder), given.encode("ascii", "replace").decode())
