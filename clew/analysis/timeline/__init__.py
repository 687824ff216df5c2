"""Timeline: whatever a case dates, one lane for each kind, each mark with the places in files that say so.

`dated` reads what has a date, `periods` parts time into steps, `wording` says what a thing is, `report`
gives the answer of one function, `timeline`; `drawing` draws it, `files` writes it.
"""
