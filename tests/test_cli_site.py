from __future__ import annotations

import gc
import threading
from typing import Any

import pytest

from coranto import cli_site
from coranto.cli_site import seldom_collecting


def test_dead_cycles_are_looked_for_by_the_clock_while_a_site_is_served(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    enough = threading.Event()
    automatic: list[bool] = []

    def collect(generation: int) -> int:
        seen.append(generation)
        automatic.append(gc.isenabled())
        if len(seen) == 6:
            enough.set()
        return 0

    monkeypatch.setattr(cli_site, "_COLLECTED_SECONDS", 0.0)
    monkeypatch.setattr(cli_site, "_WHOLLY_EVERY", 3)
    fake: Any = type("gc", (), {"collect": staticmethod(collect), "isenabled": gc.isenabled})
    fake.disable, fake.enable = staticmethod(gc.disable), staticmethod(gc.enable)
    monkeypatch.setattr(cli_site, "gc", fake)
    assert gc.isenabled()
    with seldom_collecting():
        assert enough.wait(30)
    assert seen[:6] == [1, 1, 2, 1, 1, 2]
    assert not any(automatic)
    assert gc.isenabled()
