from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from coranto.backfill import Pace, backfill, records_in
from coranto.cli import main
from coranto.engine import Engine
from coranto.errors import InputError
from coranto.stores.sql import open_store
from coranto.testing.fakes import FakeEmbedder, FakeParser
from coranto.types import RawArticle, Rejection
from coranto.wire import pack_assignment, pack_edition

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


def test_what_is_read_is_placed_in_date_order_within_the_window(tmp_path: Path) -> None:
    days = [5, 3, 4, 1, 2, 9, 8, 7, 6]
    files = [_file(tmp_path, "a.jsonl", days)]
    with _engine(tmp_path / "wide.db") as engine:
        position, report = backfill(engine, files, tmp_path / "wide.json", now=NOW, window=9, step=2)
        assert (position.read, position.accepted, position.refused, report.read) == (9, 9, 0, 0)
        assert _days_placed(engine) == sorted(days)
        assert not engine.store.stale()
    with _engine(tmp_path / "none.db") as engine:
        backfill(engine, files, tmp_path / "none.json", now=NOW, window=0, step=1)
        assert _days_placed(engine) == days
    with _engine(tmp_path / "two.db") as engine:
        backfill(engine, files, tmp_path / "two.json", now=NOW, window=2, step=1)
        assert _days_placed(engine) == [3, 1, 2, 4, 5, 7, 6, 8, 9]


@pytest.mark.parametrize("write", ["add_articles", "place_all", "note_tended"])
@pytest.mark.parametrize("calls", [0, 2, 5])
def test_a_backfill_that_ends_anywhere_goes_on_to_the_same_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, write: str, calls: int
) -> None:
    files = [_file(tmp_path, "a.jsonl", [2, 1, 4, 3, 6, 5]), _file(tmp_path, "b.jsonl", [8, 7, 9, 12, 11, 10])]
    with _engine(tmp_path / "whole.db") as engine:
        backfill(engine, files, tmp_path / "whole.json", now=NOW, window=3, step=2)
        expected = _kept(engine)
    with monkeypatch.context() as patched:
        _end_at(patched, write, calls)
        with pytest.raises(EndError), _engine(tmp_path / "broken.db") as engine:
            backfill(engine, files, tmp_path / "broken.json", now=NOW, window=3, step=2)
    with _engine(tmp_path / "broken.db") as engine:
        position, _ = backfill(engine, files, tmp_path / "broken.json", now=NOW, window=3, step=2)
        assert position.read == 12
        assert _kept(engine) == expected


def test_records_that_were_read_are_not_read_again(tmp_path: Path) -> None:
    files = [_file(tmp_path, "a.jsonl", [1, 2, 3, 4])]
    asked: list[str] = []
    with _engine(tmp_path / "a.db", asked) as engine:
        backfill(engine, files, tmp_path / "state.json", now=NOW, step=2)
        backfill(engine, files, tmp_path / "state.json", now=NOW, step=2)
        assert len(asked) == 1
    # A position is one of its store and of its files.
    with _engine(tmp_path / "b.db", asked) as engine:
        position, _ = backfill(engine, files, tmp_path / "state.json", now=NOW, step=2)
        assert (position.read, position.accepted) == (4, 4)
        _file(tmp_path, "a.jsonl", [1, 2, 3, 4, 5])
        position, _ = backfill(engine, files, tmp_path / "state.json", now=NOW, step=2)
        assert (position.read, position.accepted) == (5, 1)


def test_what_is_left_is_told_from_what_was_counted_and_done(tmp_path: Path) -> None:
    files = [_file(tmp_path, "a.jsonl", [1, 2, 3, 4]), _file(tmp_path, "b.jsonl", [5, 6, 7, 8])]
    told: list[Pace] = []
    seconds = iter(range(0, 1000, 10))
    with _engine(tmp_path / "a.db") as engine:
        backfill(engine, files, tmp_path / "s", now=NOW, step=2, tell=told.append, clock=lambda: float(next(seconds)))
    assert [pace.left for pace in told] == pytest.approx([10 * 6 / 2, 20 * 4 / 4, 30 * 2 / 6, 0.0], rel=0.05)


