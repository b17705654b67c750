"""A ``Writer`` over an OpenAI-compatible endpoint, within budgets, with a memory of what was answered.

Nothing it brings back is trusted: ``compose/writing`` judges every sentence. Here only form, cost and patience matter.
"""

from __future__ import annotations

import json
import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from coranto.errors import ModelError
from coranto.models.llm_answers import SCHEMA, Answer, Line, read_answer
from coranto.models.llm_client import ChatClient, Reply
from coranto.models.llm_memory import Memory, Spent
from coranto.models.llm_prompts import Messages, conversation, estimated_tokens, prompt_version
from coranto.types import Brief, Draft, Written

_log = logging.getLogger(__name__)

FOREIGN = 0
"""The number that a claim gets which was not of the part."""
_AROUND = 14
"""Tokens of an answer around each sentence, title and part."""
_TITLE = 36
"""Tokens of a title of twelve words with what stands around it."""
_PATIENCE = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What may be spent: tokens for a page, tokens and money a day (0: no limit on money); prices of a million."""

    page_input: int = 6_000
    page_output: int = 1_200
    day_tokens: int = 2_000_000
    day_cost: float = 0.0
    input_price: float = 0.0
    output_price: float = 0.0

    def cost(self, given: int, taken: int) -> float:
        """The price of so many tokens."""
        return (given * self.input_price + taken * self.output_price) / 1_000_000


class LlmWriter:
    """``Writer``: a call for as many parts as ``most_parts`` and the budget let, one more where the form is wrong.

    ``client`` None never calls, and only counts in ``ledger`` what would be asked (a dry run). ``ledger`` holds what
    was spent, ``memory`` what was answered; mostly they are one file. After a failure, nothing is asked for a minute.
    """

    def __init__(
        self,
        client: ChatClient | None,
        model: str,
        *,
        memory: Memory,
        ledger: Memory | None = None,
        budget: Budget | None = None,
        most_parts: int = 6,
        clock: Callable[[], datetime] = lambda: datetime.now(UTC),
        mark: Callable[[], str] = lambda: f"#{secrets.token_hex(4)}#",
    ) -> None:
        self.id = f"openai:{model}/{prompt_version()}"
        self._client, self._memory, self._ledger = client, memory, ledger or memory
        self._budget, self._most_parts = budget or Budget(), most_parts
        self._clock, self._mark = clock, mark
        self._failed: tuple[datetime, str] | None = None

    def write(self, briefs: Sequence[Brief], /, *, page: str) -> list[Draft]:
        """One draft a brief. What was answered before costs nothing; what no budget is left for is left out."""
        drafts: dict[int, Draft] = {}
        try:
            waiting = []
            for at, brief in enumerate(briefs):
                known = self._known(brief)
                if known is None:
                    waiting.append((at, brief))
                else:
                    drafts[at] = known
            while waiting:
                some = self._affordable([_open_part(brief) for _, brief in waiting], page)
                if not some:
                    break  # an abstention that is not remembered: the next page has a budget of its own
                for (at, brief), new in zip(waiting, self._ask(some, page), strict=False):
                    drafts[at] = self._kept(brief, new)
                waiting = waiting[len(some) :]
        except ModelError as error:
            _log.debug("the writer gives up on %s: %s", page, error.what)
            return [drafts.get(at, Draft(failure=error.what)) for at in range(len(briefs))]
        return [drafts.get(at, Draft()) for at in range(len(briefs))]

    def spent(self, at: datetime) -> Spent:
        """What all pages cost on the day (UTC) of ``at``; in a dry run, what they would."""
        return self._ledger.spent_on_day(at.astimezone(UTC).date().isoformat())

    def _known(self, brief: Brief) -> Draft | None:
        """What was answered before, or what stands on the page already where that says all."""
        answer = self._memory.answer(self._key(brief))
        if answer is None and not _open_part(brief).claims:
            return self._kept(brief, Draft())
        return None if answer is None else _draft_of(answer)

    def _kept(self, brief: Brief, new: Draft) -> Draft:
        """The whole draft of a brief, remembered; or what was remembered meanwhile."""
        draft = _joined(brief, new)
        if self._client is None:
            return draft
        self._memory.keep(self._key(brief), _json_of(draft))
        return _draft_of(self._memory.answer(self._key(brief)) or _json_of(draft))

    def _key(self, brief: Brief) -> str:
        """By words, days, speakers and disputes of the claims, not by how many say them: a further voice is no news."""
        claims = [(told.text, told.day, told.speaker, told.against) for told in brief.claims]
        faults = [(fault.written.text, fault.written.claims, fault.reason) for fault in brief.faults]
        return sha256(json.dumps([self.id, brief.part, claims, faults]).encode()).hexdigest()

    def _affordable(self, parts: Sequence[Brief], page: str) -> list[Brief]:
        """As many of the first parts as one call may have and the page still pays for."""
        spent = self._ledger.spent_on_page(page)
        some: list[Brief] = []
        for part in parts[: self._most_parts]:
            given, taken = _size(conversation([*some, part], "#00000000#")), _room([*some, part])
            if given + spent.input > self._budget.page_input or taken + spent.output > self._budget.page_output:
                break
            some.append(part)
        return some

    def _ask(self, parts: Sequence[Brief], page: str) -> list[Draft]:
        """New drafts of these parts; empty ones where the model gives none that fit the form."""
        messages = conversation(parts, self._mark())
        reply = self._call(messages, page, _room(parts))
        answer = read_answer(reply.text)
        if isinstance(answer, str) and not reply.cut and self._client is not None:
            told = f"That could not be read: {answer}. Answer again with the JSON alone."
            messages = [
                *messages,
                {"role": "assistant", "content": reply.text[:2_000]},
                {"role": "user", "content": told},
            ]
            spent = self._ledger.spent_on_page(page)
            left = self._budget.page_output - spent.output, self._budget.page_input - spent.input
            if left[0] >= _room(parts) and left[1] >= _size(messages):
                answer = read_answer(self._call(messages, page, _room(parts)).text)
        return [Draft()] * len(parts) if isinstance(answer, str) else _drafts(answer, parts)

    def _call(self, messages: Messages, page: str, room: int) -> Reply:
        """One paid call. Raises ``ModelError`` where it failed, or the day's budget is spent."""
        now = self._clock()
        if self._failed is not None and now - self._failed[0] < _PATIENCE:
            raise ModelError(self._failed[1], mend="see docs/writer.md")
        day, given = now.astimezone(UTC).date().isoformat(), _size(messages)
        spent, cost = self._ledger.spent_on_day(day), self._budget.cost(given, room)
        if spent.input + spent.output + given + room > self._budget.day_tokens or (
            self._budget.day_cost and spent.cost + cost > self._budget.day_cost
        ):
            raise ModelError("the writer's budget of the day is spent", mend="wait, or raise it")
        if self._client is None:
            reply = Reply(text='{"parts":[]}', input_tokens=given, output_tokens=room)
        else:
            try:
                reply = self._client.ask(messages, schema=SCHEMA, most=room)
            except ModelError as error:
                self._failed = (now, error.what)
                # a server that gave up may have worked all the same, and may charge for it
                self._ledger.spend(day, page, Spent(input=given, cost=self._budget.cost(given, 0)))
                raise
        given, taken = reply.input_tokens or given, reply.output_tokens or estimated_tokens(reply.text)
        self._ledger.spend(day, page, Spent(input=given, output=taken, cost=self._budget.cost(given, taken)))
        return reply


