"""Verbs that headlines use, by base form.

A noun and a verb look alike in a headline's present tense ("Brandt, Roth stress need"), and a word that is no verb
at all ("leaders") must never be read as one.
"""

from __future__ import annotations

HEADLINE_VERBS = frozenset(
    """
    abandon accept accuse acquire act add address adjust admit adopt advance affect agree aid aim air allege allow
    amend announce apologise apologize appeal appear appoint approve argue arm arrest arrive ask assail attack
    avert avoid award back balk ban bar battle beat beef begin bid blame blast block bomb boost bow boycott brace
    break brief bring build burn bury buy call cancel capture carry cast cause celebrate challenge change charge
    chase cheer cite claim clash clear climb close collapse collide comb complete condemn confirm confront
    consider contest continue control convict counter court crack crash create criticise criticize cross crush
    curb cut dam damage deal debate debut decide declare decline deepen defeat defend defy delay deliver demand
    demolish denounce deny deploy deport derail destroy detain develop die differ dig dip disagree discover
    discuss dismiss dispute ditch dodge donate double doubt down draft drag draw drift drive drop drown dump ease
    edge eject elect emerge end endorse endure ensure enter erupt escape evacuate evade evict examine exchange
    execute exit expand expect expel explode explore export expose express extend eye face fail fall falter fan
    fear fight file finalise finalize find fine finish fire flee flood fly focus force form free freeze fuel gain
    gather get give go grant greet grill grip ground grow guard hail halt hammer hand hang harm haul head hear
    heat help hike hire hit hold honor honour hope host hunt hurt ignore impose improve inaugurate increase ink
    inspect install intensify intercept interrupt invade invest investigate invite issue jail join jolt jump keep
    kick kill knock lament lash laud launch lay lead leak leave lend level lift limit link list loan lock look
    loom loosen lose lower maintain make march mark mass mediate meet mend merge miss mount mourn move mull name
    near need negotiate nominate note object offer okay open oppose order oust outline overrule oversee overturn
    owe pack paralyse paralyze pardon pass pause pay peg pick pile pitch place plague plan plead pledge plot
    plunge poison post postpone pound pour praise predict prepare press probe produce promise prompt propose
    protect protest prove pull punish push question quit quiz race raid raise rally ram ratify rattle reach
    reaffirm rebuff rebuild rebuke recall recapture receive reclaim recover reduce refuse reject relax release
    remain remember remove renew reopen repair repeal repel replace report rescue reshuffle resign resist resolve
    respond restart restore restrict resume retain retake retire retreat retrieve return reveal reverse review
    rise risk rock roll rout rule run rush sack sail save say scale scold score scour scrap screen seal search
    secure see seek seize sell send sentence set settle sever shake share shed shell shield shift ship shoot show
    shrink shun shut sideline sign sink skip slam slash slide slip slow smash snap snub soar soften solve spar
    spark speak speed spend spill spot spread spur spurn squeeze stab stage stall stand start stay steal stem step
    stoke stop storm strand strengthen stress strike strip strive struggle stun submit succeed sue suffer suggest
    summon supply support surge surpass surrender surround survey survive suspend sustain swamp swap swear sweep
    swing tackle take talk tame target tax tear tease tell test thank threaten throw tie tighten tip top topple
    torch toughen tour tout trace track trade transform trap travel treat trigger trim trip triumph try tumble
    turn unearth unite unleash unlock unveil upgrade uphold urge use veto vie violate visit vote vow walk want
    warn wash weaken weigh welcome widen win wipe withdraw witness woo work worry wound wreck yield
    """.split()
)
TAKES_INFINITIVE = frozenset(
    """
    petition killing sale
    need plan bid move deal right effort decision pledge vote call offer attempt ability chance way time ready set
    due about push drive campaign order refusal failure agreement pact promise vow threat proposal request appeal
    urge desire wish willingness readiness power freedom mandate permission duty obligation intention battle fight
    race scramble struggle step measure work pressure reason reluctance opportunity commitment demand motion bill
    law scheme mission quest hope able unable likely unlikely eager keen free poised slated bound prepared willing
    unwilling reluctant first last
    """.split()
)
"""Words after which "to" and a verb are their own complement, and not what a headline's subject is to do."""
