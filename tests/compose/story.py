"""Invented stories for the tests of claims, disputes, sections and headline: pooled once with the real models."""

from __future__ import annotations

from tests.compose.press import parser

from coranto.compose.claims import group_claims
from coranto.compose.disputes import find_disputes
from coranto.compose.headline import write_headline
from coranto.compose.material import Claim, PoolSentence
from coranto.compose.pool import build_pool
from coranto.compose.sections import write_sections
from coranto.models.minilm import MiniLM
from coranto.types import Dispute, Section, Source, Statement

_EMBEDDER = MiniLM(threads=1)


def pooled(*sources: Source) -> tuple[PoolSentence, ...]:
    """The story's usable sentences."""
    return build_pool(sources, _EMBEDDER, limit=200).sentences


def claims_of(*sources: Source) -> tuple[Claim, ...]:
    """The story's claims before anything is disputed."""
    return group_claims(pooled(*sources))


def judged(*sources: Source) -> tuple[tuple[Dispute, ...], tuple[Claim, ...]]:
    """The story's disputes, and its claims after them."""
    pool = pooled(*sources)
    return find_disputes(sources, pool, group_claims(pool))


def page_of(*sources: Source, limit: int = 6) -> tuple[Statement, tuple[Section, ...], tuple[Dispute, ...]]:
    """Headline, sections and disputes of the story."""
    disputes, claims = judged(*sources)
    sections = write_sections(claims, disputes, sources, parser(), limit=limit, embedder=_EMBEDDER)
    return write_headline(claims, sections, sources, parser()), sections, disputes


def printed(sections: tuple[Section, ...]) -> list[str]:
    """All titles and sentences."""
    return [s.text for section in sections for s in (section.title, *section.statements)]
