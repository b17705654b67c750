"""Why a line of an article is no prose of its own: bylines, captions, notices, lists, questions.

What is not prose must never be cited as a statement, and each line that is set aside says why.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from coranto.analyze.marks import quoted_spans

BOILERPLATE_WORDS = 40
"""A paragraph longer than this is prose even if it holds the phrase of a notice."""

_PROSE = frozenset({"question", "first-person", "second-person", "cut-off", "in-quotation"})
_FINAL = ".!?…。！？।۔؟"
_AFTER_FINAL = "\"'”’»›)]」』）*"
_SUMMARY_WORDS = 10
_BROKEN_OFF = re.compile(
    r"(?:[,;:\-–—(\[…]|\b(?:a|an|the|and|or|but|of|to|in|on|at|by|for|with|from|as|that|who|which|when|while|after|before"
    r"|his|her|its|their|is|was|are|were|has|had|have|will|not|than|into|over))\W*$",
    re.IGNORECASE,
)
_UNSTOPPED = frozenset({"th", "lo", "km", "my", "bo", "dz"})
"""Scripts that write no final stop."""

_MAIL = r"[\w.+-]+@[\w-]+\.[\w.-]+"
_CAPS_NAME = r"[A-ZÀ-Þ][\w.'’-]+(?: [A-ZÀ-Þ][\w.'’-]*){0,4}"
_AGENCIES = "AP|Reuters|REUTERS|AFP|EPA|Getty|Xinhua|Courtesy|Photo"
_ANY = re.IGNORECASE
_PARAGRAPH: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (reason, re.compile(pattern, flags))
    for reason, flags, pattern in (
        ("end-mark", _ANY, r"^[\[(]?\s*(?:end|ends|more|30|-30-|###|\*{3}|_{3,}|-{3,})\s*[\])]?$"),
        ("byline", 0, rf"^(?:By|BY|Von|Par|Por) (?:{_CAPS_NAME}|our |A |the ).{{0,80}}[^.!?]$"),
        ("byline", _ANY, r"^[\[(]?(?:additional )?(?:reporting|editing|writing) (?:by|for)\b|^editors?: "),
        ("byline", _ANY, r"^[\[(]?(?:written|reported|edited|translated|compiled) by:? [^,]{0,60}$"),
        ("byline", _ANY, r"\b(?:contributed|assisted) (?:to|with) (?:this (?:report|story|article)|reporting)\b"),
        ("byline", 0, r"^[-–—] ?[A-Z][\w .&'’-]{1,40}$"),
        ("byline", 0, rf"^{_CAPS_NAME} is (?:an? |the )?(?:[\w.'’-]+ ){{0,5}}(?:correspondent|editor|reporter"
         r"|columnist|writer|contributor|producer|journalist|blogger)\b(?! of the year)"),
        ("mail-address", 0, rf"^(?:[^.!?]{{0,60}}\s)?{_MAIL}(?:\s.{{0,30}})?$"),
        ("caption", _ANY, r"^[\[(]?(?:file )?(?:photo|image|picture|video|caption|credit|illustration|graphic)s?"
         r"(?: (?:by|courtesy|credit)\b|\s*[:/©]|$)"),
        ("caption", 0, r"^(?:Source|Map|Pictured): "),
        ("caption", 0, rf"\((?:{_AGENCIES})[^)]{{0,60}}(?:Photo|via|Images|/|of|by)[^)]*\)?\s*$"),
        ("caption", 0, r"Getty Images|AP Photo|AFP/|REUTERS/|/Reuters|EPA/|/AFP|Shutterstock|Photo/"),
        ("caption", 0, r"\((?:L|R|C|left|right|centre|center|pictured|top|bottom|back)\)"),
        ("caption", _ANY, r"^(?:in )?th(?:is|ese) (?:[\w-]+ ){0,3}(?:photo|photograph|picture|image|frame grab|still)s?"
         r"(?: (?:provided|released|supplied|made available|taken|shows?)\b|,)"),
        ("caption", _ANY, r"^(?:image|media|video) (?:caption|copyright|playback)\b"),
        ("caption", 0, r"\bReplay More Videos\b|^JUST WATCHED\b"),
        ("list", 0, r"^(?:Lap|Minute|Over|Round|Stage|Game|Set) \d{1,3}:? (?=[A-Z])"),
        ("list", 0, r"^\d{1,3}(?:\+\d)?(?:['’′]| min)[:.]? ?(?=[A-Z])"),
        ("live-report", 0, r"^\d{1,2}[.:]\d{2} ?(?:[ap]\.?m\.?|[A-Z]{2,4})?\s*[-–—:|]\s?(?=[A-Z\"“])"),
        ("live-report", 0, r"^\d{1,2}[.:]\d{2} \(\d{1,2}[.:]\d{2}(?: [A-Z]{2,4})?\) "),
        ("list", 0, r"(?:(?:\b[A-Z][A-Z'’&-]{2,}\b[ ,!?.]*){2,}[^.]*?[a-z]{2}.*?){3,}"),
        ("post", 0, r"pic\.twitter\.com/|\(@\w+\)|^@\w+|^(?:https?://|www\.)\S+$|t\.co/\w+"),
        # Words to a program that reads. Citing defends a page; this only keeps its choice of sentences calm.
        ("addressed", _ANY, r"^[\[(<{*#\s]*(?:system|assistant|ai|llm|chatbot)s?\b[^:.]{0,30}[:\]>]"),
        ("addressed", _ANY, r"(?:^|[.:!,] )(?:please )?(?:ignore|disregard|forget|override) (?:all |any |the |your |of "
         r")*(?:previous|prior|above|earlier|preceding)\b.{0,20}\b(?:instruction|prompt|rule|command)s?\b"),
        ("addressed", _ANY, r"^(?:dear )?(?:assistant|chatbot|ai (?:model|system|agent)s?|language models?),"),
        ("addressed", _ANY, r"(?:^|[^\w\s] ?)(?:please )?(?:ignore|disregard|forget) (?:all |the )*other "
         r"(?:articles|reports|sources|stories)\b"),
        ("addressed", _ANY, r"\b(?:rot ?13|base ?64|system prompt)\b"),
        ("addressed", _ANY, r"\b(?:cite|quote|mention) this (?:article|source)\b"),
        ("odds", 0, r"(?:\b\d{1,3}/\d{1,2}\b.*){3,}"),
    )
)  # fmt: skip
_NOTICE_STARTS = (
    r"(?:sign up|subscribe|click|swipe)\b|tap here|scroll (?:down|for|to)|advertisement|sponsored (?:by|content)",
    r"newsletter",
    r"follow (?:@|us|our|live|along|the latest|the (?:story|blog)|\w+ (?:\w+ )?on (?:twitter|facebook)\b)",
    r"(?:read|see|watch|listen|find|learn) (?:more|also|next|now|out more|the (?:full|video)|our|live|below|here|:)",
    r"(?:read|watch|related|more|see also|also read|don'?t miss|recommended|most read|trending|up next)\s?[:|»>]",
    r"live updates?\s?[:|]|like us|join (?:us|our|the conversation)|download (?:the|our) .{0,40}app|skip to",
    r"get (?:the|our) .{0,60}(?:newsletter|app|inbox|alerts)|information from:|copyright (?:©|\(c\)|\d{4}|by)|©|\(c\) ",
    r"for (?:more|the latest|all the)\b.{0,40}(?:information|news|stories|coverage|visit|click|follow|go to)",
    r"do you have (?:a|any)|have (?:a|any) (?:tip|story|suggestion|news)|got a (?:tip|story)|we pay for",
    r"continue reading|most read\b",
    r"(?:story|article) continues|please (?:enable|note|verify|re-?enter|try|log|sign)|invalid email|you must select",
    r"thank you for subscri|an error has occurred|view all .{0,40}newsletters|comments? (?:are|on this)|print this",
    r"leave a (?:comment|reply)|share (?:this|on|your)|e-?mail this|log ?in to|create (?:a|an) (?:free )?account",
    r"if you (?:like|have|are|need|or someone|want|enjoy)|by (?:clicking|signing up|continuing to|submitting your)",
    r"more (?:follows|to come|to follow|details soon)\b|for immediate release|rush transcript|press release$",
)
_NOTICE_PARTS = (
    r"all rights reserved|may not be (?:published, broadcast|reproduced|republished)|terms of use",
    r"(?:content|material|article|text|photo)s? (?:shall|must|can|may|should|is|are) ?not (?:to )?be (?:re)?"
    r"(?:published|produced|printed|used|distributed|copied)|(?:re(?:published|printed|produced|distributed)|copied) "
    r"(?:in whole|in any form|without (?:the )?(?:prior |express |written )*(?:authori[sz]ation|permission))",
    r"copyrights? (?:of|in) (?:this|all|the) (?:content|material|text|article)",
    r"privacy policy|cookie (?:policy|settings)|your inbox|(?:our|daily) newsletter|(?:morning|evening) briefing$",
    r"this (?:article|story|report|post|interview|piece) (?:was|has been|is|first|originally|will be|may|contains) "
    r"(?:first |originally |also )?(?:published|updated|corrected|amended|edited|appeared|produced|developing|"
    r"being updated|translated|supported|generated)",
    r"this is (?:a |an )?(?:developing|breaking)|(?:developing|breaking) news story|check back (?:for|later|soon)",
    r"refresh (?:this|the) page|is not responsible for (?:the )?content|(?:views|opinions) expressed",
    r"to continue reading|(?:online|print) (?:version|edition) of (?:the|this) (?:article|story|report)",
    r"already a subscriber|subscribers only|enable javascript|ad ?blocker|transcript (?:has been|below|provided)",
    r"has been edited for (?:length|clarity)|live (?:blog|coverage|updates) (?:here|below|has)|more follows\W*$",
)
_NOTICE = re.compile(rf"^(?:{'|'.join(_NOTICE_STARTS)})|\b(?:{'|'.join(_NOTICE_PARTS)})", re.IGNORECASE)
_GALLERY = re.compile(r"^\d{1,3}/\d{1,3} (?=\S)|\b(?:Embed x Share|Hide Caption|toggle caption)\b|^Photos: ")
"""Captions in a row, of any length: "3/16 The harbour at dawn"."""
_CREDIT = re.compile(
    r"\((?:Photo|Photograph|Picture|Image|Pool|Credit)s?(?: by)?\s?[:/] ?[^()]{2,60}\)$"
    r"|\([^()]{3,60}(?:/(?:[A-Z][\w ]+)| via [A-Z]{2,4}|/[A-Z]{2,4})(?:, (?:[Ff]ile|[Pp]ool))?\)(?: \([^()]{3,60}\))?$"
    r"|^(?:FILE|File)(?: photo| picture)?\s*[-–—:]"
    r"|\b(?:is|are) (?:seen|pictured|shown)\b.*\((?:Reuters|REUTERS|AP|AFP|EPA|Getty)[^()]{0,30}\)$"
    r"|[A-Z][\w'’-]+ \(\d{1,2}\) (?:[a-z]+s|are)\b.*(?:[A-Z][\w'’-]+ \(\d{1,2}\)|\bduring\b)"
)
"""A picture's credit at the end, "File photo: ", or players with the numbers on their shirts."""
CAPTION_WORDS = 80
"""Up to this length a paragraph that looks like it is a caption."""
_RIGHTS = re.compile(
    r"^(?:copyright|©)[^.]{0,60}\. ?all rights reserved"
    r"|\bwithout (?:prior |express )?written (?:authori[sz]ation|permission)\b",
    re.IGNORECASE,
)
"""Words of an owner about the text; however long, the paragraph is no news."""
_CORRECTION = re.compile(
    r"^(?:correction|clarification|editor'?s note|note)(?::| \W)"
    r"|earlier versions? of this (?:article|story|report|post)"
    r"|^this (?:post|story|article|headline) has been (?:updated|corrected)",
    re.IGNORECASE,
)
_LABEL = re.compile(r"^[A-Z][A-Z.'’ -]{2,30}(?:, [A-Z][A-Z' -]+)?(?: \([^)]*\))?: ")
_FIRST_PERSON = re.compile(
    r"(?<![\w.])(?:I(?:['’](?:m|ve|d|ll))|I(?= [a-z])|[Ww]e(?:['’](?:re|ve|d|ll))?|[Mm]y|[Oo]ur|[Oo]urselves|me|us|"
    r"[Ll]et['’]s)(?!\w)"
)
_NAME_BEFORE_I = re.compile(r"\b[A-Z]\w+ I\b")
_SECOND_PERSON = re.compile(r"\b(?:[Yy]ou(?:['’](?:re|ve|d|ll))?|[Yy]ours?|[Yy]ourself)\b(?!['’-]\w)")
_OWN = r"((?:The )?[A-Z][\w.]*(?: [A-Z][\w.]*){0,3})"
_ENGLISH = frozenset("the of to and that for with from has had were are is by at will not but who which said".split())
_FOREIGN = frozenset(
    "und der das nicht ist dass eine les des est que las una del por para il che och att det som een het van niet et"
    " el ha".split()
)
"""Words that other languages cannot do without and English has not; only in lower case, since names have them."""
_INQUIRY = re.compile(
    rf"{_OWN} (?:(?:has|have|had) )?(?:contacted|reached out to|approached|e-?mailed|asked .{{0,60}} to comment)\b"
    rf"|\b(?:pointed|directed|referred) {_OWN} to\b"
)
_LIST_MARK = re.compile(r"^(?:[•·▪●■►▶*]|[-–—] |\d{1,2}[.)] )")
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def paragraph_reasons(texts: Sequence[str], title: str) -> list[str | None]:
    """For each paragraph of an article, in order, the reason why it is not prose, or None."""
    seen = {_folded(title)}
    labelled = sum(_LABEL.match(text) is not None for text in texts) >= 3
    reasons: list[str | None] = []
    for text in texts:
        folded = _folded(text)
        reason = _paragraph_reason(text)
        if folded in seen:
            reason = "title" if folded == _folded(title) else "repeated"
        elif reason is None and labelled and _LABEL.match(text):
            reason = "transcript"
        seen.add(folded)
        reasons.append(reason)
    return reasons


