"""Ask the lists over HTTP: the matching API that yente's clients speak, answered by clew's index.

A check says who may stand on a list, how probable that is and which clues speak for and against.
Checked people are counted, not kept. docs/api.md says what can be asked and how it is answered.
"""
