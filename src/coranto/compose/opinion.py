"""Tells the articles that report from those in which somebody says what he thinks of it.

A sentence rarely shows whether it is a report: "the speech was a sour ending" has the shape of news. So the article is
judged as a whole, by its label, its address, its publisher and how it speaks, and of a comment nothing is told as news.
"""

from __future__ import annotations

import re
from functools import lru_cache

from coranto.compose.comment import is_labelled_opinion, is_opinion, outside_quotes
from coranto.types import Article, Attribution, Edit, Evidence, Sentence, Source, Statement

MARK = "Opinion: "
_WHY = "the article is its writer's opinion"
_OF_WRITERS = re.compile(
    r"\b(?:opinions?|op-?ed|editorials?|editorial board|columnists?|guest (?:writer|columnist|contributor|essay)\w*)\b",
    re.I,
)
_LINE = re.compile(
    r"\W*(?:opinion|op-ed|editorial|commentary|column|columnist|viewpoint|letters?(?: to the editor)?|leader"
    r"|(?:by )?the editorial board|our view)\W*",
    re.I,
)
"""A first line that only labels what follows."""
_GIVEN = frozenset(
    """adam alan alex alexander alexandra alice alison amy ana andrea andrew angela anna anne anthony barbara ben
    benjamin bernard bill bob brandon brian bruce carl carol caroline catherine charles charlotte chris
    christina christine christopher claire clara craig daniel david dennis diana donald dorothy douglas ed
    eduardo edward elena elizabeth ellen emily emma eric erica eugene eva ezra frances frank fred gary george
    gerald gerard glenn grace greg gregory hannah harold harry heather helen henry howard hugh ian irene isabel
    jack jacob james jane janet jason jay jean jeff jeffrey jennifer jeremy jessica jim joan joe joel john jonah
    jonathan jordan joseph joshua juan judith julia julian julie karen kate katherine kathleen katrina keith
    kelly ken kenneth kevin kim kyle larry laura lauren lawrence leon leonard lewis linda lisa louis louise lucy
    luke marc margaret maria marie marina mark martha martin mary matt matthew max megan melissa michael
    michelle miguel mike molly monica nancy natalie nathan neil nicholas nick nicole nina noah nora oliver
    olivia owen pamela patricia patrick paul paula peggy peter phil philip rachel ralph ray raymond rebecca rich
    richard rob robert roger ronald rosa rose ross roy russell ruth ryan sally sam samantha samuel sandra sara
    sarah scott sean sharon simon sofia sophie stephanie stephen steve steven stuart susan suzanne teresa
    theodore theresa thomas tim timothy tina todd tom tony tucker tyler valerie vera victor victoria vincent
    virginia walter wendy william zoe""".split()
)
"""Given names: a publisher that begins with one and has no word of an outlet is a writer."""
_OUTLET = re.compile(
    r"\b(?:news|times|post|herald|tribune|gazette|courier|chronicle|telegraph|observer|globe|mail|journal|press|media"
    r"|radio|tv|television|network|review|report|daily|weekly|today|wire|star|sun|mirror|record|standard|bulletin"
    r"|express|magazine|online|live|agency|group|company|inc|ltd)\b",
    re.I,
)
_JUDGES = re.compile(
    r"\b(?:mendacious\w*|farc(?:e|es|ical\w*)|unironic\w*|shameful\w*|shameless\w*|disgrace(?:ful\w*)?|hypocri\w+"
    r"|absurd\w*|ridiculous\w*|laughabl\w+|ludicrous\w*|nonsens\w*|pathetic\w*|preposterous\w*|delusion\w*|cynical\w*"
    r"|craven\w*|cowardly|spineless|feckless|hysterical\w*|hyperbol\w+|contrived|breathless\w*|egregious\w*"
    r"|dishonest\w*|idiotic|moronic|stupid\w*|foolish\w*|clueless|disingenuous\w*|bogus|smug\w*|sanctimon\w+|gullible"
    r"|bombastic|grotesque\w*|odious|fawning|lunacy|madness|predictabl[ey]|inexplicabl[ey]|sadly|thankfully|mercifully"
    r"|frankly|boy,|sure,|sorry,|guess what|who knew|of course,|no wonder|surprise, surprise|god forbid|even worse"
    r"|at long last|when will|to be sure|let['’]s face it)(?!\w)",
    re.I,
)
"""Words by which a writer judges; a report has them between quotation marks or with a speaker, if at all."""
_OWN_WORD = re.compile(
    r"\b(?:we|I)(?: just| all| still| also| would| do| really| certainly)?"
    r" (?:hope|believe|suspect|fear|urge|wish|doubt)\b|\bin (?:my|our) (?:own )?(?:view|opinion|judge?ment)\b",
    re.I,
)
_ADVISES = re.compile(r"\b(?:should|ought to|must)\b", re.I)
FEWEST_JUDGEMENTS, LEAST_SHARE = 2, 0.2
"""Judgements of an article's own, and their share of its sentences, from which all of it is comment."""

