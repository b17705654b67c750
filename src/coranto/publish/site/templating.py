"""The template engine: everything is escaped, an unknown name is an error, and every page has the same frame."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape

from coranto.publish.cards import publisher_key
from coranto.publish.site import view


def render(template: str, *, root: str, served: bool = False, **values: Any) -> str:
    """The page of a template. ``root`` is the relative way to the site's top ("../../"), or "/" where it is served.

    ``served``: search and the pages of names are there as well.
    """
    return _environment().get_template(template).render(root=root, served=served, **values)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("coranto.publish.site"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(
        day=view.day,
        minute=view.minute,
        dated=view.dated,
        link=view.safe_link,
        event_date=view.event_date,
        plural=view.plural,
        language=view.language_name,
        publisher_key=publisher_key,
        asked=_asked,
    )
    return environment


def _asked(values: Mapping[str, str]) -> str:
    """What is asked, as the query of an address; a half of a character becomes a question mark."""
    return urlencode({name: value for name, value in values.items() if value}, errors="replace")
