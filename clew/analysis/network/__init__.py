"""Networks: a graph from a file or a case, its measures, key players, disruption and paths.

`graph` is what all parts take; `from_file` and `from_case` make one, `measures` names the measures.
"""
