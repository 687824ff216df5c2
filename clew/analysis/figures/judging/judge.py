"""The kinds of figures as a model learnt them from labelled pieces, where the grammar has no rule or a poor one.

The model reads the text around each figure together with what the grammar made of it, and weighs each kind. It was
fitted to labelled pieces (`make judge`), knows English, and runs without a network.
"""

import json
from collections.abc import Callable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from clew.analysis.figures.amounts import Amount
from clew.analysis.figures.fact import KINDS
from clew.analysis.figures.items import Item, Weighed
from clew.analysis.figures.judging.features import features_of, unit_of
from clew.analysis.figures.judging.windows import Place, Window, windows
from clew.analysis.figures.judging.wordpieces import Cut, WordPieces
from clew.analysis.figures.kinds import Kind

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MODEL = Path(__file__).with_name("judge.onnx")
_OTHER = KINDS.index("other")
_OF_UNIT = {
    "money": ("fee", "proceeds", "seized_cash", "seized_other", "other"),
    "percent": ("share", "percent_change", "other"),
    "time": ("duration", "other"),
}
_OF_NO_COUNT = frozenset(("share", "percent_change"))
_OF_MONEY = frozenset(("fee", "proceeds", "seized_cash"))
_OF_TIME = frozenset(("duration",))
_LEFT_OUT, _GOES_ON = 1.0, 2.0
"""Log-odds by which what the grammar read of a figure is preferred, see `_chosen`."""
SURE = 88.0
"""The pull a kind the model changed is taken to have."""


class Judge:
    """The model with its words."""

    def __init__(self, model: Path = MODEL) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            str(model), options, providers=["CPUExecutionProvider"]
        )
        told = self._session.get_modelmeta().custom_metadata_map
        self._pieces = WordPieces(told["vocabulary"].split("\n"))
        self._features = {name: at for at, name in enumerate(json.loads(told["features"]))}
        if tuple(told["kinds"].split()) != KINDS:
            raise ValueError(f"{model} knows other kinds of figures than clew; fit it anew")

    def decide(self, text: str, weighed: Sequence[Weighed], items: Sequence[Item]) -> list[Item]:
        """Give the figures of *text* anew: the grammar's *items*, some with another kind, left out or added.

        Args:
            text: the whole text.
            weighed: every amount the grammar weighed.
            items: those it holds to be facts, as it last decided them.
        """
        held = {id(item.amount): item for item in items}
        before = {id(item): item.kind.name for item in items}
        amounts = sorted(weighed, key=lambda w: (w.at, w.amount.number.begin))
        decided: list[Item] = []
        for at, says in enumerate(self._says(text, amounts, held)):
            each = amounts[at]
            item = held.pop(id(each.amount), None)
            name = _chosen(each.amount, item, says, before)
            if item is None and name == "other":
                continue
            said = item.kind.name.replace("_", " ") if item else "no fact"
            told_as_before = item is not None and item.kind.name == name
            item = item or each.item or Item(each.amount, Kind(""), each.at)
            if not told_as_before:
                each.amount.notes.append(f"judged by the model; the grammar alone: {said}")
            if item.kind.name != name:
                item.kind = Kind(name, item.kind.cue, SURE)
            if item.amount.unit is None and name in _OF_MONEY | _OF_TIME:
                _take_unit(amounts, at, name in _OF_MONEY)
            decided.append(item)
        return sorted([*decided, *held.values()], key=lambda i: (i.at, i.amount.number.begin))

    def _says(
        self, text: str, amounts: Sequence[Weighed], held: dict[int, Item]
    ) -> "NDArray[np.float32]":
        """Give the log-odds of each kind for each of *amounts*, shape (amounts, kinds)."""
        import numpy as np

        cut = self._pieces.cut(text)
        out = np.zeros((len(amounts), len(KINDS)), np.float32)
        for window in windows(cut, [place_of(each.amount) for each in amounts]):
            features = np.zeros((len(window.figures), len(self._features)), np.float32)
            for row, at in enumerate(window.figures):
                item = held.get(id(amounts[at].amount))
                for name in features_of(
                    amounts[at].amount, item or amounts[at].item, item is not None
                ):
                    if name in self._features:
                        features[row, self._features[name]] = 1
            out[window.figures] = self._run(cut, window, features)
        can = allowed(amounts)
        out[~np.array(can, bool).reshape(out.shape)] = -np.inf
        return out

    def _run(
        self, cut: Cut, window: Window, features: "NDArray[np.float32]"
    ) -> "NDArray[np.float32]":
        import numpy as np

        ids = [self._pieces.begin, *cut.ids[window.first : window.last], self._pieces.end]
        fed = {
            "ids": np.array(ids, np.int64),
            "places": np.arange(len(ids), dtype=np.int64),
            "numbers": _means(window.numbers, len(ids)),
            "phrases": _means(window.phrases, len(ids)),
            "features": features,
        }
        says: NDArray[np.float32] = self._session.run(["says"], fed)[0]
        return says


