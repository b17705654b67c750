"""How well one grouping of items agrees with another: BCubed (Bagga and Baldwin 1998) and pairs.

Why: BCubed asks of each article how pure and how whole its story is, so that large stories do not count by the square
of their size as they do in pairs; both are reported since each hides what the other shows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence


def agreement(gold: Sequence[Hashable], found: Sequence[Hashable]) -> dict[str, float]:
    """BCubed and pairwise precision, recall and F1 of ``found``, item by item against ``gold``."""
    both = Counter(zip(gold, found, strict=True))
    in_gold, in_found = Counter(gold), Counter(found)
    count = len(gold)
    if not count:
        return {}
    precision = sum(n * n / in_found[cell[1]] for cell, n in both.items()) / count
    recall = sum(n * n / in_gold[cell[0]] for cell, n in both.items()) / count
    right = sum(n * (n - 1) for n in both.values())
    claimed = sum(n * (n - 1) for n in in_found.values())
    wanted = sum(n * (n - 1) for n in in_gold.values())
    pair_precision = right / claimed if claimed else 1.0
    pair_recall = right / wanted if wanted else 1.0
    return {
        "bcubed_precision": precision,
        "bcubed_recall": recall,
        "bcubed_f1": _f1(precision, recall),
        "pairwise_precision": pair_precision,
        "pairwise_recall": pair_recall,
        "pairwise_f1": _f1(pair_precision, pair_recall),
    }


def _f1(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
