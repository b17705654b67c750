from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

import pytest

from coranto import engine as engine_module
from coranto.cli import main
from coranto.testing.fakes import FakeEmbedder, FakeParser

CRANE, TOLL, STRIKE = "https://post.example/crane", "https://mail.example/toll", "https://echo.example/strike"
RECORDS = [
    {
        "url": CRANE,
        "title": "Crane falls in Ostmark harbour",
        "text": "A crane fell on the quay of Ostmark harbour on Saturday. The port authority said nobody was hurt.",
        "publisher": "The Post",
        "published_at": "2026-03-14T10:00:00+01:00",
    },
    {
        "url": TOLL,
        "title": "Karsk lowers its bridge toll",
        "text": "The council of Karsk voted on Sunday to lower the toll of its old bridge. It was 4 crowns a lorry.",
        "publisher": "The Mail",
        "published_at": "2026-03-15T10:00:00+01:00",
    },
    {
        "url": STRIKE,
        "title": "Teachers of Lindau end their walkout",
        "text": "Teachers in Lindau went back to work on Monday. The union had asked for smaller classes since autumn.",
        "publisher": "The Echo",
        "published_at": "2026-03-16T10:00:00+01:00",
    },
]
NOW = ["--now", "2026-03-20T12:00:00Z"]


class Newsroom:
    """The command line upon one store: ``do`` says what was answered."""

    def __init__(self, folder: Path, captured: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._captured = captured

    def do(self, *arguments: str, code: int = 0) -> str:
        assert main([*arguments, "--store", str(self.folder / "a.db")]) == code, self._captured.readouterr().err
        shown = self._captured.readouterr()
        return shown.out if code == 0 else shown.err

    def build(self, records: Sequence[dict[str, str]]) -> str:
        (self.folder / "in.jsonl").write_text("\n".join(map(json.dumps, records)))
        return self.do("build", str(self.folder / "in.jsonl"), "--out", str(self.folder / "out"), *NOW)

    def story_of(self, url: str) -> str:
        story_id: str = json.loads(self.do("show", url, "--json"))["story_id"]
        return story_id


@pytest.fixture
def news(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Newsroom:
    monkeypatch.setattr(engine_module, "_default_models", lambda: (FakeParser(), FakeEmbedder()))
    monkeypatch.setenv("COLUMNS", "140")
    monkeypatch.delenv("CORANTO_STORE", raising=False)
    opened = Newsroom(tmp_path, capsys)
    opened.build(RECORDS)
    return opened


def test_merged_stories_show_one_page_under_both_ids(news: Newsroom) -> None:
    kept, absorbed = news.story_of(CRANE), news.story_of(TOLL)
    assert kept != absorbed
    said = news.do("merge", kept, absorbed, "--because", "One storm did both.", *NOW)
    assert said == f"Act 1: {absorbed} merged into {kept}: 1 article moved. 1 page written anew.\n"
    page = json.loads(news.do("show", absorbed, "--json"))
    assert (page["story_id"], page["revision"], page["counts"]["articles"]) == (kept, 2, 2)
    assert [change["revision"] for change in page["changes"]] == [2, 1]
    old = json.loads(news.do("show", absorbed, "--revision", "1", "--json"))
    assert (old["story_id"], old["headline"]["text"]) == (absorbed, "Karsk lowers its bridge toll")
    assert "A reader merged story" in news.do("why", TOLL)
    assert news.do("merge", kept, absorbed) == "They are one story already.\n"


def test_a_build_after_a_merge_writes_the_redirect(news: Newsroom) -> None:
    kept, absorbed = news.story_of(CRANE), news.story_of(TOLL)
    news.do("merge", kept, absorbed, *NOW)
    news.build(RECORDS)
    assert f"url=../{kept}/index.html" in (news.folder / "out" / "stories" / absorbed / "index.html").read_text("utf-8")
    index = json.loads((news.folder / "out" / "index.json").read_text("utf-8"))
    assert absorbed not in {story["id"] for story in index["stories"]}


def test_split_move_and_undo_go_there_and_back(news: Newsroom) -> None:
    kept, absorbed = news.story_of(CRANE), news.story_of(TOLL)
    news.do("merge", kept, absorbed, *NOW)
    assert news.do("split", kept, TOLL, *NOW).startswith(f"Act 2: 1 article of {kept} split off as s")
    apart = news.story_of(TOLL)
    assert apart not in (kept, absorbed)
    assert news.do("move", TOLL, news.story_of(STRIKE), *NOW).startswith("Act 3: 1 article moved from")
    assert news.story_of(TOLL) == news.story_of(STRIKE)
    assert news.do("undo", *NOW).startswith("Act 4: act 3 taken back: 1 article moved.")
    assert news.story_of(TOLL) == apart
    news.do("undo", *NOW)
    news.do("undo", "1", *NOW)
    assert news.story_of(TOLL) == absorbed
    assert news.do("undo", *NOW) == "There is nothing to take back.\n"


def test_a_locked_story_takes_no_article_of_a_later_build(news: Newsroom) -> None:
    story = news.story_of(CRANE)
    assert news.do("lock", story) == f"Act 1: {story} is locked.\n"
    assert news.do("lock", story) == "It is locked already.\n"
    again = {**RECORDS[0], "url": "https://mail.example/crane", "publisher": "The Mail"}
    news.build([again])
    assert news.story_of(again["url"]) != story
    assert "which is locked" in news.do("why", again["url"])
    assert news.do("unlock", story) == f"Act 2: {story} is open again.\n"
    assert news.do("unlock", story) == "It is not locked.\n"


def test_the_log_lists_who_did_what_and_why(news: Newsroom) -> None:
    assert news.do("log") == "Nothing was done by hand yet.\n"
    news.do("merge", CRANE, TOLL, "--by", "Ida", "--because", "One storm.", *NOW)
    news.do("undo", *NOW)
    listed = news.do("log")
    assert "merge by Ida · Mar 20, 2026, 12:00" in listed
    assert ", taken back by 2" in listed
    assert "One storm." in listed
    assert "undo 1 by reader" in listed
    assert news.story_of(TOLL) in listed


def test_tending_quiet_stories_changes_nothing_and_says_so(news: Newsroom) -> None:
    before = news.do("stories")
    assert news.do("tend", *NOW).endswith("0 changes.\n")
    assert news.do("stories") == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["merge", CRANE, "s999999"], "no story is called 's999999'; list the stories with"),
        (["split", CRANE, CRANE], "nothing would be left of story"),
        (["split", CRANE, TOLL], "is not in story"),
        (["move", "https://none.example/", CRANE], "no article is called"),
        (["move", CRANE, TOLL], "is locked; first: coranto unlock"),
        (["undo", "7"], "there is no act 7; list them with: coranto log"),
        (["merge", CRANE, STRIKE, "--by", "coranto"], "is not the name of a person; give another name with --by"),
        (["merge", CRANE, STRIKE, "--now", "noon"], "--now 'noon' is no time; write it like"),
    ],
)
def test_what_cannot_be_done_is_one_sentence_with_the_mend_and_code_2(
    news: Newsroom, arguments: list[str], said: str
) -> None:
    news.do("lock", TOLL)
    told = news.do(*arguments, code=2)
    assert said in told
    assert told.startswith("coranto: ")
    assert told.count("\n") == 1
    assert news.do("log").count("reader") == 1
