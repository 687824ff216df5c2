"""Money: who paid, who holds, who is owed, in minor units; estimates as intervals with their assumptions.

`entries` reads what a case and its notebooks say, `balances` adds it up, `rates` converts by rates the user
gives, `estimate` multiplies intervals.
"""
