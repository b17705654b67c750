"""The words of attribution: verbs of saying, words for roles and bodies, words for those who are no authority.

Headlines, bodies and quotations ask the same questions of a speaker, so the lists stand together, once.
"""

from __future__ import annotations

import re

SAY_LEMMAS = frozenset(
    """
    say tell add announce state claim report confirm warn note explain insist argue acknowledge admit declare
    reveal disclose stress emphasize emphasise reiterate comment write tweet post estimate predict testify
    allege assert maintain remark recall conclude observe complain concede contend advise caution joke quip
    reply respond answer recount repeat boast opine believe think hope find suggest show indicate speculate vow
    pledge promise
    """.split()
)
"""Lemmas that give what follows or precedes to their subject."""
TAIL_LEMMAS = SAY_LEMMAS - frozenset(
    """
    respond reply answer find show indicate suggest post maintain vow pledge promise hope
    """.split()
)
"""Those that close a sentence in that sense ("..., police said")."""
PLAIN_LEMMAS = frozenset(
    """
    say tell add announce state report confirm note explain declare write reply respond
    """.split()
)
ACT_LEMMAS = frozenset(
    """
    call describe criticise criticize accuse urge warn demand vow promise pledge condemn denounce praise label
    dub brand slam blast hail reject dismiss refer mock thank welcome mourn express voice offer ask invite deny
    defend apologise apologize talk speak
    """.split()
)
"""Verbs whose subject is heard in the quoted words, though they take no clause ("promised help "at once"")."""
ASK_LEMMAS = frozenset(
    "ask wonder shout cry yell scream exclaim plead urge beg muse continue post reiterate tweet growl whisper".split()
)
"""Verbs that carry quoted words only right beside them ("Why?" she asked)."""
SAYING_FORMS = frozenset(
    """
    says say said announces announced confirms confirmed warns warned reports reported insists insisted claims
    claimed reveals revealed declares declared finds found suggests suggested shows showed admits
    admitted tells told
    """.split()
)
"""Forms that attribute in a headline with the speaker before them."""
SHOWING_FORMS = frozenset("finds found suggests suggested shows showed reveals revealed".split())
"""Of these, the ones of which only a study, a report or a body is a speaker."""
TAIL_FORMS = frozenset(
    """
    says say said warns warn warned reports reported confirms announces announced finds
    """.split()
)

