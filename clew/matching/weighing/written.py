"""Writes the weights and the shares of names as files an analyst can read."""

from collections.abc import Iterator, Mapping
from math import log
from typing import Any

from clew.matching.weighing.fit import Fitted
from clew.matching.weighing.shares import REST

_HEAD = """\
# What each clue weighs: natural log-odds. Written by `clew weights fit`; change stated.toml and fit again.
# m: share of pairs of records of one person that show it, u: of two people; weight = ln(m / u).
# origin "counted": on disturbed copies of the people's birth dates; "stated": set by hand, with the reason.
"""


def weights_text(fitted: Fitted, said: Mapping[str, Any], made: Mapping[str, Any]) -> str:
    """Give the text of `weights.toml`.

    Args:
        fitted: what was fitted.
        said: what was stated.
        made: where the weights come from.
    """
    tables: list[tuple[str, Mapping[str, Any]]] = [
        ("made", {**made, **fitted.counts}),
        ("prior", said["prior"]),
        ("case", said["case"]),
        ("names", {**_plain(said["names"]), **_plain(fitted.names)}),
    ]
    tables += [(f"names.parts.{name}", parts) for name, parts in fitted.names["parts"].items()]
    tables += [("names.costs", fitted.names["costs"]), ("bodies", said["bodies"])]
    tables += [(f"rules.{rule}", row) for rule, row in _rules(fitted, said["rules"])]
    written = "\n".join(_table(name, held) for name, held in tables)
    return f"{_HEAD}\n{written}"


def _plain(said: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in said.items() if not isinstance(value, dict)}


def _rules(fitted: Fitted, said: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for rule, row in said.items():
        counted = rule in fitted.births
        m, u = fitted.births[rule] if counted else (row["m"], row["u"])
        yield (
            rule,
            {
                "weight": round(log(m / u), 2),
                "m": float(f"{m:.3g}"),
                "u": float(f"{u:.3g}"),
                "why": row["why"],
                "origin": "counted" if counted else "stated",
            },
        )


def _table(name: str, held: Mapping[str, Any]) -> str:
    lines = [f"{key} = {_value(value)}" for key, value in held.items()]
    return "\n".join([f"[{name}]", *lines, ""])


def _value(value: Any) -> str:
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"'
    return repr(value)


def shares_text(shares: Mapping[str, float], made: Mapping[str, Any]) -> str:
    """Give the text of `shares.tsv`: key of a part of a name, bearers per 100,000 people.

    Parts of fewer than five bearers are not in it; the first row says what is taken for them.
    """
    head = f"# Parts of names and their bearers per 100,000 people; {made['data']}, {made['command']}\n"
    rows = [f"{key}\t{share * 100_000:.1f}" for key, share in shares.items() if key != REST]
    return head + "\n".join([f"{REST}\t{shares[REST] * 100_000:.1f}", *rows, ""])
