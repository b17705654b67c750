"""The reason for an assignment, as one sentence for a reader.

Why: nothing is put anywhere unsaid; ``coranto why`` prints this sentence.
"""

from __future__ import annotations

from coranto.types import Candidate, Copy


def explain(chosen: Candidate | None, runner_up: Candidate | None) -> str:
    """Why an article was put with ``chosen``, or, if that is None, why it opened a story of its own."""
    if chosen is None:
        if runner_up is None:
            return "It opened a new story: no earlier article shares a rare word with it."
        return (
            f"It opened a new story: the closest one, {runner_up.story_id}, is only {runner_up.similarity:.2f} similar"
            f"{_sharing(runner_up, ' though both have ')}."
        )
    reason = f"It is {chosen.similarity:.2f} similar to the story on average{_sharing(chosen, ' and shares ')}"
    if runner_up is not None:
        reason += f"; the next story, {runner_up.story_id}, is {runner_up.similarity:.2f} similar"
    return reason + "."


def _sharing(candidate: Candidate, lead: str) -> str:
    shared = [*candidate.shared_names[:3], *candidate.shared_words[:2]]
    return lead + ", ".join(f"“{word}”" for word in shared) if shared else ""


def repeats(copy: Copy) -> str:
    """Why a copy is where it is."""
    return f"It repeats the text of another article of this story ({copy.similarity:.0%} the same)."