OFFICIALS = frozenset(
    """
    president vice-president premier chancellor minister ministers ministry secretary deputy mayor governor
    senator congressman congresswoman representative speaker commissioner chief chairman chairwoman chairperson
    chair director director-general secretary-general head leader king queen prince princess pope archbishop
    bishop ambassador envoy diplomat diplomats consul adviser advisor adviser's spokesman spokeswoman
    spokesperson spokespeople official officials officer officers general admiral colonel major captain
    lieutenant sergeant commander brigadier superintendent inspector detective sheriff constable marshal judge
    justice prosecutor prosecutors attorney ombudsman coroner auditor inspector inspectors investigator
    investigators fireman firefighter firefighters rescuers police cops army military navy guard troops
    coastguard government govt gov't cabinet parliament senate congress administration authority authorities
    agency office bureau department commission committee council court tribunal embassy consulate prefecture
    municipality council service services ministry bank fund hospital airport port airline railway railways
    operator company firm utility organisers organizers university institute centre center observatory regulator
    watchdog federation association league chiefs staff palace headquarters delegation readout statement
    communique bulletin state-run
    """.split()
)
"""Words for officials and bodies that tell facts of their own field."""
WITNESSES = frozenset(
    """
    witness witnesses eyewitness eyewitnesses resident residents villager villagers neighbour neighbours
    neighbor neighbors survivor survivors passenger passengers critic critics analyst analysts expert experts
    scientist scientists researcher researchers study studies survey poll polls report reports research paper
    activist activists campaigner campaigners group groups ngo union unions opposition rebels rebel militants
    protesters protester lawyer lawyers family relatives parents mother father brother sister wife husband
    friend friends fan fans source sources observer observers economist economists commentator historian author
    uncle aunt cousin widow son daughter grandmother grandfather
    lawmaker lawmakers candidate campaign party rival rivals doctor teacher student students professor engineer
    engineers farmer owner coach manager player captain's textbooks media newspaper monitor think-tank tank
    investor investors trader traders strategist insider insiders defector defectors
    """.split()
)
"""Words for those whose word is one view: a title keeps them."""
ROLE_NOUNS = (OFFICIALS | WITNESSES) - frozenset(
    """
    police army military navy government cabinet parliament administration statement report reports studies
    polls research paper study survey
    poll bulletin readout office agency company services service media group groups family party campaign troops
    staff ministry department bureau port airport court commission committee council senate congress authority
    authorities tribunal embassy consulate municipality prefecture bank fund hospital airline railway railways
    firm utility institute university centre center observatory regulator watchdog federation association league
    palace cops headquarters delegation statement communique troops research paper union unions ngo textbooks
    media newspaper tank think-tank opposition
    """.split()
) | frozenset(
    """
    founder co-founder ceo executive boss actor actress singer striker defender goalkeeper driver pilot priest
    imam rabbi nurse surgeon baker fisherman master harbour-master seismologist geologist meteorologist
    volcanologist epidemiologist virologist physicist chemist astronomer astronaut musician writer editor
    journalist reporter broadcaster presenter host producer prime foreign finance lord sir dame archaeologist
    architect curator keeper warden ranger trustee partner member fellow lecturer dean rector principal
    headteacher winner champion
    physician astrophysicist biologist climatologist sociologist psychologist psychiatrist criminologist ecologist
    oncologist cardiologist neurologist anthropologist consultant columnist blogger photographer designer developer
    programmer visitor publisher treasurer lobbyist negotiator mediator superintendent firefighter paramedic
    referee skipper quarterback guitarist drummer composer choreographer comedian novelist poet painter sculptor
    """.split()
) - frozenset({"prime", "foreign", "finance"})
"""Nouns that name what a person is, before or after the name."""
RELATED = frozenset(
    """
    spokesman spokeswoman spokesperson spokespeople lawyer lawyers attorney attorneys solicitor counsel aide aides
    adviser advisers advisor advisors representative representatives rep publicist agent manager mother father parents
    wife husband son daughter brother sister friend friends family relatives neighbour neighbours neighbor neighbors
    girlfriend boyfriend partner uncle aunt cousin grandmother grandfather colleague colleagues critic critics ally
    allies supporter supporters opponent opponents fan fans biographer assistant secretary team camp campaign office
    estate foundation officials administration government
    """.split()
)
"""Nouns for those who are somebody's: a spokeswoman for Roth, Roth's mother, a Roth aide are never Roth."""
DOCUMENTS = frozenset(
    """
    report reports statement study survey poll polls communique bulletin readout paper note letter sign banner placard
    email e-mail tweet post message caption text complaint lawsuit suit indictment filing figures data website page
    statistics memo document documents book poster headline label warning
    """.split()
)
"""What is read and does not speak."""
SEATS = frozenset(
    (
        "kremlin|white house|pentagon|downing street|elysee|state department|foreign office|home office|"
        "treasury|vatican|nato|un|u.n.|united nations|eu|european union|european commission|imf|who|"
        "iaea|wto|unicef|unhcr|opec|fed|ecb|fbi|cia|nasa|esa|noaa|usgs|cdc|fda|world bank|supreme"
        "court|high court|scotland yard|interpol|europol|idf|pla|red cross"
    ).split("|")
)
"""Bodies known by one proper name."""
OUTLETS = frozenset(
    (
        "reuters|ap|associated press|the associated press|afp|agence france-presse|xinhua|cnn|bbc|bbc"
        "news|fox news|nbc|nbc news|abc|abc news|cbs|cbs news|npr|sky news|al jazeera|bloomberg|the"
        "guardian|guardian|the new york times|new york times|washington post|the washington post|wall street"
        "journal|the wall street journal|the times|financial times|the independent|daily mail|the sun|the"
        "telegraph|dpa|tass|interfax|ria novosti|kyodo|kyodo news|nhk|rt|usa today|politico|axios|"
        "buzzfeed|vice|der spiegel|le monde|el pais|twitter|facebook|instagram|youtube|msnbc|itv|itv"
        "news|mailonline|press association|los angeles times|haaretz|the hill|people magazine|variety|tmz|"
        "cnbc|espn|the verge|cnet|techcrunch"
    ).split("|")
)
"""Wires, papers and networks: they carry what others say and are no speakers."""
_OUTLET_WORDS = re.compile(
    r"\b(?:news ?agency|newspaper|magazine|broadcaster|tv|television|radio|daily|tabloid|gazette|herald|tribune|"
    r"news|post|times|courier|press|journal|website|paper|channel|network|media)\b",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_][\w.’'-]*")


def is_outlet(words: str, publisher: str = "") -> bool:
    """Whether a speaker's words name a newspaper, an agency, a broadcaster or the publisher itself."""
    bare = re.sub(r"^the | reports?$", "", words.strip().lower())
    if bare in OUTLETS or (publisher and bare == re.sub(r"^the ", "", publisher.lower())):
        return True
    return bool(_OUTLET_WORDS.search(words)) and not any(
        w in ROLE_NOUNS or w in ("conference", "ministry", "department") for w in _lower(words)
    )


def has_role_word(words: str) -> bool:
    """Whether some word names an office, a body, or a kind of witness."""
    return any(w in OFFICIALS or w in WITNESSES or w in ROLE_NOUNS for w in _lower(words))


def is_authority(words: str, role: str | None = None) -> bool:
    """Whether the speaker, with the role that the article gives, is a body or official that tells a fact."""
    text = f"{role or ''} {words}"
    lower = _lower(text)
    if any(w in WITNESSES for w in lower) and not any(w in ("spokesman", "spokeswoman", "spokesperson") for w in lower):
        return False
    return any(w in OFFICIALS for w in lower) or words.strip().lower().removeprefix("the ") in SEATS


def _lower(words: str) -> list[str]:
    found = [w.lower().replace("’", "'") for w in _TOKEN.findall(words)]
    return [w.removesuffix("'s").rstrip(".") if not w.startswith("gov") else w for w in found]
