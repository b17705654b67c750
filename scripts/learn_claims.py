"""Learns ``models/data/claims.npz``, the shipped claim checker, from labelled claims and planted faults.

    PYTHONPATH=. python scripts/learn_claims.py --claims SET.jsonl... --line SET.jsonl --articles ARTICLES.jsonl...
        [--summaries ROWS.jsonl...]

Needs lightgbm and scikit-learn, which Coranto itself does not. The trees learn from ``--claims`` (sets as
``evals.claims`` reads them), from faults planted in ``--articles`` (``evals.faults``) and from summaries whose words
their articles cover; the line over coverage from the one set ``--line``. Both sides of each source weigh the same.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from pathlib import Path

import lightgbm
import numpy as np
from evals.claims import read_set
from evals.planted import choose, plant, scenes
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression

from coranto.models.entailment.features import NAMES, features
from coranto.models.entailment.terms import split, terms_of
from coranto.models.entailment.trees import COVERAGE

Row = tuple[str, str, bool]
_OUT = Path(__file__).parents[1] / "src" / "coranto" / "models" / "data" / "claims.npz"
_SETTINGS = {
    "objective": "binary",
    "learning_rate": 0.04,
    "max_depth": 5,
    "num_leaves": 15,
    "min_child_samples": 20,
    "feature_fraction": 0.5,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "lambda_l2": 5,
    "extra_trees": True,
    "verbose": -1,
    "num_threads": 1,
    "seed": 0,
    "deterministic": True,
}
_ROUNDS = 500
_OF_A_KIND = 240
"""Planted sentences of a kind from one file of articles."""


def main() -> None:
    """Read, make, learn, write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--claims", nargs="+", type=Path, required=True)
    parser.add_argument("--line", type=Path, required=True)
    parser.add_argument("--articles", nargs="+", type=Path, required=True)
    parser.add_argument("--summaries", nargs="*", type=Path, default=[])
    given = parser.parse_args()
    labelled = [rows_of(path) for path in given.claims]
    made = [row for path in given.articles for row in planted_rows(path)]
    made += [row for path in given.summaries for row in covered_summaries(path)]
    parts = [(weigh(rows), 1.5) for rows in labelled] + [(weigh(made), 0.5)]
    x = np.concatenate([part[0] for part, _ in parts])
    y = np.concatenate([part[1] for part, _ in parts])
    w = np.concatenate([part[2] * weight for part, weight in parts])
    booster = lightgbm.train(_SETTINGS, lightgbm.Dataset(x, y, weight=w), _ROUNDS)
    slopes, start = line(rows_of(given.line))
    write(booster, slopes, start)
    print(f"{len(y)} rows, {_OUT.stat().st_size / 1e6:.2f} MB")


def rows_of(path: Path) -> list[Row]:
    """The claims of a labelled set, those of a document together."""
    return sorted(((c.claim, c.document, c.supported) for c in read_set(path)), key=lambda row: row[1])


def planted_rows(path: Path) -> list[Row]:
    """Faults and true sentences made of articles, each against its whole article."""
    found = choose((one for scene in scenes(path) for one in plant(scene)), _OF_A_KIND)
    return sorted(((p.claim, p.article.text, p.supported) for p in found), key=lambda row: row[1])


def covered_summaries(path: Path) -> list[Row]:
    """Sentences that people wrote over several articles that have its names, its figures and most words."""
    found = []
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        document = "\n".join(f"{a['title']}.\n{a['text']}" for a in row["articles"])
        known = {t.key for piece in split(document) for t in terms_of(piece)}
        for sentence in (row["title"], *split(row["summary"])):
            terms = [t for t in terms_of(sentence) if t.is_content]
            hard = all(t.key in known for t in terms if t.kind in {"number", "name", "date"})
            if len(terms) >= 4 and hard and sum(t.key in known for t in terms) >= 0.6 * len(terms):
                found.append((sentence, document, True))
    return found


def weigh(rows: Sequence[Row]) -> tuple[NDArray[np.float32], NDArray[np.float64], NDArray[np.float64]]:
    """Features, labels, and weights that give both labels the same sum."""
    x = np.stack([features(claim, document) for claim, document, _ in rows])
    y = np.array([float(supported) for *_, supported in rows])
    return x, y, np.where(y > 0, 0.5 / y.mean(), 0.5 / (1 - y.mean()))


def line(rows: Sequence[Row]) -> tuple[NDArray[np.float64], float]:
    """Slopes and start of a logistic regression on the features of coverage."""
    x, y, _ = weigh(rows)
    own = x[:, [NAMES.index(name) for name in COVERAGE]].astype(np.float64)
    mean, deviation = own.mean(axis=0), own.std(axis=0)
    fitted = LogisticRegression(C=0.1, class_weight="balanced", max_iter=500).fit((own - mean) / deviation, y)
    slopes = fitted.coef_[0] / deviation
    return slopes, float(fitted.intercept_[0] - mean @ slopes)


def write(booster: lightgbm.Booster, slopes: NDArray[np.float64], start: float) -> None:
    """The trees as tables of equal width."""
    trees = [flat(tree["tree_structure"]) for tree in booster.dump_model()["tree_info"]]
    width = max(len(nodes) for nodes in trees)
    table = np.zeros((5, len(trees), width))
    for t, nodes in enumerate(trees):
        table[:, t, : len(nodes)] = np.array(nodes).T
    np.savez_compressed(
        _OUT,
        names=" ".join(NAMES),
        feature=table[0].astype(np.int16),
        threshold=table[1],
        low=table[2].astype(np.int16),
        high=table[3].astype(np.int16),
        value=table[4].astype(np.float32),
        depth=_SETTINGS["max_depth"],
        slopes=slopes,
        start=start,
    )


def flat(root: dict[str, object]) -> list[tuple[float, float, float, float, float]]:
    """(feature, threshold, low, high, value) of each node, the root first; a leaf points at itself."""
    nodes: list[tuple[float, float, float, float, float]] = []

    def add(node: dict[str, object]) -> int:
        at = len(nodes)
        nodes.append((0, 0, at, at, float(node.get("leaf_value", 0.0))))  # type: ignore[arg-type]
        if "split_feature" in node:
            low, high = add(node["left_child"]), add(node["right_child"])  # type: ignore[arg-type]
            nodes[at] = (float(node["split_feature"]), float(node["threshold"]), low, high, 0.0)  # type: ignore[arg-type]
        return at

    add(root)
    return nodes


if __name__ == "__main__":
    main()
