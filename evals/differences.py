"""Stories of two or three articles, made from templates, that differ on one point, or only seem to.

Why made: real disputes are few, and what looks like one is nearly always a matter of time, of rounding, or of another
thing counted; here each of these has its own template, and what a careful desk would say of it is known.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

FILLINGS = 4
"""Stories made from each template."""
_TOWNS = ("Torva", "Halle Bay", "Ostmark", "Quillon", "Merrin", "Stavo", "Ulefoss", "Lindau Heights")
_PEOPLE = ("Ida Brandt", "Jonas Holt", "Mira Venn", "Karl Oster", "Lena Roth", "Emil Dahl", "Nora Falk", "Piet Aalto")
_HOUSES = ("Torva Post", "Plain Dealer", "Coast Press", "Inland News")
_COUNTS = ((14, 22), (31, 47), (8, 19), (120, 180), (52, 75), (9, 17), (240, 310), (35, 61))


@dataclass(frozen=True, slots=True)
class Template:
    """One kind of difference. ``verdict`` is what a page should say, "" where it should say nothing.

    ``articles`` are (hours after the first, title, body); the bodies name {town}, {other}, {person}, {a} and {b}.
    """

    kind: str
    verdict: str
    articles: tuple[tuple[int, str, str], ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A story made from a template: its articles as (publisher, hours after the first, title, body)."""

    kind: str
    verdict: str
    articles: tuple[tuple[str, int, str, str], ...]


