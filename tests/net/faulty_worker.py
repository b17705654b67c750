"""A parsing worker that does on demand what hostile inputs do by accident: it hangs, burns, grows or dies."""

from __future__ import annotations

import os
import signal
import sys
import time

from coranto.net.worker import TASKS, serve
from coranto.types import RawArticle

_served: list[str] = []


def page(data: bytes, subject: str, address: str | None, kind: str) -> RawArticle:
    order = data.decode()
    _served.append(order)
    if order == "sleep":
        time.sleep(60)
    elif order == "burn":
        while True:
            pass
    elif order == "grow":
        held = [bytearray(1 << 20) for _ in range(4_096)]
        del held
    elif order == "die" or (order == "die if used" and len(_served) > 1):
        os.kill(os.getpid(), signal.SIGSEGV)
    elif order == "deep":
        raise RecursionError
    elif order == "raise":
        raise ValueError("odd")
    elif order == "babble":
        os.write(1, b"\xff" * 64)
    elif order == "write":
        with open(str(address), "wb") as file:
            file.write(b"x" * 100)
    elif order == "connect":
        import socket

        socket.create_connection(("127.0.0.1", int(str(address))), timeout=1)
    elif order == "secret":
        return RawArticle(subject=subject, text=os.environ.get("CORANTO_TOKEN", ""))
    elif order == "print":
        sys.stdout.write("a library talks")
    return RawArticle(subject=subject, title=order, text="lone \ud800 surrogate", url=address)


if __name__ == "__main__":
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    serve({**TASKS, "prepare": lambda *_: None, "page": page})
