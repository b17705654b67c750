from __future__ import annotations

import pytest

from coranto.errors import OutputError
from coranto.keeping import SHARE, KeptFolder
from coranto.types import Report


class Desk:
    """A folder that takes two seconds to write."""

    def __init__(self) -> None:
        self.now = 0.0
        self.written: list[int] = []
        self.full = False
        self.folder = KeptFolder(self._write, lambda: self.now)

    def changed(self, composed: int) -> None:
        self.folder.changed(Report(read=0, accepted=0, copies=0, rejected=(), stories=0, composed=composed))

    def _write(self, report: Report | None) -> None:
        self.now += 2.0
        if self.full:
            raise OutputError("disk is full", mend="make room")
        self.written.append(report.composed if report else 0)


def test_a_folder_is_written_when_it_changed_and_after_a_while_again() -> None:
    desk = Desk()
    desk.folder.write()
    desk.changed(0)
    desk.folder.write()
    assert desk.written == []
    for composed in (1, 2, 3):
        desk.changed(composed)
        desk.folder.write()
    assert desk.written == [1]
    desk.now += SHARE * 2.0
    desk.folder.write()
    desk.folder.write()
    assert desk.written == [1, 3]
    desk.changed(4)
    desk.folder.write(at_once=True)
    assert desk.written == [1, 3, 4]


def test_a_writing_that_failed_is_still_owed() -> None:
    desk = Desk()
    desk.full = True
    desk.changed(1)
    with pytest.raises(OutputError):
        desk.folder.write()
    desk.full = False
    desk.folder.write()
    assert desk.written == [1]
