"""The form of a writer's answer, and how it is read out of what a model said.

Strict on purpose: what does not fit is sent back once with the reason, and then not used.
"""

from __future__ import annotations

import json
import re
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

_FORBID = ConfigDict(extra="forbid", strict=True)


class Line(BaseModel):
    """A sentence or title with the numbers of its claims."""

    model_config = _FORBID
    text: str = Field(max_length=2_000)
    claims: list[int] = Field(max_length=40)


class Part(BaseModel):
    """What was written for one part; ``title`` for sections alone."""

    model_config = _FORBID
    part: int
    title: Line | None = None
    sentences: list[Line] = Field(max_length=40)


class Answer(BaseModel):
    """All parts of one answer."""

    model_config = _FORBID
    parts: list[Part] = Field(max_length=60)


SCHEMA: dict[str, Any] = {
    "type": "object",
    "additionalProperties": False,
    "required": ["parts"],
    "properties": {
        "parts": {
            "type": "array",
            "items": {
                "type": "object",
                "additionalProperties": False,
                "required": ["part", "title", "sentences"],
                "properties": {
                    "part": {"type": "integer"},
                    "title": {"anyOf": [{"$ref": "#/$defs/line"}, {"type": "null"}]},
                    "sentences": {"type": "array", "items": {"$ref": "#/$defs/line"}},
                },
            },
        }
    },
    "$defs": {
        "line": {
            "type": "object",
            "additionalProperties": False,
            "required": ["text", "claims"],
            "properties": {"text": {"type": "string"}, "claims": {"type": "array", "items": {"type": "integer"}}},
        }
    },
}
"""The same as a JSON Schema, in the few words of it that servers know."""


def read_answer(text: str) -> Answer | str:
    """The answer in a model's words, or one line that says what is wrong with it, for the model to mend."""
    found = _json_in(text)
    if found is None:
        return "no JSON object was found in the answer"
    try:
        return Answer.model_validate(found)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        return f"at {'.'.join(str(step) for step in first['loc']) or 'the top'}: {first['msg']}"


def _json_in(text: str) -> dict[str, Any] | None:
    """The first JSON object in a text: bare, in a code fence, or among words."""
    decoder = json.JSONDecoder()
    for opening in list(re.finditer(r"\{", text))[:20]:
        try:
            value, _ = decoder.raw_decode(text, opening.start())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            return value
    return None
