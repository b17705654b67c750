from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from unittest.mock import patch

import pytest

from coranto import engine as engine_module
from coranto.cluster import assign
from coranto.cluster.membership import Membership
from coranto.engine import Engine, build, check_writable, open_engine
from coranto.errors import InputError, OutputError, StoreError
from coranto.flow import Flow
from coranto.net.inputs import open_input
from coranto.net.workers import Workers
from coranto.settings import load_settings
from coranto.stores.sql import open_store
from coranto.testing.fakes import FakeEmbedder, FakeFetcher, FakeParser, FixedClock
from coranto.types import Link, RawArticle, Rejection, Report, Tending

NOW = datetime(2026, 3, 20, 12, 0, tzinfo=UTC)
BODY = (
    "A crane fell on the quay of Ostmark harbour on Saturday. The port authority said that nobody was hurt. "
    "Two ferries turned back to Lindau.\nInspector Ida Brandt said the quay was closed until Monday."
)


def record(number: int, **more: object) -> dict[str, object]:
    return {
        "url": f"https://post.example/{number}",
        "title": f"Crane {number} falls in Ostmark harbour",
        "text": BODY.replace("Two ferries", f"{number + 20} ferries"),
        "publisher": "The Post",
        "published_at": f"2026-03-{number:02d}T10:00:00+01:00",
        **more,
    }


def lines(*records: object) -> bytes:
    return b"\n".join(each if isinstance(each, bytes) else json.dumps(each).encode() for each in records)


def file_of(folder: Path, *records: object) -> str:
    path = folder / "in.jsonl"
    path.write_bytes(lines(*records))
    return str(path)


@pytest.fixture
def an_engine(tmp_path: Path) -> Iterable[Callable[..., Engine]]:
    opened: list[Engine] = []

    def make(store: str = "") -> Engine:
        opened.append(
            Engine(
                open_store(store),
                settings=load_settings(environment={}),
                parser=FakeParser(),
                embedder=FakeEmbedder(),
                opener=lambda given: open_input(given, FakeFetcher({}), Workers()),
                clock=FixedClock(NOW),
            )
        )
        return opened[-1]

    yield make
    for each in opened:
        each.close()


def balanced(report: Report) -> bool:
    reading = [r for r in report.rejected if r.stage in ("open", "parse", "read")]
    return report.read == report.accepted + len(reading)


BAD = [
    pytest.param(b"{not json", "parse", "not-json", id="not-json"),
    pytest.param(b"[1, 2]", "parse", "not-an-object", id="a-list"),
    pytest.param(b'{"url": "https://post.example/9", "title": "\xff"}', "parse", "not-utf8", id="not-utf8"),
    pytest.param(record(9, url=None), "read", "no-url", id="no-url"),
    pytest.param(record(9, url="javascript:alert(1)"), "read", "no-url", id="no-web-url"),
    pytest.param(record(9, title=None, text=None), "read", "no-title", id="no-title"),
    pytest.param(record(9, title=["a"]), "parse", "wrong-type", id="title-of-another-type"),
    pytest.param(record(1, url="https://post.example/1?utm_source=x"), "read", "same-url", id="tracking"),
    pytest.param(record(1, text=BODY), "read", "other-text-same-url", id="two-texts"),
]


@pytest.mark.parametrize(("bad", "stage", "reason"), BAD)
def test_a_bad_record_is_listed_and_the_others_go_on(
    an_engine: Callable[..., Engine], tmp_path: Path, bad: object, stage: str, reason: str
) -> None:
    report = an_engine().add([file_of(tmp_path, record(1), bad, record(3))], now=NOW)
    assert (report.read, report.accepted) == (3, 2)
    (rejection,) = report.rejected
    assert (rejection.stage, rejection.reason) == (stage, reason)
    assert rejection.subject.endswith(":2")
    assert rejection.detail
    assert balanced(report)


