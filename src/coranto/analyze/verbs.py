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
    chase cheer cite claim clash clear climb close collapse collide comb condemn confirm confront consider contest
    continue control convict counter court crack crash create criticise criticize cross crush curb cut dam damage
    deal debate decide declare decline deepen defeat defend defy delay demand demolish denounce deny deploy deport
    derail destroy detain develop die differ dig dip disagree discover discuss dismiss dispute ditch dodge donate
    double doubt down draft drag draw drift drive drop drown dump ease edge eject elect emerge end endorse enter
    erupt escape evacuate evict examine exchange execute exit expand expect expel explode explore export expose
    express extend eye face fail fall falter fan fear fight file find fine fire flee flood fly focus force form
    free freeze fuel gain gather get give go grant greet grill grip ground grow guard hail halt hammer hand hang
    harm haul head hear heat help hike hire hit hold honor honour hope host hunt hurt ignore impose improve
    increase ink inspect intercept interrupt invade invest investigate invite issue jail join jolt jump keep kick
    kill knock lash launch lay lead leak leave lend level lift limit link list loan lock look loom loosen lose
    lower maintain make march mark mass mediate meet merge miss mount mourn move mull name near need negotiate
    nominate note object offer okay open oppose order oust outline overrule overturn owe pack paralyse paralyze
    pardon pass pause pay pick pile place plan plead pledge plot plunge poison post postpone pound pour praise
    predict prepare press probe produce promise prompt propose protect protest prove pull punish push question
    quit quiz race raid raise rally ram rattle reach reaffirm recall recapture receive reclaim recover reduce
    refuse reject release remain remember remove renew reopen repel replace report rescue reshuffle resign resist
    respond restart restore restrict resume retake retire retreat return reveal reverse review rise risk rock roll
    rule run rush sack sail save say scale score scour scrap screen seal search secure see seek seize sell send
    sentence set settle shake shell shield shift ship shoot show shun shut sign sink skip slam slash slide slip
    slow smash snap soar spark speak speed spend spill spot spread stab stage stall stand start stay steal step
    stop storm strand stress strike strip strive struggle stun submit succeed sue suffer suggest summon supply
    support surge surpass surrender survey survive suspend swamp swap swear sweep swing tackle take talk target
    tax tear tell test thank threaten throw tighten tip top topple toughen tour trace track trade trap travel
    treat trigger trim trip triumph try tumble turn unite unveil upgrade uphold urge use vie visit vote vow walk
    want warn wash weigh welcome widen win wipe withdraw witness woo work worry wound wreck yield
    """.split()
)
