from __future__ import annotations

import pytest
from tests.analyze.conftest import Analyzer

from coranto.types import Analysis


def entities(analysis: Analysis, label: str) -> set[str]:
    return {m.entity for m in analysis.mentions if m.label == label}


def test_a_family_name_is_the_one_person_who_bears_it(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Brandt opens bridge", "President Karl Brandt came to Talva. Brandt opened the bridge.")
    assert entities(analysis, "person") == {"Karl Brandt"}
    assert {m.text for m in analysis.mentions if m.field == "title"} == {"Brandt"}


def test_a_family_name_of_two_persons_is_nobody(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talks", "Karl Brandt met his sister Jana Brandt. Later Brandt left the hall.")
    assert [m.entity for m in analysis.mentions if m.text == "Brandt"] == ["Brandt"]


def test_names_with_the_family_first(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talks", "President Han Seo-jun will leave on Sunday. Han is to meet the premier.")
    assert [m.entity for m in analysis.mentions if m.text == "Han"] == ["Han Seo-jun"]


def test_a_hyphen_does_not_cut_a_name(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talks", "Adviser Han Seo-jun told reporters that the talks were short.")
    assert entities(analysis, "person") == {"Han Seo-jun"}


def test_titles_articles_and_possessives_are_no_part_of_a_name(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talks", "Prime Minister Karl Brandt's car hit Mr. Jonas Holt's fence in the Netherlands.")
    assert {m.text for m in analysis.mentions} == {"Karl Brandt", "Jonas Holt", "Netherlands"}


def test_one_label_an_article(analyzed: Analyzer) -> None:
    text = "Lisa Lange runs the zoo. Lange said it would open. Lange sold two boats. For Lange it was a good year."
    _, analysis = analyzed("Zoo", text)
    assert {m.label for m in analysis.mentions if "Lange" in m.text} == {"person"}


def test_an_apposition_makes_a_person(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Quake", "Falken, the mayor of Talva, said funerals would begin on Friday.")
    assert "Falken" in entities(analysis, "person")


def test_who_studies_a_land_does_not_make_it_a_person(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talks", "Jana Holt, who studies Northeast Asia at an institute, said a meeting was useful.")
    assert entities(analysis, "person") == {"Jana Holt"}


def test_the_land_behind_a_town_is_no_person(analyzed: Analyzer) -> None:
    _, analysis = analyzed("War", "A spokesman for the army at its base in Potsdam, Germany, said soldiers had come.")
    assert "Germany" in entities(analysis, "place")


@pytest.mark.parametrize(
    ("text", "short", "full"),
    [
        ("The Harbour Safety Board (HSB) met in Talva. The HSB will meet again.", "HSB", "Harbour Safety Board"),
        ("The United Nations sent aid. The U.N. said more would come to France.", "U.N.", "United Nations"),
    ],
)
def test_an_acronym_is_what_the_article_spells_out(analyzed: Analyzer, text: str, short: str, full: str) -> None:
    _, analysis = analyzed("Aid", text)
    assert {m.entity for m in analysis.mentions if m.text == short} == {full}


def test_demonyms_are_no_places(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talks", "The French president met a Chinese minister in Berlin.")
    assert entities(analysis, "place") == {"Berlin"}
    assert entities(analysis, "other") == {"French", "Chinese"}


def test_days_and_months_are_no_names(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talks", "The council of Paris met on Monday, Jan. 5. Friday is a holiday in March.")
    assert {m.text for m in analysis.mentions} == {"Paris"}


def test_notices_name_nobody(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talks", "By Ines Roth\nThe council met in Paris.\nReporting by Jana Holt")
    assert entities(analysis, "person") == set()


def test_mentions_are_exact_and_apart(analyzed: Analyzer) -> None:
    text = (
        "TALVA (Coast Press) - Karl Brandt of Marland met Ines Roth. Brandt and Roth's aides spoke with NATO in Paris."
    )
    article, analysis = analyzed("Brandt, Roth meet in Paris", text)
    last: dict[int, int] = {}
    for m in analysis.mentions:
        field = article.title if m.field == "title" else article.text
        assert field[m.start : m.end] == m.text
        assert last.get(m.sentence, 0) <= m.start
        last[m.sentence] = m.end


def test_two_spellings_of_a_name_are_one_person(analyzed: Analyzer) -> None:
    text = "Han Seo-jun opened the hall. Later Han Seo Jun left it, and Han Seo-jun's car followed."
    _, analysis = analyzed("Talks", text)
    assert entities(analysis, "person") == {"Han Seo-jun"}


def test_capitals_of_a_headline_make_no_name(analyzed: Analyzer) -> None:
    text = "Jana Holt wrote on board of the ferry. Holt said it had turned round after two hours."
    _, analysis = analyzed("Passengers Weep As Jana Holt Live-Tweets Nightmare Ferry", text)
    assert {m.text for m in analysis.mentions if m.field == "title" and m.label == "person"} <= {"Jana Holt", "Holt"}


def test_kin_brought_in_late_do_not_take_over_the_family_name(analyzed: Analyzer) -> None:
    text = (
        "The singer sits in her kitchen. Holt says she was afraid. Her father, Robert Holt, taught music in Talva. "
        "“I ran,” Holt says."
    )
    _, analysis = analyzed("Why Jana Holt Is Angry With Everyone", text)
    assert [q.speaker for q in analysis.quotations] != ["Robert Holt"]


@pytest.mark.parametrize("word", ["For", "To", "With", "Like"])
def test_a_small_word_at_the_head_of_a_sentence_is_no_part_of_a_name(analyzed: Analyzer, word: str) -> None:
    _, analysis = analyzed("Breach", f"{word} Anna Taff-Reed, a lawyer in Talva, the breach was no surprise.")
    assert {m.text for m in analysis.mentions if m.label == "person"} == {"Anna Taff-Reed"}


def test_polite_words_are_no_part_of_a_name(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Breach", "Daniela Kress apologised. Ms Kress told a committee that it was late.")
    assert entities(analysis, "person") == {"Daniela Kress"}


def test_a_month_is_a_person_where_it_is_no_date(analyzed: Analyzer) -> None:
    _, analysis = analyzed(
        "Vote", "The house heard Teresa May on Monday. The vote of May 5 was lost, and Mrs May resigned in May."
    )
    assert [m.entity for m in analysis.mentions if m.text == "May"] == ["Teresa May"]


@pytest.mark.parametrize("name", ["Café de la Digue", "Talva Airways", "Harbour University"])
def test_bodies_are_no_persons(analyzed: Analyzer, name: str) -> None:
    _, analysis = analyzed("Fire", f"The {name} stayed shut on Monday. The {name} said it would open again.")
    assert entities(analysis, "person") == set()


@pytest.mark.parametrize(
    ("text", "name", "label"),
    [
        ("Brenda will open a port. Boats sank off Brenda on Monday.", "Brenda", "place"),
        ("The stoves were made in Holm, Vester, Ostmere and Talva.", "Ostmere", "place"),
        ("Brenda voted on Sunday. Brenda's parliament has 90 seats.", "Brenda", "place"),
        ("Water of the Brenda, which is low, is shared. Brenda rose on Monday.", "Brenda", "other"),
        ("Brenda sent its envoy to the talks. Brenda stayed away for a week.", "Brenda", "organisation"),
        ("Shares in Bernard fell on Monday. Ovens by Bernard caught fire.", "Bernard", "organisation"),
    ],
)
def test_what_stands_in_a_place_or_has_its_own_is_no_person(
    analyzed: Analyzer, text: str, name: str, label: str
) -> None:
    _, analysis = analyzed("News", text)
    assert {m.label for m in analysis.mentions if m.text == name} == {label}


@pytest.mark.parametrize(
    "text",
    [
        "Jana Brenda sent its envoy to the talks. Confidence in Brenda is high.",
        "Many said that their trust in Brenda had grown. Ms. Brenda was pleased.",
        "Brenda, the mayor of Talva, gave an account of the fire. The fire in Brenda's office was put out.",
    ],
)
def test_a_person_stays_one_whatever_stands_around_the_name(analyzed: Analyzer, text: str) -> None:
    _, analysis = analyzed("News", text)
    assert {m.label for m in analysis.mentions if m.text.endswith("Brenda")} == {"person"}


def test_the_place_of_the_dateline_is_a_place(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talks open", "BRENDA, May 4 (Reuters) - Brenda hopes for a deal. Ministers met there.")
    assert {m.label for m in analysis.mentions if m.text == "Brenda"} <= {"place"}


def test_a_body_may_have_the_name_of_two_things(analyzed: Analyzer) -> None:
    text = "The sailors' union, Rope and Sail, has called a strike. On Friday Rope and Sail called off its strike."
    _, analysis = analyzed("Strike", text)
    assert [(m.text, m.label) for m in analysis.mentions][-1] == ("Rope and Sail", "organisation")


def test_a_family_name_before_a_name_that_the_parser_cut(analyzed: Analyzer) -> None:
    text = '"The launch is a proud day," Ri Chun Hae, a newsreader, declared in Talva. Ri said it twice.'
    _, analysis = analyzed("Launch", text)
    assert entities(analysis, "person") == {"Ri Chun Hae"}
