"""Learns the weights of ``cluster/weights.toml`` from sets of articles with their stories.

    PYTHONPATH=. python scripts/learn_weights.py SET.jsonl... [--rounds 60] [--seed 0] [--leave-out]

Why this way: what matters is the grouping that comes out, which has no gradient, and there are few numbers; so an
evolution strategy (CMA-ES: Hansen 2016, "The CMA Evolution Strategy: A Tutorial") asks the grouping itself. The aim is
the mean over the sets, each whole and in two halves by story, of BCubed F1 and a quarter of pairwise F1, less a little
for large weights. Bias, pause and the signs are searched for (``quiet`` keeps its ratio to ``pause``); the constants of
the file stay as they are. Prints the table to paste; with ``--leave-out`` also, for each set, what weights learnt on
the others alone give on it.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import numpy as np
from evals.clustering import articles_of, read_rows
from evals.partitions import agreement
from numpy.typing import NDArray

from coranto.cluster import regroup, weigh
from coranto.cluster.compare import SIGNS, compare, days_apart
from coranto.cluster.index import Index
from coranto.cluster.represent import represent

Floats = NDArray[np.float64]
Part = tuple[list[str], Floats, Floats, Floats, Floats]
"""Stories, and the signs, days and articles between each two articles; the mass of each."""


def main() -> None:
    """Load, search, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("sets", nargs="+", type=Path)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--leave-out", action="store_true", help="also learn without each set, and score on it")
    given = parser.parse_args()
    sets = {path.name.removesuffix(".jsonl"): load(path) for path in given.sets}
    start = weigh.weights()
    first = np.array([start.bias, start.pause, *start.signs])

    def learnt(names: Sequence[str]) -> Floats:
        parts = [part for name in names for part in halved(sets[name])]

        def worth(values: Floats) -> float:
            scores = [scored(values, part) for part in parts]
            reached = float(np.mean([score["bcubed_f1"] + 0.25 * score["pairwise_f1"] for score in scores]))
            return reached - 0.001 * float(np.abs(values).sum()) / max(1.0, abs(float(values[2])))

        return search(worth, first, given.rounds, given.seed)

    best = learnt(list(sets))
    print(f"bias = {best[0]:.2f}\npause = {abs(best[1]):.2f}\nquiet = {start.quiet * abs(best[1]) / start.pause:.2f}")
    for name, value in zip(SIGNS, best[2:], strict=True):
        print(f"{name} = {value:.2f}")
    for left in sets if given.leave_out else ():
        score = scored(learnt([name for name in sets if name != left]), sets[left])
        print(f"left out {left}: {score['bcubed_f1']:.3f} / {score['pairwise_f1']:.3f}")


def scored(values: Floats, part: Part) -> dict[str, float]:
    """How well the grouping with these weights agrees with the stories."""
    start = weigh.weights()
    longest = abs(float(values[1]))
    quiet = start.quiet * longest / start.pause
    trial = replace(start, bias=float(values[0]), pause=longest, quiet=quiet, signs=values[2:])
    gold, signs, gaps, between, masses = part
    with patch.object(weigh, "weights", lambda: trial):
        pauses = weigh.pause(gaps, between)
        return agreement(gold, regroup.link(weigh.score(signs), pauses, masses, [1] * len(gold)))


def load(path: Path) -> Part:
    """The stories of a set, the signs, days and articles between each two of its articles, and their masses."""
    articles, stories = articles_of(read_rows(path))
    index = Index()
    numbers = index.arrive([represent(article).entry for article in articles])
    everyone = index.block(numbers)
    signs = [compare(index.block(numbers[at : at + 64]), everyone, index.rarity) for at in range(0, len(numbers), 64)]
    apart, between = days_apart(everyone, everyone), index.between(everyone, everyone)
    return stories, np.concatenate(signs), apart, between, weigh.mass(everyone.length)


def halved(whole: Part) -> list[Part]:
    """The set itself and its two halves, each story in one of them."""
    gold, signs, gaps, between, masses = whole
    names = sorted(set(gold))
    np.random.default_rng(0).shuffle(names)
    first = set(names[: len(names) // 2])
    parts = [whole]
    for wanted in (True, False):
        at = np.array([number for number, name in enumerate(gold) if (name in first) == wanted], np.int64)
        square = np.ix_(at, at)
        parts.append(([gold[number] for number in at], signs[square], gaps[square], between[square], masses[at]))
    return parts


def search(worth: Callable[[Floats], float], first: Floats, rounds: int, seed: int) -> Floats:
    """CMA-ES from ``first``: the best point met in so many rounds."""
    random = np.random.default_rng(seed)
    size = len(first)
    scale = np.maximum(np.abs(first) * 0.25, 0.2)
    crowd = 8 + int(3 * np.log(size))
    kept = crowd // 2
    share = np.log(kept + 0.5) - np.log(np.arange(1, kept + 1))
    share /= share.sum()
    force = 1 / (share**2).sum()
    c_cov = (4 + force / size) / (size + 4 + 2 * force / size)
    c_step = (force + 2) / (size + force + 5)
    c_one = 2 / ((size + 1.3) ** 2 + force)
    c_many = min(1 - c_one, 2 * (force - 2 + 1 / force) / ((size + 2) ** 2 + force))
    damping = 1 + 2 * max(0.0, np.sqrt((force - 1) / (size + 1)) - 1) + c_step
    usual = np.sqrt(size) * (1 - 1 / (4 * size) + 1 / (21 * size * size))
    mean, step, spread = first / scale, 0.6, np.eye(size)
    path, step_path = np.zeros(size), np.zeros(size)
    best, height = first, worth(first)
    for turn in range(rounds):
        lengths, axes = np.linalg.eigh(spread)
        lengths = np.sqrt(np.maximum(lengths, 1e-12))
        moves = random.standard_normal((crowd, size)) * lengths @ axes.T
        values = np.array([worth((mean + step * move) * scale) for move in moves])
        order = np.argsort(-values)
        if values[order[0]] > height:
            best, height = (mean + step * moves[order[0]]) * scale, float(values[order[0]])
        chosen = moves[order[:kept]]
        move = share @ chosen
        mean = mean + step * move
        step_path = (1 - c_step) * step_path + np.sqrt(c_step * (2 - c_step) * force) * (
            axes @ ((axes.T @ move) / lengths)
        )
        fresh = np.linalg.norm(step_path) / np.sqrt(1 - (1 - c_step) ** (2 * turn + 2)) < (1.4 + 2 / (size + 1)) * usual
        path = (1 - c_cov) * path + fresh * np.sqrt(c_cov * (2 - c_cov) * force) * move
        spread = (1 - c_one - c_many) * spread + c_one * np.outer(path, path) + c_many * (chosen.T * share) @ chosen
        step *= np.exp((c_step / damping) * (np.linalg.norm(step_path) / usual - 1))
    return best


if __name__ == "__main__":
    main()
