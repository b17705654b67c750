"""Numbers that tell a claim that a document supports from one that it does not.

Each word of the claim is looked for in the best sentence, the picked sentences and the document, as itself or in other
words; then order, neighbours, negation and direction are compared. Trees weigh the numbers (``trees``).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from coranto.models.entailment.alignment import ALIGNMENT_NAMES, align
from coranto.models.entailment.evidence import Document, document, pick, weights
from coranto.models.entailment.lexicon import lexicon
from coranto.models.entailment.likeness import UNKNOWN, closest, commonness
from coranto.models.entailment.terms import Term, sentences_of

FAMILIES = ("number", "date", "name", "noun", "verb", "adjective", "adverb")
PLACES = ("best", "picked", "document", "reworded", "general", "special", "beside", "opposite", "nowhere")
"""Where a word of the claim is: itself in the best sentence, a picked one or the document; or in the picked ones as a
word of the same meaning, a narrower one (the claim is more general), a wider one, a sister, an opposite; or nowhere."""
_SOFT = {
    "same": "reworded",
    "derived": "reworded",
    "alike": "reworded",
    "narrower": "general",
    "wider": "special",
    "sister": "beside",
    "opposite": "opposite",
}
_RANK = {"reworded": 0, "opposite": 1, "general": 2, "special": 3, "beside": 4}

NAMES: tuple[str, ...] = (
    "sentences",
    "terms",
    "document_terms",
    "picked_terms",
    "cover_best",
    "cover_picked",
    "cover_document",
    "cover_reworded",
    "worst_cover_best",
    "worst_cover_picked",
    "worst_cover_reworded",
    *(f"{family}_{place}" for family in FAMILIES for place in PLACES[1:]),
    "missing_closest_mean",
    "missing_closest_least",
    "missing_rarity_most",
    "missing_rarity_next",
    "missing_share",
    "missing_figures_share",
    "missing_commonness",
    "missing_unknown",
    "content_closest_mean",
    "content_closest_least",
    *ALIGNMENT_NAMES,
)
"""The features in order."""


def features(claim: str, evidence: str) -> NDArray[np.float32]:
    """One row of ``len(NAMES)`` numbers; a claim without words gives zeros."""
    source = document(evidence)
    sentences = sentences_of(claim)
    if not sentences or not source.sentences:
        return np.zeros(len(NAMES), np.float32)
    rows = [_of_sentence(sentence, source) for sentence in sentences]
    counts = np.array([row[0] for row in rows])
    covers = np.array([row[1] for row in rows])
    lengths = np.array([float(len(s)) for s in sentences])
    mean = (covers * lengths[:, None]).sum(axis=0) / lengths.sum()
    least = covers.min(axis=0)
    closest_ = np.array([row[2] for row in rows])
    aligned = np.array([row[3] for row in rows])
    return np.concatenate(
        [
            [len(sentences), lengths.sum(), np.log1p(sum(map(len, source.sentences))), np.mean([r[4] for r in rows])],
            mean,
            least[[0, 1, 3]],
            counts.sum(axis=0),
            [closest_[:, 0].mean(), closest_[:, 1].min(), *closest_[:, 2:8].max(axis=0)],
            [closest_[:, 8].mean(), closest_[:, 9].min()],
            _joined(aligned),
        ]
    ).astype(np.float32)


def _joined(rows: NDArray[np.float64]) -> NDArray[np.float64]:
    """Shares by their mean and counts by their sum: an alignment name that begins with "share" is a share."""
    share = np.array([name.startswith("share") for name in ALIGNMENT_NAMES])
    joined: NDArray[np.float64] = np.where(share, rows.min(axis=0), rows.sum(axis=0))
    return joined


def _of_sentence(
    sentence: tuple[Term, ...], source: Document
) -> tuple[list[float], list[float], list[float], list[float], float]:
    picked = pick(sentence, source)
    worth = weights(sentence, source)
    best = source.keys[picked[0]] if picked else frozenset[str]()
    near = frozenset[str]().union(*(source.keys[n] for n in picked))
    terms = [t for n in picked for t in source.sentences[n]]
    places = [(t, _place(t, best, near, source, terms)) for t in sentence if t.is_content]
    count = Counter((t.kind, place) for t, place in places)
    total = sum(worth.values()) or 1.0

    def cover(found: tuple[str, ...]) -> float:
        return sum(worth[key] for key in {t.key for t, place in places if place in found}) / total

    missing = [t for t, place in places if place in {"document", "nowhere", "special", "beside", "opposite"}]
    cosine = closest(missing, terms)
    lost = sorted((worth[key] for key in {t.key for t in missing}), reverse=True)
    hard = sum(worth[key] for key in {t.key for t in missing if t.kind in {"number", "name", "date"}})
    common = [commonness(t.text) for t in missing if t.kind not in {"number", "name", "date"}]
    everything = closest([t for t, _ in places], terms)
    return (
        [float(count[family, place]) for family in FAMILIES for place in PLACES[1:]],
        [
            cover(("best",)),
            cover(("best", "picked")),
            cover(("best", "picked", "document")),
            cover(("best", "picked", "reworded", "general")),
        ],
        [
            float(np.mean(cosine)) if cosine else 1.0,
            min(cosine, default=1.0),
            *([*lost, 0.0, 0.0])[:2],
            sum(lost) / total,
            hard / total,
            max(common, default=0.0),
            float(sum(c >= UNKNOWN for c in common)),
            float(np.mean(everything)) if everything else 1.0,
            min(everything, default=1.0),
        ],
        align(sentence, picked, source),
        float(len(terms)),
    )


def _place(term: Term, best: frozenset[str], near: frozenset[str], source: Document, terms: Sequence[Term]) -> str:
    if term.key in best:
        return "best"
    if term.key in near:
        return "picked"
    if term.kind in {"noun", "verb", "adjective", "adverb"}:
        words = lexicon()
        found = {_SOFT[r] for t in terms if t.is_content and (r := words.relation(term.key, t.key)) != "none"}
        if found and (place := min(found, key=lambda p: _RANK[p])) != "beside":
            return place
        return "document" if term.key in source.all_keys else "beside" if found else "nowhere"
    return "document" if term.key in source.all_keys else "nowhere"
