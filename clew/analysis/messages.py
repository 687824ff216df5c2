"""The messages of a case with their words, and the people they came from and went to."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from clew.store import ties
from clew.store.door import View
from clew.store.links import Pointer

_MESSAGES = ("Message", "Email")


@dataclass(frozen=True, slots=True)
class Text:
    """A message: its words, when, and the nodes it came from and went to with the statements that say so."""

    words: str
    at: str
    statement: int
    senders: dict[int, int]
    receivers: dict[int, int]


def texts(
    view: View, node: Mapping[int, int], owned: Mapping[int, Sequence[Pointer]]
) -> list[Text]:
    """Give the messages and e-mails of a case.

    Args:
        view: what the asker may see.
        node: record → the node of its person.
        owned: account or handset → the statements that name its owner.
    """
    ends: dict[int, tuple[dict[int, int], dict[int, int]]] = defaultdict(lambda: ({}, {}))
    for pointer in ties.pointers(view, _MESSAGES):
        side = 0 if pointer.prop in ("sender", "senderAccount", "emitters") else 1
        if pointer.prop.startswith(("sender", "recipient", "emitters")):
            for one in _whose(pointer.target, node, owned):
                ends[pointer.source][side].setdefault(one, pointer.statement)
    when: dict[int, str] = {}
    bodies: dict[int, list[ties.Said]] = defaultdict(list)
    for value in ties.said(view, _MESSAGES, ("bodyText", "subject", "date")):
        if value.prop == "date":
            when.setdefault(value.entity, value.value)
        elif value.entity in ends:
            bodies[value.entity].append(value)
    return [
        Text(one.value, when.get(entity, ""), one.statement, *ends[entity])
        for entity, several in bodies.items()
        for one in several
    ]


def _whose(
    entity: int, node: Mapping[int, int], owned: Mapping[int, Sequence[Pointer]]
) -> Iterable[int]:
    """Give the nodes of an account's owners, or of the person itself."""
    owners = [node[p.target] for p in owned.get(entity, ())]
    return owners or ([node[entity]] if entity in node else [])
