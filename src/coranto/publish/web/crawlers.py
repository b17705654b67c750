"""What crawlers ask for first: robots.txt and the sitemap, as a folder with an address has them."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import Response

from coranto.publish.sitemap import robots, sitemap
from coranto.publish.web.answers import answer
from coranto.publish.web.shelf import Shelf


def crawler_router(shelf: Shelf) -> APIRouter:
    """Both, with the address under which the site was asked."""
    router = APIRouter(include_in_schema=False)

    @router.get("/robots.txt")
    def robots_txt(request: Request) -> Response:
        return answer(request, robots(base=str(request.base_url)), "text/plain; charset=utf-8")

    @router.get("/sitemap.xml")
    def sitemap_xml(request: Request) -> Response:
        return answer(request, sitemap(shelf.cards().values(), base=str(request.base_url)), "application/xml")

    return router
