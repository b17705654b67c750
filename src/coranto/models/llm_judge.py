"""An ``Entailer`` over a chat endpoint, and one that joins two judges: where they disagree, the stricter one decides.

A second judge sees what the first was not trained on. One that does not answer counts as a no, since the verifier only
ever withholds.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Callable, Sequence

from coranto.errors import ModelError
from coranto.models.llm_client import ChatClient
from coranto.models.llm_prompts import prompt
from coranto.ports import Entailer


class LlmEntailer:
    """``Entailer`` that asks a model for yes or no: 1.0 for yes, 0.0 for anything else and for silence."""

    def __init__(
        self, client: ChatClient, model: str, *, mark: Callable[[], str] = lambda: f"#{secrets.token_hex(4)}#"
    ) -> None:
        self.id = f"openai:{model}"
        self._client, self._mark = client, mark
        self._known: dict[tuple[str, str], float] = {}

    def entail(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        """One score a pair, in order. A pair is asked for once."""
        return [self._score(pair) for pair in pairs]

    def _score(self, pair: tuple[str, str]) -> float:
        if pair not in self._known:
            mark = self._mark()
            claim, passage = (text.replace(mark, "") for text in pair)
            asked = f"Passage: {mark} {passage} {mark}\nSentence: {mark} {claim} {mark}"
            messages = [{"role": "system", "content": prompt("judge")}, {"role": "user", "content": asked}]
            try:
                said = self._client.ask(messages, schema=None, most=4).text
            except ModelError:
                return 0.0
            self._known[pair] = 1.0 if re.match(r"\W*yes\b", said, re.I) else 0.0
        return self._known[pair]


class BothEntailers:
    """``Entailer`` of two: the lower score of each pair. The second is asked only where the first says rather yes."""

    def __init__(self, first: Entailer, second: Entailer) -> None:
        self.id = f"{first.id} and {second.id}"
        self._first, self._second = first, second

    def entail(self, pairs: Sequence[tuple[str, str]], /) -> list[float]:
        """One score a pair, in order."""
        return [
            min(score, *self._second.entail([pair])) if score > 0.5 else score
            for pair, score in zip(pairs, self._first.entail(pairs), strict=True)
        ]
