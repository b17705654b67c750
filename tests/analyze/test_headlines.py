from __future__ import annotations

from itertools import pairwise

import pytest
from tests.analyze.conftest import Analyzer

BODY = (
    "President Karl Brandt met Premier Ines Roth in Talva on Monday. Mr. Brandt and Ms. Roth talked about the border "
    "between Marland and Ostria for two hours. A flood hit Talva, Lindholm and Ostvik on Sunday. The leader of Marland "
    "said the court and the ministry would help. Rescuers search for survivors after a ferry sank. The opposition in "
    "the capital spoke of a victory. A former minister of Marland warns of troops. Kalm Doro Va, the seat of the "
    "president of Marland, was lit at night. Visitors saw Kalm Doro Va from the river."
)

# title | core | speaker ("" where there is none); a title that is its own core has "=".
ATTRIBUTED = """
Brandt, Roth to open ferry on Sunday: harbour ministry | Brandt, Roth to open ferry on Sunday | harbour ministry
Brandt, Roth agree to meet every year: Kalm Doro Va | Brandt, Roth agree to meet every year | Kalm Doro Va
(URGENT) Brandt, Roth begin border talks: presidential palace | Brandt, Roth begin border talks | presidential palace
(3rd LD) Marland fires two rockets into sea: military | Marland fires two rockets into sea | military
Talva gunman acted alone: prosecutors | Talva gunman acted alone | prosecutors
Ostvik dam permit unlawful: court | Ostvik dam permit unlawful | court
No survivors in Lindholm plane crash: airline | No survivors in Lindholm plane crash | airline
Marland leader did not order raid: spokesman | Marland leader did not order raid | spokesman
Quake of magnitude 5.9 strikes off Lindholm: survey | Quake of magnitude 5.9 strikes off Lindholm | survey
Inflation at 4.1 percent in May: statistics office | Inflation at 4.1 percent in May | statistics office
Ostria hid dam cracks for years: report | Ostria hid dam cracks for years | report
Brandt, Roth stress need for calm on border: Brandt | Brandt, Roth stress need for calm on border | Brandt
Three miners rescued after 40 hours, officials say | Three miners rescued after 40 hours | officials
Two dead as bus overturns near Ostvik, police say | Two dead as bus overturns near Ostvik | police
Storm kills nine in Marland, says minister | Storm kills nine in Marland | minister
Marland will not sign treaty, Brandt says | Marland will not sign treaty | Brandt
Coffee shops lift rents, study finds | Coffee shops lift rents | study
Talva gunman acted alone, prosecutors say | Talva gunman acted alone | prosecutors
Tax cut to cost 3 billion, finance minister tells parliament | Tax cut to cost 3 billion | finance minister
Ferry operator to cut 300 jobs, according to union | Ferry operator to cut 300 jobs | union
Ferry doors were left open, say survivors | Ferry doors were left open | survivors
Lindholm plane crash: No survivors, airline says | Lindholm plane crash: No survivors | airline
Marland Troops Crossed Border at Night, Ostria Says | Marland Troops Crossed Border at Night | Ostria
Police say 14 held after Ostvik market raid | 14 held after Ostvik market raid | Police
Roth says tunnel to open in May | tunnel to open in May | Roth
Witnesses say bridge swayed before collapse | bridge swayed before collapse | Witnesses
UN says 3 million need aid in Ostria | 3 million need aid in Ostria | UN
Ostria says it will reopen embassy in Talva | = | Ostria
Minister: Bridge repair will take two years | Bridge repair will take two years | Minister
Court: Ostvik dam permit was unlawful | Ostvik dam permit was unlawful | Court
Study: Coffee shops lift rents in Talva | Coffee shops lift rents in Talva | Study
Report: Ostria hid dam cracks for years | Ostria hid dam cracks for years | Report
EU: Marland broke budget rules | Marland broke budget rules | EU
Brandt: 'We will rebuild every house' | = | Brandt
Ferry sinks off Lindholm, dozens missing - coast guard | Ferry sinks off Lindholm, dozens missing | coast guard
Central bank governor to step down in June - sources | Central bank governor to step down in June | sources
Border gate to stay shut this winter – Roth | Border gate to stay shut this winter | Roth
"""

PLAIN = """
Talva mayor quits over ferry deal - Harbour Wire | Talva mayor quits over ferry deal
Talva mayor quits over ferry deal | Marland Times | Talva mayor quits over ferry deal
Talva mayor quits over ferry deal (VIDEO) | Talva mayor quits over ferry deal
BREAKING: Explosion rocks Talva chemical plant | Explosion rocks Talva chemical plant
BREAKING Explosion rocks Talva chemical plant | Explosion rocks Talva chemical plant
UPDATE 2-Talva central bank holds rates, cites wages | Talva central bank holds rates, cites wages
LIVE: Voters head to polls in Marland | Voters head to polls in Marland
Watch: Whale freed from nets off Lindholm | Whale freed from nets off Lindholm
Explainer: How the Talva ceasefire works | How the Talva ceasefire works
Talva floods: Toll rises to 19 | =
Talva floods: Talva counts 19 dead | Talva counts 19 dead
Marland, Ostria sign gas accord in Talva | =
Ostria hikes rates as wages climb | =
Ostria denies Marland claim of border attack | =
Brandt, on first visit to Ostria, pledges aid | =
Man, 34, charged with Ostvik arson | =
Who is Ines Roth? The judge behind the Talva ruling | =
Cities across the United Provinces are lit up | =
According to plan, Lindholm bridge opens | =
'Not one more day': nurses strike in Talva | =
Marland vs Ostria: What to know | =
Brandt says no to border deal | =
Rebels claim Talva attack, court had freed gunman | =
Police raid on market: 14 held | =
Brandt hails "historic" accord with Ostria | =
Ferry leaves at 10:30 from the new pier | =
"""


