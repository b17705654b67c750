"""Titles cut along the parse: what goes, and what never does."""

from __future__ import annotations

import pytest
from tests.compose.press import parser

from coranto.compose.desk_grammar import without_articles
from coranto.compose.headline_form import has_headline_form, is_headline
from coranto.compose.shorten import shorten

CUT = [
    (
        "The council approved a ban on night flights on Tuesday, after its members had argued for months.",
        "Council approved ban on night flights",
    ),
    (
        "After the vote, members of both parties signed 12 agreements (pacts) on fishing and ferries.",
        "Members of both parties signed 12 agreements on fishing and ferries",
    ),
    (
        "The harbour board, which met in Ostmark, has closed the north pier.",
        "Harbour board has closed north pier",
    ),
    ("A truck rammed the gate of the depot, killing at least six guards.", "Truck rammed gate of depot"),
    (
        "The ferry pilot, 42, from Halle, was arrested on suspicion of theft.",
        "Ferry pilot was arrested on suspicion of theft",
    ),
    (
        "Halle Railways raised its offer to 4.9 percent late on Sunday, March 15, which the union of drivers rejected.",
        "Halle Railways raised its offer to 4.9 percent",
    ),
    ("Seven documents were signed in their presence.", "Seven documents were signed"),
    (
        "The rebels claimed responsibility for the raid, saying it was meant as a warning against the new mine.",
        "Rebels claimed responsibility for raid",
    ),
    (
        "The league vowed on Monday, March 9, to play all games, pushing back against calls to end the season.",
        "League vowed to play all games",
    ),
    (
        "A Halle court on Friday, March 6, convicted the two pilots of fraud, fining them without probation.",
        "Halle court convicted two pilots of fraud",
    ),
    (
        "Ostmark sent a tug to bring the ferry - bound for Lorn - to port, which few had thought possible.",
        "Ostmark sent tug to bring ferry to port",
    ),
    ("The update is now in testing, and the board will vote on it in May.", "Update is in testing"),
]
LEFT = [
    "No trains ran on the coast line on Tuesday.",
    "He said they would return to the table.",
    '"We are not going back," the miners shouted at the gate.',
    "The board said.",
    "No trams ran in the rain.",
    "The crash were described as heavy by 25 men.",
    "The council voted for a resolution that calls for a bridge across the narrow strait between two old towns there.",
    "Far more snow fell in the hills than the weather office of the coast had told the mayors of the valley to expect.",
]


@pytest.mark.parametrize(("text", "title"), CUT)
def test_asides_dates_and_side_clauses_go(text: str, title: str) -> None:
    short = shorten(text, parser())
    assert short is not None
    assert short.text == title
    assert all(words in text for words, _ in short.cuts)


@pytest.mark.parametrize("text", LEFT)
def test_no_title_rather_than_a_wrong_one(text: str) -> None:
    assert shorten(text, parser()) is None


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("The driver apparently fell asleep on the coast road on Tuesday.", "apparently"),
        ("The mayor will not reopen the north pier this summer.", "not"),
        ("Only two ferries left the port of Ostmark on Tuesday.", "two"),
        ("A boy was brought out alive from the mine at dawn.", "alive"),
    ],
)
def test_negations_hedges_and_limits_stay(text: str, word: str) -> None:
    short = shorten(text, parser())
    assert short is None or word in short.text.lower()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The rowers of Ostmark won 14 races in three seasons, the club said proudly.", "in three seasons"),
        ("The yard in 2017 launched 18 ferries, more than the mayor had hoped.", "2017"),
        ("Fares rose 0.9 percent in the past month, a hike that the council had planned.", "past month"),
        ("The port has opened the first pier that takes night ferries.", "that takes night ferries"),
        ("The wrecks are too far away to be seen from the pier.", "to be seen"),
        ("The singer, who came third, was not offered a dressing room of her own in the town hall.", "of her own"),
        ("The crews crossed the strait alone in three boats of wood on Sunday.", "alone"),
        (
            "The union criticised the harbour board of Halle for closing the pier on a working day of the week.",
            "closing",
        ),
        ("The coach described the win of his young team in Halle as the best he had seen in years.", "as the best"),
        ("The video was shown on Friday as it is claimed to show the mayor.", "claimed"),
    ],
)
def test_what_the_rest_is_measured_by_stays(text: str, words: str) -> None:
    short = shorten(text, parser())
    assert short is None or words in short.text


def test_names_are_called_as_headlines_call_them() -> None:
    short = shorten(
        "Ostmark Mayor Jonas Lindqvist opened the new ferry pier on Tuesday.",
        parser(),
        names={"Jonas Lindqvist": "Lindqvist"},
    )
    assert short is not None
    assert short.text == "Lindqvist opened new ferry pier"


def test_the_day_of_what_is_to_come_stays() -> None:
    text = "A day of mourning will be held on Saturday, March 14."
    short = shorten(text, parser(), keep_dates=True)
    assert short is not None
    assert "Saturday, March 14" in short.text


@pytest.mark.parametrize(
    "text", ["Ferry pier", "That is more than the port earns", "Ferry hits pier?", "Board closes pier after"]
)
def test_labels_questions_and_loose_ends_are_no_headlines(text: str) -> None:
    assert not is_headline(text, parser())


def test_quoted_words_are_let_through_only_on_demand() -> None:
    text = "Union chief slams ‘safe lane’ for cyclists"
    assert has_headline_form(text, quoted=True)
    assert not has_headline_form(text)
    assert not has_headline_form("Union chief slams ‘safe lane for cyclists", quoted=True)


def test_a_place_that_the_pages_headline_names_may_go() -> None:
    text = "Lindqvist and all other members of the town council have approved a ban on low night flights in Ostmark."
    assert shorten(text, parser()) is None
    short = shorten(text, parser(), known=frozenset({"ostmark"}))
    assert short is not None
    assert short.text.endswith("night flights")


@pytest.mark.parametrize("text", ["Lindqvist scored twice -0 in Halle", "70 are back on sale in Halle"])
def test_what_a_cut_leaves_of_a_count_is_no_title(text: str) -> None:
    assert not has_headline_form(text)


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("The board has closed the north pier to a few boats", "Board has closed north pier to a few boats"),
        ("The Halle Board called the plan 'a risk to the town'", "Halle Board called plan 'a risk to the town'"),
        ("The Hague hears the case twice a year", "The Hague hears case twice a year"),
        ("A 42-year-old man joins the injured and the Rovers", "42-year-old man joins the injured and the Rovers"),
    ],
)
def test_articles_go_where_a_headline_does_without(title: str, printed: str) -> None:
    assert without_articles(title)[0] == printed
