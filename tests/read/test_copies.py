from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from unittest.mock import patch

import pytest

from coranto.read import copies
from coranto.read.copies import CopyIndex
from coranto.types import Article

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
WIRE = """OSTREL, March 2 (Coast Agency) -- The outer wall of Lowport harbour gave way early on Monday after two days of storm, and fourteen boats were towed into the inner basin before noon.
Nobody was hurt, the harbour board said, although two crews had slept on board.
"We heard it go like a train," said Mira Dask, who mends nets on the quay and has lived there since she was a child.
The wall was built in 1911 and repaired twice, the last time eleven years ago at a cost of three million crowns.
Engineers will look at the rest of it on Wednesday when the wind is expected to drop, and the board hopes to open the northern entrance by the weekend.
Lowport lands about a fifth of the country's herring. Buyers in Ostrel said that prices had not moved so far."""  # noqa: E501
OWN = """Fishing crews in Lowport spent Monday hauling ropes through sleet after part of the old sea wall collapsed.
By midday most of the fleet lay behind the grain silo, where skippers argued about who would pay.
The town hall wants the government to declare an emergency, its clerk told this paper, so that money for a new wall can be found before autumn.
Insurers have asked for photographs. A diver who went down at first light came back with a piece of iron from the original foundation."""  # noqa: E501


def article(number: int, text: str, *, title: str = "", publisher: str = "", hours: float = 0) -> Article:
    return Article(
        id=f"a{number:016x}",
        url=f"https://outlet{number}.example/a",
        title=title or f"Headline number {number} of the day about something",
        text=text,
        publisher=publisher or f"Outlet {number}",
        published_at=NOON + timedelta(hours=hours),
        language="en",
        coverage="full" if text else "headline",
    )


def index_of(*articles: Article) -> CopyIndex:
    index = CopyIndex()
    for one in articles:
        index.add(one)
    return index


def paragraphs(*chosen: int) -> str:
    return "\n".join(WIRE.split("\n")[number] for number in chosen)


def test_a_reprint_is_a_copy_of_the_earliest() -> None:
    wire, first, second = article(9, WIRE), article(2, WIRE, hours=1), article(1, WIRE, hours=2)
    index = index_of(wire, first, second)
    assert index.find(wire) is None
    for reprint in (first, second):
        copy = index.find(reprint)
        assert copy is not None
        assert (copy.article_id, copy.original_id, copy.similarity) == (reprint.id, wire.id, 1.0)


@pytest.mark.parametrize(
    "text",
    [
        "By Jon Amre\n" + WIRE.partition("-- ")[2] + "\n(Reporting by Coast Agency; editing by Ann Reed)",
        "LOWPORT (CA) — " + WIRE.partition("-- ")[2] + "\n© 2026 Coast Agency. All rights reserved.",
        WIRE.replace("gave way early on Monday", "collapsed before dawn on Monday").replace("crowns", "kroner").replace("Nobody", "No one"),  # noqa: E501
        WIRE.replace('"', "\u201d").replace("country's", "country’s").upper().replace("OSTREL, MARCH 2 (COAST AGENCY) -- ", ""),  # noqa: E501
        paragraphs(0, 1, 3),
        paragraphs(3, 4, 0, 2),
        WIRE + "\n" + OWN.partition("\n")[0],
    ],
    ids=["byline", "dateline", "edited", "typography", "shortened", "reordered", "added"],
)  # fmt: skip
def test_an_edited_reprint_under_another_headline_is_a_copy(text: str) -> None:
    wire, reprint = article(1, WIRE), article(2, text, hours=1)
    copy = index_of(wire).find(reprint)
    assert copy is not None
    assert copy.original_id == wire.id
    assert 0.6 <= copy.similarity <= 1


@pytest.mark.parametrize(
    "text",
    [OWN, OWN + "\n" + paragraphs(2), OWN + "\n" + paragraphs(0, 2)],
    ids=["another account", "one quotation shared", "two paragraphs shared"],
)
def test_a_text_with_enough_of_its_own_is_no_copy(text: str) -> None:
    assert index_of(article(1, WIRE)).find(article(2, text, hours=1)) is None


def test_an_outlet_that_updates_its_story_repeats_it_until_forty_percent_is_new() -> None:
    first = article(1, WIRE, publisher="Coast Agency")
    retouched = article(2, WIRE + "\nThe board will meet again on Tuesday.", publisher="Coast Agency", hours=3)
    rewritten = article(3, paragraphs(0, 1) + "\n" + OWN, publisher="Coast Agency", hours=6)
    index = index_of(first)
    assert index.find(retouched) is not None
    assert index.find(rewritten) is None


def test_a_form_filled_anew_is_no_copy() -> None:
    form = (
        "A tremor of magnitude {} was felt on the northern coast of the island at {} local time on {}, the weather "
        "service said. It lay {} kilometres deep and {} kilometres from the nearest town. There were no reports of "
        "damage, and no warning of a wave was given. The island lies on a fault and is often shaken."
    )
    first = article(1, form.format(4.1, "06:12", "Monday", 12, 31), publisher="Ostrel Post")
    second = article(2, form.format(4.6, "19:40", "Thursday", 9, 44), publisher="Ostrel Post", hours=80)
    index = index_of(first)
    assert index.find(second) is None
    assert index.find(article(3, first.text.replace("was felt", "shook"), hours=1)) is not None


