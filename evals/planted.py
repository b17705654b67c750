"""Planted faults: sentences of articles made false, and true ones said otherwise; what the verifier catches and keeps.

``--data`` is articles (JSON Lines as ``coranto build`` reads them), such as ``examples/archive/articles.jsonl``. Each
sentence is judged as one that a writer wrote, against the sentences it was made of. Paraphrases that people wrote
(``evals/sets/paraphrases.jsonl``) count as true where their article is among the data.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from time import process_time

from evals.claims import share
from evals.faults import FAULTS
from evals.rewordings import TRUE
from evals.scenes import Planted, Scene, digest, lowered, nth

from coranto.analyze.article import analyze_all
from coranto.compose.verify import verify
from coranto.models.entailment.trees import TreeEntailer
from coranto.models.spacy_parser import SpacyParser
from coranto.ports import Entailer
from coranto.read.articles import make_article
from coranto.settings import load_settings
from coranto.types import Article, Evidence, RawArticle, Sentence, Source, Statement

OF_A_KIND = 60
"""Planted sentences of a kind that are judged."""
PARAPHRASES = Path(__file__).parent / "sets" / "paraphrases.jsonl"
_NOW = datetime(2026, 4, 1, tzinfo=UTC)
_MARKS = '“”"'


def run(path: Path) -> dict[str, float]:
    """Plant, judge, and print each kind's share that was judged right."""
    found = scenes(path)
    rows = [*choose((one for scene in found for one in plant(scene)), OF_A_KIND), *paraphrases(found)]
    analysed = {scene.article.id: scene for scene in found}
    entailer = TreeEntailer()
    started = process_time()
    right = [(judge(row, analysed[row.article.id], entailer) is None) == row.supported for row in rows]
    seconds = process_time() - started
    kinds: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    for row, good in zip(rows, right, strict=True):
        kinds[row.supported, row.kind].append(good)
    for (supported, kind), goods in sorted(kinds.items()):
        print(f"  {'true' if supported else 'fault'}, {kind}: {share(goods):.3f} of {len(goods)}")
    return {
        "caught": share(g for row, g in zip(rows, right, strict=True) if not row.supported),
        "kept": share(g for row, g in zip(rows, right, strict=True) if row.supported),
        "faults": float(sum(not row.supported for row in rows)),
        "true": float(sum(row.supported for row in rows)),
        "claims_per_cpu_second": len(rows) / max(seconds, 1e-9),
    }


def sets(data: Path) -> list[Path]:
    """The files of articles in a folder."""
    return [data] if data.is_file() else sorted(data.glob("*.jsonl"))


def judge(row: Planted, scene: Scene, entailer: Entailer | None) -> str | None:
    """What the verifier has against a planted sentence; None if it lets it through."""
    source = Source(n=1, article=scene.article, analysis=scene.analysis, copy_of=None, origin="article")
    evidence = tuple(Evidence(source=1, field="text", start=s.start, end=s.end, quote=s.text) for s in row.sources)
    return verify(Statement(text=row.claim, evidence=evidence, form="written"), {1: source}, entailer)


def scenes(path: Path) -> list[Scene]:
    """The English articles of a file, analysed, each with names and clauses that other articles could lend it."""
    articles = [a for a in map(_article, path.read_text("utf-8").splitlines()) if a is not None]
    analyses = analyze_all(articles, SpacyParser())
    plain = [Scene(article=a, analysis=b) for a, b in zip(articles, analyses, strict=True)]
    return [_with_strangers(plain, n) for n in range(len(plain))]


def plant(scene: Scene) -> Iterator[Planted]:
    """All that can be made of one article: faults and true sentences."""
    for sentence in scene.prose:
        for supported, makers in ((False, FAULTS), (True, TRUE)):
            for kind, maker in makers.items():
                for claim in maker(scene, sentence):
                    if supported or claim != sentence.text:
                        yield _planted(scene, (sentence,), claim, supported, kind)
    yield from _pairs(scene)


