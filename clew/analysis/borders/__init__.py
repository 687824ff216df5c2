"""Border statistics: detections by route and month, their changes and shares, where a series breaks.

`counts` reads a table, `tables` does the arithmetic, `breaks` finds change-points, `drawing` draws.
"""
