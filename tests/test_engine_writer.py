"""A build with a writer at an endpoint: what is asked, what happens when it is gone, and what a dry run says."""

from __future__ import annotations

import json
import logging
from collections.abc import Sequence
from pathlib import Path

import pytest
from tests.test_engine import BODY, NOW, file_of, record

from coranto.cli import main
from coranto.engine import Engine, _writer, make_models
from coranto.errors import SettingsError
from coranto.estimate import estimate
from coranto.models.minilm import MiniLM
from coranto.models.spacy_parser import SpacyParser
from coranto.settings import Settings, load_settings
from coranto.stores.sql import open_store
from coranto.testing.chat import Says, Script, answering, scripted_endpoint
from coranto.testing.fakes import FakeWriter
from coranto.types import Brief, Draft


def settings(folder: Path, base_url: str = "http://127.0.0.1:9/v1", **more: str) -> Settings:
    given = {"writer": "openai:small", "writer_cache": str(folder / "w.db"), "llm_base_url": base_url, **more}
    return load_settings(environment={f"CORANTO_{name.upper()}": value for name, value in given.items()})


def engine(writer: FakeWriter, chosen: Settings, store: str = "") -> Engine:
    return Engine(open_store(store), settings=chosen, parser=SpacyParser(), embedder=MiniLM(threads=1), writer=writer)


class TestCatchingUp:
    def test_a_writer_that_was_gone_is_asked_again_and_no_page_is_written_in_vain(
        self, tmp_path: Path, caplog: pytest.LogCaptureFixture
    ) -> None:
        class Comes(FakeWriter):
            here = False

            def write(self, briefs: Sequence[Brief], /, *, page: str) -> list[Draft]:
                gone = [Draft(failure="the endpoint cannot be reached") for _ in briefs]
                return super().write(briefs, page=page) if self.here else gone

        writer = Comes(lambda text: text.replace("turned back", "returned"))
        given = file_of(tmp_path, record(1))
        with engine(writer, settings(tmp_path)) as building:
            with caplog.at_level(logging.WARNING):
                report = building.add([given], now=NOW)
            assert (report.composed, report.rejected) == (1, ())
            (page,) = building.editions()
            assert "cannot be reached" in page.provenance.writer
            assert [each.message.count("cannot be reached") for each in caplog.records] == [1]
            building.add([given], now=NOW)
            assert building.refresh(now=NOW) == 0
            assert [each.revision for each in building.editions()] == [1]
            Comes.here = True
            assert building.refresh(now=NOW) == 1
            (page,) = building.editions()
            assert (page.revision, page.provenance.writer) == (2, "fake-writer-1")
            assert building.refresh(now=NOW) == 0

    def test_workers_get_the_writer_of_the_settings(self, tmp_path: Path) -> None:
        found = make_models(settings(tmp_path))[3]
        assert found is not None
        assert found.id == _writer(settings(tmp_path)).id  # type: ignore[union-attr]


class TestBuild:
    def script(self) -> Script:
        return answering(lambda _n, text: text.replace("turned back", "returned"))

    def arguments(self, folder: Path, *more: str) -> list[str]:
        given = file_of(folder, record(1))
        out = ["--out", str(folder / "site"), "--store", str(folder / "s.db"), "--now", NOW.isoformat()]
        return ["build", given, *out, "--writer", "openai:small", *more]

    def test_the_flag_and_the_environment_and_a_second_call_that_asks_nothing(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
    ) -> None:
        with scripted_endpoint(self.script()) as endpoint:
            monkeypatch.setenv("CORANTO_LLM_BASE_URL", endpoint.base_url)
            monkeypatch.setenv("CORANTO_LLM_API_KEY", "sk-a-key-of-the-tests")
            monkeypatch.setenv("CORANTO_WRITER_CACHE", str(tmp_path / "w.db"))
            assert main(self.arguments(tmp_path, "--dry-run")) == 0
            assert endpoint.asked == []
            assert not (tmp_path / "site").exists()
            assert not (tmp_path / "s.db").exists()
            assert "1 page: about" in capsys.readouterr().out
            assert main(self.arguments(tmp_path)) == 0
            calls = len(endpoint.asked)
            assert calls >= 1
            assert main(self.arguments(tmp_path)) == 0
            assert len(endpoint.asked) == calls
            assert main(self.arguments(tmp_path, "--dry-run")) == 0
        (page,) = (tmp_path / "site" / "stories").glob("*/edition.json")
        assert json.loads(page.read_text("utf-8"))["provenance"]["writer"].startswith("openai:small/")
        files = [file for file in tmp_path.rglob("*") if file.is_file()]
        assert files
        assert not any(b"sk-a-key-of-the-tests" in file.read_bytes() for file in files)
        captured = capsys.readouterr()
        assert "sk-a-key" not in captured.out + captured.err
        assert "0 pages: about 0 tokens in" in captured.out

    @pytest.mark.parametrize("says", [Says(status=401), Says(status=404), Says(text="No."), Says(body=b"\xff")])
    def test_whatever_the_endpoint_does_the_pages_are_whole(
        self, says: Says, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        with scripted_endpoint(lambda _payload: says) as endpoint:
            monkeypatch.setenv("CORANTO_LLM_BASE_URL", endpoint.base_url)
            monkeypatch.setenv("CORANTO_WRITER_CACHE", str(tmp_path / "w.db"))
            assert main(self.arguments(tmp_path)) == 0
        (page,) = (tmp_path / "site" / "stories").glob("*/edition.json")
        assert json.loads(page.read_text("utf-8"))["sections"][0]["sentences"]

    def test_a_dry_run_without_a_writer_says_so(self, tmp_path: Path) -> None:
        with pytest.raises(SettingsError, match="without a writer"):
            estimate([file_of(tmp_path, record(1))], now=NOW, settings=load_settings(environment={}))
        assert BODY