def rows(table: str, columns: int) -> list[tuple[str, ...]]:
    return [tuple(c.strip() for c in line.rsplit("|", columns - 1)) for line in table.strip().splitlines()]


@pytest.mark.parametrize(("title", "core", "speaker"), rows(ATTRIBUTED, 3))
def test_the_speaker_of_a_headline(analyzed: Analyzer, title: str, core: str, speaker: str) -> None:
    _, analysis = analyzed(title, BODY)
    (found,) = [a for a in analysis.attributions if a.shape == "headline"]
    assert found.speaker == speaker
    assert title[slice(*analysis.headline_core)] == (title if core == "=" else core)


@pytest.mark.parametrize(("title", "core"), rows(PLAIN, 2))
def test_a_headline_without_a_speaker(analyzed: Analyzer, title: str, core: str) -> None:
    _, analysis = analyzed(title, BODY)
    assert not [a for a in analysis.attributions if a.shape == "headline"]
    assert title[slice(*analysis.headline_core)] == (title if core == "=" else core)


@pytest.mark.parametrize(
    ("title", "authority"),
    [
        ("Brandt, Roth begin border talks: Kalm Doro Va", True),
        ("Talva gunman acted alone: prosecutors", True),
        ("Three miners rescued after 40 hours, officials say", True),
        ("Marland will not sign treaty, Brandt says", True),
        ("Coffee shops lift rents, study finds", False),
        ("South Korea Says Missile Test Was a Success", False),
        ("Witnesses say bridge swayed before collapse", False),
        ("Dam cracks were known for years: Holt", False),
    ],
)
def test_who_tells_a_fact(analyzed: Analyzer, title: str, authority: bool) -> None:
    _, analysis = analyzed(title, BODY)
    assert analysis.attributions[0].authority is authority


@pytest.mark.parametrize(
    "title", ["Talva night trams: protesters block depot", "Ostvik market raid: residents fear mayor"]
)
def test_news_after_a_topic_is_no_speaker(analyzed: Analyzer, title: str) -> None:
    _, analysis = analyzed(title, BODY)
    assert not [a for a in analysis.attributions if a.field == "title"]
    assert analysis.headline_core == (0, len(title))


def test_a_family_name_behind_a_colon_is_the_person_of_the_body(analyzed: Analyzer) -> None:
    _, analysis = analyzed("Border gate to stay shut this winter: Roth", BODY)
    assert analysis.attributions[0].speaker_entity == "Ines Roth"


# title | word that must be a root | its subject's word ("" where the body has no say)
PARSED = """
Brandt, Roth to open ferry line on Sunday | open | Brandt
Brandt, Roth stress need for calm on border | stress | Brandt
Marland, Ostria sign gas accord in Talva | sign | Marland
41 killed in Talva train crash | killed | 41
Three miners rescued after 40 hours underground | rescued | miners
Two dead as bus overturns near Ostvik | dead | Two
Nine missing after boat capsizes off Lindholm | missing | Nine
Flood death toll climbs to 31 | climbs | toll
Strike shuts Talva airport for second day | shuts | Strike
Harbour strike enters third week, talks stall | enters | strike
Ferry operator to cut 300 jobs | cut | operator
Marland Court Jails Former Minister For Nine Years | Jails | Court
Marland Leader Warns Ostria Over Border Troops | Warns | Leader
Rescuers Search For Survivors After Ferry Sinks Off Lindholm | Search | Rescuers
Brandt Vows To Rebuild Talva After Flood | Vows | Brandt
Brandt, on first visit to Ostria, pledges aid | pledges | Brandt
Man, 34, charged with Ostvik arson | charged | Man
Quake kills 12 in Talva; rescuers dig by hand | dig | rescuers
"""


@pytest.mark.parametrize(("title", "root", "subject"), rows(PARSED, 3))
def test_the_verb_of_a_headline(analyzed: Analyzer, title: str, root: str, subject: str) -> None:
    _, analysis = analyzed(title, BODY)
    tokens = analysis.sentences[0].tokens
    roots = {t.text: i for i, t in enumerate(tokens) if t.head == i}
    assert root in roots
    assert subject in [t.text for t in tokens if t.head == roots[root] and t.dep.startswith("nsubj")]


@pytest.mark.parametrize("title", [t for t, *_ in rows(PARSED, 3)] + [t for t, *_ in rows(ATTRIBUTED, 3)])
def test_tokens_point_into_the_printed_title(analyzed: Analyzer, title: str) -> None:
    _, analysis = analyzed(title, BODY)
    tokens = analysis.sentences[0].tokens
    assert all(title[t.start : t.end] == t.text for t in tokens)
    assert all(a.end <= b.start for a, b in pairwise(tokens))
    assert all(0 <= t.head < len(tokens) for t in tokens)
    assert "".join(t.text for t in tokens) == "".join(title.split())


def test_a_hyphen_before_who_says_it(analyzed: Analyzer) -> None:
    article, analysis = analyzed("Ostmark indicts girl who hit soldier-army", "The army said a girl had hit a soldier.")
    assert article.title[slice(*analysis.headline_core)] == "Ostmark indicts girl who hit soldier"
    article, analysis = analyzed("Ostmark elects new vice-minister", "Ostmark elected a new vice-minister.")
    assert article.title[slice(*analysis.headline_core)] == "Ostmark elects new vice-minister"
