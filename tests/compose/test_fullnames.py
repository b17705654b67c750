"""First mentions in full: with the role of the cited article, once a page, never where the name is in doubt."""

from __future__ import annotations

from tests.compose.press import press

from coranto.compose.fullnames import full_names, surely_named
from coranto.compose.verify import verify
from coranto.types import Evidence, Source, Statement

LEAD = "Harbour master Ida Brandt closed the quay of Ostmark. Brandt said the pillars were cracked."


def said(source: Source, words: str) -> Statement:
    start = source.article.text.index(words)
    evidence = Evidence(source=source.n, field="text", start=start, end=start + len(words), quote=words)
    return Statement(text=words, evidence=(evidence,), form="verbatim")


def test_a_surname_is_written_in_full_with_the_role_and_cited() -> None:
    source = press(LEAD)
    statement, known = full_names(said(source, "Brandt said the pillars were cracked."), {1: source})
    assert statement.text == "Harbour master Ida Brandt said the pillars were cracked."
    assert known == {"Ida Brandt"}
    assert [(e.before, e.after) for e in statement.edits] == [("Brandt", "Harbour master Ida Brandt")]
    assert statement.evidence[1].quote == "Harbour master Ida Brandt closed the quay of Ostmark."
    assert verify(statement, {1: source}) is None


def test_a_person_the_page_knows_stays_as_printed() -> None:
    source = press(LEAD)
    printed = said(source, "Brandt said the pillars were cracked.")
    assert full_names(printed, {1: source}, known={"Ida Brandt"})[0] == printed


def test_a_name_that_is_in_full_already_makes_the_person_known() -> None:
    source = press(LEAD)
    printed = said(source, "Harbour master Ida Brandt closed the quay of Ostmark.")
    statement, known = full_names(printed, {1: source})
    assert statement == printed
    assert known == {"Ida Brandt"}


def test_a_surname_of_two_persons_is_left_alone() -> None:
    source = press("Mayor Erik Hahn met Clara Hahn in Velm. Hahn left Velm at noon.")
    printed = said(source, "Hahn left Velm at noon.")
    assert full_names(printed, {1: source})[0] == printed


def test_a_surname_before_a_noun_or_in_quotation_marks_is_left_alone() -> None:
    body = "Prime Minister Jonas Veld met Ana Sorel. The Veld government fell. “Veld is tired,” Sorel said."
    source = press(body)
    government = said(source, "The Veld government fell.")
    assert full_names(government, {1: source})[0].text == "The Veld government fell."
    quotation, _ = full_names(said(source, "“Veld is tired,” Sorel said."), {1: source})
    assert quotation.text == "“Veld is tired,” Ana Sorel said."


def test_the_full_name_may_come_from_another_article_which_is_then_cited() -> None:
    flash = press("Brandt shut the quay of Ostmark.", n=1)
    fuller = press(LEAD, n=2, publisher="Velm Gazette")
    statement, _ = full_names(said(flash, "Brandt shut the quay of Ostmark."), {1: flash, 2: fuller})
    assert statement.text == "Harbour master Ida Brandt shut the quay of Ostmark."
    assert statement.citations == (1, 2)


def test_what_somebody_thinks_is_no_evidence_for_a_name() -> None:
    flash = press("Brandt shut the quay of Ostmark.", n=1)
    leader = press(LEAD, n=2, title="Opinion: A quay that nobody needs", publisher="Velm Gazette")
    printed = said(flash, "Brandt shut the quay of Ostmark.")
    assert full_names(printed, {1: flash, 2: leader})[0] == printed


def test_a_first_word_of_a_sentence_is_no_given_name() -> None:
    source = press(
        "The keepers moved the bear Tarro to the old quay of Ostmark.\n"
        "Sedating Tarro took the keepers of Ostmark half an hour.\n"
        "Tarro stayed on the quay of Ostmark until Friday."
    )
    printed = said(source, "Tarro stayed on the quay of Ostmark until Friday.")
    assert "Sedating Tarro" not in full_names(printed, {1: source})[0].text


def test_a_given_name_in_capitals_is_not_told_twice() -> None:
    source = press(
        "JONAS Lindqvist shut the quay of Ostmark on Friday.\nMayor Jonas Lindqvist said the pillars were cracked."
    )
    printed = said(source, "JONAS Lindqvist shut the quay of Ostmark on Friday.")
    assert full_names(printed, {1: source})[0].text == printed.text


