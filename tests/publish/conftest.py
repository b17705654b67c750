"""What a real browser must read is among the tests where this machine has one; pytest's first line says if not."""

from __future__ import annotations

from tests.publish.chromium import FOUND

collect_ignore = [] if FOUND else ["test_browser.py"]


def pytest_report_header() -> str:
    return f"browser: {FOUND or 'none, so tests/publish/test_browser.py is left out'}"
