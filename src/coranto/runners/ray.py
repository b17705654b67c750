"""Runs the costly stages on many machines: Ray actors read, analyse and compose, and one holds the stories in memory.

Why so: the stages are pure, so whichever actor does a piece of work gives the same bytes, and one that dies is started
again and given its work anew. Only placing has a memory and an order; its one actor is rebuilt from the store when it
is lost. All is written by the process that calls, which alone opens the store. Nothing else imports Ray.
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain, cycle, islice
from types import TracebackType
from typing import Any, TypeVar

from coranto.cluster.assign import Clusterer
from coranto.errors import LostError, SettingsError
from coranto.jobs import Job, refused_analysis, refused_edition
from coranto.ports import Placer
from coranto.runners.local import Models, analyze_batch, batches, compose_one
from coranto.types import Analysis, Article, Assignment, Copy, Edition, Move, Rejection, Story, Tending

# Ray reports to its makers unless it is told not to, and reads this when it is imported.
os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")

try:
    import ray
    from ray.exceptions import ActorUnavailableError, RayError, RayTaskError
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy
except ImportError as error:
    raise SettingsError(
        "the runner is ray, and Ray is not installed", mend="install it with: pip install 'coranto[ray]'"
    ) from error

_AHEAD = 2
"""Pieces of work at one actor, one of them waiting: outcomes are large, and a slow actor must not hoard."""
_RETRIES = 2
"""How often Ray gives a piece of work anew to an actor that died, and how often we give it to another one then."""
_PAUSES = (1.0, 3.0, 8.0)
"""Seconds to wait where actors cannot be reached: that is no death, and no fault of the work."""
_STORE_BYTES = 200_000_000
_RESTORED_AT_ONCE = 50

_log = logging.getLogger(__name__)
Given = TypeVar("Given")
Outcome = TypeVar("Outcome")


class RayRunner:
    """Actors on every machine of a cluster, as many as it has processors. Close it, or use it in a ``with`` statement.

    ``address`` is "ray" for a cluster of this machine alone (or that of ``RAY_ADDRESS``), or ``ray://HOST[:PORT]``.
    Where this process is in a cluster already, that one is used and outlives the runner. ``make_models`` is called once
    in each actor, which must have the same version of Coranto. Raises ``SettingsError`` where no cluster answers.
    """

    def __init__(self, make_models: Callable[[], Models], *, address: str = "ray") -> None:
        self._make_models = make_models
        self._ours = not ray.is_initialized()
        if self._ours:
            _connect(address)
        self._actors = [
            _HandActor.options(scheduling_strategy=NodeAffinitySchedulingStrategy(node["NodeID"], soft=True)).remote()
            for node in sorted(ray.nodes(), key=lambda node: str(node["NodeID"]))
            if node["Alive"]
            for _ in range(int(node["Resources"].get("CPU", 0)))
        ]
        self._turns = cycle(self._actors)
        if not self._actors:
            self.close()
            raise SettingsError(f"the cluster at {address} has no processors", mend="add nodes to it")

    def __enter__(self) -> RayRunner:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the actors, and the cluster where it was started for this runner."""
        for actor in self._actors if ray.is_initialized() else ():
            ray.kill(actor)
        self._actors = []
        if self._ours and ray.is_initialized():
            ray.shutdown()

    @property
    def actors(self) -> list[Any]:
        """The handles of the stateless actors."""
        return list(self._actors)

    def analyze(self, articles: Sequence[Article]) -> Iterator[Analysis | Rejection]:
        """Yield one outcome an article, in order."""
        done = self.spread("models", self._make_models, analyze_batch, batches(articles), self._analyze_alone)
        return chain.from_iterable(done)

    def compose(self, jobs: Iterable[Job], *, articles: int) -> Iterator[Edition | Rejection]:
        """Yield one outcome a job, in order."""
        return self.spread("models", self._make_models, compose_one, jobs, lambda job: refused_edition(job, _killed()))

    def placer(self, *, shards: int = 1) -> Placer:
        """An empty clusterer in an actor of its own."""
        return RayPlacer(shards)

    def spread(
        self,
        name: str,
        make: Callable[[], Any],
        work: Callable[[Any, Given], Outcome],
        given: Iterable[Given],
        lost: Callable[[Given], Outcome],
    ) -> Iterator[Outcome]:
        """Yield ``work(tools, each)`` for each of ``given``, in order, with a bounded number under way.

        ``tools`` is what ``make`` gave when an actor was first asked for this ``name``; both functions must be
        importable. ``lost`` says what becomes of a piece of work that no actor outlives.
        """
        todo = iter(given)
        waiting: deque[tuple[Given, Any]] = deque()
        ahead = _AHEAD * len(self._actors)
        while True:
            for each in islice(todo, ahead - len(waiting)):
                waiting.append((each, next(self._turns).do.remote(name, make, work, each)))
            if not waiting:
                return
            each, promise = waiting.popleft()
            yield self._kept(promise, (name, make, work, each)) or lost(each)

    def _kept(self, promise: Any, asked: tuple[Any, ...]) -> Any:
        """The outcome, asked for anew while actors or the machines that hold it are lost; None when it never comes."""
        deaths, pauses = 0, iter(_PAUSES)
        while True:
            try:
                return ray.get(promise)
            except RayTaskError:
                raise
            except RayError as error:
                _log.warning("work was lost with its actor: %s", type(error).__name__)
                pause = next(pauses, None) if isinstance(error, ActorUnavailableError) else None
                if pause is None:
                    deaths += 1
                    if deaths == _RETRIES:
                        return None
                else:  # its machine is lost, perhaps, which Ray finds out after some seconds
                    time.sleep(pause)
                promise = next(self._turns).do.remote(*asked)

    def _analyze_alone(self, batch: list[Article]) -> list[Analysis | Rejection]:
        """Of a batch that kills its actors, each article by itself, so that one takes no other with it."""
        outcomes: list[Analysis | Rejection] = []
        for article in batch:
            asked = ("models", self._make_models, analyze_batch, [article])
            done = self._kept(next(self._turns).do.remote(*asked), asked) if len(batch) > 1 else None
            outcomes += done or [refused_analysis(article, _killed())]
        return outcomes


