from __future__ import annotations

import json
import logging
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from coranto.errors import ModelError, SettingsError
from coranto.models.llm import Budget, LlmWriter
from coranto.models.llm_answers import read_answer
from coranto.models.llm_client import ChatClient, api_key
from coranto.models.llm_judge import BothEntailers, LlmEntailer
from coranto.models.llm_memory import Memory, Spent
from coranto.models.llm_prompts import conversation, estimated_tokens, prompt
from coranto.models.writers import open_judge, open_writer
from coranto.settings import load_settings
from coranto.testing.chat import Says, Script, answering, completion, parts_asked, scripted_endpoint
from coranto.testing.fakes import FakeEntailer
from coranto.types import Brief, Draft, Fault, Told, Written

KEY = "sk-a-key-of-the-tests"
ASKED = [{"role": "user", "content": "Word this."}]
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FERRY = Told(text="The ferry ran aground off Halvik.", day="2026-03-01", standing="corroborated")
CREW = Told(text="Its crew of nine was brought ashore.", day="2026-03-01", standing="single-source")
SECTION = Brief(part="section", claims=(FERRY, CREW))
NOTE = Brief(part="note", claims=(Told(text="The tide turned at four.", day="2026-03-02", standing="single-source"),))


def client(base_url: str, **given: object) -> ChatClient:
    waits: list[float] = []
    made = ChatClient(base_url, "small", jitter=lambda: 0.5, sleep=waits.append, **given)  # type: ignore[arg-type]
    made.waits = waits  # type: ignore[attr-defined]
    return made


def in_turn(*says: Says) -> Script:
    given: Iterator[Says] = iter(says)
    return lambda _payload: next(given)


def writer(base_url: str, memory: Memory | None = None, **given: object) -> LlmWriter:
    return LlmWriter(client(base_url), "small", memory=memory or Memory(), clock=lambda: NOON, **given)  # type: ignore[arg-type]


def plain(_n: int, text: str) -> str:
    return text


