"""Peers of the clusterer that scikit-learn can run: TF-IDF in a single pass, and average linkage in batch.

Why: a figure says something beside another on the same texts. Both use word pairs, sublinear counts and the threshold
that was best on average over the development sets; imported only where scikit-learn is installed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import AgglomerativeClustering
from sklearn.feature_extraction.text import TfidfVectorizer

_SINGLE_PASS_AT = 0.14
_WINDOW_DAYS = 30.0
_AVERAGE_AT = 0.12
_DECAY_DAYS = 15.0


def groupings(texts: Sequence[str], days: Sequence[float | None]) -> Iterator[tuple[str, list[int]]]:
    """Name and grouping of each peer."""
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, max_features=20_000, stop_words="english")
    vectors = vectorizer.fit_transform(texts)
    likeness: NDArray[np.float64] = np.asarray((vectors @ vectors.T).todense())
    moments = np.array([np.nan if day is None else day for day in days])
    gaps = np.nan_to_num(np.abs(moments[:, None] - moments[None, :]), nan=0.0)
    yield "tfidf_single_pass", single_pass(likeness, gaps)
    model = AgglomerativeClustering(
        n_clusters=None, metric="precomputed", linkage="average", distance_threshold=1.0 - _AVERAGE_AT
    )
    yield "tfidf_average_linkage", [int(n) for n in model.fit_predict(1.0 - likeness * np.exp(-gaps / _DECAY_DAYS))]


def single_pass(likeness: NDArray[np.float64], gaps: NDArray[np.float64]) -> list[int]:
    """Each text joins the group it is most like on average among those seen in the window, or opens one."""
    groups: list[list[int]] = []
    home: list[int] = []
    for number in range(len(likeness)):
        scores = [
            likeness[number, group].mean() if gaps[number, group].min() <= _WINDOW_DAYS else 0.0 for group in groups
        ]
        best = int(np.argmax(scores)) if scores else -1
        if best < 0 or scores[best] < _SINGLE_PASS_AT:
            best = len(groups)
            groups.append([])
        groups[best].append(number)
        home.append(best)
    return home
