"""The template engine: everything is escaped, an unknown name is an error, and every page has the same frame."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache, partial
from typing import Any
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, select_autoescape
from markupsafe import Markup

from coranto.publish.cards import publisher_key
from coranto.publish.site import view
from coranto.publish.site.words import ENGLISH, LANGUAGES, NAMES, Words, translations


def render(template: str, *, root: str, served: bool = False, words: Words = ENGLISH, **values: Any) -> str:
    """The page of a template. ``root`` is the relative way to the site's top ("../../"), or "/" where it is served.

    ``served``: search and the pages of names are there as well. ``words``: the language of the interface.
    """
    return environment(words).get_template(template).render(root=root, served=served, **values)


@lru_cache(maxsize=2 * len(LANGUAGES) + 2)
def environment(words: Words) -> Environment:
    """The templates in one language: ``_``, ``ngettext`` and every filter that shows words speak it."""
    made = Environment(
        loader=PackageLoader("coranto.publish.site"),
        autoescape=select_autoescape(default=True, default_for_string=True),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        extensions=["jinja2.ext.i18n"],
    )
    spoken = translations(words.language)
    made.install_gettext_callables(spoken.gettext, spoken.ngettext, newstyle=True)  # type: ignore[attr-defined]
    made.globals.update(words=words, english=_own(("en",), words), interfaces=NAMES)
    made.filters.update(
        day=partial(view.day, words=words),
        minute=partial(view.minute, words=words),
        dated=partial(view.dated, words=words),
        link=view.safe_link,
        event_date=partial(view.event_date, words=words),
        summary=lambda card: view.summary_line(card.counts, card.coverage, words),
        own=partial(_own, words=words),
        ours=partial(_ours, words=words),
        language=partial(view.language_name, words=words),
        publisher_key=publisher_key,
        asked=_asked,
    )
    return made


def _own(languages: tuple[str, ...], words: Words) -> Markup:
    """The attributes of what a page tells, where the interface speaks another language."""
    own = view.own_language(languages, words)
    return Markup(' lang="{}" dir="auto"').format(own) if own else Markup("")


def _ours(languages: tuple[str, ...], words: Words) -> Markup:
    """The attributes of the interface's words amid what a page tells in another language."""
    if not view.own_language(languages, words):
        return Markup("")
    return Markup(' lang="{}" dir="{}"').format(words.language, words.direction)


def _asked(values: Mapping[str, str]) -> str:
    """What is asked, as the query of an address; a half of a character becomes a question mark."""
    return urlencode({name: value for name, value in values.items() if value}, errors="replace")
