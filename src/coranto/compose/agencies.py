"""Whose text an article may be besides its outlet's: an agency that contributed, and the house of the outlet.

Two outlets that print one agency, or one house on two addresses, are one voice, however different their words.
"""

from __future__ import annotations

import re

from coranto.types import Source

_NAMES = {
    "associatedpress": "ap",
    "ap": "ap",
    "apnews": "ap",
    "agencefrancepresse": "afp",
    "afp": "afp",
    "reuters": "reuters",
    "pressassociation": "pa",
    "dpa": "dpa",
    "upi": "upi",
    "xinhua": "xinhua",
    "tass": "tass",
    "interfax": "interfax",
    "kyodo": "kyodo",
    "yonhap": "yonhap",
}
_CONTRIBUTED = re.compile(
    r"\b(?P<who>(?:[A-Z][\w’'-]*,? (?:and )?){1,6})(?:staff |reporters? |journalists? |writers? |correspondents? )?"
    r"(?:also )?contributed to (?:this|the) (?:report|story|article)"
    r"|\b(?:[Ww]ith|[Aa]dditional) (?:(?:material|reporting|reports|files) )?(?:from|by)"
    r" (?P<from>(?:[A-Z][\w’'-]* ?){1,4})"
    r"|(?:[Cc]opyright|©|\([Cc]\))(?: \d{4})? (?P<owner>(?:[A-Z][\w’'-]* ?){1,4})"
)
_IN_ADDRESS = re.compile(r"/(?P<who>ap|aponline|reuters|afp|dpa|upi|xinhua)(?:/|-|$)", re.I)
_LETTERS = re.compile(r"[^a-z0-9]")
_HOST = re.compile(r"^(?:[\w-]+\.)+[a-z]{2,}$")
_SHORT = frozenset("co com org net gov ac edu".split())
"""Second levels under which names are registered: "news.co.nz"."""


def agencies_behind(source: Source) -> frozenset[str]:
    """The agencies that an article names as its own source, or that its dateline, address or publisher shows."""
    article, dateline = source.article, source.analysis.dateline
    found = {_agency(article.publisher)}
    if dateline is not None:
        found.add(_agency(dateline.agency))
    address = _IN_ADDRESS.search(re.sub(r"^\w+://[^/]*", "", article.url))
    if address is not None:
        found.add(_agency(address["who"].lower().removesuffix("online")))
    for match in _CONTRIBUTED.finditer(article.text):
        named = match["who"] or match["from"] or match["owner"]
        found |= {_agency(part) for part in re.split(r",| and ", named)}
    return frozenset(found - {""})


def house_of(publisher: str) -> str:
    """The registered domain of a publisher that is given as a host, else its name, letters only."""
    name = publisher.strip().lower()
    if not _HOST.match(name):
        return _LETTERS.sub("", name)
    parts = name.split(".")
    keep = 3 if len(parts) > 2 and parts[-2] in _SHORT else 2
    return ".".join(parts[-keep:])


def _agency(name: str) -> str:
    letters = _LETTERS.sub("", re.sub(r"^the ", "", name.strip().lower()))
    return _NAMES.get(letters, "")