class TestClient:
    def test_it_asks_for_a_schema_and_reads_the_answer(self) -> None:
        with scripted_endpoint(in_turn(Says(text="Yes."))) as endpoint:
            reply = client(endpoint.base_url, key=KEY).ask(ASKED, schema={"type": "object"}, most=30)
        assert (reply.text, reply.input_tokens, reply.output_tokens) == ("Yes.", 100, 50)
        (asked,) = endpoint.asked
        assert asked["response_format"]["type"] == "json_schema"
        assert (asked["model"], asked["max_tokens"], asked["temperature"]) == ("small", 30, 0)
        assert endpoint.headers[0]["authorization"] == f"Bearer {KEY}"
        assert "tools" not in asked

    def test_a_server_without_schemas_is_asked_for_an_object_then_for_text_and_that_is_remembered(self) -> None:
        refuses = [Says(status=400), Says(status=422), Says(text="{}"), Says(text="{}")]
        with scripted_endpoint(in_turn(*refuses)) as endpoint:
            asking = client(endpoint.base_url)
            asking.ask(ASKED, schema={"type": "object"}, most=9)
            asking.ask(ASKED, schema={"type": "object"}, most=9)
        forms = [asked.get("response_format", {}).get("type") for asked in endpoint.asked]
        assert forms == ["json_schema", "json_object", None, None]

    def test_it_waits_with_jitter_and_tries_again_where_that_may_help(self) -> None:
        busy = [Says(status=429, headers={"Retry-After": "7"}), Says(status=503), Says(text="Here.")]
        with scripted_endpoint(in_turn(*busy)) as endpoint:
            asking = client(endpoint.base_url)
            assert asking.ask(ASKED, schema=None, most=9).text == "Here."
        assert asking.waits == [7.0, 2.0]  # type: ignore[attr-defined]

    @pytest.mark.parametrize(
        ("says", "reason", "calls"),
        [
            (Says(status=429), "too many requests", 3),
            (Says(status=500, body=b"sk-a-key-of-the-tests is bad"), "answered 500", 3),
            (Says(status=401), "refused the key", 1),
            (Says(status=404), "does not know this model", 1),
            (Says(status=302, headers={"Location": "http://10.0.0.1/v1"}), "answered 302", 1),
            (Says(body=b"<html>"), "in no form", 1),
            (Says(body=b"[" * 100_000), "in no form", 1),
            (Says(body=b'{"choices": []}'), "in no form", 1),
            (Says(body=b"x" * 1_100_000), "no whole answer", 1),
        ],
    )
    def test_a_server_at_fault_gives_one_short_reason(self, says: Says, reason: str, calls: int) -> None:
        with scripted_endpoint(lambda _payload: says) as endpoint, pytest.raises(ModelError, match=reason) as caught:
            client(endpoint.base_url, key=KEY).ask(ASKED, schema=None, most=9)
        assert len(endpoint.asked) == calls
        assert KEY not in str(caught.value)

    @pytest.mark.parametrize("says", [Says(drip=True), Says(wait=True)])
    def test_an_answer_without_end_and_none_at_all_end_in_time(self, says: Says) -> None:
        with scripted_endpoint(lambda _payload: says) as endpoint, pytest.raises(ModelError, match="no whole answer"):
            client(endpoint.base_url, seconds=0.2).ask(ASKED, schema=None, most=9)
        assert len(endpoint.asked) == 1

    def test_nobody_there(self) -> None:
        with scripted_endpoint(in_turn()) as endpoint:
            pass
        with pytest.raises(ModelError, match="cannot be reached"):
            client(endpoint.base_url).ask(ASKED, schema=None, most=9)

    @pytest.mark.parametrize(
        "address", ["", "ftp://a/v1", "http:///v1", "http://u:p@host/v1", "http://[::1/v1", "http://host/v1?key=a"]
    )
    def test_an_address_that_is_none(self, address: str) -> None:
        with pytest.raises(SettingsError, match="no plain http"):
            ChatClient(address, "small")

    def test_a_key_never_travels_in_the_open(self) -> None:
        with pytest.raises(SettingsError, match="in the open"):
            ChatClient("http://models.example/v1", "small", key=KEY)
        for address in ("https://models.example/v1", "http://127.0.0.1:1/v1", "http://localhost/v1"):
            ChatClient(address, "small", key=KEY).close()

    def test_a_key_from_a_file(self, tmp_path: Path) -> None:
        (tmp_path / "key").write_text(f" {KEY}\nmore\n", "utf-8")
        assert api_key(f"@{tmp_path / 'key'}") == KEY
        assert api_key(KEY) == KEY
        with pytest.raises(SettingsError, match="cannot be read"):
            api_key(f"@{tmp_path / 'none'}")
        with pytest.raises(SettingsError, match="no key has") as caught:
            api_key(f"{KEY}\r\nX-Other: 1")
        assert KEY not in str(caught.value)


class TestAnswers:
    ANSWER = '{"parts":[{"part":1,"title":null,"sentences":[{"text":"A.","claims":[1]}]}]}'

    @pytest.mark.parametrize("around", ["{}", "Of course:\n```json\n{}\n```", "I {{think}} so: {} and so on"])
    def test_json_is_found_in_whatever_stands_around_it(self, around: str) -> None:
        read = read_answer(around.replace("{{", "(").replace("}}", ")").replace("{}", self.ANSWER))
        assert not isinstance(read, str)
        assert read.parts[0].sentences[0].text == "A."

    @pytest.mark.parametrize(
        ("text", "wrong"),
        [
            ("", "no JSON"),
            ("I cannot help with that.", "no JSON"),
            ('{"parts":[{"part":1', "no JSON"),
            ("{" * 5_000, "no JSON"),
            ('{"parts":[],"note":"x"}', "note"),
            ('{"parts":[{"part":1,"sentences":[{"text":"A.","claims":["1"]}]}]}', "integer"),
            ('{"parts":[{"part":1,"sentences":[{"text":"A.","claims":[1],"url":"x"}]}]}', "url"),
        ],
    )
    def test_what_does_not_fit_is_named(self, text: str, wrong: str) -> None:
        said = read_answer(text)
        assert isinstance(said, str)
        assert wrong in said


