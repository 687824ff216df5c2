"""Set turns of phrase in which a number counts something else than its noun and verb say."""

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.items import Item
from clew.analysis.figures.kinds import Kind
from clew.analysis.figures.lexicon import Lexicon

_BESIDE = 5
"""How many words after a figure the next one of a list begins at the latest."""
_FORMS = frozenset(
    ("labour", "exploitation", "begging", "prostitution", "marriage", "criminality", "servitude")
)
_IN_A_LIST = 60.0
_MEMBERS_OF = 6
_PLACE_LENGTH = 5
_PAPERS = frozenset(("papers", "documents", "permission", "permits", "visas"))
_LEAST_WHOLE = 1000
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
    band = lead[-1] == "of" and lead[-2:-1] and lead[-2] in words.grammar.organised
    named = amount.noun == "suspects" and bool(words.grammar.organised & set(lead))
    is_group = is_group or named or (bool(band) and amount.noun != "bare")
    if amount.noun == "bare" and not (heads[-2:-1] and heads[-2] and is_group):
        return None
    crowd = not words.grammar.crowds.isdisjoint(lead)
    run = [word for word in low[amount.end : amount.end + 3] if word not in (",", "–", "-")]
    if is_group and run[1:2] == ["by"] and run[0] in words.grammar.run_by:
        return Kind("network_size", "size", 90.0)
    if crowd and amount.noun != "suspects":
        return Kind("other", "size", 90.0) if _is_counted_as_group(lead, words) else None
    return Kind("network_size", "size", 90.0) if is_group else None


def serves(amount: Amount, words: Lexicon) -> bool:
    """Read "250 members of the carabinieri", "the unit has 160 members": they serve, and are no suspects."""
    low, end, begin = amount.sentence.low, amount.noun_end, amount.begin
    if amount.noun != "suspects" or not low[end - 1].startswith(tuple(words.grammar.members)):
        return False
    of = low[end + 1 : end + _MEMBERS_OF] if low[end : end + 1] == ["of"] else []
    has = low[begin - 1 : begin] and low[begin - 1] in words.grammar.has_members
    lead = low[max(0, begin - 3) : begin] if has else []
    return not words.grammar.forces.isdisjoint(of) or not words.grammar.forces.isdisjoint(lead)


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
    return any(word in words.grammar.crowds and word.endswith("s") for word in lead)


def is_whole(amount: Amount, here: list[Item]) -> bool:
    """Read the 23 of "eighteen of the 23 defendants": what is said of the part is not said of it."""
    low, begin = amount.sentence.low, amount.begin
    opens = low[0] == "of" and begin <= 1 and amount.is_definite  # "Of the 31 victims, 12 …"
    if opens or begin < 1 or low[begin - 1] != "of":
        return opens
    return any(
        (item.amount.is_part and item.amount.number.end == begin - 1)
        or (low[begin - 2] == "out" and item.amount.number.end == begin - 2)
        for item in here
    )


def is_rate(amount: Amount, words: Lexicon) -> bool:
    """Read "seven people to a car", "15 persons on average in each": no count of its own."""
    low, end = amount.sentence.low, amount.end
    value = amount.number.value
    if value is not None and value < _LEAST_WHOLE and value % 1:
        return True  # nobody counts 6.1 persons
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
    at = _past_place(low, at, words)
    at += low[at : at + 1] != [] and low[at] in words.grammar.relative
    if not (at < len(low) and (low[at] in words.be or low[at] in words.grammar.deemed)):
        return ""
    for here in range(at + 1, min(at + _PREDICATE, len(low))):
        if found := words.heads.at(low, here):
            return found[1]
        passed = (
            low[here] in words.grammar.predicates
            or low[here] in words.be
            or low[here] in words.grammar.deemed
        )
        if not (passed or " ".join(low[here : here + 3]) in words.grammar.predicates):
            return ""
    return ""


def _past_place(low: list[str], at: int, words: Lexicon) -> int:
    """Give where a sentence goes on behind "in the flat"; *at* where nothing like it stands there."""
    if not (at < len(low) and low[at] in words.grammar.placed):
        return at
    near = range(at + 1, min(at + _PLACE_LENGTH, len(low)))
    return next((here for here in near if low[here] in words.be), at)


def among_victims(amount: Amount, words: Lexicon) -> bool:
    """Say whether those counted are told to be some of the victims: "among the victims were seven minors"."""
    low, at = amount.sentence.low, amount.begin - 1
    if at < 2 or not (low[at] in words.be or low[at] in words.grammar.some):
        return False
    found = words.heads.ending(low, at)
    return found is not None and found[1] == "victims"


def is_undocumented(amount: Amount, words: Lexicon) -> bool:
    """Say whether people are told to be without papers: "230 foreigners without documents"."""
    low, grammar = amount.sentence.low, words.grammar
    behind = low[amount.noun_end : amount.noun_end + 2]
    lacking = behind[:1] == ["without"] and behind[1:] and behind[1] in _PAPERS
    return bool(lacking) or not grammar.undocumented.isdisjoint(
        low[amount.number.end : amount.noun_end]
    )


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
    if amount.noun == "crossings" and lead[-1:] == ["in"]:
        return _is_carried(low, amount.begin, words)
    arranged = any(word.startswith(tuple(words.grammar.arranged)) for word in lead)
    return amount.noun == "crossings" and (amount.per is not None or arranged)


def is_couple(amount: Amount) -> bool:
    """Say whether two people are told of as one: "the couple exploited nine workers"."""
    low, number = amount.sentence.low, amount.number
    told = low[number.begin : number.end] in (["couple"], ["pair"])
    return told and amount.is_definite and low[number.end : number.end + 1] != ["of"]


def is_of_form(amount: Amount, words: Lexicon) -> bool:
    """Say whether a form of exploitation is what people are counted by: "forced labour followed with 402 people"."""
    low = amount.sentence.low
    begin = next((at for at in range(amount.begin - 1, -1, -1) if low[at] in ",;:"), -1)
    heads = (words.heads.at(low, at) for at in range(begin + 1, amount.begin))
    return any(
        head is not None and head[1] == "victims" and head[0] > 1 and low[head[0] - 1] in _FORMS
        for head in heads
    )


def _is_carried(low: list[str], end: int, words: Lexicon) -> bool:
    """Say whether people were carried in so many crossings: "carried 820 people in 26 crossings"."""
    says = (said for at in range(end) for _, said in words.cues.all_at(low, at))
    return any(said == "smuggle" for said in says)
