"""Planted lies through the whole path of a writer: a scripted model tells them, and the page is looked at.

``--data`` is articles (JSON Lines as ``coranto build`` reads them). A section is made of each sentence, the model at a
loopback endpoint words it falsely, insists in the second round, and the lie counts as withheld if the page has it
nowhere. True sentences from the same model are the control. Kinds are those of ``evals/planted``.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from time import process_time

from evals.claims import share
from evals.planted import choose, paraphrases, plant, scenes
from evals.planted import sets as sets
from evals.scenes import Planted, Scene

from coranto.compose.writing import Page, write_page
from coranto.compose.writing_checks import Court, judged
from coranto.models.entailment.trees import TreeEntailer
from coranto.models.llm import Budget, LlmWriter
from coranto.models.llm_client import ChatClient
from coranto.models.llm_memory import Memory
from coranto.models.spacy_parser import SpacyParser
from coranto.ports import Entailer
from coranto.testing.chat import Payload, Says, parts_asked, scripted_endpoint
from coranto.types import Evidence, Section, Source, Statement, Written

KINDS = {
    "numbers": ("number", "unit", "date"),
    "roles": ("role swap",),
    "negations": ("negation added", "negation cut"),
    "merged events": ("joined", "added"),
    "quotes": ("speaker", "quote word", "attribution cut"),
}
NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
_SPEAKER_UNNAMED = re.compile(r",[”\"]? (?:he|she|it|they|their \w+) (?:said|says|added)\b")
OF_A_KIND = 100
TRUE_ONES = 500


def run(path: Path) -> dict[str, float]:
    """Tell 500 lies and as many true sentences, and print the share of each kind that was judged right."""
    found = scenes(path)
    every = [row for scene in found for row in plant(scene) if _stands(row, scene)]
    rows = []
    for kinds in KINDS.values():
        some = choose((row for row in every if row.kind in kinds), OF_A_KIND)
        each = [[row for row in some if row.kind == kind] for kind in kinds]
        turns = [row for n in range(OF_A_KIND) for of_kind in each for row in of_kind[n : n + 1]]
        rows += turns[:OF_A_KIND]
    true = choose((row for row in every if row.supported), TRUE_ONES)
    true += [row for row in paraphrases(found) if _stands(row, next(s for s in found if s.article is row.article))]
    turns = sorted(true, key=lambda row: row.claim)
    rows += turns[:: max(1, len(turns) // TRUE_ONES)][:TRUE_ONES]
    started = process_time()
    printed = tell(rows, {scene.article.id: scene for scene in found}, TreeEntailer())
    seconds = process_time() - started
    kinds_right: dict[tuple[bool, str], list[bool]] = defaultdict(list)
    names = {kind: name for name, kinds in KINDS.items() for kind in kinds}
    for row, was in zip(rows, printed, strict=True):
        kinds_right[row.supported, row.kind if row.supported else names[row.kind]].append(was == row.supported)
    for (supported, kind), right in sorted(kinds_right.items()):
        print(f"  {'true' if supported else 'lie'}, {kind}: {share(right):.3f} of {len(right)}")
    lies = [not was for row, was in zip(rows, printed, strict=True) if not row.supported]
    truths = [was for row, was in zip(rows, printed, strict=True) if row.supported]
    return {
        "lies_withheld": share(lies),
        "true_kept": share(truths),
        "lies": float(len(lies)),
        "true": float(len(truths)),
        "cpu_seconds": seconds,
    }


def tell(rows: Sequence[Planted], found: dict[str, Scene], entailer: Entailer | None) -> list[bool]:
    """Whether each sentence came to be printed, told by a model that says the same in the second round."""
    turn = 0

    def script(payload: Payload) -> Says:
        claims = [number for _, _, given in parts_asked(payload) for number, _ in given]
        line = {"text": rows[turn].claim, "claims": claims}
        return Says(text=json.dumps({"parts": [{"part": 1, "title": None, "sentences": [line]}]}))

    printed = []
    with scripted_endpoint(script) as endpoint:
        client = ChatClient(endpoint.base_url, "liar")
        for turn, row in enumerate(rows):
            writer = LlmWriter(client, "liar", memory=Memory(), budget=Budget(page_input=9_000), clock=lambda: NOON)
            scene = found[row.article.id]
            source = Source(n=1, article=scene.article, analysis=scene.analysis, copy_of=None, origin="article")
            statements = tuple(_statement(row))
            page = write_page(
                Page(sections=(Section(title=statements[0], statements=statements),), timeline=(), notes=()),
                writer=writer,
                sources={1: source},
                disputes=(),
                entailer=entailer,
                previous=None,
                name=f"row/{turn}",
                parser=parser(),
            )
            texts = [statement.text for section in page.sections for statement in section.statements]
            printed.append(any(_same(row.claim, text) for text in texts))
    return printed


@cache
def parser() -> SpacyParser:
    """The one parser of a run."""
    return SpacyParser()


def _stands(row: Planted, scene: Scene) -> bool:
    """Whether the writer would be given the sentences, and could print them as they stand: claims of a page are so."""
    source = Source(n=1, article=scene.article, analysis=scene.analysis, copy_of=None, origin="article")
    court = Court(sources={1: source}, disputes=(), entailer=None, parser=parser())
    return not any(_SPEAKER_UNNAMED.search(s.text) for s in row.sources) and all(
        isinstance(judged(Written(text=claim.text, claims=(1,)), [claim], court, title=False), Statement)
        for claim in _statement(row)
    )


def _statement(row: Planted) -> list[Statement]:
    return [
        Statement(
            text=s.text,
            evidence=(Evidence(source=1, field="text", start=s.start, end=s.end, quote=s.text),),
            form="verbatim",
        )
        for s in row.sources
    ]


def _same(one: str, other: str) -> bool:
    return " ".join(one.split()).rstrip(".") == " ".join(other.split()).rstrip(".")
