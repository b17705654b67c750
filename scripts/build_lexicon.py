"""Builds ``models/data/lexicon.npz``: which English words mean the same, the opposite, or a kind of each other.

    python scripts/build_lexicon.py WORDNET_FOLDER

Why: a verifier must know that "purchase" is "buy" and "fell" is not "rose", and a table of WordNet 3.0 (Princeton
University, free to use and change with its notice) says so without a model. The folder is WordNet's ``dict`` (in
Debian: /usr/share/wordnet of the package wordnet-base). Kept: single words in lower case, with their commoner senses.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from pathlib import Path

import numpy as np

_POS = {"noun": "n", "verb": "v", "adj": "a", "adv": "r"}
_MOST_SENSES = 5
"""Senses of a word and part of speech that count; WordNet lists them by frequency."""
_PLAIN_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")
_OUT = Path(__file__).parents[1] / "src" / "coranto" / "models" / "data" / "lexicon.npz"


def main() -> None:
    """Read WordNet, write the table, print its size."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    folder = parser.parse_args().folder
    senses, uses = _senses(folder)
    words = sorted(senses)
    number = {word: n for n, word in enumerate(words)}
    kept = sorted({synset for found in senses.values() for synset in found})
    row = {synset: n for n, synset in enumerate(kept)}
    members, opposite, derived, above, alike = _links(folder, senses)
    forms = [f"{a} {b}" for a, b in _irregular(folder) if b in number]
    arrays = {
        "words": _bytes(words),
        "forms": _bytes(sorted(set(forms))),
        "classes": _bytes(["".join(sorted(uses[w], key=lambda p: -uses[w][p])) for w in words]),
        "sense_counts": np.array([len(senses[w]) for w in words], np.uint8),
        "senses": np.array([row[s] for w in words for s in senses[w]], np.uint32),
        "above": _pairs((row[a], row[b]) for a, b in above if a in row and b in row),
        "alike": _pairs((row[a], row[b]) for a, b in alike if a in row and b in row),
        "opposite": _pairs((number[a], number[b]) for a, b in opposite if a in number and b in number),
        "derived": _pairs((number[a], number[b]) for a, b in derived if a in number and b in number and a != b),
    }
    np.savez_compressed(_OUT, **arrays)
    print(f"{len(words)} words, {len(kept)} senses of {len(members)}, {_OUT.stat().st_size / 1e6:.2f} MB")


def _senses(folder: Path) -> tuple[dict[str, list[tuple[str, str]]], dict[str, dict[str, float]]]:
    senses: dict[str, list[tuple[str, str]]] = defaultdict(list)
    uses: dict[str, dict[str, float]] = defaultdict(dict)
    counts = _counts(folder)
    for name, pos in _POS.items():
        for line in _lines(folder / f"index.{name}"):
            parts = line.split()
            word = parts[0]
            if not _PLAIN_WORD.fullmatch(word) or len(word) < 2:
                continue
            synsets = parts[-int(parts[2]) :][:_MOST_SENSES]
            senses[word] += [(pos, offset) for offset in synsets]
            uses[word][pos] = counts.get((word, pos), 0) + 0.1 * len(synsets)
    return senses, uses


def _counts(folder: Path) -> dict[tuple[str, str], float]:
    """How often a tagged text has the word as this part of speech."""
    found: dict[tuple[str, str], float] = defaultdict(float)
    for line in _lines(folder / "cntlist.rev"):
        key, _, count = line.split()
        word, _, rest = key.partition("%")
        found[word, {"1": "n", "2": "v", "3": "a", "4": "r", "5": "a"}[rest[0]]] += int(count)
    return found


Synset = tuple[str, str]


def _links(
    folder: Path, senses: dict[str, list[Synset]]
) -> tuple[
    dict[Synset, list[str]],
    set[tuple[str, str]],
    set[tuple[str, str]],
    set[tuple[Synset, Synset]],
    set[tuple[Synset, Synset]],
]:
    members: dict[Synset, list[str]] = {}
    pointers: list[tuple[Synset, str, Synset, str]] = []
    for name, pos in _POS.items():
        for line in _lines(folder / f"data.{name}"):
            fields = line.split(" | ")[0].split()
            own = (pos, fields[0])
            many = int(fields[3], 16)
            members[own] = [re.sub(r"\(.*\)$", "", w).lower() for w in fields[4 : 4 + 2 * many : 2]]
            at = 4 + 2 * many
            for n in range(int(fields[at])):
                symbol, offset, kind, places = fields[at + 1 + 4 * n : at + 5 + 4 * n]
                pointers.append((own, symbol, ("a" if kind == "s" else kind, offset), places))
    common = {(word, synset) for word, found in senses.items() for synset in found}
    opposite, derived = set(), set()
    above, alike = set(), set()
    for own, symbol, other, places in pointers:
        if symbol in {"@", "@i"}:
            above.add((own, other))
        elif symbol in {"&", "$", "^"}:
            alike.add((own, other))
        elif symbol in {"!", "+", "\\", "<"} and places != "0000":
            a, b = members[own][int(places[:2], 16) - 1], members[other][int(places[2:], 16) - 1]
            if (a, own) in common and (b, other) in common:
                (opposite if symbol == "!" else derived).add((a, b))
    return members, opposite, derived, above, alike


def _irregular(folder: Path) -> list[tuple[str, str]]:
    found = []
    for name in _POS:
        for line in _lines(folder / f"{name}.exc"):
            form, *bases = line.split()
            if _PLAIN_WORD.fullmatch(form):
                found += [(form, base) for base in bases[:1]]
    return found


def _lines(path: Path) -> list[str]:
    return [
        line for line in path.read_text("utf-8", errors="ignore").splitlines() if line and not line.startswith("  ")
    ]


def _bytes(lines: list[str]) -> np.ndarray[tuple[int], np.dtype[np.uint8]]:
    return np.frombuffer("\n".join(lines).encode(), np.uint8)


def _pairs(pairs: object) -> np.ndarray[tuple[int, int], np.dtype[np.uint32]]:
    return np.array(sorted(set(pairs)), np.uint32).reshape(-1, 2)  # type: ignore[call-overload]


if __name__ == "__main__":
    main()
