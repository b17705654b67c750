"""Plugs the ports together: settings, a store, models, inputs and outputs become one object with few verbs.

Heavy libraries (database, parser, model runtime) are imported when an engine is opened or used, never with this
module, so that ``coranto --help`` and ``import coranto`` stay quick.
"""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from datetime import UTC, datetime
from functools import partial
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from coranto.errors import OutputError, SettingsError, StoreError
from coranto.settings import Settings, load_settings
from coranto.types import Act, Article, Edition, RawArticle, Rejection, Report, Story

if TYPE_CHECKING:
    from coranto.flow import Flow
    from coranto.jobs import Runner
    from coranto.net.workers import Workers
    from coranto.ports import Clock, Embedder, Entailer, Parser, Store, Writer
    from coranto.runners.local import LocalRunner
    from coranto.runners.ray import RayRunner

Progress = Callable[[str, int, int | None], None]
"""Told of long work: the stage ("read", "analyze", "compose", "publish"), how much is done, and of how much."""

Opener = Callable[[str], Iterable[RawArticle | Rejection]]
"""Opens one input. Raises ``InputError`` where there is none."""

_log = logging.getLogger(__name__)
_CAUGHT_UP = 500
"""Newest stories that are looked at for pages which the writer still owes."""
_READ_AT_ONCE = 100
"""Records that are stored in one transaction."""
_PLACED_AT_ONCE = 2_000
"""Articles that are grouped with a look at each other; a crash before that leaves them unplaced, and loses nothing."""


def open_engine(
    store: str | None = None,
    *,
    create: bool = True,
    settings: Settings | None = None,
) -> Engine:
    """An engine over the store at a path or ``sqlite:///`` address; None: as settings say, else the user's own.

    ``create`` False refuses a store that is not there. Close it, or use it in a ``with`` statement. Raises
    ``StoreError`` or ``SettingsError`` with the mend.
    """
    from coranto.stores.sql import open_store

    chosen = settings or load_settings()
    address = store or chosen.text("store") or default_store(create=create)
    return Engine(open_store(address, create=create), settings=chosen)


def default_store(*, create: bool) -> str:
    """The path of the user's own store; ``create`` makes its folder."""
    from platformdirs import user_data_path

    folder = user_data_path("coranto", appauthor=False)
    if create:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"folder {folder} of the store cannot be made", mend="give --store PATH") from error
    return str(folder / "coranto.db")


def build(
    inputs: Sequence[str],
    out: Path,
    *,
    now: datetime | None = None,
    store: str | None = None,
    settings: Settings | None = None,
    progress: Progress | None = None,
) -> Report:
    """Read the inputs, compose their stories and write the folder ``out``: all of Coranto in one call.

    Without ``store`` (nor one in the settings) the stories live as long as the call; with it, a second call adds to
    them. ``now`` (aware) fixes the time at which the pages speak: the same inputs then give the same bytes.
    Raises ``CorantoError`` where an input cannot be opened or something cannot be written.
    """
    chosen = settings or load_settings()
    check_writable(out)
    with _address(store or chosen.text("store")) as address, open_engine(address, settings=chosen) as engine:
        report = engine.add(inputs, now=now, progress=progress)
        if progress is not None:
            progress("publish", 0, None)
        engine.publish(out, report)
        return report


