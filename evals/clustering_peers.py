"""Peers of the clusterer: TF-IDF in a single pass, average linkage, HDBSCAN, river's TextClust and BERTopic.

Why: a figure says something beside another on the same texts. The first three use word pairs, sublinear counts and the
setting that was best on average over the development sets, the others their defaults; each is imported only where it is
installed, and all need scikit-learn.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray
from sklearn.cluster import HDBSCAN, AgglomerativeClustering
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
    yield "tfidf_hdbscan", hdbscan(1.0 - likeness)
    if find_spec("river"):
        yield "river_textclust", textclust(texts)
    if find_spec("bertopic"):
        yield "bertopic", topics(texts)


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


def hdbscan(distance: NDArray[np.float64]) -> list[int]:
    """HDBSCAN (Campello, Moulavi and Sander 2013) on distances; what it calls noise is a story of its own."""
    model = HDBSCAN(min_cluster_size=2, metric="precomputed", cluster_selection_method="leaf")
    found = [int(n) for n in model.fit_predict(np.maximum(distance, 0.0))]
    return [n if n >= 0 else -1 - number for number, n in enumerate(found)]


def textclust(texts: Sequence[str]) -> list[int]:
    """TextClust (Assenmacher and Trautmann 2022) as river has it, one text after the other, with its defaults."""
    from river import cluster, compose, feature_extraction

    words = feature_extraction.BagOfWords(lowercase=True, ngram_range=(1, 2))
    model = compose.Pipeline(words, cluster.TextClust(real_time_fading=False))
    for text in texts:
        model.learn_one(text)
    return [int(model.predict_one(text)) for text in texts]


def topics(texts: Sequence[str]) -> list[int]:
    """BERTopic (Grootendorst 2022) with topics of two texts and more; what it leaves out is a story of its own."""
    from bertopic import BERTopic

    found, _ = BERTopic(min_topic_size=2).fit_transform(list(texts))
    return [int(n) if n >= 0 else -1 - number for number, n in enumerate(found)]