def test_pages_of_an_archive_are_counted_and_passed_over_unparsed(tmp_path: Path) -> None:
    path = tmp_path / "a.warc"
    path.write_bytes(b"".join(_response(number) for number in range(4)))
    assert records_in(str(path)) == 4
    assert records_in(str(tmp_path / "table.csv")) is None
    engine = Engine(open_store(str(tmp_path / "a.db")))
    with engine, engine.records(str(path), skip=3) as records:
        (left,) = list(records)
    assert isinstance(left, RawArticle)
    assert left.url == "https://post.example/3"


def test_the_command_reads_files_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, store = tmp_path / "empty.jsonl", str(tmp_path / "a.db")
    path.write_text('{"title": 3}\n', "utf-8")
    assert main(["backfill", str(path), "--store", store]) == 0
    assert capsys.readouterr().out == "1 record read, 0 articles stored, 1 refused; 0 stories in the store\n"
    assert len(list(tmp_path.glob("backfill-*.json"))) == 1
    assert main(["backfill", str(tmp_path / "none.jsonl"), "--store", store]) == 2


def test_a_file_that_is_not_there_is_refused_before_any_work(tmp_path: Path) -> None:
    with _engine(tmp_path / "a.db") as engine, pytest.raises(InputError):
        backfill(engine, [str(tmp_path / "a.jsonl")], tmp_path / "s", now=NOW)


class EndError(BaseException):
    """Stands for a process that ends here."""


def _end_at(patched: pytest.MonkeyPatch, write: str, calls: int) -> None:
    from coranto.stores.sql import SqlStore

    real: Any = getattr(SqlStore, write)
    seen = 0

    def ends(self: SqlStore, *given: Any) -> Any:
        nonlocal seen
        seen += 1
        if seen > calls:
            raise EndError
        return real(self, *given)

    patched.setattr(SqlStore, write, ends)


def _engine(path: Path, asked: list[str] | None = None) -> Engine:
    def opens(given: str) -> Iterable[RawArticle | Rejection]:
        if asked is not None:
            asked.append(given)
        return _records(given)

    return Engine(open_store(str(path)), parser=FakeParser(), embedder=FakeEmbedder(), opener=opens)


def _records(given: str) -> Iterator[RawArticle]:
    for line in Path(given).read_text("utf-8").splitlines():
        yield RawArticle(subject="line", **json.loads(line))


def _file(folder: Path, name: str, days: list[int]) -> str:
    lines = [
        {
            "url": f"https://post.example/{day}",
            "title": f"{_TOWNS[day]} opens its {_THINGS[day]}",
            "text": f"The {_THINGS[day]} of {_TOWNS[day]} opened on day {day}. {_TOWNS[day]} had waited {day} years.",
            "publisher": "Post",
            "published_at": f"2026-05-{day:02d}T10:00:00Z",
        }
        for day in days
    ]
    path = folder / name
    path.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    return str(path)


_TOWNS = ["", *"Ostmark Lindau Karsk Varn Ostmark Tessel Orlo Lindau Brenn Sulda Mirow Quern".split()]
_THINGS = ["", *"ferry library mill dam ferry school comet library crane bridge harbour circus".split()]


def _response(number: int) -> bytes:
    body = "".join(f"<p>The mill of Karsk turns again for the {n + number}th time this year.</p>" for n in range(9))
    page = f"<html><head><title>Mill {number}</title></head><body><article>{body}</article></body></html>"
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{number}\r\n"
        f"WARC-Date: 2026-05-02T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-00000000000{number}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def _days_placed(engine: Engine) -> list[int]:
    placed = [each.article_id for each in engine.store.assignments()]
    at = {article.id: article.published_at.day for article in engine.store.articles()}
    return [at[each] for each in placed]


def _kept(engine: Engine) -> list[bytes]:
    found = [pack_assignment(each) for each in engine.store.assignments()]
    return found + [pack_edition(each) for each in engine.editions()]