def check_writable(out: Path) -> None:
    """Make the folder ``out`` and write into it, before any long work. Raises ``OutputError`` with the mend."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=out):
            pass
    except OSError as error:
        raise OutputError(
            f"folder {out} cannot be written ({error.strerror})", mend="give --out a folder that you may write to"
        ) from error


class Engine:
    """A store with everything that fills it and reads it. Ports may be given; the defaults are the real ones.

    ``runner`` works for every call, so that models are loaded once by an engine that adds again and again.
    """

    def __init__(
        self,
        store: Store,
        *,
        settings: Settings | None = None,
        parser: Parser | None = None,
        embedder: Embedder | None = None,
        writer: Writer | None = None,
        opener: Opener | None = None,
        clock: Clock | None = None,
        far: RayRunner | None = None,
        runner: Runner | None = None,
    ) -> None:
        self.store = store
        self.settings = settings or load_settings()
        self._parser = parser
        self._embedder = embedder
        self._writer = writer
        self._opener = opener
        self._clock = clock or (lambda: datetime.now(UTC))
        self._far = far
        self._given_runner = runner
        self._kept: tuple[Flow, tuple[int, int]] | None = None

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Release the store, and the machines that worked for it."""
        self.store.close()
        if self._far is not None:
            self._far.close()
            self._far = None

    def add(self, inputs: Sequence[str], *, now: datetime | None = None, progress: Progress | None = None) -> Report:
        """Read inputs into the store, place what is new, and compose every story that changed.

        Everything that was offered is in the report: ``read == accepted + rejections of opening, parsing, reading``.
        Also takes up what an earlier run left undone. What it knows of the store is kept for the next call, as long as
        nobody else writes pages there. Raises ``InputError`` where an input cannot be opened.
        """
        tell = progress or _silent
        flow = self._going_on(now)
        accepted: list[str] = []
        refused: list[Rejection] = []
        for each in self._read(flow, inputs, tell):  # an archive has more articles than memory: only ids are kept
            if isinstance(each, Article):
                accepted.append(each.id)
            else:
                refused.append(each)
        read = len(accepted) + len(refused)
        with self._runner(flow) as runner:
            refused += self._place(flow, runner, tell)
            composed, failed = self._compose(flow, runner, tell)
        self._kept = (flow, self.store.pulse())
        assignments = self.store.assignments(accepted)
        return Report(
            read=read,
            accepted=len(accepted),
            copies=sum(1 for each in assignments if each.copy is not None),
            rejected=(*refused, *failed),
            stories=len(self.store.stories()),
            composed=composed,
        )

    @contextmanager
    def records(self, given: str, *, skip: int = 0) -> Iterator[Iterator[RawArticle | Rejection]]:
        """The records of one input after the first ``skip``, of which no page is parsed. Raises ``InputError``."""
        if self._opener is not None:
            yield islice(iter(self._opener(given)), skip, None)
            return
        with _default_opener(self.settings, self._machines(), skip) as opener:
            yield iter(opener(given))

    def fill(
        self, records: Iterable[RawArticle | Rejection], *, keep: int, now: datetime | None = None
    ) -> tuple[int, int, str]:
        """Store records, and place the oldest of what waits until ``keep`` articles are left; compose nothing.

        How many records became articles, how many were refused, and the id of one of the articles ("": none);
        ``add`` without inputs places the rest and composes.
        """
        flow = self._going_on(now)
        accepted, refused, last = 0, 0, ""
        for some in _pieces(records):
            for made in flow.read_all(some):
                if isinstance(made, Article):
                    accepted, last = accepted + 1, made.id
                else:
                    refused += made.reason != "same-url"
        with self._runner(flow) as runner:
            refused += len(self._place(flow, runner, _silent, keep=keep))
        self._kept = (flow, self.store.pulse())
        return accepted, refused, last

    def refresh(self, *, now: datetime | None = None, progress: Progress | None = None) -> int:
        """Compose every story whose articles changed, as after an act of the desk; how many have a new edition."""
        stale = self._due()
        if not stale:
            return 0
        flow = self._flow(now, whole=False)
        flow.recall(stale)
        with self._runner(flow) as runner:
            return self._compose(flow, runner, progress or _silent)[0]

    def tend(self, *, now: datetime | None = None, progress: Progress | None = None) -> list[Act]:
        """Look again at all stories: merge, split, link and close what belongs so, and compose what changed."""
        done = self._flow(now).tend()
        self.refresh(now=now, progress=progress)
        return done

    def editions(self) -> list[Edition]:
        """The newest edition of every story, newest story first."""
        found = (self.store.edition(story.id) for story in self.store.stories())
        return [edition for edition in found if edition is not None]

    def publish(self, out: Path, report: Report | None = None, *, base: str = "", texts: bool = True) -> None:
        """Write the site and its data into a folder. Raises ``OutputError``.

        ``base`` is the address that the folder will have on the web, with a closing slash. Without ``texts`` no whole
        text of an article is written, only the passages that pages cite: so it may be shown to the public.
        """
        from coranto.publish.folder import write_folder
        from coranto.publish.site.words import chosen

        articles = self.store.articles()
        write_folder(
            out,
            editions=self.editions(),
            articles=articles if texts else (),
            report=report,
            base=base,
            redirects=self.store.redirects(),
            assignments=self.store.assignments(),
            acts=self.store.acts(),
            names=self.store.names(article.id for article in articles),
            feeds=self.store.feeds(),
            came_by={article.id: article.feed for article in articles if article.feed is not None},
            words=chosen(self.settings.text("language")),
        )

    def _going_on(self, now: datetime | None) -> Flow:
        """The flow of the call before, or, where there was none or the store has changed since, one restored anew."""
        kept, self._kept = self._kept, None
        if kept is not None and kept[1] == self.store.pulse():
            kept[0].now = now or self._clock()
            return kept[0]
        flow = self._flow(now, whole=False)
        flow.restore(look_at_all=False)
        return flow

    def _flow(self, now: datetime | None, *, whole: bool = True) -> Flow:
        from coranto import __version__
        from coranto.cluster.assign import Clusterer
        from coranto.flow import Flow
        from coranto.read.copies import CopyIndex

        parser, embedder = _default_models()
        flow = Flow(
            store=self.store,
            parser=self._parser or parser,
            embedder=self._embedder or embedder,
            entailer=_entailer(self.settings),
            writer=self._writer or _writer(self.settings),
            settings=self.settings,
            now=now or self._clock(),
            engine=f"coranto {__version__}",
            copies=CopyIndex(self.settings.number("copy_similarity"), recall=self.store.articles),
        )
        far, shards = self._machines(), self._shards()
        flow.clusterer = Clusterer(shards=shards) if far is None else far.placer(shards=shards)
        if whole:
            flow.restore()
        return flow

    def _read(self, flow: Flow, inputs: Sequence[str], tell: Progress) -> Iterator[Article | Rejection]:
        with ExitStack() as stack:
            opener = self._opener or stack.enter_context(_default_opener(self.settings, self._machines()))
            opened = [opener(given) for given in inputs]
            count = 0
            for source in opened:
                # Whoever gave an opener may count on a record being stored when the next one is asked for.
                for some in _pieces(source, _READ_AT_ONCE if self._opener is None else 1):
                    count += len(some)
                    yield from flow.read_all(some)
                    tell("read", count, None)

    def _machines(self) -> RayRunner | None:
        """The machines that the settings name, joined once; None: this one alone."""
        address = self.settings.text("runner")
        if self._far is None and address != "local":
            if address != "ray" and not address.startswith("ray://"):
                raise SettingsError(f"runner {address!r} is none", mend="use local, ray, or ray://HOST[:PORT]")
            from coranto.runners.ray import RayRunner

            self._far = RayRunner(partial(make_models, self.settings), address=address)
        return self._far

    def _shards(self) -> int:
        shards = self.settings.whole("index_shards")
        if shards & (shards - 1):
            raise SettingsError(f"index_shards {shards} is no power of two", mend="use 1, 2, 4, ... 512")
        return shards

    @contextmanager
    def _runner(self, flow: Flow) -> Iterator[Runner]:
        """The machines of the settings, else the runner that was given, which its giver ends, else worker processes of
        this call; models that were given stay in this process."""
        standing = self._machines() or self._given_runner
        if standing is not None:
            yield standing
            return
        with self._processes(flow) as processes:
            yield processes

    def _processes(self, flow: Flow) -> LocalRunner:
        from coranto.runners.local import LocalRunner

        if self._parser is not None or self._embedder is not None or self._writer is not None:
            return LocalRunner(lambda: (flow.parser, flow.embedder, flow.entailer, flow.writer), workers=1)
        return LocalRunner(partial(make_models, self.settings))

    def _place(self, flow: Flow, runner: Runner, tell: Progress, *, keep: int = 0) -> list[Rejection]:
        """Analyse and place in order of publication what is in no story yet, and look at what changed again.

        The ``keep`` newest go on waiting.
        """
        articles = self.store.unplaced()
        articles = articles[: max(0, len(articles) - keep)]
        refused = []
        waiting: list[Article] = []
        for done, (article, analysis) in enumerate(zip(articles, runner.analyze(articles), strict=True), 1):
            flow.note(article, analysis)
            if isinstance(analysis, Rejection):
                refused.append(analysis)
            else:
                waiting.append(article)
            tell("analyze", done, len(articles))
            if len(waiting) >= _PLACED_AT_ONCE or done == len(articles):
                flow.place_all(waiting)
                waiting.clear()
        if articles or self.store.untended():
            flow.tend()
        return refused

    def _compose(self, flow: Flow, runner: Runner, tell: Progress) -> tuple[int, list[Rejection]]:
        from coranto.compose.writing import is_owed

        stale = {story.id for story in self.store.stale()}
        due = self._due()
        jobs = (flow.job(story) for story in due)
        failed: list[Rejection] = []
        composed, owed = 0, set[str]()
        outcomes = runner.compose(jobs, articles=sum(len(s.article_ids) for s in due))
        for done, (story, outcome) in enumerate(zip(due, outcomes, strict=True), 1):
            if isinstance(outcome, Edition) and is_owed(outcome):
                owed.add(outcome.provenance.writer)
                if story.id not in stale:
                    continue  # nothing but the writer was wanted, and it is still not there
            kept = flow.keep(outcome)
            composed += isinstance(kept, Edition)
            failed += [kept] if isinstance(kept, Rejection) else []
            tell("compose", done, len(due))
        if owed:
            _log.warning("pages stand as extraction left them: %s; they are written when it can be asked", min(owed))
        return composed, failed

    def _due(self) -> list[Story]:
        """Stories whose articles changed; with a writer, then those of the newest that it could not be asked for."""
        stale = self.store.stale()
        if self._writer is None and self.settings.text("writer") in {"", "extractive"}:
            return stale
        from coranto.compose.writing import is_owed

        known = {story.id for story in stale}
        others = [story for story in self.store.stories()[:_CAUGHT_UP] if story.id not in known]
        return [*stale, *(s for s in others if (page := self.store.edition(s.id)) is not None and is_owed(page))]


