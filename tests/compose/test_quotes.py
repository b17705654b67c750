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
        "That was the worst night that we have seen here",
        "Which is why we came back before the water did",
        "Our thoughts are with the families of the crew tonight",
        "Not now, not here",
    ],
)
def test_words_that_say_nothing_by_themselves_are_not_shown(quoted: str) -> None:
    text = f'The harbour stayed closed on Friday.\n"{quoted}," harbour master Jana Holt said.'
    assert shown(text) == []


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


def test_pronouns_first_come_last_and_are_few() -> None:
    pointing = [
        f'"They knew the {what} and they knew it well," said {name}, a pilot.'
        for what, name in (("harbour", "Jana Holt"), ("tide", "Olaf Brand"), ("river", "Rut Lind"))
    ]
    free = '"The cranes lie in the water since the early morning," said Piet Maas, a pilot.'
    texts = [text for _, _, text in shown("\n".join(["The harbour stayed closed.", *pointing, free]))]
    assert sum(text.startswith("They") for text in texts) == 2
    assert any(text.startswith("The cranes") for text in texts)
