from __future__ import annotations

import pytest
from tests.analyze.conftest import Analyzer

# Marks in the sentences: [..] is the attribution to cut, <..> inside it the speaker.
TAIL = """
A storm struck the hills before dawn on Wednesday, killing nine people[, <the civil protection service> said].
The two leaders will hold talks in Talva on Monday[, <the presidential office> said Friday].
The two leaders will hold talks in Talva on Monday[, <the presidential office Kalm Doro Va> said Friday].
Brandt and Roth agreed to meet every year[, <Marland's national security adviser> said].
The talks lasted 90 minutes, longer than planned[, <National Security Adviser Jana Holt> told reporters in the capital].
Brandt began talks with Roth, with ten accords due to be signed[, <an official travelling with the delegation> said].
Marland and Ostria will open lines[, <the adviser> said after President Brandt met Premier Ines Roth on Monday].
Police kept its barriers up after reviewing the film[, <its director, Pavel Holt,> said].
Business leaders will travel with the president[, <the office> said, without giving names].
The quake was felt as far as the coast[, <two residents of Ostvik> told local radio].
Such gaps are common in the first hours[, according to <textbooks on the subject>].
Mobile kitchens were serving 2,500 meals a day[, according to <the army>].
Trains on two lines were halted so that bridges could be checked[, said <the railway>].
The boat was lawfully fishing in the area[, <the official> added].
Roads in the upper valley have reopened and telephones work again[, <officials> said].
The toll rose to 31 as crews reached cut-off villages[, <civil protection chief Marta Vogel> said].
The dam was never inspected[, <a leading engineer> has said amid fears it could give way].
Bus drivers will vote on Friday on whether to walk out[, <their union> said].
"We can hear people under the stones,"[ said <Teresa Holt>, who runs the bakery in the village of Castel Ner].
"Our figure rests on 212 stations and is final,"[ said <its duty seismologist, Ingrid Vael>].
"It was short and it was loud,"[ said <the harbour master of Port Ansel, Sefa Lind>].
"The figure will rise. We have not been in every house,"[ <Vogel> told a news conference in San Ardo].
“This is only a start,”[ <Roth> said].
'It was a mess,'[ <the fireman> said].
"""
HEAD = """
[<Holt> said ]the work was slow because many lanes are too narrow for machines.
[<The civil protection service> said ]crews had come from all nine provinces.
[<Seoulta's presidential office> said on Friday that ]the talks would cover trade and supply chains.
[<National Security Adviser Jana Holt> told reporters at the palace that ]the two leaders would discuss trade.
[<The mayor of Talva, Idris Vogel>, told local radio that ]the old town was gone.
[<Holt, the civil protection chief>, said ]the lanes were narrow.
[<The official>, who was not authorised to speak publicly, said ]the number would be known after the ceremony.
[<Jana Holt>, who studies the north at an institute in Talva, said ]a yearly meeting was useful but no guarantee.
[<A White Palace statement after the phone call> said ]the two leaders agreed to talk.
[<Survivors rescued from the wreckage> said ]the tram failed to brake in its usual place.
[From Talva, <Susan Holt, President Brandt's national security adviser>, said that ]the launch broke the accord.
[But <officials> said ]the bridge had been safe.
[<The adviser> added that ]the issue of the strait had been raised.
[Although it rained, <Roth> said ]the race would go on.
[According to <the army>, ]mobile kitchens were serving 2,500 meals a day.
[<Airline spokesman Joshua Vogel> said Tuesday that ]the two players boarded the flight.
[<The company> says ]it will be able to lift twice the load.
[<The Continental Quake Centre> put ]the magnitude at 6.1 and the depth at 12 km.
[<The survey> estimated ]the number of homeless at 4,000.
[Though he had denied it, <his spokeswoman> has said time and again that ]all was well.
[Earlier last week <Roth> said ]the ferry had been late.
[<Some reports> had claimed ]Holt's plan to sail to Ostvik may not be all it seems.
[Speaking to the crew at the pier, <Roth> said: ]"We will sail."
[<Roth> said ]that would lead to a second flood.
[<Roth> said: ]"We will rebuild every house."
[<Roth> said, ]"We will rebuild every house."
"""
MIDDLE = """
Eleven people were still missing[, <Vogel> said], all of them in Castel Ner.
The toll rose to 47 on Thursday[, <civil protection chief Marta Vogel> said], while rescuers brought out a boy alive.
Marland and Ostria are close neighbours[, <the readout> said], and should keep to good ways.
The fair[, according to <the town hall>], was called off.
"""
NONE = """
Roth declined to say how many there would be.
Police did not say how the fire began.
The size of the quake remains in dispute: the country's own experts say 5.9, while the survey says 5.4.
Vogel named no month for the talks, and neither side said where the leaders would meet next.
Ostria told the other side of the accident through the usual channel.
Everything went according to plan.
The ferry sank in minutes.
The man who said he saw the crash has left Talva.
Holt was told to leave the hall.
The rocket carried what Marland has said is a satellite.
While some in the town welcomed the vote, others warned of possible floods.
After the first leak exposed 40,000 clients, the firm has confirmed a second leak.
Holt has responded to an interview that she gave to a paper last week.
"""


def marked(table: str) -> list[str]:
    return table.strip().splitlines()


