"""Tells a page that is a wall before an article (consent, login, payment, robots, an error) from an article.

A wall comes with status 200 and is worded like prose, so that its sentences would become evidence.
"""

from __future__ import annotations

import re

_MOST_WORDS = 150
"""A page with more words than this has told something besides its wall."""
_LEAST_LEFT = 40
_WALL = re.compile(
    r"(?:enable|turn on|requires?|activate)\s+(?:your\s+)?(?:browser'?s?\s+)?java\s?script"
    r"|javascript is (?:disabled|required)"
    r"|verify (?:that )?you(?:'re| are) (?:a |not a )?(?:human|robot)|are you a (?:robot|human)|not a robot|captcha"
    r"|checking (?:if the site|your browser)|unusual (?:traffic|activity) from"
    r"|access (?:denied|to this (?:page|site|resource) (?:is|has been))|(?:don't|do not) have permission to access"
    r"|\b(?:40[134]|410|429|50[0234])\b.{0,20}(?:error|forbidden|not found|unavailable|too many|bad gateway)"
    r"|page (?:(?:you (?:requested|are looking for) )?(?:was|could|cannot|can't|does|is)\s?(?:not|n't)?|not)"
    r" (?:be )?(?:found|exist|available)|(?:isn't|not) available in your (?:country|region)"
    r"|(?:we|our partners|this (?:site|website)) (?:and .{0,40})?use[s]? cookies|accept (?:all )?cookies"
    r"|cookie (?:policy|settings)"
    r"|(?:subscribe|sign up|register|log ?in|sign in) (?:now )?(?:to|for)"
    r" (?:continue|read|access|keep|view|unlock|full)"
    r"|to (?:continue|keep) reading|already (?:a|have a|have an) (?:subscri\w+|member|account)"
    r"|(?:only|exclusive\w*|reserved) (?:available )?(?:to|for) (?:our )?(?:subscribers|members)"
    r"|create (?:a free|an) account|(?:reached|used) your (?:monthly )?(?:limit|free articles)|start your free trial",
    re.IGNORECASE,
)


def is_wall(title: str, text: str) -> bool:
    """Whether ``text`` (paragraphs, one a line) says little besides that the article is not to be had."""
    if len(text.split()) > _MOST_WORDS:
        return False
    lines = text.split("\n")
    left = [line for line in lines if not _WALL.search(line)]
    words_left = sum(len(line.split()) for line in left)
    return words_left < _LEAST_LEFT and (len(left) < len(lines) or _WALL.search(title) is not None)
