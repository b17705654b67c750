from __future__ import annotations

import pytest
from tests.compose.press import press

from coranto.compose.quotes import write_quotes


def shown(*texts: str) -> list[tuple[str, str | None, str]]:
    sources = [press(text, n=n, publisher=f"Paper {n}") for n, text in enumerate(texts, 1)]
    return [(quote.speaker, quote.role, quote.text) for quote in write_quotes(sources)]


def test_a_whole_sentence_with_its_speaker_and_role() -> None:
    text = (
        "The harbour stayed closed on Friday after the storm tore off two cranes.\n"
        '"We will open the northern quay before the weekend is over," said Jana Holt, the harbour master of Ostmark.'
    )
    assert shown(text) == [
        ("Jana Holt", "harbour master of Ostmark", "We will open the northern quay before the weekend is over")
    ]


@pytest.mark.parametrize(
    "quoted",
    [
        "a very slow and careful start for everybody here",
        "But nobody asked us whether we wanted a new quay",
        "Later I saw two boats drift out to sea alone",
        "That was the worst night that we have seen here",
        "Which is why we came back before the water did",
        "Our thoughts are with the families of the crew tonight",
        "Not now, not here",
        "We are very sad",
        "This is not over",
    ],
)
def test_words_that_say_nothing_by_themselves_are_not_shown(quoted: str) -> None:
    text = f'The harbour stayed closed on Friday.\n"{quoted}," harbour master Jana Holt said.'
    assert shown(text) == []


@pytest.mark.parametrize("quoted", ["The cranes have already drowned", "Nobody slept last night"])
def test_a_short_saying_of_others_than_the_speaker_is_shown(quoted: str) -> None:
    text = f'The harbour stayed closed on Friday.\n"{quoted}," harbour master Jana Holt said.'
    assert shown(text) == [("Jana Holt", "harbour master", quoted)]


def test_the_same_words_in_two_papers_are_one_quote_with_two_passages() -> None:
    first = 'The harbour stayed closed.\n"Two of the cranes lie in the water," harbour master Jana Holt said.'
    second = 'A storm hit Ostmark.\nJana Holt, the harbour master, said: "Two of the cranes lie in the water."'
    (quote,) = write_quotes([press(first, n=1, publisher="A"), press(second, n=2, publisher="B")])
    assert quote.citations == (1, 2)
    assert all("Two of the cranes lie in the water" in e.quote for e in quote.evidence)


def test_a_copy_is_not_quoted_again() -> None:
    text = 'The harbour stayed closed.\n"Two of the cranes lie in the water," harbour master Jana Holt said.'
    (quote,) = write_quotes([press(text, n=1, copy_of=2), press(text, n=2)])
    assert quote.citations == (2,)


def test_words_of_another_year_belong_to_another_event() -> None:
    text = (
        "The harbour stayed closed on Friday.\n"
        'After the storm of January 2019, "The old quay will be replaced in two years," harbour master Jana Holt said.'
    )
    assert shown(text) == []


def test_a_relation_is_no_role() -> None:
    text = 'The harbour stayed closed.\n"Nobody told us that the quay was gone," said Piet Maas, a resident.'
    assert [role for _, role, _ in shown(text)] == [None]


def test_at_most_two_of_one_speaker() -> None:
    lines = ["cranes lie in the water", "ferries wait outside the port", "trains stop at the river"]
    text = "The harbour stayed closed.\n" + "\n".join(
        f'"The {line} since the early morning," harbour master Jana Holt said.' for line in lines
    )
    assert len(shown(text)) == 2


def test_evidence_is_letter_for_letter_and_holds_the_speaker() -> None:
    text = 'The harbour stayed closed.\n"Two of the cranes lie in the water," harbour master Jana Holt said.'
    source = press(text)
    (quote,) = write_quotes([source])
    for evidence in quote.evidence:
        assert source.article.text[evidence.start : evidence.end] == evidence.quote
    assert any("Jana Holt" in evidence.quote for evidence in quote.evidence)


@pytest.mark.parametrize(
    "leaning",
    [
        "They knew the harbour and they knew it well",
        "I would ask a captain the same thing",
        "You would never have thought he would do harm",
        "We hear about it every night in town",
        "She came back to us too late for the ferry",
        "Our divers work through the night to find them",
    ],
)
def test_words_that_lean_give_way_to_words_that_stand(leaning: str) -> None:
    free = '"The cranes lie in the water since the early morning," said Piet Maas, a pilot.'
    quoted = f'"{leaning}," said Jana Holt, a pilot.'
    assert [text for _, _, text in shown(f"The harbour stayed closed.\n{quoted}\n{free}")] == [
        "The cranes lie in the water since the early morning"
    ]
    assert [text for _, _, text in shown(f"The harbour stayed closed.\n{quoted}")] == [leaning]


@pytest.mark.parametrize(
    "words", ["It is time to build a wall around the port", "It is a small gift but it comes before winter"]
)
def test_it_that_stands_for_what_follows_does_not_lean(words: str) -> None:
    free = '"The cranes lie in the water since the early morning," said Jana Holt, a pilot.'
    text = f'The harbour stayed closed.\n"{words}," said Piet Maas, a pilot.\n{free}'
    assert words in [text for _, _, text in shown(text)]


def test_one_speaker_says_a_thing_once() -> None:
    first = 'The harbour stayed closed.\n"The suicide of the port is a crime of the city," said Piet Maas, a pilot.'
    second = 'The harbour stayed closed.\n"The suicide of the port is a crime of city hall," said Piet Maas, a pilot.'
    assert len(shown(first, second)) == 1


