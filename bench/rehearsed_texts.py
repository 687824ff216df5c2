"""Identifiers and persons named in the texts the rehearsal writes, found and rightly found."""

from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from bench.measured import Figure
from clew.exercise.make import make
from clew.exercise.scene import Text
from clew.sources.mentions import find_mentions

KINDS = frozenset({"phone", "plate", "document", "iban", "email", "account", "imei"})
FLOOR = 0.95
SEEDS = range(1, 6)


def rehearsed_figures(folder: Path, full: bool) -> list[Figure]:
    """F1 of identifiers in reports and in messages, recall and precision of persons no list names."""
    texts = [
        text
        for seed in (SEEDS if full else SEEDS[:2])
        for text in make(seed, folder / f"texts-{seed}", all_formats=True).texts
    ]
    figures = []
    for form, of in (("report", "reports"), ("message", "messages")):
        for name, told in sorted(by_language(texts, form).items()):
            counted = count(told, KINDS)
            figures.append(_figure(f"identifiers in {of} of the rehearsal, {name}", counted))
    people = count([text for text in texts if text.form == "report"], frozenset({"person"}))
    figures.append(_plain("persons no list names, in reports of the rehearsal", people))
    return figures


def by_language(texts: Iterable[Text], form: str) -> dict[str, list[Text]]:
    """Give the texts of a form by language, and all of them under "all languages"."""
    found: dict[str, list[Text]] = {}
    for text in texts:
        if text.form == form:
            found.setdefault(text.language, []).append(text)
            found.setdefault("all languages", []).append(text)
    return found


def count(texts: Iterable[Text], kinds: frozenset[str]) -> Counter[str]:
    """Count what is named, found and rightly found: a span is right when kind and characters are those written."""
    counted: Counter[str] = Counter()
    for text in texts:
        named = Counter((kind, bare(value)) for kind, value in text.names if kind in kinds)
        seen: Counter[tuple[str, str]] = Counter(
            (str(m.kind), bare(m.text))
            for m in find_mentions(text.text, text.country)
            if m.kind in kinds
        )
        counted.update(named=named.total(), found=seen.total(), right=(named & seen).total())
    return counted


def bare(written: str) -> str:
    """Give the letters and digits of a value in small letters."""
    return "".join(c for c in written.casefold() if c.isalnum())


def f1(counted: Counter[str]) -> float:
    """Give the harmonic mean of recall and precision, 0 to 1."""
    both = counted["named"] + counted["found"]
    return 2 * counted["right"] / both if both else 0.0


def _figure(what: str, counted: Counter[str]) -> Figure:
    value = f"F1 {f1(counted):.3f} ({_told(counted)})"
    return Figure(what, value, f"{FLOOR:.2f}", "", f1(counted) >= FLOOR)


def _plain(what: str, counted: Counter[str]) -> Figure:
    return Figure(what, f"{_told(counted)}")


def _told(counted: Counter[str]) -> str:
    recall = counted["right"] / max(1, counted["named"])
    precision = counted["right"] / max(1, counted["found"])
    return f"recall {recall:.1%}, precision {precision:.1%} of {counted['named']:,}"
