"""A crowd of invented people and an invented list, with known persons of the list hidden among the crowd.

For measuring how a screening does at size: `make_crowd` writes both as Parquet, and who is who.
Names are put together from pools of many cultures (`pools`), the hidden ones are written in another
way than on the list (`variants`, `habits`, `scripts`), one kind of change per person, about evenly.
"""

from clew.exercise.crowd.making import Crowd, made_crowd, make_crowd

__all__ = ["Crowd", "made_crowd", "make_crowd"]
