"""Words by which an outlet comments instead of reporting: what a thing means, signals or underlines.

A page says what happened and who said what. Judgement is printed only where a named speaker is quoted with it (law 10).
"""

from __future__ import annotations

import re

_COMMENT = re.compile(
    r"""\b(?:
      signal(?:s|l?ing|l?ed)\s+(?:a|an|the|that|how|both|its|their|his|her)\b
    | underscor(?:e|es|ing|ed)\b | underlin(?:e|es|ing|ed)\b
    | highlight(?:s|ing|ed)?\s+(?:the|how|a|an|both|its|their|just)\b
    | (?:set|sets|setting)\s+the\s+(?:stage|tone|scene)\b
    | demonstrat(?:es|ing|ed)\s+(?:how|that|the)\b
    | reflect(?:s|ing|ed)\s+(?:a|an|the)\s+(?:growing|broader|deep\w*|wider|acknowledg\w+|commit\w+)
    | pav(?:e|es|ing|ed)\s+the\s+way\b
    | mark(?:s|ing|ed)\s+a\s+(?:turning|new|significant|major|watershed|milestone)\b
    | rais(?:e|es|ing|ed)\s+(?:fresh\s+|new\s+|serious\s+|troubling\s+)?questions\b
    | serv(?:es|ing)\s+as\s+a\s+(?:stark\s+)?reminder\b | a\s+(?:stark|grim|sobering)\s+reminder\b
    | a\s+testament\s+to\b | deepen(?:s|ing)\s+the\s+strategic\b | institutionali[sz](?:es|ing)\s+a\b
    | adds?\s+(?:a|an)\s+[\w-]+\s+(?:layer|dimension|twist)\b
    | (?:it\s+)?remains\s+to\s+be\s+seen\b | only\s+time\s+will\s+tell\b
    | (?:it\s+is|it's)\s+(?:worth|important)\s+(?:noting|to\s+note|remembering)\b
    | crucially\b | notably\b | tellingly\b | ironically\b | unsurprisingly\b | needless\s+to\s+say\b
    | speaks?\s+volumes\b | sends?\s+a\s+(?:clear|strong|powerful)\s+(?:message|signal)\b
    | there(?:\s+is|['’]s)\s+(?:a\s+(?:good|fair|real|decent|strong)|every)\s+chance\b
    | in\s+reality, | (?:the\s+)?last\s+thing\s+(?:any|every)(?:one|body)\b | if\s+only\s+(?:it|that|he|she|they)\b
    | game[\s-]changer\b | could\s+not\s+be\s+clearer\b | make\s+no\s+mistake\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ADVICE = re.compile(
    r"^(?:[^,]{1,80}, |(?!(?:People|Every\w+|Any\w+|No\w+|\w+s) (?:should|ought)))"
    r"(?:Mr\.? |Mrs\.? |Ms\.? |[A-Z][a-z]+ and )?[A-Z][\w’'-]+ (?:should|ought to)(?: not| now| also)? "
    r"(?!(?:reach|arrive|land|see)\b|be (?:able|ready|over|back|complete|finished|known|visible|open)\b)[a-z]+"
)
"""The writer tells somebody by name what to do: "Norland should be talking to Ostria"."""
_FIRST_PERSON = re.compile(
    r"(?<![.\w])(?:I|I['’](?:m|ve|d|ll)|me|my|mine|we|we['’](?:re|ve|d|ll)|us|our|ours)\b", re.IGNORECASE
)
_SECOND_PERSON = re.compile(r"\b(?:you|you['’](?:re|ve|d|ll)|your|yours|yourself)\b", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“„«][^\"”“»]*[\"”“»]")
_OPINION_LABEL = re.compile(
    r"^\s*[\[(]?(?:(?:the )?(?:opinion|op-ed|comment|commentary|editorial|column|viewpoint|perspective|leader"
    r"|leading article|essay|from the editor)|(?:our|my|the|another) view"
    r"|letters?(?:\s+to\s+the\s+editors?|\s+from\s+[\w ]{3,30})?)\b[\])]?\s*[:|\-–—]",
    re.IGNORECASE,
)
_EXPLAINS_LABEL = re.compile(
    r"^\s*[\[(]?(?:the )?(?:analysis|explainer|review|notebook)\b[\])]?\s*[:|\-–—]", re.IGNORECASE
)
_LABEL_AFTER = re.compile(
    r"\s[|–—-]\s(?:opinion|op-ed|comment|commentary|editorial|leader|column|letters)\s*$", re.IGNORECASE
)
_SECTION = re.compile(
    r"/(?:opinions?|op-ed|comment|commentary|commentisfree|editorials?|leaders?|columns?|columnists?|letters|viewpoints?"
    r"|perspectives?)(?:/|$)",
    re.IGNORECASE,
)
"""Parts of an address under which outlets keep what they think."""
_BLOGS = re.compile(r"/blogs?(?:/|$)", re.IGNORECASE)


def comment_in(text: str) -> str | None:
    """The first stock phrase of comment in a text, or advice to somebody, outside its quotation marks; else None."""
    bare = outside_quotes(text)
    match = _COMMENT.search(bare) or _ADVICE.search(bare)
    return match.group().strip() if match else None


def speaks_as_reporter(text: str) -> bool:
    """Whether the writer speaks of himself or to the reader, outside quotation marks."""
    bare = outside_quotes(text)
    first = [m.group() for m in _FIRST_PERSON.finditer(bare)]
    # "US" and "Us" are a country or a magazine, and "mine" is mostly a pit
    return any(w not in {"US", "Us", "ME", "MY", "mine", "Mine"} for w in first) or bool(_SECOND_PERSON.search(bare))


def is_opinion(title: str, url: str = "") -> bool:
    """Whether a headline, or the section in the address, labels the article as opinion, analysis or explanation."""
    return is_labelled_opinion(title, url) or bool(_EXPLAINS_LABEL.match(title) or _BLOGS.search(_path_of(url)))


def is_labelled_opinion(title: str, url: str = "") -> bool:
    """The same for opinion alone: an explainer judges nothing, and what a news desk calls its blog may be news."""
    return labels_itself(title) or bool(_SECTION.search(_path_of(url)))


def labels_itself(title: str) -> bool:
    """Whether a headline says itself that it is opinion: "Our view: shut the quay", "The quay | Letters"."""
    return bool(_OPINION_LABEL.match(title) or _LABEL_AFTER.search(title))


def _path_of(url: str) -> str:
    return re.sub(r"^\w+://[^/]*", "", url).split("?")[0]


def outside_quotes(text: str) -> str:
    """The text with everything between quotation marks blanked, offsets kept."""
    return _QUOTED.sub(lambda m: " " * len(m.group()), text)