@contextmanager
def _address(given: str) -> Iterator[str]:
    """The given store, or one in a folder of its own that is gone afterwards."""
    if given:
        yield given
        return
    with tempfile.TemporaryDirectory(prefix="coranto-") as folder:
        yield os.path.join(folder, "coranto.db")


def _pieces(
    records: Iterable[RawArticle | Rejection], most: int = _READ_AT_ONCE
) -> Iterator[list[RawArticle | Rejection]]:
    """All records in order, so many at a time."""
    rest = iter(records)
    while some := list(islice(rest, most)):
        yield some


def _silent(_stage: str, _done: int, _of: int | None) -> None:
    return None


def _default_models() -> tuple[Parser, Embedder]:
    """The real parser and embedder, which load at their first use. One thread: there are two processes."""
    from coranto.models.minilm import MiniLM
    from coranto.models.spacy_parser import SpacyParser

    return SpacyParser(), MiniLM(threads=1)


def make_models(settings: Settings) -> tuple[Parser, Embedder, Entailer | None, Writer | None]:
    """The models that the settings name, as a worker process needs them."""
    return (*_default_models(), _entailer(settings), _writer(settings))


def _entailer(settings: Settings) -> Entailer | None:
    from coranto.models.entailers import open_entailer

    return open_entailer(settings.text("entailer"), second=_judge(settings))


