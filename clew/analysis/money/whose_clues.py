"""What speaks for it that a name of a notebook is somebody's: names alike, sums that return, ties in the same rows."""

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import product
from pathlib import Path
from typing import Any

from clew.analysis.messages import Text, texts
from clew.analysis.money.amounts import Amount, decimals
from clew.analysis.money.entries import Entry
from clew.analysis.network.from_case import CONTACT, CaseNetwork
from clew.matching.candidates import name_blocks
from clew.matching.naming.known import is_short_for
from clew.matching.weighing import Shares
from clew.matching.weighing.names import name_clue
from clew.matching.weighing.table import table
from clew.model.text import fold, tokens
from clew.store import ties
from clew.store.crossing import NAMES, PARTIES
from clew.store.door import View
from clew.store.links import Pointer

_WHOLE_NAME = 8.0
"""From this weight on (matching's, in natural logarithms of odds) two names of two words or more agree as a whole."""
_BODIES = frozenset({"Organization", "Company", "PublicBody"})
_TIES = (
    *CONTACT,
    "payment",
    "travelled together",
    "recorded together",
    "same booking",
    "in one chat",
)
_SUM = re.compile(r"\d{1,3}(?:[.,' ]\d{3})+(?!\d)|\d{3,}")
"""A whole sum in words; below 100 sums return by chance."""


@dataclass(frozen=True, slots=True)
class NameClue:
    """One thing that speaks for a name: a sentence, its points, statements to open."""

    says: str
    points: int
    statements: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Said:
    """A name a record of the case gives."""

    node: int
    value: str
    statement: int
    is_person: bool


@cache
def rules() -> dict[str, Any]:
    """Give the clues and their points: whose.toml."""
    return tomllib.loads(Path(__file__).with_name("whose.toml").read_text("utf-8"))


def called_alike(
    view: View, network: CaseNetwork, rows: Mapping[str, Sequence[Entry]]
) -> dict[str, dict[int, NameClue]]:
    """Give for each name of a notebook whom records call so: node → the clue that says most.

    A notebook that came into the case as a table is no record of the people it names, and does not speak for itself.
    """
    by_key: dict[str, set[str]] = defaultdict(set)
    for name in rows:
        for key in name_blocks(name):
            by_key[key].add(name)
    alone = [(name, words[0]) for name in rows if len(words := tokens(name)) == 1]
    found = list[tuple[str, _Said, NameClue]]()
    for said in _said(view, network):
        near = {name for key in name_blocks(said.value) for name in by_key.get(key, ())}
        words = tokens(said.value)
        near |= {name for name, word in alone if any(is_short_for(word, other) for other in words)}
        found += [(name, said, clue) for name in near if (clue := _by_name(name, said))]
    own = {entry.spot.source for several in rows.values() for entry in several} - {None}
    weighed = ties.weighed(view, (said.statement for _, said, _ in found)) if own else {}
    best: dict[str, dict[int, NameClue]] = {name: {} for name in rows}
    for name, said, clue in found:
        if own and (said.statement not in weighed or weighed[said.statement].source in own):
            continue
        before = best[name].get(said.node)
        if before is None or clue.points > before.points:
            best[name][said.node] = clue
    return best


def _said(view: View, network: CaseNetwork) -> Iterator[_Said]:
    node = {member: node for node, several in network.members.items() for member in several}
    schema = ties.of_schemas(view, PARTIES)
    for one in ties.said(view, PARTIES, NAMES):
        if one.entity in node and node[one.entity] in network.parties:
            yield _Said(
                node[one.entity], one.value, one.statement, schema.get(one.entity) not in _BODIES
            )


