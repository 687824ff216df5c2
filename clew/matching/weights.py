"""How much each clue weighs, in log-odds, and why; the one place to read or change them.

Weights add up; the score is 1 / (1 + e^-sum). 0 says nothing, +2.2 alone is nine to one for,
-2.2 nine to one against. They were set by judgement and tried on rehearsals; the matching
engine that follows fits them to labelled data.
"""

from dataclasses import dataclass

PROPOSED = 0.70
"""From this score on a hit is proposed as the same; below it is only possible."""
KEPT = 0.30
"""Hits below this score are not kept unless a number that tells apart ties the two."""
NAMES_AGREE = 0.60
"""Names at or above this score speak for a shared number being one person's."""
NAME_FLOOR, NAME_CEILING = 0.10, 0.98
"""A name score enters as its log-odds, cut off here: no spelling is proof either way."""
ONE_WORD_FLOOR = -0.8
"""A single word that does not fit ("Xhevo", "Boss") speaks less against than a full name does."""


@dataclass(frozen=True, slots=True)
class Weight:
    """The weight of one rule's clue and the reason for it."""

    weight: float
    why: str


WEIGHTS: dict[str, Weight] = {
    "same_birth_date": Weight(3.2, "one chance in thousands for strangers; brothers and twins keep it from being more"),
    "same_first_of_january": Weight(1.0, "stands for an unknown day in many registers, so it tells about a year only"),
    "birth_day_and_month_swapped": Weight(1.4, "a common slip between date orders, but also how two people can differ"),
    "birth_date_one_digit_off": Weight(0.7, "a slip of the pen, or two people"),
    "same_birth_year": Weight(0.8, "about one person in forty shares a birth year"),
    "same_birth_month": Weight(1.6, "about one person in five hundred shares a birth month"),
    "unknown_day_same_birth_year": Weight(0.5, "the year agrees, the day was perhaps unknown"),
    "other_birth_date": Weight(-5.2, "tells namesakes, fathers, sons and cousins apart"),
    "other_sex": Weight(-2.5, "seldom written wrong"),
    "same_nationality": Weight(0.2, "shared by many; a different one never counts"),
    "same_father": Weight(1.2, "tells namesakes apart, but brothers share it"),
    "other_father": Weight(-3.4, "namesakes and cousins have other fathers"),
    "same_phone": Weight(2.4, "numbers change hands and are shared, but seldom under one name"),
    "shared_phone": Weight(0.3, "families, hotels and travel agents share one; a question, no proposal"),
    "same_email": Weight(3.0, "seldom shared under one name"),
    "shared_email": Weight(0.4, "offices and families share one"),
    "same_address": Weight(0.8, "a house has more than one resident"),
    "shared_address": Weight(0.1, "neighbours and families share one"),
    "same_document": Weight(4.5, "issued to one person; a forged one ties together those who carry it"),
    "same_account": Weight(3.5, "one account of one service"),
    "same_iban": Weight(3.5, "one account of one bank"),
    "same_imei": Weight(4.5, "one handset"),
    "same_plate": Weight(2.4, "one vehicle at a time; two countries can issue the same plate"),
    "same_serial": Weight(3.5, "a maker numbers a thing once, but makers share number ranges"),
    "other_country_of_plate": Weight(-2.6, "the same letters and digits on two countries' plates are two vehicles"),
    "number_of_another_kind_of_thing": Weight(0.3, "a link between two things, never one thing"),
    "common_value": Weight(0.05, "a hotel's telephone, an airport's wifi: tells nobody apart"),
}  # fmt: skip
"""Rule → weight. The rule `similar_names` has none of its own: it weighs the name score's log-odds."""

UNNAMED_PHONE = 1.2
"""Weight of the same telephone or e-mail where a side has no name: nothing against, little for."""


@dataclass(frozen=True, slots=True)
class Commonness:
    """When a value counts as common.

    Only full names count, of two words or more: an organiser's number stands in many phones under
    nicknames and is no common value; a hotel's stands under as many full names as it has guests.

    Attributes:
        in_one_source: more different full names than this in one file make a value common.
        in_case: more than this in the whole case do so too.
        every_pair: up to so many holders each is laid beside each; beyond, each beside the first
            holder of every other agency, so that a van seen a thousand times makes no million pairs.
    """

    in_one_source: int = 4
    in_case: int = 7
    every_pair: int = 24


COMMONNESS = Commonness()