@cache
def judge() -> Callable[[str, Sequence[Weighed], Sequence[Item]], list[Item]] | None:
    """Give the model's judgement, loaded once; None where onnxruntime is not installed (clew[figures])."""
    if find_spec("onnxruntime") is None:
        return None
    return Judge().decide


def _means(spans: list[tuple[int, int]], size: int) -> "NDArray[np.float32]":
    import numpy as np

    out = np.zeros((len(spans), size), np.float32)
    for row, (first, last) in enumerate(spans):
        out[row, first : last + 1] = 1 / (last - first + 1)
    return out


def place_of(amount: Amount) -> Place:
    """Give the letters of *amount*: of its number, and of the number with hedge, unit and noun."""
    sentence, number = amount.sentence, amount.number
    begin = min(amount.begin, number.begin)
    end = max(amount.end, amount.noun_end, number.end)
    return Place(
        (sentence.starts[number.begin], sentence.ends[number.end - 1]),
        (sentence.starts[begin], sentence.ends[end - 1]),
    )


def _chosen(
    amount: Amount, item: Item | None, says: "NDArray[np.float32]", before: dict[int, str]
) -> str:
    """Give the kind of *amount* by what the model *says* (log-odds).

    A figure the grammar leaves out must be likelier to count, and one that goes on from another ("6 in Hungary")
    is of its kind unless the model is sure.
    """
    if not is_judged(amount):
        return item.kind.name if item else "other"
    says = says.copy()
    if item is None:
        says[_OTHER] += _LEFT_OUT
    elif item.follows and item.of is not None and before.get(id(item.of)) == item.kind.name:
        says[KINDS.index(item.of.kind.name)] += _GOES_ON
    return KINDS[int(says.argmax())]


def is_judged(amount: Amount) -> bool:
    """Say whether the model decides *amount*: "dozens" and "no arrests" are the grammar's, nobody labels them."""
    return bool(amount.number.value) or amount.number.high is not None


def allowed(amounts: Sequence[Weighed]) -> list[list[bool]]:
    """Say for each of *amounts*, all of one text, for each kind whether it can be of it.

    A number alone can be a sum of money or a length of time where another one of the text is: "the bus at 45".
    """
    held = {unit_of(each.amount) for each in amounts}
    barred = _OF_NO_COUNT
    barred |= frozenset() if "money" in held else _OF_MONEY
    barred |= frozenset() if "time" in held else _OF_TIME
    alone = [kind not in barred for kind in KINDS]
    told = {unit: [kind in among for kind in KINDS] for unit, among in _OF_UNIT.items()}
    return [told.get(unit_of(each.amount), alone) for each in amounts]


def _take_unit(amounts: Sequence[Weighed], at: int, money: bool) -> None:
    """Give the number alone at *at* the money or time of the nearest told in it, of two as near the one before."""
    like = [
        (abs(here - at), here > at, other.amount)
        for here, other in enumerate(amounts)
        if (other.amount.is_money if money else other.amount.is_time)
    ]
    if not like:
        return
    amount = amounts[at].amount
    amount.unit = min(like, key=lambda each: each[:2])[2].unit
    amount.is_money, amount.is_time = money, not money
    amount.notes.append(f"told without its unit; read as {amount.unit} like the nearest told")