def sentence_reason(text: str, *, language: str, first: bool, last: bool) -> str | None:
    """The reason why a sentence of a prose paragraph must not be used, or None.

    ``first`` and ``last`` say whether it opens and closes its paragraph.
    """
    bare = text.rstrip(_AFTER_FINAL + " ")
    words = _WORD.findall(text)
    stopped = bare[-1:] in tuple(_FINAL) or text.rstrip()[-1:] in tuple(_FINAL)
    if not stopped and language.split("-")[0] not in _UNSTOPPED:
        return "no-final-stop"
    if last and bare.endswith(("...", "…")):
        return "cut-off"
    unquoted = _unquoted(text)
    if unquoted.rstrip(_AFTER_FINAL + " ").endswith(("?", "？", "؟")) or (not unquoted.strip() and bare.endswith("?")):
        return "question"
    if language.split("-")[0] != "en":
        return None
    if len(words) < 3:
        return "fragment"
    if first and words and text[0].islower() and not any(c.isupper() for c in text.split()[0]):
        return "fragment"
    letters = [c for c in text if c.isalpha()]
    if len(words) > 3 and sum(c.isupper() for c in letters) > 0.8 * len(letters):
        return "heading"
    if len({word for word in words if word in _FOREIGN}) > max(1, sum(word.lower() in _ENGLISH for word in words)):
        return "other-language"
    if re.search(r"https?://|www\.\w", text):
        return "link"
    if _SECOND_PERSON.search(unquoted):
        return "second-person"
    if _FIRST_PERSON.search(_NAME_BEFORE_I.sub("", unquoted)):
        return "first-person"
    return None


