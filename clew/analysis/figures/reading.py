"""A report read into facts: what is counted, with the exact words and what is said around them."""

from bisect import bisect_left
from collections.abc import Callable, Sequence
from datetime import date

from clew.analysis.figures.attribution import Attribution
from clew.analysis.figures.dating import Passage
from clew.analysis.figures.deciding import Decider
from clew.analysis.figures.fact import Fact, Reading
from clew.analysis.figures.items import Item, Weighed, is_alone_in_brackets
from clew.analysis.figures.leave_out import left_out
from clew.analysis.figures.lexicon import Lexicon, recognise
from clew.analysis.figures.making_up import as_their_whole
from clew.analysis.figures.moments import MomentReader, published_in
from clew.analysis.figures.related import derived
from clew.analysis.figures.repeats import as_told_below, without_repeats
from clew.analysis.figures.sentences import Sentence, with_numbers
from clew.analysis.figures.surroundings import Surroundings, is_aside
from clew.analysis.figures.told import Told
from clew.analysis.figures.totals import totals
from clew.analysis.figures.unseen import Seen

JUDGED = "en"
"""The language a judge is asked in; texts in others are read by the grammar alone."""
_JUDGED_UP_TO = 400_000
"""The longest text a judge is asked about, in letters: some 200 pages, half a minute."""
Judge = Callable[[str, Sequence[Weighed], Sequence[Item]], list[Item]]
"""Decides the figures of a text anew: from every amount weighed and the items the grammar holds."""


def read_figures(text: str, published: date | None = None, judge: Judge | None = None) -> Reading:
    """Give the facts of *text*, published on the day *published* if it is known.

    The grammar alone reads them unless a *judge* decides their kinds anew (`judging.judge`).

    Quotes and offsets are of *text* as given; marks nobody sees in it part no word and no number. A text in no
    language there are words for gives no facts, and says so.
    """
    seen = Seen(text)
    reading = _read(seen.text, published, judge)
    if len(seen.text) < len(text):
        for fact in reading.facts:
            fact.start, fact.end = seen.span(fact.start, fact.end)
            fact.quote = text[fact.start : fact.end]
    return reading


def _read(text: str, published: date | None, judge: Judge | None) -> Reading:
    words = recognise(text)
    if words is None:
        return Reading(notes=["the text is in no language clew reads figures in"])
    published = published or published_in(text, words)
    moments = MomentReader(words, published).read(text)
    out = _Out([(m.begin, m.end) for m in moments])
    asked = judge is not None and words.code == JUDGED and len(text) <= _JUDGED_UP_TO
    decider = Decider(words, asked)
    items: list[Item] = []
    passages: list[Passage] = []
    for at, (sentence, holds) in enumerate(with_numbers(text, words)):
        begin, end = sentence.begin, sentence.end
        aside = is_aside(text, begin, end, words) or bool(
            words.compared_with.search(text, begin, end)
        )
        passages.append(Passage(begin, end, sentence.line, aside))
        if holds:
            items += decider.decide(sentence, at, out.skipped(sentence, words))
        else:
            items += decider.go_on(sentence, at)
    items.sort(key=lambda item: (item.at, item.amount.number.begin))
    title_end = text.find("\n", len(text) - len(text.lstrip()))
    as_told_below(items, title_end)
    as_their_whole(items, words)
    notes: list[str] = []
    if judge is not None and asked:
        items = judge(text, decider.weighed, items)
    elif judge is not None and len(text) > _JUDGED_UP_TO:
        notes = [f"longer than {_JUDGED_UP_TO:,} letters: its kinds are the grammar's alone"]
    kept, stands_for = without_repeats(items, title_end, words)
    facts = [_fact(item, words) for item in kept]
    around = Surroundings(text, words, passages, moments, published)
    told = Attribution(text, words, passages)
    below = _told_below(items, stands_for, title_end)
    for at, (item, fact) in enumerate(zip(kept, facts, strict=True)):
        around.place(fact, is_alone_in_brackets(item), below.get(at))
        told.name(fact)
    held = totals(Told(facts, items, stands_for, [item.at for item in kept], words))
    return Reading(
        facts=facts,
        totals=held,
        derived=derived(facts, {total.headline for total in held}),
        route=around.route(),
        agencies=around.agencies(),
        modes=around.modes(),
        language=words.name,
        notes=notes,
    )


def _told_below(
    items: list[Item], stands_for: list[int], title_end: int
) -> dict[int, tuple[int, int]]:
    """Give for each fact told in the title where its text first tells it again."""
    in_title: set[int] = set()
    below: dict[int, tuple[int, int]] = {}
    for item, at in zip(items, stands_for, strict=True):
        starts, number = item.amount.sentence.starts, item.amount.number
        if starts[0] < title_end:
            in_title.add(at)
        elif at in in_title and at not in below:
            below[at] = starts[number.begin], item.amount.sentence.ends[number.end - 1]
    return below