ODD = [
    pytest.param({"text": ""}, id="empty-body"),
    pytest.param({"text": None}, id="no-body"),
    pytest.param({"published_at": "2099-01-01"}, id="in-2099"),
    pytest.param({"published_at": None}, id="no-date"),
    pytest.param({"published_at": "yesterday-ish"}, id="no-date-at-all"),
    pytest.param({"text": BODY + "\x00\x07\x1b[31m \u202e hidden \ufeff"}, id="control-characters"),
    pytest.param({"text": ("A ferry left Lindau at noon. " * 60 + "\n") * 2_900}, id="five-megabytes"),
    pytest.param({"publisher": None, "language": "xx-nonsense"}, id="no-publisher"),
    pytest.param({"title": "\U0001f600 " * 3 + "Crane falls"}, id="emoji"),
]


@pytest.mark.parametrize("fields", ODD)
def test_an_odd_record_is_accepted_and_gets_a_page(
    an_engine: Callable[..., Engine], tmp_path: Path, fields: dict[str, object]
) -> None:
    engine = an_engine()
    report = engine.add([file_of(tmp_path, record(1, **fields), record(3))], now=NOW)
    assert (report.read, report.accepted, report.rejected) == (2, 2, ())
    shown = {source.url for edition in engine.editions() for source in edition.sources}
    assert shown == {"https://post.example/1", "https://post.example/3"}


def test_articles_are_placed_in_order_of_publication(an_engine: Callable[..., Engine], tmp_path: Path) -> None:
    engine = an_engine()
    engine.add([file_of(tmp_path, record(9), record(2), record(5))], now=NOW)
    placed = engine.store.articles([a.article_id for a in engine.store.assignments()])
    order = [engine.store.article(a.article_id) for a in engine.store.assignments()]
    assert order == placed


def test_a_second_run_over_the_same_input_changes_nothing(an_engine: Callable[..., Engine], tmp_path: Path) -> None:
    given = file_of(tmp_path, record(1), record(2), b"{bad")
    address = str(tmp_path / "a.db")
    first = an_engine(address)
    first.add([given], now=NOW)
    before = (first.editions(), first.store.rejections(), first.store.assignments())
    second = an_engine(address)
    report = second.add([given])
    assert (report.read, report.accepted, report.composed) == (3, 0, 0)
    assert (second.editions(), second.store.rejections(), second.store.assignments()) == before
    assert balanced(report)


def test_what_changed_is_looked_at_again_when_all_is_placed(an_engine: Callable[..., Engine], tmp_path: Path) -> None:
    address, looked_at = str(tmp_path / "a.db"), []

    def look(_: object, known: Membership, now: datetime) -> tuple[Tending, ...]:
        looked_at.append((len(known.changed), now))
        first, *others = known.stories
        return tuple(Link(first=first, second=other, why="One affair.") for other in others)

    crane, pianos = record(1), record(2, title="Karsk lends pianos", text="Forty pianos went to schools in Karsk.")
    with patch.object(assign, "findings", look):
        an_engine(address).add([file_of(tmp_path, crane)], now=NOW)
        engine = an_engine(address)
        engine.add([file_of(tmp_path, crane, pianos)], now=NOW)
        engine.add([file_of(tmp_path, crane, pianos)], now=NOW)
    assert looked_at == [(1, NOW), (1, NOW)]
    assert [(act.kind, act.reason) for act in engine.store.acts()] == [("link", "One affair.")]


def test_a_store_is_taken_up_once_unless_another_writes_there(an_engine: Callable[..., Engine], tmp_path: Path) -> None:
    address = str(tmp_path / "a.db")
    engine, other = an_engine(address), an_engine(address)
    with patch.object(Flow, "restore", autospec=True, side_effect=Flow.restore) as restored:
        engine.add([file_of(tmp_path, record(1))], now=NOW)
        engine.add([file_of(tmp_path, record(2))], now=NOW)
        assert restored.call_count == 1
        other.add([file_of(tmp_path, record(3))], now=NOW)
        engine.add([file_of(tmp_path, record(4))], now=NOW)
    assert restored.call_count == 3
    (edition,) = engine.editions()
    assert (edition.revision, edition.counts.articles) == (4, 4)


