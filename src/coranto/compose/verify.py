"""Judges a statement against its own evidence: the last gate before a sentence is printed.

It only withholds, and it judges extracted and written sentences by the same rules, so that whoever writes, a person
who opens a citation finds there what the sentence says.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from coranto.compose import (
    verify_facts,
    verify_figures,
    verify_limits,
    verify_negation,
    verify_roles,
    verify_scope,
    verify_speech,
)
from coranto.compose.comment import comment_in
from coranto.compose.passages import Case, open_case
from coranto.compose.wording import squeezed, stems, words_of
from coranto.ports import Entailer
from coranto.types import Source, Statement

Rule = Callable[[Case], str | None]
SURE = 0.55
"""Least score of an entailer for a written sentence. Chosen on faults planted in the sample archive."""


def verify(statement: Statement, sources: Mapping[int, Source], entailer: Entailer | None = None) -> str | None:
    """None if the evidence of ``statement`` says what it says, else one sentence why not.

    With an ``entailer``, a sentence that was written, not taken from a source, may be worded freely: in place of the
    rules on wording (``ON_WORDING``), the entailer must find it more likely than ``SURE`` that its passages say it.
    Not for a disputed one: its passages contradict each other.

    ``sources`` maps citation numbers to the story's sources. Rules in order: the evidence is exact; the form is
    honest; every number, date, name and quoted phrase stands in the evidence or in an edit that it bears out; no word
    of content is new (a written sentence may paraphrase a third); no negation, hedge, limit, condition or speaker was
    lost; actor and target keep their places; no connection between events and no comment was added.
    """
    reason = _inexact(statement, sources)
    if reason is not None:
        return reason
    case = open_case(statement, sources)
    free = entailer is not None and statement.form == "written" and statement.standing != "disputed"
    for rule in RULES:
        reason = None if free and rule in ON_WORDING else rule(case)
        if reason is not None:
            return reason
    return _doubted(case, entailer) if free and entailer is not None else None


def _doubted(case: Case, entailer: Entailer) -> str | None:
    """What the entailer has against it, given the whole sentences that the evidence lies in."""
    sentences = [p.sentence.text for p in case.passages]
    evidence = "\n".join(dict.fromkeys([*sentences, *(q for q in case.quotes if not any(q in s for s in sentences))]))
    (score,) = entailer.entail([(case.statement.text, evidence)])
    return None if score >= SURE else f"the passage does not seem to say this ({score:.2f} by {entailer.id})"


def _inexact(statement: Statement, sources: Mapping[int, Source]) -> str | None:
    if not statement.text.strip():
        return "the sentence is empty"
    if not statement.evidence:
        return "no passage is cited"
    for evidence in statement.evidence:
        source = sources.get(evidence.source)
        if source is None:
            return f"[{evidence.source}] is not a source of the story"
        text = source.article.title if evidence.field == "title" else source.article.text
        if not 0 <= evidence.start < evidence.end <= len(text) or not evidence.quote.strip():
            return f"the passage of [{evidence.source}] lies outside its article"
        if text[evidence.start : evidence.end] != evidence.quote:
            return f"the passage of [{evidence.source}] is not what stands there"
    return None


def _form(case: Case) -> str | None:
    """Verbatim is verbatim, and edited has edits whose "before" stands in the evidence."""
    statement = case.statement
    if statement.form == "verbatim":
        text = squeezed(statement.text)
        return None if any(text in squeezed(q) for q in case.quotes) else "the words are not those of the passage"
    if statement.form == "edited":
        if not statement.edits:
            return "the words were changed and no change is recorded"
        for edit in statement.edits:
            if not edit.why.strip():
                return f"the change of '{edit.before}' has no reason"
            if not _stands(edit.before, case):
                return f"the recorded change of '{edit.before}' is of words that no passage has"
    return None


def _stands(before: str, case: Case) -> bool:
    """Whether the words that were changed stand in the evidence, or in what another edit made of it."""
    whole = squeezed(before)
    if not whole or any(whole in squeezed(q) for q in case.quotes):
        return True
    made = stems(w for e in case.statement.edits if e.before != before for w in words_of(e.after))
    return stems(words_of(before)) <= made | stems(w for q in case.quotes for w in words_of(q))


def _comment(case: Case) -> str | None:
    """A stock phrase of comment must stand in a passage that gives it to a speaker."""
    phrase = comment_in(case.statement.text)
    if phrase is None:
        return None
    for passage in case.passages:
        if phrase.lower() in passage.sentence.text.lower() and passage.attributions:
            return None
    return f"'{phrase}' is comment that no speaker is quoted with"


RULES: tuple[Rule, ...] = (
    _form,
    _comment,
    verify_facts.edits_without_ground,
    verify_figures.number_without_ground,
    verify_figures.number_of_something_else,
    verify_figures.other_unit,
    verify_figures.all_added,
    verify_facts.name_without_ground,
    verify_facts.quotation_without_ground,
    verify_facts.opposite_said,
    verify_facts.new_words,
    verify_facts.other_order,
    verify_negation.negation_moved,
    verify_scope.modality_lost,
    verify_scope.condition_lost,
    verify_scope.hedge_lost,
    verify_limits.limit_changed,
    verify_limits.comparison_cut,
    verify_speech.speaker_moved,
    verify_speech.attribution_lost,
    verify_roles.places_swapped,
    verify_roles.roles_swapped,
    verify_roles.events_joined,
)
ON_WORDING: frozenset[Rule] = frozenset({verify_figures.number_of_something_else, verify_facts.new_words})
"""Rules that hold a sentence to the passage's own words."""