def test_a_family_name_that_stands_first_and_that_two_bear_is_left() -> None:
    one = press("General Kim Yong-su inspected the quay. Kim left on Friday.", n=1)
    other = press("President Kim Min-ju opened the quay of Ostmark.", n=2, publisher="Velm Gazette")
    printed = said(one, "Kim left on Friday.")
    assert full_names(printed, {1: one, 2: other})[0].text == "Kim left on Friday."


def test_a_strait_is_nobody() -> None:
    source = press("Ada Strait opened the ferry line of Ostmark.\nThe ferries cross the Strait of Halle twice a day.")
    printed = said(source, "The ferries cross the Strait of Halle twice a day.")
    assert full_names(printed, {1: source})[0].text == printed.text


def test_a_role_that_is_printed_is_not_written_again() -> None:
    source = press(
        "Green Party candidate Ida Brandt spoke in Ostmark on Friday.\n"
        "The Green Party candidate Ida Brandt was arrested in Halle."
    )
    printed = said(source, "The Green Party candidate Ida Brandt was arrested in Halle.")
    assert full_names(printed, {1: source})[0].text == printed.text


def test_a_name_that_is_a_places_is_not_written_out() -> None:
    source = press("A crowd met Lars Abela on Friday.\nAbela sank eleven boats, and the province of Abela was dark.")
    printed = said(source, "Abela sank eleven boats, and the province of Abela was dark.")
    assert surely_named(printed, {1: source})[0].text == printed.text


def test_a_surname_that_is_known_without_it_borrows_no_name_from_another_article() -> None:
    fuller = press(LEAD, n=2, publisher="Velm Gazette")
    for words in ("Mrs Brandt shut the quay of Ostmark.", "Mayor Brandt shut the quay of Ostmark."):
        flash = press(words, n=1)
        assert full_names(said(flash, words), {1: flash, 2: fuller})[0].citations == (1,)
    headed = press("Brandt shut the quay of Ostmark.", n=1, title="Brandt shuts quay")
    plain = press("Ida Brandt closed the quay of Ostmark.", n=2, publisher="Velm Gazette")
    assert full_names(said(headed, "Brandt shut the quay of Ostmark."), {1: headed, 2: plain})[0].citations == (1,)
    assert full_names(said(headed, "Brandt shut the quay of Ostmark."), {1: headed, 2: fuller})[0].citations == (1, 2)


def test_whose_land_is_told_behind_the_name_needs_no_role_before_it() -> None:
    words = "Ida Brandt of Marland shut the quay of Ostmark."
    source = press(f"Marland President Ida Brandt spoke in Velm. {words}")
    assert full_names(said(source, words), {1: source})[0].text == words


def test_a_person_under_two_spellings_is_introduced_once() -> None:
    one = press("Senator Charles Orvik left Velm. Orvik had lost.", n=1)
    other = press("Chuck Orvik spoke in Velm. Orvik lost the vote.", n=2, publisher="Velm Gazette")
    _, known = full_names(said(one, "Orvik had lost."), {1: one, 2: other})
    printed, still = full_names(said(other, "Orvik lost the vote."), {1: one, 2: other}, known=known)
    assert known == still == {"Charles Orvik"}
    assert printed.text == "Orvik lost the vote."


def test_two_of_one_surname_whom_an_article_names_together_are_two_persons() -> None:
    one = press("Mayor Erik Hahn met Clara Hahn in Velm.", n=1)
    other = press("Clara Hahn owns a quay in Velm. Hahn is 40.", n=2, publisher="Velm Gazette")
    printed, _ = full_names(said(other, "Hahn is 40."), {1: one, 2: other}, known={"Erik Hahn"})
    assert printed.text == "Clara Hahn is 40."


def test_a_word_that_the_article_also_writes_small_is_no_surname() -> None:
    body = "Scholars said Halo Lensing was rare, and that lensing was young.\nLensing bends light by lensing."
    source = press(body)
    printed = said(source, "Lensing bends light by lensing.")
    assert full_names(printed, {1: source})[0].text != printed.text
    assert surely_named(printed, {1: source})[0] == printed


def test_a_role_is_small_inside_a_sentence() -> None:
    source = press("Harbour master Ida Brandt closed the quay. The harbour is shut. “It is over,” Brandt said.")
    printed = said(source, "“It is over,” Brandt said.")
    assert full_names(printed, {1: source})[0].text == "“It is over,” harbour master Ida Brandt said."
