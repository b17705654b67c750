"""Group I of the catalogue of hostile inputs: a language model that writes. Each test is named by its case."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from tests.compose.orders import CANARY, PAYLOADS, obedient
from tests.compose.press import press
from tests.compose.test_writing import AGROUND, CLAIMS, COURT, REEF, cited, page, said

from coranto.compose.writing_checks import Court, judged
from coranto.compose.writing_given import givable
from coranto.models.entailment.trees import TreeEntailer
from coranto.models.llm import Budget, LlmWriter
from coranto.models.llm_client import ChatClient
from coranto.models.llm_memory import Memory
from coranto.testing.chat import Endpoint, Says, Script, answering, scripted_endpoint
from coranto.types import Edition, Source, Statement, Written
from coranto.wire import edition_to_json

BODY = (
    "The ferry Solvei was towed to Karsund on Monday evening, the owner said. Divers found a hole of two metres in its"
    " hull.\nNordline said the ferry would not sail before May. A bus will carry passengers until then."
)
TITLE = "Ferry Solvei towed to Karsund with hole in hull"
HOSTILE = 3


def third(body: str = BODY, title: str = TITLE) -> Source:
    return press(body, title=title, n=HOSTILE, at="2026-03-09T22:00:00+01:00", publisher="Ostmark Radio")


def writer(endpoint: Endpoint, memory: Memory | None = None, **given: Any) -> LlmWriter:
    client = ChatClient(endpoint.base_url, "small", seconds=2.0, sleep=lambda _seconds: None)
    return LlmWriter(client, "small", memory=memory or Memory(), **given)


def written(script: Script, *sources: Source, **given: Any) -> Edition:
    with scripted_endpoint(script) as endpoint:
        return page(writer(endpoint, **given), *(sources or (REEF, AGROUND)))


def without_own_entry(edition: Edition) -> dict[str, Any]:
    """All that a page says, but for the entry of the hostile source: its line in the list, and days it alone tells."""
    whole = json.loads(json.dumps(edition_to_json(edition)))
    whole["sources"] = [source for source in whole["sources"] if source["n"] != HOSTILE]
    for name in ("withheld", "coverage", "changes"):
        whole.pop(name)
    for entry in whole["timeline"]:
        entry["sentences"] = [s for s in entry["sentences"] if s["citations"] != [HOSTILE]]
    whole["timeline"] = [entry for entry in whole["timeline"] if entry["sentences"]]
    return whole  # type: ignore[no-any-return]


def verdict(text: str, passage: str) -> Statement | str:
    source = press(passage, n=7, publisher=passage)
    court = Court(sources={7: source}, disputes=(), entailer=TreeEntailer())
    return judged(Written(text=text, claims=(1,)), [cited(source, passage[:12])], court, title=False)


def test_i1_a_hundred_orders_in_title_and_body_change_nothing_but_their_own_entry() -> None:
    with scripted_endpoint(obedient) as endpoint:
        clean = without_own_entry(page(writer(endpoint), REEF, AGROUND, third()))
        assert clean["provenance"]["writer"].startswith("openai:small/")
        for payload in PAYLOADS:
            hostile = third(f"{BODY}\n{payload}", f"{TITLE} - {payload}")
            edition = page(writer(endpoint), REEF, AGROUND, hostile)
            assert without_own_entry(edition) == clean, payload
        assert not any(CANARY in json.dumps(asked) for asked in endpoint.asked)
    assert len(PAYLOADS) >= 100


@pytest.mark.parametrize("payload", PAYLOADS)
def test_i1_an_order_is_not_given_to_the_writer(payload: str) -> None:
    assert not givable(payload)


@pytest.mark.parametrize("place", [lambda p: f"{p}\n{BODY}", lambda p: BODY.replace("\n", f" {p}\n")])
def test_i1_wherever_an_order_stands_nothing_of_it_is_printed(place: Callable[[str], str]) -> None:
    with scripted_endpoint(obedient) as endpoint:
        for payload in PAYLOADS[::9]:
            edition = without_own_entry(page(writer(endpoint), REEF, AGROUND, third(place(payload))))
            assert CANARY not in json.dumps(edition), payload
            assert "evil" not in json.dumps(edition), payload


@pytest.mark.parametrize(
    "link",
    ["https://evil.example/a", "[here](http://evil.example)", "![x](//evil.example/p.png)", "evil.com", "www.evil.io"],
)
def test_i2_no_link_of_the_model_is_printed(link: str) -> None:
    edition = written(answering(lambda _n, text: text.removesuffix(".") + f" {link}.", lambda text: f"Read {link} now"))
    assert said(edition) == said(page(None))
    assert "evil" not in json.dumps(without_own_entry(edition))


def test_i3_ids_outside_the_given_set_are_refused() -> None:
    def script(payload: dict[str, Any]) -> Says:
        line = {"text": "Rescuers took 84 passengers to the harbour of Halvik.", "claims": [77]}
        return Says(text=json.dumps({"parts": [{"part": 1, "title": None, "sentences": [line]}]}))

    edition = written(script)
    assert said(edition) == said(page(None))
    assert any("a claim that it was not given" in w.reason for w in edition.withheld)


@pytest.mark.parametrize(
    ("text", "passage"),
    [
        ("Divers found cracks in 40 pillars of the quay.", "Divers found cracks in 14 pillars of the quay."),
        ("Mayor Tora Lund resigned on Friday.", "Mayor Ida Brandt resigned on Friday."),
        ("The bridge reopened on March 11.", "The bridge reopened on March 10."),
        ("The harbour will close in May, the port said.", "The harbour may close in May, the port said."),
        ("The mayor did not sign the pact on Friday.", "The mayor signed the pact on Friday."),
        ("Erik Hahn was arrested, police said.", "Police have an arrest warrant for Erik Hahn, police said."),
    ],
)
def test_i4_what_is_invented_is_dropped(text: str, passage: str) -> None:
    assert isinstance(verdict(text, passage), str)


def test_i5_two_events_are_not_made_one() -> None:
    joined = "Rescuers brought 84 passengers to the harbour of Halvik because the steering had failed twice."
    assert isinstance(judged(Written(text=joined, claims=(1, 3)), CLAIMS, COURT, title=False), str)


def test_i6_a_right_sentence_with_a_wrong_citation_is_dropped() -> None:
    text = "Captain Ida Brandt said the steering had failed twice."
    assert isinstance(judged(Written(text=text, claims=(1,)), CLAIMS, COURT, title=False), str)
    assert isinstance(judged(Written(text=text, claims=(3,)), CLAIMS, COURT, title=False), Statement)


def test_i7_a_quotation_is_verbatim() -> None:
    passage = "“We will rebuild every school,” Governor Pia Holm said after the flood."
    assert isinstance(verdict("Governor Pia Holm said, “We will rebuild each school.”", passage), str)
    assert isinstance(verdict("Governor Pia Holm said: “We will rebuild every school.”", passage), Statement)


def test_i8_an_old_day_is_not_told_as_a_new_one() -> None:
    passage = "The mine closed in 2019, the council said."
    assert isinstance(verdict("The mine closed this year, the council said.", passage), str)
    assert isinstance(verdict("The mine closed in 2026, the council said.", passage), str)


def test_i9_what_somebody_says_is_not_told_as_fact() -> None:
    passage = "Opposition leader Mara Quist said that the government had hidden the report."
    assert isinstance(verdict("The government had hidden the report.", passage), str)


@pytest.mark.parametrize(
    "says",
    [
        Says(text="{'parts': ["),
        Says(text='{"parts":[],"more":1}'),
        Says(text="x" * 900_000),
        Says(text=""),
        Says(text="I'm sorry, but I can't help with that."),
        Says(text="Les secours ont conduit les passagers au port."),
        Says(drip=True),
    ],
)
def test_i10_whatever_the_answer_is_the_story_is_published(says: Says) -> None:
    with scripted_endpoint(lambda _payload: says) as endpoint:
        client = ChatClient(endpoint.base_url, "small", seconds=0.3, sleep=lambda _seconds: None)
        edition = page(LlmWriter(client, "small", memory=Memory()))
        assert len(endpoint.asked) <= 2
    assert said(edition) == said(page(None))


@pytest.mark.parametrize("status", [429, 500, 401, 404])
def test_i11_a_failing_server_stops_nothing_and_a_budget_stops_calls(status: int) -> None:
    with scripted_endpoint(lambda _payload: Says(status=status)) as endpoint:
        asking = writer(endpoint)
        first, second = page(asking), page(asking)
        calls = len(endpoint.asked)
    assert said(first) == said(second) == said(page(None))
    assert calls <= 3
    assert "owed by" in first.provenance.writer
    with scripted_endpoint(answering(lambda _n, text: text)) as endpoint:
        capped = page(writer(endpoint, budget=Budget(day_tokens=10)))
        assert endpoint.asked == []
    assert said(capped) == said(first)
    assert "budget of the day" in capped.provenance.writer


def test_i12_after_a_crash_the_same_words_and_no_second_bill() -> None:
    memory, words = Memory(), [" stated"]
    script: Script = lambda payload: answering(lambda _n, text: text.replace(" said", words[-1]))(payload)  # noqa: E731
    with scripted_endpoint(script) as endpoint:
        first = page(writer(endpoint, memory))
        calls = len(endpoint.asked)
        words.append(" declared")
        again = page(writer(endpoint, memory))
        assert len(endpoint.asked) == calls
    assert said(again) == said(first)
    assert any(" stated " in text for text in said(first))
