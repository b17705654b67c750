"""Asks an OpenAI-compatible endpoint one question: ``/chat/completions``, no streaming, no tools, no redirects.

Apart from what is asked, so that every way in which a strange server can misbehave is dealt with in one place. The
address is the user's own word, which is why it may be of this machine; an answer can lead nowhere else.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httpx2
from pydantic import BaseModel, Field, ValidationError

from coranto.errors import ModelError, SettingsError

MOST_BYTES = 1_000_000
"""Of one answer: a page's worth of words is a hundredth of that."""
TRIES = 3
_AGAIN = frozenset({-1, 408, 425, 429, 500, 502, 503, 504, 529})
_NO_SUCH_FORMAT = frozenset({400, 415, 422, 501})
_LONGEST_WAIT = 20.0
"""Seconds, whatever a server asks for in ``Retry-After``."""
_WAYS = ("json_schema", "json_object", "text")

Message = Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the model said, and the tokens it took. ``cut`` says that it was stopped at its limit."""

    text: str
    input_tokens: int
    output_tokens: int
    cut: bool = False


class ChatClient:
    """One model of one endpoint. ``jitter`` and ``sleep`` are given so that tests decide and do not wait.

    Raises ``SettingsError`` for an address that is none, or one to which a key would travel in the open.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        key: str = "",
        seconds: float = 60.0,
        jitter: Callable[[], float] = random.random,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.model = model
        self._url = _endpoint(base_url, with_key=bool(key))
        self._seconds = seconds
        self._jitter, self._sleep, self._clock = jitter, sleep, clock
        self._way = 0
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        waits = httpx2.Timeout(seconds, connect=min(10.0, seconds))
        self._client = httpx2.Client(trust_env=False, follow_redirects=False, timeout=waits, headers=headers)
        # the key is in the headers alone: no message of ours names it, and no answer of the server is repeated

    def ask(self, messages: Sequence[Message], *, schema: Mapping[str, Any] | None, most: int) -> Reply:
        """The model's answer, of at most ``most`` tokens, in the form of ``schema`` as far as the server can.

        Tries ``json_schema``, then ``json_object``, then plain text, and stays with what the server knows. Waits and
        tries again where that may help. Raises ``ModelError`` with a short reason that holds nothing of the answer.
        """
        status, after = -1, ""
        for attempt in range(TRIES):
            if attempt:
                self._sleep(self._wait(attempt, after))
            status, after, body = self._post(self._payload(messages, schema, most))
            while status in _NO_SUCH_FORMAT and schema is not None and self._way < len(_WAYS) - 1:
                self._way += 1
                status, after, body = self._post(self._payload(messages, schema, most))
            if status == 200:
                return _reply(body)
            if status not in _AGAIN:
                break
        raise ModelError(f"the endpoint {_REASONS.get(status, f'answered {status}')}", mend="see docs/writer.md")

    def close(self) -> None:
        """Close idle connections."""
        self._client.close()

    def _payload(self, messages: Sequence[Message], schema: Mapping[str, Any] | None, most: int) -> dict[str, Any]:
        way = _WAYS[self._way] if schema is not None else "text"
        form: dict[str, Any] = {}
        if way == "json_schema":
            form = {"type": way, "json_schema": {"name": "answer", "schema": schema, "strict": True}}
        elif way == "json_object":
            form = {"type": way}
        asked: dict[str, Any] = {
            "model": self.model,
            "messages": [dict(message) for message in messages],
            "max_tokens": most,
            "temperature": 0,
            "seed": 7,
        }
        return {**asked, "response_format": form} if form else asked

    def _post(self, payload: dict[str, Any]) -> tuple[int, str, bytes]:
        """Status (0: too slow or too long, -1: no connection), ``Retry-After``, body."""
        until = self._clock() + self._seconds
        try:
            with self._client.stream("POST", self._url, json=payload) as answer:
                parts, size = [], 0
                for part in answer.iter_bytes():
                    size += len(part)
                    if size > MOST_BYTES or self._clock() > until:
                        return 0, "", b""
                    parts.append(part)
                return answer.status_code, answer.headers.get("retry-after", ""), b"".join(parts)
        except httpx2.TimeoutException:
            return 0, "", b""
        except (httpx2.HTTPError, httpx2.InvalidURL, UnicodeError):
            return -1, "", b""

    def _wait(self, attempt: int, asked_for: str) -> float:
        try:
            asked = float(asked_for)
        except ValueError:
            asked = 0.0
        own = float(2 ** (attempt - 1)) * (0.5 + self._jitter())
        return min(_LONGEST_WAIT, max(own, asked if asked >= 0 else 0.0))


_REASONS = {
    -1: "cannot be reached",
    0: "gave no whole answer in time",
    401: "refused the key",
    403: "refused the key",
    404: "does not know this model or path",
    429: "says that there were too many requests",
}


class _Message(BaseModel):
    content: str | None = None


class _Choice(BaseModel):
    message: _Message
    finish_reason: str | None = None


class _Usage(BaseModel):
    prompt_tokens: int = Field(default=0, ge=0)
    completion_tokens: int = Field(default=0, ge=0)


class _Completion(BaseModel):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


def api_key(given: str) -> str:
    """The key of a setting: as it stands, or the first line of ``@FILE``. Raises ``SettingsError``, without the key."""
    if not given.startswith("@"):
        key = given.strip()
    else:
        try:
            key = Path(given[1:]).expanduser().read_text("utf-8").strip().partition("\n")[0].strip()
        except (OSError, UnicodeDecodeError) as error:
            raise SettingsError(f"the key file {given[1:]} cannot be read", mend="check its path and rights") from error
    if any(not "!" <= char <= "~" for char in key):
        raise SettingsError("llm_api_key holds characters that no key has", mend="give the key alone")
    return key


def _endpoint(base_url: str, *, with_key: bool) -> str:
    try:
        parts = urlsplit(base_url.strip())
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        host, parts = "", urlsplit("")
    if parts.scheme not in {"http", "https"} or not host or parts.query or parts.fragment or parts.username:
        raise SettingsError("llm_base_url is no plain http or https address", mend="like http://127.0.0.1:8080/v1")
    if with_key and parts.scheme == "http" and not _own_network(host):
        raise SettingsError("llm_base_url would send the key in the open", mend="use https, or leave the key out")
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return f"{parts.scheme}://{parts.netloc}{path}/chat/completions"


def _own_network(host: str) -> bool:
    try:
        return ip_address(host).is_private
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")


def _reply(body: bytes) -> Reply:
    try:
        read = _Completion.model_validate(json.loads(body))
    except (ValidationError, ValueError, RecursionError):
        raise ModelError("the endpoint answered in no form that we know", mend="see docs/writer.md") from None
    usage = read.usage or _Usage()
    choice = read.choices[0]
    return Reply(
        text=choice.message.content or "",
        input_tokens=usage.prompt_tokens,
        output_tokens=usage.completion_tokens,
        cut=choice.finish_reason == "length",
    )
