"""Planted faults must be caught and true sentences kept: the table is the specification of the verifier."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compose.press import press

from coranto.compose.verify import verify
from coranto.models.entailment.trees import TreeEntailer
from coranto.types import Edit, Evidence, Source, Statement

PASSAGES = {
    "quay": "The harbour board of Ostmark will close the northern quay for at least six weeks from April after divers"
    " found cracks in 14 pillars, harbour master Ida Brandt said.",
    "trawler": "Two fishermen were not on board when the trawler Mira apparently struck the pier, the coastguard said.",
    "bridge": "Prime Minister Jonas Veld met President Ana Sorel in Lindau on March 10 and agreed to reopen the border"
    " bridge in May.",
    "museum": "Police arrested three men in Karsund, but did not confirm that they were suspected of the robbery at the"
    " museum.",
    "doses": "Health Minister Tora Lund denied that the ministry had ordered 200,000 doses from Farnex.",
    "court": "The court in Velm acquitted the former mayor, Erik Hahn, of fraud but convicted two of his aides.",
    "storm": "More than 40 houses were damaged and 12 people were injured when the storm hit Brenna, the fire"
    " service said.",
    "strike": "The union may call a strike if talks with the bus company fail, its chairwoman, Mona Adler,"
    " told reporters.",
    "garrison": "Rebels attacked the garrison at Tarn from the east, and soldiers killed nine rebels.",
    "schools": "“We will rebuild every school,” Governor Pia Holm said after the flood, which destroyed eight schools.",
    "driver": "Witnesses said the driver had run a red light.",
    "rate": "The central bank raised its key rate to 4.5 percent from 4.25 percent on Thursday, as nearly all analysts"
    " had expected.",
    "road": "Only the eastern road to the valley remains open, and the army has not cleared the western road.",
    "flights": "Flights from Oslo to Rome were cancelled on Saturday because of a strike in Italy.",
    "vaccine": "Researchers at the Halden Institute found that the vaccine partly protected older patients.",
    "factory": "The company plans to build a factory in Dorn and hopes to hire 300 workers, chief executive Lars"
    " Imhof said.",
    "report": "Opposition leader Mara Quist accused the government of hiding the report.",
    "ferry": "The ferry carried 180 passengers and 22 crew, and all of them were brought ashore by noon.",
    "mine": "The mine closed in 2019. Fire broke out in the warehouse on the night of March 8.",
    "bank": "Customs officers allegedly helped the smugglers, prosecutor Olaf Reuter said.",
    "dam": "Engineers lowered the lake behind the dam before the rain reached the valley.",
    "vote": "Parliament rejected the budget by 61 votes to 58, and the finance minister, Ines Kraft, resigned.",
    "school": "The school reopened on Monday, and 310 of its 340 pupils came back.",
    "league": "Mr. Veld told the Tarn council that more than a million people had left, and no ferry was lost at sea.",
    "station": "The station is not out of control and people living under it are not in danger, Clara Wenz said.",
    "well": "Residents of Upper Tarn said the well of Lower Tarn was poisoned.",
    "rain": "Far more rain fell on the valley than the weather service has reported, the levee board said.",
    "pact": "Under the pact, Carvanian growers receive 45.2 million crowns in two years; some of them will also get"
    " seed, a two-page note says.",
    "dock": "The dock could close in May if the talks fail, the port company said, and more than double the usual"
    " number of ships had at least one leak.",
    "three": "Three small parties shared the rest of the votes.",
    "envoy": "The envoy of Tarn told the council that no prisoners would be released before the election.",
}

FAULTS: tuple[tuple[str, str, str], ...] = (
    # number
    (
        "quay",
        "number",
        "The harbour board will close the northern quay for at least eight weeks, harbour master Ida Brandt said.",
    ),
    ("quay", "number", "Divers found cracks in 40 pillars, harbour master Ida Brandt said."),
    ("storm", "number", "More than 12 houses were damaged and 40 people were injured, the fire service said."),
    ("rate", "number", "The central bank raised its key rate to 4.75 percent on Thursday."),
    ("ferry", "number", "The ferry carried 22 passengers and 180 crew."),
    ("vote", "number", "Parliament rejected the budget by 58 votes to 51."),
    ("school", "number", "The school reopened on Monday, and 340 of its pupils came back."),
    ("garrison", "number", "Soldiers killed nineteen rebels."),
    # date
    ("bridge", "date", "Prime Minister Jonas Veld met President Ana Sorel in Lindau on March 11."),
    ("bridge", "date", "Prime Minister Jonas Veld and President Ana Sorel agreed to reopen the border bridge in June."),
    ("mine", "date", "The mine closed in 2018."),
    ("flights", "date", "Flights from Oslo to Rome were cancelled on Sunday."),
    ("mine", "date", "Fire broke out in the warehouse on the night of March 9."),
    ("school", "date", "The school reopened on Tuesday."),
    # name and place
    ("quay", "name", "The harbour board of Nordhavn will close the northern quay, harbour master Ida Brandt said."),
    ("bridge", "name", "Prime Minister Jonas Veld met President Ana Sorel in Vienna on March 10."),
    ("court", "name", "The court in Velm acquitted the former mayor, Erik Holm, of fraud."),
    ("doses", "name", "Health Minister Tora Lund denied that the ministry had ordered doses from Pharmia."),
    ("vaccine", "name", "Researchers at the Kessler Institute found that the vaccine partly protected older patients."),
    ("flights", "name", "Flights from Oslo to Milan were cancelled on Saturday."),
    ("museum", "name", "Police in Bergen arrested three men."),
    ("flights", "place", "Flights from Rome to Oslo were cancelled on Saturday."),
    # negation
    ("trawler", "negation", "Two fishermen were on board, the coastguard said."),
    ("museum", "negation", "Police did confirm that they were suspected of the robbery at the museum."),
    ("museum", "negation", "Police confirmed that they were suspected of the robbery at the museum."),
    ("road", "negation", "The army has cleared the western road."),
    ("court", "negation", "The court in Velm did not convict two of his aides."),
    (
        "quay",
        "negation",
        "The harbour board of Ostmark will not close the northern quay, harbour master Ida Brandt said.",
    ),
    ("ferry", "negation", "None of them were brought ashore by noon."),
    ("envoy", "negation", "The envoy of Tarn told the council that prisoners would be released before the election."),
    ("vote", "negation", "Ines Kraft, the finance minister, never resigned."),
    # governed by a denial, a wish, an accusation
    ("doses", "governed", "The ministry had ordered 200,000 doses from Farnex."),
    ("doses", "governed", "The ministry ordered 200,000 doses from Farnex, Health Minister Tora Lund said."),
    ("factory", "governed", "The company builds a factory in Dorn, chief executive Lars Imhof said."),
    ("factory", "governed", "The company is to hire 300 workers, chief executive Lars Imhof said."),
    ("bridge", "governed", "Prime Minister Jonas Veld and President Ana Sorel reopen the border bridge."),
    ("report", "governed", "The government was hiding the report."),
    # modality and condition
    ("strike", "modality", "The union will call a strike, its chairwoman, Mona Adler, told reporters."),
    ("strike", "modality", "The union calls a strike, its chairwoman, Mona Adler, told reporters."),
    (
        "strike",
        "condition",
        "The union may call a strike, and talks with the bus company fail, Mona Adler told reporters.",
    ),
    ("quay", "modality", "The harbour board of Ostmark closed the northern quay, harbour master Ida Brandt said."),
    ("quay", "modality", "The harbour board of Ostmark may close the northern quay, harbour master Ida Brandt said."),
    ("schools", "modality", "Governor Pia Holm said every school must rebuild."),
    ("garrison", "modality", "Rebels may have attacked the garrison at Tarn from the east."),
    ("school", "modality", "The school might have reopened on Monday."),
    # hedge and limit
    ("trawler", "hedge", "The trawler Mira struck the pier, the coastguard said."),
    ("bank", "hedge", "Customs officers helped the smugglers, prosecutor Olaf Reuter said."),
    ("vaccine", "hedge", "The vaccine protected older patients, researchers at the Halden Institute found."),
    ("rate", "hedge", "All analysts had expected that the central bank raised its key rate."),
    ("court", "hedge", "The court in Velm acquitted the mayor, Erik Hahn, of fraud."),
    ("quay", "limit", "The harbour board will close the northern quay for six weeks, harbour master Ida Brandt said."),
    ("storm", "limit", "40 houses were damaged when the storm hit Brenna, the fire service said."),
    ("garrison", "limit", "Soldiers killed at least nine rebels."),
    ("ferry", "limit", "The ferry carried more than 180 passengers."),
    ("school", "limit", "Only 310 of its 340 pupils came back."),
    ("storm", "limit", "About 12 people were injured when the storm hit Brenna, the fire service said."),
    ("road", "limit", "The eastern road to the valley remains open."),
    # opposite
    (
        "court",
        "opposite",
        "The court in Velm convicted the former mayor, Erik Hahn, of fraud but acquitted two of his aides.",
    ),
    ("rate", "opposite", "The central bank cut its key rate to 4.5 percent from 4.25 percent on Thursday."),
    ("vote", "opposite", "Parliament approved the budget by 61 votes to 58."),
    ("quay", "opposite", "The harbour board of Ostmark will open the northern quay, harbour master Ida Brandt said."),
    ("dam", "opposite", "Engineers raised the lake behind the dam before the rain reached the valley."),
    # quotation
    ("schools", "quotation", "“We will rebuild every bridge,” Governor Pia Holm said after the flood."),
    ("schools", "quotation", "Governor Pia Holm spoke of the flood, which “destroyed eight schools”."),
    ("schools", "quotation", "“We shall rebuild all schools,” Governor Pia Holm said."),
    ("report", "quotation", "Opposition leader Mara Quist accused the government of “hiding the report”."),
    # speaker
    ("quay", "speaker", "Divers found cracks in 14 pillars, Ostmark said."),
    ("strike", "speaker", "The union may call a strike if talks fail, Brandt told reporters."),
    ("factory", "speaker", "The company plans to build a factory in Dorn, Dorn said."),
    ("bank", "speaker", "Customs officers allegedly helped the smugglers, Reuters reported."),
    ("schools", "speaker", "“We will rebuild every school,” the flood said."),
    # attribution dropped
    ("driver", "attribution", "The driver had run a red light."),
    ("strike", "attribution", "The union may call a strike if talks with the bus company fail."),
    ("bank", "attribution", "Customs officers allegedly helped the smugglers."),
    ("factory", "attribution", "The company plans to build a factory in Dorn and hopes to hire 300 workers."),
    # attribution as a place
    ("storm", "place of speech", "12 people were injured at the fire service."),
    # roles
    ("garrison", "roles", "Soldiers attacked the garrison at Tarn from the east, and rebels killed nine soldiers."),
    ("garrison", "roles", "Rebels killed nine soldiers."),
    ("report", "roles", "The government accused opposition leader Mara Quist of hiding the report."),
    ("garrison", "roles", "Rebels were attacked by the garrison at Tarn."),
    ("court", "roles", "Former mayor Erik Hahn acquitted the court in Velm of fraud."),
    # joined
    ("mine", "joined", "Fire broke out in the warehouse after the mine closed in 2019."),
    ("mine", "joined", "The mine closed in 2019 because fire broke out in the warehouse."),
    ("garrison", "joined", "Rebels attacked the garrison at Tarn after soldiers killed nine rebels."),
    ("dam", "joined", "Engineers lowered the lake behind the dam after the rain reached the valley."),
    ("vote", "joined", "Parliament rejected the budget because the finance minister, Ines Kraft, resigned."),
    ("school", "joined", "The school reopened on Monday, prompting 310 of its pupils to come back."),
    # comment and free additions
    (
        "bridge",
        "comment",
        "Prime Minister Jonas Veld met President Ana Sorel in Lindau, which signals a new era of trust.",
    ),
    ("rate", "comment", "The central bank raised its key rate to 4.5 percent, underscoring its resolve."),
    ("ferry", "comment", "The ferry carried 180 passengers, a stark reminder of the risks at sea."),
    ("quay", "addition", "Divers found cracks in 14 pillars, and shipping companies fear heavy losses this summer."),
    ("mine", "addition", "Fire broke out in the warehouse and destroyed valuable paintings owned by collectors."),
    # found on real articles: a negation beside another, "Mr.", words for a number, part of a speaker's name
    ("league", "name", "Mr. Sorel told the Tarn council that more than a million people had left."),
    ("league", "limit", "Mr. Veld told the Tarn council that a million people had left."),
    ("league", "negation", "Mr. Veld told the Tarn council that a ferry was not lost at sea, and no people had left."),
    (
        "station",
        "negation",
        "The station is out of control and people living under it are not in danger, Clara Wenz said.",
    ),
    ("well", "attribution", "The well of Lower Tarn was poisoned."),
    # another unit, all for some, a condition cut away, a limit before a word for a number, a new authority
    ("pact", "unit", "Under the pact, Carvanian growers receive 45.2 billion crowns in two years."),
    ("pact", "unit", "Under the pact, Carvanian growers receive 45.2 million crowns in two months."),
    ("pact", "all", "All of them will also get seed, a two-page note says."),
    ("pact", "name", "Under the pact, Carvinian growers receive 45.2 million crowns."),
    ("dock", "condition", "The dock could close in May, the port company said."),
    ("dock", "limit", "Ships had one leak, the port company said."),
    ("dock", "limit", "Double the usual number of ships had at least one leak, the port company said."),
    ("quay", "speaker", "The harbour board will close the northern quay, according to Mona Adler."),
    ("doses", "speaker", "Farnex on Thursday denied that the ministry had ordered 200,000 doses."),
)

TRUE: tuple[tuple[str, str], ...] = (
    (
        "quay",
        "The harbour board will close the northern quay for at least six weeks, harbour master Ida Brandt said.",
    ),
    ("quay", "Divers found cracks in 14 pillars, harbour master Ida Brandt said."),
    ("quay", "Ostmark's harbour board will close the northern quay from April, Ida Brandt said."),
    ("quay", "Harbour master Ida Brandt said that the harbour board of Ostmark will close the northern quay."),
    ("quay", "The northern quay will be closed by the harbour board of Ostmark from April, Brandt said."),
    (
        "quay",
        "The harbour board will close the northern quay after divers found cracks in fourteen pillars, Brandt said.",
    ),
    (
        "trawler",
        "Two fishermen were not on board when the trawler Mira apparently struck the pier, the coastguard said.",
    ),
    ("trawler", "The trawler Mira apparently struck the pier, the coastguard said."),
    ("trawler", "The coastguard said the trawler Mira apparently struck the pier."),
    ("bridge", "Prime Minister Jonas Veld met President Ana Sorel in Lindau on March 10."),
    ("bridge", "Jonas Veld and Ana Sorel agreed to reopen the border bridge in May."),
    ("bridge", "Veld and Sorel agree to reopen the border bridge."),
    ("bridge", "President Ana Sorel was met by Prime Minister Jonas Veld in Lindau."),
    ("museum", "Police arrested three men in Karsund."),
    ("museum", "Police did not confirm that they were suspected of the robbery at the museum."),
    ("museum", "Three men were arrested in Karsund by police."),
    ("museum", "3 men arrested in Karsund."),
    ("doses", "Health Minister Tora Lund denied that the ministry had ordered 200,000 doses from Farnex."),
    ("doses", "Tora Lund denied that the ministry had ordered 200,000 doses."),
    ("doses", "The ministry had not ordered 200,000 doses from Farnex, Health Minister Tora Lund said."),
    ("court", "The court in Velm acquitted the former mayor, Erik Hahn, of fraud."),
    ("court", "The court in Velm convicted two of his aides."),
    ("court", "Former mayor Erik Hahn was acquitted of fraud by the court in Velm."),
    ("storm", "More than 40 houses were damaged when the storm hit Brenna, the fire service said."),
    ("storm", "12 people were injured when the storm hit Brenna, the fire service said."),
    ("storm", "Twelve people were injured and more than 40 houses were damaged, the fire service said."),
    ("storm", "The fire service said that over 40 houses were damaged."),
    (
        "strike",
        "The union may call a strike if talks with the bus company fail, its chairwoman, Mona Adler, told reporters.",
    ),
    ("strike", "The union may call a strike if talks fail, Mona Adler said."),
    ("strike", "Mona Adler told reporters that the union might call a strike if talks with the bus company fail."),
    ("garrison", "Rebels attacked the garrison at Tarn."),
    ("garrison", "Soldiers killed nine rebels."),
    ("garrison", "The garrison at Tarn was attacked by rebels from the east."),
    ("garrison", "Nine rebels were killed by soldiers."),
    ("three", "The rest of the votes was shared by three small parties."),
    ("schools", "“We will rebuild every school,” Governor Pia Holm said."),
    ("schools", "The flood destroyed eight schools."),
    ("schools", "Governor Pia Holm said after the flood: “We will rebuild every school.”"),
    ("driver", "Witnesses said the driver had run a red light."),
    ("driver", "The driver had run a red light, witnesses said."),
    ("rate", "The central bank raised its key rate to 4.5 percent on Thursday."),
    ("rate", "The central bank raised its key rate to 4.5 percent from 4.25 percent."),
    ("rate", "The central bank raised its key rate, as nearly all analysts had expected."),
    ("road", "Only the eastern road to the valley remains open."),
    ("road", "The army has not cleared the western road."),
    ("flights", "Flights from Oslo to Rome were cancelled on Saturday."),
    ("flights", "Flights from Oslo to Rome were cancelled because of a strike in Italy."),
    ("flights", "A strike in Italy caused flights from Oslo to Rome to be cancelled."),
    ("vaccine", "The vaccine partly protected older patients, researchers at the Halden Institute found."),
    ("factory", "The company plans to build a factory in Dorn, chief executive Lars Imhof said."),
    ("factory", "The company hopes to hire 300 workers, Lars Imhof said."),
    ("report", "Opposition leader Mara Quist accused the government of hiding the report."),
    ("report", "The government was accused by opposition leader Mara Quist of hiding the report."),
    ("ferry", "The ferry carried 180 passengers and 22 crew."),
    ("ferry", "The ferry's 180 passengers and 22 crew were brought ashore by noon."),
    ("mine", "The mine closed in 2019."),
    ("mine", "Fire broke out in the warehouse on the night of March 8."),
    ("bank", "Customs officers allegedly helped the smugglers, prosecutor Olaf Reuter said."),
    ("bank", "The smugglers were allegedly helped by customs officers, Reuter said."),
    ("dam", "Engineers lowered the lake behind the dam."),
    ("dam", "Engineers lowered the lake before the rain reached the valley."),
    ("vote", "Parliament rejected the budget by 61 votes to 58."),
    ("vote", "The finance minister, Ines Kraft, resigned."),
    ("vote", "Parliament rejected the budget, and finance minister Ines Kraft resigned."),
    ("school", "The school reopened on Monday."),
    ("school", "310 of its 340 pupils came back."),
    ("pact", "Carvania's growers receive 45.2 million crowns in 2 years under the pact, a 2-page note says."),
    ("pact", "Some of them will also get seed, a 2-page note says."),
    ("dock", "If the talks fail, the dock could close in May, the port company said."),
    ("quay", "The harbour board will close the northern quay, according to harbour master Ida Brandt."),
    ("storm", "12 people were injured when the storm hit Brenna, according to the fire service."),
    ("envoy", "The envoy of Tarn told the council that no prisoners would be released before the election."),
    ("envoy", "No prisoners would be released before the election, the envoy of Tarn said."),
)


COMPARED = (
    ("rain", "Far more rain fell on the valley than the weather service, the levee board said.", False),
    ("rain", "Far more rain fell on the valley than the weather service", False),
    ("rain", "Far more rain fell on the valley than the weather service has reported, the levee board said.", True),
)

TOO_FREE: tuple[tuple[str, str], ...] = (("mine", "Flames gutted a storehouse."),)
"""True, but said so freely that rules cannot follow: they are withheld, which costs a sentence and misleads nobody."""


FREE: tuple[tuple[str, str], ...] = (
    ("quay", "Harbour master Ida Brandt said that 14 pillars were found to have cracks."),
    ("rate", "On Thursday the key rate was lifted from 4.25 to 4.5 percent by the central bank."),
    ("ferry", "By noon all 180 passengers and 22 crew of the ferry had been taken ashore."),
    ("vote", "With 61 votes against 58, parliament voted down the budget."),
    ("envoy", "No prisoners were to be set free before the election, the envoy of Tarn told the council."),
)
"""True and worded freely: what an entailer is for."""

FREE_FAULTS: tuple[tuple[str, str], ...] = (
    ("quay", "Harbour master Ida Brandt said that 15 pillars were found to have cracks."),
    ("rate", "On Thursday the key rate was cut from 4.25 to 4.5 percent by the central bank."),
    ("ferry", "By noon none of the 180 passengers and 22 crew of the ferry had been taken ashore."),
    ("garrison", "At Tarn, soldiers attacked the garrison of the rebels from the east."),
    ("museum", "Police in Karsund released three men."),
)


def cited(
    key: str, text: str, form: str = "written", edits: tuple[Edit, ...] = ()
) -> tuple[Statement, dict[int, Source]]:
    source = press(PASSAGES[key], title="News of the day in Ostmark")
    body = source.article.text
    evidence = Evidence(source=1, field="text", start=0, end=len(body), quote=body)
    return Statement(text=text, evidence=(evidence,), form=form, edits=edits), {1: source}  # type: ignore[arg-type]


@pytest.mark.parametrize(("key", "kind", "text"), FAULTS, ids=[f"{k}-{t[:40]}" for _, k, t in FAULTS])
def test_a_planted_fault_is_caught(key: str, kind: str, text: str) -> None:
    statement, sources = cited(key, text)
    assert verify(statement, sources) is not None


@pytest.mark.parametrize(("key", "text"), TRUE, ids=[t[:50] for _, t in TRUE])
def test_a_true_sentence_is_kept(key: str, text: str) -> None:
    statement, sources = cited(key, text)
    assert verify(statement, sources) is None


@pytest.mark.parametrize(("key", "text"), FREE)
def test_with_an_entailer_a_true_sentence_may_be_worded_freely(key: str, text: str) -> None:
    statement, sources = cited(key, text)
    assert verify(statement, sources, TreeEntailer()) is None


@pytest.mark.parametrize(("key", "text"), FREE_FAULTS)
def test_with_an_entailer_a_fault_in_free_words_is_caught(key: str, text: str) -> None:
    statement, sources = cited(key, text)
    assert verify(statement, sources, TreeEntailer()) is not None


def test_an_entailer_is_asked_of_written_sentences_alone_and_not_of_disputed_ones() -> None:
    class Never:
        id = "never"

        def entail(self, pairs: object, /) -> list[float]:
            return [0.0]

    statement, sources = cited("mine", "The mine closed in 2019.")
    assert "never" in (verify(statement, sources, Never()) or "")
    assert verify(replace(statement, standing="disputed"), sources, Never()) is None
    assert verify(*cited("mine", PASSAGES["mine"], form="verbatim"), Never()) is None


@pytest.mark.parametrize(("key", "text", "holds"), COMPARED)
def test_what_is_compared_keeps_its_verb(key: str, text: str, holds: bool) -> None:
    statement, sources = cited(key, text)
    assert (verify(statement, sources) is None) is holds


@pytest.mark.parametrize(("key", "text"), TOO_FREE)
def test_what_rules_cannot_follow_is_withheld(key: str, text: str) -> None:
    statement, sources = cited(key, text)
    assert verify(statement, sources) is not None


@pytest.mark.parametrize("key", sorted(PASSAGES))
def test_each_passage_supports_itself_word_for_word(key: str) -> None:
    statement, sources = cited(key, PASSAGES[key], form="verbatim")
    assert verify(statement, sources) is None


def test_evidence_must_be_exact() -> None:
    statement, sources = cited("mine", "The mine closed in 2019.")
    (evidence,) = statement.evidence
    moved = replace(statement, evidence=(replace(evidence, start=1, end=evidence.end),))
    altered = replace(statement, evidence=(replace(evidence, quote=evidence.quote.replace("2019", "2018")),))
    outside = replace(statement, evidence=(replace(evidence, end=evidence.end + 5),))
    unknown = replace(statement, evidence=(replace(evidence, source=7),))
    for wrong in (moved, altered, outside, unknown, replace(statement, evidence=()), replace(statement, text=" ")):
        assert verify(wrong, sources) is not None


def test_verbatim_is_word_for_word_and_edited_has_edits() -> None:
    assert verify(*cited("mine", "The mine was closed in 2019.", form="verbatim")) is not None
    assert verify(*cited("mine", "The mine closed in 2019.", form="edited")) is not None
    kept = Edit(before="Fire broke out", after="", why="second sentence left out")
    assert verify(*cited("mine", "The mine closed in 2019.", form="edited", edits=(kept,))) is None


def test_an_edit_brings_in_nothing_that_no_passage_says() -> None:
    role = Edit(before="the finance minister", after="Chancellor", why="role")
    assert verify(*cited("vote", "Chancellor Ines Kraft, resigned.", form="edited", edits=(role,))) is not None
    other = Edit(before="Ida Brandt", after="Ida Holm", why="name in full")
    text = "Divers found cracks in 14 pillars, harbour master Ida Holm said."
    assert verify(*cited("quay", text, form="edited", edits=(other,))) is not None


def test_a_date_edit_must_follow_from_the_time_in_the_passage() -> None:
    right = Edit(before="Monday", after="Monday, March 9,", why="relative date made absolute")
    wrong = Edit(before="Monday", after="Monday, March 16,", why="relative date made absolute")
    odd = Edit(before="Monday", after="Tuesday, March 9,", why="relative date made absolute")
    cut = Edit(before=", and 310 of its 340 pupils came back", after="", why="cut")
    for edit, good in ((right, True), (wrong, False), (odd, False)):
        text = f"The school reopened on {edit.after.rstrip(',')}."
        reason = verify(*cited("school", text, form="edited", edits=(edit, cut)))
        assert (reason is None) is good


def test_an_edited_sentence_keeps_the_order_of_the_passage() -> None:
    edit = Edit(before="Engineers", after="Engineers", why="order")
    text = "The valley reached the rain before the dam lowered Engineers behind the lake."
    assert verify(*cited("dam", text, form="edited", edits=(edit,))) is not None


def test_two_passages_joined_by_a_connective_of_our_own_are_refused() -> None:
    first = press("The mine closed in March.", n=1)
    second = press("Unions marched through Velm.", n=2, publisher="Velm Gazette")
    evidence = tuple(
        Evidence(source=s.n, field="text", start=0, end=len(s.article.text), quote=s.article.text)
        for s in (first, second)
    )
    sources = {1: first, 2: second}
    joined = Statement(
        text="Unions marched through Velm after the mine closed in March.", evidence=evidence, form="written"
    )
    side_by_side = replace(joined, text="Unions marched through Velm, and the mine closed in March.")
    assert verify(joined, sources) is not None
    assert verify(side_by_side, sources) is None


def test_a_day_by_which_something_is_to_be_done_is_nobody_who_does_it() -> None:
    sources = {1: press("The board met.", title="Marland, Ostria to reopen five bridges by June")}
    title = sources[1].article.title
    evidence = (Evidence(source=1, field="title", start=0, end=len(title), quote=title),)
    edits = (
        Edit(before="Marland, Ostria", after="Marland and Ostria", why="headline spelt out"),
        Edit(before="to reopen", after="are to reopen", why="headline spelt out"),
    )
    text = "Marland and Ostria are to reopen five bridges by June."
    assert verify(Statement(text=text, evidence=evidence, form="edited", edits=edits), sources) is None
