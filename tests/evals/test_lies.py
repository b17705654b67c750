from __future__ import annotations

from evals.lies import tell
from evals.scenes import Planted, Scene
from tests.compose.press import press

from coranto.models.entailment.trees import TreeEntailer


def test_a_lie_is_printed_nowhere_and_a_true_sentence_is() -> None:
    source = press("Divers found cracks in 14 pillars of the quay. The bridge reopened on March 10.", publisher="Lies")
    scene = Scene(article=source.article, analysis=source.analysis)
    first = tuple(s for s in source.analysis.sentences if s.text.startswith("Divers"))
    rows = [
        Planted(article=scene.article, sources=first, claim=claim, supported=True, kind="test")
        for claim in ("Divers found cracks in 40 pillars of the quay.", "Divers discovered cracks in 14 quay pillars.")
    ]
    assert tell(rows, {scene.article.id: scene}, TreeEntailer()) == [False, True]
