from __future__ import annotations

import threading
from itertools import pairwise

import pytest

from coranto.errors import FetchError
from coranto.net.pacing import FAILURES, PAUSES, Pacer, host_of


class Watch:
    """A clock that sleeping moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


def test_b20_requests_to_one_host_begin_a_second_apart_and_others_are_not_held_up(watch: Watch) -> None:
    pacer = Pacer(clock=watch, sleep=watch.sleep)
    began = []
    for _ in range(4):
        with pacer.turn("a.example"):
            began.append(watch.now)
    with pacer.turn("b.example"):
        assert watch.now == began[-1]
    assert [round(later - earlier, 3) for earlier, later in pairwise(began)] == [1, 1, 1]


def test_a_longer_delay_that_a_server_asks_for_is_kept(watch: Watch) -> None:
    pacer = Pacer(clock=watch, sleep=watch.sleep)
    with pacer.turn("a.example", 12.5):
        began = watch.now
    assert pacer.free_in("a.example") == 12.5
    with pacer.turn("a.example"):
        assert watch.now - began == 12.5


def test_no_more_than_two_are_under_way_at_one_host() -> None:
    pacer = Pacer(gap=0.0)
    inside, most, lock = 0, 0, threading.Lock()
    gate = threading.Barrier(2, timeout=5)

    def ask() -> None:
        nonlocal inside, most
        with pacer.turn("a.example"):
            with lock:
                inside += 1
                most = max(most, inside)
            gate.wait()
            with lock:
                inside -= 1

    threads = [threading.Thread(target=ask) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert most == 2


def test_b20_a_host_that_does_not_answer_is_left_alone_longer_and_longer(watch: Watch) -> None:
    pacer = Pacer(clock=watch, sleep=watch.sleep)

    def fail(reason: str) -> str:
        with pytest.raises(FetchError) as caught, pacer.turn("down.example"):
            raise FetchError("nothing came", mend="", reason=reason)
        return caught.value.reason

    for _ in range(FAILURES):
        assert fail("timeout") == "timeout"
    asked_at = watch.now
    assert fail("never reached") == "host-down"
    assert watch.now == asked_at
    watch.now += PAUSES[0] + 1
    assert fail("unreachable") == "unreachable"
    assert fail("never reached") == "host-down"
    assert PAUSES[0] * 2 - 1 <= pacer.free_in("down.example") <= PAUSES[0] * 2
    watch.now += PAUSES[0] * 2
    with pacer.turn("down.example"):
        pass
    assert fail("timeout") == "timeout"
    assert fail("timeout") == "timeout"


def test_a_bad_answer_is_an_answer(watch: Watch) -> None:
    pacer = Pacer(clock=watch, sleep=watch.sleep)
    for _ in range(3 * FAILURES):
        with pytest.raises(FetchError, match="wrong"), pacer.turn("a.example"):
            raise FetchError("wrong", mend="", reason="protocol")


def test_a_host_is_named_with_its_port() -> None:
    assert host_of("https://A.example./x") == "a.example"
    assert host_of("http://user@[::1]:8080/") == "[::1]:8080"
    assert host_of("http://a.example:99999999/") == ""
