"""The scorer of timelines against values worked out by hand from its definition, and the protocol on a small pool."""

from __future__ import annotations

import gzip
import json
from datetime import date
from pathlib import Path

import pytest
from evals.rouge import ngrams, porter, shared
from evals.timeline import Share, aligned_rouge, averages, day_share, run

D1, D2, D3, D5 = (date(2026, 3, day) for day in (1, 2, 3, 5))


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("caresses", "caress"), ("ponies", "poni"), ("agreed", "agre"), ("plastered", "plaster"), ("motoring", "motor"),
        ("conflated", "conflat"), ("hopping", "hop"), ("filing", "file"), ("happy", "happi"), ("sky", "sky"),
        ("relational", "relat"), ("vietnamization", "vietnam"), ("hopefulness", "hope"), ("electrical", "electr"),
        ("adjustment", "adjust"), ("adoption", "adopt"), ("probate", "probat"), ("controlling", "control"),
        ("yes", "ye"), ("cement", "cement"),
    ],
)  # fmt: skip
def test_stems_are_those_of_the_paper(word: str, stem: str) -> None:
    assert porter(word) == stem


def test_counts_leave_out_stop_words_and_run_across_sentences() -> None:
    told = ["The dam-builders were flooding farms .", "Farms closed ."]
    assert ngrams(told, 1) == {("dam",): 1, ("builder",): 1, ("flood",): 1, ("farm",): 2, ("close",): 1}
    assert ngrams(told, 2)[("farm", "farm")] == 1
    assert shared(ngrams(told, 1), ngrams(["Farm farm farm"], 1)) == 2


def test_the_same_timeline_has_full_marks() -> None:
    timeline = {D1: ["Dam broke ."], D3: ["Road shut ."]}
    assert aligned_rouge(timeline, timeline, 1) == Share(1.0, 1.0)
    assert day_share(timeline, timeline).f1 == 1.0


def test_a_pair_of_days_apart_counts_by_its_distance() -> None:
    # One day apart: what is shared counts 1/2. Found has 4 words, gold 2; both of gold's are in found.
    found, gold = {D2: ["dam broke valley flooded"]}, {D1: ["dam broke"]}
    assert aligned_rouge(found, gold, 1) == Share(2 / 2 / 4, 2 / 2 / 2)
    assert aligned_rouge(found, gold, 2) == Share(1 / 2 / 3, 1 / 2 / 1)


def test_many_days_may_align_with_one_and_content_can_outweigh_distance() -> None:
    # D3 costs (1 - 1/2) * (1 - 0) = 1/2 against D2, and (1 - 1/3) * (1 - 1) = 0 against D5.
    found = {D3: ["bridge fell"], D5: ["bridge fell"]}
    gold = {D2: ["road shut"], D5: ["bridge fell"]}
    share = aligned_rouge(found, gold, 1)
    assert share.precision == pytest.approx((2 / 3 + 2) / 4)
    # Recall: D2 shares nothing; for D5 both days cost nothing, and the earlier one, two days off, is taken.
    assert share.recall == pytest.approx(2 / 3 / 4)


def test_of_equal_costs_the_earlier_day_is_taken() -> None:
    found, gold = {D2: ["dam broke"]}, {D1: ["dam"], D3: ["broke"]}
    # Both cost (1/2) * (1/3); D1 is taken, so "dam" is what is shared.
    assert aligned_rouge(found, gold, 1).precision == pytest.approx(1 / 2 / 2)


def test_days_and_averages() -> None:
    assert day_share({D1: ["a"], D2: ["b"]}, {D1: ["a"], D3: ["c"], D5: ["d"]}) == Share(1 / 2, 1 / 3)
    assert day_share({}, {D1: ["a"]}).f1 == 0.0
    one, two = Share(1.0, 0.5), Share(0.0, 0.5)
    # F1 of the means (.5, .5), not the mean of the F1 values (.667 and 0).
    assert averages([(one, one, one), (two, two, two)])["date_f1"] == pytest.approx(0.5)


def test_a_folder_is_scored_with_and_without_the_articles_that_are_the_gold(tmp_path: Path) -> None:
    gold = [
        "The dam at Torva broke and water ran into the valley .",
        "Crews from Torva closed the valley road .",
        "Torva 's council met .",
    ]
    articles = [
        {
            "id": "a",
            "published_at": "2026-03-01",
            "sentences": ["A dam at Torva broke today and the valley was under water ."],
        },
        {
            "id": "b",
            "published_at": "2026-03-04",
            "sentences": ["Engineers in Torva asked why the dam broke on March 1 ."],
        },
        {"id": "c", "published_at": "2026-03-05", "sentences": gold},
    ]
    folder = tmp_path / "torva_post"
    folder.mkdir()
    with gzip.open(folder / "articles.jsonl.gz", "wt", encoding="utf8") as out:
        out.writelines(json.dumps(article) + "\n" for article in articles)
    (tmp_path / "topics").mkdir()
    timeline = [["2026-03-01T00:00:00", gold[:2]], ["2026-03-05T00:00:00", gold[2:]]]
    (tmp_path / "topics" / "torva.timelines.jsonl").write_text(json.dumps(timeline) + "\n", "utf-8")
    index = [{"folder": "torva_post", "topic": "torva", "keywords": ["torva"]}]
    (tmp_path / "index.json").write_text(json.dumps(index), "utf-8")
    scores = run(tmp_path)
    assert scores["timelines"] == 1
    assert scores["date_f1"] == 1.0
    assert scores["clean_date_f1"] < scores["date_f1"]
    assert scores["clean_align_rouge1_f1"] > 0
