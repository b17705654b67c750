"""What the pages of the served site share: their routes, a sentence for what is not there, and small numbers.

Why: a page stands at the address of its folder and of the file in it, and an odd address is answered in words.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from coranto.publish.site.pages import message_page
from coranto.publish.web.answers import answer, words_of

Endpoint = Callable[..., Response]
"""What answers at an address."""


def add_pages(router: APIRouter, *pages: tuple[tuple[str, ...], Endpoint]) -> None:
    """Let each endpoint answer at its addresses."""
    for paths, show in pages:
        for path in paths:
            router.add_api_route(path, show, methods=["GET"])


def small_number(given: str) -> int:
    """A whole number of a few digits; 0 for anything else."""
    return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else 0


def said_in_words(request: Request, heading: str, text: str, *, status: int = 404, **values: str) -> Response:
    """The page that says what is not there, in the reader's language; ``values`` are those of the text's %(names)s."""
    words = words_of(request)
    page = message_page(words.say(heading), words.say(text, **values), root="/", served=True, words=words)
    return answer(request, page, status=status)