def test_a_form_of_few_figures_filled_with_other_places_is_no_copy() -> None:
    form = (
        "A shallow tremor of magnitude {0} was felt on {1} morning some miles from {2} in {3}, the survey said. "
        "It was the first tremor of magnitude 3.0 or more near {2} in 10 days, by the Records Office. About 59 of "
        "magnitude 4.0 to 5.0 are counted in the region in a year. Nobody in {3} asked the fire service for help."
    )
    first = article(1, form.format(4.1, "Monday", "Harl Bridge", "Ostrel"), publisher="Ostrel Post")
    second = article(2, form.format(4.7, "Friday", "Corvane", "Sund"), publisher="Ostrel Post", hours=90)
    index = index_of(first)
    assert index.find(second) is None
    again = form.format(4.1, "Monday", "Harl Bridge", "Ostrel").replace("some miles", "13 miles")
    assert index.find(article(3, f"{again} Buyers in Lowport were told in the afternoon.", hours=1)) is not None


def test_five_flashes_of_one_agency_are_no_copies() -> None:
    titles = [
        "Lowport wall falls",
        "Two crews safe in Lowport",
        "Lowport board to meet Tuesday",
        "Minister heads to Lowport",
    ]
    index = CopyIndex()
    for number, title in enumerate(titles):
        flash = article(number, "More follows.", title=f"(URGENT) {title}: harbour board", publisher="CA", hours=number)
        assert index.find(flash) is None
        index.add(flash)


def test_an_equal_headline_without_a_body_is_a_copy_within_two_days() -> None:
    title = "Outer wall of Lowport harbour gives way"
    first = article(1, "", title=title)
    index = index_of(first)
    copy = index.find(article(2, "", title=f"(LEAD) {title.upper()} | Ostrel Post", hours=5))
    assert copy is not None
    assert copy.original_id == first.id
    assert index.find(article(3, "", title=title, hours=72)) is None
    assert index.find(article(4, "", title="Morning news in brief", hours=1)) is None
    assert (
        index_of(article(5, "", title="Morning news in brief")).find(article(6, "", title="Morning news in brief"))
        is None
    )


def test_a_full_text_under_the_headline_of_a_flash_is_no_copy() -> None:
    title = "Outer wall of Lowport harbour gives way"
    flash, full = article(1, "", title=title), article(2, WIRE, title=title, hours=1)
    assert index_of(flash).find(full) is None


def test_order_of_arrival_does_not_matter() -> None:
    articles = [article(number, WIRE, hours=number % 7) for number in range(20)] + [article(99, OWN, hours=1)]
    expected = {one.id: "a" + "0" * 16 for one in articles[1:20]}
    for seed in range(5):
        shuffled = random.Random(seed).sample(articles, len(articles))
        index = index_of(*shuffled)
        assert {one.id: index.original_of(one.id) for one in articles if index.original_of(one.id)} == expected


def test_a_late_original_names_the_copies_that_came_first() -> None:
    early, late = article(2, WIRE, hours=1), article(1, WIRE)
    index = index_of(early)
    assert [copy.article_id for copy in index.repeats(late)] == [early.id]
    index.add(late)
    copy = index.find(early)
    assert copy is not None
    assert copy.original_id == late.id


def test_a_copy_of_a_copy_names_the_original() -> None:
    wire = article(1, WIRE)
    cut = article(2, paragraphs(0, 1, 2, 3) + "\n" + OWN.partition("\n")[0], hours=1)
    again = article(3, cut.text, hours=2)
    index = index_of(wire, cut)
    copy = index.find(again)
    assert copy is not None
    assert copy.original_id == wire.id


def test_the_nearest_of_two_versions_is_the_original() -> None:
    first = article(1, paragraphs(0, 1, 2, 3))
    second = article(2, paragraphs(0, 4, 5) + "\n" + OWN, hours=1)
    reprint = article(3, second.text, hours=2)
    index = index_of(first, second)
    assert index.find(second) is None
    copy = index.find(reprint)
    assert copy is not None
    assert copy.original_id == second.id


@pytest.mark.parametrize("seed", [None, 1, 2])
def test_a_flood_from_one_desk_is_one_origin_at_bounded_cost(seed: int | None) -> None:
    words = WIRE.split(" ")
    flood = [
        article(
            number, " ".join([*words[: 20 + number % 60], "so", *words[20 + number % 60 :], "end" * (number // 60)])
        )
        for number in range(900)
    ]
    arriving = flood if seed is None else random.Random(seed).sample(flood, len(flood))
    index = CopyIndex()
    compared = []
    with patch.object(copies, "_share", side_effect=copies._share) as share:
        for one in arriving:
            before = share.call_count
            index.add(one)
            compared.append(share.call_count - before)
    assert max(compared) <= 2 * 12
    assert {index.original_of(one.id) for one in flood[1:]} == {flood[0].id}
    assert index.original_of(flood[0].id) is None
    again = index.find(article(10_000, WIRE, hours=100))
    assert again is not None
    assert again.original_id == flood[0].id


def test_texts_out_of_memory_are_read_again() -> None:
    kept: dict[str, Article] = {}
    asked: list[str] = []

    def recall(ids: Sequence[str]) -> list[Article]:
        asked.extend(ids)
        return [kept[each] for each in ids]

    others = [article(number, f"{OWN} " + " ".join(f"w{number}x{n}" for n in range(90))) for number in range(5, 30)]
    wire, reprint = article(1, WIRE), article(2, WIRE.replace("fourteen boats", "a dozen boats"), hours=1)
    with patch.object(copies, "_TEXTS_HELD", 4):
        index = CopyIndex(recall=recall)
        for one in (wire, *others):
            kept[one.id] = one
            index.add(one)
        asked.clear()
        copy = index.find(reprint)
    assert copy is not None
    assert copy.original_id == wire.id
    assert asked == [wire.id]


def test_an_empty_text_and_title_match_nothing() -> None:
    assert index_of(article(1, "", title="?")).find(article(2, "", title="?")) is None
