from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from coranto.errors import ModelError
from coranto.models.entailers import open_entailer
from coranto.models.entailment.evidence import document, pick
from coranto.models.entailment.features import NAMES, features
from coranto.models.entailment.lexicon import lexicon
from coranto.models.entailment.terms import sentences_of, terms_of
from coranto.models.entailment.trees import TreeEntailer
from coranto.models.onnx_entailer import OnnxEntailer, _positive
from coranto.testing.fakes import FakeEntailer

EVIDENCE = (
    "The ferry company Norlink bought three ships from a yard in Velm on Tuesday.\n"
    "They will carry up to 400 passengers each, chief executive Tora Lund said.\n"
    "Rain fell in the valley all week."
)
TRUE = (
    "Norlink bought three ships from a yard in Velm.",
    "Three ships were purchased by Norlink on Tuesday.",
    "Tora Lund, the chief executive, said each ship will carry up to 400 passengers.",
)
FALSE = (
    "Norlink sold three ships to a yard in Velm.",
    "Norlink bought five ships from a yard in Velm.",
    "Norlink bought three ships from a yard in Karsund.",
    "Norlink did not buy three ships from a yard in Velm.",
    "The bank of Ostmark raised its rate.",
)


@pytest.mark.parametrize(
    ("first", "second", "relation"),
    [
        ("buy", "purchase", "same"),
        ("buy", "sell", "opposite"),
        ("announce", "announcement", "derived"),
        ("vessel", "ship", "narrower"),
        ("ship", "vessel", "wider"),
        ("harbour", "xyzzy", "none"),
    ],
)
def test_words_stand_to_each_other(first: str, second: str, relation: str) -> None:
    assert lexicon().relation(first, second) == relation


def test_inflections_share_a_base_form() -> None:
    assert [lexicon().lemma(w) for w in ("bought", "studies", "running", "teachers", "said")] == [
        "buy",
        "study",
        "run",
        "teacher",
        "say",
    ]


def test_terms_have_kinds_and_numbers_values() -> None:
    found = {t.text: (t.key, t.kind) for t in terms_of("Tora didn't sell 1,200 of twelve ships in May.")}
    assert found["1,200"] == ("1200", "number")
    assert found["twelve"] == ("12", "number")
    assert found["not"][1] == "negation"
    assert found["may"] == ("may", "date")
    assert found["tora"][1] == "name"


def test_the_picked_sentences_have_the_words() -> None:
    (claim,) = sentences_of(TRUE[2])
    assert pick(claim, document(EVIDENCE))[0] == 1
    assert pick(terms_of("Xyzzy plugh."), document(EVIDENCE)) == []


def test_true_sentences_score_above_false_ones() -> None:
    scores = TreeEntailer().entail([(claim, EVIDENCE) for claim in (*TRUE, *FALSE)])
    assert min(scores[: len(TRUE)]) > 0.55
    assert max(scores[len(TRUE) :]) < min(scores[: len(TRUE)])


def test_scores_do_not_depend_on_company_and_odd_text_is_no_error() -> None:
    entailer = TreeEntailer()
    odd = [("", EVIDENCE), (TRUE[0], ""), ("???", "!!!"), ("\u4e00\u4e8c", "\x00")]
    together = entailer.entail([(TRUE[0], EVIDENCE), *odd])
    assert together[0] == entailer.entail([(TRUE[0], EVIDENCE)])[0]
    assert all(0 <= score <= 1 for score in together)
    assert entailer.entail([]) == []


def test_a_row_has_a_number_for_each_name() -> None:
    assert features(TRUE[0], EVIDENCE).shape == (len(NAMES),) == (len(set(NAMES)),)


def test_an_entailer_is_opened_by_name(tmp_path: Path) -> None:
    assert open_entailer("none") is None
    assert isinstance(open_entailer("trees"), TreeEntailer)
    with pytest.raises(ModelError, match="no entailer"):
        open_entailer("trunks")
    with pytest.raises(ModelError, match=r"no model\.onnx"):
        open_entailer(str(tmp_path))


def test_a_model_of_ones_own_names_its_label_of_entailment(tmp_path: Path) -> None:
    (tmp_path / "model.onnx").write_bytes(b"no model")
    names = {"0": "CONTRADICTION", "1": "NEUTRAL", "2": "ENTAILMENT"}
    (tmp_path / "config.json").write_text(json.dumps({"id2label": names}), "utf-8")
    (tmp_path / "vocab.txt").write_text("\n".join(["[PAD]", "[CLS]", "[SEP]", "[UNK]", "ship", "rain"]), "utf-8")
    own = OnnxEntailer(tmp_path)
    assert own._label == 2
    ids, segments = own._encode("rain", "ship ship")
    assert (ids[0], ids[-1], len(ids)) == (1, 2, len(segments))
    assert segments == [0, 0, 0, 0, 1, 1]
    with pytest.raises(ModelError, match="cannot be loaded"):
        own.entail([("rain", "ship")])


def test_logits_become_probabilities() -> None:
    assert _positive(np.array([[0.0, 0.0, np.log(2.0)]]), 2)[0] == pytest.approx(0.5)
    assert _positive(np.array([[0.0]]), 0)[0] == pytest.approx(0.5)


def test_the_fake_counts_words() -> None:
    assert FakeEntailer().entail([("rain fell", "rain"), ("", "rain")]) == [0.5, 0.0]