MOST_HELD = 128
"""Articles whose verdict is remembered, asked for at each of their sentences. Each is held whole with its analysis,
some 300 kB: a process that composes for days must not hold thousands."""


@lru_cache(maxsize=MOST_HELD)
def is_comment(source: Source) -> bool:
    """Whether an article is a column, an editorial, a letter: by its labels, or since it judges all along.

    What is quoted or given to a speaker is not the writer's own. Chosen on ``allsides2021`` and ``g5w``, where labels
    and the names of writers say which articles are opinion.
    """
    article = source.article
    return (
        is_labelled_opinion(article.title, article.url)
        or _is_of_a_writer(article)
        or _LINE.fullmatch(article.text.lstrip().split("\n", 1)[0]) is not None
        or _judges(source)
    )


def is_said(sentence: Sentence, attribution: Attribution | None) -> bool:
    """Whether a sentence of a comment quotes somebody who is named there: that was said, whoever quotes it."""
    if attribution is None or not any(c.isupper() for c in attribution.speaker):
        return False
    return outside_quotes(sentence.text) != sentence.text


def headline_of(source: Source) -> Statement:
    """The article's headline word for word; that of a comment says that it is one."""
    title = source.article.title
    evidence = Evidence(source=source.n, field="title", start=0, end=len(title), quote=title)
    if not title or not is_comment(source) or is_opinion(title):
        return Statement(text=title, evidence=(evidence,), form="verbatim")
    edit = Edit(before=title, after=MARK + title, why=_WHY)
    return Statement(text=MARK + title, evidence=(evidence,), form="edited", edits=(edit,))


def _is_of_a_writer(article: Article) -> bool:
    """ "Jane Ferris", "Guest Writer - Left", "The Harbour Post (Opinion)": a publisher that is no newsroom."""
    publisher = article.publisher
    if _OF_WRITERS.search(publisher):
        return True
    words = publisher.split()
    named = 2 <= len(words) <= 3 and all(
        w[:1].isupper() and w.replace("-", "").isalpha() for w in (words[0], words[-1])
    )
    return named and words[0].lower() in _GIVEN and _OUTLET.search(publisher) is None


def _judges(source: Source) -> bool:
    given = {a.sentence for a in source.analysis.attributions}
    prose = [s for s in source.analysis.sentences if s.noise in {None, "first-person"}]
    own = [s for s in prose if s.index not in given]
    texts = [outside_quotes(s.text) for s in own]
    judgements = sum(len(_JUDGES.findall(text)) for text in texts)
    if judgements >= FEWEST_JUDGEMENTS and judgements >= LEAST_SHARE * len(own):
        return True
    speaks = any(_OWN_WORD.search(text) for text in texts) or any(_OWN_WORD.match(s.text) for s in prose)
    return speaks and any(_ADVISES.search(text) for text in texts if not _OWN_WORD.search(text))
