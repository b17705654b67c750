"""What counts as one claim, and as a second voice."""

from __future__ import annotations

from tests.compose.press import press
from tests.compose.story import claims_of

from coranto.compose.claims import corroborate
from coranto.compose.material import Claim, PoolSentence

WIRE = (
    "A ferry with 80 people on board ran aground off Ostmark on Friday, the coast guard said. "
    "The harbour was closed for six hours."
)
OTHER = "A ferry carrying 80 people ran aground near the port of Ostmark on Friday, the coast guard reported."


def _claim_of(claims: tuple[Claim, ...], words: str) -> Claim:
    return next(c for c in claims if any(words in s.statement.text for s in c.sentences))


def _sentence(claim: Claim, n: int) -> PoolSentence:
    return next(s for s in claim.sentences if s.source.n == n and not s.is_title)


def test_one_thing_in_other_words_is_one_claim_of_two_origins() -> None:
    claims = claims_of(press(WIRE, n=1), press(OTHER, n=2, publisher="Plain Dealer"))
    claim = _claim_of(claims, "ran aground off")
    assert {s.source.n for s in claim.sentences if not s.is_title} == {1, 2}
    assert claim.origins == {"Ostmark Courier", "Plain Dealer"}


def test_the_second_origins_passage_becomes_evidence() -> None:
    claims = claims_of(press(WIRE, n=1), press(OTHER, n=2, publisher="Plain Dealer"))
    claim = _claim_of(claims, "ran aground off")
    statement = corroborate(_sentence(claim, 1), claim)
    assert statement.standing == "corroborated"
    assert statement.citations == (1, 2)


def test_one_house_is_no_second_voice() -> None:
    claims = claims_of(press(WIRE, n=1), press(OTHER, n=2))
    claim = _claim_of(claims, "ran aground off")
    assert claim.origins == {"Ostmark Courier"}
    assert corroborate(_sentence(claim, 1), claim).standing == "single-source"


def test_the_same_agency_line_is_no_second_voice() -> None:
    claims = claims_of(press(WIRE, n=1), press(WIRE + " Rain fell.", n=2, publisher="Plain Dealer"))
    assert len(_claim_of(claims, "ran aground off").origins) == 1


def test_other_figures_other_claim() -> None:
    claims = claims_of(
        press("At least 14 people were killed in the landslide at Halle on Friday, police said.", n=2),
        press("At least 22 people were killed in the landslide at Halle on Friday, police said.", n=1, publisher="B"),
    )
    assert _claim_of(claims, "14 people") is not _claim_of(claims, "22 people")


def test_a_denial_is_not_the_claim() -> None:
    claims = claims_of(
        press("Ostmark will sell the north pier to a builder, officials said on Friday.", n=2),
        press("Ostmark will not sell the north pier to a builder, officials said on Friday.", n=1, publisher="B"),
    )
    assert _claim_of(claims, "will sell") is not _claim_of(claims, "will not sell")


def test_flashes_of_one_house_stay_apart() -> None:
    claims = claims_of(
        press("", title="Lindqvist, Moreau agree to share ferry fleet: city hall", n=2, publisher="Flash"),
        press("", title="Lindqvist, Moreau agree to raise harbour dues: city hall", n=1, publisher="Flash"),
    )
    assert len(claims) == 2


def test_order_does_not_hang_on_the_order_of_sources() -> None:
    one, two = press(WIRE, n=1), press(OTHER, n=2, publisher="Plain Dealer")
    assert [c.best.statement.text for c in claims_of(one, two)] == [c.best.statement.text for c in claims_of(two, one)]
