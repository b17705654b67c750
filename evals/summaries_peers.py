"""Extractive methods of sumy on the sentences that we split: LexRank, TextRank and LSA, each with its own defaults.

Why a file of its own: sumy is no dependency, and the task runs without it. Its own sentence splitter needs data from
the network; given our sentences, the methods are compared by what they choose.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from evals.rouge import split
from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
from sumy.nlp.stemmers import Stemmer
from sumy.summarizers.lex_rank import LexRankSummarizer
from sumy.summarizers.lsa import LsaSummarizer
from sumy.summarizers.text_rank import TextRankSummarizer
from sumy.utils import get_stop_words


class _Words:
    """The part of sumy's tokenizer that its sentences ask for."""

    def to_words(self, text: str) -> tuple[str, ...]:
        """Words in lower case."""
        return tuple(word for word in split(text) if word[0].isalnum())


def _method(kind: type) -> Callable[[Sequence[Sequence[str]], int], list[str]]:
    def choose(articles: Sequence[Sequence[str]], words: int) -> list[str]:
        """As few sentences, in the order of the articles, as have this number of words."""
        tokenizer = _Words()
        document = ObjectDocumentModel(
            [Paragraph([Sentence(text, tokenizer) for text in sentences]) for sentences in articles]
        )
        summarizer = kind(Stemmer("english"))
        summarizer.stop_words = get_stop_words("english")
        chosen: list[str] = []
        for count in range(1, len(document.sentences) + 1):
            chosen = [str(sentence) for sentence in summarizer(document, count)]
            if sum(len(text.split()) for text in chosen) >= words:
                break
        return chosen

    return choose


METHODS = {
    "sumy-lexrank": _method(LexRankSummarizer),
    "sumy-textrank": _method(TextRankSummarizer),
    "sumy-lsa": _method(LsaSummarizer),
}
"""By name, from the sentences of each article and a number of words to sentences."""
