"""Counts in how many texts each word stands, and how often with a capital: makes ``cluster/words.txt``.

    python scripts/count_words.py FILE.jsonl... > src/coranto/cluster/words.txt

Each line of a file is an object with ``text`` (and ``title``). The shipped list was counted over 5,977 English texts,
about half of them news of 2000 to 2019, the rest pages on other matters; words of fewer than eight texts are left out,
so that no rare name is in it. It holds counts alone and no text.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from pathlib import Path

from coranto.cluster.words import words

_LEAST_TEXTS = 8
_CHARS = 6_000


def main(paths: list[str]) -> None:
    """Count and write the list to standard output."""
    texts: Counter[str] = Counter()
    capital: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    count = 0
    for path in paths:
        for line in Path(path).read_text("utf-8").split("\n"):
            if not line.strip():
                continue
            row = json.loads(line)
            count += 1
            found = list(words(f"{row.get('title') or ''}\n{row['text']}"[:_CHARS]))
            texts.update({word.term for word in found})
            for word in found:
                if not word.opens:
                    inside[word.term] += 1
                    capital[word.term] += word.text[0].isupper()
    for term in sorted(texts):
        if texts[term] >= _LEAST_TEXTS and re.fullmatch("[a-z]+", term):
            share = max(1, round(10_000 * texts[term] / count))
            sys.stdout.write(f"{term} {share} {round(100 * capital[term] / max(1, inside[term]))}\n")


if __name__ == "__main__":
    main(sys.argv[1:])