def _by_name(name: str, said: _Said) -> NameClue | None:
    if fold(name) == fold(said.value) and len(tokens(name)) == 1:
        return _clue("alone", (said.statement,), name=name, value=said.value)
    shares = Shares.of_one_route(table().case_unknown)
    found = name_clue([name], [said.value], said.is_person, shares)
    if found is None or found[0].weight <= 0:
        return None
    if found[0].weight >= _WHOLE_NAME:
        return _clue("name", (said.statement,), name=name, value=said.value)
    is_one_word = found[0].rule == "single_name" and not found[1]
    if is_one_word or _is_short(name, said.value):
        return _clue("short", (said.statement,), name=name, value=said.value)
    return None


def _is_short(name: str, value: str) -> bool:
    words = tokens(name)
    return len(words) == 1 and any(is_short_for(words[0], other) for other in tokens(value))


def _clue(what: str, statements: tuple[int, ...], **said: object) -> NameClue:
    rule = rules()["clues"][what]
    return NameClue(rule["words"].format(near=rules()["near"], **said), rule["points"], statements)


class Speaking:
    """What speaks for a name beside the name: sums in payments and messages, ties to those in the same rows."""

    def __init__(
        self, view: View, network: CaseNetwork, entries: Iterable[Entry], named: dict[str, dict[int, NameClue]]
    ) -> None:  # fmt: skip
        self._network = network
        enough = rules()["ask"]
        self._called = {
            name: {node for node, clue in several.items() if clue.points >= enough}
            for name, several in named.items()
        }
        self._payments: dict[str, list[Entry]] = defaultdict(list)
        for entry in entries:
            if entry.spot.statement is not None:
                for who in {entry.payer, entry.payee, entry.holder} - {""}:
                    self._payments[who].append(entry)
        self._texts = _texts(view, network)
        self._near: dict[int, set[int]] = defaultdict(set)
        for tie in network.ties:
            if tie.kind in _TIES:
                self._near[tie.a].add(tie.b)
                self._near[tie.b].add(tie.a)

    def of(self, name: str, node: int, rows: Sequence[Entry]) -> Iterator[NameClue]:
        """Give what speaks for it that a name of these rows is this node's, one clue of each kind."""
        pairs = product(rows, self._payments[self._network.id_of(node)])
        for row, paid in pairs:
            if row.amount == paid.amount and _are_near(row.day, paid.day):
                yield _clue("paid", (paid.spot.statement or 0,), amount=row.amount)
                break
        for row, text in product(rows, self._texts[node]):
            if _are_near(row.day, text.at) and _is_named(row.amount, text.words):
                yield _clue("told", (text.statement,), amount=row.amount)
                break
        beside = {n for row in rows for n in (row.payer, row.payee, row.holder)} - {name, ""}
        tied = sum(not self._near[node].isdisjoint(self._called.get(n, ())) for n in beside)
        if tied:
            yield _clue("tied", (), count=tied)


def _texts(view: View, network: CaseNetwork) -> dict[int, list[Text]]:
    node = {member: node for node, several in network.members.items() for member in several}
    owned: dict[int, list[Pointer]] = defaultdict(list)
    for pointer in ties.pointers(view, ("UserAccount", "Handset", "SimCard")):
        if pointer.prop in ("owner", "holder") and pointer.target in node:
            owned[pointer.source].append(pointer)
    found: dict[int, list[Text]] = defaultdict(list)
    for text in texts(view, node, owned):
        for one in {*text.senders, *text.receivers}:
            found[one].append(text)
    return found


def _are_near(day: str, at: str) -> bool:
    if len(day) < len("2026-03-01") or len(at) < len("2026-03-01"):
        return False
    apart = date.fromisoformat(day[:10]) - date.fromisoformat(at[:10])
    return abs(apart.days) <= int(rules()["near"])


def _is_named(amount: Amount, words: str) -> bool:
    """Say whether words name a sum, as a whole number.

    >>> _is_named(Amount(250000, "EUR"), "2.500 for two"), _is_named(Amount(3000, "EUR"), "30 now")
    (True, False)
    """
    unit = 10 ** decimals(amount.currency)
    return any(
        int(re.sub(r"\D", "", found)) * unit == amount.minor for found in _SUM.findall(words)
    )
