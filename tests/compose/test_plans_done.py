"""Plans of undated articles that another article tells as carried out."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.compose.press import press
from tests.compose.story import pooled

from coranto.compose.plans_done import find_plans_done
from coranto.types import Source


def undated(text: str) -> Source:
    source = press(text, title="Storm Ilsa off Marland", n=1, publisher="Belpress")
    return replace(source, article=replace(source.article, date_certain=False))


DONE = press(
    "Storm Ilsa hit the coast of Marland on Friday and tore two cranes off a quay.",
    title="Storm Ilsa hits coast of Marland",
    n=2,
)


def overtaken(text: str, other: Source = DONE) -> bool:
    return bool(find_plans_done(pooled(undated(text), other)))


@pytest.mark.parametrize(
    "text",
    [
        "Storm Ilsa is expected to hit the coast of Marland with heavy rain.",
        "Storm Ilsa will hit the coast of Marland with heavy rain, the weather office said.",
    ],
)
def test_what_another_tells_as_done_is_no_plan_any_more(text: str) -> None:
    assert overtaken(text)


@pytest.mark.parametrize(
    "text",
    [
        "Storm Ilsa is expected to weaken over Marland.",
        "Storm Orla is expected to hit the coast of Halle with heavy rain.",
        "Storm Ilsa hit the coast of Marland with heavy rain.",
    ],
)
def test_another_deed_another_storm_and_what_is_done_stay(text: str) -> None:
    assert not overtaken(text)


def test_dated_articles_are_left_to_their_dates() -> None:
    dated = press("Storm Ilsa is expected to hit the coast of Marland with heavy rain.", n=1, publisher="Belpress")
    assert not find_plans_done(pooled(dated, DONE))
