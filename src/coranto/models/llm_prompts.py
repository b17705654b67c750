"""Makes a conversation out of briefs: the prompt files, and the claims as marked data with numbers of their own.

The prompt is a file so that it can be read and changed as text; its hash is part of a writer's name, and thereby of
every cached answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files

from coranto.types import Brief, Told

Messages = list[dict[str, str]]
_SINGLE = re.compile(r"[^\w\s]|[\d_]|\n")


@cache
def prompt(name: str) -> str:
    """The text of a prompt file."""
    return (files("coranto.models") / "prompts" / f"{name}.md").read_text("utf-8").strip()


@cache
def prompt_version() -> str:
    """Eight digits that change with any prompt."""
    return sha256("\0".join(prompt(name) for name in ("write", "mend")).encode()).hexdigest()[:8]


def conversation(briefs: Sequence[Brief], mark: str) -> Messages:
    """What is sent for some briefs. Claims are numbered through all of them, in order; so are parts, from 1.

    ``mark`` is drawn anew for each call, so that no article can know it and end its own data.
    """
    parts, number = [], 0
    for n, brief in enumerate(briefs, 1):
        lines = [f"Part {n} ({brief.part}), claims:", mark]
        first = number
        for told in brief.claims:
            number += 1
            lines.append(_line(f"{number}. [{_about(told, first)}] {told.text}", mark))
        lines.append(mark)
        if brief.faults:
            lines += ["Refused:", mark]
            for fault in brief.faults:
                cited = ", ".join(str(first + c) for c in fault.written.claims)
                lines.append(_line(f"- {fault.written.text} (claims {cited}) Reason: {fault.reason}", mark))
            lines.append(mark)
        parts.append("\n".join(lines))
    system = prompt("write") + (f"\n\n{prompt('mend')}" if any(brief.faults for brief in briefs) else "")
    return [{"role": "system", "content": system}, {"role": "user", "content": "\n\n".join(parts)}]


def estimated_tokens(text: str) -> int:
    """About how many tokens a text is: a quarter of its letters' bytes, and each digit, mark and line by itself.

    A little more than most tokenizers make of English; those of small models split every number.
    """
    single = len(_SINGLE.findall(text))
    return (len("".join(text.split()).encode("utf-8", "replace")) - single) // 4 + single + 6


def _line(text: str, mark: str) -> str:
    """One line, whatever is in it, and never the mark: so that no text ends its block or begins a claim."""
    return " ".join(text.replace(mark, "").split())


def _about(told: Told, first: int) -> str:
    said = [told.day, {"corroborated": "several sources", "single-source": "one source"}.get(told.standing, "disputed")]
    if told.against:
        said.append("contradicts " + ", ".join(str(first + other) for other in told.against))
    if told.speaker:
        said.append(f"said by {told.speaker}")
    return "; ".join(part for part in said if part)