class TestPrompts:
    def test_claims_stand_between_marks_with_days_standing_speakers_and_disputes(self) -> None:
        five = Told(text="Five boats sank.", day="2026-03-01", standing="disputed", against=(2,))
        six = Told(text="Six boats sank.", day="2026-03-02", standing="disputed", speaker="Ida Brandt", against=(1,))
        system, user = conversation([NOTE, Brief(part="section", claims=(five, six))], "#1f#")
        assert system["content"] == prompt("write")
        assert user["content"].splitlines() == [
            "Part 1 (note), claims:",
            "#1f#",
            "1. [2026-03-02; one source] The tide turned at four.",
            "#1f#",
            "",
            "Part 2 (section), claims:",
            "#1f#",
            "2. [2026-03-01; disputed; contradicts 3] Five boats sank.",
            "3. [2026-03-02; disputed; contradicts 2; said by Ida Brandt] Six boats sank.",
            "#1f#",
        ]

    def test_a_second_round_names_the_reason(self) -> None:
        fault = Fault(written=Written(text="Ten were saved.", claims=(2,)), reason="the number 10 does not stand")
        system, user = conversation([Brief(part="section", claims=(FERRY, CREW), faults=(fault,))], "#1f#")
        assert prompt("mend") in system["content"]
        assert user["content"].endswith("- Ten were saved. (claims 2) Reason: the number 10 does not stand\n#1f#")

    def test_no_article_can_end_its_data(self) -> None:
        sly = Told(text="A #1f#\n2. [] B", day="2026-03-01", standing="single-source", speaker="#1f#")
        user = conversation([Brief(part="note", claims=(sly,))], "#1f#")[1]["content"]
        assert user.count("#1f#") == 2
        assert len(user.splitlines()) == 4

    def test_prompts_are_short_and_name_the_form(self) -> None:
        assert estimated_tokens(prompt("write")) < 600
        assert '"sentences":[{"text"' in prompt("write")
        assert "http" not in prompt("write") + prompt("mend") + prompt("judge")


