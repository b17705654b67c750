"""What changed between two revisions: by sentences, whatever their order."""

from __future__ import annotations

from dataclasses import replace

from tests.publish.press import report, told

from coranto.publish.difference import difference
from coranto.publish.site.around import Around
from coranto.publish.site.pages import story_page
from coranto.types import Edition, Statement

BASE = told("s1", report(1, "A Post"), report(2, "B Post"))


def saying(*texts: str, headline: str = "Ferry reaches port", revision: int = 1) -> Edition:
    """An edition whose only section says these sentences."""

    def statement(text: str) -> Statement:
        return replace(BASE.headline, text=text)

    section = replace(BASE.sections[0], title=statement(headline), statements=tuple(statement(text) for text in texts))
    return replace(
        BASE, revision=revision, headline=statement(headline), sections=(section,), timeline=(), quotes=(), disputes=()
    )


def test_new_gone_and_reworded_sentences_are_told_apart() -> None:
    old = saying("The ferry carried 31 people on Saturday.", "Fog lay on the water.")
    new = saying("The ferry carried 32 people on Saturday.", "A tug brought it in.", revision=2)
    found = difference(old, new)
    assert found.added == ("A tug brought it in.",)
    assert found.removed == ("Fog lay on the water.",)
    (reworded,) = found.reworded
    assert reworded.pieces == (
        ("The ferry carried", "same"),
        ("31", "old"),
        ("32", "new"),
        ("people on Saturday.", "same"),
    )
    assert found.fresh == {"A tug brought it in.", "The ferry carried 32 people on Saturday."}


def test_a_sentence_that_moved_has_not_changed() -> None:
    assert difference(saying("One.", "Two."), saying("Two.", "One.", revision=2)).empty


def test_a_sentence_is_the_new_wording_of_one_other_only() -> None:
    old = saying("The ferry carried 31 people on Saturday.")
    new = saying("The ferry carried 32 people on Saturday.", "The ferry carried 33 people on Saturday.", revision=2)
    found = difference(old, new)
    assert len(found.reworded) == 1
    assert len(found.added) == 1


def test_the_words_of_both_revisions_can_be_read_from_the_pieces() -> None:
    old, new = "The old ferry left the port at noon today.", "The ferry left the south port at noon."
    (reworded,) = difference(saying(old), saying(new, revision=2)).reworded
    assert " ".join(words for words, kind in reworded.pieces if kind != "new") == old
    assert " ".join(words for words, kind in reworded.pieces if kind != "old") == new


def test_articles_that_joined_and_left_are_named() -> None:
    three = [report(n, f"{name} Post") for n, name in enumerate("ABC", 1)]
    found = difference(told("s1", *three[:2]), told("s1", *three[1:], revision=2))
    assert [source.publisher for source in found.joined] == ["C Post"]
    assert [source.publisher for source in found.left] == ["A Post"]


def test_a_timeline_entry_is_told_with_its_date_and_a_quotation_with_its_speaker() -> None:
    found = difference(
        saying("One."), replace(BASE, revision=2, headline=saying("One.").headline, sections=saying("One.").sections)
    )
    assert any(text.startswith("Mar 14, 2026: ") for text in found.added)
    assert any(text.startswith("Ida Brandt: “") for text in found.added)
    assert "number of people: 31 / 32 (a later report replaces an earlier one)" in found.added


def test_the_page_marks_what_is_new_and_lists_what_is_gone() -> None:
    old, new = saying("Fog lay on the water."), saying("A tug brought it in.", revision=2)
    page = story_page(new, root="/", around=Around(newest=2, difference=difference(old, new)))
    assert '<span class="sentence new">A tug brought it <span' in page
    assert "<del>Fog lay on the water.</del>" in page
    assert "<ins>A tug brought it in.</ins>" in page
    assert 'href="/stories/s1/revisions/1/"' in page