def test_a_new_article_gives_its_story_a_new_revision_and_keeps_the_old(
    an_engine: Callable[..., Engine], tmp_path: Path
) -> None:
    address = str(tmp_path / "a.db")
    an_engine(address).add([file_of(tmp_path, record(1))], now=NOW)
    engine = an_engine(address)
    report = engine.add([file_of(tmp_path, record(1), record(2))], now=NOW)
    (edition,) = engine.editions()
    assert (report.composed, edition.revision, edition.counts.articles) == (1, 2, 2)
    first = engine.store.edition(edition.story_id, 1)
    assert first is not None
    assert first.counts.articles == 1


def test_what_a_crash_left_is_taken_up_without_any_input(an_engine: Callable[..., Engine], tmp_path: Path) -> None:
    address = str(tmp_path / "a.db")
    engine = an_engine(address)
    flow = engine._flow(NOW)
    assert not isinstance(flow.read(RawArticle(subject="x:1", **record(1))), Rejection)  # type: ignore[arg-type]
    report = an_engine(address).add([], now=NOW)
    assert (report.read, report.stories, report.composed) == (0, 1, 1)


def test_the_same_input_gives_the_same_bytes(an_engine: Callable[..., Engine], tmp_path: Path) -> None:
    given = file_of(tmp_path, *(record(n) for n in range(1, 8)), b"{bad", record(2, text="Other words."))
    trees = []
    for name in ("one", "two"):
        engine = an_engine()
        engine.publish(tmp_path / name, engine.add([given], now=NOW))
        root = tmp_path / name
        trees.append({p.relative_to(root).as_posix(): p.read_bytes() for p in root.rglob("*") if p.is_file()})
    assert trees[0] == trees[1]
    assert {"index.html", "index.json", "feed.xml", "feed.json", "report.json"} <= set(trees[0])


def test_a_build_writes_the_report_and_every_article(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(engine_module, "_default_models", lambda: (FakeParser(), FakeEmbedder()))
    out = tmp_path / "out"
    told: list[str] = []
    report = build(
        [file_of(tmp_path, record(1), b"{bad", record(2, url="https://echo.example/2"))],
        out,
        now=NOW,
        settings=load_settings(environment={}),
        progress=lambda stage, done, of: told.append(stage),
    )
    written = json.loads((out / "report.json").read_text("utf-8"))
    assert {key: written[key] for key in ("read", "accepted", "copies")} == {
        "read": 3,
        "accepted": 2,
        "copies": report.copies,
    }
    assert [(r["stage"], r["reason"]) for r in written["rejected"]] == [("parse", "not-json")]
    assert len(list((out / "articles").glob("*.json"))) == 2
    assert list(dict.fromkeys(told)) == ["read", "analyze", "compose", "publish"]


def test_an_input_that_is_not_there_stops_before_anything_is_stored(
    an_engine: Callable[..., Engine], tmp_path: Path
) -> None:
    engine = an_engine()
    with pytest.raises(InputError):
        engine.add([file_of(tmp_path, record(1)), str(tmp_path / "none.jsonl")], now=NOW)
    assert engine.store.articles() == []


def test_an_output_folder_that_is_a_file_is_refused_at_once(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(OutputError, match="give --out a folder"):
        check_writable(tmp_path / "out")


def test_the_users_own_store_is_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.delenv("CORANTO_STORE", raising=False)
    with pytest.raises(StoreError, match="there is no store"):
        open_engine(create=False)
    with open_engine() as engine:
        assert engine.editions() == []
    assert (tmp_path / "coranto" / "coranto.db").is_file()
    monkeypatch.setenv("CORANTO_STORE", str(tmp_path / "other.db"))
    with open_engine():
        assert (tmp_path / "other.db").is_file()
