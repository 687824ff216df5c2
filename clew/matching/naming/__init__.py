"""Who is this? Compares names of the route, whatever culture, spelling and script they come in.

`RouteNames` scores two records' names; `compare` says why. The rules are data an analyst can read:
`scripts.toml`, `sounds.toml`, `words.toml`, `known.toml`, `forms.toml`.
"""

from clew.matching.naming.route_names import Compared, RouteNames, compare

__all__ = ["Compared", "RouteNames", "compare"]