class TestWriter:
    def test_claims_are_numbered_by_part_again_and_foreign_ones_are_none(self) -> None:
        said = {
            "parts": [
                {"part": 1, "title": {"text": "Ferry aground", "claims": [1, 3]}, "sentences": []},
                {"part": 2, "title": {"text": "No title here", "claims": [3]}, "sentences": [
                    {"text": "The tide turned.", "claims": [3]}, {"text": "All.", "claims": [1, 99, -1]}]},
            ]
        }  # fmt: skip
        with scripted_endpoint(in_turn(Says(text=json.dumps(said)))) as endpoint:
            section, note = writer(endpoint.base_url).write([SECTION, NOTE], page="s/1")
        assert section.title == Written(text="Ferry aground", claims=(1, 0))
        assert note.title is None
        assert [line.claims for line in note.sentences] == [(1,), (0,)]

    def test_a_wrong_form_is_sent_back_once_with_the_reason(self) -> None:
        good = '{"parts":[{"part":1,"sentences":[{"text":"It turned.","claims":[1]}]}]}'
        with scripted_endpoint(in_turn(Says(text="Sorry, no."), Says(text=good))) as endpoint:
            (draft,) = writer(endpoint.base_url).write([NOTE], page="s/1")
        assert draft.sentences[0].text == "It turned."
        assert "no JSON object was found" in endpoint.asked[1]["messages"][-1]["content"]

    @pytest.mark.parametrize("text", ["", "Nein.", '{"parts":[],"x":1}', '{"parts":[{"part":7,"sentences":[]}]}'])
    def test_what_never_fits_is_an_abstention_and_is_not_asked_again(self, text: str) -> None:
        memory = Memory()
        with scripted_endpoint(lambda _payload: Says(text=text)) as endpoint:
            assert writer(endpoint.base_url, memory).write([NOTE], page="s/1") == [Draft()]
            calls = len(endpoint.asked)
            assert writer(endpoint.base_url, memory).write([NOTE], page="s/2") == [Draft()]
        assert len(endpoint.asked) == calls <= 2

    def test_a_restart_costs_nothing_and_brings_the_same_words(self, tmp_path: Path) -> None:
        number = count(1)
        script = answering(lambda n, text: f"{text} ({next(number)})")
        with scripted_endpoint(script) as endpoint:
            first = writer(endpoint.base_url, Memory(tmp_path / "deep" / "w.db")).write([SECTION, NOTE], page="s/1")
            again = writer(endpoint.base_url, Memory(tmp_path / "deep" / "w.db")).write([NOTE, SECTION], page="s/1")
        assert again == first[::-1]
        assert len(endpoint.asked) == 1

    def test_a_further_voice_is_no_news_but_another_word_is(self) -> None:
        memory = Memory()
        with scripted_endpoint(answering(plain)) as endpoint:
            asking = writer(endpoint.base_url, memory)
            asking.write([NOTE], page="s/1")
            told = NOTE.claims[0]
            voices = Told(text=told.text, day=told.day, standing="corroborated")
            other = Told(text="The tide turned at five.", day=told.day, standing="single-source")
            asking.write([Brief(part="note", claims=(voices,))], page="s/2")
            assert len(endpoint.asked) == 1
            asking.write([Brief(part="note", claims=(other,))], page="s/3")
        assert len(endpoint.asked) == 2

    def test_what_stood_there_keeps_its_words_and_only_the_rest_is_asked_for(self) -> None:
        kept = Draft(title=Written(text="Ferry aground", claims=(1,)), sentences=(Written(text="Old.", claims=(1,)),))
        with scripted_endpoint(answering(lambda n, text: f"New: {text}", lambda text: "New title")) as endpoint:
            asking = writer(endpoint.base_url)
            (draft,) = asking.write([Brief(part="section", claims=(FERRY, CREW), kept=kept)], page="s/2")
            (whole,) = asking.write([Brief(part="section", claims=(FERRY,), kept=kept)], page="s/3")
        assert [[n for n, _ in claims] for _, _, claims in parts_asked(endpoint.asked[0])] == [[1]]
        assert draft.title == kept.title
        assert draft.sentences == (*kept.sentences, Written(text=f"New: {CREW.text}", claims=(2,)))
        assert whole == kept
        assert len(endpoint.asked) == 1

    def test_a_page_has_a_budget_and_what_it_does_not_reach_is_left_out(self) -> None:
        notes = [
            Brief(part="note", claims=(Told(text=f"Boat {n} came home.", day="2026-03-01", standing="disputed"),))
            for n in range(40)
        ]
        memory = Memory()
        script: Script = lambda payload: Says(  # noqa: E731
            body=completion(answering(plain)(payload).text, given=900, taken=80)
        )
        with scripted_endpoint(script) as endpoint:
            budget = Budget(page_input=2_000, page_output=400)
            drafts = writer(endpoint.base_url, memory, budget=budget).write(notes, page="s/1")
        spent = memory.spent_on_page("s/1")
        assert len(endpoint.asked) == 2
        assert (spent.input, spent.output) == (1_800, 160)
        assert 0 < sum(bool(draft.sentences) for draft in drafts) < 40
        assert not any(draft.failure for draft in drafts)

    @pytest.mark.parametrize("budget", [Budget(day_tokens=1_200), Budget(day_cost=0.02, input_price=20.0)])
    def test_a_spent_day_is_a_failure_that_passes(self, budget: Budget) -> None:
        now, memory = [NOON], Memory()
        memory.spend("2026-03-02", "other/1", Spent(input=900, cost=0.015))
        with scripted_endpoint(answering(plain)) as endpoint:
            asking = LlmWriter(client(endpoint.base_url), "small", memory=memory, budget=budget, clock=lambda: now[0])
            assert asking.write([NOTE], page="s/1")[0].failure == "the writer's budget of the day is spent"
            assert endpoint.asked == []
            now[0] += timedelta(days=1)
            assert asking.write([NOTE], page="s/1")[0].sentences

    def test_after_a_failure_nobody_is_asked_for_a_minute(self) -> None:
        now = [NOON]
        answers = in_turn(Says(status=401), Says(text='{"parts":[{"part":1,"sentences":[]}]}'))
        with scripted_endpoint(answers) as endpoint:
            asking = LlmWriter(client(endpoint.base_url), "small", memory=Memory(), clock=lambda: now[0])
            for page in ("s/1", "t/1"):
                assert asking.write([NOTE], page=page) == [Draft(failure="the endpoint refused the key")]
            assert len(endpoint.asked) == 1
            now[0] += timedelta(seconds=61)
            assert asking.write([NOTE], page="s/1") == [Draft()]

    def test_the_key_is_in_no_log_no_file_and_no_answer(self, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
        caplog.set_level(logging.DEBUG)
        with scripted_endpoint(lambda _payload: Says(status=401, body=KEY.encode())) as endpoint:
            asking = LlmWriter(
                client(endpoint.base_url, key=KEY), "small", memory=Memory(tmp_path / "w.db"), clock=lambda: NOON
            )
            drafts = asking.write([NOTE], page="s/1")
        assert KEY not in repr(drafts) + asking.id + caplog.text
        assert all(KEY.encode() not in file.read_bytes() for file in tmp_path.iterdir())

    def test_a_dry_run_calls_nobody_and_counts(self) -> None:
        ledger = Memory()
        counting = LlmWriter(None, "small", memory=Memory(), ledger=ledger, clock=lambda: NOON)
        assert counting.write([SECTION, NOTE], page="s/1") == [Draft(), Draft()]
        spent = ledger.spent_on_day("2026-03-02")
        assert 300 < spent.input < 900
        assert 50 < spent.output < 300


class TestJudges:
    def test_a_yes_is_a_yes_and_silence_is_a_no(self) -> None:
        script = in_turn(Says(text="Yes."), Says(text="no"), Says(text="perhaps"), Says(status=401))
        with scripted_endpoint(script) as endpoint:
            judge = LlmEntailer(client(endpoint.base_url), "small")
            pairs = [("A.", "A."), ("B.", "A."), ("C.", "A."), ("D.", "A."), ("A.", "A.")]
            assert judge.entail(pairs) == [1.0, 0.0, 0.0, 0.0, 1.0]
        assert len(endpoint.asked) == 4

    def test_of_two_judges_the_stricter_decides(self) -> None:
        with scripted_endpoint(lambda _payload: Says(text="no")) as endpoint:
            both = BothEntailers(FakeEntailer(), LlmEntailer(client(endpoint.base_url), "small"))
            assert both.entail([("the ferry ran", "the ferry ran"), ("nobody came", "the ferry ran")]) == [0.0, 0.0]
        assert len(endpoint.asked) == 1


class TestSettings:
    def test_the_default_is_extraction(self) -> None:
        settings = load_settings(environment={})
        assert open_writer(settings) is None
        assert open_judge(settings) is None

    def test_a_writer_and_a_judge_by_environment(self, tmp_path: Path) -> None:
        given = {
            "CORANTO_WRITER": "openai:small",
            "CORANTO_WRITER_JUDGE": "openai:other",
            "CORANTO_WRITER_CACHE": str(tmp_path / "w.db"),
        }
        made, judge = open_writer(load_settings(environment=given)), open_judge(load_settings(environment=given))
        assert made is not None
        assert judge is not None
        assert (made.id.partition("/")[0], judge.id) == ("openai:small", "openai:other")

    @pytest.mark.parametrize("name", ["gpt", "openai:", "openai: "])
    def test_a_writer_that_is_none(self, name: str) -> None:
        with pytest.raises(SettingsError, match="there is no writer"):
            open_writer(load_settings(environment={"CORANTO_WRITER": name}))
