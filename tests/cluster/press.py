"""Articles for the tests of this room: invented places, people and outlets."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from hashlib import sha256

from coranto.types import Article

START = datetime(2031, 3, 3, 8, 0, tzinfo=UTC)


def article(title: str, text: str = "", *, hours: float = 0.0, dated: bool = True, language: str = "en") -> Article:
    """An article published so many hours after the start."""
    key = sha256(f"{title}\0{text}\0{hours}".encode()).hexdigest()[:16]
    return Article(
        id="a" + key,
        url=f"https://press.example/{key}",
        title=title,
        text=text,
        publisher="Lowmere Post",
        published_at=START + timedelta(hours=hours),
        language=language,
        coverage="full" if text else "headline",
        date_certain=dated,
    )


QUAKE_HERE = (
    article(
        "Earthquake near Ardovar kills nine",
        "ARDOVAR, March 3 (LMP) - An earthquake of magnitude 6.2 shook the hills around Ardovar before dawn on Monday, "
        "killing nine people, the rescue service said.\n\nMayor Pela Stronk said the bell tower of Ardovar had fallen. "
        "Rescuers from Upper Lenn dug through the night for people under the roofs.",
    ),
    article(
        "Toll of Ardovar earthquake rises to 14",
        "Five more bodies were found in Ardovar on Tuesday, a day after the earthquake of magnitude 6.2, and the toll "
        "rose to 14.\n\nMayor Pela Stronk thanked the rescuers from Upper Lenn. The bell tower will not be rebuilt.",
        hours=30,
    ),
    article(
        "Ardovar buries its dead after earthquake",
        "Hundreds followed fourteen coffins through Ardovar on Friday. Pela Stronk, the mayor, read out the names of "
        "those whom the earthquake killed. Rescuers from Upper Lenn stood in the first row.",
        hours=100,
    ),
)
QUAKE_THERE = (
    article(
        "Two hurt as earthquake shakes Bay of Quillon",
        "PORT QUILLON, March 5 (LMP) - An earthquake of magnitude 5.1 shook the Bay of Quillon on Wednesday and two "
        "dockers were hurt by a falling crane, the harbour office said.\n\nHarbour master Odo Wickham closed three "
        "piers. Ships for Port Quillon waited in the bay.",
        hours=50,
    ),
    article(
        "Piers reopen after Bay of Quillon earthquake",
        "Harbour master Odo Wickham opened the piers of Port Quillon again on Thursday, a day after the earthquake in "
        "the Bay of Quillon. The two dockers have left hospital.",
        hours=75,
    ),
)
FLASHES = (
    article(
        "Orlen, Vasque to hold summit in Merrin on Monday: Palace of Ost",
        "OSTRY, Feb. 28 (LMP) - President Iva Orlen will hold summit talks with Prime Minister Dario Vasque in Merrin "
        "on Monday, the presidential office Palace of Ost said Friday.",
        hours=-70,
    ),
    article("(URGENT) Orlen, Vasque begin summit talks: Palace of Ost", hours=1),
    article("(URGENT) Orlen, Vasque agree to reopen border bridge, share river data: Palace of Ost", hours=4),
    article("(URGENT) Orlen, Vasque agree on yearly exchange of students: Palace of Ost", hours=4.1),
)
NEARBY = (
    article("(URGENT) Ostry shares close lower on shipping losses", hours=3),
    article(
        "Palace of Ost kitchens to open for school visits",
        "OSTRY, March 1 (LMP) - The kitchens of the Palace of Ost will be shown to school classes from May, the "
        "monuments office said Saturday. Forty pupils a day can taste the soup.",
        hours=-40,
    ),
)