def _size(messages: Messages) -> int:
    return sum(estimated_tokens(message["content"]) for message in messages)


def _room(parts: Sequence[Brief]) -> int:
    """Tokens that the answer may take: as long as the claims, and what stands around each sentence and part."""
    claims = [told for part in parts for told in part.claims]
    titles = sum(part.part == "section" for part in parts)
    words = sum(estimated_tokens(told.text) + _AROUND for told in claims) + _TITLE * titles
    return words + _AROUND * (len(parts) + 1)


def _open_part(brief: Brief) -> Brief:
    """What of a brief is still to be asked for: claims that no kept sentence tells."""
    told = {number for sentence in brief.kept.sentences for number in sentence.claims}
    if not told or brief.faults:
        return brief
    left = [replace(claim, against=()) for n, claim in enumerate(brief.claims, 1) if n not in told]
    return replace(brief, claims=tuple(left), kept=Draft())


def _joined(brief: Brief, new: Draft) -> Draft:
    """Kept sentences and new ones, with the numbers of the whole brief."""
    told = {number for sentence in brief.kept.sentences for number in sentence.claims}
    if not told or brief.faults:
        return new
    asked = [n for n in range(1, len(brief.claims) + 1) if n not in told]

    def renumbered(line: Written) -> Written:
        numbers = tuple(asked[n - 1] if 1 <= n <= len(asked) else FOREIGN for n in line.claims)
        return replace(line, claims=numbers)

    title = brief.kept.title or (renumbered(new.title) if new.title else None)
    return Draft(title=title, sentences=(*brief.kept.sentences, *map(renumbered, new.sentences)))


def _drafts(answer: Answer, parts: Sequence[Brief]) -> list[Draft]:
    """The answer by part. Claims are numbered through all parts in the conversation, and here from 1 in each."""
    found, first = [], 0
    for number, part in enumerate(parts, 1):
        given = next((each for each in answer.parts if each.part == number), None)
        count = len(part.claims)
        if given is None:
            found.append(Draft())
        else:
            title = _written(given.title, first, count) if given.title and part.part == "section" else None
            found.append(Draft(title=title, sentences=tuple(_written(s, first, count) for s in given.sentences)))
        first += count
    return found


def _written(line: Line, first: int, count: int) -> Written:
    numbers = dict.fromkeys(number - first if 0 < number - first <= count else FOREIGN for number in line.claims)
    return Written(text=line.text, claims=tuple(numbers))


def _json_of(draft: Draft) -> str:
    title = [draft.title.text, draft.title.claims] if draft.title else None
    return json.dumps([title, [[line.text, line.claims] for line in draft.sentences]])


def _draft_of(text: str) -> Draft:
    title, lines = json.loads(text)
    return Draft(
        title=Written(text=title[0], claims=tuple(title[1])) if title else None,
        sentences=tuple(Written(text=line[0], claims=tuple(line[1])) for line in lines),
    )