def test_words_of_a_case_beside_the_story_are_not_shown() -> None:
    text = (
        "The harbour stayed closed on Friday.\n"
        "In a separate case, the port of Halle was fined by a court last week.\n"
        '"The court has found the port guilty of neglect," said Piet Maas, a pilot in Halle.\n'
        'In a separate case, pilot Jana Holt was fined. "The court was in a hurry to judge pilots," Jana Holt said.'
    )
    assert all(speaker != "Jana Holt" for speaker, _, _ in shown(text))


def test_saying_that_there_is_nothing_to_say_is_no_quote() -> None:
    text = 'The harbour stayed closed.\n"I don\'t want to talk about the cranes yet," harbour master Jana Holt said.'
    assert shown(text) == []


def test_an_article_that_goes_on_to_another_affair_is_not_quoted_on_that() -> None:
    story = (
        press("The harbour of Ostmark stayed closed on Friday.", title="Harbour closed", n=2, publisher="A"),
        press(
            "The harbour of Ostmark stayed closed.\n"
            "A singer opened the fair in Halle.\n"
            "Crowds danced on three stages.\n"
            '"My new songs came to me in winter on a train," said Ada Lind, the singer.',
            title="Morning notes: harbour closed",
            n=1,
            publisher="B",
        ),
    )
    assert write_quotes(story) == ()


def test_a_speaker_may_speak_of_an_earlier_year() -> None:
    text = (
        'The harbour stayed closed.\n"I made a mistake in 2019 when I sold the cranes," harbour master Jana Holt said.'
    )
    assert [words for _, _, words in shown(text)] == ["I made a mistake in 2019 when I sold the cranes"]


@pytest.mark.parametrize(
    "words",
    ["It is not what we wanted, and it is more than they wanted to give", "They knew the vault, and they knew the key"],
)
def test_those_of_whom_the_news_is_about_are_they(words: str) -> None:
    free = '"The cranes lie in the water since the early morning," said Jana Holt, a pilot.'
    text = f'Thieves emptied the vault of the harbour bank on Friday.\n"{words}," said Piet Maas, a clerk.\n{free}'
    assert words in [text for _, _, text in shown(text)]


def test_everybody_has_a_word_before_anybody_has_a_second() -> None:
    said = [
        ("Jana Holt", "cranes lie in the water"),
        ("Jana Holt", "masts broke like matches"),
        ("Piet Maas", "ferries wait outside the port"),
        ("Ada Lind", "trains stop at the river"),
        ("Karl Roth", "divers found two anchors"),
        ("Ola Brandt", "shops sold all their lamps"),
        ("Ines Tolan", "buses turn back at noon"),
        ("Marit Vane", "lorries queued for nine miles"),
        ("Hugo Berg", "gulls left the old town"),
    ]
    text = "The harbour stayed closed.\n" + "\n".join(
        f'"The {words} since the early morning," said {name}, a pilot.' for name, words in said
    )
    assert sorted(speaker for speaker, _, _ in shown(text)) == sorted({name for name, _ in said})


def test_those_who_decide_stand_first() -> None:
    text = (
        "The harbour stayed closed.\n"
        '"The cranes lie in the water since the early morning," said Piet Maas, a pilot.\n'
        '"The northern quay opens before the weekend is over," said Ada Lind, the mayor of Ostmark.'
    )
    assert [speaker for speaker, _, _ in shown(text)] == ["Ada Lind", "Piet Maas"]


QUAY = "The harbour of Ostmark stayed closed on Friday after the storm tore off two cranes.\n"


def shown_on(page: tuple[str, ...], text: str) -> list[str]:
    return [quote.text for quote in write_quotes([press(text)], page)]


def test_words_about_somebody_whom_the_page_does_not_name_give_way() -> None:
    text = (
        QUAY
        + '"In the end nobody on the council is better than Jonas Lindqvist," said Jana Holt, the harbour master.\n'
        '"Two of the cranes lie in the water," said Ole Brandt, a diver.'
    )
    assert shown_on(("The harbour of Ostmark is closed.",), text) == ["Two of the cranes lie in the water"]
    assert len(shown_on(("Jonas Lindqvist closed the harbour of Ostmark.",), text)) == 2


def test_an_answer_gives_way_to_words_that_answer_nothing() -> None:
    text = (
        QUAY + 'When asked about food, Jana Holt, the harbour master, said: "There is no way we can feed everybody."\n'
        '"Two of the cranes lie in the water," said Ole Brandt, a diver.'
    )
    assert shown_on((), text) == ["Two of the cranes lie in the water"]


def test_one_person_has_one_quotation_of_a_paragraph() -> None:
    text = (
        QUAY + '"Two of the cranes lie in the water," said Ole Brandt, a diver. '
        '"Nobody has seen such waves since the war," Brandt said.\n'
        '"We will lift the cranes in April," Brandt said.'
    )
    more = '\n"The ferries cannot leave before the cranes do," said Jonas Lindqvist, the mayor.'
    found = ["Two of the cranes lie in the water", "We will lift the cranes in April"]
    assert sorted(shown_on((), text + more)) == ["The ferries cannot leave before the cranes do", *found]
    alone = text.rpartition("\n")[0]
    assert len(shown_on((), alone)) == 2, "a page with hardly any has both"


def test_a_bare_surname_gives_way_to_the_full_name() -> None:
    bare = QUAY + '"The quay will be rebuilt within a year," President Sorel said.'
    full = QUAY + '"Two of the cranes lie in the water," said Una Sorel, the president.'
    assert [speaker for speaker, _, _ in shown(bare, full)] == ["Una Sorel"]
