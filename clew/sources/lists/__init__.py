"""People to check and lists to check them against, read from files into frames of parties.

`opening.read_people` gives the people of a file batch by batch; `opening.read_list` gives a list:
the official UN XML, OFAC's three CSV files, FollowTheMoney JSON lines, CSV or Parquet. What cannot
be taken is refused with its place; a list that breaks off is refused as a whole. `delta.delta`
says what changed between two editions of a list.
"""
