"""A Chromium of this machine, spoken to over a pipe: enough of its protocol to read a page as a reader does.

Why no driver: the packages that bring one weigh more than everything else that the tests need.
"""

from __future__ import annotations

import json
import os
import select
import shutil
import subprocess
import time
from pathlib import Path
from typing import Any

FOUND = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
SHIFT = (
    "window.shift = 0; new PerformanceObserver(list => list.getEntries().forEach(e => { window.shift += e.value; }))"
    ".observe({type: 'layout-shift', buffered: true});"
)
"""Adds up in ``window.shift`` how far what is on a page moves by itself."""
PATIENCE = 60.0
"""Seconds until a browser that says nothing counts as stuck."""


class Chromium:
    """One browser without a window. Close it when done."""

    def __init__(self, home: Path) -> None:
        assert FOUND is not None
        theirs_in, ours_out = os.pipe()
        ours_in, theirs_out = os.pipe()
        options = ("--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-dev-shm-usage")
        options += ("--disable-background-networking", "--remote-debugging-pipe")
        self._process = subprocess.Popen(
            # It reads orders from 3 and answers on 4.
            [
                "bash",
                "-c",
                f'exec "$0" "$@" 3<&{theirs_in} 4>&{theirs_out}',
                FOUND,
                *options,
                f"--user-data-dir={home}",
            ],
            pass_fds=(theirs_in, theirs_out),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(theirs_in)
        os.close(theirs_out)
        self._out, self._in, self._held, self._last = ours_out, ours_in, b"", 0
        self.heard: list[dict[str, Any]] = []

    def page(self, *, width: int = 1280, script: bool = True) -> Page:
        """An empty page in a profile of its own."""
        context = self.do("Target.createBrowserContext")["browserContextId"]
        target = self.do("Target.createTarget", url="about:blank", browserContextId=context)["targetId"]
        session = self.do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self, session, width=width, script=script)

    def do(self, method: str, session: str = "", **params: Any) -> dict[str, Any]:
        """Order something and wait for its end. What is told meanwhile is ``heard``."""
        self._last += 1
        order = {"id": self._last, "method": method, "params": params} | ({"sessionId": session} if session else {})
        os.write(self._out, json.dumps(order).encode() + b"\0")
        while True:
            message = self.listen()
            if message.get("id") == self._last:
                assert "error" not in message, (method, message)
                result: dict[str, Any] = message["result"]
                return result
            self.heard.append(message)

    def listen(self) -> dict[str, Any]:
        """The next message."""
        while b"\0" not in self._held:
            assert select.select([self._in], [], [], PATIENCE)[0], "the browser says nothing"
            piece = os.read(self._in, 65_536)
            assert piece, "the browser has ended"
            self._held += piece
        first, _, self._held = self._held.partition(b"\0")
        message: dict[str, Any] = json.loads(first)
        return message

    def close(self) -> None:
        """End it."""
        self._process.terminate()
        self._process.wait(timeout=PATIENCE)
        os.close(self._out)
        os.close(self._in)


class Page:
    """One page, at one address after the other."""

    def __init__(self, browser: Chromium, session: str, *, width: int, script: bool) -> None:
        self._browser = browser
        self._session = session
        for domain in ("Page", "Runtime", "Network", "Log"):
            self._do(f"{domain}.enable")
        self._do("Page.addScriptToEvaluateOnNewDocument", source=SHIFT)
        self._do("Emulation.setDeviceMetricsOverride", width=width, height=900, deviceScaleFactor=1, mobile=False)
        if not script:
            self._do("Emulation.setScriptExecutionDisabled", value=True)

    def open(self, address: str) -> list[dict[str, Any]]:
        """Load an address to its end; everything that the browser told meanwhile."""
        self._browser.heard.clear()
        self._do("Page.navigate", url=address)
        heard = self._browser.heard
        while not any(each.get("method") == "Page.loadEventFired" for each in heard):
            heard.append(self._browser.listen())
        return heard

    def asked(self) -> list[str]:
        """The addresses that were asked for since the last ``open``."""
        sent = (each for each in self._browser.heard if each.get("method") == "Network.requestWillBeSent")
        return [each["params"]["request"]["url"] for each in sent]

    def troubles(self) -> list[str]:
        """What the browser complained of since the last ``open``: errors of scripts, and what the policy refused."""
        found = []
        for each in self._browser.heard:
            if each.get("method") == "Runtime.exceptionThrown":
                found.append(str(each["params"]["exceptionDetails"]["text"]))
            if each.get("method") == "Log.entryAdded" and each["params"]["entry"]["level"] == "error":
                found.append(str(each["params"]["entry"]["text"]))
        return found

    def says(self, expression: str) -> Any:
        """The value of an expression in the page."""
        return self._do("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def waits(self, expression: str) -> bool:
        """Whether an expression comes true in a while."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            if self.says(expression):
                return True
        return False

    def click(self, selector: str) -> None:
        """Press the mouse in the middle of the first element that this selects."""
        element = f"document.querySelector({selector!r})"
        self.says(f"{element}.scrollIntoView({{block: 'center', behavior: 'instant'}})")
        where = json.loads(self.says(f"JSON.stringify({element}.getBoundingClientRect())"))
        x, y = where["x"] + where["width"] / 2, where["y"] + where["height"] / 2
        for kind in ("mousePressed", "mouseReleased"):
            self._do("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)

    def press(self, key: str, code: int, text: str = "") -> None:
        """Press a key."""
        for kind in ("keyDown", "keyUp"):
            with_text = {"text": text} if text and kind == "keyDown" else {}
            self._do("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **with_text)

    def _do(self, method: str, **params: Any) -> dict[str, Any]:
        return self._browser.do(method, self._session, **params)