def unmarked(line: str) -> tuple[str, str, str]:
    """(sentence, cut, speaker) of a marked line."""
    cut = line[line.index("[") + 1 : line.index("]")]
    speaker = cut[cut.index("<") + 1 : cut.index(">")]
    return "".join(c for c in line if c not in "[]<>"), cut.replace("<", "").replace(">", ""), speaker.rstrip(",")


@pytest.mark.parametrize(
    ("line", "shapes"),
    [(line, ("tail", "according")) for line in marked(TAIL)]
    + [(line, ("head", "according")) for line in marked(HEAD)]
    + [(line, ("middle", "according")) for line in marked(MIDDLE)],
)
def test_who_says_it_is_cut_from_what_is_said(analyzed: Analyzer, line: str, shapes: tuple[str, str]) -> None:
    sentence, cut, speaker = unmarked(line)
    article, analysis = analyzed("Talva", sentence)
    (found,) = [a for a in analysis.attributions if a.shape != "headline"]
    assert found.shape in shapes
    assert article.text[found.start : found.end] == cut
    assert found.speaker == speaker
    content = "".join(article.text[a:b] for a, b in found.content)
    assert content.rstrip(".") == sentence.replace(cut, "", 1).rstrip(".")


@pytest.mark.parametrize("sentence", marked(NONE))
def test_no_attribution_where_nothing_is_given_to_anybody(analyzed: Analyzer, sentence: str) -> None:
    _, analysis = analyzed("Talva", sentence)
    assert analysis.attributions == ()


@pytest.mark.parametrize(
    ("sentence", "authority"),
    [
        ("The bridge is shut, police said.", True),
        ("The bridge is shut, the power company said.", True),
        ("The bridge is shut, witnesses said.", False),
        ("The bridge is shut, critics said.", False),
        ("The bridge is shut, according to a study.", False),
        ("The bridge is shut, the opposition said.", False),
        ("The bridge is shut, Coast Press reported.", False),
        ("The bridge is shut, Mayor Ines Roth said.", True),
        ("The bridge is shut, Ines Roth said.", False),
    ],
)
def test_who_tells_a_fact(analyzed: Analyzer, sentence: str, authority: bool) -> None:
    _, analysis = analyzed("Talva", sentence)
    assert analysis.attributions[0].authority is authority


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("Mayor Ines Roth came to Talva.\nThe bridge is shut, Roth said.", "Ines Roth"),
        ("Mayor Ines Roth came to Talva.\nThe bridge is shut, the mayor said.", "Ines Roth"),
        ("The bridge is shut, Mayor Ines Roth said. It will open in May, she said.", "Ines Roth"),
        ("Premier Ines Roth met Premier Karl Brandt.\nThe bridge is shut, the premier said.", "premier"),
        ("Ostrian Premier Ines Roth came.\nThe bridge is shut, Marland's premier said.", "Marland's premier"),
        ("Karl Roth and Jana Roth came to Talva.\nThe bridge is shut, Roth said.", "Roth"),
        ("The bridge is shut, she said.", "she"),
        (
            "The harbour office opened.\nThe bridge is shut, the harbour office said.\nIt rains, the office said.",
            "harbour office",
        ),
    ],
)
def test_the_last_speaker_is_one_person_or_stays_as_printed(analyzed: Analyzer, text: str, entity: str) -> None:
    _, analysis = analyzed("Talva", text)
    assert analysis.attributions[-1].speaker_entity == entity


def test_a_second_speaker_is_not_the_content_of_the_first(analyzed: Analyzer) -> None:
    article, analysis = analyzed(
        "Talva", "Marland insists that the tests are peaceful, but Ostria has said they broke the accord."
    )
    (found,) = analysis.attributions
    assert [article.text[a:b] for a, b in found.content] == ["the tests are peaceful"]


@pytest.mark.parametrize(
    ("sentence", "speaker"),
    [
        ("Brandt also said the two lands were at one, Roth told reporters.", "Roth"),
        ("Brandt also said the two lands were at one, Reuters reported.", "Brandt"),
    ],
)
def test_who_tells_it_all_counts_unless_it_is_a_paper(analyzed: Analyzer, sentence: str, speaker: str) -> None:
    _, analysis = analyzed("Talva", sentence)
    assert [a.speaker for a in analysis.attributions] == [speaker]


def test_noise_gives_no_attribution(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talva", "Photo: The bridge is shut, police said")
    assert analysis.attributions == ()


def test_a_network_that_was_told_is_no_part_of_what_was_said(analyzed: Analyzer) -> None:
    article, analysis = analyzed("Talva", "Jana Holt, a lawyer, told CNN Brandt's opponents are angry with the plan.")
    (attribution,) = analysis.attributions
    assert [article.text[a:b] for a, b in attribution.content] == ["Brandt's opponents are angry with the plan"]


def test_words_inside_an_open_quotation_attribute_nothing(analyzed: Analyzer) -> None:
    text = "Premier Karl Brandt said: “We strike according to target and purpose, and we never miss.\n“We are ready.”"
    _, analysis = analyzed("Marland", text)
    assert [a.speaker_entity for a in analysis.attributions] == ["Karl Brandt"]


def test_a_letter_seen_before_its_writer_is_named(analyzed: Analyzer) -> None:
    _, analysis = analyzed(
        "Talva", "In a letter, which was seen by the court, Karl Brandt wrote that he took the blame."
    )
    assert [a.speaker_entity for a in analysis.attributions] == ["Karl Brandt"]


def test_nobody_is_no_speaker(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Talva", "Nobody believes that the ferry sank by itself.")
    assert analysis.attributions == ()