def choose(planted: Iterable[Planted], most: int) -> list[Planted]:
    """At most so many of each kind, spread over articles: by turns, then by a hash of the words."""
    kinds: dict[str, list[Planted]] = {}
    for one in {p.claim: p for p in planted}.values():
        kinds.setdefault(one.kind, []).append(one)
    chosen: list[Planted] = []
    for kind in sorted(kinds):
        seen: dict[str, int] = {}
        ranked = []
        for one in sorted(kinds[kind], key=lambda p: digest(p.claim)):
            seen[one.article.id] = seen.get(one.article.id, 0) + 1
            ranked.append((seen[one.article.id], digest(one.claim), one))
        ranked.sort(key=lambda r: r[:2])
        chosen += [one for _, _, one in ranked[:most]]
    return chosen


def paraphrases(found: Sequence[Scene]) -> Iterator[Planted]:
    """True sentences that people wrote for sentences of these articles."""
    by_url = {scene.article.url: scene for scene in found}
    for line in PARAPHRASES.read_text("utf-8").splitlines():
        row = json.loads(line)
        scene = by_url.get(row["url"])
        said = [s for s in scene.analysis.sentences if s.text == row["sentence"]] if scene is not None else []
        if scene is not None and said:
            yield _planted(scene, (said[0],), row["reworded"], True, "paraphrase")


def _planted(scene: Scene, sources: tuple[Sentence, ...], claim: str, supported: bool, kind: str) -> Planted:
    return Planted(article=scene.article, sources=sources, claim=claim, supported=supported, kind=kind)


def _pairs(scene: Scene) -> Iterator[Planted]:
    """Two sentences of the article in one: beside each other (true), or joined by cause or order (a fault)."""
    plain = [s for s in scene.prose if _quoteless(s) and len(s.tokens) <= 24 and s.text.endswith(".")]
    for first, second in pairwise(plain):
        claim = f"{first.text.rstrip('. ')}, and {lowered(second)}"
        yield _planted(scene, (first, second), claim, True, "side by side")
    for first, second in zip(plain, plain[2:], strict=False):
        head = first.text.rstrip(". ")
        claim = f"{head} {nth(['after', 'because', 'before'], head)} {lowered(second)}"
        yield _planted(scene, (first, second), claim, False, "joined")
    loan = scene.strangers.get("clause", ())
    for sentence in plain:
        if loan:
            claim = f"{sentence.text.rstrip('. ')}, {nth(loan, sentence.text)}."
            yield _planted(scene, (sentence,), claim, False, "added")


def _article(line: str) -> Article | None:
    row = json.loads(line)
    fields = {name: row.get(name) for name in ("url", "title", "text", "publisher", "published_at")}
    made = make_article(RawArticle(subject=row["url"], **fields), now=_NOW, settings=load_settings())
    return made if isinstance(made, Article) and made.language == "en" else None


def _with_strangers(plain: Sequence[Scene], n: int) -> Scene:
    """Names of the articles a little further on, and clauses of theirs."""
    own = plain[n].article.text
    others = [plain[(n + step) % len(plain)] for step in (5, 11, 17, 23)]
    lent: dict[str, tuple[str, ...]] = {}
    for label in ("person", "organisation", "place"):
        lent[label] = tuple(name for scene in others for name in scene.names(label)[:3] if name not in own)
    short = [s for scene in others for s in scene.prose if 6 <= len(s.tokens) <= 14 and _quoteless(s)]
    lent["clause"] = tuple(f"and {lowered(s).rstrip('. ')}" for s in short if s.text.endswith("."))[:6]
    return Scene(article=plain[n].article, analysis=plain[n].analysis, strangers=lent)


def _quoteless(sentence: Sentence) -> bool:
    return not any(mark in sentence.text for mark in _MARKS)
