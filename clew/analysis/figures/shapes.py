"""Set turns of phrase in which a number counts something else than its noun and verb say."""

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.items import Item
from clew.analysis.figures.kinds import Kind
from clew.analysis.figures.lexicon import Lexicon

_BESIDE = 5
"""How many words after a figure the next one of a list begins at the latest."""
_IN_A_LIST = 60.0
_MEMBERS_OF = 6
_TO_PLACE = 5
_TO_MEAN = 20
"""How many words before a number the mean is named that it is."""
_PREDICATE = 7
"""How many words behind "were" the noun of a predicate stands at most."""


def size(amount: Amount, words: Lexicon) -> Kind | None:
    """Read "15-member gang", "12-strong", "a network of 15 members"."""
    low, end = amount.sentence.low, amount.number.end
    if (
        low[end : end + 1] == ["-"]
        and low[end + 1 : end + 2]
        and low[end + 1] in words.grammar.members
    ):
        name = "other" if "family" in low[end : end + 5] else "network_size"
        return Kind(name, "size", 90.0)
    if low[end : end + 1] == ["strong"]:
        return Kind("network_size", "size", 90.0)
    if _has_members(amount, words):
        return Kind("network_size", "size", 90.0)
    lead = low[max(0, amount.begin - 3) : amount.begin]
    if (
        not lead
        or lead[-1] not in words.grammar.group_links
        or amount.noun not in ("suspects", "people", "demonym", "bare")
    ):
        return None
    heads = [words.heads.at(lead, at) for at in range(len(lead))]
    is_group = any(head is not None and head[1] == "groups" for head in heads)
    is_group = is_group or (amount.noun == "suspects" and bool(words.grammar.organised & set(lead)))
    if amount.noun == "bare" and not (heads[-2:-1] and heads[-2] and is_group):
        return None
    crowd = not words.grammar.crowds.isdisjoint(lead)
    run = [word for word in low[amount.end : amount.end + 3] if word not in (",", "–", "-")]
    if is_group and run[1:2] == ["by"] and run[0] in words.grammar.run_by:
        return Kind("network_size", "size", 90.0)
    if crowd and amount.noun != "suspects":
        return Kind("other", "size", 90.0) if _is_counted_as_group(lead, words) else None
    return Kind("network_size", "size", 90.0) if is_group else None


def _has_members(amount: Amount, words: Lexicon) -> bool:
    """Read "the ring had 18 members", "the gang numbered about 30"."""
    low, at = amount.sentence.low, amount.begin - 1
    if (
        at < 1
        or low[at] not in words.grammar.has_members
        or amount.noun not in ("suspects", "bare", "people")
    ):
        return False
    found = words.heads.ending(low, at) or words.heads.ending(low, at - 1)
    named = amount.noun == "suspects" or low[at] not in words.be
    return (
        found is not None
        and named
        and (found[1] == "groups" or low[at - 1] in words.grammar.organised)
    )


def _is_counted_as_group(lead: list[str], words: Lexicon) -> bool:
    """Say whether several groups or families of so many are told: "groups of 15 to 20", which is no count."""
    return any(
        (word in words.grammar.crowds and word.endswith("s")) or word == "family" for word in lead
    )


def is_whole(amount: Amount, here: list[Item]) -> bool:
    """Read the 23 of "eighteen of the 23 defendants": what is said of the part is not said of it."""
    low, begin = amount.sentence.low, amount.begin
    if begin < 1 or low[begin - 1] != "of":
        return False
    return any(
        (item.amount.is_part and item.amount.number.end == begin - 1)
        or (low[begin - 2] == "out" and item.amount.number.end == begin - 2)
        for item in here
    )


def is_rate(amount: Amount, words: Lexicon) -> bool:
    """Read "seven people to a car", "15 persons on average in each": no count of its own."""
    low, end = amount.sentence.low, amount.end
    if amount.noun not in ("people", "migrants"):
        return False
    on_average = "each" in low[end : end + 4] and "average" in low[amount.begin : end + 3]
    if amount.per == "person" or on_average:
        amount.per = None
        return True
    if end + 2 >= len(low):
        return False
    each = low[end + 1] in ("each", "every")
    one = each or low[end + 1] in ("a", "an")
    linked = low[end] == "per" or (low[end] == "to" and one) or (low[end] in ("in", "on") and each)
    heads = (words.heads.at(low, at) for at in (end + 1, end + 2))
    return linked and any(h is not None and h[1] in ("vehicles", "boats", "others") for h in heads)


def is_average(amount: Amount, words: Lexicon) -> bool:
    """Read "the average rose from 58 passengers to 74", "a sample of 240": means and samples count nobody."""
    low, begin = amount.sentence.low, amount.begin
    if low[max(0, begin - 2) : begin][:1] and low[begin - 1] == "of":
        return low[begin - 2] in words.grammar.samples
    for at in range(begin - 1, max(-1, begin - _TO_MEAN), -1):
        if low[at] in ";:.(":
            return False
        if low[at] in words.grammar.averages and at > 0 and low[at - 1] in words.grammar.articles:
            after = low[at + 1 : at + 2]
            return bool(after) and (
                after[0] in words.grammar.counters or words.change.at(low, at + 1) is not None
            )
    return False


