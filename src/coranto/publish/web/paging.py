"""What the pages of the served site share: their routes, a sentence for what is not there, and small numbers.

Why: a page stands at the address of its folder and of the file in it, and an odd address is answered in words.
"""

from __future__ import annotations

from collections.abc import Callable

from fastapi import APIRouter, Request
from fastapi.responses import Response

from coranto.publish.site.pages import message_page
from coranto.publish.web.answers import answer

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


def said_in_words(request: Request, heading: str, text: str) -> Response:
    """The page that says what is not there, as 404."""
    return answer(request, message_page(heading, text, root="/", served=True), status=404)
