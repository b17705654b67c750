"""Server-sent events: what is new is told once, in order, and taken up again after a pause."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import anyio
import pytest
from starlette.testclient import TestClient
from tests.publish.press import archive, report, told

from coranto.cli import main
from coranto.publish.app import create_app
from coranto.publish.web import events
from coranto.publish.web.cursors import keyed, read_mark, spelt_mark
from coranto.publish.web.shelf import Shelf
from coranto.stores.sql import open_store
from coranto.testing.memory import MemoryStore
from coranto.testing.samples import NOON

ONE, TWO = report(1, "A Post"), report(2, "B Courier")


def store() -> MemoryStore:
    return archive([(told("s1", ONE), [ONE]), (told("s2", TWO, composed_at=NOON + timedelta(days=40)), [TWO])])


def listen(kept: MemoryStore, after: str = "", *, meanwhile: Callable[[int], None] = lambda _: None) -> list[str]:
    """All that is told until the server hangs up; ``meanwhile`` is called at each wait."""
    waits = 0

    async def sleep(_seconds: float) -> None:
        nonlocal waits
        meanwhile(waits)
        waits += 1

    async def heard() -> list[str]:
        mark = read_mark(after) if after else None
        return [event async for event in events.told(Shelf(kept), mark, sleep=sleep)]

    return anyio.run(heard)


def fields(event: str) -> dict[str, str]:
    assert event.endswith("\n\n")
    return dict(line.split(": ", 1) for line in event.strip().split("\n"))


def editions(heard: list[str]) -> list[dict[str, str]]:
    return [fields(event) for event in heard if "event: edition" in event]


def test_who_begins_to_listen_is_told_of_what_comes() -> None:
    kept = store()
    third = told("s1", ONE, revision=2, composed_at=NOON + timedelta(days=50))
    heard = listen(kept, meanwhile=lambda wait: kept.add_edition(third) if wait == 1 else None)
    assert heard[0].startswith("retry: ")
    (event,) = editions(heard)
    assert (json.loads(event["data"])["id"], json.loads(event["data"])["revision"]) == ("s1", 2)


def test_who_comes_back_is_told_of_what_was_missed_in_order() -> None:
    kept = store()
    for n, story_id in enumerate(("s2", "s1"), 1):
        one = ONE if story_id == "s1" else TWO
        kept.add_edition(told(story_id, one, revision=2, composed_at=NOON + timedelta(days=50 + n)))
    missed = [json.loads(event["data"]) for event in editions(listen(kept, newest_id(store())))]
    assert [(one["id"], one["revision"]) for one in missed] == [("s2", 2), ("s1", 2)]
    assert not editions(listen(kept, newest_id(kept)))


def newest_id(kept: MemoryStore) -> str:
    """The id of the newest event of a store."""
    rows = keyed(Shelf(kept).cards().values(), lambda card: card.composed_at)
    return spelt_mark(rows[0][0])


def test_a_quiet_line_is_kept_alive_and_ends() -> None:
    heard = listen(store())
    assert heard.count(": still here\n\n") == pytest.approx(events.WHOLE_SECONDS / events.ALIVE_SECONDS, abs=5)


def test_no_words_of_strangers_begin_a_field_of_their_own() -> None:
    kept = store()
    evil = told("s1", ONE, revision=2, composed_at=NOON + timedelta(days=50))
    evil = replace(evil, headline=replace(evil.headline, text="a\n\nevent: gone\r\ndata: x\u2028\x00"))
    heard = listen(kept, meanwhile=lambda wait: kept.add_edition(evil) if wait == 0 else None)
    (event,) = editions(heard)
    assert set(event) == {"id", "event", "data"}
    assert json.loads(event["data"])["headline"] == evil.headline.text


def test_what_is_no_id_is_refused_and_head_has_no_body() -> None:
    client = TestClient(create_app(store()), base_url="http://127.0.0.1:8000")
    assert client.get("/api/v1/events", headers={"last-event-id": "a b"}).status_code == 400
    assert client.get("/api/v1/events", params={"after": "nonsense!"}).status_code == 400
    assert client.head("/api/v1/events").headers["content-type"].startswith("text/event-stream")


def test_more_listeners_than_places_are_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(events, "MOST_LISTENERS", 1)
    monkeypatch.setattr(events, "WHOLE_SECONDS", 0.0)
    client = TestClient(create_app(store()), base_url="http://127.0.0.1:8000")
    for _ in range(3):  # each gives its place back
        assert client.get("/api/v1/events").status_code == 200
    monkeypatch.setattr(events, "MOST_LISTENERS", 0)
    answer = TestClient(create_app(store()), base_url="http://127.0.0.1:8000").get("/api/v1/events")
    assert (answer.status_code, answer.headers["retry-after"]) == (503, "60")


@pytest.mark.parametrize("command", [["serve"], ["mcp", "--http"]])
def test_ctrl_c_does_not_wait_for_those_who_listen(
    command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    open_store(str(tmp_path / "a.db")).close()
    given: dict[str, object] = {}
    monkeypatch.setattr("uvicorn.run", lambda _app, **how: given.update(how))
    monkeypatch.delenv("CORANTO_TOKEN", raising=False)
    assert main([*command, "--store", str(tmp_path / "a.db")]) == 0
    assert given["host"] == "127.0.0.1"
    assert given["timeout_graceful_shutdown"] == 3
