"""Events of one kind that are not one event, and one event that goes on: each together and one at a time."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from tests.cluster.press import article

from coranto.cluster.assign import Clusterer
from coranto.types import Article

RATES_OF_OST = (
    article(
        "Bank of Ostry holds key rate at 3.25 percent",
        "The Bank of Ostry left its key rate at 3.25 percent on Tuesday. Governor Helma Tarn said prices in Ostry rose "
        "more slowly than the board had feared, and that wages would decide the next step in May.",
    ),
    article(
        "Ostry keeps rate unchanged as Tarn waits for wages",
        "Governor Helma Tarn of the Bank of Ostry will wait for the wage round before she moves. The key rate stays at "
        "3.25 percent, the bank said on Tuesday; two of nine members of its board wanted less.",
        hours=5,
    ),
)
RATES_OF_VELL = (
    article(
        "Central bank of Vellmark cuts key rate to 4.5 percent",
        "The central bank of Vellmark cut its key rate by a quarter of a point to 4.5 percent on Thursday. Its "
        "president, Joren Aske, said exports of timber had fallen for a third month.",
        hours=50,
    ),
    article(
        "Aske cuts Vellmark rate as timber exports fall",
        "Timber exports and weak orders moved Joren Aske and the central bank of Vellmark to cut the key rate to 4.5 "
        "percent. It was the first cut in Vellmark for two years.",
        hours=54,
    ),
)
FIRST_LEG = (
    article(
        "Merrin beat Harbour Lowmere 3-1 in first leg of cup semi-final",
        "MERRIN - Two goals by Nadi Orsk in the first half gave Merrin a 3-1 win over Harbour Lowmere in the first leg "
        "of the semi-final on Wednesday. Keeper Tom Brask was sent off after an hour for a foul on Orsk.",
    ),
    article(
        "Orsk strikes twice as Merrin take first leg",
        "Nadi Orsk scored twice before the break and keeper Tom Brask saw red as Merrin won the first leg of the "
        "semi-final 3-1. Harbour Lowmere will miss Brask on Wednesday next week.",
        hours=3,
    ),
)
RETURN_LEG = (
    article(
        "Harbour Lowmere through to final on penalties after 2-0 win over Merrin",
        "LOWMERE - Harbour Lowmere won the return leg 2-0 and then the shoot-out 5-4 on Wednesday. Reserve keeper Ilan "
        "Dore saved the last penalty of Merrin captain Sven Halk in front of 30,000 people at Quay Park.",
        hours=168,
    ),
    article(
        "Reserve keeper Dore puts Lowmere in the final",
        "Ilan Dore, 19, had never played for Harbour Lowmere before. At Quay Park he saved the penalty of Sven Halk, "
        "and the shoot-out ended 5-4.",
        hours=171,
    ),
)
TWELFTH = (
    article(
        "Union adopts 12th sanctions package against Drelland",
        "The twelve states of the Union adopted their 12th package of sanctions against Drelland on Monday. It bans "
        "the import of cut diamonds and pig iron, minister Olga Renn said.",
    ),
    article(
        "Diamonds and pig iron in 12th package of sanctions",
        "Cut diamonds and pig iron from Drelland may not be sold in the Union under the 12th package, adopted on "
        "Monday, said Olga Renn.",
        hours=6,
    ),
)
THIRTEENTH = (
    article(
        "Union agrees on 13th package of sanctions against Drelland",
        "The 13th package of sanctions against Drelland lists 190 makers of drones and the ships of the Polar Lines, "
        "commissioner Bert Aumann said on Friday in Grenholt.",
        hours=24 * 60,
    ),
    article(
        "Drone makers and Polar Lines ships listed in 13th package",
        "Ships of the Polar Lines and 190 drone makers were put on the list of the Union on Friday. Bert Aumann called "
        "the 13th package the hardest yet.",
        hours=24 * 60 + 5,
    ),
)
BUDGET = (
    article(
        "Tarrow county to take toll on Gull bridge",
        "Whoever drives over the Gull bridge will pay two crowns from July, Governor Anna Pell said when she presented "
        "the budget of Tarrow county on Monday. The money is for 14 new schools on the northern shore.\n\nFerry owners "
        "called the toll a gift. Lorry drivers announced a blockade of the bridge, and the chamber of trade said that "
        "bread, milk and fuel would become dearer on the island. The county has borrowed 90 million crowns for roads.",
    ),
    article(
        "Lorries block Gull bridge over planned toll",
        "Two hundred lorries stood on the Gull bridge for three hours on Tuesday in protest at the toll of two crowns "
        "in the county's budget. Ferry owners gave out free tickets to commuters.\n\nThe chamber of trade asked the "
        "county to wait until the northern shore has its schools, and to borrow for them as it did for roads. The "
        "council of Tarrow votes on the toll and the budget next week.",
        hours=24,
    ),
)
DOG = (
    article(
        "Sheepdog of Governor Pell bites postman",
        "A sheepdog called Barko bit the postman Karl Immer in the garden of the governor's house on Wednesday. He got "
        "four stitches in the left calf at Saint Orla hospital.\n\nImmer, who has brought letters to Mill Lane for 22 "
        "years, says he bears no grudge. The vet of the town has to decide in ten days whether the animal, which had "
        "chased a meter reader in the spring, must wear a muzzle or be put down. Anna Pell brought a cake to the ward.",
        hours=50,
    ),
    article(
        "Bitten postman asks mercy for sheepdog Barko",
        'The postman Karl Immer asked the vet to spare the sheepdog Barko, which bit him in a garden in Mill Lane. "He '
        'knows me, it was the hat," Immer said at Saint Orla hospital, where his calf was sewn with four '
        "stitches.\n\nMore than 600 neighbours signed a letter for the animal. A meter reader who was chased by it in "
        "the spring signed too.",
        hours=60,
    ),
)
GOODS = "herring rye timber flax amber tallow hemp copper salt wool".split()
OTHER_NEWS = tuple(
    article(
        f"{GOODS[n % 10].title()} trade report {n}",
        f"The market for {GOODS[n % 10]} was quiet on day {n}.",
        hours=9.0 * n,
    )
    for n in range(280)
)
"""What else a press writes in two months, without which time says little."""


def grouped(articles: Sequence[Article], *, together: bool) -> list[frozenset[str]]:
    clusterer = Clusterer()
    ordered = sorted([*articles, *OTHER_NEWS], key=lambda a: (a.published_at, a.id))
    if together:
        clusterer.place_batch([(a, None) for a in ordered])
    else:
        for a in ordered:
            clusterer.place(a)
    asked = {a.id for a in articles}
    found = (frozenset(story.article_ids) for story in clusterer.stories())
    return sorted((story for story in found if story & asked), key=sorted)


def ids(*groups: Sequence[Article]) -> list[frozenset[str]]:
    return sorted((frozenset(a.id for a in group) for group in groups), key=sorted)


LOOK_ALIKES = {
    "rate decisions": (RATES_OF_OST, RATES_OF_VELL),
    "return leg": (FIRST_LEG, RETURN_LEG),
    "packages": (TWELFTH, THIRTEENTH),
    "one person": (BUDGET, DOG),
}


@pytest.mark.parametrize("pair", LOOK_ALIKES.values(), ids=LOOK_ALIKES.keys())
def test_two_events_of_one_kind_that_arrive_together_stay_two(
    pair: tuple[Sequence[Article], Sequence[Article]],
) -> None:
    assert grouped([*pair[0], *pair[1]], together=True) == ids(*pair)


@pytest.mark.parametrize("pair", [(RATES_OF_OST, RATES_OF_VELL), (BUDGET, DOG)], ids=["rate decisions", "one person"])
def test_two_events_that_name_others_stay_two_one_at_a_time(pair: tuple[Sequence[Article], Sequence[Article]]) -> None:
    assert grouped([*pair[0], *pair[1]], together=False) == ids(*pair)


def test_headlines_alone_of_two_rate_decisions_stay_two() -> None:
    bare = [
        [article("Bank of Ostry holds key rate at 3.25 pct"), article("Ostry key rate left at 3.25 pct", hours=1)],
        [article("Bank of Vellmark cuts key rate to 4.5 pct", hours=50), article("Vellmark rate cut to 4.5", hours=51)],
    ]
    assert grouped([*bare[0], *bare[1]], together=True) == ids(*bare)


@pytest.mark.parametrize("together", [True, False], ids=["batch", "stream"])
def test_a_follow_up_weeks_later_joins_its_story_and_no_other(together: bool) -> None:
    muzzle = article(
        "Sheepdog Barko may live, vet decides",
        "The sheepdog Barko, which bit the postman Karl Immer in Mill Lane three weeks ago, will not be put down but "
        "must wear a muzzle, the vet decided on Saturday. Immer, whose four stitches have healed, was first to stroke "
        "it. The 600 neighbours who had signed for the animal held a feast.",
        hours=24 * 24,
    )
    assert grouped([*BUDGET, *DOG, muzzle], together=together) == ids(BUDGET, [*DOG, muzzle])


@pytest.mark.parametrize("together", [True, False], ids=["batch", "stream"])
def test_a_round_up_binds_nothing_together(together: bool) -> None:
    round_up = article(
        "The week in brief",
        "The Bank of Ostry left its key rate at 3.25 percent.\n\nNadi Orsk scored twice as Merrin beat Harbour "
        "Lowmere 3-1.\n\nThe 12th package of sanctions bans diamonds and pig iron from Drelland.\n\nAnna Pell wants "
        "a toll on the Gull bridge.",
        hours=60,
    )
    found = grouped([*RATES_OF_OST, *FIRST_LEG, *TWELFTH, *BUDGET, round_up], together=together)
    left = [story - {round_up.id} for story in found]
    assert set(ids(RATES_OF_OST, FIRST_LEG, TWELFTH, BUDGET)) <= set(left)


@pytest.mark.parametrize("together", [True, False], ids=["batch", "stream"])
def test_the_same_sentence_about_another_year_is_another_story(together: bool) -> None:
    frost = [
        article(
            f"Late frost costs Senn valley {loss} million crowns",
            f"A late frost has cost the wine growers of the Senn valley {loss} million crowns, their union said on "
            "Thursday. President Edla Mook asked the county for help. Most of the buds on the southern slopes froze.",
            hours=24 * 365 * years,
        )
        for years, loss in ((0, 14), (4, 23))
    ]
    assert grouped(frost, together=together) == ids(*([one] for one in frost))
    near = article(frost[1].title, frost[1].text, hours=30)
    assert grouped([frost[0], near], together=True) == ids([frost[0], near])


NEXT_PACKAGE_BUT_ONE = (
    article(
        "Union adopts 14th package of sanctions against Drelland",
        "The states of the Union adopted their 14th package of sanctions against Drelland on Monday. It names nine "
        "banks of Drelland and the port of Hask.",
    ),
    article(
        "Union begins work on 16th package against Drelland",
        "The Union has begun work on a 16th package of sanctions against Drelland, its commission said on Monday. "
        "Banks of Drelland that get round earlier packages are in its sights.",
        hours=24 * 200,
    ),
)
"""The 12th and the 13th package of the tests above are told by what is in them; these two by little but a count."""


@pytest.mark.parametrize("together", [True, False], ids=["batch", "stream"])
def test_titles_that_count_one_thing_differently_are_two_stories(together: bool) -> None:
    def found(items: Sequence[Article]) -> int:
        return len(grouped(items, together=together))

    assert found(NEXT_PACKAGE_BUT_ONE) == 2
    old, new = NEXT_PACKAGE_BUT_ONE
    assert found([old, article(new.title.replace("16th", "14th"), new.text.replace("16th", "14th"), hours=4)]) == 1
    assert found([old, article(new.title, new.text, hours=4)]) == 1, "within days a story may count on"
