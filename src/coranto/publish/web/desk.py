"""The pages of the desk: the log with undo, a story with its articles to split, move, merge and lock, and the feeds.

Everything is a form that works without a script; each carries a sign that only this process can make.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any
from urllib.parse import parse_qs, quote

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response
from pydantic import ValidationError
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool

from coranto.errors import CorantoError
from coranto.hand import Hand
from coranto.publish.site.templating import render
from coranto.publish.web.answers import answer, problem, words_of
from coranto.publish.web.paging import said_in_words, small_number
from coranto.publish.web.shelf import Shelf
from coranto.publish.web.writing import Deed, Hands, do, forbidden, form_sign, holder_of, is_own_form
from coranto.types import Act

MOST_ACTS = 50
MOST_STORIES = 100

Form = dict[str, list[str]]


def desk_router(shelf: Shelf, hands: Hands) -> APIRouter:
    """All pages and forms of the desk, under ``/admin/``."""
    router = APIRouter(include_in_schema=False)

    @router.get("/admin/")
    def front(request: Request) -> Response:
        if refused := forbidden(request, "desk"):
            return refused
        log = shelf.store.acts()
        undone = {act.undoes for act in log}
        rows = [(act, _can_be_undone(act, undone)) for act in reversed(log[-MOST_ACTS:])]
        stories = list(shelf.cards().values())[:MOST_STORIES]
        return _page(request, hands, "admin.html", rows=rows, stories=stories, locked=Hand(log).locked)

    @router.get("/admin/stories/{story_id}/")
    def story(story_id: str, request: Request) -> Response:
        if refused := forbidden(request, "desk"):
            return refused
        edition, living = shelf.edition(story_id), shelf.store.story(story_id)
        if edition is None or living is None:
            return said_in_words(request, "No such story", "It may have been merged: look on the desk.")
        articles = shelf.store.articles(living.article_ids)
        locked = story_id in Hand(shelf.store.acts()).locked
        return _page(request, hands, "admin_story.html", edition=edition, articles=articles, locked=locked)

    @router.get("/admin/feeds/")
    def feeds(request: Request) -> Response:
        if refused := forbidden(request, "feeds"):
            return refused
        rows = sorted(shelf.store.feeds(), key=lambda feed: (not feed.trouble, feed.since or feed.added_at, feed.url))
        return _page(request, hands, "admin_feeds.html", rows=rows, can_add=hands.add_feed is not None)

    @router.post("/admin/acts")
    async def act(request: Request) -> Response:
        def done(form: Form, by: str) -> str:
            deed = _deed(form)
            made = do(shelf.store, deed, by=by)
            return "Nothing was to be done." if made is None else f"Act {made.number} is done."

        return await _sent(request, hands, "desk", "/admin/", done, refresh=True)

    @router.post("/admin/feeds")
    async def feed(request: Request) -> Response:
        def done(form: Form, _by: str) -> str:
            url = _first(form, "url")
            if _first(form, "do") == "remove":
                return "The feed is removed." if shelf.store.remove_feed(url) else "There is no such feed."
            if hands.add_feed is None:
                return "This site adds no feeds."
            found, new = hands.add_feed(url)
            return f"{found.url} is added." if new else f"{found.url} is there already."

        return await _sent(request, hands, "feeds", "/admin/feeds/", done, refresh=False)

    return router


async def _sent(
    request: Request,
    hands: Hands,
    scope: str,
    back: str,
    done: Callable[[Form, str], str],
    *,
    refresh: bool,
) -> Response:
    """Take a form in, do what it asks, and lead back to the page with a sentence on what became of it."""
    refused, holder = forbidden(request, scope), holder_of(request)
    if refused is not None or holder is None:
        return refused or problem(401, "give a token")
    form = await _form(request)
    if form is None or not is_own_form(hands, holder, _first(form, "sign")):
        return problem(403, "this form is not from this server, or from before its last start: load the page again")
    try:
        said = await run_in_threadpool(done, form, holder.name)
    except CorantoError as error:
        said = str(error)
    except ValidationError:
        said = "This cannot be asked: look at what was filled in."
    task = BackgroundTask(hands.refresh) if refresh else None
    return RedirectResponse(f"{back}?said={quote(said[:300], errors='replace')}", status_code=303, background=task)


async def _form(request: Request) -> Form | None:
    if request.headers.get("content-type", "").split(";")[0].strip() != "application/x-www-form-urlencoded":
        return None
    read: Callable[[], Awaitable[bytes]] = request.body
    try:
        return parse_qs((await read()).decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=400)
    except ValueError:
        return None


def _deed(form: Form) -> Deed:
    number = _first(form, "act")
    return Deed.model_validate(
        {
            "kind": _first(form, "kind"),
            "stories": [each for each in form.get("story", []) if each.strip()],
            "articles": form.get("article", []),
            # What is no number is refused where it is checked, and never taken for "the last act".
            "act": small_number(number) if number else None,
            "reason": _first(form, "reason"),
        }
    )


def _first(form: Form, name: str) -> str:
    return (form.get(name) or [""])[0]


def _can_be_undone(act: Act, undone: set[int | None]) -> bool:
    return act.kind not in {"undo", "link", "close"} and act.number not in undone


def _page(request: Request, hands: Hands, template: str, **values: Any) -> Response:
    holder = holder_of(request)
    assert holder is not None  # ``forbidden`` was asked before
    said = request.query_params.get("said", "")[:300]
    shown = {"holder": holder, "said": said, "sign": form_sign(hands, holder), **values}
    page = render(template, root="/", served=True, words=words_of(request), **shown)
    response = answer(request, page)
    response.headers["Cache-Control"] = "no-store"
    return response