def predicate(amount: Amount, words: Lexicon) -> str:
    """Give the class of noun that those counted are said to be: "two minors were among the victims"."""
    low, at = amount.sentence.low, max(amount.end, amount.noun_end)
    if not (at < len(low) and low[at] in words.be):
        return ""
    for here in range(at + 1, min(at + _PREDICATE, len(low))):
        if found := words.heads.at(low, here):
            return found[1]
        passed = low[here] in words.grammar.predicates or low[here] in words.be
        if not (passed or " ".join(low[here : here + 3]) in words.grammar.predicates):
            return ""
    return ""


def noun_on_the_left(amount: Amount, words: Lexicon) -> bool:
    """Read "the passports, 23 in number" and "police officers - 240 of them -"."""
    low, at = amount.sentence.low, amount.begin
    in_number = low[amount.end : amount.end + 2] == ["in", "number"]
    apart = amount.is_part and at > 1 and low[at - 1] in "-–—("
    if not (in_number or apart) or at < 2:
        return False
    found = words.heads.ending(low, at - 1)
    if found:
        amount.noun, amount.is_part = found[1], False
    return found is not None


def thing_held(amount: Amount, here: list[Item], words: Lexicon) -> Kind | None:
    """Give what a thing is that holds others ("in two trucks") or follows what was seized."""
    low, begin = amount.sentence.low, amount.begin
    if amount.noun in ("vehicles", "boats") and begin and low[begin - 1] in words.grammar.holding:
        return Kind("other")
    last = here[-1] if here else None
    if last and last.kind.name.startswith("seized") and low[begin - 1] in (",", "and", ";"):
        name = words.frames.get(("seize", amount.noun), "")
        return Kind(name, "seize", _IN_A_LIST) if name and amount.noun != "unknown" else None
    return None


def is_linked(amount: Amount, here: list[Item], words: Lexicon) -> bool:
    """Say whether persons are told as a part of those before: in a list, in brackets, "including"."""
    low, begin = amount.sentence.low, amount.begin
    lead = low[max(0, begin - 4) : begin]
    if not lead:
        return False
    beside = bool(here) and begin - here[-1].amount.end <= _BESIDE
    return (
        (lead[-1] in (",", "and") and beside)
        or lead[-1] in (":", "(")
        or bool(words.grammar.part_links & set(lead))
    )


def goes_on_listed(amount: Amount, here: list[Item], words: Lexicon) -> bool:
    """Say whether suspects are told as a part of a total: "239 were arrested: 72 recruiters, 167 drivers"."""
    low, begin = amount.sentence.low, amount.begin
    if not here or begin < 1 or here[-1].kind.name not in ("arrests", "charges", "convictions"):
        return False
    if low[begin - 1] in (":", "("):
        return True
    if words.grammar.part_links & set(low[max(0, begin - 2) : begin]):
        return True
    return (
        low[begin - 1] in (",", "and")
        and here[-1].follows
        and begin - here[-1].amount.end <= _BESIDE
    )


def place_near(amount: Amount, words: Lexicon) -> bool:
    """Say whether a place is told within a few words: "eight of the arrests took place in Croatia"."""
    sentence, low = amount.sentence, amount.sentence.low
    near = range(amount.noun_end, min(amount.noun_end + _TO_PLACE, len(low) - 1))
    return any(
        low[at] in words.grammar.placed and sentence.written(at + 1, at + 2)[:1].isupper()
        for at in near
    )


def is_denied(amount: Amount, words: Lexicon) -> bool:
    """Say whether what is said is denied of those counted: "not one of the nine defendants has been convicted"."""
    lead = amount.sentence.low[max(0, amount.begin - 3) : amount.begin]
    return lead[-1:] == ["of"] and not words.grammar.none.isdisjoint(lead)


def is_other(amount: Amount, words: Lexicon) -> bool:
    """Read what is no smuggling: members of an institution, migrants there are in a country, trips arranged."""
    low, end = amount.sentence.low, amount.noun_end
    of = low[end : end + _MEMBERS_OF] if low[end : end + 1] == ["of"] else []
    lead = low[max(0, amount.begin - 4) : amount.begin]
    if amount.noun == "suspects":
        return not words.grammar.institutions.isdisjoint(of)
    if amount.noun == "migrants":
        return "there" in lead and "are" in lead
    if amount.noun == "unknown":
        return bool(lead) and lead[-1] in words.grammar.placed
    arranged = any(word.startswith(tuple(words.grammar.arranged)) for word in lead)
    return amount.noun == "crossings" and (amount.per is not None or arranged)