def own_work(text: str, publisher: str) -> bool:
    """Whether the outlet speaks of its own inquiries: "Harbour Wire contacted the firm", "pointed Harbour Wire to"."""
    labels = {_letters(publisher), *(_letters(part) for part in publisher.lower().split("."))} - {"", "www", "com"}
    return any(_letters(match[1] or match[2]) in labels for match in _INQUIRY.finditer(text))


def is_prose(reason: str | None) -> bool:
    """Whether a sentence with this reason is prose all the same, worth parsing: a question, somebody's "we"."""
    return reason is None or reason in _PROSE


def is_whole_summary(text: str, body: str) -> bool:
    """Whether a sentence without a stop is all of a body, and not broken off: feeds give such summaries."""
    words = text.split()
    return text.strip() == body.strip() and len(words) >= _SUMMARY_WORDS and not _BROKEN_OFF.search(text)


def title_reason(title: str) -> str | None:
    """The reason why a headline states nothing, or None."""
    return "question" if _unquoted(title).rstrip(_AFTER_FINAL + " ").endswith(("?", "？", "؟")) else None


def _paragraph_reason(text: str) -> str | None:
    if _GALLERY.search(text):
        return "caption"
    words = text.split()
    if len(words) <= CAPTION_WORDS and _CREDIT.search(text.rstrip()):
        return "caption"
    if _RIGHTS.search(text) and not any(mark in text for mark in '"“'):
        return "boilerplate"
    if len(words) > BOILERPLATE_WORDS:
        return None
    for reason, pattern in _PARAGRAPH:
        if pattern.search(text):
            return reason
    if not any(mark in text for mark in '"“”«„'):
        if _CORRECTION.search(text):
            return "correction-notice"
        if _NOTICE.search(text):
            return "boilerplate"
    if _LIST_MARK.match(text) and text.rstrip()[-1:] not in tuple(_FINAL):
        return "list"
    if "|" in text or "\t" in text or _mostly_figures(words):
        return "table"
    return None


def _mostly_figures(words: Sequence[str]) -> bool:
    figures = sum(any(c.isdigit() for c in word) for word in words)
    return len(words) >= 4 and figures > 0.5 * len(words)


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.lower().removeprefix("the "))


def _folded(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip().casefold()


def _unquoted(text: str) -> str:
    """The text without what stands in quotation marks; a mark that never closes hides the rest."""
    parts = []
    at = 0
    for opening, closing in quoted_spans(text, 0, len(text)):
        parts.append(text[at:opening])
        at = closing + 1
    rest = text[at:]
    opened = re.search(r"[“„«]|(?<!\w)[\"‘]", rest)
    return "".join([*parts, rest[: opened.start()] if opened else rest])
