"""What a page of ten articles costs a writer in tokens, and what an eleventh article adds; and what a dry run says.

``--data`` is articles (JSON Lines as ``coranto build`` reads them). Of each story with more than ten articles the first
ten make a page, then the next one comes. The model is scripted, since only the lengths count: it words each claim about
as the claim is worded, and says nothing in vain. Tokens are those of the tokenizer of the llama.cpp server at
``CORANTO_LLM_BASE_URL`` (its ``/apply-template`` and ``/tokenize``); without one, they are those of the estimate.
"""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from statistics import fmean
from typing import Any

import httpx2
from evals.planted import sets as sets
from evals.writers import embedder, stories

from coranto.flow import Flow
from coranto.jobs import write
from coranto.models.entailment.trees import TreeEntailer
from coranto.models.llm import LlmWriter
from coranto.models.llm_client import ChatClient, Message, Reply
from coranto.models.llm_memory import Memory, Spent
from coranto.models.llm_prompts import estimated_tokens
from coranto.models.spacy_parser import SpacyParser
from coranto.settings import load_settings
from coranto.testing.chat import answering
from coranto.testing.memory import MemoryStore
from coranto.testing.stories import OneStory
from coranto.types import Analysis, Article, Edition

TEN = 10
MOST_INPUT, MOST_OUTPUT = 6_000, 1_200
NOON = datetime(2026, 4, 1, 12, tzinfo=UTC)
_OTHER_WORDS = (
    ("more than", "over"),
    (" said", " stated"),
    (" also ", " "),
    (" around ", " about "),
    ("began", "started"),
)


class Copyist(ChatClient):
    """Words each claim as it is, or in one other word, and counts with the tokenizer."""

    def __init__(self) -> None:
        super().__init__("http://127.0.0.1:9/v1", "copyist")
        self.calls = self.cut = 0

    def ask(self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None, most: int) -> Reply:
        """One sentence a claim, and the claim as a title."""
        said = answering(lambda _, text: _worded(text), lambda text: " ".join(text.split()[:12]))(
            {"messages": messages}
        )
        taken = counted(said.text)
        self.calls += 1
        self.cut += taken > most
        return Reply(text=said.text, input_tokens=counted(messages), output_tokens=taken, cut=taken > most)


def run(path: Path) -> dict[str, float]:
    """Means and maxima over the stories of a set; each is printed."""
    rows = [row for group in stories(path, least=TEN + 1) if (row := _story(group))]
    if not rows:
        return {"stories": 0.0}
    figures = {"stories": float(len(rows))}
    for name in rows[0]:
        figures[name] = fmean(row[name] for row in rows)
    for name in ("input", "output", "added input", "added output"):
        figures[f"most {name}"] = max(row[name] for row in rows)
    return figures


def counted(said: str | Sequence[Message]) -> int:
    """Tokens of a text, or of a conversation with all that its template puts around it."""
    base = os.environ.get("CORANTO_LLM_BASE_URL", "").removesuffix("/").removesuffix("/v1")
    if not base:
        return (
            sum(estimated_tokens(m["content"]) for m in said) if not isinstance(said, str) else estimated_tokens(said)
        )
    server = _server(base)
    if not isinstance(said, str):
        said = server.post("/apply-template", json={"messages": [dict(m) for m in said]}).json()["prompt"]
    return len(server.post("/tokenize", json={"content": said, "add_special": False}).json()["tokens"])


@cache
def _server(base: str) -> httpx2.Client:
    return httpx2.Client(base_url=base, timeout=60.0, trust_env=False)


def _story(articles: Sequence[tuple[Article, Analysis]]) -> dict[str, float] | None:
    """The tokens of one story; None where it has no page."""
    client, memory = Copyist(), Memory()
    writer = LlmWriter(client, "copyist", memory=memory, clock=lambda: NOON)
    dry = LlmWriter(None, "copyist", memory=Memory(), clock=lambda: NOON)
    flow = Flow(
        store=MemoryStore(),
        parser=SpacyParser(),
        embedder=embedder(),
        entailer=TreeEntailer(),
        settings=load_settings(environment={}),
        now=max(article.published_at for article, _ in articles),
        engine="evals",
        clusterer=OneStory(),
    )
    spent: list[Spent] = [Spent()]
    estimated = Spent()
    editions: list[Edition] = []
    for n, (article, analysis) in enumerate(articles[: TEN + 1], 1):
        flow.store.add_article(article)
        flow.place(article, analysis)
        if n < TEN:
            continue
        job = flow.job(flow.store.stories()[0])
        if n == TEN:
            write(job, flow.parser, flow.embedder, flow.entailer, dry)
            estimated = dry.spent(NOON)
        edition = write(job, flow.parser, flow.embedder, flow.entailer, writer)
        if not isinstance(edition, Edition):
            return None
        flow.keep(edition)
        editions.append(edition)
        spent.append(writer.spent(NOON))
    first, added = (
        spent[1],
        replace(spent[2], input=spent[2].input - spent[1].input, output=spent[2].output - spent[1].output),
    )
    written = [s.form for section in editions[-1].sections for s in section.statements].count("written")
    print(
        f"  {first.input:>6} in {first.output:>5} out (dry run {estimated.input}, {estimated.output});"
        f" one more: {added.input:>5} in {added.output:>4} out; {client.calls} calls, {client.cut} cut,"
        f" {written} sentences written  {editions[-1].headline.text[:60]}"
    )
    return {
        "input": float(first.input),
        "output": float(first.output),
        "dry input": float(estimated.input),
        "dry output": float(estimated.output),
        "added input": float(added.input),
        "added output": float(added.output),
        "within": float(first.input <= MOST_INPUT and first.output <= MOST_OUTPUT),
        "added within": float(added.input <= MOST_INPUT / 4 and added.output <= MOST_OUTPUT / 4),
    }


def _worded(text: str) -> str:
    for old, new in _OTHER_WORDS:
        if old in text:
            return text.replace(old, new, 1)
    return text