def stories() -> Iterator[Made]:
    """All stories, template by template."""
    for number, template in enumerate(TEMPLATES):
        for filling in range(FILLINGS):
            at = number + 3 * filling
            low, high = _COUNTS[(number + filling) % len(_COUNTS)]
            words = {
                "town": _TOWNS[at % len(_TOWNS)],
                "other": _TOWNS[(at + 3) % len(_TOWNS)],
                "person": _PEOPLE[at % len(_PEOPLE)],
                "second": _PEOPLE[(at + 5) % len(_PEOPLE)],
                "a": str(low),
                "b": str(high),
                "c": str(high + low),
                "near": str(low + 1),
                "round": str(high // 10 * 10),
            }
            yield Made(
                template.kind,
                template.verdict,
                tuple(
                    (_HOUSES[place], hours, title.format(**words), body.format(**words))
                    for place, (hours, title, body) in enumerate(template.articles)
                ),
            )


def _two(kind: str, verdict: str, hours: int, first: tuple[str, str], second: tuple[str, str]) -> Template:
    return Template(kind, verdict, ((0, *first), (hours, *second)))


TEMPLATES: tuple[Template, ...] = (
    # --- true conflicts ---------------------------------------------------------------------------------
    _two(
        "dead",
        "conflict",
        30,
        (
            "Clashes in {town} leave {b} dead, rebels say",
            "At least one market burned in {town}. The rebels said {b} people were killed in the clashes in {town}.",
        ),
        (
            "Army puts {town} death toll at {a}",
            "The army said {a} people were killed in the clashes in {town}. It gave no names of the dead.",
        ),
    ),
    _two(
        "dead",
        "conflict",
        3,
        (
            "Sources differ over dead of {town} ferry",
            "The coast guard says {a} people died when the ferry sank off {town}, while the hospital says {b} died.",
        ),
        ("Ferry sinks off {town}, {a} dead", "A ferry sank off {town}. The coast guard said {a} people died."),
    ),
    _two(
        "magnitude",
        "conflict",
        4,
        (
            "Earthquake shakes {town}",
            "An earthquake shook {town} on Friday. The Coastal Institute put its magnitude at 5.6.",
        ),
        (
            "Quake damages school in {town}",
            "A school was damaged in {town} on Friday. The Upland Observatory put the magnitude of the earthquake at 5.1.",
        ),
    ),
    _two(
        "crowd",
        "conflict",
        2,
        (
            "Thousands march in {town}",
            "Organisers said {b}00 people marched through {town} on Thursday. Police put the crowd at {a}00.",
        ),
        ("March fills {town} square", "A march against the toll road filled the square of {town} on Thursday."),
    ),
    _two(
        "age",
        "conflict",
        3,
        (
            "Cyclist dies in {town}",
            "{person}, 34, was killed when a lorry turned into a bicycle lane in {town} on Monday, police said.",
        ),
        (
            "Lorry kills cyclist in {town}",
            "A lorry killed {person}, 36, in a bicycle lane in {town} on Monday, a spokesman of the hospital said.",
        ),
    ),
    _two(
        "age",
        "conflict",
        5,
        (
            "Swimmer missing off {town}",
            "Divers searched the bay of {town} on Tuesday for 19-year-old {person}, who went swimming at night.",
        ),
        (
            "Search for swimmer in {town}",
            "Boats searched for {person}, 21, off {town} on Tuesday after a night swim, the coast guard said.",
        ),
    ),
    _two(
        "status",
        "conflict",
        2,
        (
            "Fire near {town} out of control",
            "The forest fire near {town} is out of control, the fire brigade of the district said on Wednesday.",
        ),
        (
            "Forest fire near {town}",
            "The forest fire near {town} is not out of control, the governor of the district said on Wednesday.",
        ),
    ),
    _two(
        "status",
        "conflict",
        3,
        (
            "Dam of {town} was inspected",
            "The dam above {town} was inspected before the flood, the operator of the plant said on Wednesday.",
        ),
        (
            "Questions over {town} dam",
            "The dam above {town} was not inspected before the flood, the union of engineers said on Wednesday.",
        ),
    ),
    _two(
        "denial",
        "conflict",
        3,
        (
            "Mayor of {town} took money, paper says",
            "The mayor of {town} took money from a builder of the new harbour, a former clerk told the court on Monday.",
        ),
        (
            "Mayor of {town} denies taking money",
            "The mayor of {town} denied on Monday that he took money from a builder of the new harbour.",
        ),
    ),
    _two(
        "denial",
        "conflict",
        4,
        (
            "Navy sank trawler off {town}, union says",
            "A navy vessel sank the trawler off {town}, the union of fishermen said on Thursday.",
        ),
        (
            "Navy denies sinking trawler off {town}",
            "The navy denied on Thursday that one of its vessels sank the trawler off {town}.",
        ),
    ),
    _two(
        "cause",
        "conflict",
        4,
        (
            "Hall fire in {town}",
            "The fire in the town hall of {town} was caused by a faulty cable, the fire brigade said on Thursday.",
        ),
        (
            "Arson suspected in {town}",
            "The fire in the town hall of {town} was caused by arson, the insurer of the building said on Thursday.",
        ),
    ),
    _two(
        "date",
        "conflict",
        4,
        (
            "Envoy left {town} on Monday",
            "The envoy {person} left {town} on Monday, the foreign ministry said.",
        ),
        (
            "Envoy left {town} on Sunday",
            "The envoy {person} left {town} on Sunday, the embassy said.",
        ),
    ),
    # --- what is later, rounder, or of another thing ----------------------------------------------------
    _two(
        "later count",
        "superseded",
        26,
        (
            "Landslide kills {a} in {town}",
            "A landslide hit {town} on Friday and killed at least {a} people, police said.",
        ),
        (
            "{town} landslide toll rises to {b}",
            "The number of people killed in the landslide in {town} rose to {b} on Saturday, police said.",
        ),
    ),
    _two(
        "later count",
        "superseded",
        26,
        ("Crash injures {a} in {town}", "A tram crash injured {a} people in {town} on Friday, the city said."),
        ("{b} injured in {town} tram crash", "The tram crash in {town} injured {b} people, the city said on Saturday."),
    ),
    _two(
        "found since",
        "superseded",
        26,
        ("{b} missing after {town} flood", "After the flood in {town} {b} people were missing on Friday, police said."),
        ("{a} still missing in {town}", "In {town} {a} people were still missing on Saturday, police said."),
    ),
    _two(
        "corrected count",
        "superseded",
        26,
        ("Blast kills {b} in {town}", "A gas blast killed {b} people in {town} on Friday, the ministry said."),
        (
            "Ministry lowers {town} toll to {a}",
            "The ministry lowered the number of people killed in the gas blast in {town} from {b} to {a} on Saturday.",
        ),
    ),
    _two(
        "rounding",
        "",
        2,
        ("{near} arrested in {town}", "Police arrested {near} people at a protest in {town} on Sunday."),
        ("Dozens arrested in {town}", "About {a} people were arrested at a protest in {town} on Sunday, police said."),
    ),
    _two(
        "limits",
        "approximation",
        2,
        (
            "More than {a} hurt in {town}",
            "More than {a} people were injured in a crush in {town} on Sunday, doctors said.",
        ),
        ("{near} hurt in {town} crush", "A crush in {town} injured {near} people on Sunday, the hospital said."),
    ),
    _two(
        "other thing counted",
        "",
        2,
        (
            "Storm kills {a} in {town}",
            "A storm killed {a} people in {town} on Monday. It destroyed {b} houses, the council said.",
        ),
        ("Storm wrecks {town}", "The storm in {town} killed {a} people and left {c} homes without power on Monday."),
    ),
    _two(
        "other place",
        "",
        2,
        ("Storm kills {a} in {town}", "A storm killed {a} people in {town} on Monday, the council of the town said."),
        (
            "Storm crosses the coast",
            "The storm killed {a} people in {town} and {b} people in {other} on Monday, the coast guard said.",
        ),
    ),
    _two(
        "part and whole",
        "",
        2,
        ("Fire kills {b} in {town}", "A fire killed {b} people in a home in {town} on Monday, {a} of them children."),
        (
            "Children among dead of {town}",
            "The fire in {town} killed {a} children, the school said on Monday. In all {b} people were killed.",
        ),
    ),
    _two(
        "other side",
        "",
        2,
        (
            "Shells fall on {town}",
            "Shells killed two women in {town} on Monday, the first dead on this side of the river, the mayor said.",
        ),
        (
            "Air raid kills {b} across the river",
            "An air raid killed {b} people across the river on Monday, doctors said.",
        ),
    ),
    _two(
        "older event",
        "",
        2,
        (
            "Quarry blast kills {a} in {town}",
            "A blast at the quarry of {town} killed {a} people on Monday, police said.",
        ),
        (
            "Blast at {town} quarry kills {a}",
            "A blast killed {a} people at the quarry of {town} on Monday. In 2009 a blast there killed {b} people.",
        ),
    ),
    _two(
        "other person",
        "",
        2,
        (
            "Two held in {town}",
            "Police held {person}, 34, and {second}, 52, in {town} on Monday over the harbour theft.",
        ),
        (
            "Harbour theft in {town}",
            "{second}, 52, was charged with the harbour theft in {town} on Monday, a court said.",
        ),
    ),
    _two(
        "birthday",
        "",
        2_000,
        ("Driver charged in {town}", "{person}, 34, was charged over the crash in {town}, the court said."),
        ("Driver jailed in {town}", "{person}, 35, was jailed for the crash in {town}, the court said."),
    ),
    _two(
        "changed since",
        "superseded",
        40,
        (
            "Fire near {town} not contained",
            "The forest fire near {town} is not under control, the fire brigade of the district said on Wednesday.",
        ),
        (
            "Forest fire near {town} under control",
            "The forest fire near {town} is under control, the fire brigade of the district said on Friday.",
        ),
    ),
    _two(
        "not said to be",
        "",
        3,
        (
            "Mayor of {town} questioned",
            "Police questioned the mayor of {town} about the sale of the harbour on Monday.",
        ),
        (
            "Mayor of {town} not charged",
            "The mayor of {town} was not charged after the police questioned him about the sale of the harbour on Monday.",
        ),
    ),
    _two(
        "two negatives",
        "",
        3,
        (
            "Bridge of {town} stays open",
            "The bridge of {town} is not closed to cars and will not be until the summer, the council said on Monday.",
        ),
        (
            "Bridge of {town} to stay open",
            "The bridge of {town} is open to cars until the summer, the council said on Monday.",
        ),
    ),
    _two(
        "day of the report",
        "",
        20,
        ("Envoy leaves {town}", "The envoy {person} left {town} on Sunday, the embassy said on Monday."),
        ("Envoy has left {town}", "The embassy said on Tuesday that the envoy {person} left {town} on Sunday."),
    ),
    _two(
        "two causes",
        "",
        3,
        (
            "Bridge of {town} falls",
            "The collapse of the bridge in {town} was caused by rust, an engineer of the city said on Monday.",
        ),
        (
            "Rust brought down {town} bridge",
            "Rust caused the collapse of the bridge in {town}, the engineer of the city said on Monday.",
        ),
    ),
    Template(
        "three counts",
        "superseded",
        (
            (0, "Flood kills {a} in {town}", "A flood killed {a} people in {town} on Friday, police said."),
            (
                9,
                "Flood kills {near} in {town}",
                "The flood in {town} killed {near} people on Friday, the governor said.",
            ),
            (
                30,
                "Flood toll of {town} at {b}",
                "The flood in {town} killed {b} people, the governor said on Saturday.",
            ),
        ),
    ),
)
