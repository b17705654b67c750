"""Words that try to become code, an edition full of them, and a look at whether a page has let them.

Why a generator and not a list: what breaks a page is the place a text lands in (an element, an attribute, a script, an
address) together with the way it is written, so every try is made in every dress.
"""

from __future__ import annotations

import json
import re
from dataclasses import replace
from itertools import product

from lxml import html

from coranto.testing.samples import sample_article, sample_edition
from coranto.types import Edition

TRIES = (
    "<script>window.taken=1</script>",
    "<img src=x onerror=window.taken=1>",
    "<svg onload=window.taken=1>",
    "<svg><script>window.taken=1</script></svg>",
    "<iframe srcdoc='<script>parent.taken=1</script>'></iframe>",
    "<a href='javascript:window.taken=1'>read</a>",
    "<math><mtext></mtext><mglyph><style><img src=x onerror=window.taken=1></style></math>",
    "<video><source onerror=window.taken=1></video>",
    "<details open ontoggle=window.taken=1>",
    "<form action='javascript:window.taken=1'><button>go</button></form>",
    "<base href='https://elsewhere.example/'>",
    "<meta http-equiv=refresh content='0;url=javascript:window.taken=1'>",
    "<link rel=stylesheet href='https://elsewhere.example/x.css'>",
    "<style>@import 'https://elsewhere.example/x.css';</style>",
    "<object data='data:text/html,<script>window.taken=1</script>'></object>",
    "<template><script>window.taken=1</script></template>",
    "<button popovertarget=main onfocus=window.taken=1 autofocus>x</button>",
    "javascript:window.taken=1",
    "data:text/html;base64,PHNjcmlwdD53aW5kb3cudGFrZW49MTwvc2NyaXB0Pg==",
    "{{ [].append.__globals__ }}{% raw %}",
)
DRESSES = (
    "{}",
    '">{}',
    "'>{}",
    "<!-- -->{}",
    "]]>{}",
    "</title></textarea></style></script>{}",
    "</span></p></svg>{}",
    "\x00{}\u202e",
    "\r\nSet-Cookie: taken=1\r\n\r\n{}",
    "ﬁ\ud800{}\ufffe",
)
PAYLOADS = tuple(dress.replace("{}", each) for each, dress in product(TRIES, DRESSES))

ARTICLES = (sample_article(1), sample_article(2))
CLEAN = sample_edition("s0123456789ab", *ARTICLES)
_ADDRESSES = {"href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href", "background", "content"}


def hostile(payload: str, edition: Edition = CLEAN) -> Edition:
    """The edition with ``payload`` in every text that a stranger can fill."""
    statement = replace(
        edition.headline,
        text=payload,
        evidence=tuple(replace(e, quote=payload) for e in edition.headline.evidence),
        edits=tuple(replace(e, before=payload, after=payload, why=payload) for e in edition.headline.edits),
    )
    return replace(
        edition,
        headline=statement,
        sections=tuple(replace(s, title=statement, statements=(statement,)) for s in edition.sections),
        timeline=tuple(replace(entry, statements=(statement,)) for entry in edition.timeline),
        sources=tuple(
            replace(s, publisher=payload, title=payload, url=payload, note=statement) for s in edition.sources
        ),
        quotes=tuple(replace(q, speaker=payload, role=payload, text=payload) for q in edition.quotes),
        context=tuple(replace(c, term=payload, statement=statement) for c in edition.context),
        disputes=tuple(
            replace(d, about=payload, sides=tuple(replace(s, value=payload, statement=statement) for s in d.sides))
            for d in edition.disputes
        ),
        changes=tuple(replace(c, added=(payload,), removed=(payload + ".",)) for c in edition.changes),
        withheld=tuple(replace(w, text=payload, reason=payload) for w in edition.withheld),
        coverage=replace(edition.coverage, languages=("en", payload)),
        provenance=replace(edition.provenance, engine=payload, writer=payload),
    )


def _is_our_script(element: html.HtmlElement) -> bool:
    return bool(element.get("src", "").endswith("static/coranto.js") and not element.text)


def _is_data(element: html.HtmlElement) -> bool:
    """JSON-LD, which no browser runs, and from which nothing that it says can break out."""
    text = element.text or ""
    if dict(element.attrib) != {"type": "application/ld+json"} or any(sign in text for sign in "<>&"):
        return False
    return json.loads(text)["@context"] == "https://schema.org"


def live(page: str) -> list[str]:
    """What in a page could act: scripts but our own, handlers, styles, addresses that run or load, foreign elements."""
    found = []
    for element in html.fromstring(page.encode("utf-8", "replace"), parser=html.HTMLParser(encoding="utf-8")).iter():
        tag = str(element.tag).lower() if isinstance(element.tag, str) else "comment"
        ours = tag == "script" and (_is_our_script(element) or _is_data(element))
        if tag in {"script", "iframe", "object", "embed", "base", "style", "template", "math"} and not ours:
            found.append(f"<{tag}>")
        if tag == "link" and "stylesheet" in element.get("rel", "") and "//" in element.get("href", ""):
            found.append("<link rel=stylesheet>")
        if tag == "meta" and element.get("http-equiv"):
            found.append("<meta http-equiv>")
        for name, value in element.attrib.items():
            plain = re.sub(r"[\x00-\x20]", "", value).lower()
            if name.lower().startswith("on") or name.lower() in {"style", "srcdoc", "autofocus"}:
                found.append(f"{tag} {name}")
            if name.lower() in _ADDRESSES and re.match(r"(?:javascript|data|vbscript|file|blob):", plain):
                found.append(f"{tag} {name}={plain[:30]}")
            if name.lower() in {"src", "action", "formaction"} and "//" in plain:
                found.append(f"{tag} {name}={plain[:30]}")
    return found
