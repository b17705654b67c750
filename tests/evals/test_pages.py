"""The counts over pages: each must move when the page gets worse in the way it is named after."""

from __future__ import annotations

import json

import pytest
from evals.pages import measure, not_told, run, telling

from coranto.types import Evidence, Section, Statement

_RAIN = "Rain washed away the ford at Nessel and two farms are cut off."


def _line(text: str) -> Statement:
    evidence = Evidence(source=1, field="text", start=0, end=len(text), quote=text)
    return Statement(text=text, evidence=(evidence,), form="verbatim")


def _section(title: str, *sentences: str) -> Section:
    return Section(title=_line(title), statements=tuple(map(_line, sentences)))


def test_a_title_is_told_below_or_it_is_not() -> None:
    told = _section("Ford at Nessel washed away", _RAIN, "The army is building a bridge of boats.")
    untold = _section("Army builds bridge of boats", _RAIN, "The army is building a bridge of boats.")
    assert not not_told(told, told.statements[:1])
    assert not_told(untold, untold.statements[:1])
    assert not not_told(untold, untold.statements)


def test_telling_words_are_stems_without_stop_words() -> None:
    assert telling("The farms are cut off") == telling("a farm, cut off")


@pytest.fixture(scope="module")
def figures(tmp_path_factory: pytest.TempPathFactory) -> dict[str, float]:
    rows = [
        {
            "url": f"https://paper{n}.example/ford",
            "title": title,
            "text": text,
            "publisher": f"Paper {n}",
            "published_at": f"2026-04-0{n}T09:00:00+02:00",
        }
        for n, title, text in (
            (1, "Rain washes away ford at Nessel", f"{_RAIN}\nThe council has asked the army for help."),
            (
                2,
                "Nessel farms cut off as ford is washed away",
                f"{_RAIN[:-1]}, the council said.\nA bridge is planned.",
            ),
        )
    ]
    path = tmp_path_factory.mktemp("set") / "ford.jsonl"
    path.write_text("\n".join(map(json.dumps, rows)) + "\n", "utf-8")
    return run(path)


def test_a_set_is_built_and_its_pages_counted(figures: dict[str, float]) -> None:
    assert figures["pages"] == 1
    assert figures["titles"] >= 1
    assert figures["sections of 2 to 4"] == figures["titles"]
    assert 0 <= figures["key words missing"] <= 1


def test_no_pages_give_no_division_by_zero() -> None:
    assert measure([])["titles"] == 0