class _Out:
    """The places of a text whose numbers count nothing."""

    def __init__(self, dates: list[tuple[int, int]]) -> None:
        self._dates = dates
        self._longest = max((end - begin for begin, end in dates), default=0)

    def skipped(self, sentence: Sentence, words: Lexicon) -> list[bool]:
        """Say for each word of *sentence* whether it is left out."""
        skip = [False] * len(sentence.low)
        others = [(b, e) for b, e, _ in left_out(sentence.text, sentence.begin, sentence.end)]
        for spans, are_dates in ((others, False), (self._dates, True)):
            at = bisect_left(spans, (sentence.begin - self._longest, 0))
            while at < len(spans) and spans[at][0] < sentence.end:
                begin, end = spans[at]
                at += 1
                if end <= sentence.begin:
                    continue
                first = bisect_left(sentence.starts, begin)
                last = bisect_left(sentence.starts, end)
                if are_dates and self._is_count(sentence, first, last, words):
                    continue
                if are_dates and self._ends_in_count(sentence, first, last, words):
                    last -= 1
                for word in range(first, last):
                    skip[word] = True
        return skip

    def _ends_in_count(self, sentence: Sentence, first: int, last: int, words: Lexicon) -> bool:
        """Say whether what looks like a day counts something: "Since January 19 people have died"."""
        low = sentence.low
        if last - first < 2 or last >= len(low) or low[last - 2] not in words.months:
            return False
        is_day = low[last - 1].isdecimal() and len(low[last - 1]) < 3
        return is_day and words.heads.at(low, last) is not None

    def _is_count(self, sentence: Sentence, first: int, last: int, words: Lexicon) -> bool:
        """Say whether what looks like a year counts something: "2000 migrants"."""
        if last - first != 1 or last >= len(sentence.low):
            return False
        before = sentence.low[first - 1] if first else ""
        told = words.per.at(sentence.low, last)
        if told and told[1] == "person":
            return True
        if before == "/" or before in words.grammar.before_year:
            return False
        return words.heads.at(sentence.low, last) is not None


_ITEMS = ("searches_premises", "countries", "trainings", "detections_border")


def _unit(item: Item) -> str:
    """Give the unit of a count: persons or items."""
    kind, noun = item.kind.name, item.amount.noun
    if kind.startswith(("seized_", "checks_v", "checks_f", "checks_d")) or kind in _ITEMS:
        return "item"
    if (kind == "charges" and noun == "charges") or (kind == "other" and noun in _THINGS):
        return "item"
    return "person"


def _with_place(sentence: Sentence, end: int, words: Lexicon) -> int:
    """Take the place right behind a figure into its words: "6 in Hungary"."""
    before_place = words.grammar.placed | words.grammar.towards
    if end + 1 < len(sentence.low) and sentence.low[end] in before_place:
        last = end + 1
        while (
            last < len(sentence.low)
            and last < end + 4
            and sentence.written(last, last + 1)[0].isupper()
        ):
            last += 1
        return last if last > end + 1 else end
    return end


_THINGS = frozenset(
    (
        "indictments", "searches", "sites", "checks", "crossings", "vehicles", "boats", "phones",
        "documents", "firearms", "gadgets", "groups", "others", "flights", "drugs", "cash", "unknown",
    )
)  # fmt: skip


def _fact(item: Item, words: Lexicon) -> Fact:
    amount, number = item.amount, item.amount.number
    sentence = amount.sentence
    end = _with_place(sentence, max(amount.end, amount.noun_end, number.end), words)
    start, stop = sentence.starts[amount.begin], sentence.ends[end - 1]
    vague = number.value is None and number.low is None
    value = number.value if number.value is None else number.value * item.sign
    notes = amount.notes
    if vague and any(sign.isdecimal() for sign in sentence.text[start:stop]):
        notes = [*notes, "no number anybody would print; kept as written"]
    if item.amount.unit == "percent" and number.shape == "multiple":
        value = number.value
    return Fact(
        kind=item.kind.name,
        value=value,
        low=number.low,
        high=number.high,
        unit=amount.unit or _unit(item),
        per=amount.per or ("person" if item.kind.name == "fee" else None),
        qualifier=None if vague else amount.qualifier,
        what=amount.what() or None,
        quote=sentence.text[start:stop],
        start=start,
        end=stop,
        converted=amount.converted,
        notes=notes,
    )