def _judge(settings: Settings) -> Entailer | None:
    from coranto.models.writers import open_judge

    return open_judge(settings)


def _writer(settings: Settings) -> Writer | None:
    from coranto.models.writers import open_writer

    return open_writer(settings)


@contextmanager
def _default_opener(settings: Settings, far: RayRunner | None, skip: int = 0) -> Iterator[Opener]:
    """Opens inputs with a polite fetcher, and with parsers in processes that end with the ``with`` statement.

    The first ``skip`` records of the first input are passed over.
    """
    from coranto.net.fetch import WebFetcher
    from coranto.net.inputs import open_input
    from coranto.net.pacing import Pacer
    from coranto.net.polite import PoliteFetcher
    from coranto.net.workers import open_workers

    web = WebFetcher(contact=settings.text("contact"), private=settings.text("private_hosts").split())
    fetcher = PoliteFetcher(web, Pacer(), lambda: datetime.now(UTC))
    with open_workers(settings) if far is None else _far_workers(settings, far) as workers:
        if not skip:
            yield lambda given: open_input(given, fetcher, workers)
            return
        from coranto.extracting import FromRecord

        rest = FromRecord(workers, skip)
        with rest:
            yield lambda given: rest.remaining(open_input(given, fetcher, rest))


def _far_workers(settings: Settings, far: RayRunner) -> Workers:
    from coranto.extracting import FarWorkers

    return FarWorkers(far, settings)
