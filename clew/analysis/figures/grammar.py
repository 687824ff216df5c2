"""The small words of one language that bind figures to verbs, nouns and each other; data of its TOML file."""

from collections.abc import Mapping
from dataclasses import dataclass, fields


@dataclass(frozen=True, slots=True)
class Grammar:
    """Sets of small words, empty where a language has not said them.

    Attributes:
        irregular: past forms of verbs that have no regular ending; *regular* is that ending ("ed").
        past_only: past forms that are no participles ("took").
        of_links: words that tie a noun of action to what is acted on ("the arrest of").
        clauses: words that open another clause.
        determiners, hedge_openers: words an object may begin with.
        active: auxiliaries of the active voice ("have arrested").
        beside_be: words between "be" and its participle ("were also arrested").
        stays_ahead: verbs without an object that yet stand before who they speak of ("wanted: 3").
        passive_after: forms of "be" behind a noun of action ("arrests were").
        price_verb: beginning of the verb that tells a price or an accusation ("charg").
        predicates: words between "were" and the noun that says what those counted are ("were all victims").
        together: words of company ("together with", "along with").
        suspicion: words that make of those held suspects.
        registers: beginnings of words for places that are searched by machine.
        of_persons: words beside a check that say persons were checked.
        holding: prepositions of what holds others ("in two trucks").
        articles: words that may stand inside a phrase ("deprived of their liberty"); *gap_marks* none may stretch over.
        nominal: words behind which a participle is a noun ("those arrested").
        term_verbs: verbs that tell a sentence with a length of time ("given seven years"); *term_words* stand between.
        negated: words that take from a verb what it says ("were never caught").
        partitive: nouns that count another one ("60 pieces of ammunition").
        counters: nouns of a number told ("the number of people arrested").
        them, they: pronouns of people counted before, as object and as subject.
        light: verbs that say little where their complement says what happened ("sent five to prison").
        places_of_end: prepositions such a complement begins with.
        fillers: words behind a number that are no noun ("three more").
        opening, stood: "Inside were 21 people": words that open such a sentence, and its verbs.
        receiving: verbs of being paid ("the skipper was given EUR 5,000").
        theirs: makes people those of a network ("paid its drivers").
        ways: verbs of a way made in so long ("had come in two hours").
        made: verbs of what a thing costs to have ("3,000 euros to build").
        let_go: nouns of what a ransom is paid for; *put*: verbs of an estimate ("the damage is put at").
        only_behind: hedges that stand behind their number alone ("100 plus").
        judged: words that make of a confiscation one by a court.
        changed_from: words before the figure a change began at ("rose from 345 to 386").
        averages: nouns of a mean, which counts nobody; *samples*: nouns of what a share is taken of.
        might: verbs of what may be ("one person may cross twice").
        untrue: what is said of reports that are denied ("reports of two deaths were untrue").
        virtual: what money is kept in that is no cash ("EUR 38,000 in cryptocurrency").
        it_is: words before a price that goes on from the one before ("now it is 1,200").
        few: words that make "dozen" vague.
        twos: words of two told together ("both").
        every, of_a_whole: words of a share ("every third", "two of three").
        institutions: what members are of that are no suspects ("members of the Commission").
        purposes: words behind a verb of the law that begin what it was for ("convicted of trafficking six women").
        arranged: beginnings of verbs that make trips of crossings.
        none: words before "of" that deny what is said ("not one of the nine defendants has been convicted").
        havens: places and hands people are safe in; *haven_links* the prepositions before them.
        soft_havens: places that are safe for victims alone ("a home", "a hostel"), behind the verbs *housed*.
        posture: what people aboard are doing ("were hiding").
        undocumented: adjectives that make migrants of people.
        help_verbs: verbs of help given and taken; *protects* and *helps* what is given, *asylum* words that make of it
            another thing.
        confined: participles of people shut in; *rooms* where, beside houses; *keeping* verbs of holding.
        taken_up: verbs of people taken out of a boat, who are rescued where *distress* is told, found where they were
            *chased*.
        relative: pronouns a clause on those counted begins with; *deemed* words of taking them for something.
        claims: words of those who claim journeys of a network; *accidents* what brings a vehicle to notice, *watchers*
            who looks into it.
        exploited_sorts: sorts of people who, found where victims are spoken of, are victims themselves.
        single_places: singular nouns of place that a label does not count ("inside the country: 31").
        camps: where people sheltered are no victims.
        departed: verbs of a boat that sets out; *cargo* words for where people are hidden.
        topic: words that say that people helped are victims.
        told_of: words for one person that is told of with "the", as others ("the owner") mostly are not.
        asking: verbs of those who ask for a sentence ("demands prison terms for").
        has_members: verbs between a group and how many belong to it; *organised* nouns for it beside those counted.
        inquiries: nouns of what is opened "against" suspects.
        run_by: participles behind a group that make a network of it ("a group of fourteen, run by brothers").
        driving: beginnings of verbs for what those do who move others.
        staying: participles of where people are, which tell nothing else ("warrants for men living abroad").
        forces: bodies whose members serve ("250 members of the carabinieri").
        unlawful: words for having crossed a border oneself; *helping* beginnings of those that make a smuggler's of it.
        is_one, are_many: forms of "be" and "have" with one subject and with several.
        tells_more: words behind people that begin a clause about them ("five men accused of").
        he, him: pronouns of one person told of before, as subject and as object.
        held_by: verbs and small words between one person and how they are held ("he remains in custody").
        of_one: words before a noun that tell of one person by whose or which it is ("its owner", "another man").
        of_those_told: words that pick one of several told of before ("the elder brother").
        nobody_special: nouns for one person that tell no role ("the suspect").
        looked_for: what is said of people that are still looked for ("at large").
        supposing: words that make of a participle a condition ("if convicted").
        part_links: words that tell persons as a part of those before.
        members, group_links: "12-member", "a network of 15".
        crowds: groups that are no network ("a group of 26 persons").
        property: words of worth that is no cash.
        paid_for: prepositions before a price.
        up_after, down_after: words behind a percentage that make it a change.
        not_before: comparatives that are no change before a percentage.
        no_duration: words that make of a length of time a date or an age.
        believed: the words of a guess before a verb ("to have").
        confiscated: beginning of the verb of confiscation.
        worth: words before the worth of a thing.
        subset: words of a part that need not be the whole; *rest* those that say that something is left over.
        some: those of them that say that the parts are not all there are ("including"), as "of whom" does not.
        partition: sorts of person that make up all there are.
        all_told: words of a sum ("in all").
        placed: prepositions before a place behind a figure; *towards* those of a way there.
        each_trip, trips: "each crossing", "per boat".
        later: words that make of a period a moment ("a month earlier").
        whole: words between a number and its length of time ("full", "consecutive").
        behind: hedges that stand behind the number ("or more").
        compared: words that end what a rate belongs to.
        come: verbs of origin that open a breakdown ("Ninety-seven came from Nepal").
        as_much: words behind "twice", "three times" that make a change of it.
        many: plurals that stand inside compounds ("a people-smuggling ring").
        before_year: words before a year, which is then no count.
    """

    regular: frozenset[str] = frozenset()
    irregular: frozenset[str] = frozenset()
    past_only: frozenset[str] = frozenset()
    of_links: frozenset[str] = frozenset()
    clauses: frozenset[str] = frozenset()
    determiners: frozenset[str] = frozenset()
    hedge_openers: frozenset[str] = frozenset()
    active: frozenset[str] = frozenset()
    beside_be: frozenset[str] = frozenset()
    stays_ahead: frozenset[str] = frozenset()
    passive_after: frozenset[str] = frozenset()
    price_verb: frozenset[str] = frozenset()
    predicates: frozenset[str] = frozenset()
    together: frozenset[str] = frozenset()
    suspicion: frozenset[str] = frozenset()
    registers: frozenset[str] = frozenset()
    of_persons: frozenset[str] = frozenset()
    holding: frozenset[str] = frozenset()
    articles: frozenset[str] = frozenset()
    gap_marks: frozenset[str] = frozenset()
    nominal: frozenset[str] = frozenset()
    term_verbs: frozenset[str] = frozenset()
    term_words: frozenset[str] = frozenset()
    negated: frozenset[str] = frozenset()
    partitive: frozenset[str] = frozenset()
    counters: frozenset[str] = frozenset()
    them: frozenset[str] = frozenset()
    they: frozenset[str] = frozenset()
    light: frozenset[str] = frozenset()
    places_of_end: frozenset[str] = frozenset()
    fillers: frozenset[str] = frozenset()
    opening: frozenset[str] = frozenset()
    stood: frozenset[str] = frozenset()
    it_is: frozenset[str] = frozenset()
    few: frozenset[str] = frozenset()
    twos: frozenset[str] = frozenset()
    every: frozenset[str] = frozenset()
    of_a_whole: frozenset[str] = frozenset()
    institutions: frozenset[str] = frozenset()
    purposes: frozenset[str] = frozenset()
    arranged: frozenset[str] = frozenset()
    none: frozenset[str] = frozenset()
    havens: frozenset[str] = frozenset()
    haven_links: frozenset[str] = frozenset()
    help_verbs: frozenset[str] = frozenset()
    protects: frozenset[str] = frozenset()
    helps: frozenset[str] = frozenset()
    asylum: frozenset[str] = frozenset()
    confined: frozenset[str] = frozenset()
    rooms: frozenset[str] = frozenset()
    keeping: frozenset[str] = frozenset()
    taken_up: frozenset[str] = frozenset()
    distress: frozenset[str] = frozenset()
    chased: frozenset[str] = frozenset()
    relative: frozenset[str] = frozenset()
    deemed: frozenset[str] = frozenset()
    claims: frozenset[str] = frozenset()
    accidents: frozenset[str] = frozenset()
    watchers: frozenset[str] = frozenset()
    exploited_sorts: frozenset[str] = frozenset()
    single_places: frozenset[str] = frozenset()
    housed: frozenset[str] = frozenset()
    soft_havens: frozenset[str] = frozenset()
    posture: frozenset[str] = frozenset()
    undocumented: frozenset[str] = frozenset()
    camps: frozenset[str] = frozenset()
    departed: frozenset[str] = frozenset()
    cargo: frozenset[str] = frozenset()
    topic: frozenset[str] = frozenset()
    told_of: frozenset[str] = frozenset()
    asking: frozenset[str] = frozenset()
    has_members: frozenset[str] = frozenset()
    organised: frozenset[str] = frozenset()
    inquiries: frozenset[str] = frozenset()
    run_by: frozenset[str] = frozenset()
    driving: frozenset[str] = frozenset()
    staying: frozenset[str] = frozenset()
    forces: frozenset[str] = frozenset()
    unlawful: frozenset[str] = frozenset()
    helping: frozenset[str] = frozenset()
    are_many: frozenset[str] = frozenset()
    tells_more: frozenset[str] = frozenset()
    is_one: frozenset[str] = frozenset()
    he: frozenset[str] = frozenset()
    him: frozenset[str] = frozenset()
    held_by: frozenset[str] = frozenset()
    of_one: frozenset[str] = frozenset()
    of_those_told: frozenset[str] = frozenset()
    nobody_special: frozenset[str] = frozenset()
    looked_for: frozenset[str] = frozenset()
    supposing: frozenset[str] = frozenset()
    part_links: frozenset[str] = frozenset()
    members: frozenset[str] = frozenset()
    group_links: frozenset[str] = frozenset()
    crowds: frozenset[str] = frozenset()
    property: frozenset[str] = frozenset()
    paid_for: frozenset[str] = frozenset()
    up_after: frozenset[str] = frozenset()
    down_after: frozenset[str] = frozenset()
    not_before: frozenset[str] = frozenset()
    no_duration: frozenset[str] = frozenset()
    believed: frozenset[str] = frozenset()
    confiscated: frozenset[str] = frozenset()
    worth: frozenset[str] = frozenset()
    subset: frozenset[str] = frozenset()
    some: frozenset[str] = frozenset()
    partition: frozenset[str] = frozenset()
    rest: frozenset[str] = frozenset()
    all_told: frozenset[str] = frozenset()
    placed: frozenset[str] = frozenset()
    towards: frozenset[str] = frozenset()
    each_trip: frozenset[str] = frozenset()
    trips: frozenset[str] = frozenset()
    later: frozenset[str] = frozenset()
    receiving: frozenset[str] = frozenset()
    only_behind: frozenset[str] = frozenset()
    judged: frozenset[str] = frozenset()
    changed_from: frozenset[str] = frozenset()
    averages: frozenset[str] = frozenset()
    samples: frozenset[str] = frozenset()
    might: frozenset[str] = frozenset()
    untrue: frozenset[str] = frozenset()
    virtual: frozenset[str] = frozenset()
    ways: frozenset[str] = frozenset()
    made: frozenset[str] = frozenset()
    let_go: frozenset[str] = frozenset()
    put: frozenset[str] = frozenset()
    theirs: frozenset[str] = frozenset()
    whole: frozenset[str] = frozenset()
    behind: frozenset[str] = frozenset()
    compared: frozenset[str] = frozenset()
    come: frozenset[str] = frozenset()
    as_much: frozenset[str] = frozenset()
    many: frozenset[str] = frozenset()
    before_year: frozenset[str] = frozenset()

    @classmethod
    def read(
        cls, said: Mapping[str, str], verbs: Mapping[str, tuple[str, str]] | None = None
    ) -> "Grammar":
        """Take the sets of a language's table; a phrase is written with "_" between its words.

        The forms of irregular *verbs* (past and participle by base) are past forms too, and those that are no
        participle stand for the active voice alone.

        Raises:
            KeyError: the table names a set there is none of.
        """
        known = {each.name for each in fields(cls)}
        if unknown := said.keys() - known:
            raise KeyError(f"no such sets of grammar: {', '.join(sorted(unknown))}")
        sets = {
            name: frozenset(word.replace("_", " ") for word in listed.split())
            for name, listed in said.items()
        }
        pairs = [(past, part) for base, (past, part) in (verbs or {}).items() if base != past]
        sets["irregular"] = sets.get("irregular", frozenset()) | {w for pair in pairs for w in pair}
        only = {past for past, part in pairs if past != part}
        sets["past_only"] = sets.get("past_only", frozenset()) | only
        return cls(**sets)

    def is_past(self, word: str) -> bool:
        """Say whether *word* is a past form or participle."""
        return word in self.irregular or any(word.endswith(ending) for ending in self.regular)