class RayPlacer:
    """``Placer`` in an actor of its own, asked in order. It never restarts by itself: a new one knows nothing."""

    def __init__(self, shards: int = 1) -> None:
        self._shards = shards
        self._actor = _StoriesActor.remote(shards)
        self._restoring: list[tuple[Article, Assignment]] = []
        self._promises: deque[Any] = deque()

    @property
    def actor(self) -> Any:
        """The handle of the actor."""
        return self._actor

    def place(self, article: Article, copy: Copy | None = None) -> Assignment:
        """``Clusterer.place``."""
        placed: Assignment = self._ask("place", article, copy)
        return placed

    def place_batch(self, items: Sequence[tuple[Article, Copy | None]]) -> tuple[Assignment, ...]:
        """``Clusterer.place_batch``."""
        placed: tuple[Assignment, ...] = self._ask("place_batch", items)
        return placed

    def restore(self, article: Article, assignment: Assignment) -> None:
        """``Clusterer.restore``, sent in pieces of which few are under way."""
        self._restoring.append((article, assignment))
        if len(self._restoring) >= _RESTORED_AT_ONCE:
            self._send()

    def tend(self, now: datetime) -> tuple[Tending, ...]:
        """``Clusterer.tend``."""
        found: tuple[Tending, ...] = self._ask("tend", now)
        return found

    def tended(self, moves: Sequence[Move], states: Sequence[Story], closed: Iterable[str]) -> bool:
        """``Clusterer.tended``."""
        return bool(self._ask("tended", moves, states, list(closed)))

    def close(self, story_ids: Iterable[str]) -> None:
        """``Clusterer.close``."""
        self._ask("close", list(story_ids))

    def story(self, story_id: str) -> Story:
        """``Clusterer.story``."""
        story: Story = self._ask("story", story_id)
        return story

    def stories(self) -> tuple[Story, ...]:
        """``Clusterer.stories``."""
        stories: tuple[Story, ...] = self._ask("stories")
        return stories

    def home(self, article_id: str) -> str:
        """``Clusterer.home``."""
        return str(self._ask("home", article_id))

    def remembers(self, article_id: str) -> bool:
        """``Clusterer.remembers``."""
        return bool(self._ask("remembers", article_id))

    def anew(self) -> Placer:
        """An empty one in a new actor; this one ends."""
        ray.kill(self._actor)
        return RayPlacer(self._shards)

    def _ask(self, what: str, *given: Any) -> Any:
        if self._restoring:
            self._send()
        while self._promises:
            self._got(self._promises.popleft())
        return self._got(self._actor.do.remote(what, *given))

    def _send(self) -> None:
        self._promises.append(self._actor.restore.remote(self._restoring))
        self._restoring = []
        if len(self._promises) > _AHEAD:
            self._got(self._promises.popleft())

    def _got(self, promise: Any) -> Any:
        try:
            return ray.get(promise)
        except RayTaskError:
            raise
        except RayError as error:
            _log.warning("the stories in memory are lost and taken up again from the store: %s", type(error).__name__)
            raise LostError("the actor that holds the stories has ended", mend="run the command again") from error


class _Hand:
    """A stateless actor: what it was once asked for, it has made, and it forgets it when it is started again."""

    def __init__(self) -> None:
        self._tools: dict[str, Any] = {}

    def do(self, name: str, make: Callable[[], Any], work: Callable[[Any, Any], Any], given: Any) -> Any:
        if name not in self._tools:
            self._tools[name] = make()
        return work(self._tools[name], given)


class _Stories:
    """The clusterer of one store."""

    def __init__(self, shards: int) -> None:
        self._clusterer = Clusterer(shards=shards)

    def do(self, what: str, *given: Any) -> Any:
        return getattr(self._clusterer, what)(*given)

    def restore(self, some: Sequence[tuple[Article, Assignment]]) -> None:
        for article, assignment in some:
            self._clusterer.restore(article, assignment)


# No actor asks for a processor: when a machine is lost, those left take all of its actors.
_HandActor: Any = ray.remote(num_cpus=0, max_restarts=-1, max_task_retries=_RETRIES)(_Hand)
_StoriesActor: Any = ray.remote(num_cpus=0, max_restarts=0, max_task_retries=0)(_Stories)


def _connect(address: str) -> None:
    """Join a cluster, or start one; Ctrl-C and SIGTERM are still answered by whom they were before."""
    quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
    in_main = threading.current_thread() is threading.main_thread()
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)} if in_main else {}
    try:
        if address.startswith("ray://"):
            host = address.removeprefix("ray://").rstrip("/")
            ray.init(f"ray://{host}" if ":" in host else f"ray://{host}:10001", **quiet)
        elif os.environ.get("RAY_ADDRESS"):
            ray.init(**quiet)
        else:
            ray.init(num_cpus=os.cpu_count() or 1, object_store_memory=_STORE_BYTES, include_dashboard=False, **quiet)
    except (ConnectionError, RuntimeError, ValueError, TimeoutError) as error:
        why = " ".join(str(error).split())[:200]
        raise SettingsError(f"no Ray cluster answers at {address} ({why})", mend="see `ray status` there") from error
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _killed() -> Exception:
    return RuntimeError("every actor that worked on it ended")
